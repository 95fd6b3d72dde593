"""Measures ranking against judged questions; the measures are computed by ir-measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import ir_measures
import msgspec
from ir_measures import RR, P, R, Rprec, nDCG

from index.analysis import phrase_terms
from index.errors import Problem
from index.generation import Progress
from index.listing import Listing
from search.engine import AnyOf, Engine, Query, ScoredListing, Term
from search.errors import BadRequest
from search.evaluation.trec import Qrels

DEPTH = 1000
"""Hits of a question that are judged at least; R-precision needs as many as are relevant."""

_MEASURES: dict[str, Any] = {
    "nDCG@10": nDCG @ 10,
    "P@10": P @ 10,
    "recall@100": R @ 100,
    "MRR": RR,
    "R-precision": Rprec,
}
"""What nobody judged counts as of no use."""

JUDGED = "judged@10"
"""The share of the first ten hits that somebody judged."""

AMONG_JUDGED = "nDCG@10 judged"
"""nDCG@10 of the ranking without what nobody judged: what is true lies between the two."""

HARM_AT = {"harm@3": 3, "harm@10": 10}
"""How many of the first hits would mislead or endanger, per question."""

HARMFUL = -1
"""The grade of what would mislead or endanger whoever follows it: of no use, and counted apart."""

MEASURES = (*_MEASURES, JUDGED, AMONG_JUDGED, *HARM_AT)


class Ranks(Protocol):
    """What is measured: anything that ranks listings for a question."""

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id, its own or an earlier one."""

    def ranking(self, text: str, depth: int) -> tuple[ScoredListing, ...]:
        """The first `depth` hits, in the order they are shown."""


class AnyWord:
    """The least that a search does: BM25 over any of the analysed words of a question, in the one
    field that is scored, without a concept and without reading anything. What a ranking is worth is
    what it is worth beside this one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id."""
        return self._engine.get(id)

    def ranking(self, text: str, depth: int) -> tuple[ScoredListing, ...]:
        """The first `depth` hits of any of its words."""
        terms = tuple(map(Term, dict.fromkeys(phrase_terms(text))))
        return self._engine.search(Query(match=AnyOf(terms), limit=depth)).hits if terms else ()


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Means over the judged questions, and every question's own figures.

    A question without a hit counts as 0 in every mean.
    """

    questions: int
    without_hit: int
    measures: dict[str, float]
    sets: dict[str, dict[str, float]]
    """Means over each named part of the questions, where they have parts."""
    by_question: dict[str, dict[str, float]]


def evaluate(
    ranks: Ranks,
    queries: Mapping[str, str],
    qrels: Qrels,
    *,
    progress: Progress,
    sets: Mapping[str, str] | None = None,
) -> Evaluation:
    """Asks every judged question and measures the answers, each of `sets` (id → name of its set)
    also by itself.

    A judgement of a record that was collapsed into another counts for that listing, the
    highest grade once.
    Raises `BadRequest` where no question is judged, or no judgement has its question.
    """
    judged = {id_: text for id_, text in queries.items() if id_ in qrels}
    if not judged:
        raise BadRequest([Problem("--qrels", "judges none of the questions in --queries.")])
    run: dict[str, dict[str, float]] = {}
    wanted: dict[str, dict[str, int]] = {}
    for done, (id_, text) in enumerate(judged.items(), start=1):
        wanted[id_] = _by_listing(ranks, qrels[id_])
        depth = max(DEPTH, sum(grade > 0 for grade in wanted[id_].values()))
        # A score that falls with rank: the order shown is the order judged, ties and all.
        run[id_] = {
            hit.listing.id: float(depth - place)
            for place, hit in enumerate(ranks.ranking(text, depth))
        }
        progress("Asking", done, len(judged))
    by_question = _figures(wanted, run)
    return Evaluation(
        questions=len(judged),
        without_hit=sum(not ranking for ranking in run.values()),
        measures=_means(list(by_question.values())),
        sets={
            name: _means([by_question[id_] for id_ in by_question if sets.get(id_) == name])
            for name in sorted({sets[id_] for id_ in by_question if id_ in sets})
        }
        if sets
        else {},
        by_question=by_question,
    )


def _figures(
    wanted: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Every measure of each question."""
    found: dict[str, dict[str, float]] = {id_: dict.fromkeys(MEASURES, 0.0) for id_ in wanted}
    useful = {
        id_: {listing: max(0, grade) for listing, grade in grades.items()}
        for id_, grades in wanted.items()
    }
    names = {measure: name for name, measure in _MEASURES.items()}
    for metric in ir_measures.iter_calc(list(_MEASURES.values()), useful, run):
        found[metric.query_id][names[metric.measure]] = float(metric.value)
    condensed = {
        id_: {listing: score for listing, score in hits.items() if listing in wanted[id_]}
        for id_, hits in run.items()
    }
    for metric in ir_measures.iter_calc([nDCG @ 10], useful, condensed):
        found[metric.query_id][AMONG_JUDGED] = float(metric.value)
    for id_, hits in run.items():
        first = [wanted[id_].get(listing) for listing in hits]
        known = [grade is not None for grade in first[:10]]
        found[id_][JUDGED] = sum(known) / max(1, len(known))
        for name, depth in HARM_AT.items():
            found[id_][name] = float(first[:depth].count(HARMFUL))
    return found


def _means(figures: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: sum(one[name] for one in figures) / len(figures) for name in MEASURES}


def _by_listing(ranks: Ranks, judged: Mapping[str, int]) -> dict[str, int]:
    """Grades by the id of the listing that holds the judged record; unknown ids stay."""
    grades: dict[str, int] = {}
    for id_, grade in judged.items():
        found = ranks.listing(id_)
        own = found.id if found else id_
        grades[own] = max(grade, grades.get(own, grade))
    return grades
