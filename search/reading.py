"""What a question means: text → clauses, each with its place in the text, and what to match.

In order: the id of a record, quoted phrases, words left out by a minus or NOT, the concepts that
the vocabulary knows by the longest names, and the rest as words. A concept is found by the words
that were typed or by any other name of it, which counts less. Everything must be found;
`Read.any_words` is the match for when nothing has all of it, and `Read.wider` what may follow.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from index.terms import fold
from index.units import Unit, phrase_terms, units
from index.vocabulary import Concept
from search.bounds import MAX_UNITS, first_words, with_few_runs
from search.concept_phrases import Word, concept_phrases, spoken
from search.lexicon import Lexicon
from search.nearest_names import REMARK, nearest_phrases
from search.query import (
    About,
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Like,
    Node,
    Not,
    Phrase,
    Preferred,
    Term,
    Weighted,
)
from search.request import SearchRequest
from search.results import Clause, ClauseKind, Reading
from search.snippets import Sought
from search.who_asks import Preference

AS_TYPED = 0.25
"""What the words themselves add to a name that is found, so that of two listings about the same the
one that says it as the question does comes first. Of 0, .1, .25 and .5 the best for clinicians."""

SCATTERED = 0.2
"""What the words of a name count that do not stand together. They count little, so that a listing
about *heart attacks* comes before one with a heart and an attack, but whatever plain words would
find is found."""

BROADER = 0.6
"""What a listing counts there that is about something broader: *herpes* for *cold sore*. Of 0, .3
and .6 the best for what lay people and clinicians ask, recall@100 .880 → .894 and .408 → .436."""

WORD_OF_NAME = 0.5
"""What a word of a concept's name counts by itself, where a listing has not all that is asked."""

LIKENESS = 0.5
"""What the terms of similar listings count there beside the words of the question: of 0, .3, .5, 1
and 3 the best for what clinicians ask, nDCG@10 .22 → .24."""

Span = tuple[int, int]
"""Where a part of a text starts and ends."""

MOST_MEANINGS = 2
"""Concepts that one name is taken for."""

_PART = re.compile(
    r"""(?P<minus>(?:(?<=\s)|^)[-–−](?=["“”\w])|(?:(?<=\s)|^)NOT\s+(?=["“”\w]))?"""
    r"""(?:["“”](?P<quoted>[^"“”]*)["“”]|(?P<word>[^\s"“”]+)|["“”])"""
)
# Shapes that are ids and nothing else: registry numbers, NIH applications and project numbers.
_ID = re.compile(
    r"(?:NCT\s?\d{8}|NIH-[A-Z0-9]+|SAMPLE-\d+|\d{7,8}"
    r"|\d?\s?[A-Z]{1,2}[A-Z0-9]\d?\s?[A-Z]{2}\s?\d{6}(?:-\d{2}(?:[A-Z]\d)*)?|\d{4}-\d{6}-\d{2})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://)?[\w.-]+\.(?:gov|org|com|int|eu)/(?:\S*/)?([^\s/?#]+)/?(?:[?#]\S*)?"
)


class Part(msgspec.Struct, frozen=True):
    """What one clause asks for: all of it, or what there is of it."""

    clause: Clause
    node: Node
    words: tuple[Node, ...] = ()
    """What of it may be found by itself, beside the whole."""
    broader: tuple[Node, ...] = ()
    """What is not it, but what it is a kind of."""


class Read(msgspec.Struct, frozen=True):
    """A question that was read: its clauses, what to match, and what to mark."""

    reading: Reading
    match: Node
    any_words: Node | None
    """A wider match to fall back on; nothing where there is no wider one."""
    wider: Node | None
    """What may follow the last match: what has some of it, or is like what has."""
    sought: Sought
    """What a reader would recognise as what was asked for."""
    parts: tuple[Part, ...] = ()
    """What is wanted, clause by clause."""
    any_ordered: Node | None = None
    """Matches what `any_words` does, and counts what is about something broader as well."""


def normal(text: str) -> str:
    """A question as every part of a reading counts its characters: NFC, no control characters."""
    text = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)


def open_text(text: str) -> str:
    """A normal question with quotation marks over all that is quoted or left out, so that every
    character keeps its place."""
    hidden = list(text)
    for match in _PART.finditer(text):
        if match["minus"] or match["quoted"] is not None:
            hidden[match.start() : match.end()] = '"' * (match.end() - match.start())
    return "".join(hidden)


