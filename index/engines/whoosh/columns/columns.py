"""Facet, sort and site columns of listings as named arrays: built, and merged exactly.

Facet *f* of n documents is a dictionary (`index.engines.whoosh.columns.dictionary`) and rows of
value numbers (`index.engines.whoosh.columns.rows`), ascending within a document, which has one at
least:

- where values are names or places: ``facet.f.numbers`` (smallest unsigned type), and
  ``facet.f.offsets`` uint32[n + 1], which is left out where every document has exactly one
  value and `numbers` so has n entries;
- where values are declared words, few: ``facet.f.sets`` smallest unsigned type[n], the number
  of each document's set of values; ``offsets`` and ``numbers`` then give the values of each set.
  A facet of one value each has every value as a set;
- for names alone ``facet.f.spelled`` smallest unsigned type, beside `numbers`: which of the
  value's spellings the document uses. Only merging reads it: without it the commonest spelling
  of what is left after a removal could not be known.

Sort *s* has ``sort.s.keys`` (a table, ascending) and ``sort.s.numbers``: the number of each
document's key, or the number of keys where it has none.

Ages that document `d` states are ``age.youngest[d]`` and ``age.oldest[d]`` (float32, years), NaN
where it does not.

What the status of a document ages by is in the columns of
`index.engines.whoosh.columns.ageing`; the facet *status* has it as records state it.

Sites of document `d` are ``site.offsets[d]`` to ``site.offsets[d + 1]`` (uint32) in

- ``site.place`` smallest unsigned type: the number in the facet *place* of the deepest place, or of
  *not stated*, which every document has that has a site without a place;
- ``site.status`` uint8: place among `index.listing.codes.Status`, or their number where neither the
  site nor the listing states one: what holds for all of a study holds at its sites;
- ``site.point`` smallest unsigned type: the number of the point where it lies, or the number of
  points where that is not known.

Point `p` lies at ``point.latitudes[p]`` and ``point.longitudes[p]`` (float32, degrees), ascending
by both: many sites lie in the middle of one city, and a distance is worked out once for all.

Within a document a site stands after those of what it lies in, and all that lie in one place stand
side by side, so that documents are counted once for each country, state and city without sorting.
The order of numbers would part them: *Guinea*, *Guinea-Bissau*, *Guinea/Conakry*. Sites of one
place keep the order of the listing, and those without a place come last.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import folded
from index.engines.whoosh.columns.ageing import AgeingRows
from index.engines.whoosh.columns.dictionary import (
    Form,
    Ordered,
    Places,
    is_written,
    order_values,
    smallest_type,
    table_arrays,
)
from index.engines.whoosh.columns.rows import rows_of
from index.generation import StringTable, short_starts_of
from index.listing import (
    COLUMN_FACETS,
    NOT_STATED,
    NOT_STATED_WORDS,
    PLACE,
    SORTED_FIELD,
    Facet,
    Listing,
    Site,
    Status,
    place_path,
)

Arrays = dict[str, NDArray[Any]]
LiveDocs = NDArray[np.bool_]

STATUS_NUMBER = {status: number for number, status in enumerate(Status)}
"""How ``site.status`` writes a status; their number stands for none."""

AGE_FIELD = {"age.youngest": "minimum_age", "age.oldest": "maximum_age"}
"""The fields of a listing that the columns of ages hold."""

NOTHING = 2**32 - 1
"""Stands, while columns are collected, for a key that is not stated."""

_UNKNOWN = (np.nan, np.nan)


class ColumnBuilder:
    """Collects the columns of listings, in the order they are indexed."""

    def __init__(self) -> None:
        self._facets = {facet.name: _FacetRows(facet) for facet in COLUMN_FACETS}
        self._keys = {sort: _KeyRows(field) for sort, field in SORTED_FIELD.items()}
        places = self._facets[PLACE.name]
        self._sites = _SiteRows(places)
        self._ages = {column: array("f") for column in AGE_FIELD}
        self._ageing = AgeingRows()
        self._without_place = [rows for rows in self._facets.values() if rows is not places]

    def add(self, listing: Listing) -> None:
        """Takes the values of the next listing."""
        for rows in self._without_place:
            rows.add(listing)
        for keys in self._keys.values():
            keys.add(listing)
        self._sites.add(listing.site, listing.status)
        for column, field in AGE_FIELD.items():
            age = getattr(listing, field)
            self._ages[column].append(np.nan if age is None else age)
        self._ageing.add(listing)

    def arrays(self) -> Arrays:
        """The columns of everything taken so far."""
        arrays: Arrays = {}
        for name, rows in self._facets.items():
            made, ordered = rows.arrays()
            arrays |= made
            if name == PLACE.name:
                arrays |= self._sites.arrays(ordered)
        for sort, keys in self._keys.items():
            arrays |= keys.arrays(sort)
        arrays |= {column: _copied(ages) for column, ages in self._ages.items()}
        return arrays | self._ageing.arrays()


class _FacetRows:
    """The values of one facet, as numbers of forms in the order they were first met."""

    def __init__(self, facet: Facet) -> None:
        self._facet = facet
        self._number_of: dict[Form, int] = {}
        # Folding a name costs ten times what finding it here does.
        self._known: dict[str, tuple[str, int]] = {}
        self._forms = array("I")
        self._sizes = array("I")

    def add(self, listing: Listing) -> None:
        known = self._known
        row: dict[str, int] = {}
        for raw in self._facet.values(listing):
            code, form = known.get(raw) or self._learned(raw)
            if code:
                row.setdefault(code, form)
        self.take(row.values())

    def take(self, forms: Collection[int]) -> None:
        """Takes the values of the next listing, by their numbers."""
        forms = forms or (self.not_stated(),)
        self._forms.extend(forms)
        self._sizes.append(len(forms))

    def number(self, value: str) -> int:
        """The number of a value that is in its own words."""
        return self._form(value, "")

    def not_stated(self) -> int:
        """The number of the value that says that there is none."""
        return self._form(NOT_STATED, NOT_STATED_WORDS)

    def _learned(self, raw: str) -> tuple[str, int]:
        code = folded(raw) if is_written(self._facet) else str(raw)
        self._known[raw] = code, self._form(code, raw) if code else 0
        return self._known[raw]

    def _form(self, code: str, written: str) -> int:
        form = code.encode(), written.encode() if is_written(self._facet) else b""
        return self._number_of.setdefault(form, len(self._number_of))

    def arrays(self) -> tuple[Arrays, Ordered]:
        return facet_arrays(
            self._facet, list(self._number_of), _copied(self._forms), _copied(self._sizes)
        )


class _KeyRows:
    """The keys of one sort, as numbers in the order they were first met."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._number_of: dict[str, int] = {}
        self._known: dict[str, int] = {"": NOTHING}
        self._numbers = array("I")

    def add(self, listing: Listing) -> None:
        raw = getattr(listing, self._field) or ""
        number = self._known.get(raw)
        if number is None:
            key = folded(raw)
            number = self._number_of.setdefault(key, len(self._number_of)) if key else NOTHING
            self._known[raw] = number
        self._numbers.append(number)

    def arrays(self, sort: str) -> Arrays:
        keys = [key.encode() for key in self._number_of]
        return key_arrays(sort, keys, _copied(self._numbers))


