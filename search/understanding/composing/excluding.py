"""Facets that a question leaves out: what is asked for instead, since a filter names what passes.

Nobody is kept out by what a listing does not say: *not in Texas* finds what has a site elsewhere
and what states no site, *except children* what is open to somebody who is no child.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from index.analysis import phrase_terms
from index.listing import FACET, NOT_STATED, SEPARATOR, Sex
from search.engine import AgeSpan, AllOf, AnyOf, Node, Not, Term
from search.understanding.entities import FACET_OF, EligibilityPhrase
from search.understanding.question import ClauseKind


def places_outside(excluded: Iterable[str], listed: Iterable[str]) -> tuple[str, ...]:
    """The listed places that lie outside of all that is excluded, as few of them as say so, and
    what states no place. Paths as the facet *place* has them.

    Of *United States/Texas* that is every other country, and every other state of that one.
    """
    out = [tuple(value.split(SEPARATOR)) for value in excluded]
    around = {path[:depth] for path in out for depth in range(len(path))}
    found = []
    for value in listed:
        path = tuple(value.split(SEPARATOR))
        beside = path[:-1] in around and path not in around
        if beside and not any(path[: len(one)] == one for one in out):
            found.append(value)
    return tuple(dict.fromkeys((*found, NOT_STATED)))


def lies_in(value: str, places: Iterable[str]) -> bool:
    """Whether a place is one of some places, or lies in one."""
    return any(value == one or value.startswith(one + SEPARATOR) for one in places)


def without_it(phrase: EligibilityPhrase) -> EligibilityPhrase | None:
    """A phrase that is left out → what is asked for instead; None for what cannot be said so: who
    is no teenager may be younger or older."""
    meant = f"not only {phrase.meant}"
    if phrase.kind is ClauseKind.AGE and phrase.age is not None:
        span = _other_end(phrase.age)
        if span is None:
            return None
        return msgspec.structs.replace(phrase, age=span, meant=meant, prefer="")
    values = tuple(value for value in _values(FACET_OF[phrase.kind]) if value not in phrase.values)
    if phrase.kind is ClauseKind.SEX:
        # Who leaves out women looks for what is open to men, or to all.
        values = tuple(dict.fromkeys((*values, Sex.ALL.value)))
    return msgspec.structs.replace(phrase, values=values, meant=meant, prefer="")


_TITLE = "title"
_OTHER_AGES = "adults adult children child kids infants elderly older families parents"
"""Who is named in a title that is about others as well."""


def titled(phrase: EligibilityPhrase) -> Node | None:
    """Listings whose title names an age group and no other, where what lies outside of its ages is
    no one span: *not teenagers*. None for a group that titles name by no word of its own:
    preschoolers are *children*."""
    others = phrase_terms(_OTHER_AGES)
    said = (phrase_terms(one) for one in (phrase.prefer, named(phrase)))
    group = [terms[0] for terms in said if len(terms) == 1 and terms[0] not in others]
    if not group:
        return None
    return AllOf((_in_title(group), Not(_in_title(others))))


def _in_title(terms: Iterable[str]) -> Node:
    return AnyOf(tuple(Term(term, _TITLE) for term in terms))


def named(phrase: EligibilityPhrase) -> str:
    """Who an age group is, without its years: *teenagers*."""
    return phrase.meant.removeprefix("open to ").split(" (")[0]


def _other_end(span: AgeSpan) -> AgeSpan | None:
    if span.youngest <= 0 and not math.isinf(span.below):
        return AgeSpan(youngest=span.below)
    if math.isinf(span.below) and span.youngest > 0:
        return AgeSpan(below=span.youngest)
    return None


def _values(facet: str) -> tuple[str, ...]:
    return (*(code.value for code in FACET[facet].words or ()), NOT_STATED)
