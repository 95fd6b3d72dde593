"""Listings made to test columns: few values, so that they meet, and awkward ones among them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from index.engines.whoosh.columns.columns import ColumnBuilder
from index.engines.whoosh.columns.dictionary import Columns
from index.listing.codes import InterventionKind, Kind, Phase, Sex, SponsorKind, Status
from index.listing.model import Listing
from index.listing.parts import Intervention, Place, Site, Sponsor

NAMES = ("Asthma", "ASTHMA", "asthma ", "Åsthma", "Lupus", "not-stated", " ", "Sjögren's", "Zoster")
COUNTRIES = ("United States", "France", "Georgia", "Georgia-on-Sea", "Georgia0", "", " ", "A/B")
STATES = ("Georgia", "Texas", "", "  ")
CITIES = ("Atlanta", "Paris", "Austin", "")

sites = st.builds(
    Site,
    country=st.sampled_from(COUNTRIES),
    state=st.sampled_from(STATES),
    city=st.sampled_from(CITIES),
    status=st.none() | st.sampled_from([Status.RECRUITING, Status.COMPLETED, Status.WITHHELD]),
    latitude=st.none() | st.sampled_from([0.0, 33.749, 48.8566, -90.0, 89.9]),
    longitude=st.none() | st.sampled_from([0.0, -84.388, 2.3522, 179.9, -179.9]),
    place=st.none()
    | st.sampled_from(
        [
            Place(country="Georgia"),
            Place(
                country="United States",
                state="Georgia",
                city="Atlanta",
                latitude=33.7,
                longitude=-84.4,
                inferred=("state",),
            ),
        ]
    ),
)


def _listing(
    funded: bool, status: Status | None, fields: tuple[object, ...], title: str, updated: str
) -> Listing:
    condition, phase, intervention, site, sponsor, sex, ages, healthy = fields
    return Listing(
        id="T1",
        kind=Kind.FUNDED_PROJECT if funded else Kind.TRIAL,
        source="clinicaltrials",  # type: ignore[arg-type]
        title=title,
        updated=updated or None,
        status=Status.DOES_NOT_ENROLL if funded else status,
        condition=condition,  # type: ignore[arg-type]
        phase=phase,  # type: ignore[arg-type]
        intervention=intervention,  # type: ignore[arg-type]
        site=site,  # type: ignore[arg-type]
        sponsor=sponsor,  # type: ignore[arg-type]
        sex=sex,  # type: ignore[arg-type]
        minimum_age=ages[0],  # type: ignore[index]
        maximum_age=ages[1],  # type: ignore[index]
        healthy_volunteers=healthy,  # type: ignore[arg-type]
    )


def _some(values: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=most).map(tuple)


a_listing = st.builds(
    _listing,
    st.booleans(),
    st.none() | st.sampled_from([Status.RECRUITING, Status.COMPLETED]),
    st.tuples(
        _some(st.sampled_from(NAMES), 3),
        _some(st.sampled_from(Phase), 2),
        _some(
            st.builds(Intervention, st.just("x"), st.none() | st.sampled_from(InterventionKind)), 2
        ),
        _some(sites, 4),
        st.none()
        | st.builds(Sponsor, st.sampled_from(NAMES), st.none() | st.sampled_from(SponsorKind)),
        st.none() | st.sampled_from(Sex),
        st.tuples(*(st.none() | st.sampled_from([0.0, 17.0, 18.0, 65.0, 90.0]),) * 2),
        st.none() | st.booleans(),
    ),
    st.sampled_from(["A study", "a  STUDY", "Zebra", "Ängste", "☃", " "]),
    st.sampled_from(["", "2024", "2024-03", "2024-03-01", "1999-12-31"]),
)
listings = st.lists(a_listing, max_size=12)


def columns_of(some: Sequence[Listing]) -> Columns:
    """The columns of listings, in memory."""
    builder = ColumnBuilder()
    for listing in some:
        builder.add(listing)
    return builder.arrays().__getitem__
