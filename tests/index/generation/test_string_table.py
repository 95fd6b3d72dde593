"""Tables of strings, against plain lists."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.generation.string_table import StringTable

strings = st.lists(st.binary(max_size=6), max_size=20)


@given(strings)
def test_a_table_is_the_list_it_was_made_of(listed: list[bytes]) -> None:
    table = StringTable.of(listed)
    assert len(table) == len(listed)
    assert list(table) == listed
    assert [table[i] for i in range(len(table))] == listed
    assert table.blob.dtype == np.uint8
    assert table.starts.dtype == np.int64


@given(strings, st.binary(max_size=6))
def test_a_string_is_found_by_halving_as_by_looking_at_all(
    listed: list[bytes], other: bytes
) -> None:
    ordered = sorted(set(listed))
    table = StringTable.of(ordered)
    for string in [*ordered, other, b""]:
        assert table.place(string) == bisect_left(ordered, string)
        assert table.find(string) == (ordered.index(string) if string in ordered else None)


@given(st.lists(strings, min_size=1, max_size=4))
def test_joined_tables_follow_one_another(lists: list[list[bytes]]) -> None:
    table = StringTable.joined([StringTable.of(listed) for listed in lists])
    assert list(table) == [string for listed in lists for string in listed]


@given(st.lists(st.tuples(st.binary(max_size=6), st.booleans()), max_size=20))
def test_a_mask_keeps_its_strings(pairs: list[tuple[bytes, bool]]) -> None:
    table = StringTable.of(string for string, _ in pairs)
    kept = table.only(np.array([keep for _, keep in pairs], dtype=np.bool_))
    assert list(kept) == [string for string, keep in pairs if keep]
