"""What a question means: text → clauses, each with its place in the text, and what to match.

Where a question names records by their ids, they are the answer. Else it is taken apart (`apart`),
its parts are composed by what joins them (`composing`), and what is left out or preferred goes with
them. All parts must be found, each by any of its alternatives; `Read.any_words` is the match for
when nothing has all of them, and `Read.partial` what may follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.analysis import term_groups
from search.engine import (
    AllOf,
    AnyOf,
    Everything,
    Ids,
    Like,
    Node,
    Not,
    Preferred,
    Weighted,
)
from search.request import SearchRequest
from search.understanding.apart import Apart, RecognisedEntities
from search.understanding.composing import (
    MAX_GROUPS,
    MORE_LIKE_THIS,
    Part,
    Read,
    all_of,
    composed,
    demand_of,
    first_words,
    group_node,
    named_ids,
    parts_wished,
    unscored,
    with_few_runs,
    within_bounds,
)
from search.understanding.entities import Lexicon, MarkerNodes, RecordId
from search.understanding.operators import ItemKind
from search.understanding.question import Clause, ClauseKind, Highlights, Reading, normal


def read(
    request: SearchRequest,
    lexicon: Lexicon,
    entities: RecognisedEntities | None = None,
    spanish: bool = False,
) -> Read:
    """The reading of a question in English, or in Spanish. Never fails: what has no words matches
    everything and says so."""
    text = normal(request.text)
    stripped = text.strip()
    entities = entities or RecognisedEntities()
    taken = [(clause.start, clause.end) for clause in entities.clauses]
    ids = tuple(one for one in named_ids(request) if (one.start, one.end) not in taken)
    if ids:
        return _read_ids(request, ids)
    reader = Apart(request, lexicon, entities, spanish)
    asked = composed(text, reader.opened, reader.pieces, request, spanish)
    reader.clauses += asked.clauses
    reader.unwanted += (*asked.unwanted, *entities.unwanted)
    wishes = [*parts_wished(entities.preferred), *reader.ordering, *asked.preferred]
    parts = within_bounds(list(asked.parts))
    notices = [*_opposites(parts, asked.markers, lexicon)]
    if len(parts) < len(asked.parts):
        notices.append(
            f"The question is very long, so only its first {MAX_GROUPS} words are searched for."
        )
    wishes += entities.wishes
    anything = not parts and not reader.unwanted and not wishes
    if anything and stripped and not entities.clauses:
        notices.append(
            "There are no letters or numbers to search for in that, so every listing is shown."
        )
    elif reader.says_little and parts:
        notices.append(
            "Words like these say little of what you are looking for. Name a condition, a symptom, "
            "a treatment or a place."
        )
    reading = Reading(
        tuple(sorted(reader.clauses, key=_start)),
        tuple(notices),
        tuple(reader.offered.values()),
    )
    if anything:
        return Read(reading, Everything(), None, None, Highlights())
    unwanted = map(Not, with_few_runs(first_words(reader.unwanted)))
    marked = [node for _, marker in asked.markers for node in marker.beside]
    aside = [*unwanted, *marked, *(wish.node for wish in wishes)]
    match, mentioned = demand_of(parts, aside)
    loose = tuple(dict.fromkeys(node for part in parts for node in (part.node, *part.words)))
    relaxed = [AnyOf(loose), *_conditions(parts), *aside]
    any_words = all_of(relaxed) if len(loose) > 1 and len(parts) > 1 else None
    broader = tuple(dict.fromkeys(node for part in parts for node in part.broader))
    have = tuple(node for node in (mentioned or match, any_words) if node is not None)
    like = Weighted(Like(have), MORE_LIKE_THIS)
    return Read(
        reading,
        match,
        any_words,
        all_of([AnyOf((*loose, *broader, like)), *aside]) if loose else None,
        Highlights(frozenset(reader.terms), frozenset(reader.runs)),
        (*parts, *wishes),
        asked.lists,
        mentioned,
        AllOf((*relaxed, *map(Preferred, broader))) if any_words else None,
        asked.parts,
        tuple(aside),
    )


def _conditions(parts: Sequence[Part]) -> list[Node]:
    """What a listing must be about, whatever else of a question it lacks: one of the conditions
    that it names."""
    topics = [part.topic for part in parts if part.kind is ItemKind.CONDITION and part.topic]
    return [unscored(AnyOf(tuple(topics)))] if topics else []


def _read_ids(request: SearchRequest, ids: tuple[RecordId, ...]) -> Read:
    """The records themselves: what stands around an id asks about them, and for nothing else."""
    text = normal(request.text)
    alone = len(ids) == 1 and not text.replace(text[ids[0].start : ids[0].end], "", 1).strip(
        "()[]{}<>.,;:!?\"'“”‘’# "
    )
    clauses = []
    for one in ids:
        said = text[one.start : one.end]
        undo = None if alone else request.with_words(said)
        meant = "" if alone else f"the record {one.said}"
        clauses.append(Clause(ClauseKind.ID, said, one.start, one.end, meant, undo))
    groups = [term_groups(one.said) for one in ids]
    # Nothing is lost when no record has the id: it may stand in some listing's text.
    mentions = [all_of([group_node(group) for group in found]) for found in groups if found]
    notices = tuple(one.note for one in ids if one.note)
    return Read(
        Reading(tuple(clauses), notices),
        Ids(tuple(dict.fromkeys(id_ for one in ids for id_ in one.ids))),
        mentions[0] if len(mentions) == 1 else AnyOf(tuple(mentions)) if mentions else None,
        None,
        Highlights(
            frozenset(term for found in groups for group in found for term in group.alternatives[0])
        ),
    )


def _opposites(
    parts: list[Part], markers: tuple[tuple[Clause, MarkerNodes], ...], lexicon: Lexicon
) -> Iterator[str]:
    """How many listings are left out for what they state of a marker."""
    for clause, marker in markers:
        if marker.opposites:
            wanted = tuple(part.about for part in parts)
            (count,) = lexicon.counts([AllOf((*wanted, AnyOf(marker.opposites)))])
            if count:
                state = "1 listing that states" if count == 1 else f"{count:,} listings that state"
                leave = "is" if count == 1 else "are"
                yield f"{state} nothing but the opposite of “{clause.meant}” {leave} left out."


def _start(clause: Clause) -> int:
    return clause.start
