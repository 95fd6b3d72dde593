"""What must hold between questions over the real records, asked of a home:

    python -m tests.real_data.relations --home HOME [--plain] [--kind KIND]

prints every row of `relations.tsv` that fails and the share that holds, kind by kind. `--plain`
asks an engine that does as little as one can: it demands every analysed word and reads nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.analysis import STOP_WORDS, phrase_terms
from index.listing.model import Listing
from search.engine.port import Engine
from search.engine.query import AllOf, Everything, Query, Term
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher
from search.searcher.serving import open_engine

TABLE = Path(__file__).with_name("relations.tsv")
SPANISH = Path(__file__).with_name("relations-spanish.tsv")
SIZE = 20
"""Hits of a question that are looked at."""


class Relation(NamedTuple):
    """A row: what must hold between a question and another one, or of a question alone."""

    kind: str
    relation: str
    question: str
    other: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.question!r} {self.relation} {self.other!r}"


class Answer(NamedTuple):
    """What a question found and was read as."""

    total: int
    relaxed: bool
    ids: tuple[str, ...]
    about: tuple[str, ...]
    """The title and the conditions of each match."""
    read: tuple[str, ...] = ()
    """`kind=meaning` of each clause."""
    told: tuple[str, ...] = ()
    """Notices, and what is asked back."""


Ask = Callable[[str], Answer]


class Outcome(NamedTuple):
    """Whether a row holds, and the figures that say so."""

    holds: bool
    why: str


def relations(table: Path = TABLE) -> list[Relation]:
    """The rows of a table, without its comments."""
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [Relation(*(*row, "", "", "")[:4]) for row in rows]


def _about(listing: Listing) -> str:
    return " ; ".join([listing.title, *listing.condition])


def read_by(searcher: Searcher) -> Ask:
    """Asks as the site does."""

    @cache
    def ask(question: str) -> Answer:
        found = searcher.search(SearchRequest(text=question, size=SIZE))
        matches = [hit.listing for hit in found.hits if hit.matches]
        asked = found.reading.disambiguations
        return Answer(
            total=found.total,
            relaxed=found.relaxed,
            ids=tuple(one.id for one in matches),
            about=tuple(map(_about, matches)),
            read=tuple(
                f"{one.kind.value}={one.meant or one.said}" for one in found.reading.clauses
            ),
            told=(
                *found.reading.notices,
                *(f"{one.said}: {'; '.join(way.label for way in one.choices)}" for one in asked),
            ),
        )

    return ask


def plain(engine: Engine) -> Ask:
    """Demands every term of a question that is no stop word."""

    @cache
    def ask(question: str) -> Answer:
        terms = [one for one in dict.fromkeys(phrase_terms(question)) if one not in STOP_WORDS]
        match = AllOf(tuple(map(Term, terms))) if terms else Everything()
        found = engine.search(Query(match=match, limit=SIZE))
        listings = [hit.listing for hit in found.hits]
        return Answer(
            total=found.total,
            relaxed=False,
            ids=tuple(one.id for one in listings),
            about=tuple(map(_about, listings)),
        )

    return ask


def _same(asked: Answer, twin: Answer) -> Outcome:
    """Totals within 5 %, and 14 of the first 20 shared, or as large a part of fewer."""
    shared = len({*asked.ids} & {*twin.ids})
    most, least = max(asked.total, twin.total), min(asked.total, twin.total)
    near = least > 0 and most - least <= 0.05 * most
    whole = not (asked.relaxed or twin.relaxed)
    figures = f"{asked.total} and {twin.total}, {shared} shared"
    return Outcome(near and whole and shared >= 0.7 * min(SIZE, least), figures)


def _apart(asked: Answer, twin: Answer) -> Outcome:
    """Two of the first ten at most are among the other's: a listing may state both."""
    shared = len({*asked.ids[:10]} & {*twin.ids[:10]})
    return Outcome(asked.total > 0 and shared <= 2, f"{asked.total}, {shared} shared")


