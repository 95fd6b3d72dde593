"""Why a listing stands where it does: what each part of a question adds to its score, and which
words of the listing it found."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from index.analysis import Token, analyse, phrase_terms
from index.listing import FIELD, SUBJECTS, Listing, searched_texts
from index.reference import Concept
from search.engine import AllOf, AnyOf, Node, Not, Preferred, Scoring, Share, Weighted
from search.results.highlighting import whole_runs
from search.understanding import Clause, ClauseKind, Names, Part, Read, Reading

MOST_WORDS = 4
"""Different words that are shown of a field."""

MOST_KINDS = 1_000
"""Narrower concepts whose names are looked for; looking for one takes 0.2 ms."""

FAR_DOWN = "Far down the text"
"""Where a term stands of which only the weight is kept."""

Spans = list[tuple[int, int]]
Score = Callable[[Node], Scoring | None]
"""What the listing in question scores for a match; nothing where it does not match."""


class How(enum.Enum):
    """What of a question the words of a listing answer to."""

    WORDS = "words"
    """They are words of the question."""
    NAME = "name"
    """They name what the question names."""
    NARROWER = "narrower"
    """They name a kind of it."""


class Matched(msgspec.Struct, frozen=True):
    """The words of a listing that answer to a part of a question, as they stand in a field; of
    many different ones the first. `field` is its label."""

    field: str
    words: tuple[str, ...]
    how: How = How.WORDS


class TermShare(msgspec.Struct, frozen=True):
    """What a term in a field adds to a score, or that a listing is about a concept: then `term` is
    the name of that, and `concept` its number in the vocabulary. `field` is empty where that is
    not known."""

    term: str
    field: str
    score: float
    concept: int | None = None


class ClauseShare(msgspec.Struct, frozen=True):
    """What a part of a question adds to the score of a listing: 0 where the listing has nothing of
    it. No clause stands for more like this."""

    clause: Clause | None
    score: float
    share: float
    """Of the whole score, 0 to 1."""
    matched: tuple[Matched, ...] = ()
    terms: tuple[TermShare, ...] = ()
    """The same score, term by term and field by field, most first."""


class Explanation(msgspec.Struct, frozen=True):
    """Why a listing stands where it does for a question: the scores of `shares` add up to its own.
    `matches` says whether it has all that was asked for."""

    listing: Listing
    score: float
    matches: bool
    shares: tuple[ClauseShare, ...]
    reading: Reading


def explanation_of(
    question: Read, found_by: Node, listing: Listing, score: Score, names: Names
) -> Explanation | None:
    """Why a match, one of those of the question, scores a listing as it does; nothing where it
    does not find it."""
    whole = score(found_by)
    if whole is None:
        return None
    texts = _Texts(listing)
    found: list[list[Scoring]] = [[] for _ in question.parts]
    alike: list[Scoring] = []
    for node, owner in _addends(found_by, question.parts):
        scored = score(_wished(node))
        if scored is not None:
            (alike if owner is None else found[owner]).append(scored)
    shares = [
        _share(part.clause, scored, whole.score, texts, names)
        for part, scored in zip(question.parts, found, strict=True)
    ]
    if alike:
        ids = (one for one in question.reading.clauses if one.kind is ClauseKind.ID)
        shares.append(_share(next(ids, None), alike, whole.score, texts, names))
    matches = found_by == question.match
    return Explanation(listing, whole.score, matches, tuple(shares), question.reading)


def _addends(match: Node, parts: Sequence[Part]) -> Iterator[tuple[Node, int | None]]:
    """The nodes whose scores add up to that of a match, each with the part that asks for it. What
    two parts ask for alike belongs to the first, unless it counts twice."""
    owners: dict[Node, list[int]] = {}
    for number, part in enumerate(parts):
        for node in (part.node, *part.words, *part.broader):
            owners.setdefault(node, []).append(number)
    met: Counter[Node] = Counter()
    for node in _taken_apart(match, owners):
        owning = owners.get(node) or owners.get(_wished(node))
        yield node, owning[min(met[node], len(owning) - 1)] if owning else None
        met[node] += 1


def _wished(node: Node) -> Node:
    """What a node asks for, or wishes for."""
    return node.child if isinstance(node, Preferred) else node


def _taken_apart(node: Node, whole: dict[Node, list[int]]) -> Iterator[Node]:
    if node in whole:
        yield node
        return
    match node:
        case AllOf(children):
            for child in children:
                yield from _taken_apart(child, whole)
        case AnyOf(children):
            # One that need not match counts only as a whole.
            yield from children
        case Not() | Weighted(_, 0):
            return
        case _:
            yield node


def _share(
    clause: Clause | None, scored: list[Scoring], whole: float, texts: _Texts, names: Names
) -> ClauseShare:
    score = sum(one.score for one in scored)
    terms = sorted((term for one in scored for term in one.shares), key=lambda term: -term.score)
    matched = _matched(terms, texts, names)
    return ClauseShare(
        clause,
        score,
        score / whole if whole else 0.0,
        tuple(one for name in matched for one in _as_typed(name, clause)),
        tuple(_term_share(term, names) for term in terms),
    )


def _term_share(share: Share, names: Names) -> TermShare:
    """What a reader of terms sees of a concept: its name."""
    concept = None if share.concept is None else names.concept_of(share.concept)
    if concept is None:
        return TermShare(share.term, share.field, share.score)
    return TermShare(concept.name, share.field, share.score, concept.number)


def _as_typed(name: Matched, clause: Clause | None) -> Iterator[Matched]:
    """What was found, the words of the question apart from other names."""
    if clause is None or name.how is not How.NAME:
        yield name
        return
    said = phrase_terms(clause.said)
    for how in (How.WORDS, How.NAME):
        words = tuple(w for w in name.words if (phrase_terms(w) == said) == (how is How.WORDS))
        if words:
            yield Matched(name.field, words, how)


def _matched(terms: list[Share], texts: _Texts, names: Names) -> Iterator[Matched]:
    """What stands in the listing, field by field, that of the highest score first."""
    fields: dict[str, set[str]] = {}
    for term in terms:
        if term.concept is None:
            fields.setdefault(term.field, set()).add(term.term)
        elif (concept := names.concept_of(term.concept)) is not None:
            yield from _named(concept, texts, names)
    for field, wanted in fields.items():
        if field == "id":
            yield Matched(FIELD[field].label, (texts.listing.id,))
        elif words := texts.words(field, wanted):
            yield Matched(FIELD[field].label if field else FAR_DOWN, words)


def _named(concept: Concept, texts: _Texts, names: Names) -> Iterator[Matched]:
    """The names of a concept that stand in a listing, or else those of the nearest concepts that
    are narrower."""
    met = {concept.number}
    level = [concept]
    how = How.NAME
    while level:
        runs = frozenset(
            run for one in level for name in _names(one) if (run := phrase_terms(name))
        )
        found = [
            Matched(FIELD[field].label, words, how)
            for field in SUBJECTS
            if (words := texts.names(field, runs))
        ]
        if found:
            yield from found
            return
        below = dict.fromkeys(
            number for one in level for number in one.narrower if number not in met
        )
        some = list(below)[: max(0, MOST_KINDS - len(met))]
        met.update(some)
        level, how = [names.concept(number) for number in some], How.NARROWER


def _names(concept: Concept) -> Iterable[str]:
    return (concept.name, *(name.text for name in concept.names))


class _Texts:
    """The searched texts of a listing, analysed when they are asked for."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self._texts: dict[str, list[str]] = {}
        self._tokens: dict[str, list[list[Token]]] = {}
        for text, _, field in searched_texts(listing):
            self._texts.setdefault(field, []).append(text)

    def words(self, field: str, terms: set[str]) -> tuple[str, ...]:
        """The different words of a field, or of any, that give some terms, as they stand there."""
        found: list[str] = []
        for name in (field,) if field else tuple(self._texts):
            for text, tokens in self._of(name):
                held = [token for token in tokens if token.term in terms]
                found += [text[start:end] for start, end in _side_by_side(text, held)]
        return _different(found)

    def names(self, field: str, runs: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
        """The different words of a field that are one of the runs, as they stand there."""
        found: list[str] = []
        for text, tokens in self._of(field):
            for places in whole_runs(tokens, runs):
                end = max(tokens[place].end for place in places)
                found.append(text[tokens[places[0]].start : end])
        return _different(found)

    def _of(self, field: str) -> Iterator[tuple[str, list[Token]]]:
        texts = self._texts.get(field, [])
        if field not in self._tokens:
            self._tokens[field] = [analyse(text) for text in texts]
        return zip(texts, self._tokens[field], strict=True)


def _side_by_side(text: str, tokens: list[Token]) -> Spans:
    """Where tokens stand; those of different terms with nothing but a sign between are one."""
    spans: Spans = []
    last = ""
    for token in sorted(tokens, key=lambda one: (one.start, -one.end)):
        if spans and token.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], token.end))
        elif spans and token.term != last and not text[spans[-1][1] : token.start].strip(" -/"):
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        last = token.term
    return spans


def _different(words: list[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())[:MOST_WORDS]
