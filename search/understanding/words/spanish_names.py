"""`data/spanish_names.yml`: what is said in English for what a question in Spanish names.

Listings are in English: *cáncer de seno* finds all that *breast cancer* does, by its words as well.
"""

from __future__ import annotations

import msgspec

from index.analysis import folded, phrase_terms
from index.data_files import DATA, read_as
from index.reference import NameKind
from search.understanding.words.concepts import Names

NAMES_FILE = DATA / "spanish_names.yml"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    said: dict[str, str]
    shown: dict[str, str]


_file = read_as(NAMES_FILE, _File)


def in_english(said: str, names: Names) -> str:
    """What is said in English for a name of a question in Spanish; itself where it has no word that
    English names of the same do not have."""
    written = _file.said.get(folded(said))
    if written is not None:
        return written
    concepts = names.named(said)
    if not concepts:
        return said
    concept = concepts[0]
    english = (name.text for name in concept.names if name.how is not NameKind.SAID)
    known = {term for text in (concept.name, *english) for term in phrase_terms(text)}
    if known.issuperset(phrase_terms(said)):
        return said
    return _file.shown.get(folded(concept.name), concept.name)
