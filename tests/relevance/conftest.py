"""One index of the sample listings for every test of relevance."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build.pipeline import rebuild
from index.data_files import DATA
from index.generation.progress import silent
from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.searcher.searcher import Searcher
from tests.conftest import Once


@pytest.fixture(scope="session")
def samples_home(once: Once, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Path:
    """A home with all the samples."""

    def build(home: Path) -> None:
        report = rebuild(
            home,
            [DATA / "listings"],
            gazetteer=gazetteer,
            vocabulary=vocabulary,
            progress=silent,
            tolerated=0,
        )
        assert report.published

    return once("samples", build)


@pytest.fixture(scope="session")
def samples(samples_home: Path) -> Searcher:
    """Answers from all the samples."""
    return Searcher(samples_home)
