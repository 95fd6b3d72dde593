"""Whether people can take part on a day, with the dates that it depends on, in words."""

from __future__ import annotations

from index.listing.codes import NOT_STATED_WORDS, Recruitment, Status
from index.listing.facets import End, Standing
from index.listing.parts import MONTHS, PARTIAL_DATE, PartialDate

# By what was known last.
_SAID = {
    Status.RECRUITING: "said recruiting",
    Status.NOT_YET_RECRUITING: "said not yet recruiting",
    Status.ENROLLING_BY_INVITATION: "said enrolling by invitation",
    Status.ACTIVE_NOT_RECRUITING: "said active, not recruiting",
    Status.AVAILABLE: "said available",
}


def month_words(partial: PartialDate) -> str:
    """A date to its month: *May 2025*, or *2025* where no month is known."""
    match = PARTIAL_DATE.fullmatch(partial)
    if match is None:
        return NOT_STATED_WORDS
    year, month, _ = match.groups()
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def standing_words(standing: Standing) -> str:
    """What is shown, and the dates that made it so: *Check first: last confirmed May 2025*."""
    if standing.shown is None:
        return NOT_STATED_WORDS
    words = standing.shown.words
    match standing.shown:
        case Recruitment.CHECK_FIRST:
            return f"{words}: {_check_first(standing)}"
        case Recruitment.MAY_HAVE_CLOSED:
            return f"{words}: {_may_have_closed(standing)}"
        case Recruitment.MAY_BE_OPEN if standing.dates.start:
            return f"{words}. {planned_words(standing)}"
        case _:
            return words


def planned_words(standing: Standing) -> str:
    """When a study was to start, and to end where that has passed too: *It was to start in March
    2012, and to end in May 2014*. Empty where no start is stated."""
    start, end = standing.dates.start, standing.dates.end
    if not start:
        return ""
    ended = f", and to end in {month_words(end)}" if end and standing.has_ended else ""
    return f"It was to start in {month_words(start)}{ended}"


def _check_first(standing: Standing) -> str:
    confirmed, end = standing.dates.confirmed, standing.dates.end
    said = "it is not known when it was last confirmed"
    if confirmed:
        said = f"last confirmed {month_words(confirmed)}"
    if end and standing.has_ended:
        return f"{said}, and was to end in {month_words(end)}"
    return said


def _may_have_closed(standing: Standing) -> str:
    confirmed, end = standing.dates.confirmed, standing.dates.end
    said = _SAID.get(standing.known, "") if standing.known else ""
    if not said:
        since = f"since {month_words(confirmed)}" if confirmed else "for a long time"
        return f"not confirmed {since}"
    said = f"{said} in {month_words(confirmed)}" if confirmed else said
    if end and standing.on.end is End.ACTUAL_PASSED:
        return f"{said}, and ended in {month_words(end)}"
    return said
