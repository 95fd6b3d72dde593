"""Columns against the definition of a facet's values, and merged against built at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.folding import folded
from index.engines.whoosh.columns.columns import (
    AGE_FIELD,
    STATUS_NUMBER,
    Arrays,
    ColumnBuilder,
)
from index.engines.whoosh.columns.dictionary import (
    Columns,
    entry_forms,
    forms_of,
    is_written,
    read_table,
    read_values,
)
from index.engines.whoosh.columns.merging import document_count, merge
from index.engines.whoosh.columns.rows import read_rows
from index.listing.codes import NOT_STATED, Status
from index.listing.facets import Facet
from index.listing.facets.place_paths import place_path
from index.listing.model import Listing
from index.listing.parts import Site
from index.listing.schema import FACET, FACETS, SORTED_FIELD, facet_values, value_label
from index.sources.reader import read
from tests.column_listings import a_listing, columns_of, listings
from tests.conftest import listing


def built(some: Sequence[Listing]) -> Arrays:
    builder = ColumnBuilder()
    for one in some:
        builder.add(one)
    return builder.arrays()


def rows(columns: Columns, facet: Facet) -> list[dict[str, str]]:
    """Code → spelling (of names) for every document, as the columns have it."""
    documents = document_count(columns)
    forms = forms_of(read_values(columns, facet))
    at, sizes = read_rows(columns, facet, documents).entries(np.arange(documents))
    found = iter(entry_forms(columns, facet)[at].tolist())
    return [
        {
            code.decode(): written.decode()
            for code, written in (forms[next(found)] for _ in range(n))
        }
        for n in sizes.tolist()
    ]


def same(one: Arrays, other: Arrays) -> None:
    """Fails where two sets of arrays differ in a name, a type or a byte."""
    assert one.keys() == other.keys()
    for name, array in one.items():
        assert array.dtype == other[name].dtype, name
        assert array.tobytes() == other[name].tobytes(), name


@given(listings)
def test_every_document_has_the_values_that_the_definition_gives(some: list[Listing]) -> None:
    columns = columns_of(some)
    for facet in FACETS:
        expected = [facet_values(facet, one) for one in some]
        if is_written(facet):
            assert rows(columns, facet) == expected
        else:
            assert [list(row) for row in rows(columns, facet)] == [sorted(e) for e in expected]


@given(listings)
def test_values_are_counted_labeled_and_ranked_as_a_reader_sees_them(some: list[Listing]) -> None:
    columns = columns_of(some)
    for facet in FACETS:
        spellings: dict[str, Counter[str]] = {}
        for one in some:
            for code, written in facet_values(facet, one).items():
                spellings.setdefault(code, Counter())[written] += 1
        shown = {
            code: min(counts, key=lambda written: (-counts[written], written))
            for code, counts in spellings.items()
        }
        values = read_values(columns, facet)
        codes = [code.decode() for code in values.codes]
        assert codes == sorted(spellings)
        assert values.totals.tolist() == [spellings[code].total() for code in codes]
        labels = [values.label(facet, number) for number in range(len(codes))]
        assert labels == [value_label(facet, code, shown[code]) for code in codes]
        by_rank = sorted(range(len(codes)), key=lambda number: (labels[number], codes[number]))
        assert values.ranks[by_rank].tolist() == list(range(len(codes)))


@given(listings)
def test_a_place_knows_what_it_lies_in(some: list[Listing]) -> None:
    values = read_values(columns_of(some), FACET["place"])
    codes = [code.decode() for code in values.codes]
    assert values.parents is not None
    for code, parent in zip(codes, values.parents.tolist(), strict=True):
        above = [other for other in codes if code.startswith(f"{other}/")]
        assert (codes[parent] if parent < len(codes) else "") == max(above, key=len, default="")


@given(listings)
def test_keys_of_a_sort_ascend_and_what_has_none_is_after_all(some: list[Listing]) -> None:
    columns = columns_of(some)
    for sort, field in SORTED_FIELD.items():
        keys = [folded(getattr(one, field) or "") for one in some]
        table = [key.decode() for key in read_table(columns, f"sort.{sort}.keys")]
        assert table == sorted({key for key in keys if key})
        numbers = columns(f"sort.{sort}.numbers").tolist()
        assert [table[n] if n < len(table) else "" for n in numbers] == keys


@given(listings)
def test_ages_are_as_stated_and_nan_where_they_are_not(some: list[Listing]) -> None:
    columns = columns_of(some)
    for column, field in AGE_FIELD.items():
        stated = [getattr(one, field) for one in some]
        assert columns(column).dtype == np.float32
        ages = [None if np.isnan(age) else age for age in columns(column).tolist()]
        assert ages == stated


def deepest(site: Site) -> str:
    """The narrowest place that is known of a site."""
    return [NOT_STATED, *(place for place in place_path(*site.levels) if place)][-1]


@given(listings)
def test_sites_stand_behind_what_they_lie_in_and_those_without_a_place_last(
    some: list[Listing],
) -> None:
    columns = columns_of(some)
    codes = [code.decode() for code in read_values(columns, FACET["place"]).codes]
    offsets = columns("site.offsets").tolist()
    assert np.diff(offsets).tolist() == [len(one.site) for one in some]
    sites = [
        (one, site)
        for one in some
        for site in sorted(
            one.site, key=lambda site: (deepest(site) == NOT_STATED, deepest(site).split("/"))
        )
    ]
    for at, (one, site) in enumerate(sites):
        assert codes[columns("site.place")[at]] == deepest(site)
        status = site.status or one.status
        number = STATUS_NUMBER[status] if status else len(Status)
        assert columns("site.status")[at] == number
        point = site.point or (np.nan, np.nan)
        for name, degrees in zip(("latitudes", "longitudes"), point, strict=True):
            known = [*columns(f"point.{name}").tolist(), np.nan]
            found = known[columns("site.point")[at]]
            assert found == pytest.approx(np.float32(degrees), abs=0, nan_ok=True)


def test_sites_share_points_and_points_ascend() -> None:
    points = [(1, 2), (-1, 3), (1, -0.0), (1, 2), (1, 0.0), (None, 5)]
    sites = [{"latitude": north, "longitude": east} for north, east in points]
    arrays = built([listing("T1", site=sites)])
    assert arrays["site.point"].tolist() == [2, 0, 1, 2, 1, 3]
    assert arrays["point.latitudes"].tolist() == [-1, 1, 1]
    assert arrays["point.longitudes"].tolist() == [3, 0, 2]


def test_what_lies_in_a_place_is_not_parted_from_it() -> None:
    guinea = [
        {"country": "Guinea", "city": "Conakry"},
        {},
        {"country": "Guinea-Bissau"},
        {"country": "Guinea"},
    ]
    arrays = built([listing("T1", site=guinea)])
    codes = [code.decode() for code in read_values(arrays.__getitem__, FACET["place"]).codes]
    assert codes == ["Guinea", "Guinea-Bissau", "Guinea//Conakry", NOT_STATED]
    assert arrays["site.place"].tolist() == [0, 2, 1, 3]


@given(
    st.lists(st.lists(st.tuples(a_listing, st.booleans()), max_size=5), max_size=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_merged_parts_are_what_is_built_at_once(
    parts: list[list[tuple[Listing, bool]]], masked: list[bool]
) -> None:
    given_parts = []
    kept: list[Listing] = []
    for part, mask in zip(parts, masked, strict=False):
        columns = columns_of([one for one, _ in part])
        given_parts.append((columns, np.array([k for _, k in part], dtype=bool) if mask else None))
        kept += [one for one, keep in part if keep or not mask]
    same(merge(given_parts), built(kept))


@given(listings)
def test_looking_at_the_columns_does_not_end_them(some: list[Listing]) -> None:
    builder = ColumnBuilder()
    for one in some:
        builder.arrays()
        builder.add(one)
    same(builder.arrays(), built(some))


def test_names_of_which_each_document_has_one_need_no_offsets() -> None:
    one = listing("T1", condition=["Asthma"])
    assert "facet.condition.offsets" not in built([one, listing("T2")])
    assert "facet.condition.offsets" in built([one, listing("T2", condition=["a", "b"])])


def test_documents_share_the_sets_of_few_values() -> None:
    phases = [["phase-1"], ["phase-2", "phase-1"], ["phase-1", "phase-2"], ["phase-1"]]
    arrays = built([listing("T1", phase=phase) for phase in phases])
    assert arrays["facet.phase.sets"].tolist() == [0, 1, 1, 0]
    assert arrays["facet.phase.offsets"].tolist() == [0, 1, 3]
    assert arrays["facet.phase.numbers"].tolist() == [0, 0, 1]


def test_a_spelling_that_only_removed_listings_used_is_forgotten() -> None:
    some = [listing(f"T{n}", condition=["ASTHMA" if n else "Asthma"]) for n in range(3)]
    columns = columns_of(some)
    label = read_values(columns, FACET["condition"]).label(FACET["condition"], 0)
    assert label == "ASTHMA"
    left = merge([(columns, np.array([True, False, False]))])
    values = read_values(left.__getitem__, FACET["condition"])
    assert values.label(FACET["condition"], 0) == "Asthma"


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_nothing_stated_is_a_value(facet: str) -> None:
    columns = columns_of([listing("T1")])
    codes = list(read_values(columns, FACET[facet]).codes)
    assert codes == [b"trial"] if facet == "kind" else [NOT_STATED.encode()]


def test_real_listings_have_the_values_of_the_definition(shared: Path) -> None:
    arrivals = read(shared / "records" / "clinicaltrials.jsonl.gz")
    translations = (arrival.translation for arrival in islice(arrivals, 400))
    some = [translation.listing for translation in translations if translation]
    columns = columns_of(some)
    for facet in FACETS:
        expected = [facet_values(facet, one).keys() for one in some]
        assert [row.keys() for row in rows(columns, facet)] == expected
    keep = np.arange(150) % 3 > 0
    kept = [one for one, stays in zip(some[:150], keep.tolist(), strict=True) if stays]
    parts = [(columns_of(some[:150]), keep), (columns_of(some[150:]), None)]
    same(merge(parts), built([*kept, *some[150:]]))
