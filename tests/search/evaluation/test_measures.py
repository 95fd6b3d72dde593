from __future__ import annotations

import pytest

from index.generation.progress import silent
from index.listing.model import Listing
from search.engine.answers import ScoredListing
from search.errors import BadRequest
from search.evaluation.measures import AMONG_JUDGED, HARMFUL, JUDGED, AnyWord, evaluate
from search.searcher.searcher import Searcher
from tests.conftest import Publish, listing


class Fixed:
    """Ranks what it was told to."""

    def __init__(self, rankings: dict[str, list[str]]) -> None:
        self._rankings = rankings

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        return None

    def ranking(self, text: str, depth: int) -> tuple[ScoredListing, ...]:
        return tuple(ScoredListing(listing(id_), 1.0) for id_ in self._rankings[text][:depth])


def test_a_perfect_ranking_measures_one_and_an_empty_one_counts_as_nothing() -> None:
    ranks = Fixed({"asthma": ["AA", "BB"], "lupus": []})
    qrels = {"1": {"AA": 1, "BB": 1}, "2": {"CC": 1}}
    result = evaluate(ranks, {"1": "asthma", "2": "lupus"}, qrels, progress=silent)
    assert (result.questions, result.without_hit) == (2, 1)
    assert result.by_question["1"]["nDCG@10"] == 1
    assert result.by_question["2"]["nDCG@10"] == 0
    assert result.measures["nDCG@10"] == pytest.approx(0.5)
    assert result.measures["MRR"] == pytest.approx(0.5)
    assert result.measures["P@10"] == pytest.approx(0.1)


def test_the_means_of_each_set_of_questions_stand_beside_those_of_all() -> None:
    ranks = Fixed({"asthma": ["AA"], "lupus": [], "gout": ["BB"]})
    qrels = {"1": {"AA": 1}, "2": {"CC": 1}, "3": {"BB": 1}}
    result = evaluate(
        ranks,
        {"1": "asthma", "2": "lupus", "3": "gout"},
        qrels,
        progress=silent,
        sets={"1": "lay", "2": "lay"},
    )
    assert result.sets.keys() == {"lay"}
    assert result.sets["lay"]["MRR"] == pytest.approx(0.5)
    assert result.measures["MRR"] == pytest.approx(2 / 3)


def test_ndcg_is_what_its_formula_gives() -> None:
    from math import log2

    ranks = Fixed({"q": ["XX", "AA", "BB"]})
    result = evaluate(ranks, {"1": "q"}, {"1": {"AA": 2, "BB": 1}}, progress=silent)
    gained = 2 / log2(3) + 1 / log2(4)
    ideal = 2 / log2(2) + 1 / log2(3)
    assert result.measures["nDCG@10"] == pytest.approx(gained / ideal)


def test_the_order_shown_is_the_order_judged_even_when_scores_are_equal(publish: Publish) -> None:
    searcher = Searcher(publish([listing(f"T{n}", title="Asthma") for n in range(5)]))
    shown = [hit.listing.id for hit in searcher.ranking("asthma", 5)]
    result = evaluate(searcher, {"1": "asthma"}, {"1": {shown[0]: 1}}, progress=silent)
    assert result.measures["MRR"] == 1


def test_a_judgement_of_a_collapsed_record_counts_for_its_listing(publish: Publish) -> None:
    searcher = Searcher(publish([listing("NIH-2", title="Asthma", other_id=["NIH-1"])]))
    qrels = {"1": {"NIH-1": 1, "NIH-2": 0, "NIH-9": 1}}
    result = evaluate(searcher, {"1": "asthma"}, qrels, progress=silent)
    assert result.measures["MRR"] == 1
    assert result.measures["recall@100"] == pytest.approx(0.5)


def test_questions_that_nobody_judged_are_left_out() -> None:
    ranks = Fixed({"asthma": ["AA"]})
    result = evaluate(ranks, {"1": "asthma", "2": "lupus"}, {"1": {"AA": 1}}, progress=silent)
    assert result.questions == 1


def test_nothing_judged_is_an_error_with_a_reason() -> None:
    with pytest.raises(BadRequest, match="judges none"):
        evaluate(Fixed({}), {"1": "asthma"}, {"2": {"AA": 1}}, progress=silent)


def test_what_nobody_judged_is_told_and_left_out_of_a_second_figure() -> None:
    ranks = Fixed({"q": ["XX", "AA", "YY", "BB"]})
    result = evaluate(ranks, {"1": "q"}, {"1": {"AA": 2, "BB": 1}}, progress=silent)
    assert result.measures[JUDGED] == pytest.approx(0.5)
    assert result.measures[AMONG_JUDGED] == 1
    assert result.measures["nDCG@10"] < 1


def test_what_would_mislead_is_of_no_use_and_counted_among_the_first() -> None:
    harm = dict.fromkeys(("H1", "H4"), HARMFUL)
    qrels = {"1": {"AA": 3} | harm, "2": {"BB": 3}}
    ranks = Fixed({"q": ["H1", "AA", "XX", "H4"], "s": ["BB"]})
    result = evaluate(ranks, {"1": "q", "2": "s"}, qrels, progress=silent)
    assert result.by_question["1"]["harm@3"] == 1
    assert result.by_question["1"]["harm@10"] == 2
    assert result.by_question["2"]["harm@10"] == 0
    assert result.measures["harm@3"] == pytest.approx(0.5)
    assert result.by_question["1"]["MRR"] == pytest.approx(0.5)


def test_any_word_is_what_a_ranking_is_measured_beside(publish: Publish) -> None:
    listings = [listing("A1", title="Asthma"), listing("B1", title="Gout and asthma"),
                listing("C1", title="Lupus")]  # fmt: skip
    plain = AnyWord(Searcher(publish(listings)).engine())
    assert {hit.listing.id for hit in plain.ranking("asthma or gout, not lupus", 9)} == {
        "A1", "B1", "C1",
    }  # fmt: skip
    assert plain.ranking("?", 9) == ()
    assert plain.listing("A1") is not None
