"""What a query should find: by stock Whoosh, put together from leaves, or in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh import query as whoosh_query

from index.engines.whoosh.codec.codec import contents
from index.listing.ids import id_key, id_keys
from index.listing.model import Listing
from index.terms.concept_tags import ConceptNames
from search.engine.query import (
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Node,
    Not,
    Phrase,
    Preferred,
    Term,
    Weighted,
)
from search.engines.memory.analysed import Analysed, analysed
from search.engines.memory.collection import Collection
from search.engines.memory.matching import Matching as InMemory
from search.engines.memory.more_like_this import spelled_out
from search.engines.memory.scoring import Scorer
from search.engines.whoosh.matching.matching import Matching, Model
from search.engines.whoosh.postings.postings import Index
from tests.generated import served
from tests.vocabularies import Made

Scored = dict[int, float]
"""Document → score."""


class Case:
    """A published home, and the listings its documents are, some of them deleted."""

    def __init__(
        self,
        home: Path,
        listings: Sequence[Listing],
        gone: Sequence[str] = (),
        vocabulary: Made | None = None,
    ) -> None:
        self.home = home
        self.vocabulary = vocabulary or Made(())
        self.listings = listings
        self.live = {n for n, one in enumerate(listings) if one.id not in gone}
        self.index = Index(served(home), contents(served(home)))
        self.model = Model.of(self.index)
        self.leaf_by_stock = cache(self._leaf_by_stock)

    def matching(self, node: Node) -> Matching:
        """What is tested."""
        return Matching(self.index, self.model, node)

    @cached_property
    def stock(self) -> Any:
        """Stock Whoosh's searcher over the same files."""
        return whoosh_index.open_dir(str(served(self.home)), readonly=True).searcher()

    def by_stock(self, query: whoosh_query.Query) -> Scored:
        """What stock Whoosh finds."""
        return {hit.docnum: hit.score for hit in self.stock.search(query, limit=None)}

    def _leaf_by_stock(self, node: Node) -> Scored:
        return self.by_stock(in_whoosh(node))

    # --- in memory ------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> list[Analysed]:
        """What each document holds."""
        names = ConceptNames(self.vocabulary)
        return [analysed(one, names) for one in self.listings]

    @cached_property
    def collection(self) -> Collection:
        """The same listings in memory."""
        return Collection(self.rows, self.live)

    def in_memory(self, node: Node) -> Scored:
        """What the engine in memory finds."""
        tree = spelled_out(node, self.collection)
        matching = InMemory(self.collection)
        scorer = Scorer(self.collection, matching)
        return {doc: scorer.score(tree, doc) for doc in matching.of(tree) & self.live}


def expected(case: Case, node: Node) -> Scored:
    """What a tree should find, given what stock Whoosh finds for each leaf."""

    def of(child: Node) -> Scored:
        return expected(case, child)

    match node:
        case Best(children):
            best: Scored = {}
            for child in children:
                for doc, score in of(child).items():
                    best[doc] = max(score, best.get(doc, 0.0))
            return best
        case AllOf(children):
            all_of = [of(child) for child in children if not isinstance(child, Preferred)]
            preferred = [of(child.child) for child in children if isinstance(child, Preferred)]
            docs = case.live.intersection(*all_of)
            return {
                doc: sum(one[doc] for one in all_of) + sum(one.get(doc, 0.0) for one in preferred)
                for doc in docs
            }
        case AnyOf(children):
            summed: Counter[int] = Counter()
            for child in children:
                for doc, score in of(child).items():
                    summed[doc] += score  # type: ignore[assignment]
            return dict(summed)
        case Weighted(child, factor):
            return {doc: factor * score for doc, score in of(child).items()}
        case Not(child):
            return dict.fromkeys(case.live - set(of(child)), 0.0)
        case Everything():
            return dict.fromkeys(case.live, 0.0)
        case Ids(ids):
            keys = {id_key(one) for one in ids}
            held = [set(id_keys((one.id, *one.other_id))) for one in case.listings]
            return {doc: 1.0 for doc in case.live if keys & held[doc]}
    return case.leaf_by_stock(node)


def in_whoosh(node: Node) -> whoosh_query.Query:
    """A tree of unrestricted leaves, all-of and any-of as stock Whoosh writes it."""
    match node:
        case Term(text):
            return whoosh_query.Term("text", text)
        case Phrase(terms):
            return whoosh_query.Phrase("text", list(terms))
        case AllOf(children):
            return whoosh_query.And([in_whoosh(child) for child in children])
        case AnyOf(children):
            return whoosh_query.Or([in_whoosh(child) for child in children])
    raise AssertionError(node)


def is_of_terms(node: Node) -> bool:
    """Whether stock Whoosh can be trusted with the whole tree.

    Its DisjunctionMax takes a score from another document, its AndNot lets the first document
    through, its Not adds 1 to a score: trees with those are put together from their leaves,
    which it has right.
    """
    match node:
        case Term():
            return True
        case AllOf(children) | AnyOf(children):
            return bool(children) and all(map(is_of_terms, children))
    return False
