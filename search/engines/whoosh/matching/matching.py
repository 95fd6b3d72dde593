"""A query tree over arrays: which documents match it, and what each scores.

Matching comes first and alone: most documents that match a part of a question never have to be
scored. What a score is says `search.engine.ranking`; it is Whoosh's own BM25F over one field whose
posting weight is the sum of field weight x occurrences.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, reduce

import msgspec
import numpy as np

from index.engines.whoosh import BELOW, OWN, Tagged
from index.listing import LENGTH_SCALE, id_key
from search.engine import (
    ENOUGH,
    MOST_LIKE,
    NAMED,
    NARROWER,
    About,
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Like,
    Mention,
    Node,
    Not,
    Phrase,
    Preferred,
    Share,
    Subjects,
    Term,
    Weighted,
    concept_score,
    idf,
    saturation,
    term_score,
)
from search.engines.whoosh.matching.more_like_this import significant_terms
from search.engines.whoosh.postings import Docs, DocSet, Index, Mask, Postings, found_in, looked_up
from search.engines.whoosh.top_hits import Scores, first_by_score


class Model(msgspec.Struct, frozen=True, eq=False):
    """What scoring needs of a generation: the saturation of each document
    (`search.engine.ranking`), in tenths as weights are."""

    saturation: Scores

    @classmethod
    def of(cls, index: Index) -> Model:
        """The model of a generation."""
        lengths = index.lengths
        average = float(lengths.mean(dtype=np.float64)) if len(lengths) else 0.0
        relative = lengths.astype(np.float64) / (average or 1.0)
        return cls((LENGTH_SCALE * saturation(relative)).astype(np.float32))


class _Candidates:
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


class LookedUp:
    """What is known already of a generation while it is asked: several trees that are answered
    together look up once what they have in common. For one thread."""

    def __init__(self) -> None:
        self.postings: dict[Term, Postings] = {}
        self.tagged: dict[str, Tagged] = {}
        """By the key of the concept."""
        self.sets: dict[Node, DocSet] = {}
        self.likes: dict[Like, AnyOf] = {}


class Matching:
    """One query tree over one generation, while it is being answered."""

    def __init__(
        self, index: Index, model: Model, root: Node, looked_up: LookedUp | None = None
    ) -> None:
        self._index = index
        self._model = model
        self._root = root
        self._looked_up = looked_up or LookedUp()

    def of(self, root: Node) -> Matching:
        """Another tree over the same generation: what both hold is looked up once."""
        return Matching(self._index, self._model, root, self._looked_up)

    def docs(self) -> Docs:
        """The documents that match and are not deleted, ascending."""
        docs = self._match(self._root).docs
        return docs if self._index.live is None else docs.compress(self._index.live[docs])

    def scores(self, docs: Docs) -> Scores:
        """The scores of some documents that match, ascending."""
        return self._score(self._root, self._candidates(docs))

    def shares(self, doc: int) -> tuple[Share, ...]:
        """What each term in each field adds to the score of a document that matches."""
        return tuple(self._shares(self._root, self._candidates(np.array([doc]))))

    def _candidates(self, docs: Docs) -> _Candidates:
        return _Candidates(docs, self._index.size, self._model.saturation)

    # --- which documents ----------------------------------------------------------------------

    def _match(self, node: Node) -> DocSet:
        sets = self._looked_up.sets
        known = sets.get(node)
        if known is None:
            known = sets[node] = self._matched(node)
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
            case Weighted(child):
                return self._match(child)
            case About(concept):
                return DocSet(size, self._about(concept).docs)
            case Subjects(terms):
                held = self._match(AllOf(tuple(map(Term, terms)))).docs
                return DocSet(size, self._index.with_subjects(held, terms) if terms else held[:0])
            case Mention(concept):
                return DocSet(size, self._index.mentioning(concept, node.bits))
            case Like():
                return self._match(self._alike(node))
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
        postings = self._looked_up.postings
        known = postings.get(term)
        if known is None:
            known = postings[term] = self._index.term(term.text, term.field)
        return known

    def _about(self, key: str) -> Tagged:
        tagged = self._looked_up.tagged
        known = tagged.get(key)
        if known is None:
            known = tagged[key] = self._index.tagged(key)
        return known

    def _alike(self, like: Like) -> AnyOf:
        """The significant terms of the listings that are meant, each with its weight."""
        known = self._looked_up.likes.get(like)
        if known is None:
            docs = np.empty(0, dtype=np.int64)
            for child in like.children:
                if len(docs) < ENOUGH:
                    more = np.setdiff1d(self.of(child).docs(), docs, assume_unique=True)
                    most = ENOUGH - len(docs) if len(docs) else MOST_LIKE
                    if len(more) > most:
                        scores = self._score(child, self._candidates(more))
                        more = more[first_by_score(scores, most)]
                    docs = np.union1d(docs, more)
            terms = significant_terms(self._index, docs)
            known = AnyOf(tuple(Weighted(Term(one.text), one.factor) for one in terms))
            self._looked_up.likes[like] = known
        return known

    def _everything(self) -> DocSet:
        return DocSet(self._index.size, mask=np.ones(self._index.size, dtype=np.bool_))

    # --- what they score ----------------------------------------------------------------------

    def _score(self, node: Node, candidates: _Candidates) -> Scores:
        """The scores of documents; 0 for a term that one of them does not hold."""
        match node:
            case Term():
                return self._term_score(
                    node, self._weights(node, candidates), candidates.saturation
                )
            case Phrase(terms, field):
                words = AllOf(tuple(Term(text, field) for text in terms))
                return self._score(words, candidates)
            case AllOf(children):
                parts = [self._score(child, candidates) for child in children]
                return reduce(np.add, parts, np.zeros(len(candidates.docs), dtype=np.float32))
            case AnyOf(children):
                return self._sum(children, candidates)
            case Best(children):
                parts = [self._matching_score(child, candidates) for child in children]
                return reduce(np.maximum, parts, np.zeros(len(candidates.docs), dtype=np.float32))
            case Weighted(child, factor):
                return np.float32(factor) * self._score(child, candidates)
            case About(concept):
                return self._about_score(self._about(concept), candidates)
            case Like():
                return self._score(self._alike(node), candidates)
            case Preferred(child):
                return self._matching_score(child, candidates)
            case Ids():
                return np.ones(len(candidates.docs), dtype=np.float32)
        return np.zeros(len(candidates.docs), dtype=np.float32)

    def _sum(self, children: tuple[Node, ...], candidates: _Candidates) -> Scores:
        """The scores of the children that match, added up."""
        # Terms come first on both ways, so that a score never depends on what else is asked for.
        terms = [child for child in children if _is_term(child)]
        others = [child for child in children if not _is_term(child)]
        if sum(self._match(one).most for one in terms) < len(terms) * len(candidates.docs):
            # Scoring each term's own documents is less than looking all of them up for each.
            every = np.zeros(self._index.size, dtype=np.float32)
            for one in terms:
                own = self._candidates(self._match(one).docs)
                every[own.docs] += self._score(one, own)
            scores = every.take(candidates.docs)
        else:
            scores = np.zeros(len(candidates.docs), dtype=np.float32)
            for one in terms:
                scores += self._score(one, candidates)
        for other in others:
            scores += self._matching_score(other, candidates)
        return scores

    def _matching_score(self, node: Node, candidates: _Candidates) -> Scores:
        """The scores of documents, 0 for those that do not match the node as a whole."""
        scores = self._score(node, candidates)
        if _is_term(node) or isinstance(node, About):
            return scores
        return np.where(self._match(node).having(candidates.docs), scores, np.float32(0))

    def _term_score(self, term: Term, weights: Scores, saturation: Scores) -> Scores:
        return term_score(self._idf(len(self._term(term).docs)), weights, saturation)

    def _about_score(self, tagged: Tagged, candidates: _Candidates) -> Scores:
        """BM25F of a concept as if it were one term, with its own idf."""
        if not len(tagged.docs):
            return np.zeros(len(candidates.docs), dtype=np.float32)
        idf = self._idf(len(tagged.docs))
        places, there = found_in(tagged.docs, candidates.docs)
        places = places.compress(there)
        saturation = candidates.saturation.compress(there)
        best = np.zeros(len(places), dtype=np.float32)
        for factor, weights, bit in (
            (NAMED, tagged.own, OWN),
            (NARROWER, tagged.below, BELOW),
        ):
            weight = weights.take(places).astype(np.float32)
            among = ((tagged.conditions.take(places) & bit) > 0).astype(np.float32)
            score = concept_score(factor, idf, weight, saturation, among)
            best = np.maximum(best, score)
        scores = np.zeros(len(candidates.docs), dtype=np.float32)
        scores[there] = best
        return scores

    def _idf(self, docs: int) -> float:
        return idf(self._index.size, docs)

    def _weights(self, term: Term, candidates: _Candidates) -> Scores:
        """A term's weight in each of some documents, 0 where it is not."""
        size, postings, docs = self._index.size, self._term(term), candidates.docs
        if not len(postings.docs):
            return np.zeros(len(docs), dtype=np.float32)
        if looked_up(docs, postings.docs, size):
            places, there = found_in(postings.docs, docs)
            return (postings.weights[places] * there).astype(np.float32)
        own = self._match(term).docs
        if docs is own:
            return postings.weights.astype(np.float32)
        held = postings.weights.compress(candidates.mask.take(own))
        if len(held) == len(docs):
            return held.astype(np.float32)
        every = np.zeros(size, dtype=np.float32)
        every[own] = postings.weights
        return every[docs]

    # --- why ------------------------------------------------------------------------------------

    def _shares(self, node: Node, candidates: _Candidates) -> Iterator[Share]:
        match node:
            case Term(text, field):
                score = float(self._score(node, candidates)[0])
                if score:
                    yield from self._by_field(text, field, int(candidates.docs[0]), score)
            case Phrase(terms, field):
                for text in terms:
                    yield from self._shares(Term(text, field), candidates)
            case AllOf(children):
                for child in children:
                    yield from self._shares(child, candidates)
            case AnyOf(children):
                for child in children:
                    if self._match(child).having(candidates.docs)[0]:
                        yield from self._shares(child, candidates)
            case Preferred(child):
                if self._match(child).having(candidates.docs)[0]:
                    yield from self._shares(child, candidates)
            case Best(children):
                matching = [
                    child for child in children if self._match(child).having(candidates.docs)[0]
                ]
                best = max(matching, key=lambda child: self._score(child, candidates)[0])
                yield from self._shares(best, candidates)
            case Weighted(child, factor):
                for share in self._shares(child, candidates):
                    yield msgspec.structs.replace(share, score=factor * share.score)
            case About(concept):
                score = float(self._score(node, candidates)[0])
                if score:
                    yield Share("", "", score, concept)
            case Like():
                yield from self._shares(self._alike(node), candidates)
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


def _is_term(node: Node) -> bool:
    """Whether a node scores 0 wherever it does not match, weighted or not."""
    return isinstance(node, Term) or (isinstance(node, Weighted) and _is_term(node.child))
