"""What is shown of the status of listings and sites on a day, over the columns of some segments.

The rule is that of `index.listing`, asked once for every combination of what it asks, in a table;
a day's answer is that table, looked up for each document. For 133,620 listings this takes 6 ms, and
50 for their 1,131,540 sites, so that it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import STATUS_NUMBER, Columns, read_table
from index.listing import (
    AS_STATED,
    NOT_STATED,
    OLD_YEARS,
    RECENT_YEARS,
    STATUS,
    Circumstances,
    Confirmed,
    End,
    Recruitment,
    Start,
    Status,
    samples_judged_on,
    shown_as,
    shown_at_site,
    years_before,
)

Shown = NDArray[np.uint8]
"""What is shown, by its number; see `SHOWN`."""

SHOWN: tuple[Recruitment | None, ...] = (*Recruitment, None)
"""What can be shown, by number: the declared values in their order, and that nothing is stated."""

SHOWN_CODES = tuple(NOT_STATED if one is None else one.value for one in SHOWN)

_NUMBER = {shown: number for number, shown in enumerate(SHOWN)}
_STATED: tuple[Status | None, ...] = (*STATUS_NUMBER, None)
_CIRCUMSTANCES = tuple(Circumstances(*one) for one in product(Confirmed, End, Start))
_CONFIRMED, _END, _START = (
    {one: number for number, one in enumerate(every)} for every in (Confirmed, End, Start)
)
_OF_CODE = {shown_as(one, AS_STATED).value: number for one, number in STATUS_NUMBER.items()}
"""The number of the status that each value of the facet stands for, which holds what is stated."""


@cache
def _shown_table() -> Shown:
    """What is shown of each status, by its number, in each circumstances, by theirs."""
    return np.array(
        [
            [_NUMBER[None if stated is None else shown_as(stated, on)] for on in _CIRCUMSTANCES]
            for stated in _STATED
        ],
        dtype=np.uint8,
    )


@cache
def _site_table() -> Shown:
    """What is shown of a site that would be shown so alone, beside what is shown of its listing."""
    return np.array(
        [[_NUMBER[shown_at_site(site, listing)] for listing in SHOWN] for site in SHOWN],
        dtype=np.uint8,
    )


class Standing:
    """What is shown of one segment on a day; read when somebody first asks."""

    def __init__(self, columns: Columns, day: date | None) -> None:
        self._columns = columns
        self._day = day

    @cached_property
    def listings(self) -> Shown:
        """[n] what is shown of each document."""
        listings: Shown = _shown_table()[_stated(self._columns), self._on]
        return listings

    @cached_property
    def _on(self) -> NDArray[np.uint8]:
        return _circumstances(self._columns, self._day)

    @cached_property
    def sites(self) -> Shown:
        """[S] what is shown of each site."""
        sizes = np.diff(self._columns("site.offsets"))
        alone = _shown_table()[self._columns("site.status"), self._on.repeat(sizes)]
        at_sites: Shown = _site_table()[alone, self.listings.repeat(sizes)]
        return at_sites

    @cached_property
    def as_listed(self) -> NDArray[np.bool_]:
        """[S] whether each site is shown as its listing is."""
        sizes = np.diff(self._columns("site.offsets"))
        own: NDArray[np.bool_] = self.sites == self.listings.repeat(sizes)
        return own


def standings(segments: Sequence[Columns], day: date | None) -> tuple[Standing, ...]:
    """What is shown of each of some segments on a day; None: as records state it."""
    return tuple(Standing(columns, day) for columns in segments)


def _stated(columns: Columns) -> NDArray[np.intp]:
    """The number of the status that each document states."""
    name = f"facet.{STATUS.name}"
    codes = [code.decode() for code in read_table(columns, f"{name}.codes")]
    # A listing has one status, or one value that says that none is stated.
    numbers = [_OF_CODE.get(code, len(STATUS_NUMBER)) for code in codes]
    of_sets = np.array(numbers, dtype=np.intp)[columns(f"{name}.numbers")]
    stated: NDArray[np.intp] = of_sets.take(columns(f"{name}.sets"))
    return stated


def _circumstances(columns: Columns, day: date | None) -> NDArray[np.uint8]:
    """The number of the circumstances of each document."""
    if day is None:
        as_stated = _CIRCUMSTANCES.index(AS_STATED)
        return np.full(len(columns("ageing.sample")), as_stated, dtype=np.uint8)
    on = _circumstances_of_all(columns, day)
    sample = columns("ageing.sample") != 0
    if sample.any():
        on[sample] = _circumstances_of_all(columns, samples_judged_on())[sample]
    return on


def _circumstances_of_all(columns: Columns, day: date) -> NDArray[np.uint8]:
    confirmed, start = columns("ageing.confirmed"), columns("ageing.start")
    of_confirmed = np.select(
        [
            confirmed == 0,
            confirmed >= years_before(day, RECENT_YEARS).toordinal(),
            confirmed >= years_before(day, OLD_YEARS).toordinal(),
        ],
        [_CONFIRMED[one] for one in (Confirmed.NEVER, Confirmed.RECENTLY, Confirmed.BEFORE)],
        _CONFIRMED[Confirmed.LONG_AGO],
    )
    of_end = np.select(
        [_has_passed(columns("ageing.actual_end"), day),
         _has_passed(columns("ageing.estimated_end"), day)],
        [_END[End.ACTUAL_PASSED], _END[End.ESTIMATE_PASSED]],
        _END[End.AHEAD],
    )  # fmt: skip
    of_start = np.select(
        [start == 0, _has_passed(start, day)],
        [_START[Start.NOT_STATED], _START[Start.PASSED]],
        _START[Start.AHEAD],
    )
    on: NDArray[np.uint8] = ((of_confirmed * len(End) + of_end) * len(Start) + of_start).astype(
        np.uint8
    )
    return on


def _has_passed(days: NDArray[Any], day: date) -> NDArray[np.bool_]:
    passed: NDArray[np.bool_] = (days != 0) & (days < day.toordinal())
    return passed