class _SiteRows:
    """Site by site: the number of its place's form, its status and where it lies. The facet
    *place* is filled from here, so that the path of a place is looked up once."""

    def __init__(self, places: _FacetRows) -> None:
        self._places = places
        self._known: dict[tuple[str, str, str], tuple[int, ...]] = {}
        self._sizes = array("I")
        self._place = array("I")
        self._status = array("B")
        self._latitude = array("f")
        self._longitude = array("f")

    def add(self, sites: Sequence[Site], status: Status | None) -> None:
        self._sizes.append(len(sites))
        known = self._known
        row: set[int] = set()
        for site in sites:
            where = site.levels
            path = known.get(where)
            if path is None:
                # A blank country is no place, though it is a level of what lies in it.
                path = tuple(self._places.number(value) for value in place_path(*where) if value)
                known[where] = path = path or (self._places.not_stated(),)
            row.update(path)
            self._place.append(path[-1])
            here = site.status or status
            self._status.append(len(STATUS_NUMBER) if here is None else STATUS_NUMBER[here])
            latitude, longitude = site.point or _UNKNOWN
            self._latitude.append(latitude)
            self._longitude.append(longitude)
        self._places.take(row)

    def arrays(self, ordered: Ordered) -> Arrays:
        sizes, places = _copied(self._sizes), site_places(_copied(self._place), ordered)
        documents = np.repeat(np.arange(len(sizes)) * len(ordered.values.codes), sizes)
        order = np.argsort(documents + walked(ordered.values.codes)[places], kind="stable")
        return {
            "site.offsets": short_starts_of(sizes),
            "site.place": places[order],
            "site.status": _copied(self._status)[order],
            **point_arrays(_copied(self._latitude)[order], _copied(self._longitude)[order]),
        }


