"""Filters and exact facet counts over the columns of a generation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.codes import NOT_STATED
from index.schema import FACET, FACETS, value_depth, value_label
from index.whoosh.columns import FacetColumn, read_facet
from search.query import FacetWish, Filter
from search.results import FacetAnswer, FacetCount
from search.whoosh.postings import Docs

Mask = NDArray[np.bool_]


class Facets:
    """The facet columns of one generation."""

    def __init__(self, directory: Path) -> None:
        self._columns = {facet.name: read_facet(directory, facet.name) for facet in FACETS}
        self._number_of = {
            name: {code: number for number, code in enumerate(column.codes)}
            for name, column in self._columns.items()
        }

    def passing(self, docs: Docs, filter_: Filter) -> Mask:
        """Which of the documents have one of the values of a filter."""
        column = self._columns[filter_.facet]
        numbers = self._number_of[filter_.facet]
        wanted = np.zeros(len(column.codes), dtype=np.bool_)
        for value in filter_.values:
            if value in numbers:
                wanted[numbers[value]] = True
        rows, values = _entries(column, docs)
        passing = np.zeros(len(docs), dtype=np.bool_)
        passing[rows[wanted[values]]] = True
        return passing

    def count(self, docs: Docs, wish: FacetWish, chosen: tuple[str, ...]) -> FacetAnswer:
        """How many of the documents have each value.

        A chosen value is listed even when nothing has it. Names come most first, worded codes
        in their declared order, places under what they lie in, and *not stated* last.
        """
        facet = FACET[wish.facet]
        column = self._columns[wish.facet]
        _, values = _entries(column, docs)
        counts = np.bincount(values, minlength=len(column.codes))
        numbers = self._number_of[wish.facet]
        listed = {column.codes[n]: int(counts[n]) for n in np.flatnonzero(counts)}
        total = len(listed)
        for value in chosen:
            listed.setdefault(value, 0)
        labels = {
            code: value_label(facet, code, column.written[numbers[code]] if code in numbers else "")
            for code in listed
        }
        ranked = sorted(
            listed, key=lambda code: (code == NOT_STATED, -listed[code], labels[code], code)
        )
        kept = set(ranked[: wish.limit]) | set(chosen)
        if facet.separator:
            # The commonest values of all may be one country and its cities: every other country
            # gets its chance, and so does what lies in a chosen place.
            for above in ("", *chosen):
                kept |= set(_inside(ranked, above, facet.separator)[: wish.limit])
            kept = {
                above
                for code in kept
                for above in _lineage(code, facet.separator)
                if above in listed
            }
            order = _tree_order(ranked, facet.separator)
        elif facet.words is not None:
            declared = [word.value for word in facet.words] + [NOT_STATED]
            order = sorted(ranked, key=declared.index)
        else:
            order = ranked
        return FacetAnswer(
            name=facet.name,
            label=facet.label,
            counts=tuple(
                FacetCount(
                    value=code,
                    label=labels[code],
                    count=listed[code],
                    chosen=code in chosen,
                    depth=value_depth(facet, code),
                )
                for code in order
                if code in kept
            ),
            more=max(0, total - sum(1 for code in kept if listed[code])),
        )


def _entries(column: FacetColumn, docs: Docs) -> tuple[Docs, NDArray[np.int32]]:
    """(which of `docs`, value number) for every value of the documents."""
    starts = column.offsets[docs]
    sizes = column.offsets[docs + 1] - starts
    rows = np.repeat(np.arange(len(docs)), sizes)
    first = np.cumsum(sizes) - sizes
    at = np.repeat(starts - first, sizes) + np.arange(int(sizes.sum()))
    return rows, column.numbers[at]


def _lineage(code: str, separator: str) -> list[str]:
    """A hierarchical value and everything above it; empty levels have no value of their own."""
    levels = code.split(separator)
    return [separator.join(levels[: i + 1]) for i in range(len(levels)) if levels[i]]


def _inside(ranked: list[str], above: str, separator: str) -> list[str]:
    """The values one level below `above`, or the topmost ones below nothing."""
    return [code for code in ranked if _parent(code, separator) == above]


def _parent(code: str, separator: str) -> str:
    lineage = _lineage(code, separator)
    return lineage[-2] if len(lineage) > 1 else ""


def _tree_order(ranked: list[str], separator: str) -> list[str]:
    """Every value after the one it lies in, siblings by rank."""
    rank = {code: i for i, code in enumerate(ranked)}
    return sorted(
        ranked, key=lambda code: [rank.get(above, -1) for above in _lineage(code, separator)]
    )
