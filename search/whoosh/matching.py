"""A query tree over arrays: which documents match it, and what each scores.

Matching comes first and alone: most documents that match a part of a question never have to be
scored. The score is Whoosh's own BM25F over one field whose posting weight is the sum of field
weight x occurrences, which is the simple BM25F of Robertson, Zaragoza and Taylor (2004):
idf · w · (k1 + 1) / (w + k1 · (1 - b + b · length / average length)),
idf = ln(N / (n + 1)) + 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property, reduce

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.whoosh.schema import id_key
from search.query import AllOf, AnyOf, Best, Everything, Ids, Node, Not, Phrase, Preferred, Term
from search.results import Share
from search.whoosh.docsets import Docs, DocSet, Mask, found_in, looked_up
from search.whoosh.postings import Index, Postings

B = 0.75
K1 = 1.2

Scores = NDArray[np.float32]


class Model(msgspec.Struct, frozen=True, eq=False):
    """What scoring needs of a generation: `saturation` is k1 · (1 - b + b · length / average),
    per document, in tenths as weights are."""

    saturation: Scores

    @classmethod
    def of(cls, index: Index) -> Model:
        """The model of a generation."""
        lengths = index.lengths
        average = float(lengths.mean(dtype=np.float64)) if len(lengths) else 0.0
        relative = lengths.astype(np.float64) / (average or 1.0)
        return cls((10 * K1 * ((1 - B) + B * relative)).astype(np.float32))


class _Asked:
    """Documents whose scores are asked for, ascending, and what every term wants to know of them:
    one question asks for the same ones again and again."""

    def __init__(self, docs: Docs, size: int, saturation: Scores) -> None:
        self.docs = docs
        self._size = size
        self._saturation = saturation

    @cached_property
    def saturation(self) -> Scores:
        """The saturation of each of them."""
        return self._saturation.take(self.docs)

    @cached_property
    def mask(self) -> Mask:
        """Which of all documents they are."""
        return DocSet(self._size, self.docs).mask


class Matching:
    """One query tree over one generation, while it is being answered."""

    def __init__(self, index: Index, model: Model, root: Node) -> None:
        self._index = index
        self._model = model
        self._root = root
        self._postings: dict[Term, Postings] = {}
        self._sets: dict[Node, DocSet] = {}

    def docs(self) -> Docs:
        """The documents that match and are not deleted, ascending."""
        docs = self._match(self._root).docs
        return docs if self._index.live is None else docs.compress(self._index.live[docs])

    def scores(self, docs: Docs) -> Scores:
        """The scores of some documents that match, ascending."""
        return self._score(self._root, self._asked(docs))

    def shares(self, doc: int) -> tuple[Share, ...]:
        """What each term in each field adds to the score of a document that matches."""
        return tuple(self._shares(self._root, self._asked(np.array([doc]))))

    def _asked(self, docs: Docs) -> _Asked:
        return _Asked(docs, self._index.size, self._model.saturation)

    # --- which documents ----------------------------------------------------------------------

    def _match(self, node: Node) -> DocSet:
        known = self._sets.get(node)
        if known is None:
            known = self._sets[node] = self._matched(node)
        return known

    def _matched(self, node: Node) -> DocSet:
        size = self._index.size
        match node:
            case Term():
                return DocSet(size, self._term(node).docs)
            case Phrase(terms, field):
                return DocSet(size, self._index.phrase(terms, field))
            case AllOf(children):
                wanted = [
                    self._match(child)
                    for child in children
                    if not isinstance(child, Not | Preferred)
                ]
                wanted.sort(key=lambda one: one.most)
                whole = reduce(DocSet.__and__, wanted) if wanted else self._everything()
                unwanted = [self._match(one.child) for one in children if isinstance(one, Not)]
                return reduce(DocSet.__sub__, unwanted, whole)
            case AnyOf(children) | Best(children):
                return DocSet.union(size, [self._match(child) for child in children])
            case Not(child):
                return self._everything() - self._match(child)
            case Everything():
                return self._everything()
            case Ids(ids):
                found = [self._index.known_as(id_key(one)) for one in ids]
                return DocSet.union(size, [DocSet(size, docs) for docs in found])
            case Preferred():
                raise TypeError("Preferred stands in AllOf alone")
        raise TypeError(f"{type(node).__name__} is no node of a query")

    def _term(self, term: Term) -> Postings:
        known = self._postings.get(term)
        if known is None:
            known = self._postings[term] = self._index.term(term.text, term.field)
        return known

    def _everything(self) -> DocSet:
        return DocSet(self._index.size, mask=np.ones(self._index.size, dtype=np.bool_))

    # --- what they score ----------------------------------------------------------------------

    def _score(self, node: Node, asked: _Asked) -> Scores:
        """The scores of documents; 0 for a term that one of them does not hold."""
        match node:
            case Term():
                return self._term_score(node, self._weights(node, asked), asked.saturation)
            case Phrase(terms, field):
                words = AllOf(tuple(Term(text, field) for text in terms))
                return self._score(words, asked)
            case AllOf(children):
                parts = [self._score(child, asked) for child in children]
                return reduce(np.add, parts, np.zeros(len(asked.docs), dtype=np.float32))
            case AnyOf(children):
                return self._sum(children, asked)
            case Best(children):
                parts = [self._matching_score(child, asked) for child in children]
                return reduce(np.maximum, parts, np.zeros(len(asked.docs), dtype=np.float32))
            case Preferred(child):
                return self._matching_score(child, asked)
            case Ids():
                return np.ones(len(asked.docs), dtype=np.float32)
        return np.zeros(len(asked.docs), dtype=np.float32)

    def _sum(self, children: tuple[Node, ...], asked: _Asked) -> Scores:
        """The scores of the children that match, added up."""
        # Terms come first on both ways, so that a score never depends on what else is asked for.
        terms = [child for child in children if isinstance(child, Term)]
        others = [child for child in children if not isinstance(child, Term)]
        if sum(self._match(one).most for one in terms) < len(terms) * len(asked.docs):
            # Scoring each term's own documents is less than looking all of them up for each.
            every = np.zeros(self._index.size, dtype=np.float32)
            for one in terms:
                own = self._asked(self._match(one).docs)
                np.add.at(every, own.docs, self._score(one, own))
            scores = every.take(asked.docs)
        else:
            scores = np.zeros(len(asked.docs), dtype=np.float32)
            for one in terms:
                scores += self._score(one, asked)
        for other in others:
            scores += self._matching_score(other, asked)
        return scores

    def _matching_score(self, node: Node, asked: _Asked) -> Scores:
        """The scores of documents, 0 for those that do not match the node as a whole."""
        scores = self._score(node, asked)
        if isinstance(node, Term):
            return scores
        return np.where(self._match(node).having(asked.docs), scores, np.float32(0))

    def _term_score(self, term: Term, weights: Scores, saturation: Scores) -> Scores:
        idf = math.log(self._index.size / (len(self._term(term).docs) + 1)) + 1
        return np.float32(idf * (K1 + 1)) * weights / (weights + saturation)

    def _weights(self, term: Term, asked: _Asked) -> Scores:
        """A term's weight in each of some documents, 0 where it is not."""
        size, postings, docs = self._index.size, self._term(term), asked.docs
        if not len(postings.docs):
            return np.zeros(len(docs), dtype=np.float32)
        if looked_up(docs, postings.docs, size):
            places, there = found_in(postings.docs, docs)
            return (postings.weights[places] * there).astype(np.float32)
        own = self._match(term).docs
        if docs is own:
            return postings.weights.astype(np.float32)
        held = postings.weights.compress(asked.mask.take(own))
        if len(held) == len(docs):
            return held.astype(np.float32)
        every = np.zeros(size, dtype=np.float32)
        every[own] = postings.weights
        return every[docs]

    # --- why ------------------------------------------------------------------------------------

    def _shares(self, node: Node, asked: _Asked) -> Iterator[Share]:
        match node:
            case Term(text, field):
                score = float(self._score(node, asked)[0])
                if score:
                    yield from self._by_field(text, field, int(asked.docs[0]), score)
            case Phrase(terms, field):
                for text in terms:
                    yield from self._shares(Term(text, field), asked)
            case AllOf(children):
                for child in children:
                    yield from self._shares(child, asked)
            case AnyOf(children):
                for child in children:
                    if self._match(child).having(asked.docs)[0]:
                        yield from self._shares(child, asked)
            case Preferred(child):
                if self._match(child).having(asked.docs)[0]:
                    yield from self._shares(child, asked)
            case Best(children):
                holding = [child for child in children if self._match(child).having(asked.docs)[0]]
                best = max(holding, key=lambda child: self._score(child, asked)[0])
                yield from self._shares(best, asked)
            case Ids():
                yield Share("", "id", 1.0)

    def _by_field(self, text: str, field: str, doc: int, score: float) -> Iterator[Share]:
        """Divides a term's score over the fields it stands in, by its weight in each."""
        if field:
            yield Share(text, field, score)
            return
        weights = self._index.weights_by_field(text, doc) or {"": 1}
        whole = sum(weights.values())
        for name, weight in weights.items():
            yield Share(text, name, score * weight / whole)
