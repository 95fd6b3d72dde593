"""What the parts of a question ask for together: alternatives, and what is left out.

`search.understanding.operators` says which parts belong together; here they become nodes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import msgspec

from index.analysis import phrase_terms
from index.reference import Concept, ConceptKind
from search.engine import About, AllOf, AnyOf, Node, Not, Phrase, Preferred, Term
from search.request import SearchRequest
from search.understanding.composing.match import ListedParts, Part, all_of
from search.understanding.composing.piece import Piece
from search.understanding.composing.states import stated
from search.understanding.entities import MarkerNodes
from search.understanding.operators import (
    Group,
    Grouping,
    Item,
    ItemKind,
    Joined,
    LeftOut,
    Operator,
    connecting,
    grouping,
    is_treatment,
    negating_spans,
)
from search.understanding.question import Clause, ClauseKind, Span

OPEN = "with or without it"
"""What a part is read as of which nothing is asked."""

_OF_CONCEPT = {
    ConceptKind.CONDITION: ItemKind.CONDITION,
    ConceptKind.SIGN: ItemKind.SIGN,
    ConceptKind.DRUG: ItemKind.DRUG,
    ConceptKind.BIOMARKER: ItemKind.MARKER,
    ConceptKind.TREATMENT: ItemKind.TREATMENT,
}
_OF_CLAUSE = {
    ClauseKind.PLACE: ItemKind.PLACE,
    ClauseKind.NEAR: ItemKind.PLACE,
    ClauseKind.AGE: ItemKind.AGE_GROUP,
    ClauseKind.SEX: ItemKind.SEX,
    ClauseKind.PHASE: ItemKind.PHASE,
    ClauseKind.STATUS: ItemKind.STATUS,
    ClauseKind.VOLUNTEERS: ItemKind.STATUS,
}
_ILLNESS = frozenset((ItemKind.CONDITION, ItemKind.SIGN))
_BESIDE = frozenset((ItemKind.SIGN, ItemKind.TREATMENT, ItemKind.MARKER))
_TOPICAL_FIELDS = ("title", "condition")
"""Where a word stands that a listing is about."""
_TITLE, _SUMMARY = "title", "summary"


class Composed(msgspec.Struct, frozen=True):
    """What is asked of texts: all parts, and nothing that is unwanted."""

    clauses: tuple[Clause, ...]
    parts: tuple[Part, ...]
    unwanted: tuple[Node, ...]
    preferred: tuple[Part, ...]
    markers: tuple[tuple[Clause, MarkerNodes], ...]
    """Markers that stand beside an illness: their nodes go with all that is asked for."""
    lists: tuple[ListedParts, ...]


def kind_of_concepts(concepts: Sequence[Concept]) -> ItemKind:
    """What a name is that means some concepts, the likeliest first. The vocabulary has surgery,
    exercise, diet and chemotherapy as conditions."""
    kind = _OF_CONCEPT[concepts[0].kind]
    if kind is ItemKind.CONDITION and is_treatment(concepts[0].name):
        return ItemKind.TREATMENT
    return kind


def kind_of_clause(kind: ClauseKind) -> ItemKind:
    """What a clause is that narrows."""
    return _OF_CLAUSE[kind]


def pieces_of_clauses(clauses: Iterable[Clause]) -> list[Piece]:
    """Those clauses that narrow, as pieces: those of one place are one."""
    found: dict[tuple[int, int], Piece] = {}
    for clause in clauses:
        span = clause.start, clause.end
        if clause.kind not in _OF_CLAUSE:
            continue
        before = found.get(span, Piece(_OF_CLAUSE[clause.kind], *span))
        found[span] = msgspec.structs.replace(before, clauses=(*before.clauses, clause))
    return list(found.values())


def grouping_of(text: str, pieces: Sequence[Piece], spanish: bool = False) -> Grouping:
    """How pieces, in the order of the text, belong together; `text` is as `open_text` makes it."""
    items = [Item(one.kind, one.start, one.end, text[one.start : one.end]) for one in pieces]
    return grouping(text, items, spanish)


def composed(
    text: str,
    opened: str,
    pieces: Sequence[Piece],
    request: SearchRequest,
    spanish: bool = False,
) -> Composed:
    """What pieces ask for together, of texts. `text` is the normal question and `opened` the same
    as `open_text` makes it; the pieces stand in its order."""
    negating = negating_spans(opened, spanish)
    # *Not interested in* leaves out, and its *interested in* is no word of asking.
    pieces = [
        one for one in pieces if one.kind is not ItemKind.FILLER or not _lies_in(one, negating)
    ]
    with_states = stated(pieces, opened, request)
    pieces = with_states.pieces
    found = grouping_of(opened, pieces, spanish)
    aside = {place for one in found.left_out for place in one.places} | {*found.open}
    composer = _Composer(text, pieces, request)
    asked = [piece for place, piece in enumerate(pieces) if place not in aside]
    kinds = {piece.kind for piece in asked}
    composer.names_illness = bool(kinds & _ILLNESS)
    composer.names_condition = ItemKind.CONDITION in kinds
    composer.asked = frozenset(one.key for piece in asked for one in piece.concepts)
    for group in found.groups:
        composer.add(group)
    for one in found.left_out:
        composer.leave_out(one)
    for place in found.open:
        composer.open(place, opened, spanish)
    for place in (*found.filler, *found.states):
        composer.clauses += pieces[place].clauses
    return Composed(
        tuple(composer.clauses),
        tuple(composer.parts),
        tuple(composer.unwanted),
        (*with_states.preferred, *composer.preferred),
        tuple(composer.markers),
        tuple(composer.lists),
    )


def _lies_in(piece: Piece, spans: Iterable[Span]) -> bool:
    return any(start <= piece.start and piece.end <= end for start, end in spans)


class _Composer:
    def __init__(self, text: str, pieces: Sequence[Piece], request: SearchRequest) -> None:
        self._text, self._pieces, self._request = text, pieces, request
        self.clauses: list[Clause] = []
        self.parts: list[Part] = []
        self.unwanted: list[Node] = []
        self.preferred: list[Part] = []
        self.markers: list[tuple[Clause, MarkerNodes]] = []
        self.names_illness = False
        self.names_condition = False
        self.asked: frozenset[str] = frozenset()
        """The keys of the concepts that are asked for."""
        self.lists: list[ListedParts] = []

    def add(self, group: Group) -> None:
        """Asks for a group: for each of its parts, or for any."""
        pieces = [self._pieces[place] for place in group.places]
        self.clauses += [clause for piece in pieces for clause in piece.clauses]
        alternatives = [
            [part for place in places if (part := self._asked_by(self._pieces[place]))]
            for places in group.alternatives
        ]
        alternatives = [parts for parts in alternatives if parts]
        together = group.joined in (Joined.ALONE, Joined.TOGETHER) or (
            # *HR+/HER2-* says two things of one tumor.
            all(piece.marker for piece in pieces) and "/" in self._said(group)
        )
        if together or len(alternatives) < 2:
            for piece in pieces:
                self._ask_of(piece)
            return
        nodes = tuple(all_of([part.node for part in parts]) for parts in alternatives)
        every = [part for parts in alternatives for part in parts]
        topics = tuple(
            all_of([part.topic or part.node for part in parts]) for parts in alternatives
        )
        clause = Clause(ClauseKind.WORDS, self._said(group), group.start, group.end)
        any_of = AnyOf(tuple(dict.fromkeys(nodes)))
        self._ask(
            Part(
                clause,
                any_of,
                tuple(word for part in every for word in part.words),
                tuple(node for part in every for node in part.broader),
                AnyOf(tuple(dict.fromkeys(topics))) if any(one.topic for one in every) else None,
            )
        )
        if group.joined is Joined.LIST:
            said = tuple(part.clause.said for part in every)
            self.lists.append(ListedParts(said, all_of([part.about for part in every])))

    def _ask_of(self, piece: Piece) -> None:
        marker = piece.marker
        if marker is not None and self.names_illness and not marker.demanded:
            self.markers += ((clause, marker) for clause in piece.clauses)
        elif (part := self._asked_by(piece)) is not None:
            self._ask(msgspec.structs.replace(part, kind=piece.kind))

    def _asked_by(self, piece: Piece) -> Part | None:
        """What a piece asks for. Beside a condition a marker, a sign or a treatment may be stated
        anywhere: a listing need not be about it."""
        if piece.part is not None and piece.kind in _BESIDE and self.names_condition:
            return msgspec.structs.replace(piece.part, topic=None)
        return piece.part

    def leave_out(self, one: LeftOut) -> None:
        """Leaves out listings about something; facets are left out elsewhere."""
        pieces = [self._pieces[place] for place in one.places]
        if any(piece.part is None for piece in pieces):
            self.clauses += [clause for piece in pieces for clause in piece.clauses]
            return
        said = self._said(one)
        names = " or ".join(_name(piece) for piece in pieces)
        meant = f"listings about {names} come last" if one.only_prefers else f"not about {names}"
        undo = self._request.with_words(said)
        clause = Clause(ClauseKind.EXCLUDED, said, one.start, one.end, meant, undo)
        self.clauses.append(clause)
        spared = self._sparing(one)
        if spared:
            self.preferred.append(Part(clause, Preferred(AnyOf(tuple(map(_run, spared))))))
        if one.only_prefers:
            return
        for piece in pieces:
            about = _about(piece, self.asked)
            self.unwanted.append(_unless_spared(about, piece, spared) if spared else about)

    def _sparing(self, one: LeftOut) -> list[tuple[str, ...]]:
        """The terms of what says that something is spared, but for what a name of what is asked for
        has: *non-insulin-dependent diabetes* spares no insulin."""
        said = dict.fromkeys(phrase_terms(phrase) for phrase in one.spared)
        names = [
            f" {' '.join(phrase_terms(name.text))} "
            for piece in self._pieces
            for concept in piece.concepts
            if said and concept.key in self.asked
            for name in concept.names
        ]
        return [
            terms
            for terms in said
            if terms and not any(f" {' '.join(terms)} " in name for name in names)
        ]

    def open(self, place: int, opened: str, spanish: bool) -> None:
        """Asks for nothing by a part that may be there or not. It is taken back with what says so:
        the words by themselves would stay open."""
        piece = self._pieces[place]
        said = self._text[piece.start : piece.end]
        saying = (
            one.start
            for one in connecting(opened[: piece.start], spanish)
            if one.operator is Operator.OPEN
        )
        undo = self._request.with_words(self._text[max(saying, default=piece.start) : piece.end])
        self.clauses.append(Clause(ClauseKind.OPEN, said, piece.start, piece.end, OPEN, undo))

    def _ask(self, part: Part) -> None:
        for place, one in enumerate(self.parts):
            if one.node == part.node:
                self.parts[place] = msgspec.structs.replace(one, kind=None)
                return
        self.parts.append(part)

    def _said(self, one: Group | LeftOut) -> str:
        return self._text[one.start : one.end]


def _name(piece: Piece) -> str:
    if piece.concepts:
        return piece.concepts[0].name
    return piece.part.clause.said if piece.part else ""


def _about(piece: Piece, asked: Container[str] = ()) -> Node:
    """What is about a part: its concept, its status, or its words in the title or the conditions.
    A concept that is `asked` for as well is told by the words alone: *IBS-D not IBS-C*."""
    if piece.marker is not None:
        return piece.marker.stated
    said = piece.said or (piece.part.clause.said if piece.part else "")
    terms = phrase_terms(said)
    ways: list[Node] = [
        About(concept.key) for concept in piece.concepts if concept.key not in asked
    ]
    for field in _TOPICAL_FIELDS if terms else ():
        ways.append(Term(terms[0], field) if len(terms) == 1 else Phrase(terms, field))
    return AnyOf(tuple(ways))


def _unless_spared(about: Node, piece: Piece, spared: Sequence[tuple[str, ...]]) -> Node:
    """What is about a part, but for what says that it compares or spares it where it says what it
    studies: in its title, and in its summary where the title does not name it. *Less insulin* far
    down in a text, and *compared with insulin* of two insulins, kept trials of insulin for whoever
    is not on it."""
    in_title = AnyOf(tuple(_run(terms, _TITLE) for terms in spared))
    anywhere = AnyOf((*in_title.children, *(_run(terms, _SUMMARY) for terms in spared)))
    unwanted: Node = AllOf((about, Not(anywhere)))
    said = phrase_terms(piece.said or (piece.part.clause.said if piece.part else ""))
    if not said:
        return unwanted
    return AnyOf((AllOf((_run(said, _TITLE), Not(in_title))), unwanted))


def _run(terms: tuple[str, ...], field: str = "") -> Node:
    return Phrase(terms, field) if len(terms) > 1 else Term(terms[0], field)