def _id_in(text: str) -> str:
    """The id that a question consists of: bare, in brackets, in the address of its record."""
    address = _ADDRESS.fullmatch(text)
    said = (address.group(1) if address else text).strip("()[]{}<>.,;:!?\"'“”‘’# ")
    return re.sub(r"\s", "", said) if _ID.fullmatch(said) else ""


class Heard(msgspec.Struct, frozen=True):
    """What something else has made of a question before it is read."""

    clauses: tuple[Clause, ...] = ()
    """Their words are not searched for."""
    filler: tuple[Span, ...] = ()
    """Where words stand that have no topic, as in *studies on*: they are searched for only where
    there is nothing else."""
    preferred: tuple[Preference, ...] = ()
    """What is asked for by nothing else, and listings that say it come first."""


def read(request: SearchRequest, lexicon: Lexicon, heard: Heard | None = None) -> Read:
    """The reading of a question. Never fails: what has no words matches everything and says so."""
    text = normal(request.text)
    stripped = text.strip()
    id_ = _id_in(stripped)
    if id_:
        return _read_id(id_, stripped, text.index(stripped))
    heard = heard or Heard()
    reader = _Reader(request, lexicon, heard)
    parts = _bounded(reader.wanted)
    notices = []
    if len(parts) < len(reader.wanted):
        notices.append(
            f"The question is very long, so only its first {MAX_UNITS} words are searched for."
        )
    wishes = _wishes(heard.preferred)
    anything = not parts and not reader.unwanted and not wishes
    if anything and stripped and not heard.clauses:
        notices.append(
            "There are no letters or numbers to search for in that, so every listing is shown."
        )
    elif reader.says_little and parts:
        notices.append(
            "Words like these say little of what you are looking for. Name a condition, a symptom, "
            "a treatment or a place."
        )
    reading = Reading(tuple(sorted(reader.clauses, key=_start)), tuple(notices))
    if anything:
        return Read(reading, Everything(), None, None, Sought())
    unwanted = map(Not, with_few_runs(first_words(reader.unwanted)))
    aside = [*unwanted, *(wish.node for wish in wishes)]
    match = _all([*(part.node for part in parts), *aside])
    loose = tuple(dict.fromkeys(node for part in parts for node in (part.node, *part.words)))
    any_words = _all([AnyOf(loose), *aside]) if len(loose) > 1 else None
    broader = tuple(dict.fromkeys(node for part in parts for node in part.broader))
    like = Weighted(Like((match, any_words) if any_words else (match,)), LIKENESS)
    return Read(
        reading,
        match,
        any_words,
        _all([AnyOf((*loose, *broader, like)), *aside]) if loose else None,
        Sought(frozenset(reader.terms), frozenset(reader.runs)),
        (*parts, *wishes),
        AllOf((AnyOf(loose), *aside, *map(Preferred, broader))) if any_words else None,
    )


def _wishes(preferred: tuple[Preference, ...]) -> list[Part]:
    """What makes a listing come first, each word once."""
    wishes = {
        unit.alternatives: Part(one.clause, Preferred(_unit(unit)))
        for one in reversed(preferred)
        for unit in reversed(units(one.words))
    }
    return list(wishes.values())[::-1]


def _read_id(id_: str, said: str, start: int) -> Read:
    clause = Clause(ClauseKind.ID, said, start, start + len(said))
    found = units(id_)
    # Nothing is lost when no record has the id: it may stand in some listing's text.
    return Read(
        Reading((clause,)),
        Ids((id_,)),
        _all([_unit(unit) for unit in found]) if found else None,
        None,
        Sought(frozenset(term for unit in found for term in unit.alternatives[0])),
    )


def without(request: SearchRequest, start: int, end: int) -> SearchRequest:
    """The request without a part of its question, from the first page."""
    text = normal(request.text)
    rest = f"{text[:start]} {text[end:]}"
    return msgspec.structs.replace(request, text=" ".join(rest.split()), page=1)


def plain_spans(request: SearchRequest) -> list[Span]:
    """Where the parts of a question stand that are to be taken as plain words."""
    text = normal(request.text)
    return [
        (start, start + len(said))
        for said in map(normal, request.words)
        for start in _occurrences(said, text)
    ]


