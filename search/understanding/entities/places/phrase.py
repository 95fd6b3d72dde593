"""A part of a question that names a place."""

from __future__ import annotations

import msgspec

from index.listing import Place


class PlacePhrase(msgspec.Struct, frozen=True):
    """A part of a question that names a place, and where it stands.

    `places` are what may be meant: one where that is sure, several where it must be asked, and none
    where a ZIP code is unknown. `within` is the distance as it is written, or nothing where the
    place itself is meant and not what is near it.
    """

    start: int
    end: int
    places: tuple[Place, ...]
    within: str | None
    others: tuple[Place, ...] = ()
    """Places of the same name that are offered beside the one that is taken."""
    or_named: str = ""
    """What it may be instead of a place, which then is asked: *MI* is Michigan, or a myocardial
    infarction."""
    led: bool = False
    """Whether *in* leads to it: then `or_named` is offered beside it, and not asked."""
    excluded: bool = False
    """Whether it stands behind a *not*: *asthma not in Texas*."""
