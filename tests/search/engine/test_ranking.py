"""The formulas of ranking, by hand and over arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine import ranking

weights = st.floats(0, 60, width=32)
saturations = st.floats(0.25, 30, width=32)


def test_a_term_scores_as_bm25f_says() -> None:
    idf = ranking.idf(1_000, 9)
    assert idf == math.log(100) + 1
    saturation = ranking.saturation(2.0)
    assert saturation == pytest.approx(1.2 * (0.25 + 0.75 * 2))
    assert ranking.term_score(idf, 3.0, saturation) == pytest.approx(
        idf * 2.2 * 3 / (3 + saturation)
    )


def test_a_listing_of_average_length_has_k1_for_its_saturation() -> None:
    assert ranking.saturation(1.0) == pytest.approx(ranking.K1)
    assert ranking.term_score(1.0, ranking.K1, ranking.saturation(1.0)) == pytest.approx(1.1)


@given(weight=weights, saturation=saturations)
def test_a_term_adds_more_the_more_it_weighs_and_never_all_of_its_worth(
    weight: float, saturation: float
) -> None:
    here = ranking.term_score(2.0, weight, saturation)
    assert here < ranking.term_score(2.0, weight + 1, saturation) < 2.0 * (ranking.K1 + 1)
    assert ranking.term_score(2.0, 0.0, saturation) == 0


@given(some=st.lists(st.tuples(weights, saturations, st.booleans()), min_size=1, max_size=9))
def test_arrays_score_as_one_listing_after_the_other(
    some: list[tuple[float, float, bool]],
) -> None:
    weight, saturation, among = (np.array(column, np.float32) for column in zip(*some, strict=True))
    terms = ranking.term_score(3.0, weight, saturation)
    concepts = ranking.concept_score(0.5, 3.0, weight, saturation, among)
    assert terms.dtype == concepts.dtype == np.float32
    for n, (heavy, full, there) in enumerate(some):
        assert terms[n] == pytest.approx(ranking.term_score(3.0, heavy, full), rel=1e-5)
        alone = ranking.concept_score(0.5, 3.0, heavy, full, float(there))
        assert concepts[n] == pytest.approx(alone, rel=1e-5)


def test_a_name_among_the_conditions_adds_what_names_elsewhere_cannot() -> None:
    among = ranking.concept_score(ranking.NAMED, 1.0, 0.5, 1.2, 1.0)
    elsewhere = ranking.concept_score(ranking.NAMED, 1.0, 0.5, 1.2, 0.0)
    assert among - elsewhere == pytest.approx(ranking.NAMED)
    own = ranking.concept_score(ranking.NAMED, 1.0, 2.0, 1.2, 1.0)
    narrower = ranking.concept_score(ranking.NARROWER, 1.0, 2.0, 1.2, 1.0)
    assert own / narrower == pytest.approx(ranking.NAMED / ranking.NARROWER)


def test_a_term_is_significant_where_it_is_commoner_than_elsewhere() -> None:
    assert ranking.significance(5, 10, 20, 1_000) == pytest.approx(0.5 * math.log(0.5 / 0.02))
    assert ranking.significance(1, 10, 20, 1_000) == 0, "one listing alone has no trait of all"
    assert ranking.significance(1, 10, 20, 1_000, least=1) > 0
    assert ranking.significance(5, 10, 500, 1_000) == 0, "it is no commoner"
    have, document_counts = np.array([5, 1, 5]), np.array([20, 20, 500])
    assert ranking.significance(have, 10, document_counts, 1_000).tolist() == [
        float(ranking.significance(a, 10, b, 1_000)) for a, b in ((5, 20), (1, 20), (5, 500))
    ]


def test_a_significant_term_weighs_less_where_few_have_it() -> None:
    assert ranking.significant_weight(2, 2) < ranking.significant_weight(20, 20) < 1
