"""All real records in one index, which every file here asks; where they are absent, tests skip and
say so."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from index.build.pipeline import Report, rebuild
from index.generation.generations import Generations
from index.listing.model import Listing
from index.progress import silent
from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.engine.port import Engine
from search.engine.query import Everything, Query
from search.searcher.searcher import Searcher
from search.searcher.serving import Served, open_served
from tests.conftest import Once


@pytest.fixture(scope="session")
def sources(shared: Path) -> list[Path]:
    return [
        shared / "records" / "clinicaltrials.jsonl.gz",
        shared / "records" / "nih-projects.jsonl.gz",
        shared / "seed" / "listing-page.txt",
    ]


@pytest.fixture(scope="session")
def built(
    once: Once, sources: list[Path], gazetteer: Gazetteer, vocabulary: Vocabulary
) -> tuple[Path, Report]:
    """A home with all real records, and what was reported of building it."""

    def build(folder: Path) -> None:
        report = rebuild(
            folder / "home", sources, gazetteer=gazetteer, vocabulary=vocabulary, progress=silent
        )
        (folder / "report.json").write_bytes(msgspec.json.encode(report))

    folder = once("real", build)
    report = msgspec.json.decode((folder / "report.json").read_bytes(), type=Report)
    return folder / "home", report


@pytest.fixture(scope="session")
def served(built: tuple[Path, Report], gazetteer: Gazetteer) -> Served:
    home, _ = built
    return open_served(home, Generations(home).current_name(), gazetteer)


@pytest.fixture(scope="session")
def searcher(served: Served) -> Searcher:
    return Searcher.over(served)


@pytest.fixture(scope="session")
def engine(served: Served) -> Engine:
    return served.engine


@pytest.fixture(scope="session")
def listings(engine: Engine) -> list[Listing]:
    return list(engine.scan(Query(match=Everything())))


@pytest.fixture(scope="session")
def by_id(listings: list[Listing]) -> dict[str, Listing]:
    return {one.id: one for one in listings}
