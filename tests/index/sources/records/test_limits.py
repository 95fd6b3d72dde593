from __future__ import annotations

from typing import Any

import pytest

from index.sources.records.limits import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_IN_A_NAME,
    MOST_VALUES,
    PASSAGES,
    excesses,
)
from tests.conftest import listing


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"description": "x" * (MOST_CHARACTERS + 1)}, "description", "200,001 characters"),
        ({"title": "x" * (MOST_IN_A_NAME + 1)}, "title", "2,001 characters"),
        ({"condition": ["a"] * (MOST_VALUES + 1)}, "condition", "10,001 values"),
        ({"condition": ["a", "x" * 3_000]}, "condition[2]", "3,000 characters"),
        ({"site": [{"city": "x" * 3_000}]}, "site[1].city", "3,000 characters"),
        ({"sponsor": {"name": "x" * 3_000}}, "sponsor.name", "3,000 characters"),
    ],
)
def test_what_is_too_long_is_named_with_its_size(
    fields: dict[str, Any], field: str, reason: str
) -> None:
    ((name, why),) = excesses(listing("T1", **fields))
    assert name == field
    assert reason in why


def test_what_is_just_short_enough_is_not_named() -> None:
    longest: dict[str, Any] = dict.fromkeys(PASSAGES, "x" * MOST_CHARACTERS)
    longest |= {"title": "x" * MOST_IN_A_NAME, "condition": ["a"] * MOST_VALUES}
    assert list(excesses(listing("T1", **longest))) == []


def test_many_values_that_are_short_enough_alone_are_too_many_together() -> None:
    long = ["x" * MOST_IN_A_NAME] * (MOST_BYTES // MOST_IN_A_NAME)
    ((name, _),) = excesses(listing("T1", condition=long))
    assert name == "all fields together"


def test_a_list_of_too_long_values_is_one_problem() -> None:
    assert len(list(excesses(listing("T1", condition=["x" * 3_000] * 1_000)))) == 1


def test_what_is_written_in_paragraphs_may_be_long_and_nothing_else() -> None:
    told = {"summary", "description", "potential_benefit", "similar_studies"}
    assert told | {"good_fit", "not_a_fit", "eligibility", "population"} == PASSAGES


def test_the_description_of_a_part_may_be_as_long_as_a_passage() -> None:
    arm = {"label": "Drug", "description": "x" * MOST_CHARACTERS}
    assert list(excesses(listing("T1", arm=[arm]))) == []
    longer = {"label": "Drug", "description": "x" * (MOST_CHARACTERS + 1)}
    assert [field for field, _ in excesses(listing("T1", arm=[longer]))] == ["arm[1].description"]


def test_a_citation_may_name_a_hundred_authors() -> None:
    citation = {"citation": "Ray B, " * 600}
    assert list(excesses(listing("T1", publication=[citation]))) == []
