"""Listing Search itself, asked as the pages ask it."""

from __future__ import annotations

from pathlib import Path

from index.analysis.analyzer import analyse
from index.build.build import build
from index.generation.generations import Generations
from index.generation.progress import silent
from index.generation.writer import Effort, EncodedListings
from index.listing.schema import FACETS
from index.reference.vocabulary.lookup import Vocabulary
from search.engine.query import AllOf, AnyOf, FacetWish, Filter, Node, Phrase, Query, Term
from search.searcher.serving import open_engine
from tests.benchmarks.engine import TOP, VALUES, Answer, How, OneSite, Question

PROCESSES = 2

_WISHES = tuple(FacetWish(facet.name, VALUES) for facet in FACETS)


def build_ours(home: Path, listings: EncodedListings, vocabulary: Vocabulary | None = None) -> None:
    """Builds and publishes a generation in an empty home, tagged where a vocabulary is given."""
    generations = Generations(home)
    with generations.locked("a benchmark"), generations.building() as directory:
        effort = Effort(processes=PROCESSES)
        generations.publish(
            directory,
            build(directory, listings, effort=effort, progress=silent, vocabulary=vocabulary),
        )


class OurReader:
    """A published generation opened for asking."""

    def __init__(self, home: Path) -> None:
        self._engine = open_engine(home)

    def answer(self, question: Question) -> Answer:
        """The total and the top ten."""
        found = self._engine.search(query_of(question, ()))
        return Answer(found.total, tuple(hit.listing for hit in found.hits))

    def answer_with_facets(self, question: Question) -> Answer:
        """The same, and every facet."""
        found = self._engine.search(query_of(question, _WISHES))
        return Answer(
            found.total,
            tuple(hit.listing for hit in found.hits),
            {one.name: {value.value: value.count for value in one.counts} for one in found.facets},
        )


def query_of(question: Question, wishes: tuple[FacetWish, ...]) -> Query:
    """A question as our engine is asked it."""
    terms = [analyse(word)[0].term for word in question.words]
    match: Node
    if question.how is How.PHRASE:
        match = Phrase(tuple(terms))
    elif question.how is How.ANY:
        match = AnyOf(tuple(map(Term, terms)))
    else:
        match = AllOf(tuple(map(Term, terms)))
    at = question.at or OneSite()
    values = (question.narrowing, *at.values) if question.narrowing else at.values
    return Query(
        match=match,
        filters=tuple(Filter(by.facet, (by.value,)) for by in values),
        near=at.near,
        facets=wishes,
        sort=at.sort,
        limit=TOP,
    )
