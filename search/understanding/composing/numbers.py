"""Quantities, codes and ids of a question as clauses, with what each asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from index.analysis import phrase_terms, term_groups
from index.reference import Concept
from search.engine import About, Best, Ids, Node, Phrase, Preferred, Term
from search.request import SearchRequest
from search.understanding.composing.match import Part, all_of, group_node
from search.understanding.entities import (
    LEFT_ASIDE,
    DiagnosisCode,
    Lexicon,
    Quantity,
    RecordId,
    diagnosis_codes,
    disease_names,
    quantities_in,
    record_ids,
)
from search.understanding.question import Clause, ClauseKind, normal, open_text, plain_spans

_QUOTES = str.maketrans('"“”', "   ")


class Numbered(msgspec.Struct, frozen=True):
    """What the numbers of a question were read as."""

    clauses: tuple[Clause, ...] = ()
    wanted: tuple[Part, ...] = ()
    wishes: tuple[Part, ...] = ()
    """What makes a listing come first."""
    notices: tuple[str, ...] = ()


def named_ids(request: SearchRequest) -> tuple[RecordId, ...]:
    """The ids of records that a question names, without those that are to be taken as words."""
    text = normal(request.text)
    stripped = text.strip()
    quoted = stripped[:1] in '"“' and stripped[-1:] in '"”' and not open_text(text).strip('" ')
    found = record_ids(text.translate(_QUOTES) if quoted else open_text(text))
    plain = plain_spans(request)
    return tuple(one for one in found if not _is_plain(one.start, one.end, plain))


def numbered(request: SearchRequest, lexicon: Lexicon) -> Numbered:
    """The quantities and the codes of a question."""
    text = open_text(normal(request.text))
    plain = plain_spans(request)
    found = [
        one
        for one in quantities_in(text, lambda word: bool(lexicon.medicines(word)))
        if not _is_plain(one.start, one.end, plain)
    ]
    clauses, wanted, wishes, notices = [], [], [], []
    for code in diagnosis_codes(text):
        if _is_plain(code.start, code.end, plain):
            continue
        title = lexicon.title_of_code(code.code)
        if title:
            found = [one for one in found if one.end <= code.start or code.end <= one.start]
            part = _code(request, code, title, lexicon)
            clauses.append(part.clause)
            wanted.append(part)
            notices.append(f"{code.code} is the ICD-10 code of “{title}”.")
        elif code.named:
            notices.append(f"{code.code} is no ICD-10 code that is known here.")
    if found and not clauses and not _is_beside(text, found):
        found = [one for one in found if one.asked]
    for one in found:
        said = normal(request.text)[one.start : one.end]
        undo = request.with_words(said)
        clause = Clause(ClauseKind.QUANTITY, said, one.start, one.end, one.meant, undo)
        clauses.append(clause)
        wanted += _asked(one, clause, lexicon)
        wishes += [Part(clause, Preferred(node)) for node in _phrases(one.preferred)]
    return Numbered(tuple(clauses), tuple(wanted), tuple(wishes), tuple(notices))


def left_aside(request: SearchRequest, ids: tuple[RecordId, ...], lexicon: Lexicon) -> Numbered:
    """Ids of which no record is here, where something else is asked for as well: they are told,
    and the rest is read. Nothing where a record is here or an id is all there is."""
    text = normal(request.text)
    every = Ids(tuple(id_ for one in ids for id_ in one.ids))
    if lexicon.counts([every])[0] or not _is_beside(open_text(text), ids):
        return Numbered()
    clauses = []
    for one in ids:
        said = text[one.start : one.end]
        undo = request.with_words(said)
        clauses.append(Clause(ClauseKind.WORDS, said, one.start, one.end, LEFT_ASIDE, undo))
    notices = (f"No record here has the id {one.said}, so it is left aside." for one in ids)
    notes = (one.note for one in ids if one.note)
    return Numbered(tuple(clauses), notices=(*notices, *notes))


def _is_beside(text: str, found: Sequence[Quantity] | Sequence[RecordId]) -> bool:
    """Whether a text says something beside some parts of it."""
    for one in found:
        text = text[: one.start] + "\n" * (one.end - one.start) + text[one.end :]
    return not all(group.stop for group in term_groups(text))


def _is_plain(start: int, end: int, plain: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in plain)


def _phrases(said: tuple[str, ...]) -> Iterator[Node]:
    for one in dict.fromkeys(map(phrase_terms, said)):
        if one:
            yield Phrase(one) if len(one) > 1 else Term(one[0])


def _asked(one: Quantity, clause: Clause, lexicon: Lexicon) -> Iterator[Part]:
    if one.asked is None:
        return
    ways = list(_phrases(one.asked.names))
    known = lexicon.names.named(one.asked.concept) if one.asked.concept else ()
    ways += [About(concept.key) for concept in known[:1]]
    yield Part(clause, ways[0] if len(ways) == 1 else Best(tuple(ways)))


def _code(request: SearchRequest, code: DiagnosisCode, title: str, lexicon: Lexicon) -> Part:
    said = normal(request.text)[code.start : code.end]
    name, concept = _disease(code, title, lexicon)
    meant = f"{concept.name if concept else name}, ICD-10 code {code.code}"
    undo = request.with_words(said)
    clause = Clause(ClauseKind.CODE, said, code.start, code.end, meant, undo)
    words = [group_node(group) for group in term_groups(name) if not group.stop]
    ways: list[Node] = list(_phrases((name,)))
    if concept:
        return Part(clause, Best((*ways, About(concept.key))), tuple(words))
    return Part(clause, all_of(words) if words else ways[0], tuple(words))


def _disease(code: DiagnosisCode, title: str, lexicon: Lexicon) -> tuple[str, Concept | None]:
    """What a code names that the vocabulary knows, by its own title or a wider one; else the
    barest name of it."""
    for one in (title, *map(lexicon.title_of_code, code.wider)):
        for name in disease_names(one):
            known = lexicon.names.named(name)
            if known:
                return name, known[0]
    return disease_names(title)[-1], None
