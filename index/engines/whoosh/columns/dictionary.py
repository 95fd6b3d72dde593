"""The dictionary of a facet: which values there are, how often, and in which order they stand.

Listings write a name in several ways (*Asthma*, *ASTHMA*), so what is counted first are *forms*:
a value's code with one way of writing it. Values and their forms are numbered in ascending order
of their UTF-8, so that any number of dictionaries, merged in any order, become the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, AnyStr

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.generation import StringTable
from index.listing import Facet, value_label

Columns = Callable[[str], NDArray[Any]]
"""Gives an array of a segment by its name."""

Numbers = NDArray[np.unsignedinteger[Any]]
Places = NDArray[np.intp]
Form = tuple[bytes, bytes]
"""The code of a value and how a listing writes it, in UTF-8; no writing where the code gives the
label, as for coded facets and places."""


class Spellings(msgspec.Struct, frozen=True, eq=False):
    """How listings write each value: forms ``firsts[n]`` to ``firsts[n + 1]`` are of value `n`."""

    strings: StringTable
    firsts: NDArray[np.uint32]
    counts: NDArray[np.uint32]

    def commonest(self, value: int) -> bytes:
        """How most listings write a value; of equally common spellings the first by alphabet."""
        first, end = int(self.firsts[value]), int(self.firsts[value + 1])
        return self.strings[first + int(np.argmax(self.counts[first:end]))]


class Values(msgspec.Struct, frozen=True, eq=False):
    """The values of a facet, in ascending order of their codes."""

    codes: StringTable
    totals: NDArray[np.uint32]
    """How many documents have each value."""
    ranks: NDArray[np.uint32]
    """Each value's place in the order of (label, code)."""
    parents: Numbers | None
    """In a hierarchy, the value that each lies in; the number of values where there is none."""
    spellings: Spellings | None

    def label(self, facet: Facet, number: int) -> str:
        """The words a reader sees for a value."""
        written = self.spellings.commonest(number) if self.spellings else b""
        return value_label(facet, self.codes[number].decode(), written.decode())

    def values_of(self, forms: Places) -> Places:
        """The value of each of some forms, by their numbers."""
        if self.spellings is None:
            return forms
        return np.searchsorted(self.spellings.firsts, forms, side="right") - 1

    def sums(self, counts: NDArray[Any]) -> NDArray[np.int64]:
        """What is counted for each form, added up for each value."""
        counts = counts.astype(np.int64)
        if self.spellings is None or not len(counts):
            return counts
        return np.add.reduceat(counts, self.spellings.firsts[:-1].astype(np.intp))

    def arrays(self, facet: str) -> dict[str, NDArray[Any]]:
        """The dictionary as named arrays; the inverse of `read_values`."""
        name = f"facet.{facet}"
        arrays: dict[str, NDArray[Any]] = {
            **table_arrays(f"{name}.codes", self.codes),
            f"{name}.totals": self.totals,
            f"{name}.ranks": self.ranks,
        }
        if self.parents is not None:
            arrays[f"{name}.parents"] = self.parents
        if self.spellings is not None:
            arrays |= table_arrays(f"{name}.spellings", self.spellings.strings)
            arrays[f"{name}.spellings.firsts"] = self.spellings.firsts
            arrays[f"{name}.spellings.counts"] = self.spellings.counts
        return arrays


class Ordered(msgspec.Struct, frozen=True, eq=False):
    """A dictionary, and where forms that were numbered otherwise stand in it.

    `places[i]` is the place of form `i` among the forms in order, and ``value_of[place]`` its
    value. Forms that no document has are left out: their place means nothing.
    """

    values: Values
    places: Places
    value_of: Places


def is_written(facet: Facet) -> bool:
    """Whether readers see a facet's values as listings write them."""
    return facet.words is None and not facet.separator


def smallest_type(largest: int) -> np.dtype[np.unsignedinteger[Any]]:
    """The smallest unsigned type that holds numbers up to `largest`."""
    return np.min_scalar_type(largest)


def table_arrays(name: str, table: StringTable) -> dict[str, NDArray[Any]]:
    """A table as two named arrays; the inverse of `read_table`."""
    return {f"{name}.blob": table.blob, f"{name}.starts": table.starts}


def read_table(columns: Columns, name: str) -> StringTable:
    """A table by its name, not decoded."""
    return StringTable(columns(f"{name}.blob"), columns(f"{name}.starts"))


