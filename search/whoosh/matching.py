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
from functools import reduce

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.whoosh.schema import id_key
from search.query import AllOf, AnyOf, Best, Everything, Ids, Node, Not, Phrase, Term
from search.results import Share
from search.whoosh.docsets import FAR, Docs, DocSet, Mask, found_in
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


class Matching:
    """One query tree over one generation, while it is being answered."""

    def __init__(self, index: Index, model: Model, root: Node) -> None:
        self._index = index
        self._model = model
        self._root = root
        self._postings: dict[Term, Postings] = {}
        self._sets: dict[Node, DocSet] = {}
        self._asked: tuple[Docs, Mask] | None = None

    def docs(self) -> Docs:
        """The documents that match and are not deleted, ascending."""
        docs = self._match(self._root).docs
        return docs if self._index.live is None else docs[self._index.live[docs]]

    def scores(self, docs: Docs) -> Scores:
        """The scores of some documents that match, ascending."""
        return self._score(self._root, docs, self._model.saturation[docs])

    def shares(self, doc: int) -> tuple[Share, ...]:
        """What each term in each field adds to the score of a document that matches."""
        docs = np.array([doc])
        return tuple(self._shares(self._root, docs, self._model.saturation[docs]))

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
                wanted = [self._match(child) for child in children if not isinstance(child, Not)]
                wanted.sort(key=lambda one: not one.sparse)
                whole = reduce(DocSet.__and__, wanted) if wanted else self._everything()
                unwanted = [self._match(one.child) for one in children if isinstance(one, Not)]
                return reduce(DocSet.__sub__, unwanted, whole)
            case AnyOf(children) | Best(children):
                return reduce(DocSet.__or__, map(self._match, children), self._nothing())
            case Not(child):
                return self._everything() - self._match(child)
            case Everything():
                return self._everything()
            case Ids(ids):
                found = [self._index.known_as(id_key(one)) for one in ids]
                return DocSet(size, np.unique(np.concatenate([self._nothing().docs, *found])))
        raise TypeError(f"{type(node).__name__} is no node of a query")

    def _term(self, term: Term) -> Postings:
        known = self._postings.get(term)
        if known is None:
            known = self._postings[term] = self._index.term(term.text, term.field)
        return known

    def _everything(self) -> DocSet:
        return DocSet(self._index.size, mask=np.ones(self._index.size, dtype=np.bool_))

    def _nothing(self) -> DocSet:
        return DocSet(self._index.size, np.empty(0, dtype=np.int64))

    # --- what they score ----------------------------------------------------------------------

    def _score(self, node: Node, docs: Docs, saturation: Scores) -> Scores:
        """The scores of documents; 0 for a term that one of them does not hold."""
        match node:
            case Term():
                postings = self._term(node)
                return self._term_score(postings, self._weights(postings, docs), saturation)
            case Phrase(terms, field):
                words = AllOf(tuple(Term(text, field) for text in terms))
                return self._score(words, docs, saturation)
            case AllOf(children):
                parts = [self._score(child, docs, saturation) for child in children]
                return reduce(np.add, parts, np.zeros(len(docs), dtype=np.float32))
            case AnyOf(children):
                return self._sum(children, docs, saturation)
            case Best(children):
                parts = [self._matching_score(child, docs, saturation) for child in children]
                return reduce(np.maximum, parts, np.zeros(len(docs), dtype=np.float32))
            case Ids():
                return np.ones(len(docs), dtype=np.float32)
        return np.zeros(len(docs), dtype=np.float32)

    def _sum(self, children: tuple[Node, ...], docs: Docs, saturation: Scores) -> Scores:
        """The scores of the children that match, added up."""
        # Terms come first on both ways, so that a score never depends on what else is asked for.
        terms = [self._term(child) for child in children if isinstance(child, Term)]
        others = [child for child in children if not isinstance(child, Term)]
        scores = np.zeros(len(docs), dtype=np.float32)
        if sum(len(one.docs) for one in terms) < len(terms) * len(docs):
            # Scoring each term's own documents is less than looking all of them up for each.
            every = np.zeros(self._index.size, dtype=np.float32)
            for one in terms:
                own = self._model.saturation[one.docs]
                every[one.docs] += self._term_score(one, one.weights.astype(np.float32), own)
            scores += every[docs]
        else:
            for one in terms:
                scores += self._term_score(one, self._weights(one, docs), saturation)
        for other in others:
            scores += self._matching_score(other, docs, saturation)
        return scores

    def _matching_score(self, node: Node, docs: Docs, saturation: Scores) -> Scores:
        """The scores of documents, 0 for those that do not match the node as a whole."""
        scores = self._score(node, docs, saturation)
        if isinstance(node, Term):
            return scores
        return np.where(self._match(node).having(docs), scores, np.float32(0))

    def _term_score(self, postings: Postings, weights: Scores, saturation: Scores) -> Scores:
        idf = math.log(self._index.size / (len(postings.docs) + 1)) + 1
        return np.float32(idf * (K1 + 1)) * weights / (weights + saturation)

    def _weights(self, postings: Postings, docs: Docs) -> Scores:
        """A term's weight in each of some ascending documents, 0 where it is not."""
        if docs is postings.docs:
            return postings.weights.astype(np.float32)
        if len(docs) * FAR < len(postings.docs):
            places, there = found_in(postings.docs, docs)
            return np.where(there, postings.weights[places], 0).astype(np.float32)
        held = postings.weights[self._wanted(docs)[postings.docs]]
        if len(held) == len(docs):
            return held.astype(np.float32)
        every = np.zeros(self._index.size, dtype=np.float32)
        every[postings.docs] = postings.weights
        return every[docs]

    def _wanted(self, docs: Docs) -> Mask:
        """The documents as a mask: one question asks for the same ones again and again."""
        if self._asked is None or self._asked[0] is not docs:
            self._asked = docs, DocSet(self._index.size, docs).mask
        return self._asked[1]

    # --- why ------------------------------------------------------------------------------------

    def _shares(self, node: Node, docs: Docs, saturation: Scores) -> Iterator[Share]:
        match node:
            case Term(text, field):
                score = float(self._score(node, docs, saturation)[0])
                if score:
                    yield from self._by_field(text, field, docs, score)
            case Phrase(terms, field):
                for text in terms:
                    yield from self._shares(Term(text, field), docs, saturation)
            case AllOf(children):
                for child in children:
                    yield from self._shares(child, docs, saturation)
            case AnyOf(children):
                for child in children:
                    if self._match(child).having(docs)[0]:
                        yield from self._shares(child, docs, saturation)
            case Best(children):
                holding = [child for child in children if self._match(child).having(docs)[0]]
                best = max(holding, key=lambda child: self._score(child, docs, saturation)[0])
                yield from self._shares(best, docs, saturation)
            case Ids():
                yield Share("", "id", 1.0)

    def _by_field(self, text: str, field: str, docs: Docs, score: float) -> Iterator[Share]:
        """Divides a term's score over the fields it stands in, by its weight in each."""
        if field:
            yield Share(text, field, score)
            return
        weights = self._index.weights_by_field(text, int(docs[0])) or {"": 1}
        whole = sum(weights.values())
        for name, weight in weights.items():
            yield Share(text, name, score * weight / whole)
