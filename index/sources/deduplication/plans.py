"""From which records each listing is put together, and which others it is linked to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from index.listing import Listing
from index.sources.deduplication.merging import (
    newest,
    with_attachments,
    with_editorial,
    with_ids,
    without_ids,
)
from index.sources.deduplication.shelf import Place, Shelf, Shelved

MOST_LINKS = 500
"""Of one kind, from one listing. A network's grant pays for 3,000 trials: nobody reads so many, and
a search for its number finds them all."""


class Plan(msgspec.Struct, eq=False):
    """The records that become one listing, and the plans of those that it is linked to."""

    official: list[Shelved]
    """The newest one first."""
    folded: Sequence[Shelved] = ()
    """What the listing has nothing of but the ids."""
    editorial: Shelved | None = None
    center: Plan | None = None
    subproject: tuple[Plan, ...] = ()
    grant: list[Plan] = []
    trial: list[Plan] = []

    @property
    def id(self) -> str:
        """The id of the listing."""
        if self.official:
            return self.official[0].id
        assert self.editorial is not None
        return self.editorial.id

    @property
    def records(self) -> Iterator[Shelved]:
        """Every official record that is in it."""
        yield from self.official
        yield from self.folded

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its award, one for each year, that its parts share."""
        known = (one.membership.number for one in self.records)
        return tuple(dict.fromkeys(number for number in known if number))

    @property
    def alone(self) -> Shelved | None:
        """The record that is all of the listing, if one is, and it is linked to nothing."""
        linked = self.center or self.subproject or self.grant or self.trial
        if linked or self.folded or len(self.official) > 1:
            return None
        if self.official:
            return None if self.editorial else self.official[0]
        return self.editorial

    @property
    def first_read(self) -> int:
        """Where its first record stood among all that were read."""
        together = [*self.records, *([self.editorial] if self.editorial else [])]
        return min(one.order for one in together)


class Planned:
    """The listings of the plans, each put together when it is asked for."""

    def __init__(
        self, shelf: Shelf, plans: list[Plan], attached: Mapping[str, Sequence[Place]]
    ) -> None:
        self._shelf = shelf
        self._plans = plans
        self._attached = attached
        self._taken: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._plans)

    def encoded(self, finish: Callable[[Listing], bytes]) -> Iterator[bytes]:
        """Every listing as JSON: as it was put on the shelf where one record is all of it, and
        what `finish` makes of it where it is put together, with no site located."""
        for plan in self._plans:
            alone = plan.alone
            if alone is None or alone.id.casefold() in self._attached:
                yield finish(self._listing(plan))
            else:
                yield self._shelf.encoded(alone.place)

    def _listing(self, plan: Plan) -> Listing:
        editorial = self._shelf.listing(plan.editorial.place) if plan.editorial else None
        if plan.official:
            found = newest([self._read(one) for one in plan.official])
            if plan.folded:
                folded = [self._shelf.listing(one.place) for one in plan.folded]
                found = with_ids(
                    found, [name for one in folded for name in (one.id, *one.other_id)]
                )
            if editorial is not None:
                found = with_editorial(found, editorial)
        else:
            assert editorial is not None
            found = editorial
        return self._linked(found, plan)

    def _read(self, shelved: Shelved) -> Listing:
        listing = self._shelf.listing(shelved.place)
        if not self._attached or not (places := self._attached.get(shelved.id.casefold())):
            return listing
        return with_attachments(listing, map(self._shelf.attachment, places))

    def _linked(self, listing: Listing, plan: Plan) -> Listing:
        # The number of an award finds its center, and not one of thirty cores.
        if plan.center is not None:
            taken = self._ids_of(plan.center) | {name.casefold() for name in plan.numbers}
            listing = without_ids(listing, taken)
        if plan.subproject:
            shared = [name for part in plan.subproject for name in part.numbers]
            listing = with_ids(listing, shared)
        if plan.center is None and not plan.subproject and not plan.grant and not plan.trial:
            return listing
        return msgspec.structs.replace(
            listing,
            center=plan.center.id if plan.center else None,
            subproject=_ids(plan.subproject),
            grant=_ids(plan.grant),
            # Numbers of the registry rise with time: the newest trials come first.
            trial=_ids(sorted(plan.trial, key=lambda one: one.id, reverse=True)),
        )

    def _ids_of(self, center: Plan) -> frozenset[str]:
        """What finds the center, casefolded."""
        if id(center) not in self._taken:
            found = {one.group for one in center.records}
            for one in center.records:
                found |= {name.casefold() for name in self._shelf.listing(one.place).other_id}
            self._taken[id(center)] = frozenset(found)
        return self._taken[id(center)]


def _ids(plans: Iterable[Plan]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plan.id for plan in plans))[:MOST_LINKS]
