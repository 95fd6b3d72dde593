"""Eligibility intent: who would take part, and what may be joined."""

from search.understanding.people.narrowing import LEFT_ASIDE, Preference, who_asks
from search.understanding.people.phrases import asked_phrases

__all__ = [
    "LEFT_ASIDE",
    "Preference",
    "asked_phrases",
    "who_asks",
]
