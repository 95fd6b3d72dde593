"""`data/asking_words.yml`: words of a question that tell nothing of what is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from index.analysis import folded, without_apostrophes
from index.data_files import DATA, read_as
from search.understanding.question import Span

WORDS_FILE = DATA / "asking_words.yml"

_PIECE = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    between: str
    asking: str
    people: str
    diagnosis: str
    outlook: str
    treating: str
    studies: str
    paying: str
    amounts: str
    stay: tuple[str, ...]
    spanish: str
    spanish_ordering: dict[str, str]
    spanish_stay: tuple[str, ...]


_file = read_as(WORDS_FILE, _File)
_asking = frozenset(
    word
    for name in _File.__struct_fields__
    if name != "spanish" and isinstance(words := getattr(_file, name), str)
    for word in words.split()
)
_ordering = frozenset(
    " ".join((_file.diagnosis, _file.outlook, _file.treating, _file.paying, _file.amounts)).split()
)
_in_spanish = _asking | {*_file.spanish.split(), *_file.spanish_ordering}
"""With those of English, which some mix into it."""
_stay = frozenset(tuple(phrase.split()) for phrase in (*_file.stay, *_file.spanish_stay))
_stay_first = frozenset(phrase[0] for phrase in _stay)
_longest = max(map(len, _stay))


def tells_nothing(said: str, spanish: bool = False) -> bool:
    """Whether a word of a question tells nothing of its topic: *what*, *patients*, *long-term*, or
    a number by itself, which *type 1* is not. In a `spanish` one so do *hay* and *tratamiento*."""
    pieces = [(_plain_key if spanish else _key)(piece) for piece in _PIECE.findall(said)]
    return (_in_spanish if spanish else _asking).issuperset(pieces) or (
        len(pieces) == 1 and pieces[0].isdigit()
    )


def orders(said: str, spanish: bool = False) -> str:
    """What listings say that come first for such a word: *treatment* and *severe* for themselves,
    and for *tratamiento* in a `spanish` question *treatment*; "" for *trial* and *looking*, which
    say nothing at all."""
    pieces = _PIECE.findall(said)
    if any(_key(piece) in _ordering for piece in pieces):
        return said
    meant = (_file.spanish_ordering.get(_plain_key(piece), "") for piece in pieces)
    return next(filter(None, meant), "") if spanish else ""


def staying(text: str) -> Iterator[Span]:
    """Where such words are of the topic, as in *newly diagnosed* and *end of life*."""
    pieces = list(_PIECE.finditer(text))
    keys = [_key(piece[0]) for piece in pieces]
    for first in (place for place, key in enumerate(keys) if key in _stay_first):
        for last in range(first + 2, min(first + _longest, len(keys)) + 1):
            between = text[pieces[last - 2].end() : pieces[last - 1].start()]
            if between.strip(" -‐‑–"):
                break
            if tuple(keys[first:last]) in _stay:
                yield pieces[first].start(), pieces[last - 1].end()


def _key(word: str) -> str:
    return without_apostrophes(word.casefold())


def _plain_key(word: str) -> str:
    return without_apostrophes(folded(word))
