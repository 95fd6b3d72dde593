"""What a listing scores for a query tree that it matches, and which terms that comes from."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

import msgspec

from index.listing import SEARCHED
from search.engine import (
    NAMED,
    NARROWER,
    About,
    AllOf,
    AnyOf,
    Best,
    Ids,
    Node,
    Phrase,
    Preferred,
    Share,
    Term,
    Weighted,
    concept_score,
    term_score,
)
from search.engines.memory.collection import Collection
from search.engines.memory.matching import Matching


class Scorer:
    """The scores of the nodes of one tree. Sums are exact, so that listings which hold the same in
    another order score the same and keep the order of the index."""

    def __init__(self, collection: Collection, matching: Matching) -> None:
        self._collection = collection
        self._matching = matching

    def score(self, node: Node, number: int) -> float:
        """What a listing scores that matches the node as a whole."""
        match node:
            case Term(text, field):
                return self._term_score(text, field, number)
            case Phrase(terms, field):
                return fsum(self._term_score(text, field, number) for text in terms)
            case AllOf(children):
                return fsum(self.score(child, number) for child in children)
            case AnyOf(children):
                return fsum(self._if_it_matches(child, number) for child in children)
            case Best(children):
                return max(self._if_it_matches(child, number) for child in children)
            case Preferred(child):
                return self._if_it_matches(child, number)
            case Weighted(child, factor):
                return factor * self.score(child, number)
            case About(concept):
                return self._concept_score(concept, number)
            case Ids():
                return 1.0
        return 0.0

    def _if_it_matches(self, node: Node, number: int) -> float:
        return self.score(node, number) if number in self._matching.of(node) else 0.0

    def _term_score(self, text: str, field: str, number: int) -> float:
        collection = self._collection
        idf = collection.idf(self._matching.of(Term(text, field)))
        weight = collection.rows[number].weight(text, field)
        return term_score(idf, weight, collection.saturation(number))

    def _concept_score(self, concept: str, number: int) -> float:
        collection = self._collection
        tag = collection.rows[number].tags.get(concept)
        if tag is None:
            return 0.0
        idf = collection.idf(collection.tagged(concept))
        return max(
            concept_score(factor, idf, weight, collection.saturation(number), float(in_conditions))
            for factor, weight, in_conditions in (
                (NAMED, tag.own, tag.own_in_conditions),
                (NARROWER, tag.narrower, tag.narrower_in_conditions),
            )
        )

    # --- why ------------------------------------------------------------------------------------

    def shares(self, node: Node, number: int) -> Iterator[Share]:
        """What adds up to the score of a listing that matches the node as a whole."""
        match node:
            case Term(text, field):
                yield from self._shares_by_field(text, field, number)
            case Phrase(terms, field):
                for text in terms:
                    yield from self._shares_by_field(text, field, number)
            case AllOf(children):
                for child in children:
                    yield from self.shares(child, number)
            case AnyOf(children):
                for child in self._matched(children, number):
                    yield from self.shares(child, number)
            case Best(children):
                matching = self._matched(children, number)
                best = max(matching, key=lambda child: self.score(child, number))
                yield from self.shares(best, number)
            case Preferred(child):
                if self._matched((child,), number):
                    yield from self.shares(child, number)
            case Weighted(child, factor):
                for share in self.shares(child, number):
                    yield msgspec.structs.replace(share, score=factor * share.score)
            case About(concept):
                score = self._concept_score(concept, number)
                if score:
                    yield Share("", "", score, concept)
            case Ids():
                yield Share("", "id", 1.0)

    def _matched(self, nodes: tuple[Node, ...], number: int) -> list[Node]:
        return [node for node in nodes if number in self._matching.of(node)]

    def _shares_by_field(self, text: str, field: str, number: int) -> Iterator[Share]:
        """Divides a term's score over the fields it stands in, by its weight in each; in none
        where it stands only behind the last place that is kept."""
        score = self._term_score(text, field, number)
        if not score:
            return
        row = self._collection.rows[number]
        fields = [field] if field else [one.name for one in SEARCHED if row.weight(text, one.name)]
        whole = sum(row.weight(text, name) for name in fields)
        for name in fields:
            yield Share(text, name, score * row.weight(text, name) / whole)
        if not fields:
            yield Share(text, "", score)
