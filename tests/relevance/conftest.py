"""One index of the sample listings for every test of relevance."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import SAMPLES
from index.places import Gazetteer
from index.progress import silent
from index.rebuild import rebuild
from index.vocabulary import Vocabulary
from search.searcher import Searcher


@pytest.fixture(scope="session")
def samples_home(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Path:
    """A home with all the samples."""
    home = tmp_path_factory.mktemp("samples")
    report = rebuild(
        home,
        [SAMPLES],
        gazetteer=gazetteer,
        vocabulary=vocabulary,
        progress=silent,
        tolerated=0,
    )
    assert report.published
    return home


@pytest.fixture(scope="session")
def samples(samples_home: Path) -> Searcher:
    """Answers from all the samples."""
    return Searcher(samples_home)