def _copied(collected: array[Any]) -> NDArray[Any]:
    """What was collected until now: an array that is looked at cannot grow."""
    return np.array(collected, dtype=collected.typecode)


def facet_arrays(
    facet: Facet, forms: Sequence[Form], entries: NDArray[Any], sizes: NDArray[Any]
) -> tuple[Arrays, Ordered]:
    """The arrays of a facet from the forms of each document, numbered in any way."""
    ordered = order_values(facet, forms, np.bincount(entries, minlength=len(forms)))
    # One sort of (document, place) orders the values within every document: forms stand in
    # the order of their values.
    documents = np.repeat(np.arange(len(sizes)) * len(forms), sizes)
    placed = np.sort(documents + ordered.places[entries]) - documents
    numbers = ordered.value_of[placed]
    rows = rows_of(facet, numbers, sizes, len(ordered.values.codes))
    arrays = ordered.values.arrays(facet.name) | rows.arrays(facet.name)
    if ordered.values.spellings is not None:
        spelled = placed - ordered.values.spellings.firsts[numbers]
        kind = smallest_type(int(spelled.max(initial=0)))
        arrays[f"facet.{facet.name}.spelled"] = spelled.astype(kind)
    return arrays, ordered


def key_arrays(sort: str, keys: Sequence[bytes], numbers: NDArray[Any]) -> Arrays:
    """The arrays of a sort from the key of each document, numbered in any way."""
    stated = numbers != NOTHING
    used = np.flatnonzero(np.bincount(numbers[stated], minlength=len(keys)))
    order = sorted(used.tolist(), key=keys.__getitem__)
    places = np.empty(len(keys), dtype=np.intp)
    places[order] = np.arange(len(order))
    ordered = np.full(len(numbers), len(order), dtype=smallest_type(len(order)))
    ordered[stated] = places[numbers[stated]]
    table = StringTable.of(keys[number] for number in order)
    return {**table_arrays(f"sort.{sort}.keys", table), f"sort.{sort}.numbers": ordered}


def site_places(forms: NDArray[Any], ordered: Ordered) -> NDArray[Any]:
    """[S] the number of the place of each site, of which the number of its form is given."""
    places: NDArray[Any] = ordered.places[forms]
    return places.astype(smallest_type(len(ordered.values.codes)))


def point_arrays(latitudes: NDArray[Any], longitudes: NDArray[Any]) -> Arrays:
    """The arrays of points from the point of each site, NaN where it is not known."""
    known = ~np.isnan(latitudes)
    # Complex numbers are in order of both parts; a zero loses its sign.
    points, numbers = np.unique(
        latitudes[known] + 0.0 + 1j * (longitudes[known] + 0.0), return_inverse=True
    )
    of_sites = np.full(len(known), len(points), dtype=smallest_type(len(points)))
    of_sites[known] = numbers
    return {
        "site.point": of_sites,
        "point.latitudes": points.real.astype(np.float32),
        "point.longitudes": points.imag.astype(np.float32),
    }


def walked(codes: StringTable) -> Places:
    """Where each place comes when every place is followed by what lies in it; *not stated* last."""
    separator, nowhere = PLACE.separator.encode(), NOT_STATED.encode()
    levels = [code.split(separator) for code in codes]
    order = sorted(range(len(levels)), key=lambda n: (levels[n][0] == nowhere, levels[n]))
    walked = np.empty(len(levels), dtype=np.intp)
    walked[order] = np.arange(len(levels))
    return walked


# --- merging ------------------------------------------------------------------------------------
