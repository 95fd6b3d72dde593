"""Which terms say what a listing is about, for every engine: by these, listings are alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from index.analysis import STOP_WORDS, phrase_terms
from index.listing import SUBJECTS
from index.terms.listing_terms import MAX_POSITION, TermPosition


def is_content_term(term: str) -> bool:
    """Whether a term says something of what a listing is about: no stop word does, nor a single
    letter."""
    return term not in _stop_terms() and len(term) > 1


@lru_cache(1)
def _stop_terms() -> frozenset[str]:
    return frozenset(term for word in STOP_WORDS for term in phrase_terms(word))


def subject_terms(occurrences: Iterable[TermPosition]) -> frozenset[str]:
    """The terms of a listing's subject fields that are content terms."""
    return frozenset(
        term
        for term, field, position in occurrences
        if field in SUBJECTS and position <= MAX_POSITION and is_content_term(term)
    )
