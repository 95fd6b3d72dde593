"""Several segments read as one: terms, places, phrases, ids and listings."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import analyse
from index.engines.whoosh.codec.codec import contents
from index.listing.ids import id_key, id_keys
from index.listing.model import Listing
from index.listing.searched import SEARCHED, searched_texts
from index.terms.listing_terms import MAX_POSITION
from search.engine.query import Phrase, Term
from search.engines.whoosh.postings.postings import Index
from tests.conftest import examples, listing, publish_into
from tests.generated import WORDS, any_listings, corpus, publish_pieces, served
from tests.search.engines.queries import field_names
from tests.search.engines.whoosh.oracle import Case

words = st.sampled_from([*WORDS, "georgia", "phase1", "absent", "žluť"])


def test_an_index_has_the_documents_of_all_its_segments(case: Case) -> None:
    index = case.index
    assert index.size == len(case.listings)
    live = np.ones(index.size, dtype=np.bool_) if index.live is None else index.live
    assert set(np.flatnonzero(live).tolist()) == case.live
    assert index.lengths.tolist() == [row.length for row in case.rows]
    for doc, one in enumerate(case.listings):
        assert msgspec.json.decode(index.listing(doc), type=type(one)) == one
        assert index.own_id(doc) == id_key(one.id)


def test_a_term_has_the_postings_of_all_segments(case: Case) -> None:
    for word in [*WORDS, "georgia", "absent", ""]:
        postings = case.index.term(word)
        found = dict(zip(postings.docs.tolist(), postings.weights.tolist(), strict=True))
        assert found == {
            doc: row.weight(word) for doc, row in enumerate(case.rows) if row.weight(word)
        }
        assert postings.docs.tolist() == sorted(found)
        assert np.issubdtype(postings.docs.dtype, np.integer)


@pytest.mark.parametrize("field", [field.name for field in SEARCHED])
def test_a_term_in_a_field_weighs_what_it_does_there(case: Case, field: str) -> None:
    for word in [*WORDS, "georgia", "recruit", "absent"]:
        weights = {doc: row.weight(word, field) for doc, row in enumerate(case.rows)}
        wanted = {doc: weight for doc, weight in weights.items() if weight}
        postings = case.index.term(word, field)
        assert dict(zip(postings.docs.tolist(), postings.weights.tolist(), strict=True)) == wanted
        for doc in list(wanted)[:5]:
            assert case.index.weights_by_field(word, doc)[field] == wanted[doc]


@examples(150)
@given(terms=st.lists(words, min_size=1, max_size=4).map(tuple), field=field_names)
def test_a_phrase_stands_in_one_text(case: Case, terms: tuple[str, ...], field: str) -> None:
    assert case.index.phrase(terms, field).tolist() == [
        doc for doc, row in enumerate(case.rows) if row.has_phrase(terms, field)
    ]


def test_every_run_of_words_of_a_listing_is_found_in_its_field(case: Case) -> None:
    for doc in range(0, len(case.listings), 11):
        for text, _, field in searched_texts(case.listings[doc]):
            words_at = {token.position: token.term for token in analyse(text)}
            for start in sorted(words_at)[:6]:
                run = tuple(words_at[start + k] for k in range(3) if start + k in words_at)
                assert doc in case.index.phrase(run, field)
                assert doc in case.index.phrase(run)


@examples(40)
@given(listings=any_listings.filter(len), cut=st.integers(0, 9))
def test_documents_are_known_by_all_their_ids_but_not_when_deleted(
    tmp_path_factory: pytest.TempPathFactory, listings: list[Listing], cut: int
) -> None:
    pieces = [piece for piece in (listings[:cut], listings[cut:]) if piece]
    gone = [listings[-1].id] if len(listings) > 2 else []
    home = publish_pieces(tmp_path_factory.mktemp("known"), pieces, removed=gone)
    index = Index(served(home), contents(served(home)))
    left = [one for one in listings if one.id not in gone]
    at = {index.own_id(doc): doc for doc in range(index.size)}
    for key in ("t000", "T000", "old-1", "nih-7", "7", "absent", "\ud800"):
        wanted = sorted(
            at[id_key(one.id)] for one in left if key in id_keys((one.id, *one.other_id))
        )
        assert index.known_as(key).tolist() == wanted


def test_a_text_longer_than_positions_are_kept_for_is_found_by_its_words(tmp_path: Path) -> None:
    words = ["lung", "drug", *["sleep"] * (MAX_POSITION - 10), "asthma", "cancer"]
    words += ["trial"] * 20 + ["breast", "lupus"]
    listings = [listing("T1", title="x", summary=" ".join(words)), *corpus(5)]
    case = Case(publish_into(tmp_path, listings), listings)
    index = case.index
    assert 0 in index.term("breast").docs
    assert index.term("sleep").weights[0] == np.iinfo(np.uint16).max
    assert 0 in index.phrase(("lung", "drug"))
    assert 0 in index.phrase(("sleep", "asthma", "cancer"), "summary")
    # Behind the last position that is kept, only words are known, not where they stand.
    assert 0 not in index.phrase(("breast", "lupus"))
    assert 0 not in index.term("breast", "summary").docs
    assert index.weights_by_field("breast", 0) == {}
    (share,) = case.matching(Term("breast")).shares(0)
    assert (share.term, share.field) == ("breast", "")
    for node in (Term("sleep"), Phrase(("sleep", "sleep")), Phrase(("sleep", "asthma"))):
        docs = case.matching(node).docs()
        scores = dict(zip(docs.tolist(), case.matching(node).scores(docs).tolist(), strict=True))
        assert scores == pytest.approx(case.leaf_by_stock(node), rel=1e-5)
