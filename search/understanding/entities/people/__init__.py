"""Eligibility intent: who would take part, and what may be joined."""

from search.understanding.entities.people.narrowing import (
    LEFT_ASIDE,
    Preference,
    eligibility_intent,
)
from search.understanding.entities.people.phrases import (
    FACET_OF,
    EligibilityPhrase,
    EligibilityPhrases,
    eligibility_phrases,
)

__all__ = [
    "FACET_OF",
    "LEFT_ASIDE",
    "EligibilityPhrase",
    "EligibilityPhrases",
    "Preference",
    "eligibility_intent",
    "eligibility_phrases",
]
