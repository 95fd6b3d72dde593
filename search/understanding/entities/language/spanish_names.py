"""`data/spanish_names.yml`: what is said in English for what a question in Spanish names.

Listings are in English: *cáncer de seno* finds all that *breast cancer* does, by its words as well.
"""

from __future__ import annotations

import re

import msgspec

from index.analysis import folded, phrase_terms
from index.data_files import DATA, read_as
from index.reference import NameKind
from search.understanding.entities.language.language import is_spanish_word
from search.understanding.entities.words import Names, tells_nothing

NAMES_FILE = DATA / "spanish_names.yml"


_ENGLISH = (NameKind.MAIN, NameKind.LAYPERSON, NameKind.BRAND)
"""What names are that are surely English; what people say may be Spanish, and so may other names
of packages: MeSH has *VIH*."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    said: dict[str, str]
    shown: dict[str, str]
    words: dict[str, str]
    heads: str
    stems: dict[str, str]
    endings: dict[str, str]


_file = read_as(NAMES_FILE, _File)
_heads = frozenset(_file.heads.split())
_STEM = re.compile("|".join(sorted(_file.stems, key=len, reverse=True)))
_ENDING = re.compile(f"(?:{'|'.join(sorted(_file.endings, key=len, reverse=True))})$")

SHORTEST = 6
"""Letters of a word that is written as English would, at least."""


def in_english(said: str, names: Names) -> str:
    """What is said in English for a name of a question in Spanish; itself where that is a preferred
    or an everyday name in English."""
    written = _file.said.get(folded(said))
    if written is not None:
        return written
    concepts = names.named(said)
    if not concepts:
        return said
    concept = concepts[0]
    typed = sorted(phrase_terms(said))
    known = (name.text for name in concept.names if name.how in _ENGLISH)
    if any(typed == sorted(phrase_terms(text)) for text in (concept.name, *known)):
        return said
    return _file.shown.get(folded(concept.name), concept.name)


def word_in_english(said: str) -> str:
    """The same for a word of which no name was made; "" where it is not known."""
    return _file.words.get(folded(said), "")


def written_in_english(said: str) -> str:
    """What our own lists have in English for a whole name or word; "" where they have nothing."""
    return _file.said.get(folded(said), "") or word_in_english(said)


def as_english_writes(said: str) -> str:
    """A word as English would write what both have from Greek: *nefritis* → *nephritis*; "" where
    it would be the same. Whether there is such a word is for whoever asks."""
    word = folded(said)
    if len(word) < SHORTEST or " " in word:
        return ""
    stemmed = _STEM.sub(lambda match: _file.stems[match[0]], word)
    written = _ENDING.sub(lambda match: _file.endings[match[0]], stemmed)
    return written if written != word else ""


def is_head(said: str) -> bool:
    """Whether a word only says that what follows is an illness: *enfermedad de Parkinson*."""
    return folded(said) in _heads


def is_vaccine(said: str) -> bool:
    """Whether it is a word for a vaccine, which is *contra*, *para* or *de* an illness."""
    return word_in_english(said).startswith("vaccin")


ALIKE = 5
"""First letters that a word of Spanish shares with one of English that is nearly the same."""


def may_be_slip(said: str) -> bool:
    """Whether a word of a question in Spanish may be misspelt: it is none that is known. *Dolor* is
    no *color*, and *epoc* no *EPOCH*."""
    return not (is_spanish_word(said) or tells_nothing(said, True) or word_in_english(said))


def may_mean(typed: str, meant: str, names: Names) -> bool:
    """Whether a word in Spanish is the slip of a name, as *diabetis* is, or written nearly so in
    English: *negativo*. No other word of English is meant."""
    return typed[:ALIKE] == meant[:ALIKE] or bool(names.named(meant))
