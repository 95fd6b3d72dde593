"""SQLite FTS5: bm25 over one contentless column with Porter stems, facets by JOIN and GROUP BY.

Values are numbered over all facets, so that one pass counts every facet. Which pass is chosen
here, as SQLite cannot know how many listings match: from the matched listings to their values
where they are few, through all values in order where they are many. On 200,000 listings that
was 1.1 s against 3.3 s for 55,000 matches, and 0.1 s against 0.8 s for 4,400. A table for each
facet was slower than the better of the two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.listing.model import Listing
from index.listing.schema import FACETS
from tests.benchmarks.engine import LISTING, TOP, VALUES, Answer, How, Prepared, Question

FILE = "fts5.sqlite"

SETTINGS = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -1000000;
PRAGMA temp_store = MEMORY;
"""

TABLES = """
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='porter unicode61');
INSERT INTO words(words, rank) VALUES ('automerge', 0);
CREATE TABLE listing(number INTEGER PRIMARY KEY, stored TEXT NOT NULL);
CREATE TABLE value(number INTEGER PRIMARY KEY, facet TEXT NOT NULL, code TEXT NOT NULL);
CREATE TABLE has(listing INTEGER, value INTEGER, PRIMARY KEY (listing, value)) WITHOUT ROWID;
"""

# After the rows: an index filled in order is built much faster than one kept up.
AFTERWARDS = """
INSERT INTO words(words) VALUES ('optimize');
CREATE UNIQUE INDEX code ON value(facet, code);
CREATE INDEX by_value ON has(value, listing);
ANALYZE;
"""


class Fts5Building:
    """An index in the making."""

    def __init__(self, directory: Path) -> None:
        self._connection = sqlite3.connect(directory / FILE, isolation_level=None)
        self._connection.executescript(SETTINGS + TABLES + "BEGIN;")
        self._values: dict[tuple[str, str], int] = {}
        self._count = 0

    def add(self, batch: Sequence[Prepared]) -> None:
        """Takes the next listings."""
        numbered = list(enumerate(batch, self._count))
        self._count += len(batch)
        write = self._connection.executemany
        write("INSERT INTO words(rowid, text) VALUES (?, ?)", [(n, o.text) for n, o in numbered])
        write("INSERT INTO listing VALUES (?, ?)", [(n, one.stored) for n, one in numbered])
        write(
            "INSERT INTO has VALUES (?, ?)",
            [(n, value) for n, one in numbered for value in self._numbers(one)],
        )

    def _numbers(self, one: Prepared) -> list[int]:
        return sorted(
            self._values.setdefault((facet, code), len(self._values))
            for facet, codes in one.values.items()
            for code in codes
        )

    def finish(self) -> None:
        """Writes the values, merges the words into one segment, and indexes."""
        self._connection.executemany(
            "INSERT INTO value VALUES (?, ?, ?)",
            [(number, facet, code) for (facet, code), number in self._values.items()],
        )
        self._connection.executescript(AFTERWARDS)  # which commits first
        self._connection.close()


MATCHING = "SELECT rowid FROM words WHERE words MATCH :match"

# The plus keeps SQLite from asking the words anew for every listing that has the value, which
# took 1 to 75 seconds instead of 20 to 70 milliseconds.
NARROWED = """{matching} AND +rowid IN (
    SELECT listing FROM has WHERE value = (
        SELECT number FROM value WHERE facet = :facet AND code = :value))"""

COUNTS = """
SELECT facet, code, times FROM (
    SELECT facet, code, times, row_number() OVER (PARTITION BY facet ORDER BY times DESC) AS place
    FROM (
        SELECT has.value AS number, count(*) AS times FROM {joined} GROUP BY has.value
    ) JOIN value USING (number)
    WHERE {facets}
) WHERE place <= :values
"""
FROM_LISTINGS = "matched CROSS JOIN has ON has.listing = matched.number"
FROM_VALUES = "has INDEXED BY by_value CROSS JOIN matched ON matched.number = has.listing"

MANY = 0.1
"""Share of the listings from which on reading all values is faster."""


class Fts5Reader:
    """An index opened for asking."""

    def __init__(self, directory: Path) -> None:
        self._connection = sqlite3.connect(f"file:{directory / FILE}?mode=ro", uri=True)
        self._connection.executescript(
            """
            PRAGMA mmap_size = 8000000000;
            PRAGMA cache_size = -200000;
            PRAGMA temp_store = MEMORY;
            CREATE TEMP TABLE matched(number INTEGER PRIMARY KEY);
            """
        )
        (size,) = self._connection.execute("SELECT count(*) FROM listing").fetchone()
        self._many = size * MANY

    def answer(self, question: Question) -> Answer:
        """The total and the top ten."""
        matching, bound = _matching(question)
        (total,) = self._connection.execute(f"SELECT count(*) FROM ({matching})", bound).fetchone()
        return Answer(total, self._top(matching, bound))

    def answer_with_facets(self, question: Question) -> Answer:
        """The same, and every facet."""
        matching, bound = _matching(question)
        top = self._top(matching, bound)
        own = question.narrowing.facet if question.narrowing else ""
        total, counts = self._counted(matching, bound, "facet <> :own", own)
        if own:
            counts |= self._counted(MATCHING, bound, "facet = :own", own)[1]
        return Answer(total, top, counts)

    def _top(self, matching: str, bound: dict[str, str]) -> tuple[Listing, ...]:
        rows = self._connection.execute(f"{matching} ORDER BY rank LIMIT {TOP}", bound).fetchall()
        read = self._connection.execute
        stored = [read("SELECT stored FROM listing WHERE number = ?", row) for row in rows]
        return tuple(LISTING.decode(one.fetchone()[0]) for one in stored)

    def _counted(
        self, matching: str, bound: dict[str, str], facets: str, own: str
    ) -> tuple[int, dict[str, dict[str, int]]]:
        """How many listings match, and their counted values."""
        run = self._connection.execute
        run("DELETE FROM matched")
        total = run(f"INSERT INTO matched {matching}", bound).rowcount
        counts: dict[str, dict[str, int]] = {facet.name: {} for facet in FACETS}
        wanted = {"own": own, "values": VALUES}
        joined = FROM_VALUES if total > self._many else FROM_LISTINGS
        for facet, code, times in run(COUNTS.format(joined=joined, facets=facets), wanted):
            counts[facet][code] = times
        return total, {facet: found for facet, found in counts.items() if found}


def _matching(question: Question) -> tuple[str, dict[str, str]]:
    """The query for the matched rows, and the values it is bound to."""
    if question.how is How.PHRASE:
        match = '"' + " ".join(question.words) + '"'
    else:
        match = (" OR " if question.how is How.ANY else " AND ").join(
            f'"{word}"' for word in question.words
        )
    if question.narrowing is None:
        return MATCHING, {"match": match}
    bound = {
        "match": match,
        "facet": question.narrowing.facet,
        "value": question.narrowing.value,
    }
    return NARROWED.format(matching=MATCHING), bound
