"""A request, read from parameters of a URL and written to them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from index.errors import Problem
from index.listing import FACET, RELEVANCE
from search.errors import BadRequest
from search.request.parameters import (
    DEFAULT_SIZE,
    DEFAULT_WITHIN,
    FORMER_VALUES,
    PARAMETER,
    Parameter,
)
from search.request.request import ParameterProblem, SearchRequest


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
        value = FORMER_VALUES.get((name, value), value)
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
        mentions=single.get("mentions", ""),
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


def facet_value(pair: str) -> tuple[str, str]:
    """The facet and the value of *NAME=VALUE*. Raises `BadRequest` for anything else."""
    name, equals, value = pair.partition("=")
    if not equals or name not in FACET:
        known = ", ".join(FACET)
        what = f"write it as NAME=VALUE, with NAME one of: {known}."
        raise BadRequest([Problem(f"--facet {pair[:60]}:", what)])
    return name, value


def facet_or_problem(name: str) -> None:
    """Raises `BadRequest` where no facet has this name."""
    if name not in FACET:
        raise BadRequest([Problem(name[:60], f"is not a facet. Known: {', '.join(FACET)}.")])
