"""What a reader is shown of a concept, in words that offend nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from index.reference.vocabulary.compile.files import Label
from index.reference.vocabulary.concepts import Concept, Name, NameKind, SourceName


def labelled(concepts: Sequence[Concept], labels: Sequence[Label]) -> tuple[Concept, ...]:
    """The concepts, each shown without the words of the labels: *Spontaneous Abortion* as
    *Miscarriage*. What its sources call it stays among its names, as they write it."""
    return tuple(_shown(labels, concepts))


def _shown(labels: Sequence[Label], concepts: Sequence[Concept]) -> Iterator[Concept]:
    instead = {one.name.casefold(): one.instead for one in labels}
    # Of two that begin at one word the longer: *mentally retarded children*, *mentally retarded*.
    longest_first = sorted(instead, key=len, reverse=True)
    # *Non-alcoholic hepatitis* has no alcoholic in it.
    label = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)

    def other(match: re.Match[str]) -> str:
        said, shown = match.group(), instead[match.group().casefold()]
        first = match.start() == 0
        return shown[0].upper() + shown[1:] if first and said[0].isupper() else shown

    for one in concepts:
        name = label.sub(other, one.name) if labels else one.name
        if name == one.name:
            yield one
        else:
            ours = Name(name, SourceName.OURS, NameKind.EXACT)
            yield replace(one, name=name, names=(*one.names, ours))
