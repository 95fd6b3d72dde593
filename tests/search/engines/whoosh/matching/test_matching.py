"""Matching and scoring against two oracles: stock Whoosh on the same files, and the listings
in memory."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.schema import TEXT
from index.listing.model import Listing
from index.sources.reader import read
from search.engine.query import (
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Node,
    Phrase,
    Preferred,
    Term,
    Weighted,
)
from search.engines.whoosh.top_hits import first_by_score
from tests.conftest import examples
from tests.generated import WORDS, publish_pieces
from tests.listing_terms import terms_of
from tests.search.engines.queries import field_names, trees_of
from tests.search.engines.whoosh.oracle import Case, Scored, expected, in_whoosh, is_of_terms

TOLERANCE = 1e-5


def agrees(case: Case, node: Node, wanted: Scored) -> None:
    """The same documents, their scores, and their order; and the first ones are the first."""
    matching = case.matching(node)
    docs = matching.docs()
    assert docs.tolist() == sorted(wanted)
    scores = matching.scores(docs)
    assert scores.tolist() == pytest.approx([wanted[doc] for doc in docs.tolist()], rel=TOLERANCE)
    order = docs[first_by_score(scores, len(docs))].tolist()
    score = dict(zip(docs.tolist(), scores.tolist(), strict=True))
    for one, next_ in itertools.pairwise(order):
        assert (-score[one], one) < (-score[next_], next_)
        assert wanted[one] >= wanted[next_] * (1 - TOLERANCE)
    for limit in (1, 10):
        assert docs[first_by_score(scores, limit)].tolist() == order[:limit]
    # Some documents alone score what they score among all.
    some = docs[::3]
    assert np.array_equal(matching.scores(some), scores[::3])


# --- generated listings -------------------------------------------------------------------------

words = st.sampled_from([*WORDS, "absent"])
plain_leaves: st.SearchStrategy[Node] = st.one_of(
    words.map(Term),
    words.map(Term),
    st.lists(words, min_size=1, max_size=3).map(lambda terms: Phrase(tuple(terms))),
    st.just(Everything()),
    st.lists(st.sampled_from(["T001", "old-7", "OLD-14", "t030", "none"]), max_size=3).map(
        lambda ids: Ids(tuple(ids))
    ),
)
field_leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Term, words, field_names),
    st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(tuple), field_names),
    st.builds(Phrase, st.just(("georgia", "unite")), field_names),
)


@examples(300)
@given(tree=trees_of(plain_leaves))
def test_matches_scores_and_order_are_those_of_stock_whoosh(case: Case, tree: Node) -> None:
    wanted = expected(case, tree)
    if is_of_terms(tree):
        assert case.by_stock(in_whoosh(tree)) == pytest.approx(wanted, rel=TOLERANCE)
    agrees(case, tree, wanted)


@examples(200)
@given(tree=trees_of(st.one_of(plain_leaves, field_leaves)))
def test_matches_scores_and_order_are_those_in_memory(case: Case, tree: Node) -> None:
    agrees(case, tree, case.in_memory(tree))


# --- shares -------------------------------------------------------------------------------------


def wanted_terms(node: Node) -> set[str]:
    """The terms that may add to a score: none that is excluded."""
    match node:
        case Term(text):
            return {text}
        case Phrase(terms):
            return set(terms)
        case AllOf(children) | AnyOf(children) | Best(children):
            return set().union(*map(wanted_terms, children))
        case Ids():
            return {""}
        case Preferred(child) | Weighted(child):
            return wanted_terms(child)
    return set()


@examples(150)
@given(tree=trees_of(st.one_of(plain_leaves, field_leaves)), pick=st.integers(0, 99))
def test_shares_add_up_and_name_fields_that_the_term_stands_in(
    case: Case, tree: Node, pick: int
) -> None:
    matching = case.matching(tree)
    docs = matching.docs()
    if not len(docs):
        return
    doc = int(docs[pick % len(docs)])
    shares = matching.shares(doc)
    score = float(matching.scores(np.array([doc]))[0])
    assert sum(share.score for share in shares) == pytest.approx(score, rel=TOLERANCE)
    for share in shares:
        assert share.score > 0
        assert share.term in wanted_terms(tree)
        assert (
            share.field == "id"
            if not share.term
            else case.rows[doc].weight(share.term, share.field)
        )


@examples(100)
@given(trees=st.lists(trees_of(plain_leaves, most=3), min_size=1, max_size=3), pick=st.integers(0))
def test_the_shares_of_alternatives_are_those_of_the_best(
    case: Case, trees: list[Node], pick: int
) -> None:
    best = case.matching(Best(tuple(trees)))
    docs = best.docs()
    if not len(docs):
        return
    doc = int(docs[pick % len(docs)])
    of_each = [case.matching(tree) for tree in trees]
    alternatives = [one for one in of_each if doc in one.docs().tolist()]
    score = best.scores(np.array([doc]))[0]
    winners = [one.shares(doc) for one in alternatives if one.scores(np.array([doc]))[0] == score]
    assert best.shares(doc) in winners


# --- real listings ------------------------------------------------------------------------------


def real_listings(shared: Path, trials: int, projects: int) -> list[Listing]:
    records = itertools.chain(
        itertools.islice(read(shared / "records" / "clinicaltrials.jsonl.gz"), trials),
        itertools.islice(read(shared / "records" / "nih-projects.jsonl.gz"), projects),
    )
    found = {
        one.translation.listing.id: one.translation.listing
        for one in records
        if one.translation is not None
    }
    return list(found.values())


def real_case(home: Path, listings: list[Listing]) -> Case:
    """Real listings in three segments, one in 37 deleted."""
    half = len(listings) // 2
    pieces = [listings[:half], listings[half : half + 50], listings[half + 50 :]]
    gone = [one.id for one in listings[::37]]
    return Case(publish_pieces(home, pieces, removed=gone), listings, gone)


def real_leaves(case: Case) -> list[Node]:
    """Terms of every frequency, and runs of words that stand in some listing."""
    choose = random.Random(7)
    reader = case.stock.reader()
    times = {text.decode(): reader.doc_frequency(TEXT, text) for text in reader.lexicon(TEXT)}
    by_frequency = sorted(times, key=lambda term: (-times[term], term))
    leaves: list[Node] = [Term(term) for term in by_frequency[:20]]
    for first, last in ((20, 200), (200, 1500), (1500, len(by_frequency))):
        leaves += [Term(term) for term in choose.sample(by_frequency[first:last], 20)]
    for one in choose.sample(list(case.listings), 40):
        at = {place: text for text, term in terms_of(one).items() for place in term.positions}
        start = choose.choice(sorted(at))
        run = tuple(at[start + k] for k in range(choose.randint(2, 4)) if start + k in at)
        leaves.append(Phrase(run))
    return leaves


def test_real_listings_are_matched_scored_and_ordered_as_stock_whoosh_does(
    shared: Path, tmp_path: Path
) -> None:
    real = real_case(tmp_path, real_listings(shared, 1500, 700))
    leaves = real_leaves(real)
    for leaf in leaves:
        agrees(real, leaf, real.leaf_by_stock(leaf))

    @examples(150, database=None)
    @given(tree=trees_of(st.sampled_from(leaves)))
    def trees_agree(tree: Node) -> None:
        agrees(real, tree, expected(real, tree))

    trees_agree()


def test_fields_of_real_listings_are_told_apart(shared: Path, tmp_path: Path) -> None:
    real = real_case(tmp_path, real_listings(shared, 250, 100))
    choose = random.Random(3)
    fields = ["title", "summary", "condition", "keyword", "eligibility", "site"]
    for leaf in real_leaves(real)[::4]:
        agrees(real, leaf, real.in_memory(leaf))
        tree = msgspec.structs.replace(leaf, field=choose.choice(fields))
        agrees(real, tree, real.in_memory(tree))
