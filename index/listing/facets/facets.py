"""How listings can be narrowed and ordered: each facet with the values it finds in a listing.

The fields of a listing name these facets, so a listing is not imported here: `values` takes one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from index.listing.codes import (
    AgeGroup,
    Coded,
    HealthyVolunteers,
    InterventionKind,
    Kind,
    Phase,
    Recruitment,
    Sex,
    SponsorKind,
)
from index.listing.facets.place_paths import site_places
from index.listing.facets.recruitment import open_on

MOST_WORDS = 62
"""Values that may have words: a set of them, or *not stated*, is told by the bits of one number."""


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """A way to narrow results, counted over the listings.

    `values` gives the value codes of a listing, none where it states nothing;
    `words` gives codes their words and their fixed order. Without `words` the
    values are names as people write them, folded to one spelling by
    `index.listing.schema.facet_values`.
    """

    order: int
    """Where it stands among the facets: what most people narrow by comes first."""
    name: str
    label: str
    help: str
    values: Callable[[Any], Iterable[str]]
    words: type[Coded] | None = None
    separator: str = ""
    """What divides the levels of a hierarchical value, as in ``United States/Georgia``."""

    def __post_init__(self) -> None:
        if self.words is not None and len(self.words) > MOST_WORDS:
            raise TypeError(
                f"Facet {self.name} has {len(self.words)} values with words, and at most "
                f"{MOST_WORDS} can be kept: declare it without words, as names."
            )


class Sort(msgspec.Struct, frozen=True, kw_only=True):
    """An order that results can be read in. Listings without a value come last."""

    name: str
    label: str
    descending: bool


def age_groups(minimum: float | None, maximum: float | None) -> tuple[AgeGroup, ...]:
    """The groups that an age range in years touches; none when neither end is stated.

    One stated end leaves the other open, as registries read it.
    """
    if minimum is None and maximum is None:
        return ()
    low = 0.0 if minimum is None else minimum
    high = float("inf") if maximum is None else maximum
    spans = ((AgeGroup.CHILD, 0, 18), (AgeGroup.ADULT, 18, 65), (AgeGroup.OLDER_ADULT, 65, 1000))
    return tuple(group for group, start, end in spans if low < end and high >= start)


def _healthy(listing: Any) -> tuple[HealthyVolunteers, ...]:
    if listing.healthy_volunteers is None:
        return ()
    accepted = listing.healthy_volunteers
    return (HealthyVolunteers.ACCEPTED if accepted else HealthyVolunteers.NOT_ACCEPTED,)


def _some(value: Any) -> tuple[Any, ...]:
    return () if value in (None, "") else (value,)


def _places(listing: Any) -> Iterator[str]:
    # What is counted is what a site can be asked for: one without a place has none, whatever
    # the others have.
    for site in listing.site:
        yield from site_places(site)


KIND = Facet(
    order=1,
    name="kind",
    label="Kind of record",
    help="A trial or study people may join, or research that is funded but enrolls nobody.",
    values=lambda listing: (listing.kind,),
    words=Kind,
)
STATUS = Facet(
    order=2,
    name="status",
    label="Status",
    help="Whether people can take part now.",
    values=lambda listing: _some(open_on(listing, None, None).shown),
    words=Recruitment,
)
"""As records state it: what it is on a day is for `open_on`."""
PHASE = Facet(
    order=5,
    name="phase",
    label="Phase",
    help="How far the treatment has come.",
    values=lambda listing: listing.phase,
    words=Phase,
)
CONDITION = Facet(
    order=4,
    name="condition",
    label="Condition",
    help="The illness or topic studied, as the record names it.",
    values=lambda listing: listing.condition,
)
PLACE = Facet(
    order=3,
    name="place",
    label="Place",
    help="Where the research happens: country, state or province, city.",
    values=_places,
    separator="/",
)
SEX = Facet(
    order=7,
    name="sex",
    label="Sex",
    help="Who can take part, by sex.",
    values=lambda listing: _some(listing.sex),
    words=Sex,
)
AGE_GROUP = Facet(
    order=6,
    name="age_group",
    label="Age",
    help="Who can take part, by age.",
    values=lambda listing: age_groups(listing.minimum_age, listing.maximum_age),
    words=AgeGroup,
)
HEALTHY = Facet(
    order=8,
    name="healthy_volunteers",
    label="Healthy volunteers",
    help="Whether people without the condition can take part.",
    values=_healthy,
    words=HealthyVolunteers,
)
INTERVENTION_KIND = Facet(
    order=9,
    name="intervention_kind",
    label="Type of treatment",
    help="What is given, done or tested.",
    values=lambda listing: [one.kind for one in listing.intervention if one.kind],
    words=InterventionKind,
)
SPONSOR = Facet(
    order=11,
    name="sponsor",
    label="Sponsor",
    help="The organization responsible.",
    values=lambda listing: _some(listing.sponsor and listing.sponsor.name),
)
SPONSOR_KIND = Facet(
    order=10,
    name="sponsor_kind",
    label="Type of sponsor",
    help="What sort of organization is responsible.",
    values=lambda listing: _some(listing.sponsor and listing.sponsor.kind),
    words=SponsorKind,
)
INTERVENTION = Facet(
    order=12,
    name="intervention",
    label="Treatment",
    help="What is given, done or tested, as the record names it.",
    values=lambda listing: [one.name for one in listing.intervention],
)
"""Is not offered to narrow by: most of its values are in one listing alone."""
