"""Codes of states and provinces in a question: *in TX*, *atlanta ga*, *lung cancer NY*; and the
same letters where they are a word or a name of medicine: *CT scan*, *portland or seattle*."""

from __future__ import annotations

import re

import msgspec

from index.listing import US, Place
from index.reference import CANADIAN_PROVINCES, US_STATES, US_TERRITORIES
from search.understanding.entities.places.context import Context
from search.understanding.entities.places.word_lists import WORDS

_CODE = re.compile(
    r"(?P<dotted>[^\W\d_]\.\s?[^\W\d_]\.?(?!\w))|(?P<plain>[^\W\d_]{2})(?![\w'’+/-])"
)

_PLACES = {
    **{code: Place(country="Canada", state=name) for code, name in CANADIAN_PROVINCES.items()},
    **{code: Place(country=name) for code, name in US_TERRITORIES.items()},
    **{code: Place(country=US, state=name) for code, name in US_STATES.items()},
}


_CITIES = {"LA": (Place(country=US, state="California", city="Los Angeles"),)}
"""Cities that are meant by the letters of a state."""


_SICK = frozenset(("patient", "patients", "subjects"))
"""*In ME patients* is no state."""


class Code(msgspec.Struct, frozen=True):
    """A code in a question, and the places that it may stand for."""

    letters: str
    """Small, without dots."""
    start: int
    end: int
    places: tuple[Place, ...]
    """The place that is meant first, and what else has the letters: Los Angeles and Louisiana."""
    is_capital: bool
    """Whether capitals say that it is a code."""
    is_dotted: bool


def code_at(context: Context, start: int) -> Code | None:
    """The code that begins at a place of a question, if one does."""
    match = _CODE.match(context.text, start)
    if match is None:
        return None
    letters = re.sub(r"\W", "", match[0]).upper()
    if letters not in _PLACES:
        return None
    end = match.end()
    if match["dotted"] and not context.text[end:].strip():
        # What ends the sentence is no part of it.
        end -= context.text[end - 1] == "."
    capital = match[0][0].isupper() and letters in match[0].replace(".", "").replace(" ", "")
    return Code(
        letters.casefold(),
        start,
        end,
        (*_CITIES.get(letters, ()), _PLACES[letters]),
        capital and not context.shouts,
        bool(match["dotted"]),
    )


def is_place_after_in(context: Context, code: Code, lead: int) -> bool:
    """Whether a code right after *in* is a place; `lead` is where the *in* stands."""
    if code.letters in WORDS.codes_not_in or context.lies_in_name(code.start, code.end):
        return False
    if code.letters in WORDS.codes_words and not code.is_capital:
        return False
    if code.letters not in WORDS.codes_in:
        return True
    token = context.before(lead)
    after = context.after(code.end)
    sick = after is not None and after.key in _SICK
    return (
        (token is None or context.follows_topic(lead))
        and not sick
        and _ends_there(context, code.end)
    )


def is_place_after_near(context: Context, code: Code) -> bool:
    """Whether a code right after *near* or a comma is a place."""
    return not (code.letters in WORDS.codes_words and not code.is_capital) and _ends_there(
        context, code.end
    )


def is_place_after_city(context: Context, code: Code) -> bool:
    """Whether a code right after the name of a city of that state is one of its address, and no
    word: *portland or seattle*, *boston in winter*."""
    words = code.letters in WORDS.codes_words and not code.is_capital
    return not words or not context.text[code.end :].strip(" .?!")


class AtEnd(msgspec.Struct, frozen=True):
    """How a code at the end of a question is read: as a place, or it is asked whether it is one or
    what `or_named` says."""

    or_named: str = ""


def read_at_end(context: Context, code: Code) -> AtEnd | None:
    """How a code is read that nothing leads to: *lung cancer NY*, *diabetes MI*; None where it
    stays letters."""
    said = context.text[code.start : code.end]
    small = code.letters in WORDS.codes_small and (said.islower() or context.shouts)
    if not code.is_capital and not small:
        return None
    alone = code.letters in WORDS.codes_alone
    if not alone and code.letters not in WORDS.codes_asked:
        return None
    after_comma = context.text[: code.start].rstrip().endswith(",")
    if not context.ends(code.end):
        return None
    sure = after_comma or context.follows_topic(code.start)
    if not sure and not (
        alone
        and code.is_capital
        and code.letters not in WORDS.codes_of_measures
        and context.ends_with_topic(code.start)
    ):
        return None
    if code.is_dotted:
        return AtEnd()
    named = context.named(code.start, code.end)
    if named:
        return AtEnd(or_named=named[0].name)
    if context.are_initials(code.start, code.letters) or context.lies_in_name(code.start, code.end):
        return None
    return AtEnd() if alone else AtEnd(or_named=said)


def _ends_there(context: Context, end: int) -> bool:
    """Whether nothing goes on behind a code that would make it part of a name."""
    token = context.after(end)
    if token is None:
        return context.text[end : end + 1] not in ("'", "’")
    if token.said[0].isupper() and not context.shouts:
        return False
    return context.leads_to_anything_known(end)
