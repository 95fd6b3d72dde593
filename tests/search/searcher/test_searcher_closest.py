"""Closest names through a published index, with an encoder of tests in place of the extra."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.generation.generations import Generations
from index.reference.vocabulary.concepts import NameKind, SourceName
from index.reference.vocabulary.semantic.vectors import VECTORS_FILE
from search.errors import EngineUnavailable
from search.request.request import SearchRequest
from search.searcher import serving as served
from search.searcher.searcher import Searcher
from tests.compiled_vocabularies import compiled, entry
from tests.fake_encoder import SameWords
from tests.index.reference.vocabulary.semantic.test_vectors import built


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two listings, one about asthma, with the vectors of its names."""
    home = tmp_path / "home"
    home.mkdir()
    wheezing = ("tight chest wheezing", NameKind.LAYPERSON)
    vocabulary = compiled(tmp_path, entry(SourceName.MESH, "asthma", wheezing))
    built(home, vocabulary, SameWords())
    return home


def install(monkeypatch: pytest.MonkeyPatch, encoder: SameWords | None) -> None:
    monkeypatch.setattr(served, "installed_encoder", lambda: encoder)


def test_words_that_name_nothing_find_what_the_closest_name_does(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, SameWords())
    searcher = Searcher(home)
    answer = searcher.search(SearchRequest(text="tight sometimes chest wheezing"))
    assert [hit.listing.id for hit in answer.hits if hit.matches] == ["A1"]
    (clause,) = answer.reading.clauses
    assert clause.undo is not None
    assert searcher.search(clause.undo).total == 0
    assert searcher.status().closest_names == "Closest names: 2, by same words 1."


def test_without_the_extra_everything_else_goes_on_and_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, None)
    searcher = Searcher(home)
    assert searcher.search(SearchRequest(text="tight sometimes chest wheezing")).total == 0
    assert searcher.search(SearchRequest(text="asthma")).total == 1
    assert "is not installed" in searcher.status().closest_names


def test_damaged_names_are_not_searched(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, SameWords())
    generations = Generations(home)
    path = generations.directory(generations.current_name()) / VECTORS_FILE
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(EngineUnavailable, match=VECTORS_FILE):
        Searcher(home).status()
