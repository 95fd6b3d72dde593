"""The best cut of a question into what is known."""

from search.understanding.cutting.cut import cut_of
from search.understanding.cutting.naming import (
    NameInText,
    name_candidates,
    names_of,
    other_names,
    surely_short,
    words_in,
)
from search.understanding.cutting.seam import is_alike_without
from search.understanding.cutting.second import second_readings
from search.understanding.cutting.slips import slips_in

__all__ = [
    "NameInText",
    "cut_of",
    "is_alike_without",
    "name_candidates",
    "names_of",
    "other_names",
    "second_readings",
    "slips_in",
    "surely_short",
    "words_in",
]
