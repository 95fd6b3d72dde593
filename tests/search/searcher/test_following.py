"""What follows the last match: what is asked for stays, and where or in which phase goes."""

from __future__ import annotations

from datetime import date

import pytest

from index.reference.places.gazetteer import Gazetteer
from search.request.request import SearchRequest
from search.results.results import MOST_FOLLOWING, HitGroup, Results
from search.searcher.searcher import Searcher
from tests.conftest import Publish, listing

DAY = date(2026, 11, 30)


def site(city: str, state: str = "", country: str = "United States") -> dict[str, str]:
    return {"city": city, "state": state, "country": country}


LISTINGS = [
    listing("A1", title="Gout in Atlanta", phase=["phase-2"], site=[site("Atlanta", "Georgia")]),
    listing("A2", title="Lupus in Atlanta", site=[site("Atlanta", "Georgia")]),
    listing("M1", title="Gout in Macon", phase=["phase-3"], site=[site("Macon", "Georgia")]),
    listing("B1", title="Gout in Boston", phase=["phase-2"],
            site=[site("Boston", "Massachusetts")]),
    listing("S1", title="Gout in Seoul", site=[site("Seoul", country="South Korea")]),
    listing("N1", title="Gout in children", maximum_age=12,
            site=[site("Boston", "Massachusetts")]),
    listing("W1", title="Gout on the web"),
]  # fmt: skip


@pytest.fixture
def searcher(publish: Publish, gazetteer: Gazetteer) -> Searcher:
    return Searcher(publish([gazetteer.located(one) for one in LISTINGS]), today=lambda: DAY)


def of(results: Results, group: HitGroup) -> dict[str, str]:
    """What each hit of a group lacks."""
    return {hit.listing.id: hit.lacks for hit in results.hits if hit.group is group}


def asked(searcher: Searcher, text: str, **wanted: object) -> Results:
    return searcher.search(SearchRequest(text=text, **wanted))  # type: ignore[arg-type]


def test_what_is_asked_for_follows_from_elsewhere(searcher: Searcher) -> None:
    found = asked(searcher, "gout in Georgia, USA")
    assert [*of(found, HitGroup.MATCH)] == ["A1", "M1"]
    lacks = of(found, HitGroup.RELAXED)
    assert lacks["B1"] == lacks["S1"] == "not in Georgia, United States"
    assert lacks["W1"] == "no place stated"
    groups = [hit.group for hit in found.hits]
    assert groups == sorted(groups, key=list(HitGroup).index)
    assert found.relaxed_total == 4
    assert found.total == 2


def test_around_a_point_the_nearest_follow_first_with_how_far_they_are(searcher: Searcher) -> None:
    found = asked(searcher, "gout near Atlanta, Georgia")
    assert [*of(found, HitGroup.MATCH)] == ["A1"]
    lacks = of(found, HitGroup.RELAXED)
    assert list(lacks)[:2] == ["M1", "B1"]
    assert lacks["M1"].endswith(" miles away, in Macon")
    assert list(lacks)[-1] == "W1"


def test_a_phase_goes_after_the_place(searcher: Searcher) -> None:
    found = asked(searcher, "phase 2 gout in Georgia, USA")
    assert [*of(found, HitGroup.MATCH)] == ["A1"]
    lacks = of(found, HitGroup.RELAXED)
    assert next(iter(lacks)) == "B1"
    assert lacks["M1"] == "of another phase"
    assert lacks["S1"] == "not in Georgia, United States, no phase stated"


def test_an_age_stays(searcher: Searcher) -> None:
    found = asked(searcher, "gout, 70 years old, in Georgia, USA")
    assert "N1" not in of(found, HitGroup.RELAXED)
    assert "B1" in of(found, HitGroup.RELAXED)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gout", {}),
        ("gout not in Georgia, USA", {}),
        ("gout", {"chosen": (("place", ("United States/Georgia",)),)}),
        ("in Georgia, USA", {}),
        ("gout in Georgia, USA", {"sort": "updated"}),
    ],
)
def test_nothing_is_relaxed_without_a_place_that_is_asked_for_or_where_one_is_chosen(
    searcher: Searcher, text: str, wanted: dict[str, object]
) -> None:
    found = asked(searcher, text, **wanted)
    assert found.total
    assert not of(found, HitGroup.RELAXED)
    assert found.relaxed_total == 0


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_on_small_pages_each_follows_once_and_in_the_same_order(
    searcher: Searcher, size: int
) -> None:
    whole = asked(searcher, "gout in Georgia, USA")
    pages = [
        asked(searcher, "gout in Georgia, USA", size=size, page=page)
        for page in range(1, -(-whole.shown // size) + 1)
    ]
    assert [(hit.listing.id, hit.group, hit.lacks) for page in pages for hit in page.hits] == [
        (hit.listing.id, hit.group, hit.lacks) for hit in whole.hits
    ]
    assert len(whole.hits) == whole.shown <= whole.total + MOST_FOLLOWING


def test_why_a_relaxed_one_was_found_is_told(searcher: Searcher) -> None:
    why = searcher.explain(SearchRequest(text="gout in Georgia, USA"), "B1")
    assert why is not None
    assert why.score > 0
