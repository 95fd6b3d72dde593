"""The best cut of a question into what is known."""

from search.understanding.cutting.cut import cut_of
from search.understanding.cutting.naming import (
    NameInText,
    names_in,
    other_names,
    shares_its_term,
    surely_short,
    words_in,
)
from search.understanding.cutting.slips import slips_in

__all__ = [
    "NameInText",
    "cut_of",
    "names_in",
    "other_names",
    "shares_its_term",
    "slips_in",
    "surely_short",
    "words_in",
]
