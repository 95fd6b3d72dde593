"""What every facet counts, against counting by hand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest

from index.listing.model import Listing, Site
from index.listing.schema import FACETS
from index.reference.places.distance import kilometers
from search.engine.port import Engine
from search.engine.query import MOST_VALUES, Circle, Everything, FacetWish, Filter, Query


def _ages(one: Listing) -> Iterable[str]:
    if one.minimum_age is None and one.maximum_age is None:
        return
    low = one.minimum_age or 0
    high = 999 if one.maximum_age is None else one.maximum_age
    if low < 18:
        yield "child"
    if low < 65 and high >= 18:
        yield "adult"
    if high >= 65:
        yield "older-adult"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


# What each facet counts, said a second time and as plainly as can be.
BY_HAND: dict[str, Callable[[Listing], Iterable[str]]] = {
    "kind": lambda one: [one.kind.value],
    "status": lambda one: [one.status.value] if one.status else [],
    "phase": lambda one: [phase.value for phase in one.phase],
    "condition": lambda one: map(_plain, one.condition),
    "place": lambda one: [place for site in _sites(one) for place in site.places],
    "sex": lambda one: [one.sex.value] if one.sex else [],
    "age_group": _ages,
    "healthy_volunteers": lambda one: (
        [] if one.healthy_volunteers is None
        else ["accepted" if one.healthy_volunteers else "not-accepted"]
    ),
    "intervention_kind": lambda one: [i.kind.value for i in one.intervention if i.kind],
    "sponsor_kind": lambda one: (
        [one.sponsor.kind.value] if one.sponsor and one.sponsor.kind else []
    ),
    "sponsor": lambda one: [_plain(one.sponsor.name)] if one.sponsor else [],
}  # fmt: skip
ANYTHING = "title"
"""A name that nothing is chosen by: under it, everything that is chosen holds."""


class _Site(NamedTuple):
    """A site by hand: its places at every level, its status or its listing's, and its point."""

    places: frozenset[str]
    status: str
    point: tuple[float, float] | None


def _sites(one: Listing) -> list[_Site]:
    """The sites of a listing; one that is nowhere where it has none."""
    sites = []
    for site in one.site or (Site(),):
        country, state, city = (part.replace("/", "-") for part in site.levels)
        names = {country}
        names |= {f"{country}/{state}"} if state else set()
        names |= {f"{country}/{state}/{city}"} if city else set()
        status = site.status or one.status
        sites.append(
            _Site(
                frozenset(names if country else {"not-stated"}),
                status.value if status else "not-stated",
                site.point,
            )
        )
    return sites


ATLANTA = Circle(33.749, -84.388, 80.0)
SEOUL = Circle(37.566, 126.978, 30.0)

Choice = dict[str, tuple[str, ...]]

CHOICES: list[tuple[Choice, Circle | None]] = [
    ({}, None),
    ({"status": ("recruiting",)}, None),
    ({"place": ("United States/Georgia",)}, None),
    ({"place": ("United States/Georgia",), "status": ("recruiting",)}, None),
    ({"place": ("United States/Georgia/Atlanta", "Canada"), "phase": ("phase-2", "phase-3")}, None),
    ({"place": ("not-stated", "France"), "status": ("completed", "terminated")}, None),
    ({}, ATLANTA),
    ({"status": ("recruiting", "completed"), "kind": ("trial",)}, ATLANTA),
    ({"place": ("United States/Georgia", "United States/Alabama")}, ATLANTA),
    ({"place": ("South Korea",), "status": ("recruiting",)}, SEOUL),
    ({"condition": ("breast cancer", "asthma"), "kind": ("trial", "funded-project")}, None),
    (
        {
            "sex": ("female",),
            "age_group": ("child", "older-adult"),
            "sponsor_kind": ("nih", "industry", "not-stated"),
            "healthy_volunteers": ("not-accepted", "not-stated"),
        },
        None,
    ),
    (
        {
            "intervention_kind": ("drug",),
            "phase": ("not-stated",),
            "sponsor": ("emory university",),
        },
        None,
    ),
]


class _Facts(NamedTuple):
    """What is counted of a listing, found once for all choices."""

    values: dict[str, frozenset[str]]
    sites: list[_Site]


@pytest.fixture(scope="session")
def facts(listings: list[Listing]) -> list[_Facts]:
    return [
        _Facts(
            {
                name: frozenset(of(one)) - {""} or frozenset({"not-stated"})
                for name, of in BY_HAND.items()
            }
            | {ANYTHING: frozenset({one.title})},
            _sites(one),
        )
        for one in listings
    ]


def _counted(one: _Facts, facet: str, choice: Choice, near: Circle | None) -> frozenset[str]:
    """What a facet counts of a listing under every choice but its own; nothing where it does not
    pass. What is asked of place, status and distance must hold at one site."""
    asked = {name: set(wanted) for name, wanted in choice.items() if name != facet}
    for name, wanted in asked.items():
        if name != "place" and not one.values[name] & wanted:
            return frozenset()
    sites = [
        site
        for site in one.sites
        if ("place" not in asked or site.places & asked["place"])
        and ("status" not in asked or site.status in asked["status"])
        and (near is None or (site.point and _is_in(site.point, near)))
    ]
    if ("place" in asked or near) and not sites:
        return frozenset()
    if facet == "place":
        return frozenset(place for site in sites for place in site.places)
    own = one.values[facet]
    if facet == "status" and ("place" in asked or near):
        return own & {site.status for site in sites}
    return own


def _is_in(point: tuple[float, float], circle: Circle) -> bool:
    middle = (circle.latitude, circle.longitude)
    return kilometers(point, middle) <= circle.kilometers


@pytest.mark.parametrize(
    ("choice", "near"),
    CHOICES,
    ids=lambda given: "+".join(given) or "none" if isinstance(given, dict) else "",
)
def test_every_facet_counts_as_counting_by_hand_does(
    engine: Engine, facts: list[_Facts], choice: Choice, near: Circle | None
) -> None:
    assert set(BY_HAND) == {facet.name for facet in FACETS}
    answer = engine.search(
        Query(
            match=Everything(),
            filters=tuple(Filter(name, wanted) for name, wanted in choice.items()),
            near=near,
            facets=tuple(FacetWish(facet.name, MOST_VALUES) for facet in FACETS),
            limit=0,
        )
    )
    total = sum(bool(_counted(one, ANYTHING, choice, near)) for one in facts)
    assert answer.total == total
    for facet in answer.facets:
        expected = Counter(
            code for one in facts for code in _counted(one, facet.name, choice, near)
        )
        assert {c.value: c.count for c in facet.counts if c.count} == expected, facet.name
