"""Places that nothing leads to: *lung cancer Texas recruiting*, *atlanta ga*, *lung cancer NY*,
*asthma 30322*. Only what is nothing else is one: a medical name that holds it, the name of a
person, a house or an instrument keep it a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from index.analysis import STOP_WORDS, place_key
from index.listing import US, Place
from search.request import DEFAULT
from search.understanding.entities.places.atlas import Atlas, Named, known_place
from search.understanding.entities.places.codes import (
    Code,
    code_at,
    is_place_after_city,
    read_at_end,
)
from search.understanding.entities.places.context import Context
from search.understanding.entities.places.phrase import PlacePhrase
from search.understanding.entities.places.word_lists import WORDS
from search.understanding.entities.words import Token

_LONGEST = 4
"""Words of a place: *Salt Lake City Utah*."""

_MANY, _SOME = 100, 20
"""Listings of a city of one word that may stand beside any word, and beside known names alone."""

_SHORT = 4
"""Letters of what names a drug or a record together with a number."""

MAX_WORDS = 200
"""Words of a question that are looked at."""

_ZIP_SHAPE = re.compile(r"(?<![\w$€£#%.,:/+=<>~-])\d{5}(?:-\d{4})?(?![\w%-]|[.,/:]\d)")
_ZIP_AFTER = re.compile(r",?\s+\d{5}(?:-\d{4})?(?![\w-])")


def bare_phrases(context: Context, atlas: Atlas, taken: list[tuple[int, int]]) -> list[PlacePhrase]:
    """The places that nothing leads to, in the order of the question, apart from what is taken:
    (start, end)."""
    found: list[PlacePhrase] = []
    codes = {
        n: code for n, one in enumerate(context.tokens) if (code := code_at(context, one.start))
    }
    at = 0
    for first, token in enumerate(context.tokens[:MAX_WORDS]):
        if token.start < at or _overlaps(token.start, token.end, taken):
            continue
        # Behind quotation marks stands what a NOT may be said of: *asthma NOT in Georgia*.
        if context.text[: token.start].rstrip().endswith('"'):
            continue
        phrase = _Place(context, atlas, codes, first).phrase()
        if phrase is not None and not _overlaps(phrase.start, phrase.end, taken):
            found.append(phrase)
            at = phrase.end
    return found


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in taken)


class _Place:
    """What begins at a word of a question."""

    def __init__(
        self, context: Context, atlas: Atlas, codes: Mapping[int, Code], first: int
    ) -> None:
        self._context = context
        self._atlas = atlas
        self._codes = codes
        """Of states and cities, by the word that each is."""
        self._first = first
        self._start = context.tokens[first].start

    def phrase(self) -> PlacePhrase | None:
        """The place that begins there, if one does."""
        token = self._context.tokens[self._first]
        if token.key[0].isdigit():
            return self._zip_code()
        return self._city_with_code() or self._named() or self._code()

    def _runs(self) -> Iterator[int]:
        """The ends of the runs of words that begin here, the longest first."""
        tokens = self._context.tokens
        last = min(self._first + _LONGEST, len(tokens)) - 1
        for n in range(last, self._first - 1, -1):
            if self._context.are_joined(self._first, n) and (
                n == self._first or tokens[n].key not in STOP_WORDS
            ):
                yield tokens[n].end

    # --- names ----------------------------------------------------------------------------------

    def _named(self) -> PlacePhrase | None:
        text, first = self._context.text, self._context.tokens[self._first]
        if not self._atlas.may_begin_with(text[first.start : first.end]):
            return None
        for end in self._runs():
            said = text[self._start : end]
            named = self._atlas.named_alone(said)
            if named.places:
                if not self._is_place(said, end, named):
                    return None
                end = _with_zip(text, end)
                return PlacePhrase(self._start, end, named.places, None, named.others)
            region = self._atlas.region(said)
            if region is not None and not self._context.is_of_a_name(self._start, end):
                return PlacePhrase(self._start, end, *region)
        return None

    def _is_place(self, said: str, end: int, named: Named) -> bool:
        context, place, key = self._context, named.places[0], place_key(said)
        one_word = " " not in key
        words = WORDS.words_only | WORDS.also_words | WORDS.never_bare
        if key in words or (one_word and key in STOP_WORDS):
            return False
        if context.is_of_a_name(self._start, end) or context.lies_in_name(self._start, end):
            return False
        if known_place(said) is not None:
            return self._is_short_name(said, end)
        if len(key) <= 3 or not context.leads_to_anything_known(end):
            return False
        listings = self._atlas.listings(place)
        wide = not place.city and (not place.state or place.country in (US, "Canada"))
        if not one_word or wide or (place.country == US and listings >= _MANY):
            before = context.before(self._start)
            return before is None or before.key not in ("of", "from", "by", "de", "del")
        return listings >= _SOME and context.follows_anything_known(self._start)

    def _is_short_name(self, said: str, end: int) -> bool:
        """*UK* and *nyc* anywhere, but *sf* and *US* only where a topic has been named."""
        key = place_key(said)
        if len(key.replace(" ", "")) > 2 or key == "uk" or "." in said:
            return True
        if key == "us" and (not said.isupper() or self._context.shouts):
            return False
        return self._context.follows_topic(self._start) and self._context.ends(end)

    # --- codes and numbers ----------------------------------------------------------------------

    def _city_with_code(self) -> PlacePhrase | None:
        """*atlanta ga*, *Portland OR*, *Salt Lake City UT 84112*."""
        context, tokens = self._context, self._context.tokens
        for n in range(self._first + 1, min(self._first + _LONGEST, len(tokens))):
            code = self._codes.get(n)
            if code is None or not context.are_joined(self._first, n):
                continue
            city = context.text[self._start : tokens[n - 1].end]
            if place_key(city) in STOP_WORDS or not is_place_after_city(context, code):
                continue
            place = self._city(city, code.letters)
            if place is None or context.lies_in_name(self._start, code.end):
                continue
            return PlacePhrase(self._start, _with_zip(context.text, code.end), (place,), None)
        return None

    def _city(self, city: str, code: str) -> Place | None:
        """The city of a state, if it is known by that name."""
        for place in self._atlas.gazetteer.spots(f"{city}, {code}"):
            called_so = place_key(place.city) == place_key(city) or known_place(city)
            if place.state and called_so:
                # A town without listings is no more likely than a word: *colon mi*.
                after_topic = self._context.follows_topic(self._start)
                return place if self._atlas.listings(place) or after_topic else None
        return None

    def _code(self) -> PlacePhrase | None:
        code = self._codes.get(self._first)
        read = None if code is None else read_at_end(self._context, code)
        if code is None or read is None:
            return None
        if read.or_named:
            return PlacePhrase(code.start, code.end, code.places, None, or_named=read.or_named)
        end = _with_zip(self._context.text, code.end)
        return PlacePhrase(code.start, end, code.places[:1], None, code.places[1:])

    def _zip_code(self) -> PlacePhrase | None:
        """Five digits that are known as a ZIP code, and no amount or number of something else."""
        match = _ZIP_SHAPE.match(self._context.text, self._start)
        if match is None or match[0][2:5] == "000":
            return None
        if self._context.text[: self._start].rstrip()[-1:] in ("$", "€", "£", "#", "=", "<", ">"):
            return None
        before, after = self._context.before(self._start), self._context.after(match.end())
        if before is not None and not self._may_have_code(before):
            return None
        if after is not None and after.key in WORDS.zip_not_before:
            return None
        spots = self._atlas.gazetteer.spots(match[0])
        return PlacePhrase(self._start, match.end(), spots, DEFAULT.typed) if spots else None

    def _may_have_code(self, before: Token) -> bool:
        """Whether a ZIP code may follow a word. *LY 23456* and *study 12345* are a drug and a
        record: what is that short must be known as a place, or as what is asked about."""
        long_number = before.key.isdigit() and len(before.key) > 2
        if before.key in WORDS.zip_not_after or len(before.key) == 1 or long_number:
            return False
        if len(before.key) > _SHORT or before.key in STOP_WORDS:
            return True
        context = self._context
        named = known_place(before.said) or code_at(context, before.start)
        return bool(named) or context.follows_topic(context.tokens[self._first].start)


def _with_zip(text: str, end: int) -> int:
    """Where an address ends: *Atlanta GA 30322*."""
    code = _ZIP_AFTER.match(text, end)
    return code.end() if code else end
