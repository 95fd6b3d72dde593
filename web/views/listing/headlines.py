"""What is to be known of a study before all else. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from index.listing import PARTIAL_DATE, Listing, Origin, PartialDate, Status, is_made_up
from web.links import results_url
from web.wording import count_words, date_words


class Headline(msgspec.Struct, frozen=True):
    """A plain line above everything else, with a link where there is one."""

    icon: str
    strong: str
    rest: str
    url: str = ""
    link_words: str = ""


_STOPPED = {
    Status.TERMINATED: "Stopped early:",
    Status.WITHDRAWN: "Withdrawn before anyone took part:",
    Status.SUSPENDED: "Paused:",
}


def headlines(listing: Listing) -> Iterable[Headline]:
    """Why it was stopped, in the sponsor's words, and that results were posted."""
    if reason := " ".join(listing.why_stopped.split()):
        stopped = _STOPPED.get(listing.status, "Stopped:") if listing.status else "Stopped:"
        said = f"the sponsor’s reason is “{reason.rstrip('.')}”."
        yield Headline("warning", stopped, said)
    if posted := listing.results_posted:
        official = listing.source is Origin.CLINICALTRIALS and not is_made_up(listing)
        yield Headline(
            "results",
            "Results were posted",
            f"{'on' if _day(posted) else 'in'} {date_words(posted)}.",
            results_url(listing.id) if official else "",
            "See the results on ClinicalTrials.gov",
        )


def copy_age(listing: Listing, day: date) -> str:
    """How old our copy of the record is on a day: *Our copy is 40 days old: the official record may
    be newer.* Nothing where the day of the copy is not known, or is still to come."""
    copied = _day(listing.copied) if listing.copied else None
    if copied is None or copied > day:
        return ""
    if copied == day:
        return "Our copy is of today."
    age = count_words((day - copied).days, "day")
    return f"Our copy is {age} old: the official record may be newer."


def _day(partial: PartialDate) -> date | None:
    """The day that a date means, where it is known to the day."""
    match = PARTIAL_DATE.fullmatch(partial)
    if match is None or match[3] is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:  # 31 February: what day was meant is not known
        return None
