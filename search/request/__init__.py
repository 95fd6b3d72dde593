"""The question as a value, read from and written to the parameters of a URL.

`from_args(to_args(r)) == r` for every request; all problems are reported at once.
"""

from search.request.distance import DEFAULT, OFFERED, Distance, distance_of, distance_words
from search.request.parameters import (
    MAX_PAGE,
    MAX_TEXT,
    MAX_WORDS,
    PARAMETER,
    PARAMETERS,
    SIZES,
    Parameter,
)
from search.request.request import ParameterProblem, SearchRequest
from search.request.url import facet_or_problem, facet_value, from_args

__all__ = [
    "DEFAULT",
    "MAX_PAGE",
    "MAX_TEXT",
    "MAX_WORDS",
    "OFFERED",
    "PARAMETER",
    "PARAMETERS",
    "SIZES",
    "Distance",
    "Parameter",
    "ParameterProblem",
    "SearchRequest",
    "distance_of",
    "distance_words",
    "facet_or_problem",
    "facet_value",
    "from_args",
]
