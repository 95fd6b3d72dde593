"""Generations are published while others search: every answer is of one of them, whole."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from index.build.build import Encoded, build, update
from index.generation.generations import KEPT, Generations
from index.generation.progress import silent
from index.generation.writer import Effort
from index.listing.model import Listing
from search.request.request import SearchRequest
from search.results.results import Results
from search.searcher.searcher import Searcher
from tests.conftest import listing

GENERATIONS = 12
SEARCHERS = 3


def version(number: int) -> list[Listing]:
    """The listings of one generation: their number and every title tell which."""
    return [
        listing(
            f"T{n}",
            title=f"Lung study edition{number}",
            summary="asthma and lupus " * (n + 1),
            condition=[f"Condition {number}"],
        )
        for n in range(5 + number)
    ]


def publish(generations: Generations, number: int, stamps: dict[str, int]) -> None:
    """Publishes a generation, every other one as an update of the one before."""
    with generations.locked("a test"), generations.building() as directory:
        if number % 2:
            old = generations.manifest(generations.current_name())
            manifest = update(
                directory,
                generations,
                old,
                Encoded(version(number)),
                (),
                effort=Effort(),
                progress=silent,
            ).manifest
        else:
            listings = Encoded(version(number))
            manifest = build(directory, listings, effort=Effort(), progress=silent)
        stamps[manifest.stamp] = number
        generations.publish(directory, manifest)


def assert_of_one_generation(found: Results, stamps: dict[str, int]) -> int:
    number = stamps[found.stamp]
    assert found.total == 5 + number
    assert {hit.listing.title for hit in found.hits} == {f"Lung study edition{number}"}
    (condition,) = (facet for facet in found.facets if facet.name == "condition")
    assert [(c.label, c.count) for c in condition.counts] == [(f"Condition {number}", 5 + number)]
    return number


@pytest.mark.long
def test_answers_are_whole_while_generations_are_published(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    generations = Generations(tmp_path)
    stamps: dict[str, int] = {}
    publish(generations, 0, stamps)
    searcher = Searcher(tmp_path)
    done = threading.Event()
    seen: set[int] = set()
    failures: list[BaseException] = []

    def search(text: str) -> None:
        last = 0
        while not done.is_set():
            try:
                request = SearchRequest(text=text)
                number = assert_of_one_generation(searcher.search(request), stamps)
                assert searcher.listing("T3") is not None
                assert number >= last, "an older generation came back"
            except BaseException as failure:
                failures.append(failure)
                return
            last = number
            seen.add(number)

    texts = ("lung", '"asthma and lupus"', "lung -sleep")
    threads = [threading.Thread(target=search, args=(text,)) for text in texts[:SEARCHERS]]
    for thread in threads:
        thread.start()
    for number in range(1, GENERATIONS):
        publish(generations, number, stamps)
        # Every third one stays until somebody has searched it; the others follow at once.
        while number % 3 == 0 and number not in seen and not failures:
            time.sleep(0.001)
    done.set()
    for thread in threads:
        thread.join()
    assert not failures, failures[0]
    assert len(seen) > KEPT
    assert not caplog.records
    last = assert_of_one_generation(searcher.search(SearchRequest(text="lung")), stamps)
    assert last == GENERATIONS - 1
