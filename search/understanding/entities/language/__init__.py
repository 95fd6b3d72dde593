"""The language of a question, and names that are said in Spanish."""

from search.understanding.entities.language.language import (
    is_spanish,
    is_spanish_word,
    question_groups,
)
from search.understanding.entities.language.spanish_names import (
    as_english_writes,
    in_english,
    is_head,
    is_vaccine,
    may_be_slip,
    may_mean,
    word_in_english,
    written_in_english,
)

__all__ = [
    "as_english_writes",
    "in_english",
    "is_head",
    "is_spanish",
    "is_spanish_word",
    "is_vaccine",
    "may_be_slip",
    "may_mean",
    "question_groups",
    "word_in_english",
    "written_in_english",
]
