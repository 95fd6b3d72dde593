"""`data/asking_words.yml`: words of a question that tell nothing of what is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from index.analysis import without_apostrophes
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


_file = read_as(WORDS_FILE, _File)
_asking = frozenset(
    word
    for name in _File.__struct_fields__
    if isinstance(words := getattr(_file, name), str)
    for word in words.split()
)
_ordering = frozenset(
    " ".join((_file.diagnosis, _file.outlook, _file.treating, _file.paying, _file.amounts)).split()
)
_stay = frozenset(tuple(phrase.split()) for phrase in _file.stay)
_longest = max(map(len, _stay))


def tells_nothing(said: str) -> bool:
    """Whether a word of a question tells nothing of its topic: *what*, *patients*, *long-term*, or
    a number by itself, which *type 1* is not."""
    pieces = list(map(_key, _PIECE.findall(said)))
    return _asking.issuperset(pieces) or (len(pieces) == 1 and pieces[0].isdigit())


def orders(said: str) -> bool:
    """Whether listings come first that have such a word: *treatment* and *severe* may, *trial* and
    *looking* say nothing at all."""
    return any(_key(piece) in _ordering for piece in _PIECE.findall(said))


def staying(text: str) -> Iterator[Span]:
    """Where such words are of the topic, as in *newly diagnosed* and *end of life*."""
    pieces = list(_PIECE.finditer(text))
    keys = [_key(piece[0]) for piece in pieces]
    for first in range(len(keys)):
        for last in range(first + 2, min(first + _longest, len(keys)) + 1):
            between = text[pieces[last - 2].end() : pieces[last - 1].start()]
            if between.strip(" -‐‑–"):
                break
            if tuple(keys[first:last]) in _stay:
                yield pieces[first].start(), pieces[last - 1].end()


def _key(word: str) -> str:
    return without_apostrophes(word.casefold())
