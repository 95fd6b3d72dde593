"""What a term is read as, and why: for staff who wonder."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import msgspec

from index.listing import listing_count
from index.reference.vocabulary.concepts import Concept, ConceptKind, Name, SourceName
from index.reference.vocabulary.lookup import Vocabulary
from index.reference.vocabulary.names import name_key
from index.reference.vocabulary.sources import SOURCES

MOST_NARROWER = 40
MOST_NEAR = 8


class NamesOf(msgspec.Struct, frozen=True):
    """The names that one source has for a concept."""

    source: SourceName
    title: str
    version: str
    terms: str
    """Licence or terms of use."""
    names: tuple[str, ...]


class Read(msgspec.Struct, frozen=True):
    """A concept that a term is read as."""

    name: str
    kind: ConceptKind
    listings: int
    because: tuple[str, ...]
    """The names that matched, each with what it is and whose."""
    names: tuple[NamesOf, ...]
    narrower: tuple[str, ...]
    """The first kinds of it, by name."""
    narrower_in_all: int


class TermReport(msgspec.Struct, frozen=True):
    """What the vocabulary makes of a term."""

    term: str
    read: tuple[Read, ...]
    denied: str
    """Why it is not read as sources have it, or ""."""
    near: tuple[str, ...]
    """Names that come near, where it is not read."""
    short: str = ""
    """As what short form it is known, and where that is read in small letters, or ""."""


def term_report(vocabulary: Vocabulary, term: str) -> TermReport:
    """What a term is read as. An unknown term has names that come near it, if there are any."""
    short = vocabulary.short_form(term)
    found = vocabulary.named(term) if short is None else short.meant()
    return TermReport(
        term=term,
        read=tuple(_read(vocabulary, concept, term) for concept in found),
        denied="" if short is not None else vocabulary.denied(term),
        near=() if found else near(vocabulary, term),
        short="" if short is None else f"{short.text} is a short form. {short.small.words}",
    )


def near(vocabulary: Vocabulary, term: str) -> tuple[str, ...]:
    """Names that are written in other capitals, or much like the term."""
    capitals = vocabulary.named(term.upper())
    key = name_key(term)
    if capitals or not key:
        return (term.upper(),) if capitals else ()
    close = get_close_matches(key, vocabulary.keys_from(key[:2]), n=MOST_NEAR, cutoff=0.75)
    return tuple(dict.fromkeys(name for one in close for name in vocabulary.names_under(one)))


def term_lines(found: TermReport) -> Iterator[str]:
    """A report as the lines that staff read: why a term is not read, and what comes near it; or
    each concept that it is read as, with its names source by source and what is narrower."""
    if found.denied:
        yield f"“{found.term}” is on the list of denied names: {found.denied}"
    if found.short:
        yield found.short
    if not found.read:
        yield f"“{found.term}” is read as words: it names no concept."
        if found.near:
            yield f"Near it: {', '.join(found.near)}"
    for one in found.read:
        yield from _concept_lines(one)


def _concept_lines(one: Read) -> Iterator[str]:
    yield f"{one.name} ({one.kind}), in {listing_count(one.listings)}"
    for why in one.because:
        yield f"   because of {why}"
    for names in one.names:
        version = f", version {names.version}" if names.version else ""
        yield f"   {names.title}{version}. {names.terms}"
        yield f"      {'; '.join(names.names)}"
    if one.narrower:
        more = one.narrower_in_all - len(one.narrower)
        rest = f" and {more} more" if more else ""
        yield f"   narrower: {'; '.join(one.narrower)}{rest}"


def _read(vocabulary: Vocabulary, concept: Concept, term: str) -> Read:
    version, key = vocabulary.versions, name_key(term)
    grouped: dict[SourceName, list[Name]] = {}
    for name in concept.names:
        grouped.setdefault(name.source, []).append(name)
    source_of = {source.name: source for source in SOURCES}
    narrower = sorted(vocabulary.concept(n).name for n in concept.narrower)
    return Read(
        name=concept.name,
        kind=concept.kind,
        listings=concept.listings,
        because=tuple(
            f"{name.text}: {name.how.words}, {source_of[name.source].title}"
            for name in concept.names
            if name_key(name.text) == key
        ),
        names=tuple(
            NamesOf(
                source,
                source_of[source].title,
                source_of[source].version_words(version.get(source, "")),
                source_of[source].terms,
                tuple(name.text for name in names),
            )
            for source, names in grouped.items()
        ),
        narrower=tuple(narrower[:MOST_NARROWER]),
        narrower_in_all=len(narrower),
    )
