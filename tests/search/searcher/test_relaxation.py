from __future__ import annotations

import pytest

from index.analysis.query_analyzer import phrase_terms
from search.engine.query import AllOf, AnyOf, Everything, Filter, Query, Term
from search.engines.memory.engine import MemoryEngine
from search.request.request import SearchRequest
from search.searcher.relaxation import (
    ELSEWHERE,
    LONGEST,
    SOME_WORDS,
    Answered,
    ask_engine,
    with_notices,
)
from search.understanding.composing.match import ListedParts, Read
from search.understanding.question.clauses import Clause, ClauseKind, Highlights, Reading
from search.understanding.understood import Understood
from tests.conftest import listing

ENGINE = MemoryEngine(
    [
        listing("T1", title="asthma eczema allergies", status="recruiting"),
        listing("T2", title="asthma eczema", status="completed"),
        listing("T3", title="asthma", status="completed"),
    ]
)


def notices(read: Read, *filters: Filter) -> tuple[str, ...]:
    query = Query(match=read.match, filters=filters)
    return with_notices(ENGINE, query, read, Answered(ENGINE.search(query), query)).notices


def understood(read: Read) -> Understood:
    request = SearchRequest(text="a question")
    return Understood(request=request, asked=request, question=read, near=None)


def term(word: str) -> str:
    """A word as listings have it."""
    return phrase_terms(word)[0]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("asthma", "zebra"), "Any of “asthma” or “zebra” will do; no listing has all of them."),
        (("asthma", "eczema", "allergies"),
         "Any of “asthma”, “eczema” or “allergies” will do; 1 listing has all of them."),
        (("asthma", "eczema"),
         "Any of “asthma” or “eczema” will do; 2 listings have all of them."),
    ],
)  # fmt: skip
def test_of_a_list_a_sentence_says_how_many_have_all(said: tuple[str, ...], sentence: str) -> None:
    terms = tuple(Term(term(one)) for one in said)
    read = Read(
        Reading(), AnyOf(terms), None, None, Highlights(), lists=(ListedParts(said, AllOf(terms)),)
    )
    assert notices(read) == (sentence,)


def test_the_sentence_counts_what_the_filters_leave() -> None:
    terms = (Term(term("asthma")), Term(term("eczema")))
    lists = (ListedParts(("asthma", "eczema"), AllOf(terms)),)
    read = Read(Reading(), AnyOf(terms), None, None, Highlights(), lists=lists)
    (sentence,) = notices(read, Filter("status", ("recruiting",)))
    assert sentence.endswith("1 listing has all of them.")


def test_what_is_no_list_is_not_spoken_of_and_long_words_are_shortened() -> None:
    one = Read(Reading(), Term("asthma"), None, None, Highlights())
    assert notices(one) == ()
    long = "word " * 40
    lists = (ListedParts((long, "asthma"), Everything()),)
    (sentence,) = notices(Read(Reading(), Everything(), None, None, Highlights(), lists=lists))
    assert len(sentence) < 2 * LONGEST + 60
    assert "…" in sentence


def test_a_question_is_relaxed_only_where_no_listing_has_its_words() -> None:
    words = tuple(Term(term(one)) for one in ("asthma", "zebra"))
    read = Read(Reading(), AllOf(words), AnyOf(words), None, Highlights())
    answer = ask_engine(ENGINE, Query(match=read.match), understood(read), chosen=False)
    assert (answer.found.total, answer.lacks, answer.query.match) == (3, SOME_WORDS, AnyOf(words))
    held = Read(Reading(), words[0], AnyOf(words), None, Highlights())
    query = Query(match=held.match, filters=(Filter("status", ("terminated",)),))
    answer = ask_engine(ENGINE, query, understood(held), chosen=True)
    assert (answer.found.total, answer.relaxed) == (0, False)


@pytest.mark.parametrize(("sort", "kept"), [("title", "title"), ("distance", "relevance")])
def test_what_is_elsewhere_keeps_the_order_that_was_chosen_but_by_distance(
    sort: str, kept: str
) -> None:
    where = ("France",)
    clause = Clause(ClauseKind.PLACE, "in France", 7, 16, "France", facet="place", values=where)
    read = Read(Reading((clause,)), Term("asthma"), None, None, Highlights())
    query = Query(match=read.match, filters=(Filter("place", where),), sort=sort)
    answer = ask_engine(ENGINE, query, understood(read), chosen=False)
    assert (answer.found.total, answer.lacks) == (3, ELSEWHERE.format("in France"))
    assert (answer.query.sort, answer.query.filters) == (kept, ())


def test_an_id_that_is_not_here_is_told() -> None:
    clause = Clause(ClauseKind.ID, "NCT00000000", 0, 11)
    read = Read(Reading((clause,)), Term("nothing"), None, None, Highlights())
    query = Query(match=read.match)
    answer = ask_engine(ENGINE, query, understood(read), chosen=False)
    assert with_notices(ENGINE, query, read, answer).notices == (
        "No record here has the id NCT00000000.",
    )
