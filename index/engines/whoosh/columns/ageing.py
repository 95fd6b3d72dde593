"""What the status of each document ages by, as columns of days.

- ``ageing.confirmed`` int32[n]: the first day on which the status may have been confirmed, counted
  as `date.toordinal` does; 0 where none is stated;
- ``ageing.estimated_end``, ``ageing.actual_end`` and ``ageing.start`` int32[n]: the last day that
  the end or the start may mean, counted so. An end stands in one of its two columns;
- ``ageing.sample`` uint8[n]: 1 for a sample, which is judged on a day of its own.

No column depends on the day on which it was written.
"""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.listing import Certainty, Listing, dates_of, first_day, last_day

AGEING_COLUMNS = {
    "ageing.confirmed": np.int32,
    "ageing.estimated_end": np.int32,
    "ageing.actual_end": np.int32,
    "ageing.start": np.int32,
    "ageing.sample": np.uint8,
}
"""Each column with its type."""


class AgeingRows:
    """The days of listings, in the order they are indexed."""

    def __init__(self) -> None:
        self._columns = {name: array("i") for name in AGEING_COLUMNS}

    def add(self, listing: Listing) -> None:
        """Takes the days of the next listing."""
        dates = dates_of(listing)
        end = last_day(dates.end).toordinal() if dates.end else 0
        actual = dates.end_certainty is Certainty.ACTUAL
        row = (
            first_day(dates.confirmed).toordinal() if dates.confirmed else 0,
            0 if actual else end,
            end if actual else 0,
            last_day(dates.start).toordinal() if dates.start else 0,
            int(listing.sample),
        )
        for column, days in zip(self._columns.values(), row, strict=True):
            column.append(days)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The columns of everything taken so far."""
        return {
            name: np.array(self._columns[name], dtype=kind) for name, kind in AGEING_COLUMNS.items()
        }
