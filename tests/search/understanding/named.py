"""The names in the words of a text, where nothing else is read of it."""

from __future__ import annotations

from search.understanding.entities.words.concepts import (
    ConceptPhrase,
    Names,
    Word,
    concept_candidates,
)
from search.understanding.lattice import best_cut


def concept_phrases(text: str, words: list[Word], names: Names) -> list[ConceptPhrase]:
    """The best cut of some words into names."""
    return [one.meaning for one in best_cut(concept_candidates(text, words, names))]