def _occurrences(said: str, text: str) -> list[int]:
    """Where a text stands in another."""
    found: list[int] = []
    at = text.find(said) if said else -1
    while at >= 0:
        found.append(at)
        at = text.find(said, at + 1)
    return found


def _start(clause: Clause) -> int:
    return clause.start


def _bounded(parts: list[Part]) -> list[Part]:
    kept = with_few_runs(first_words([part.node for part in parts]))
    return [
        msgspec.structs.replace(part, node=node) for part, node in zip(parts, kept, strict=False)
    ]


class _Reader:
    """Takes a question apart."""

    def __init__(self, request: SearchRequest, lexicon: Lexicon, heard: Heard) -> None:
        self.clauses = [*heard.clauses]
        self.wanted: list[Part] = []
        self.unwanted: list[Node] = []
        self.terms = {
            term
            for one in heard.preferred
            for unit in units(one.words)
            for run in unit.alternatives
            for term in run
        }
        self.runs: set[tuple[str, ...]] = set()
        self._request = request
        self._lexicon = lexicon
        self._text = normal(request.text)
        for clause in heard.clauses:
            self._blank(clause.start, clause.end)
        phrases = self._quoted_and_left_out()
        with_filler = self._text
        for start, end in heard.filler:
            self._blank(start, end)
        self.says_little = not self.clauses and all(unit.stop for unit in units(self._text))
        """Whether there are only words that tell nothing of what is looked for."""
        if self.says_little:
            self._text = with_filler
        self._words()
        self.wanted += phrases

    def _blank(self, start: int, end: int) -> None:
        # Ends of lines, which no question has, keep the words around from being read as one.
        self._text = self._text[:start] + "\n" * (end - start) + self._text[end:]

    def _quoted_and_left_out(self) -> list[Part]:
        phrases: list[Part] = []
        text = self._text
        for match in _PART.finditer(text):
            minus, quoted, word = match.group("minus", "quoted", "word")
            if quoted is None and not (minus and word):
                continue
            said = match.group()
            found = units(word if quoted is None else quoted)
            nodes = [_unit(unit) for unit in found] if quoted is None else _phrase(quoted)
            # A phrase of stop words alone is asked for only where it is the whole question;
            # beside others its words are words like any.
            if not nodes or (all(unit.stop for unit in found) and said.strip() != text.strip()):
                continue
            self._blank(match.start(), match.end())
            kind = ClauseKind.EXCLUDED if minus else ClauseKind.PHRASE
            clause = Clause(kind, said.strip(), match.start(), match.end())
            self.clauses.append(clause)
            if minus:
                self.unwanted.append(_all(nodes))
            else:
                phrases.append(Part(clause, nodes[0]))
                self.terms |= _telling_terms(quoted or "")
        return phrases

    def _words(self) -> None:
        found = units(self._text)
        plain = plain_spans(self._request)
        words = [
            Word(unit, self._text[unit.start : unit.end])
            for unit in found
            if not any(a < unit.end and unit.start < b for a, b in plain)
        ]
        phrases = concept_phrases(self._text, words, self._lexicon.names)
        named = {i for phrase in phrases for i in range(phrase.first, phrase.last)}
        corrected = self._corrected([word for i, word in enumerate(words) if i not in named])
        if corrected:
            words = [corrected.get(word.unit, word) for word in words]
            words = [word for word in words if word.said]
            phrases = concept_phrases(self._text, words, self._lexicon.names)
        read: set[Unit] = set()
        for phrase in phrases:
            run = words[phrase.first : phrase.last]
            self._concept(run, phrase.concepts[:MOST_MEANINGS])
            read.update(word.unit for word in run)
        for phrase in nearest_phrases(self._text, words, phrases, self._lexicon.closest):
            run = words[phrase.first : phrase.last]
            self._closest(run, phrase.concepts[0])
            read.update(word.unit for word in run)
        rest = [unit for unit in found if unit not in read]
        telling = [unit for unit in rest if not unit.stop]
        if not telling and not self.clauses:
            telling = rest
        for unit in telling:
            self._word(corrected.get(unit, Word(unit, self._text[unit.start : unit.end])))
        self.wanted.sort(key=lambda part: part.clause.start)

    def _corrected(self, words: list[Word]) -> dict[Unit, Word]:
        """What is searched for instead of misspelt words; a word that is part of another one is
        said by that."""
        telling = [word for word in words if not word.unit.stop]
        folded = [" ".join(fold(word.said)) for word in telling]
        corrected: dict[Unit, Word] = {}
        for one in self._lexicon.corrections(folded):
            run = [word.unit for word in telling[one.first : one.last]]
            unit = run[0]._replace(end=run[-1].end)
            if "\n" in self._text[unit.start : unit.end]:
                continue
            said, meant = self._text[unit.start : unit.end], " ".join(one.meant)
            undo = self._request.with_words(said)
            self.clauses.append(
                Clause(ClauseKind.SPELLING, said, unit.start, unit.end, meant, undo)
            )
            corrected.update((other, Word(other, "")) for other in run)
            corrected[run[0]] = Word(unit, meant)
        return corrected

    def _word(self, word: Word) -> None:
        for unit in units(word.said):
            start, end = word.unit.start, word.unit.end
            clause = Clause(ClauseKind.WORDS, self._text[start:end], start, end)
            self.clauses.append(clause)
            self.terms.update(term for run in unit.alternatives for term in run)
            node = _unit(unit)
            if all(part.node != node for part in self.wanted):
                self.wanted.append(Part(clause, node))

    def _closest(self, run: list[Word], concept: Concept) -> None:
        start, end = run[0].unit.start, run[-1].unit.end
        said, named = self._text[start:end], spoken(self._text, run)
        meant, undo = f"{concept.name} ({REMARK})", self._request.with_words(said)
        clause = Clause(ClauseKind.CONCEPT, said, start, end, meant, undo)
        self.clauses.append(clause)
        words = [_unit(unit) for unit in units(named) if not unit.stop]
        self.wanted.append(Part(clause, Best((_all(words), About(concept.key))), tuple(words)))
        self.terms |= _telling_terms(named)
        self.runs.update(phrase_terms(name.text) for name in concept.names)

    def _concept(self, run: list[Word], concepts: tuple[Concept, ...]) -> None:
        start, end = run[0].unit.start, run[-1].unit.end
        said = self._text[start:end]
        meant = " or ".join(concept.name for concept in concepts)
        undo = self._request.with_words(said)
        clause = Clause(ClauseKind.CONCEPT, said, start, end, meant, undo)
        self.clauses.append(clause)
        named = spoken(self._text, run)
        typed = phrase_terms(named)
        words: tuple[Node, ...] = ()
        ways: list[Node] = [Term(typed[0])]
        if len(typed) > 1:
            # The mean of its words: a name of five words is no more telling than one of two.
            ways = [Weighted(Phrase(typed), 1 / len(typed))]
            telling = [_unit(unit) for unit in units(named) if not unit.stop]
            if len(telling) > 1:
                ways.append(Weighted(AllOf(tuple(telling)), SCATTERED / len(typed)))
            words = tuple(Weighted(node, WORD_OF_NAME) for node in telling)
            self.terms |= _telling_terms(named)
        else:
            self.terms.add(typed[0])
        ways += [About(concept.key) for concept in concepts]
        node = AllOf((Best(tuple(ways)), Preferred(Weighted(ways[0], AS_TYPED))))
        above = sorted({number for concept in concepts for number in concept.broader})
        keys = (self._lexicon.names.concept(number).key for number in above)
        broader = tuple(Weighted(About(key), BROADER) for key in keys)
        if all(part.node != node for part in self.wanted):
            self.wanted.append(Part(clause, node, words, broader))
        for concept in concepts:
            self.runs.update(phrase_terms(name.text) for name in concept.names)


def _telling_terms(quoted: str) -> set[str]:
    """What to mark of a phrase: *cancer of the lung* marks no *of* and no *the*."""
    found = units(quoted)
    stop = {term for unit in found if unit.stop for run in unit.alternatives for term in run}
    terms = set(phrase_terms(quoted))
    return terms - stop or terms


def _phrase(quoted: str) -> list[Node]:
    terms = phrase_terms(quoted)
    if not terms:
        return []
    return [Phrase(terms) if len(terms) > 1 else Term(terms[0])]


def _unit(unit: Unit) -> Node:
    ways: list[Node] = [
        Phrase(terms) if len(terms) > 1 else Term(terms[0]) for terms in unit.alternatives
    ]
    return ways[0] if len(ways) == 1 else Best(tuple(ways))


def _all(nodes: list[Node]) -> Node:
    if len(nodes) == 1 and not isinstance(nodes[0], Not | Preferred):
        return nodes[0]
    return AllOf(tuple(nodes))
