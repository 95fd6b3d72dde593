"""What a question means: text → clauses, each with its place in the text, and what to match.

In order: the id of a record, quoted phrases, words left out by a minus or NOT, and the rest
as words. Everything must be found; `Read.any_words` is the wider match for when nothing has
all of it.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from index.units import Unit, phrase_terms, units
from search.query import AllOf, AnyOf, Best, Everything, Ids, Node, Not, Phrase, Preferred, Term
from search.results import Clause, ClauseKind, Reading

MAX_UNITS = 100
"""Distinct words of a question that are looked up; a page of text has a few hundred."""

MAX_RUNS = 8
"""Phrases and compounds of a question whose words must stand side by side."""

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


class Read(msgspec.Struct, frozen=True):
    """A question that was read: its clauses, what to match, and what to mark."""

    reading: Reading
    match: Node
    any_words: Node | None
    """A wider match to fall back on; nothing where there is no wider one."""
    terms: frozenset[str]
    """The terms a reader would recognise as theirs."""


def _first(nodes: list[Node]) -> list[Node]:
    """The nodes that hold the first `MAX_UNITS` words; a phrase that goes beyond is left out."""
    kept: list[Node] = []
    left = MAX_UNITS
    for node in nodes:
        left -= _width(node)
        if left < 0:
            break
        kept.append(node)
    return kept


def _with_few_runs(nodes: list[Node]) -> list[Node]:
    """The nodes with at most `MAX_RUNS` runs of terms; later ones ask for their words anywhere.

    Finding a run means reading positions: a hundred compounds of common words took 22 s.
    """
    left = MAX_RUNS

    def eased(node: Node) -> Node:
        nonlocal left
        match node:
            case Phrase(terms):
                left -= 1
                return node if left >= 0 else AllOf(tuple(map(Term, terms)))
            case Best(children):
                return Best(tuple(map(eased, children)))
            case AllOf(children):
                return AllOf(tuple(map(eased, children)))
            case _:
                return node

    return [eased(node) for node in nodes]


def _width(node: Node) -> int:
    match node:
        case Phrase(terms):
            return len(terms)
        case AllOf(children):
            return sum(map(_width, children))
        case _:
            return 1


class _Parts(msgspec.Struct):
    words: list[Unit]
    wanted: list[Node]
    unwanted: list[Node]
    clauses: list[Clause]
    terms: set[str]


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


def read(question: str, taken: tuple[Clause, ...] = (), preferred: str = "") -> Read:
    """The reading of a question. Never fails: what has no words matches everything and says so.

    `taken` are the clauses that something else has made of parts of it: their words are not
    searched for. Listings that say words of `preferred` come first.
    """
    text = normal(question)
    stripped = text.strip()
    id_ = _id_in(stripped)
    if id_:
        start = text.index(stripped)
        clause = Clause(ClauseKind.ID, stripped, start, start + len(stripped))
        # Nothing is lost when no record has the id: it may stand in some listing's text.
        return Read(
            Reading((clause,)),
            Ids((id_,)),
            _all_words(units(id_)),
            frozenset(term for unit in units(id_) for term in unit.alternatives[0]),
        )
    parts = _parts(text, taken)
    nodes, notices = _with_few_runs(_first(parts.wanted)), []
    if len(nodes) < len(parts.wanted):
        notices.append(
            f"The question is very long, so only its first {MAX_UNITS} words are searched for."
        )
    first = units(preferred)
    parts.terms.update(term for unit in first for run in unit.alternatives for term in run)
    wishes = map(Preferred, _words(first))
    if not nodes and not parts.unwanted and not first:
        if stripped and not taken:
            notices.append(
                "There are no letters or numbers to search for in that, so every listing is shown."
            )
        return Read(Reading(tuple(parts.clauses), tuple(notices)), Everything(), None, frozenset())
    unwanted = [*map(Not, _with_few_runs(_first(parts.unwanted))), *wishes]
    return Read(
        Reading(tuple(parts.clauses), tuple(notices)),
        _all([*nodes, *unwanted]),
        _all([AnyOf(tuple(nodes)), *unwanted]) if len(nodes) > 1 else None,
        frozenset(parts.terms),
    )


def _parts(text: str, taken: tuple[Clause, ...]) -> _Parts:
    parts = _Parts([], [], [], [*taken], set())
    blank = list(text)
    for clause in taken:
        blank[clause.start : clause.end] = " " * (clause.end - clause.start)
    text = "".join(blank)
    for match in _PART.finditer(text):
        minus, quoted, word = match.group("minus", "quoted", "word")
        if quoted is None and not (minus and word):
            continue
        said = text[match.start() : match.end()]
        found = units(word if quoted is None else quoted)
        nodes = _words(found) if quoted is None else _phrase(quoted)
        # A phrase of stop words alone is asked for only where it is the whole question; beside
        # others its words are words like any.
        if not nodes or (all(unit.stop for unit in found) and said.strip() != text.strip()):
            continue
        blank[match.start() : match.end()] = " " * len(said)
        kind = ClauseKind.EXCLUDED if minus else ClauseKind.PHRASE
        parts.clauses.append(Clause(kind, said.strip(), match.start(), match.end()))
        if minus:
            parts.unwanted.append(_all(nodes))
        else:
            parts.wanted += nodes
            parts.terms.update(_telling_terms(quoted or ""))
    # The blanks keep two words around a phrase from being read as one compound.
    rest = units("".join(blank))
    telling = [unit for unit in rest if not unit.stop]
    if not telling and not parts.clauses:
        telling = rest
    for unit in telling:
        parts.clauses.append(
            Clause(ClauseKind.WORDS, text[unit.start : unit.end], unit.start, unit.end)
        )
        parts.terms.update(term for run in unit.alternatives for term in run)
    parts.wanted = list(dict.fromkeys([*_words(telling), *parts.wanted]))
    parts.clauses.sort(key=lambda clause: clause.start)
    return parts


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


def _words(found: list[Unit]) -> list[Node]:
    return [_unit(unit) for unit in found]


def _unit(unit: Unit) -> Node:
    ways: list[Node] = [
        Phrase(terms) if len(terms) > 1 else Term(terms[0]) for terms in unit.alternatives
    ]
    return ways[0] if len(ways) == 1 else Best(tuple(ways))


def _all_words(found: list[Unit]) -> Node | None:
    return _all(_words(found)) if found else None


def _all(nodes: list[Node]) -> Node:
    if len(nodes) == 1 and not isinstance(nodes[0], Not | Preferred):
        return nodes[0]
    return AllOf(tuple(nodes))
