"""The engines of a run by name, how each is built from a corpus file, and how it is opened.

Everything here is found by name, so that a fresh process can build or open an engine.
"""

from __future__ import annotations

import importlib.util
import sqlite3
import time
from collections.abc import Callable
from importlib.metadata import version as installed_version
from pathlib import Path

import msgspec

from tests.benchmarks import fts5, ours, stock_whoosh
from tests.benchmarks.corpus import Corpus, Lines
from tests.benchmarks.engine import Building, Reader, batches

OURS = "ours"
TANTIVY = "tantivy"
FTS5 = "FTS5"
WHOOSH = "Whoosh"


class Contestant(msgspec.Struct, frozen=True):
    """An engine under measurement."""

    name: str
    version: str
    open: Callable[[Path], Reader]
    begin: Callable[[Path], Building] | None = None
    """What a peer's index is begun with; ours takes listings as they are."""


def _tantivy() -> Contestant:
    from tests.benchmarks import tantivy_engine

    return Contestant(
        TANTIVY,
        f"tantivy-py {installed_version('tantivy')}, {tantivy_engine.THREADS} threads",
        tantivy_engine.TantivyReader,
        tantivy_engine.TantivyBuilding,
    )


def is_tantivy_installed() -> bool:
    """Whether tantivy takes part; it comes with the extra ``bench``."""
    return importlib.util.find_spec("tantivy") is not None


def contestant(name: str) -> Contestant:
    """An engine by its name. Raises KeyError for a name that none has."""
    if name == TANTIVY:
        return _tantivy()
    others = (
        Contestant(OURS, f"Listing Search {installed_version('listing-search')}", ours.OurReader),
        Contestant(FTS5, f"SQLite {sqlite3.sqlite_version}", fts5.Fts5Reader, fts5.Fts5Building),
        Contestant(
            WHOOSH,
            f"whoosh3 {installed_version('whoosh3')}, its own codec",
            stock_whoosh.WhooshReader,
            stock_whoosh.WhooshBuilding,
        ),
    )
    return {one.name: one for one in others}[name]


def build_in_full(name: str, corpus: Path, count: int, directory: Path) -> float:
    """Builds an engine's index from a corpus file; returns the seconds it took.

    All of it is timed, for every engine: reading and decoding listings, finding their searched
    text and facet values, analysis, writing, merging.
    """
    begin = contestant(name).begin
    listings = Corpus(corpus, count)
    begun = time.perf_counter()
    if begin is None:
        ours.build_ours(directory, Lines(listings))
    else:
        building = begin(directory)
        for batch in batches(listings):
            building.add(batch)
        building.finish()
    return time.perf_counter() - begun


def build_prepared(name: str, corpus: Path, count: int, directory: Path) -> float:
    """Builds a peer's index of what was put ready in memory for it; returns the seconds.

    Raises ValueError for our own engine, which nothing is made ready for.
    """
    begin = contestant(name).begin
    if begin is None:
        raise ValueError(f"nothing is prepared for {name}")
    ready = list(batches(Corpus(corpus, count)))
    begun = time.perf_counter()
    building = begin(directory)
    for batch in ready:
        building.add(batch)
    building.finish()
    return time.perf_counter() - begun


def open_index(name: str, directory: Path) -> float:
    """Opens an engine's index; returns the seconds it took, without the imports."""
    opening = contestant(name).open
    begun = time.perf_counter()
    opening(directory)
    return time.perf_counter() - begun
