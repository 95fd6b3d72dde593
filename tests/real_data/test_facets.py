"""What every facet counts, against counting by hand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import pytest

from index.listing.codes import Certainty, Status
from index.listing.facets.recruitment import open_on
from index.listing.model import Listing
from index.listing.parts import Site
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


def _latest(partial: str) -> str:
    """A date that no later one of its month or year is after, as text that compares."""
    return f"{partial}-99-99"[:10] if len(partial) == 4 else f"{partial}-99"[:10]


def _shown(one: Listing, status: Status, day: str | None) -> str:
    """What a status is shown as, by the words of the table; days as ISO writes them."""
    if status.value == "unknown":
        return "may-have-closed"
    if day is None or status.value not in ("recruiting", "not-yet-recruiting"):
        return status.value
    year, rest = int(day[:4]), day[4:]
    confirmed = one.verified or one.updated or ""
    said = f"{confirmed}-01-01"[:10] if confirmed else ""
    end, certainty = one.primary_completion_date, one.primary_completion_certainty
    if not end:
        end, certainty = one.completion_date, one.completion_certainty
    ended = bool(end) and _latest(end or "") < day
    if status.value == "not-yet-recruiting":
        started = bool(one.start_date) and _latest(one.start_date or "") < day
        forgotten = not one.start_date and bool(said) and said < f"{year - 2}{rest}"
        return "may-be-open" if started or forgotten else status.value
    if (said and said < f"{year - 2}{rest}") or (ended and certainty is Certainty.ACTUAL):
        return "may-have-closed"
    return "check-first" if not said or said < f"{year - 1}{rest}" or ended else "recruiting"


# What each facet counts, said a second time and as plainly as can be.
BY_HAND: dict[str, Callable[[Listing], Iterable[str]]] = {
    "kind": lambda one: [one.kind.value],
    "status": lambda one: [_shown(one, one.status, None)] if one.status else [],
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


_OPEN = ("not-yet-recruiting", "may-be-open", "check-first", "recruiting")


def _status_at(one: Listing, site: Site, day: str | None) -> str:
    everywhere = _shown(one, one.status, day) if one.status else "not-stated"
    if site.status is None:
        return everywhere
    here = _shown(one, site.status, day)
    if one.status is None or here not in _OPEN:
        return here
    # No site is more open than its listing.
    return min(here, everywhere, key=_OPEN.index) if everywhere in _OPEN else everywhere


def _sites(one: Listing, day: str | None = None) -> list[_Site]:
    """The sites of a listing; one that is nowhere where it has none."""
    sites = []
    for site in one.site or (Site(),):
        country, state, city = (part.replace("/", "-") for part in site.levels)
        names = {country}
        names |= {f"{country}/{state}"} if state else set()
        names |= {f"{country}/{state}/{city}"} if city else set()
        sites.append(
            _Site(
                frozenset(names if country else {"not-stated"}),
                _status_at(one, site, day),
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


def _on(one: Listing, stated: _Facts, day: str) -> _Facts:
    """The same facts on a day."""
    status = _shown(one, one.status, day) if one.status else "not-stated"
    return _Facts(stated.values | {"status": frozenset({status})}, _sites(one, day))


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
    _counts_as_by_hand(engine, facts, choice, near, None)


AGED: list[tuple[Choice, Circle | None]] = [
    ({}, None),
    ({"status": ("recruiting", "check-first")}, None),
    ({"place": ("United States/Georgia",), "status": ("may-have-closed",)}, None),
    ({"place": ("France",)}, None),
    ({"status": ("check-first", "may-be-open", "may-have-closed")}, ATLANTA),
]


@pytest.mark.parametrize("day", ["2024-02-29", "2025-06-01", "2026-11-30"])
def test_on_a_day_every_facet_counts_as_counting_by_hand_does(
    engine: Engine, listings: list[Listing], facts: list[_Facts], day: str
) -> None:
    on_day = [_on(one, stated, day) for one, stated in zip(listings, facts, strict=True)]
    for choice, near in AGED:
        _counts_as_by_hand(engine, on_day, choice, near, date.fromisoformat(day))


def test_hardly_a_real_record_recruits_that_says_so(listings: list[Listing]) -> None:
    # 35 of 1,935 could still be asked on that day, and 71 a year and a half before.
    stated = [one for one in listings if one.status is Status.RECRUITING]
    shown = Counter(open_on(one, None, date(2026, 11, 30)).code for one in stated)
    assert len(stated) > 1_000
    assert shown["recruiting"] + shown["check-first"] < len(stated) / 20


def _counts_as_by_hand(
    engine: Engine,
    facts: list[_Facts],
    choice: Choice,
    near: Circle | None,
    day: date | None,
) -> None:
    answer = engine.search(
        Query(
            match=Everything(),
            filters=tuple(Filter(name, wanted) for name, wanted in choice.items()),
            near=near,
            day=day,
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
