"""What becomes of one thing that was read, small enough to be sent from process to process."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from index.errors import Problem
from index.listing import Listing
from index.sources.deduplication import Condensed, condense
from index.sources.source import Attachment, JsonText, Raw
from index.sources.translation import translated

# Bytes of a row of a table; how long a decoded record is, is not known.
_DECODED = 2_000


class Prepared(msgspec.Struct, frozen=True, gc=False):
    """A record that was translated, or why it was refused, or what is said of a file: the fields
    are those of `index.sources.translation.Arrival`, whose listing is condensed."""

    where: str
    record: Condensed | Attachment | None = None
    warnings: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()
    notice: Problem | None = None


def prepared(found: Raw | Problem, located: Callable[[Listing], Listing]) -> Prepared:
    """Translates what was read, and condenses it; `located` gives every site its place. It depends
    on nothing else, so that any process can do it."""
    arrival = translated(found)
    translation = arrival.translation
    if translation is None:
        return Prepared(arrival.where, refused=arrival.refused, notice=arrival.notice)
    record = translation if isinstance(translation, Attachment) else condense(translation, located)
    return Prepared(arrival.where, record, warnings=translation.problems)


def size_of(found: Raw | Problem) -> int:
    """About how many bytes it takes to send what was read to another process."""
    if isinstance(found, Raw) and isinstance(found.value, JsonText):
        return len(found.value.text)
    return len(found.value) if isinstance(found, Raw) and isinstance(found.value, str) else _DECODED
