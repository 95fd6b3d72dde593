"""Which listings match a query tree: a set for every node."""

from __future__ import annotations

from index.listing import id_key
from search.engine import (
    About,
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Mention,
    Node,
    Not,
    Phrase,
    Preferred,
    Subjects,
    Term,
    Weighted,
)
from search.engines.memory.collection import Collection, Numbers


class Matching:
    """What matches the nodes of one tree, each worked out once. Asks for no `Like`: see
    `search.engines.memory.more_like_this`."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: dict[Node, Numbers] = {}

    def of(self, node: Node) -> Numbers:
        """The listings that match; those that are not live as well."""
        if node not in self._known:
            self._known[node] = self._matched(node)
        return self._known[node]

    def _matched(self, node: Node) -> Numbers:
        collection = self._collection
        match node:
            case Term(text, field):
                return collection.postings(text, field)
            case Phrase(terms, field):
                matching = collection.every.intersection(*map(collection.postings, terms))
                return Numbers(
                    number
                    for number in matching
                    if collection.rows[number].has_phrase(terms, field)
                )
            case AllOf(children):
                asked = [child for child in children if not isinstance(child, Preferred)]
                return collection.every.intersection(*map(self.of, asked))
            case AnyOf(children) | Best(children):
                return Numbers().union(*map(self.of, children))
            case Not(child):
                return collection.every - self.of(child)
            case Weighted(child):
                return self.of(child)
            case About(concept):
                return collection.tagged(concept)
            case Subjects(terms):
                return collection.with_subjects(terms)
            case Mention(concept):
                return collection.mentioning(concept, node.bits)
            case Ids(ids):
                return Numbers().union(*(collection.known_as(id_key(one)) for one in ids))
            case Everything():
                return collection.every
        raise TypeError(f"{type(node).__name__} cannot be matched")
