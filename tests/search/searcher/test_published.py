"""Which generation answers while others are published."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from index.generation.generations import Generations
from index.reference.places.gazetteer import Gazetteer
from search.errors import EngineUnavailable
from search.searcher import published
from search.searcher.published import Published
from search.searcher.serving import Served
from tests.conftest import Publish, listing


def test_what_is_replaced_and_pruned_while_it_is_opened_gives_way_to_the_newer(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    home = publish([listing("T1", title="Asthma")])
    old = Generations(home).current_name()
    real = published.open_served

    def replaced(home: Path, generation: str, gazetteer: Gazetteer) -> Served:
        if generation == old:
            publish([listing("T1", title="Asthma"), listing("T2", title="Gout")])
            raise EngineUnavailable(f"{generation} is gone")
        return real(home, generation, gazetteer)

    monkeypatch.setattr(published, "open_served", replaced)
    with caplog.at_level(logging.ERROR):
        assert Published(home).current().engine.status().listings == 2
    assert caplog.records == []


def test_what_cannot_be_opened_and_stays_published_is_told(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish([listing("T1", title="Asthma")])

    def damaged(home: Path, generation: str, gazetteer: Gazetteer) -> Served:
        raise EngineUnavailable("damaged")

    monkeypatch.setattr(published, "open_served", damaged)
    with pytest.raises(EngineUnavailable, match="damaged"):
        Published(home).current()