def _fewer(asked: Answer, twin: Answer) -> Outcome:
    good = 0 < asked.total < twin.total and not asked.relaxed
    return Outcome(good, f"{asked.total} and {twin.total}")


def _most(asked: Answer, twin: Answer) -> Outcome:
    good = asked.total >= twin.total > 0 and not asked.relaxed
    return Outcome(good, f"{asked.total} and {twin.total}")


def _reads(asked: Answer, meaning: str) -> Outcome:
    """A clause has the kind, if one is named, and part of one of the meanings."""
    kind, _, texts = meaning.casefold().partition("=")
    clauses = [one.casefold().partition("=") for one in asked.read]
    meant = [said for which, _, said in clauses if kind in ("", which)]
    good = any(text in said for text in texts.split("|") for said in meant)
    return Outcome(good, "; ".join(asked.read))


def _reads_not(asked: Answer, text: str) -> Outcome:
    good = not any(text.casefold() in one.casefold() for one in asked.read)
    return Outcome(good, "; ".join(asked.read))


def _top(asked: Answer, pattern: str) -> Outcome:
    """Seven of the first ten are about it, or all of fewer."""
    first = asked.about[:10]
    good = sum(bool(re.search(pattern, one, re.IGNORECASE)) for one in first)
    return Outcome(bool(first) and good >= min(7, len(first)), f"{good} of {len(first)}")


def _top_not(asked: Answer, pattern: str) -> Outcome:
    first = asked.about[:10]
    bad = sum(bool(re.search(pattern, one, re.IGNORECASE)) for one in first)
    return Outcome(bool(first) and not bad, f"{bad} of {len(first)}")


def _first(asked: Answer, id: str) -> Outcome:  # noqa: A002  what it is everywhere else
    return Outcome(asked.ids[:1] == (id,), str(asked.ids[:1]))


def _tells(asked: Answer, pattern: str) -> Outcome:
    good = any(re.search(pattern, one, re.IGNORECASE) for one in asked.told)
    return Outcome(good, "; ".join(asked.told))


def _whole(asked: Answer, _: str) -> Outcome:
    """Something has all of it."""
    return Outcome(asked.total > 0 and not asked.relaxed, f"{asked.total}, {asked.relaxed=}")


BETWEEN = {"same": _same, "apart": _apart, "fewer": _fewer, "most": _most}
OF_ONE = {
    "reads": _reads,
    "reads-not": _reads_not,
    "top": _top,
    "top-not": _top_not,
    "first": _first,
    "tells": _tells,
    "whole": _whole,
}


def outcome(row: Relation, ask: Ask) -> Outcome:
    """Whether a row holds. Raises `KeyError` for a relation that there is none of."""
    if row.relation in BETWEEN:
        return BETWEEN[row.relation](ask(row.question), ask(row.other))
    return OF_ONE[row.relation](ask(row.question), row.other)


def main(arguments: Sequence[str]) -> int:
    """Prints what fails and the shares; 1 where something fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.real_data.relations")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--table", type=Path, default=TABLE)
    parser.add_argument("--plain", action="store_true", help="demand every word, read nothing")
    parser.add_argument("--kind", help="rows of this kind alone")
    chosen = parser.parse_args(arguments)
    ask = plain(open_engine(chosen.home)) if chosen.plain else read_by(Searcher(chosen.home))
    good: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for row in relations(chosen.table):
        if chosen.kind in (None, row.kind):
            held = outcome(row, ask)
            tried[row.kind] += 1
            good[row.kind] += held.holds
            if not held.holds:
                print(f"FAILS  {row}  ({held.why[:150]})")
    for kind in sorted(tried):
        print(f"{good[kind]:4} of {tried[kind]:3}  {kind}")
    print(f"{good.total()} of {tried.total()} hold")
    return int(good.total() < tried.total())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
