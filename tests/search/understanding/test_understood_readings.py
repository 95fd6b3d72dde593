"""What each part of 569 questions is read as, by what somebody who asks would expect."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.engine.query import Preferred
from search.request.request import SearchRequest
from search.understanding.entities.places.atlas import Atlas
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.question.clauses import ClauseKind
from search.understanding.understood import understand
from tests.search.understanding.small_atlas import small_atlas

HERE = Path(__file__).parent
OPEN = "..."


class Expected(NamedTuple):
    """A question and its parts: `said=kind:meaning`, `!kind` and `...`, as the table says."""

    question: str
    parts: str


class Got(NamedTuple):
    """A part of a question and what it was read as."""

    said: str
    kind: str
    meant: str


def table(name: str) -> list[Expected]:
    """The rows of a table, whose first column is a kind of saying."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Expected(question, parts) for _, question, parts in rows]


@pytest.fixture(scope="module")
def atlas(gazetteer: Gazetteer) -> Atlas:
    return small_atlas(gazetteer)


def read_as(question: str, atlas: Atlas, vocabulary: Vocabulary) -> list[Got]:
    """The parts of a question: of plain words, those that a listing must have."""
    asked = understand(SearchRequest(text=question), atlas, Lexicon(names=vocabulary)).question
    kinds = [one for one in asked.reading.clauses if one.kind is not ClauseKind.WORDS]
    words = [
        part.clause
        for part in asked.parts
        if part.clause.kind is ClauseKind.WORDS and not isinstance(part.node, Preferred)
        # Several things of which any will do are one part, and a clause each.
        if not any(part.clause.start <= one.start and one.end <= part.clause.end for one in kinds)
    ]
    return [Got(one.said, one.kind.value, one.meant or one.said) for one in (*kinds, *words)]


def _is_part(wanted: str, got: Got) -> bool:
    said, _, read = wanted.rpartition("=")
    kinds, _, meant = read.partition(":")
    return (
        any(got.kind == kind for kind in kinds.split("|"))
        and any(text.casefold() in got.meant.casefold() for text in meant.split("|"))
        and (said.casefold() in got.said.casefold() or got.said.casefold() in said.casefold())
    )


def differing(row: Expected, got: list[Got]) -> list[str]:
    """What of a row is not so: parts that are missing, kinds that must not be, parts too many."""
    text = row.parts.removesuffix(OPEN).strip()
    never = set(re.findall(r"!(\w+)", text))
    wanted = [one.strip() for one in re.sub(r"!\w+", "", text).split(";") if one.strip()]
    missing = [one for one in wanted if not any(_is_part(one, part) for part in got)]
    barred = [f"{part.said} is {part.kind}" for part in got if part.kind in never]
    closed = not never and not row.parts.endswith(OPEN)
    more = [part for part in got if not any(_is_part(one, part) for one in wanted)]
    extra = [f"{part.said} is {part.kind} as well" for part in more if closed]
    return [*missing, *barred, *extra]


def test_every_question_stands_in_one_table_once() -> None:
    asked = [
        row.question for name in ("readings", "readings_waiting") for row in table(f"{name}.tsv")
    ]
    assert len(asked) == len(set(asked)) == 569


@pytest.mark.parametrize("row", table("readings.tsv"), ids=lambda row: row.question)
def test_every_part_is_read_as_is_expected(
    row: Expected, atlas: Atlas, vocabulary: Vocabulary
) -> None:
    got = read_as(row.question, atlas, vocabulary)
    assert differing(row, got) == [], got


@pytest.mark.parametrize("row", table("readings_waiting.tsv"), ids=lambda row: row.question)
def test_what_waits_is_not_read_so_yet(row: Expected, atlas: Atlas, vocabulary: Vocabulary) -> None:
    got = read_as(row.question, atlas, vocabulary)
    assert differing(row, got) != [], "this holds now: put it into readings.tsv"
