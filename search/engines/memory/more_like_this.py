"""*More like this*: the significant terms that a `Like` stands for."""

from __future__ import annotations

from search.engine import (
    ENOUGH,
    MOST_LIKE,
    SIGNIFICANT_TERMS,
    AllOf,
    AnyOf,
    Best,
    Like,
    Node,
    Not,
    Preferred,
    Term,
    Weighted,
    significance,
    significant_weight,
)
from search.engines.memory.collection import Collection, Numbers
from search.engines.memory.matching import Matching
from search.engines.memory.scoring import Scorer


def spelled_out(node: Node, collection: Collection) -> Node:
    """The same tree with terms in place of every `Like`."""
    match node:
        case Like(children):
            return _like(tuple(spelled_out(child, collection) for child in children), collection)
        case AllOf(children) | AnyOf(children) | Best(children):
            return type(node)(tuple(spelled_out(child, collection) for child in children))
        case Not(child) | Preferred(child):
            return type(node)(spelled_out(child, collection))
        case Weighted(child, factor):
            return Weighted(spelled_out(child, collection), factor)
    return node


def _like(children: tuple[Node, ...], collection: Collection) -> AnyOf:
    """The significant terms of the listings that are meant, each with its weight."""
    meant = Numbers()
    for child in children:
        if len(meant) < ENOUGH:
            most = ENOUGH - len(meant) if meant else MOST_LIKE
            meant |= Numbers(_best(child, meant, collection)[:most])
    have = collection.subject_counts_of(meant)
    holding = collection.subject_counts
    found = []
    for term in have:
        size = len(collection.rows)
        weight = float(significance(have[term], len(meant), holding[term], size))
        if weight > 0:
            found.append((-weight, term))
    return AnyOf(
        tuple(
            Weighted(Term(term), significant_weight(have[term], holding[term]))
            for _, term in sorted(found)[:SIGNIFICANT_TERMS]
        )
    )


def _best(node: Node, but: Numbers, collection: Collection) -> list[int]:
    """What matches, without some, best first."""
    matching = Matching(collection)
    scorer = Scorer(collection, matching)
    found = (matching.of(node) & collection.live) - but
    return sorted(found, key=lambda number: (-scorer.score(node, number), number))
