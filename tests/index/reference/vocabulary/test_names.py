from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reference.vocabulary.names import (
    KeySums,
    Order,
    is_short,
    is_speakable,
    is_systematic,
    key_of_terms,
    name_key,
    order_of,
    singular,
    terms_of,
    uninflected,
    uninverted,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("type 2 diabetes", "diabetes, type 2"),
        ("lung cancer", "cancer of the lung"),
        ("Lung Neoplasms, Small Cell", "small cell lung neoplasm"),
        ("tumour", "tumors"),
    ],
)
def test_ways_to_write_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the runs", "runs"),
        ("mouth to mouth", "mouth"),
        ("hepatitis B", "hepatitis C"),
        ("IL-6", "IL-2"),
    ],
)
def test_what_means_another_thing_has_another_key(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.permutations(["heart", "lung", "pain", "chronic", "heart"]))
def test_the_order_of_words_does_not_change_a_key(words: list[str]) -> None:
    assert name_key(" ".join(words)) == "chronic heart heart lung pain"


@given(st.text(max_size=60))
def test_any_text_has_a_key_of_terms_in_order(text: str) -> None:
    terms = name_key(text).split()
    assert terms == sorted(terms)


@pytest.mark.parametrize(
    ("heading", "spoken"),
    [
        ("Lung Neoplasms, Small Cell", "Small Cell Lung Neoplasms"),
        ("Leukemia, Lymphocytic, Chronic, B-Cell", "B-Cell Chronic Lymphocytic Leukemia"),
        ("Infant, Newborn, Diseases", "Newborn Infant Diseases"),
        ("Gout", "Gout"),
    ],
)
def test_a_heading_is_turned_as_it_is_spoken(heading: str, spoken: str) -> None:
    assert uninverted(heading) == spoken


@pytest.mark.parametrize(
    "heading",
    [
        "Pathological Conditions, Signs and Symptoms",
        "Congenital, Hereditary, and Neonatal Diseases and Abnormalities",
        "Pneumonia, Progressive Interstitial, of Sheep",
        "46, XX Disorders",
    ],
)
def test_a_heading_that_is_a_list_stays_as_it_is(heading: str) -> None:
    assert uninverted(heading) == heading


def test_a_word_is_known_in_its_plural_and_genitive() -> None:
    assert [singular(word) for word in ("Spots", "Down's", "spot", "abscess", "virus")] == [
        "spot",
        "down",
        "spot",
        "abscess",
        "virus",
    ]


@pytest.mark.parametrize("name", ["C10AX09", "E300", "50-78-2", "a b", "", "one " * 9])
def test_codes_and_definitions_are_not_speakable(name: str) -> None:
    assert not is_speakable(name)


@pytest.mark.parametrize("name", ["MK-3475", "HER2", "vitamin D", "Sjögren syndrome", "COVID-19"])
def test_what_people_write_is_speakable(name: str) -> None:
    assert is_speakable(name)


@pytest.mark.parametrize("name", ["2,3-dihydroxybutane", "4-aminobenzoic acid", "(R)-lactate"])
def test_structures_are_systematic(name: str) -> None:
    assert is_systematic(name)


@pytest.mark.parametrize("name", ["omega-3 fatty acids", "beta-carotene", "co-codamol", "MK-3475"])
def test_names_of_medicines_are_not_systematic(name: str) -> None:
    assert not is_systematic(name)


def test_short_is_one_word_of_four_letters_at_most() -> None:
    assert [
        name for name in ("MS", "gout", "IL-6", "HER2", "mesa a", "lupus") if is_short(name)
    ] == [
        "MS",
        "gout",
    ]


@pytest.mark.parametrize(
    ("typed", "name", "order"),
    [
        ("lung cancer", "lung cancer", Order.SAME),
        ("tumor on the brain", "tumor in the brain", Order.SAME),
        ("cancer of the lung", "lung cancer", Order.TURNED),
        ("cancer blood", "cancer of the blood", Order.TURNED),
        ("smokers with lung", "smokers lung", Order.OTHER),
        ("anxiety and stress", "stress anxiety", Order.OTHER),
        ("hand, foot and mouth disease", "hand, foot and mouth disease", Order.SAME),
    ],
)
def test_terms_stand_in_the_order_of_a_name_or_turned_or_as_something_else(
    typed: str, name: str, order: Order
) -> None:
    assert order_of(terms_of(typed), [terms_of(name)]) is order


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("allergies", "Allergy", True), ("STIs", "sti", True), ("suicidal", "suicide", False)],
)
def test_words_are_told_apart_by_more_than_their_plural(one: str, other: str, same: bool) -> None:
    assert (uninflected(one) == uninflected(other)) is same


TERMS = st.sampled_from(["cancer", "lung", "of", "the", "type2", "cell", "smoke"])
WORDS = st.lists(st.lists(TERMS, min_size=1, max_size=2).map(tuple), max_size=7)


@given(st.lists(st.lists(TERMS, min_size=1, max_size=4).map(tuple), max_size=8), WORDS)
def test_sums_of_keys_tell_the_runs_that_have_one(
    names: list[tuple[str, ...]], words: list[tuple[str, ...]]
) -> None:
    keys = {key_of_terms(name) for name in names}
    expected = {
        (first, last)
        for first in range(len(words))
        for last in range(first + 1, min(first + 3, len(words)) + 1)
        if key_of_terms(tuple(term for word in words[first:last] for term in word)) in keys
    }
    assert KeySums(keys).runs(words, 3) == expected


@pytest.mark.parametrize("name", ["cancer of the lung", "lung cancer", "of", "the runs"])
def test_a_name_has_a_key_in_any_order(name: str) -> None:
    keys = KeySums([key_of_terms(("lung", "cancer")), key_of_terms(("the", "runs")), "of"])
    assert keys.has(tuple(name.split()))
    assert not keys.has(("a", *name.split()))
