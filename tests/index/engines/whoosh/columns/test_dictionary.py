"""The dictionary of a facet: order, labels and what lies in what."""

from __future__ import annotations

import numpy as np
import pytest

from index.engines.whoosh.columns.dictionary import (
    ancestor_path,
    merged_forms,
    order_values,
    read_values,
)
from index.listing.schema import FACET

CONDITION = FACET["condition"]
PLACE = FACET["place"]


def test_of_equally_common_spellings_the_first_by_alphabet_is_shown() -> None:
    forms = [(b"lupus", b"lupus"), (b"lupus", b"Lupus"), (b"asthma", b"Asthma")]
    values = order_values(CONDITION, forms, np.array([2, 2, 1])).values
    assert list(values.codes) == [b"asthma", b"lupus"]
    assert [values.label(CONDITION, number) for number in (0, 1)] == ["Asthma", "Lupus"]
    assert values.totals.tolist() == [1, 4]


def test_what_no_document_has_is_no_value() -> None:
    forms = [(b"b", b"B"), (b"a", b"A"), (b"c", b"C"), (b"c", b"c")]
    ordered = order_values(CONDITION, forms, np.array([1, 0, 0, 3]))
    assert list(ordered.values.codes) == [b"b", b"c"]
    assert ordered.value_of[ordered.places[[0, 3]]].tolist() == [0, 1]
    assert ordered.values.label(CONDITION, 1) == "c"


def test_ranks_follow_labels_and_then_codes() -> None:
    codes = [b"France//Paris", b"Georgia", b"United States/Georgia", b"Chad"]
    values = order_values(PLACE, [(code, b"") for code in codes], np.ones(4, dtype=int)).values
    labels = [values.label(PLACE, number) for number in range(4)]
    assert labels == ["Chad", "Paris, France", "Georgia", "Georgia"]
    assert values.ranks.tolist() == [0, 3, 1, 2]


def test_a_dictionary_is_read_as_it_was_written() -> None:
    values = order_values(CONDITION, [(b"a", b"A"), (b"a", b"a")], np.array([1, 2])).values
    again = read_values(values.arrays("condition").__getitem__, CONDITION)
    assert again.label(CONDITION, 0) == "a"
    assert again.parents is None
    assert again.sums(np.array([5, 6], dtype=np.uint32)).tolist() == [11]
    assert again.values_of(np.array([0, 1])).tolist() == [0, 0]


def test_forms_of_several_segments_get_common_numbers() -> None:
    forms, numbers = merged_forms([[(b"a", b""), (b"b", b"")], [], [(b"c", b""), (b"a", b"")]])
    assert forms == [(b"a", b""), (b"b", b""), (b"c", b"")]
    assert [some.tolist() for some in numbers] == [[0, 1], [], [2, 0]]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("A/B/C", ["A", "A/B", "A/B/C"]),
        ("A//C", ["A", "A//C"]),
        ("/B", ["/B"]),
        ("A/", ["A"]),
        ("", []),
    ],
)
def test_an_empty_level_has_no_value_of_its_own(code: str, expected: list[str]) -> None:
    assert ancestor_path(code, "/") == expected
    assert ancestor_path(code.encode(), b"/") == [value.encode() for value in expected]
