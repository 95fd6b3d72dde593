"""A status as it is shown on a day, beside the registry's own word, and what follows from it for
whoever wants to ask. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from index.listing import Kind, Listing, Recruitment, Standing, standing_words


class ShownStatus(msgspec.Struct, frozen=True, kw_only=True):
    """A status in words. `shape` names its icon and color, `record` is the registry's own word
    where another one is shown, and `note` explains what is shown."""

    words: str
    shape: str
    record: str
    note: str
    recruits: bool
    aged: bool
    """Whether time has made it another than the record states."""


AGED = (Recruitment.CHECK_FIRST, Recruitment.MAY_BE_OPEN, Recruitment.MAY_HAVE_CLOSED)

DOCTOR_SHAPE = "doctor"
"""Of what a doctor must apply for."""

SHAPES: Mapping[Recruitment, str] = {
    Recruitment.RECRUITING: "open",
    Recruitment.CHECK_FIRST: "check",
    Recruitment.MAY_BE_OPEN: "ask",
    Recruitment.NOT_YET_RECRUITING: "soon",
    Recruitment.ENROLLING_BY_INVITATION: "limited",
    Recruitment.AVAILABLE: DOCTOR_SHAPE,
    Recruitment.TEMPORARILY_NOT_AVAILABLE: "paused",
    Recruitment.SUSPENDED: "paused",
    Recruitment.MAY_HAVE_CLOSED: "unknown",
    Recruitment.WITHHELD: "unknown",
    Recruitment.NO_LONGER_AVAILABLE: "closed",
    Recruitment.APPROVED_FOR_MARKETING: "closed",
    Recruitment.ACTIVE_NOT_RECRUITING: "closed",
    Recruitment.TERMINATED: "closed",
    Recruitment.WITHDRAWN: "closed",
    Recruitment.COMPLETED: "closed",
    Recruitment.DOES_NOT_ENROLL: "none",
}
"""All of them: one that is missing would be shown as something it is not."""

_NO_LONGER = "This study no longer takes participants."

ASKED: Mapping[Recruitment, str] = {
    Recruitment.RECRUITING: "",
    Recruitment.CHECK_FIRST: "Ask whether it still enrolls.",
    Recruitment.MAY_BE_OPEN: "Ask whether it is open by now.",
    Recruitment.NOT_YET_RECRUITING: "It is not open yet: ask when it will be.",
    Recruitment.ENROLLING_BY_INVITATION: "The researchers choose whom they invite: "
    "you can’t ask to join.",
    Recruitment.AVAILABLE: "A doctor must apply for the treatment.",
    Recruitment.TEMPORARILY_NOT_AVAILABLE: "The treatment can’t be had for now.",
    Recruitment.SUSPENDED: "This study is paused: ask whether it goes on.",
    Recruitment.MAY_HAVE_CLOSED: "This study may have closed: ask whether it still enrolls.",
    Recruitment.WITHHELD: "Whether this study takes participants is not public: ask.",
    Recruitment.NO_LONGER_AVAILABLE: "The treatment can no longer be had through it.",
    Recruitment.APPROVED_FOR_MARKETING: "The treatment has been approved: ask a doctor.",
    Recruitment.ACTIVE_NOT_RECRUITING: _NO_LONGER,
    Recruitment.TERMINATED: _NO_LONGER,
    Recruitment.WITHDRAWN: _NO_LONGER,
    Recruitment.COMPLETED: _NO_LONGER,
    Recruitment.DOES_NOT_ENROLL: "They can tell about the research. It does not enroll "
    "participants.",
}
"""What whoever reads the contacts of a study should know before asking."""

NOT_STATED_ASKED = "The record does not say whether this study takes participants: ask."

RULE = (
    "Records age. A status that a team has not confirmed for two years is taken for unknown: that "
    "is the registry’s own rule, and we say “may have closed”. The rest is ours: “check first” "
    "after a year without a confirmation, or once the planned end has passed; “may have closed” "
    "once it is said to have ended; “may be open by now” once the planned start has passed."
)
"""Which part of what is shown is the registry's, and which is ours: once on each page."""


def shown_status(standing: Standing) -> ShownStatus | None:
    """A status with the dates that made it so: *Check first: last confirmed May 2025*. None where
    nothing is stated."""
    return _shown(standing, standing_words(standing))


def short_status(standing: Standing) -> ShownStatus | None:
    """A status without its dates, which all sites of a study share: *Check first*."""
    return _shown(standing, standing.shown.words if standing.shown else "")


def _shown(standing: Standing, words: str) -> ShownStatus | None:
    shown, stated = standing.shown, standing.stated
    if shown is None:
        return None
    return _status(shown, words, stated.words if stated and stated.words != words else "")


def _status(shown: Recruitment, words: str, record: str = "") -> ShownStatus:
    return ShownStatus(
        words=words,
        shape=SHAPES[shown],
        record=record,
        note=shown.explanation,
        recruits=shown is Recruitment.RECRUITING,
        aged=shown in AGED,
    )


def asked_of(standing: Standing) -> str:
    """What to know before asking about a study; nothing where it recruits."""
    return ASKED[standing.shown] if standing.shown else NOT_STATED_ASKED


def asked_at_site(site: Standing, everywhere: Standing) -> str:
    """What to know before asking at a site; nothing where that holds for the whole study."""
    return "" if site.shown is everywhere.shown else asked_of(site).replace(" study ", " site ")


def rule_words(listing: Listing) -> str:
    """How a status ages; nothing for a project, which enrolls nobody on any day."""
    return "" if listing.kind is Kind.FUNDED_PROJECT else RULE


def every_status() -> tuple[ShownStatus, ...]:
    """Each status that can be shown, without dates, for a page that explains them."""
    return tuple(_status(shown, shown.words) for shown in Recruitment)
