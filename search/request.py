"""What somebody asks: an immutable value that is read from and written to URL parameters.

Every link on a results page is a new request made from this one, so a link can never
carry anything that the form could not.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal, Self

import msgspec

from index.codes import NOT_STATED, NOT_STATED_WORDS
from index.facets import Sort
from index.problems import Problem
from index.schema import FACET, FACETS, RELEVANCE, SORTS
from search import distances
from search.errors import BadRequest

MAX_TEXT = 4_000
MAX_VALUE = 300
MAX_VALUES = 50
MAX_PAGE = 100_000
MAX_PLACE = 100
MAX_WORDS = 20
SIZES = (10, 20, 50, 100)
DEFAULT_SIZE = 20

DEFAULT_WITHIN = distances.DEFAULT.typed

DISTANCE = Sort(name="distance", label="Nearest first", descending=False)


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
        f"{distances.LEAST} to {distances.MOST}.",
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

Chosen = tuple[tuple[str, tuple[str, ...]], ...]


class SearchRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A question, what it is narrowed to, and which page of the answer.

    `chosen` holds pairs of facet name and values, in the order facets are declared, values
    in the order they were chosen, none twice: equal requests have equal URLs.
    """

    text: str = ""
    chosen: Chosen = ()
    near: str = ""
    """A place as it was typed."""
    within: str = DEFAULT_WITHIN
    """How near, as it was typed."""
    words: tuple[str, ...] = ()
    """Parts of the text that are taken as plain words, none twice."""
    sort: str = RELEVANCE.name
    page: int = 1
    size: int = DEFAULT_SIZE

    def __post_init__(self) -> None:
        # Any way of making a request gives the one that its own URL would give.
        msgspec.structs.force_setattr(self, "text", self.text.strip())
        msgspec.structs.force_setattr(self, "chosen", _ordered(self.chosen))
        msgspec.structs.force_setattr(self, "near", " ".join(self.near.split()))
        within = " ".join(self.within.split()) or DEFAULT_WITHIN
        msgspec.structs.force_setattr(self, "within", within if self.near else DEFAULT_WITHIN)
        words = tuple(dict.fromkeys(one for one in self.words if one))
        msgspec.structs.force_setattr(self, "words", words)

    def values(self, facet: str) -> tuple[str, ...]:
        """The chosen values of a facet; none if it is not narrowed."""
        return dict(self.chosen).get(facet, ())

    def with_value(self, facet: str, value: str) -> Self:
        """The same question narrowed by one more value, from its first page."""
        if value in self.values(facet):
            return self.at_page(1)
        return self._choosing(facet, (*self.values(facet), value))

    def without_value(self, facet: str, value: str) -> Self:
        """The same question without one chosen value, from its first page."""
        return self._choosing(facet, tuple(v for v in self.values(facet) if v != value))

    def without_facet(self, facet: str) -> Self:
        """The same question without any value of a facet, from its first page."""
        return self._choosing(facet, ())

    def without_chosen(self) -> Self:
        """The same question, narrowed by nothing."""
        return msgspec.structs.replace(self, chosen=(), near="", page=1)

    def near_to(self, near: str, within: str = DEFAULT_WITHIN) -> Self:
        """The same question near a place, or near none, from its first page."""
        return msgspec.structs.replace(self, near=near, within=within, page=1)

    def with_words(self, said: str) -> Self:
        """The same question with a part of it taken as plain words, from its first page."""
        return msgspec.structs.replace(self, words=(*self.words, said), page=1)

    def sorted_by(self, sort: str) -> Self:
        """The same question in another order, from its first page."""
        return msgspec.structs.replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> Self:
        """The same question at another page."""
        return msgspec.structs.replace(self, page=page)

    def _choosing(self, facet: str, values: tuple[str, ...]) -> Self:
        chosen = dict(self.chosen) | {facet: values}
        return msgspec.structs.replace(self, chosen=tuple(chosen.items()), page=1)

    def to_args(self) -> tuple[tuple[str, str], ...]:
        """The URL parameters of this request; defaults are left out."""
        args = [("q", self.text)] if self.text else []
        args += [(facet, value) for facet, values in self.chosen for value in values]
        defaults = SearchRequest()
        args += [("words", said) for said in self.words]
        for name in ("near", "within", "sort", "page", "size"):
            if getattr(self, name) != getattr(defaults, name):
                args.append((name, str(getattr(self, name))))
        return tuple(args)


