"""Questions that people asked are read, answered and ranked as they were."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from index.generation.progress import silent
from search.evaluation.measures import evaluate
from search.evaluation.trec import read_qrels, read_queries
from search.request.request import SearchRequest
from search.results.results import MOST_FOLLOWING, Relaxation
from search.searcher.searcher import Searcher
from search.understanding.question.clauses import ClauseKind, Reading


def test_lay_questions_are_ranked_no_worse_than_they_were(searcher: Searcher, shared: Path) -> None:
    judged = shared / "relevance" / "lay"
    result = evaluate(
        searcher,
        read_queries(judged / "queries.tsv"),
        read_qrels(judged / "qrels.txt"),
        progress=silent,
    )
    # Among 23,000 NIH projects that nobody judged; .882 and .863 when this was written.
    assert result.measures["nDCG@10"] > 0.86
    assert result.measures["recall@100"] > 0.84
    assert result.without_hit == 0


class _Answer(NamedTuple):
    """What a question that somebody asked was read as, and how much was found."""

    question: str
    reading: Reading
    hits: int
    matches: int
    total: int
    mentioned_total: int
    partial_total: int
    relaxations: tuple[Relaxation, ...]


@pytest.fixture(scope="session")
def answers(searcher: Searcher, shared: Path) -> list[_Answer]:
    """To all questions that people asked: asking them takes longer than all that is made of it."""
    lines = (shared / "queries" / "consumer-queries.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for question in (line.partition("\t")[2] for line in lines):
        results = searcher.search(SearchRequest(text=question))
        matches = sum(hit.matches for hit in results.hits)
        counts = len(results.hits), matches, results.total, results.mentioned_total
        found.append(
            _Answer(question, results.reading, *counts, results.partial_total, results.relaxations)
        )
    return found


def test_no_question_that_people_asked_fails(answers: list[_Answer]) -> None:
    size = SearchRequest().size
    for one in answers:
        assert one.matches == min(one.total, size), one.question
        following = min(one.mentioned_total + one.partial_total, MOST_FOLLOWING)
        assert one.hits == min(one.total + following, size), one.question
    assert len(answers) == 1_189


def test_what_is_offered_where_little_is_found_finds_as_much_as_it_says(
    searcher: Searcher, answers: list[_Answer]
) -> None:
    offering = [one for one in answers if one.relaxations]
    # Of 691 questions that find fewer than ten when this was written 391.
    assert len(offering) > 350
    for one in offering:
        for way in one.relaxations:
            assert searcher.search(way.request).total == way.total, (one.question, way.words)


# The places of all nineteen questions that name one which the records know.
NAMED = (
    "Arkansas, United States",
    "Boston, Massachusetts, United States",
    "Canada",
    "Canada",
    "Canada",
    "Finland",
    "Japan",
    "Massachusetts, United States",
    "Mongolia",
    "Panama",
    "Peoria, Illinois, United States",
    "Peru",
    "Romania",
    "South Carolina, United States",
    "United Kingdom",
    "United States",
    "United States",
    "United States",
    "within 50 miles of Washington, District of Columbia",
)


def test_of_the_questions_that_people_asked_those_that_name_a_place_are_read_so(
    answers: list[_Answer],
) -> None:
    of_words = (ClauseKind.CONCEPT, ClauseKind.SPELLING)
    clauses = [clause for one in answers for clause in one.reading.clauses]
    read = [one for one in clauses if one.meant and one.kind not in of_words]
    places = [one.meant for one in read if one.kind in (ClauseKind.PLACE, ClauseKind.NEAR)]
    assert tuple(sorted(places)) == NAMED
    # Each was looked at: ages and sexes are those of people.
    others = Counter(one.kind for one in read if one.meant not in NAMED)
    assert others == {
        ClauseKind.AGE: 19,
        ClauseKind.SEX: 2,
        ClauseKind.MARKER: 5,
        ClauseKind.EXCLUDED: 8,
        ClauseKind.QUANTITY: 12,
        ClauseKind.WORDS: 2,
    }


@pytest.mark.parametrize("name", ["Georgia", "Washington", "Portland"])
def test_of_several_places_of_a_name_one_is_taken(searcher: Searcher, name: str) -> None:
    (ask,) = searcher.search(SearchRequest(text=f"cancer in {name}")).reading.disambiguations
    assert ask.taken
    assert ask.choices
    totals = [searcher.search(choice.request).total for choice in ask.choices]
    assert any(totals)
