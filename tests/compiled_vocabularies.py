"""Small vocabularies for tests, of sources made of little."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.reference.vocabulary.compile.compiler import write_vocabulary
from index.reference.vocabulary.compile.files import (
    Aside,
    FileKind,
    Meaning,
    Written,
    WrittenVocabulary,
)
from index.reference.vocabulary.compile.packages import SourceEntry, SourceText
from index.reference.vocabulary.concepts import ConceptKind, NameKind, SourceName
from index.reference.vocabulary.lookup import Vocabulary, vocabulary_in

Told = tuple[str, NameKind]


def entry(
    source: SourceName,
    name: str,
    *names: str | Told,
    kind: ConceptKind = ConceptKind.CONDITION,
    broader: Sequence[str] = (),
) -> SourceEntry:
    """A concept of a source, known there by its name; names are exact where not told otherwise."""
    told = tuple(one if isinstance(one, tuple) else (one, NameKind.EXACT) for one in names)
    above = tuple(f"{source}:{one}" for one in broader)
    return SourceEntry(f"{source}:{name}", source, kind, name, told, above)


def texts(*entries: SourceEntry) -> list[SourceText]:
    sources = dict.fromkeys(one.source for one in entries)
    return [
        SourceText(source, "1", tuple(one for one in entries if one.source is source))
        for source in sources
    ]


def ours(
    *meanings: Meaning, denied: Sequence[str] = (), kind: FileKind = FileKind.IDIOM
) -> WrittenVocabulary:
    return WrittenVocabulary(
        tuple(Written("words.yml", kind, one) for one in meanings),
        tuple(Aside(name, "an everyday word") for name in denied),
    )


def compiled(
    folder: Path, *entries: SourceEntry, written: WrittenVocabulary | None = None
) -> Vocabulary:
    """The vocabulary of some entries, in a file of that folder."""
    path = folder / "vocabulary.sqlite"
    write_vocabulary(path, texts(*entries), written or WrittenVocabulary(), 1)
    return vocabulary_in(path)