def _ordered(chosen: Chosen) -> Chosen:
    values: dict[str, dict[str, None]] = {facet.name: {} for facet in FACETS}
    for name, some in chosen:
        if name not in values:
            raise ValueError(f"{name} is not a facet")
        values[name].update(dict.fromkeys(value for value in some if value))
    return tuple((name, tuple(some)) for name, some in values.items() if some)


class ParameterProblem(Problem, frozen=True, kw_only=True):
    """A parameter that is not known, or has a value that is not: `what` is the `fault`, and then
    the `choices` by their codes, which a page says by their labels."""

    fault: str
    choices: tuple[str, ...]
    """The values that the parameter can have. Of a parameter that is not known, the one that may
    be meant, or else all that there are."""


def from_args(args: Iterable[tuple[str, str]]) -> SearchRequest:
    """The request that URL parameters stand for; the inverse of `SearchRequest.to_args`.

    Empty values count as not given, as forms send them. Raises `BadRequest` naming every
    parameter that is unknown, repeated, too long or out of range.
    """
    problems: list[Problem] = []
    single: dict[str, str] = {}
    several: dict[str, dict[str, None]] = {}
    for name, raw in args:
        parameter = PARAMETER.get(name)
        if parameter is None:
            problems.append(_unknown_parameter(name))
            continue
        value = raw if parameter.many else raw.strip()
        wrong = _what_is_wrong(parameter, value) if value else None
        if not value:
            continue
        if wrong:
            problems.append(wrong)
        elif parameter.many:
            several.setdefault(name, {})[value] = None
        elif name in single and single[name] != value:
            problems.append(Problem(name, "is given twice; give it once."))
        else:
            single[name] = value
    for name, values in several.items():
        most = PARAMETER[name].max_items
        if most and len(values) > most:
            problems.append(Problem(name, f"has {len(values)} values; give at most {most}."))
    if problems:
        raise BadRequest(tuple(dict.fromkeys(problems)))
    return SearchRequest(
        text=single.get("q", ""),
        words=tuple(several.pop("words", ())),
        chosen=tuple((name, tuple(values)) for name, values in several.items()),
        near=single.get("near", ""),
        within=single.get("within", DEFAULT_WITHIN),
        sort=single.get("sort", RELEVANCE.name),
        page=int(single.get("page", 1)),
        size=int(single.get("size", DEFAULT_SIZE)),
    )


def _what_is_wrong(parameter: Parameter, value: str) -> Problem | None:
    """Why a value cannot be used, or nothing."""
    name = parameter.name
    if parameter.max_length and len(value) > parameter.max_length:
        most = f"{parameter.max_length:,}"
        return Problem(name, f"is {len(value):,} characters long; use at most {most}.")
    if parameter.choices and value not in dict(parameter.choices):
        fault = f"does not know “{value[:60]}”"
        codes = tuple(code for code, _ in parameter.choices)
        what = f"{fault}; use one of: {', '.join(codes)}."
        return ParameterProblem(name, what, fault=fault, choices=codes)
    if parameter.type == "integer":
        if not (value.isascii() and value.isdigit() and len(value) <= 9):
            return Problem(name, f"must be a whole number, not “{value[:60]}”.")
        number = int(value)
        if parameter.minimum is not None and number < parameter.minimum:
            return Problem(name, f"must be {parameter.minimum} or more.")
        if parameter.maximum is not None and number > parameter.maximum:
            return Problem(name, f"must be {parameter.maximum:,} or less.")
    if parameter.many and any(ord(character) < 32 for character in value):
        return Problem(name, "has a control character in its value.")
    return None


def _unknown_parameter(name: str) -> ParameterProblem:
    fault = "is not a search parameter."
    near = tuple(difflib.get_close_matches(name, PARAMETER, n=1))
    hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(PARAMETER)}."
    return ParameterProblem(
        name[:60], f"{fault} {hint}", fault=fault, choices=near or tuple(PARAMETER)
    )


def facet_or_problem(name: str) -> None:
    """Raises `BadRequest` where no facet has this name."""
    if name not in FACET:
        raise BadRequest([Problem(name[:60], f"is not a facet. Known: {', '.join(FACET)}.")])