def read_values(columns: Columns, facet: Facet) -> Values:
    """The dictionary of one segment, not decoded."""
    name = f"facet.{facet.name}"
    return Values(
        codes=read_table(columns, f"{name}.codes"),
        totals=columns(f"{name}.totals"),
        ranks=columns(f"{name}.ranks"),
        parents=columns(f"{name}.parents") if facet.separator else None,
        spellings=Spellings(
            strings=read_table(columns, f"{name}.spellings"),
            firsts=columns(f"{name}.spellings.firsts"),
            counts=columns(f"{name}.spellings.counts"),
        )
        if is_written(facet)
        else None,
    )


def order_values(facet: Facet, forms: Sequence[Form], counts: NDArray[Any]) -> Ordered:
    """The dictionary of distinct forms, given how many documents have each."""
    order = sorted(np.flatnonzero(counts).tolist(), key=forms.__getitem__)
    places = np.zeros(len(forms), dtype=np.intp)
    places[order] = np.arange(len(order))
    of_forms = counts[order].astype(np.uint32)
    codes: list[bytes] = []
    shown: list[bytes] = []
    firsts: list[int] = []
    value_of = np.empty(len(order), dtype=np.intp)
    most = 0
    for place, (form, count) in enumerate(zip(order, of_forms.tolist(), strict=True)):
        code, written = forms[form]
        if not codes or codes[-1] != code:
            codes.append(code)
            shown.append(written)
            firsts.append(place)
            most = count
        elif count > most:
            shown[-1] = written
            most = count
        value_of[place] = len(codes) - 1
    values = Values(
        codes=StringTable.of(codes),
        # Every value has a form, so that no sum is over nothing.
        totals=np.add.reduceat(of_forms, firsts, dtype=np.uint32) if firsts else of_forms,
        ranks=_ranks(facet, codes, shown),
        parents=_parents(codes, facet.separator.encode()) if facet.separator else None,
        spellings=Spellings(
            strings=StringTable.of(forms[form][1] for form in order),
            firsts=np.array([*firsts, len(order)], dtype=np.uint32),
            counts=of_forms,
        )
        if is_written(facet)
        else None,
    )
    return Ordered(values, places, value_of)


def _ranks(facet: Facet, codes: Sequence[bytes], shown: Sequence[bytes]) -> NDArray[np.uint32]:
    labels = [
        (value_label(facet, code.decode(), written.decode()), code)
        for code, written in zip(codes, shown, strict=True)
    ]
    ranks = np.empty(len(codes), dtype=np.uint32)
    ranks[sorted(range(len(codes)), key=labels.__getitem__)] = np.arange(len(codes))
    return ranks


def lineage(code: AnyStr, separator: AnyStr) -> list[AnyStr]:
    """A hierarchical value and everything above it, topmost first; an empty level has no value of
    its own, and a value that ends in one is not in its own lineage."""
    levels = code.split(separator)
    return [separator.join(levels[: i + 1]) for i in range(len(levels)) if levels[i]]


def _parents(codes: Sequence[bytes], separator: bytes) -> Numbers:
    number_of = {code: number for number, code in enumerate(codes)}
    nothing = len(codes)
    above = (lineage(code, separator)[-2:-1] for code in codes)
    return np.array(
        [number_of.get(parent[0], nothing) if parent else nothing for parent in above],
        dtype=smallest_type(nothing),
    )


def merged_forms(parts: Iterable[Iterable[Form]]) -> tuple[list[Form], list[Places]]:
    """The distinct forms of several segments, and for each segment the numbers of its forms."""
    number_of: dict[Form, int] = {}
    numbers = [
        np.array([number_of.setdefault(form, len(number_of)) for form in part], dtype=np.intp)
        for part in parts
    ]
    return list(number_of), numbers


def forms_of(values: Values) -> list[Form]:
    """Every form of a dictionary, in order."""
    if values.spellings is None:
        return [(code, b"") for code in values.codes]
    sizes = np.diff(values.spellings.firsts).tolist()
    codes = (code for code, size in zip(values.codes, sizes, strict=True) for _ in range(size))
    return list(zip(codes, values.spellings.strings, strict=True))


def entry_forms(columns: Columns, facet: Facet) -> NDArray[Any]:
    """The form of every entry of a facet's numbers, by its number in the segment's dictionary."""
    values = columns(f"facet.{facet.name}.numbers")
    if not is_written(facet):
        return values
    firsts = columns(f"facet.{facet.name}.spellings.firsts")
    forms: NDArray[Any] = firsts[values] + columns(f"facet.{facet.name}.spelled")
    return forms


def form_counts(values: Values) -> NDArray[np.uint32]:
    """How many documents have each form of a dictionary."""
    return values.totals if values.spellings is None else values.spellings.counts
