"""What is damaged after a searcher has opened it: names, places, completions."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from index.generation.completion import COMPLETION_FILE
from index.generation.generations import Generations
from index.reference.vocabulary.concepts import SourceName
from index.reference.vocabulary.lookup import VOCABULARY_FILE
from search.errors import EngineUnavailable
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher
from tests.compiled_vocabularies import compiled, entry
from tests.conftest import REPOSITORY, listing, publish_into

PAGE = 4096
"""Bytes of a page of an SQLite file; the first one says what is in it."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A listing about asthma, with a vocabulary of many pages."""
    home = tmp_path / "home"
    names = ("asthma", *(f"syndrome of doctor number {n}" for n in range(500)))
    vocabulary = compiled(tmp_path, *(entry(SourceName.MESH, name) for name in names))
    return publish_into(home, [listing("T1", title="Asthma in gardeners")], vocabulary)


def generation(home: Path) -> Path:
    generations = Generations(home)
    return generations.directory(generations.current_name())


def damage(path: Path, start: int) -> None:
    """What follows a byte is no longer what was written; the file stays the same one."""
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(start)
        file.write(b"\xff" * (size - start))


def test_names_that_are_damaged_are_told_with_what_to_run(home: Path) -> None:
    searcher = Searcher(home)
    versions = searcher.source_versions()
    damage(generation(home) / VOCABULARY_FILE, PAGE)
    for ask in (
        lambda: searcher.search(SearchRequest(text="asthma")),
        lambda: searcher.facet(SearchRequest(text="asthma"), "condition"),
        lambda: searcher.ranking("asthma", 10),
        lambda: searcher.explain(SearchRequest(text="asthma"), "T1"),
    ):
        with pytest.raises(EngineUnavailable, match=r"vocabulary is damaged.*listings rebuild"):
            ask()
    assert searcher.source_versions() == versions == {SourceName.MESH: "1"}
    assert searcher.listing("T1") is not None


def test_places_that_are_damaged_are_told_with_what_to_do(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazetteer = home / "gazetteer.sqlite"
    shutil.copyfile(REPOSITORY / "var" / gazetteer.name, gazetteer)
    monkeypatch.setenv("LISTINGS_GAZETTEER", str(gazetteer))
    searcher = Searcher(home)
    assert searcher.search(SearchRequest(text="asthma")).total == 1
    damage(gazetteer, PAGE)
    with pytest.raises(EngineUnavailable, match=r"gazetteer is damaged.*compiled anew"):
        searcher.search(SearchRequest(text="asthma in Georgia"))
    with pytest.raises(EngineUnavailable, match="gazetteer is damaged"):
        Searcher(home).search(SearchRequest())


def test_completions_that_are_damaged_are_told_with_what_to_run(home: Path) -> None:
    searcher = Searcher(home)
    searcher.status()
    names = generation(home) / COMPLETION_FILE
    damage(names, names.stat().st_size // 4)
    with pytest.raises(EngineUnavailable, match=rf"{COMPLETION_FILE}.*listings rebuild"):
        searcher.complete("asth")


def test_no_request_opens_a_file_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = Searcher(home)
    searcher.search(SearchRequest(text="asthma in Georgia"))

    def connect(*args: object, **options: object) -> sqlite3.Connection:
        raise AssertionError("a request opens a database")

    monkeypatch.setattr(sqlite3, "connect", connect)
    for _ in range(2):
        assert searcher.source_versions() == {SourceName.MESH: "1"}
        assert searcher.search(SearchRequest(text="asthma near Atlanta")).relaxed


def test_a_pinned_searcher_keeps_its_generation(home: Path) -> None:
    searcher = Searcher(home)
    pinned = searcher.pinned()
    publish_into(home, [listing("T2")])
    assert searcher.listing("T2") is not None
    assert pinned.listing("T2") is None
    assert pinned.listing("T1") is not None
    assert pinned.search(SearchRequest()).stamp == pinned.status().stamp
    assert pinned.status().stamp != searcher.status().stamp == searcher.pinned().status().stamp
    assert (searcher.source_versions(), bool(pinned.source_versions())) == ({}, True)
