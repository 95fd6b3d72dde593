"""A place as a path: country, state, city."""

from __future__ import annotations

from collections.abc import Iterator

from index.listing.codes import NOT_STATED
from index.listing.parts import Site

SEPARATOR = "/"

US = "United States"


def place_path(country: str, state: str, city: str) -> Iterator[str]:
    """The place and every place it lies in: ``A``, ``A/B``, ``A/B/C``.

    A missing state leaves its level empty (``France//Paris``), so that a city is
    never counted as a state of the same name. No country, no path.
    """
    if not country:
        return
    levels = [part.replace(SEPARATOR, "-").strip() for part in (country, state, city)]
    yield levels[0]
    if levels[1]:
        yield SEPARATOR.join(levels[:2])
    if levels[2]:
        yield SEPARATOR.join(levels)


def site_places(site: Site) -> tuple[str, ...]:
    """The places that a site counts for: the paths of its country, state and city, or that its
    place is not stated."""
    return tuple(path for path in place_path(*site.levels) if path) or (NOT_STATED,)


def place_label(path: str) -> str:
    """What a reader sees for a path: ``Atlanta, Georgia``; ``Paris, France``.

    Where a US city is named without its state that is said, not guessed: many names are in
    several states. Registries rarely state one elsewhere.
    """
    country, *rest = path.split(SEPARATOR)
    if not rest:
        return country
    if len(rest) == 1:
        return rest[0]
    state, city = rest
    if state:
        return f"{city}, {state}"
    return f"{city}, {country}{' (state not stated)' if country == US else ''}"


def place_depth(path: str) -> int:
    """0 for a country, 1 for a state or a city without one, 2 for a city in a state."""
    return sum(1 for level in path.split(SEPARATOR) if level) - 1
