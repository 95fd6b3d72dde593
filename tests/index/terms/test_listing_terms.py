"""What terms of a listing weigh and where they stand."""

from __future__ import annotations

from hypothesis import given

from index.listing.model import Listing
from index.listing.schema import FIELD
from index.listing.searched import SEARCHED, tenths
from index.terms.listing_terms import (
    MAX_POSITION,
    MOST_WEIGHT,
    positions_of,
    term_positions,
    weight_in,
    weights_of,
)
from tests.conftest import listing
from tests.listing_terms import terms_of
from tests.vocabularies import any_subjects


def weights(**fields: object) -> dict[str, int]:
    return weights_of(term_positions(listing("T1", **fields)))


def weight_of(field: str) -> int:
    return tenths(FIELD[field].use.weight)


def test_a_weight_is_the_sum_over_fields_of_weight_times_occurrences() -> None:
    found = weights(title="Asthma and asthma", condition=["Asthma"], summary="About asthma.")
    expected = 2 * weight_of("title") + weight_of("condition") + weight_of("summary")
    assert found["asthma"] == expected


def test_a_word_in_many_names_of_sites_counts_once() -> None:
    sites = [{"facility": f"Asthma Clinic {n}", "city": "Asthma"} for n in range(50)]
    assert weights(site=sites)["asthma"] == weight_of("site")


def test_a_weight_is_exact_in_tenths() -> None:
    thirty = " ".join(["rare"] * 30)
    assert weights(eligibility=thirty)["rare"] == 30 * weight_of("eligibility") == 90


def test_one_vacant_position_stands_between_two_values() -> None:
    terms = terms_of(listing("T1", title="Heart", condition=["Type 1", " ", "Failure"]))
    places = {text: term.positions[0] for text, term in terms.items()}
    assert places["type1"] - places["heart"] == 2
    assert places["failur"] - places["type1"] == 3, "a value without words leaves its gap"


def test_no_position_lies_in_a_gap() -> None:
    one = listing("T1", title="b a b", condition=["HER2-low tumors"], summary="c")
    used = {position for term in terms_of(one).values() for position in term.positions}
    # T1, then the three of the title, then c of the summary, then her2, low and tumor.
    assert used == {0, 2, 3, 4, 6, 8, 9, 10}


def test_terms_come_in_the_order_of_the_text_as_often_as_they_stand_there() -> None:
    one = listing("T1", title="b a b", summary="c b a")
    occurrences = list(term_positions(one))
    assert [term for term, _, _ in occurrences] == ["t1", "b", "a", "b", "c", "b", "a"]
    assert [field for _, field, _ in occurrences] == ["id"] + ["title"] * 3 + ["summary"] * 3
    positions = [position for _, _, position in occurrences]
    assert positions == sorted(set(positions))


@given(listings=any_subjects)
def test_places_are_told_by_field_and_weights_are_those_of_the_places(
    listings: list[Listing],
) -> None:
    for one in listings:
        occurrences = list(term_positions(one))
        held, positions = weights_of(occurrences), positions_of(occurrences)
        assert held.keys() == positions.keys() == {term for term, _, _ in occurrences}
        for text, by_field in positions.items():
            places = [(text, field, at) for field, all_at in by_field.items() for at in all_at]
            assert sorted(places) == sorted(one for one in occurrences if one.term == text)
            in_fields = sum(weight_in(field, len(at)) for field, at in by_field.items())
            assert in_fields == held[text]


def test_a_position_beyond_the_last_is_not_kept_and_its_weight_is() -> None:
    one = listing("T1", title="x", description="far " * (MAX_POSITION + 10) + "away away")
    terms = terms_of(one)
    assert terms["far"].positions[-1] == MAX_POSITION
    assert terms["away"].positions == []
    assert "away" not in positions_of(term_positions(one))
    assert terms["away"].weight == 2 * weight_of("description")


def test_a_weight_ends_at_what_an_index_keeps() -> None:
    often = listing("T1", title="asthma " * 30_000)
    assert weights_of(term_positions(often))["asthma"] == MOST_WEIGHT
    assert weight_in("title", 30_000) == MOST_WEIGHT


def test_some_fields_count_a_term_once() -> None:
    once = [field for field in SEARCHED if field.use.counts_once]
    assert once
    for field in once:
        assert weight_in(field.name, 9) == weight_in(field.name, 1)
