"""What is where: all countries, a country, a state. Pure: answers → what the pages say."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from index.listing import (
    CONDITION,
    KIND,
    NOT_STATED,
    PLACE,
    SEPARATOR,
    STATUS,
    US,
    Kind,
    Recruitment,
)
from search.engine import FacetAnswer, FacetCount
from search.request import SearchRequest
from search.results import Results
from web.links import Link, facet_url, place_slug, place_url, search_url, value_link
from web.views.tile_map import TileMap, tile_map
from web.wording import count_words, path_words, place_phrase

CITIES = 24
CONDITIONS = 20
BAR = 100
"""How long the bar of the commonest place is."""


class PlaceRow(msgspec.Struct, frozen=True):
    """A place in a ranked list: its own page, a search for its listings, and a bar."""

    name: str
    count: int
    url: str
    listings_url: str
    bar: int


class PlacesView(msgspec.Struct, frozen=True):
    """What the page of all places says."""

    countries: tuple[PlaceRow, ...]
    map: TileMap | None
    states: tuple[PlaceRow, ...]
    not_stated: Link | None


class PlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a country or state says."""

    name: str
    phrase: str
    canonical: str
    above: tuple[Link, ...]
    listings: Link
    recruiting: Link | None
    kinds: tuple[Link, ...]
    conditions: tuple[Link, ...]
    all_conditions: str
    map: TileMap | None
    states: tuple[PlaceRow, ...]
    states_heading: str
    cities: tuple[Link, ...]
    all_places: str


def places_view(facet: FacetAnswer) -> PlacesView:
    """What the page of all places says, from the counts of every place."""
    missing = next((count for count in facet.counts if count.value == NOT_STATED), None)
    return PlacesView(
        countries=_rows(_below(facet, "")),
        map=_map(facet, US),
        states=_rows(_below(facet, US)),
        not_stated=value_link(SearchRequest(), PLACE.name, missing) if missing else None,
    )


def found_place(facet: FacetAnswer, slugs: Sequence[str]) -> FacetCount | None:
    """The place that the steps of an address name, widest first; None where there is none."""
    found: FacetCount | None = None
    for slug in slugs:
        inside = _below(facet, found.value if found else "")
        key = place_slug(slug)
        found = next((count for count in inside if key and place_slug(_name(count)) == key), None)
        if found is None:
            return None
    return found


def recruiting_there(place: str) -> SearchRequest:
    """The clinical trials that are recruiting at a site in a place. Funded projects are none of
    them, whatever their sites say."""
    asked = SearchRequest().with_value(PLACE.name, place)
    asked = asked.with_value(STATUS.name, Recruitment.RECRUITING.value)
    return asked.with_value(KIND.name, Kind.TRIAL.value)


def place_view(
    place: FacetCount, facet: FacetAnswer, answer: Results, recruiting: int
) -> PlaceView:
    """What the page of a place says: `facet` has the counts of every place, `answer` is that to
    the place alone, `recruiting` how many trials are recruiting there."""
    path, asked = place.value, SearchRequest().with_value(PLACE.name, place.value)
    names = path.split(SEPARATOR)
    facets = {facet.name: facet for facet in answer.facets}
    conditions = _named(facets.get(CONDITION.name))
    cities = [
        count
        for count in facet.counts
        if count.value.startswith(path + SEPARATOR) and count.value.count(SEPARATOR) == 2
    ]
    trials = count_words(recruiting, "clinical trial is", "clinical trials are")
    words = f"{trials} recruiting at a site there"
    return PlaceView(
        name=path_words(path),
        phrase=place_phrase(path),
        canonical=place_url(*names),
        above=(
            Link("All places", place_url()),
            *(Link(name, place_url(*names[:level])) for level, name in enumerate(names[:-1], 1)),
        ),
        listings=Link(count_words(place.count, "listing"), search_url(asked)),
        recruiting=Link(words, search_url(recruiting_there(path))) if recruiting else None,
        kinds=tuple(value_link(asked, KIND.name, kind) for kind in _named(facets.get(KIND.name))),
        conditions=tuple(value_link(asked, CONDITION.name, one) for one in conditions[:CONDITIONS]),
        all_conditions=facet_url(asked, CONDITION.name),
        map=_map(facet, path),
        states=_rows(_below(facet, path)) if len(names) == 1 else (),
        states_heading="States" if path == US else "States, provinces and regions",
        cities=tuple(_city_link(path, city) for city in _ranked(cities)[:CITIES]),
        # Each city of a state has the state in its words.
        all_places=facet_url(SearchRequest(), PLACE.name, names[1] if len(names) > 1 else ""),
    )


def _city_link(path: str, city: FacetCount) -> Link:
    """A city as the page of its country or state says it, which need not be said again."""
    # New York, New York: there the name alone would be the state's.
    inside = city.label if path == US else path_words(city.value.removeprefix(path + SEPARATOR))
    return value_link(SearchRequest(), PLACE.name, msgspec.structs.replace(city, label=inside))


def _map(facet: FacetAnswer, path: str) -> TileMap | None:
    states = _below(facet, path) if path == US else []
    return tile_map({_name(state): state.count for state in states}) if states else None


def _below(facet: FacetAnswer, path: str) -> list[FacetCount]:
    """The countries, or the states of one, the commonest first. A city without a state is none."""
    level = 1 if path else 0
    return _ranked(
        [
            count
            for count in facet.counts
            if count.value != NOT_STATED
            and count.value.count(SEPARATOR) == level
            and (not path or count.value.startswith(path + SEPARATOR))
        ]
    )


def _named(facet: FacetAnswer | None) -> list[FacetCount]:
    counts = facet.counts if facet else ()
    return _ranked([count for count in counts if count.value != NOT_STATED and count.count])


def _ranked(counts: Sequence[FacetCount]) -> list[FacetCount]:
    return sorted(counts, key=lambda count: (-count.count, count.label))


def _name(count: FacetCount) -> str:
    return count.value.rpartition(SEPARATOR)[2]


def _rows(counts: Sequence[FacetCount]) -> tuple[PlaceRow, ...]:
    most = max((count.count for count in counts), default=1)
    return tuple(
        PlaceRow(
            name=_name(count),
            count=count.count,
            # A name without letters has no page of its own.
            url=place_url(*count.value.split(SEPARATOR)) if place_slug(_name(count)) else "",
            listings_url=search_url(SearchRequest().with_value(PLACE.name, count.value)),
            bar=max(1, round(BAR * count.count / most)),
        )
        for count in counts
    )
