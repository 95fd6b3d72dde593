"""What the facts of one listing must agree on: one rule for every source."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from index.listing import Kind, Site, Status


class Facts(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The fields of a listing that can contradict each other; ages in years."""

    kind: Kind
    status: Status | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    site: tuple[Site, ...] = ()


class Disagreement(msgspec.Struct, frozen=True):
    """A field that contradicts another: ``status``, ``minimum_age``, ``site[2].status``."""

    field: str
    what: str
    mended: str
    """What `settled` does about it."""

    def __str__(self) -> str:
        return f"{self.what}; {self.mended}"


def disagreements(facts: Facts) -> Iterator[Disagreement]:
    """Everything that contradicts something else.

    A funded project enrolls nobody and nothing else says that of itself, as a whole or at one
    of its sites; the youngest age is not above the oldest.
    """
    stated = [("status", facts.status)]
    stated += [
        (f"site[{n}].status", one.status)
        for n, one in enumerate(facts.site, start=1)
        if one.status is not None
    ]
    for field, status in stated:
        if status is None or _fits(facts.kind, status):
            continue
        if facts.kind is Kind.FUNDED_PROJECT:
            yield Disagreement(
                field,
                f"is {status.value}, but a funded project enrolls nobody, so its status can only "
                f"be {Status.DOES_NOT_ENROLL.value}",
                "left out" if field != "status" else f"read as {Status.DOES_NOT_ENROLL.value}",
            )
        else:
            yield Disagreement(
                field,
                f"is {status.value}, which only a funded project can be, and this is of the kind "
                f"{facts.kind.value}",
                "left out",
            )
    if _crossed(facts):
        yield Disagreement(
            "minimum_age",
            f"is {facts.minimum_age:g} years, above the maximum age of {facts.maximum_age:g}",
            "both left out",
        )


def settled(facts: Facts) -> Facts:
    """The facts without what contradicts another; a funded project always enrolls nobody."""
    funded = facts.kind is Kind.FUNDED_PROJECT
    status = facts.status if facts.status and _fits(facts.kind, facts.status) else None
    crossed = _crossed(facts)
    return Facts(
        kind=facts.kind,
        status=Status.DOES_NOT_ENROLL if funded else status,
        minimum_age=None if crossed else facts.minimum_age,
        maximum_age=None if crossed else facts.maximum_age,
        site=tuple(
            one
            if one.status is None or _fits(facts.kind, one.status)
            else msgspec.structs.replace(one, status=None)
            for one in facts.site
        ),
    )


def _fits(kind: Kind, status: Status) -> bool:
    return (kind is Kind.FUNDED_PROJECT) == (status is Status.DOES_NOT_ENROLL)


def _crossed(facts: Facts) -> bool:
    low, high = facts.minimum_age, facts.maximum_age
    return low is not None and high is not None and low > high
