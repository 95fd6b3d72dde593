"""What each part of a question adds to a score, over generated listings and trees."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.analysis.analyzer import analyse
from index.listing.schema import FIELD
from index.listing.searched import searched_texts
from search.engine.answers import Scoring
from search.engine.query import AllOf, AnyOf, Ids, Node, Not, Phrase, Term, Weighted
from search.results.explanation import Explanation, How, explanation_of
from search.understanding.composing.match import Part, Read
from search.understanding.entities.words.concepts import NO_NAMES
from search.understanding.question.clauses import Clause, ClauseKind, Highlights, Reading
from tests.conftest import examples
from tests.generated import WORDS
from tests.search.engines.queries import trees_of
from tests.search.engines.whoosh.oracle import Case

words = st.sampled_from([*WORDS, "absent"])
leaves: st.SearchStrategy[Node] = st.one_of(
    words.map(Term),
    st.lists(words, min_size=1, max_size=3).map(lambda terms: Phrase(tuple(terms))),
    st.builds(Weighted, words.map(Term), st.sampled_from([0.5, 2.0])),
    st.lists(st.sampled_from(["T001", "old-7"]), max_size=2).map(lambda ids: Ids(tuple(ids))),
)
wanted = st.lists(
    st.tuples(trees_of(leaves, most=3), st.lists(words.map(Term), max_size=2).map(tuple)),
    min_size=1,
    max_size=4,
)


def _clause(number: int) -> Clause:
    return Clause(ClauseKind.WORDS, f"part {number}", 0, 1)


def _read(match: Node, parts: list[Part]) -> Read:
    reading = Reading(tuple(part.clause for part in parts))
    return Read(reading, match, None, None, Highlights(), tuple(parts))


def _explain(case: Case, question: Read, found_by: Node, doc: int) -> Explanation | None:
    def score(node: Node) -> Scoring | None:
        matching = case.matching(node)
        if doc not in matching.docs():
            return None
        return Scoring(float(matching.scores(np.array([doc]))[0]), matching.shares(doc))

    return explanation_of(question, found_by, case.listings[doc], score, NO_NAMES)


@examples(150)
@given(asked=wanted, unwanted=st.lists(words.map(Term), max_size=1), pick=st.integers(0, 99))
@pytest.mark.parametrize("relaxed", [False, True])
def test_the_shares_of_all_parts_add_up_to_the_score(
    case: Case,
    relaxed: bool,
    asked: list[tuple[Node, tuple[Node, ...]]],
    unwanted: list[Term],
    pick: int,
) -> None:
    parts = [Part(_clause(n), node, loose) for n, (node, loose) in enumerate(asked)]
    nots = [Not(term) for term in unwanted]
    loose = tuple(dict.fromkeys(node for part in parts for node in (part.node, *part.words)))
    match = AllOf((*(part.node for part in parts), *nots))
    any_words = AllOf((AnyOf(loose), *nots))
    question = _read(match, parts)
    found_by = any_words if relaxed else match
    docs = case.matching(found_by).docs()
    assume(len(docs))
    explained = _explain(case, question, found_by, int(docs[pick % len(docs)]))
    assert explained is not None
    assert [share.clause for share in explained.shares] == [part.clause for part in parts]
    assert sum(share.score for share in explained.shares) == pytest.approx(
        explained.score, rel=1e-4
    )
    for share in explained.shares:
        assert share.score == pytest.approx(sum(term.score for term in share.terms), rel=1e-4)
        if explained.score:
            assert share.share == pytest.approx(share.score / explained.score)
    if explained.score:
        assert sum(share.share for share in explained.shares) == pytest.approx(1, rel=1e-4)
    assert explained.matches == (found_by == match)


@examples(100)
@given(node=trees_of(leaves, most=4), pick=st.integers(0, 99))
def test_what_is_said_to_have_matched_stands_there(case: Case, node: Node, pick: int) -> None:
    docs = case.matching(node).docs()
    assume(len(docs))
    doc = int(docs[pick % len(docs)])
    explained = _explain(case, _read(node, [Part(_clause(0), node)]), node, doc)
    assert explained is not None
    texts = [
        (FIELD[one.field].label, one.text, {token.term for token in analyse(one.text)})
        for one in searched_texts(case.listings[doc])
    ]
    (share,) = explained.shares
    assert bool(share.matched) == bool(share.terms)
    for matched in share.matched:
        assert matched.how is How.WORDS
        for said in matched.words:
            assert matched.field == FIELD["id"].label or any(
                label == matched.field and said in text for label, text, _ in texts
            )
