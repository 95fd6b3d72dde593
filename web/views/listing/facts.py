"""The quick facts of a listing, and the dates of its record, each in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from index.listing import (
    FIELD,
    NOT_STATED_WORDS,
    UNKNOWN,
    Certainty,
    Kind,
    Listing,
    Origin,
    Sponsor,
    institute_words,
    is_made_up,
    mechanism_words,
    payer,
)
from web.views.listing.status import DOCTOR_SHAPE, ShownStatus
from web.wording import (
    age_range_words,
    count_words,
    date_words,
    money_words,
    place_words,
    the,
)

DOCTOR_APPLIES = "A doctor must apply for it."


class Fact(msgspec.Struct, frozen=True):
    """A line of the quick facts; `note` explains it."""

    label: str
    words: tuple[str, ...]
    note: str = ""


_COME_TRUE = {
    "start_date": "Started",
    "primary_completion_date": "Main measures taken",
    "completion_date": "Ended",
}
"""What a date is called where its record says that it came true."""


def quick_facts(listing: Listing, status: ShownStatus | None) -> Iterable[Fact]:
    """What a listing is, for whom, whose, where and when. What is always looked for is said not to
    be stated; what few records have leaves no trace where it is missing."""
    yield _fact("kind", listing.kind.words)
    yield _status(status)
    if listing.kind is Kind.FUNDED_PROJECT:
        yield from _funding_facts(listing)
        if listing.sex:
            yield _fact("sex", listing.sex.words)
    else:
        if listing.access:
            words = (one.words for one in listing.access)
            # While it is available its status says so.
            said = status is not None and status.shape == DOCTOR_SHAPE
            yield _fact("access", *words, note="" if said else DOCTOR_APPLIES)
        yield _fact("phase", *stage_words(listing))
        sex = listing.sex.words if listing.sex else NOT_STATED_WORDS
        yield _fact("sex", sex, note=listing.gender.strip())
        ages = age_range_words(listing.minimum_age, listing.maximum_age)
        yield Fact("Ages", (ages,))
        healthy = {None: NOT_STATED_WORDS, True: "Accepted", False: "Not accepted"}
        yield _fact("healthy_volunteers", healthy[listing.healthy_volunteers])
        yield _fact("enrollment", _participants(listing))
    yield _fact("sponsor", sponsor_words(listing.sponsor))
    if listing.collaborator:
        yield _fact("collaborator", *(one.name for one in listing.collaborator))
    yield Fact("Locations", (where_words(listing),))
    yield _dated("start_date", listing.start_date, listing.start_certainty)
    if listing.primary_completion_date:
        yield _dated(
            "primary_completion_date",
            listing.primary_completion_date,
            listing.primary_completion_certainty,
        )
    yield _dated("completion_date", listing.completion_date, listing.completion_certainty)
    known = listing.source is not Origin.EDITORIAL and not is_made_up(listing)
    yield Fact("Record id", (f"{listing.id} on {listing.source.words}" if known else listing.id,))
    if listing.other_id:
        yield _fact("other_id", *listing.other_id)


def record_dates(listing: Listing) -> Iterable[Fact]:
    """When its record was made public, confirmed and changed; the last change is always told."""
    if listing.first_posted:
        yield _fact("first_posted", date_words(listing.first_posted))
    if listing.results_posted:
        yield _fact("results_posted", date_words(listing.results_posted))
    if listing.verified:
        yield _fact("verified", date_words(listing.verified))
    yield _fact("updated", date_words(listing.updated))
    if listing.reviewed:
        yield _fact("reviewed", date_words(listing.reviewed))


def sponsor_words(sponsor: Sponsor | None) -> str:
    """The sponsor's name with what sort of organization it is."""
    if sponsor is None or not sponsor.name:
        return NOT_STATED_WORDS
    return f"{sponsor.name} ({sponsor.kind.words})" if sponsor.kind else sponsor.name


def stage_words(listing: Listing) -> tuple[str, ...]:
    """The phases of a trial, or the type of grant of a funded project, in words."""
    if listing.kind is Kind.FUNDED_PROJECT:
        mechanism = listing.funding.mechanism if listing.funding else ""
        words = mechanism_words(mechanism)
        return () if words == UNKNOWN else (words,)
    return tuple(phase.words for phase in listing.phase)


def where_words(listing: Listing) -> str:
    """How many sites there are, and where: *12 sites in 3 countries*."""
    sites = listing.site
    if not sites:
        return NOT_STATED_WORDS
    if len(sites) == 1:
        return f"1 site ({place_words(sites[0]) or 'place not stated'})"
    countries = {country for site in sites if (country := site.levels[0])}
    words = count_words(len(sites), "site")
    if len(countries) == 1:
        words += f" in {the(next(iter(countries)))}"
    elif countries:
        words += f" in {count_words(len(countries), 'country', 'countries')}"
    return words


def _fact(name: str, *words: str, label: str = "", note: str = "") -> Fact:
    return Fact(label or FIELD[name].label, tuple(words) or (NOT_STATED_WORDS,), note)


def _status(status: ShownStatus | None) -> Fact:
    if status is None:
        return _fact("status")
    note = f"The record says: {status.record}." if status.record else ""
    # How time has changed it is said by its own words, and by the rule further down.
    return _fact(
        "status", status.words, note=note if status.aged else f"{note} {status.note}".strip()
    )


def _participants(listing: Listing) -> str:
    """*120 (planned)*, *118 (counted)*, or the number alone where the record does not say which."""
    if listing.enrollment is None:
        return NOT_STATED_WORDS
    said = {Certainty.ESTIMATED: " (planned)", Certainty.ACTUAL: " (counted)", None: ""}
    return f"{listing.enrollment:,}{said[listing.enrollment_certainty]}"


def _dated(name: str, date: str | None, certainty: Certainty | None) -> Fact:
    """*Started: March 2024*, *Start: March 2024 (planned)*, *Start: March 2024*."""
    words = date_words(date)
    if date is None or certainty is None:
        return _fact(name, words)
    if certainty is Certainty.ACTUAL:
        return _fact(name, words, label=_COME_TRUE[name])
    return _fact(name, f"{words} (planned)")


def _funding_facts(listing: Listing) -> Iterable[Fact]:
    funding = listing.funding
    if funding is None:
        yield Fact("Type of funding", (NOT_STATED_WORDS,))
        return
    yield Fact("Type of funding", (_known(mechanism_words(funding.mechanism)),))
    yield Fact("Paid for by", (payer(listing) or NOT_STATED_WORDS,))
    if others := tuple(_named_institutes(funding.cofunded_by)):
        yield Fact("Also paid for by", others)
    if funding.amount is not None:
        year = f" in fiscal year {funding.fiscal_year}" if funding.fiscal_year else ""
        yield Fact("Amount", (money_words(funding.amount) + year,))
    elif funding.fiscal_year:
        yield Fact("Fiscal year", (str(funding.fiscal_year),))


def _named_institutes(codes_or_names: Iterable[str]) -> Iterable[str]:
    """The institutes by name, each once; a code that is in no table is not shown as it is."""
    said: set[str] = set()
    for one in codes_or_names:
        known = institute_words(one)
        name = known if known != UNKNOWN else one if " " in one else ""
        if name and name not in said:
            said.add(name)
            yield name


def _known(words: str) -> str:
    return NOT_STATED_WORDS if words == UNKNOWN else words
