"""A segment of arrays is a true Whoosh segment: its reader says what the listings say."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh.formats import Positions as PositionsFormat
from whoosh.matching import ReadTooFar
from whoosh.reading import IndexReader, TermNotFound

from index.engines.whoosh.codec.codec import ArraySegment, contents
from index.engines.whoosh.codec.matcher import ArrayMatcher
from index.engines.whoosh.schema import INDEX_NAME, KNOWN_AS, LISTING, TEXT
from index.engines.whoosh.segment.segment import Segment
from index.errors import IndexDamaged
from index.listing.ids import id_keys
from index.listing.model import Listing
from index.listing.searched import LENGTH_SCALE
from tests.conftest import examples, listing, publish_into
from tests.generated import WORDS, corpus, publish_pieces, served
from tests.listing_terms import length_of, terms_of

GONE = ("T003", "T020", "T021", "T059")


class Case(msgspec.Struct, frozen=True):
    """An index, and the listings that its documents should be, deleted ones as None."""

    home: Path
    listings: list[Listing]
    gone: frozenset[int] = frozenset()

    def reader(self) -> IndexReader:
        return whoosh_index.open_dir(str(served(self.home)), readonly=True).reader()

    def searcher(self) -> Any:
        return whoosh_index.open_dir(str(served(self.home)), readonly=True).searcher()


@pytest.fixture(scope="module", params=["one segment", "three segments", "deletions"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    home = tmp_path_factory.mktemp("codec")
    listings = [*corpus(60), listing("NIH-7", title="Žluť and type 2")]
    if request.param == "one segment":
        return Case(publish_into(home, listings), listings)
    pieces = [listings[:30], listings[30:31], listings[31:]]
    if request.param == "three segments":
        return Case(publish_pieces(home, pieces), listings)
    gone = frozenset(n for n, one in enumerate(listings) if one.id in GONE)
    return Case(publish_pieces(home, pieces, removed=GONE), listings, gone)


Postings = dict[bytes, dict[int, tuple[float, list[int]]]]


def postings_of(case: Case) -> Postings:
    """Term → document → weight and positions, by the definition; deleted documents as well."""
    held: Postings = {}
    for doc, one in enumerate(case.listings):
        for text, (weight, positions) in terms_of(one).items():
            held.setdefault(text.encode(), {})[doc] = (weight / LENGTH_SCALE, positions)
    return held


# --- the reader ---------------------------------------------------------------------------------


def test_postings_are_those_of_the_definition(case: Case) -> None:
    reader, wanted = case.reader(), postings_of(case)
    assert len(wanted) > 20
    for term, docs in wanted.items():
        matcher = reader.postings(TEXT, term)
        found = {}
        while matcher.is_active():
            found[matcher.id()] = (matcher.weight(), matcher.value_as("positions"))
            assert [span.start for span in matcher.spans()] == found[matcher.id()][1]
            matcher.next()
        assert found == {
            doc: (pytest.approx(weight), positions)
            for doc, (weight, positions) in docs.items()
            if doc not in case.gone
        }


def test_statistics_of_terms_are_those_of_the_definition(case: Case) -> None:
    reader, wanted = case.reader(), postings_of(case)
    lengths = [length_of(one) for one in case.listings]
    for term, docs in wanted.items():
        weights = [weight for weight, _ in docs.values()]
        assert reader.doc_frequency(TEXT, term) == len(docs)
        assert reader.frequency(TEXT, term) == pytest.approx(sum(weights))
        info = reader.term_info(TEXT, term)
        assert info.doc_frequency() == len(docs)
        assert info.weight() == pytest.approx(sum(weights))
        assert info.max_weight() == pytest.approx(max(weights))
        assert info.min_length() == pytest.approx(min(lengths[doc] for doc in docs))
        assert info.max_length() == pytest.approx(max(lengths[doc] for doc in docs))
        assert (info.min_id(), info.max_id()) == (min(docs), max(docs))
        left = set(docs) - case.gone
        if left:
            assert reader.first_id(TEXT, term) == min(left)


def test_terms_are_listed_in_order_from_anywhere(case: Case) -> None:
    reader, terms = case.reader(), sorted(postings_of(case))
    keys = sorted({k.encode() for one in case.listings for k in id_keys((one.id, *one.other_id))})
    assert set(reader.indexed_field_names()) == {TEXT, KNOWN_AS}
    assert list(reader.lexicon(TEXT)) == terms
    assert list(reader.lexicon(KNOWN_AS)) == keys
    every = [(KNOWN_AS, key) for key in keys] + [(TEXT, term) for term in terms]
    assert list(reader.all_terms()) == every
    assert [term for term, _ in reader] == every
    for start in (b"", b"old-2", b"z"):
        assert list(reader.terms_from(KNOWN_AS, start)) == [
            (field, text) for field, text in every if (field, text) >= (KNOWN_AS, start)
        ]
    for start in (b"", b"b", b"lung", b"lungs", "ž".encode(), b"\xff"):
        later = [term for term in terms if term >= start]
        assert list(reader.terms_from(TEXT, start)) == [(TEXT, term) for term in later]
        assert [text for text, _ in reader.iter_field(TEXT, start)] == later
        with_prefix = [term for term in terms if term.startswith(start)]
        assert list(reader.expand_prefix(TEXT, start)) == with_prefix
    assert list(reader.field_terms(TEXT)) == [term.decode() for term in terms]
    assert dict(reader.iter_prefix(TEXT, b"lu")).keys() == {
        term for term in terms if term.startswith(b"lu")
    }


def test_a_term_is_there_or_not(case: Case) -> None:
    reader = case.reader()
    assert (TEXT, b"lung") in reader
    assert (TEXT, "lung") in reader
    assert ("none", b"lung") not in reader
    for field, text in ((TEXT, b"lun"), (TEXT, b""), (KNOWN_AS, b"lung")):
        assert (field, text) not in reader
        assert reader.frequency(field, text) == 0
        assert reader.doc_frequency(field, text) == 0
    with pytest.raises(TermNotFound):
        reader.term_info(TEXT, b"lun")
    with pytest.raises(TermNotFound):
        reader.postings(TEXT, b"lun")


def test_a_cursor_walks_the_terms_of_a_segment(case: Case) -> None:
    for reader, _ in case.reader().leaf_readers():
        terms = list(reader.field_terms(TEXT))
        cursor = reader.cursor(TEXT)
        walked = [cursor.first()]
        while cursor.next() is not None:
            walked.append(cursor.text())
        assert walked == terms
        assert not cursor.is_valid()
        assert cursor.find(terms[1][:-1]) in (terms[0], terms[1])
        assert cursor.find(terms[1] + " ") == terms[2]
        assert cursor.is_valid()
        assert cursor.term_info().doc_frequency() == reader.doc_frequency(TEXT, terms[2])
        assert cursor.find(b"\xff") is None


def test_lengths_and_stored_listings_are_those_of_the_listings(case: Case) -> None:
    reader = case.reader()
    lengths = [length_of(one) for one in case.listings]
    assert [reader.doc_field_length(doc, TEXT) for doc in range(len(lengths))] == lengths
    assert reader.doc_field_length(0, KNOWN_AS, 17) == 17
    assert reader.field_length(TEXT) == sum(lengths)
    assert reader.min_field_length(TEXT) == min(lengths)
    assert reader.max_field_length(TEXT) == max(lengths)
    for doc, one in enumerate(case.listings):
        assert reader.stored_fields(doc) == {LISTING: msgspec.json.encode(one)}


def test_deleted_documents_are_counted_and_left_out(case: Case) -> None:
    reader = case.reader()
    left = [n for n in range(len(case.listings)) if n not in case.gone]
    assert reader.doc_count_all() == len(case.listings)
    assert reader.doc_count() == len(left)
    assert reader.has_deletions() == bool(case.gone)
    assert {n for n in range(len(case.listings)) if reader.is_deleted(n)} == case.gone
    assert list(reader.all_doc_ids()) == left
    assert [doc for doc, _ in reader.iter_docs()] == left
    stored = [one[LISTING] for one in reader.all_stored_fields()]
    assert stored == [msgspec.json.encode(case.listings[n]) for n in left]


# --- the searcher -------------------------------------------------------------------------------

Holds = Callable[[Listing], bool]


def words(one: Listing) -> list[str]:
    return [*terms_of(one)]


def holds(*terms: str) -> Holds:
    return lambda one: set(terms) <= set(words(one))


def holds_either(*terms: str) -> Holds:
    return lambda one: bool(set(terms) & set(words(one)))


def stands(*terms: str) -> Holds:
    def one_after_the_other(one: Listing) -> bool:
        places = {text: set(term.positions) for text, term in terms_of(one).items()}
        first = places.get(terms[0], set())
        return any(all(at + k in places.get(t, ()) for k, t in enumerate(terms)) for at in first)

    return one_after_the_other


def queries() -> Iterator[tuple[Any, Holds]]:
    q = whoosh_query
    for one, other in zip(WORDS, WORDS[3:] + WORDS[:3], strict=True):
        yield q.Term(TEXT, one), holds(one)
        yield q.And([q.Term(TEXT, one), q.Term(TEXT, other)]), holds(one, other)
        either = q.Or([q.Term(TEXT, one), q.Term(TEXT, other)])
        yield either, holds_either(one, other)
        yield q.Phrase(TEXT, [one, other]), stands(one, other)
    yield q.Prefix(TEXT, "lu"), lambda x: any(word.startswith("lu") for word in words(x))
    yield q.Every(), lambda _: True
    yield q.Every(TEXT), lambda x: bool(words(x))
    yield q.Term(KNOWN_AS, "old-7"), lambda x: "OLD-7" in x.other_id
    yield q.Term(KNOWN_AS, "7"), lambda x: x.id == "NIH-7"
    yield q.Term(TEXT, "absent"), lambda _: False
    ranged = q.TermRange(TEXT, "a", "c")
    yield ranged, lambda x: any("a" <= word <= "c" for word in words(x))


def test_the_stock_searcher_finds_what_the_listings_hold(case: Case) -> None:
    searcher = case.searcher()
    for query, wanted in queries():
        docs = {n for n, one in enumerate(case.listings) if n not in case.gone and wanted(one)}
        assert {hit.docnum for hit in searcher.search(query, limit=None)} == docs, query
        assert set(searcher.docs_for_query(query)) == docs


def test_a_limit_cuts_off_what_all_hits_begin_with(case: Case) -> None:
    searcher = case.searcher()
    for query, _ in queries():
        whole = [(hit.docnum, hit.score) for hit in searcher.search(query, limit=None)]
        for limit in (1, 5, 20):
            some = searcher.search(query, limit=limit)
            scores = [hit.score for hit in some]
            assert scores == pytest.approx([score for _, score in whole[:limit]])
            assert len(some) == len(whole)


# --- one matcher --------------------------------------------------------------------------------

moves = st.lists(
    st.one_of(
        st.just("next"), st.just("reset"), st.just("copy"), st.integers(0, 70), st.floats(0, 99)
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> Segment:
    home = publish_into(tmp_path_factory.mktemp("matcher"), corpus(60))
    (only,) = contents(served(home))
    return Segment(served(home), only.segment_id())


@examples(150)
@given(word=st.sampled_from(["lung", "asthma", "65", "georgia"]), moves=moves)
def test_a_matcher_moves_as_through_a_list(
    segment: Segment, word: str, moves: list[str | int | float]
) -> None:
    field = segment.field(TEXT)
    number = field.terms.find(word.encode())
    if number is None:
        return
    docs = field.postings(number).docs.tolist()
    weights = field.postings(number).weights.tolist()
    matcher = ArrayMatcher(field, number, segment, PositionsFormat(), (TEXT, word.encode()))
    at = 0
    for move in moves:
        assert matcher.is_active() == (at < len(docs))
        if at < len(docs):
            assert (matcher.id(), matcher.weight()) == (docs[at], weights[at] / 10)
        if move == "reset":
            matcher.reset()
            at = 0
        elif move == "copy":
            other = matcher.copy()
            if matcher.is_active():
                matcher.next()
            matcher = other
        elif isinstance(move, int):
            if at == len(docs):
                with pytest.raises(ReadTooFar):
                    matcher.skip_to(move)
            else:
                matcher.skip_to(move)
                at = next((n for n in range(at, len(docs)) if docs[n] >= move), len(docs))
        elif move == "next" and at < len(docs):
            left_the_block = matcher.next()
            at += 1
            assert left_the_block == (at == len(docs))
    assert list(matcher.all_ids()) == docs
    assert (matcher.block_min_id(), matcher.block_max_id()) == (docs[0], docs[-1])
    assert matcher.block_max_weight() == max(weights) / 10
    lengths = segment.lengths[np.array(docs)]
    assert matcher.block_min_length() == lengths.min()
    assert matcher.block_max_length() == lengths.max()


# --- the table of contents ----------------------------------------------------------------------


def test_a_segment_is_pickled_the_same_whatever_order_its_deletions_came_in() -> None:
    ways = [[1000, 3, 70_000], [70_000, 1000, 3]]
    one, other = (ArraySegment(INDEX_NAME, "1", 80_000).without(docs) for docs in ways)
    other = other.without([3])
    assert pickle.dumps(one) == pickle.dumps(other)
    again: ArraySegment = pickle.loads(pickle.dumps(one))
    assert list(again.deleted_docs()) == [3, 1000, 70_000]
    assert (again.doc_count(), again.deleted_count()) == (79_997, 3)
    assert again.is_deleted(1000)
    assert not again.is_deleted(4)
    assert one.without([5]).deleted_count() == 4
    assert one.deleted_count() == 3


# Whoosh leaves the file open that it cannot read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_table_of_contents_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    directory = served(publish_pieces(tmp_path, [corpus(9), [listing("U1")]], removed=["T003"]))
    (path,) = directory.glob("*.toc")
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at])
        with pytest.raises(IndexDamaged):
            contents(directory)
    path.unlink()
    with pytest.raises(IndexDamaged):
        contents(directory)
