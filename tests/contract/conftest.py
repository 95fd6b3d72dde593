"""The engines that the contract is asked of, and how its tests ask them.

A new engine joins with one line in `ENGINES`. What it lacks stands in `SKIPS`, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec import structs

from index.analysis.query_analyzer import phrase_terms
from index.listing.model import Listing
from search.engine.answers import FacetAnswer, Found
from search.engine.port import Engine
from search.engine.query import Everything, FacetWish, Node, Phrase, Query, Term
from search.engines.memory.engine import MemoryEngine
from search.engines.whoosh.executor import WhooshEngine
from tests.generated import publish_pieces
from tests.vocabularies import Made

Factory = Callable[[Path, Sequence[Listing], Made | None], Engine]
"""An engine over some listings in this order, and a vocabulary; the folder is empty and its own."""

EngineOf = Callable[..., Engine]
"""The engine over some listings, and a vocabulary where concepts are asked for."""

ALL = 1_000
"""More hits, and more values of a facet, than anything here has."""


def _memory(folder: Path, listings: Sequence[Listing], vocabulary: Made | None) -> Engine:
    return MemoryEngine(listings, vocabulary)


def _whoosh(folder: Path, listings: Sequence[Listing], vocabulary: Made | None) -> Engine:
    return WhooshEngine.open(publish_pieces(folder, [listings], vocabulary=vocabulary))


def _whoosh_after_updates(
    folder: Path, listings: Sequence[Listing], vocabulary: Made | None
) -> Engine:
    """In three segments, with listings that were replaced or taken out since: nothing may be found,
    counted or spelled by those."""
    *first, last = listings
    known = (last.id, *(one.id for one in first))
    gone = [
        structs.replace(one, id=f"GONE-{n}", other_id=(*known, *one.other_id))
        for n, one in enumerate(listings[:4])
    ]
    before = structs.replace(listings[0], id=last.id, other_id=known)
    half = len(first) // 2
    pieces = [[before, *first[:half], *gone[:2]], [*gone[2:], *first[half:]], [last]]
    home = publish_pieces(
        folder,
        [piece for piece in pieces if piece],
        removed=[one.id for one in gone],
        vocabulary=vocabulary,
    )
    return WhooshEngine.open(home)


ENGINES: dict[str, Factory] = {
    "memory": _memory,
    "whoosh": _whoosh,
    "whoosh after updates": _whoosh_after_updates,
}


class Skip(NamedTuple):
    """A behaviour that an engine lacks, and why."""

    test: str
    engine: str
    reason: str


_STILL_COUNTED = (
    "what was taken out still counts in how common a term is, until its segment is merged"
)

SKIPS: tuple[Skip, ...] = (
    Skip(
        "test_a_score_is_the_bm25f_of_weighted_mentions",
        "whoosh after updates",
        _STILL_COUNTED,
    ),
    Skip(
        "test_a_significant_term_counts_by_the_share_of_its_listings_that_are_meant_five_added",
        "whoosh after updates",
        _STILL_COUNTED,
    ),
)


@pytest.fixture(scope="session", params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engine that is asked."""
    return str(request.param)


@pytest.fixture(scope="session")
def engine_of(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> EngineOf:
    """Makes the engine over some listings."""

    def made(listings: Sequence[Listing], vocabulary: Made | None = None) -> Engine:
        folder = tmp_path_factory.mktemp("engine")
        kept = vocabulary and vocabulary.kept_in(folder)
        return ENGINES[engine_name](folder / "home", listings, kept)

    return made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what an engine lacks."""
    reasons = {(one.test, one.engine): one.reason for one in SKIPS}
    for item in items:
        if isinstance(item, pytest.Function) and "engine_name" in item.fixturenames:
            asked = (item.originalname, item.callspec.params["engine_name"])
            if asked in reasons:
                item.add_marker(pytest.mark.skip(reasons[asked]))


# --- asking -------------------------------------------------------------------------------------


def said(words: str, field: str = "") -> Node:
    """Listings that hold some words as they stand there."""
    terms = phrase_terms(words)
    return Term(terms[0], field) if len(terms) == 1 else Phrase(terms, field)


def found(engine: Engine, match: Node | None = None, **asked: Any) -> Found:
    """The whole answer to a tree, by default to everything."""
    return engine.search(Query(match=match or Everything(), **({"limit": ALL} | asked)))


def ids(engine: Engine, match: Node | None = None, **asked: Any) -> list[str]:
    """The ids of what is found, in order."""
    return [hit.listing.id for hit in found(engine, match, **asked).hits]


def scores(engine: Engine, match: Node, **asked: Any) -> dict[str, float]:
    """What each listing that is found scores."""
    return {hit.listing.id: hit.score for hit in found(engine, match, **asked).hits}


def facet(engine: Engine, name: str, most: int = ALL, **asked: Any) -> FacetAnswer:
    """One facet of the answer."""
    (answer,) = found(engine, facets=(FacetWish(name, most),), **asked).facets
    return answer


def counts(engine: Engine, name: str, most: int = ALL, **asked: Any) -> dict[str, int]:
    """How many listings have each value of a facet, in the order of the answer."""
    return {one.value: one.count for one in facet(engine, name, most, **asked).counts}
