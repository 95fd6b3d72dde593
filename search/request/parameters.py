"""The parameters of a request, declared once."""

from __future__ import annotations

from typing import Literal

import msgspec

from index.listing import (
    DISTANCE,
    FACETS,
    NOT_STATED,
    NOT_STATED_WORDS,
    RELEVANCE,
    SORTS,
    STATUS,
    Recruitment,
    Status,
)
from search.request.distance import DEFAULT, LEAST, MOST

MAX_TEXT = 4_000
MAX_VALUE = 300
MAX_VALUES = 50
MAX_PAGE = 100_000
MAX_PLACE = 100
MAX_WORDS = 20
SIZES = (10, 20, 50, 100)
DEFAULT_SIZE = 20

DEFAULT_WITHIN = DEFAULT.typed

INCLUDED = "included"
"""Of mentions: they count as matches."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One URL parameter: forms, the API description and the checks are derived from it."""

    name: str
    label: str
    help: str
    type: Literal["string", "integer"] = "string"
    many: bool = False
    default: str | int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    """The codes that are allowed, each with its words; empty where anything is."""
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    max_items: int | None = None


PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        name="q",
        label="What are you looking for?",
        help='A condition, symptom, treatment or id, in your own words. "Quotation marks" keep '
        "words together; a minus sign before a word leaves it out.",
        default="",
        max_length=MAX_TEXT,
    ),
    *(
        Parameter(
            name=facet.name,
            label=facet.label,
            help=facet.help,
            many=True,
            choices=(
                (
                    *((word.value, word.words) for word in facet.words),
                    (NOT_STATED, NOT_STATED_WORDS),
                )
                if facet.words
                else ()
            ),
            max_length=MAX_VALUE,
            max_items=MAX_VALUES,
        )
        for facet in FACETS
    ),
    Parameter(
        name="near",
        label="Near",
        help="A US ZIP code or a city of any country: only what has a site near it is shown.",
        default="",
        max_length=MAX_PLACE,
    ),
    Parameter(
        name="within",
        label="Within",
        help="How near: a number of miles, or of kilometers with km after it, from "
        f"{LEAST} to {MOST}.",
        default=DEFAULT_WITHIN,
        max_length=20,
    ),
    Parameter(
        name="words",
        label="As plain words",
        help="A part of the question that is to be searched for as it is written, and not to be "
        "read as a place or anything else.",
        many=True,
        max_length=MAX_TEXT,
        max_items=MAX_WORDS,
    ),
    Parameter(
        name="mentions",
        label="Mentions",
        help="Whether listings that merely mention what is asked for count as well: they are about "
        "something else.",
        choices=((INCLUDED, "Included"),),
    ),
    Parameter(
        name="sort",
        label="Sort by",
        help="The order of the results; the nearest first where a place to be near is given.",
        default=RELEVANCE.name,
        choices=tuple((sort.name, sort.label) for sort in (*SORTS, DISTANCE)),
    ),
    Parameter(
        name="page",
        label="Page",
        help="Which page of results, from 1.",
        type="integer",
        default=1,
        minimum=1,
        maximum=MAX_PAGE,
    ),
    Parameter(
        name="size",
        label="Results on a page",
        help="How many results a page holds.",
        type="integer",
        default=DEFAULT_SIZE,
        choices=tuple((str(size), str(size)) for size in SIZES),
    ),
)
PARAMETER = {parameter.name: parameter for parameter in PARAMETERS}

FORMER_VALUES = {(STATUS.name, Status.UNKNOWN.value): Recruitment.MAY_HAVE_CLOSED.value}
"""Values that a parameter had once, with those that hold the same listings now: addresses that
somebody kept or sent still answer."""
