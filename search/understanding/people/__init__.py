"""Eligibility intent: who would take part, and what may be joined."""

from search.understanding.people.narrowing import LEFT_ASIDE, Preference, eligibility_intent
from search.understanding.people.phrases import eligibility_phrases
from search.understanding.people.word_lists import PEOPLE

__all__ = [
    "LEFT_ASIDE",
    "PEOPLE",
    "Preference",
    "eligibility_intent",
    "eligibility_phrases",
]
