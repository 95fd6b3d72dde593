"""The places that a question names: *in Georgia*, *near 30322*, *within 50 miles of Atlanta*,
*Atlanta, GA*, *in TX*, *cerca de Miami*; and, by `bare.py`, those that
nothing leads to: *lung cancer Texas*."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from index.analysis import STOP_WORDS, place_key
from index.listing import Place
from search.request import DEFAULT
from search.understanding.entities.places.atlas import Atlas, Named, known_place
from search.understanding.entities.places.bare import bare_phrases
from search.understanding.entities.places.codes import (
    Code,
    code_at,
    is_place_after_city,
    is_place_after_in,
    is_place_after_near,
)
from search.understanding.entities.places.context import Context
from search.understanding.entities.places.phrase import PlacePhrase
from search.understanding.entities.places.word_lists import WORDS
from search.understanding.entities.words import NO_NAMES, Names

MAX_TRIED = 40
"""Parts of a question that are looked up: one of 4,000 letters may have *in* a thousand times."""

_LONGEST = 7
"""Words of a place: *Salt Lake City, Utah, United States*."""

_LONGEST_CITY = 4
"""Words of a city before the comma of *Salt Lake City, Utah*."""

_SHORT, _ABBREVIATION = 3, 5
"""Letters of what is hardly ever a place, in any case and in capitals."""

_MILES = (
    r"[-−]?\d{1,3}(?:,?\d{3}){0,3}\s*-?"
    r"(?:miles?|mi|millas?|kilomet(?:er|re)s?|kil[oó]metros?|kms?)"
)
_HOME = r"(?:(?:i|we)\s+)?(?:live|living|located|based|reside|vivo|vivimos)\s+"
_LEAD = re.compile(
    rf"""(?<![\w"'’-])(?:
      (?:(?:within|less\ than|under|up\ to|a\ menos\ de|dentro\ de|a)\s+(?:a\s+)?)?
        (?P<distance>{_MILES})\s+
        (?:radius\s+)?(?:of|from|around|away\s+from|to|near|de|alrededor\s+de)
    | (?:{_HOME})?
      (?:(?P<near>near(?:\s+to)?|close\s+to|around|cerca\s+de|alrededor\s+de)|(?P<in>in|en))
    | (?P<at>at)
    | (?P<from>(?:i\s+am|i['’]?m|we\s+are|we['’]?re)\s+from|soy\s+de)
    | (?P<zip>zip(?:\s*code)?|c[oó]digo\s+postal)
    )\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_ENGLISH = ((re.compile(r"millas?", re.IGNORECASE), "miles"),
            (re.compile(r"kil[oó]metros?", re.IGNORECASE), "km"))  # fmt: skip
_NO_LEAD = re.compile(r"\b(?:not|except|outside|nor|excluding|excepto|salvo|fuera de)\s+$", re.I)
_AND = re.compile(r"\s*,?\s*(?:\bor\b|\band\b|\bo\b|\by\b|&|/)\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_AND_SO_ON = re.compile(r"[\s-]+([^\W\d_]+)")
_WORD = re.compile(r"(?P<gap>\s*,?\s*)(?P<word>[^\W\d_][\w.'’-]*)")
_LETTER = re.compile(r"[^\W\d_]")
_ZIP = re.compile(r"\d{5}(?:-\d{4})?(?![\w-])")
_ZIP_AFTER = re.compile(r",?\s+\d{5}(?:-\d{4})?(?![\w-])")
_SIGNS = ".'’-"
_ARTICLES = frozenset(("the", "los", "las", "el", "la"))


def place_phrases(text: str, atlas: Atlas, names: Names = NO_NAMES) -> tuple[PlacePhrase, ...]:
    """The places that a question asks for, in its order and apart from each other.

    `text` is as `question.text.open_text` makes it: what is quoted or left out is not
    read. `names` tell a place from what has a medical name: *West Nile virus*, *CA 125*.
    """
    return tuple(one for one in place_candidates(text, atlas, names) if not one.excluded)


def place_candidates(text: str, atlas: Atlas, names: Names = NO_NAMES) -> tuple[PlacePhrase, ...]:
    """The same, with the places that are excluded: *asthma not in Texas*."""
    context = Context(text, names)
    reader = _Reader(context, atlas)
    found = reader.phrases()
    bare = bare_phrases(
        context, atlas, [*reader.no_places, *((one.start, one.end) for one in found)]
    )
    found += bare
    for one in (after for place in bare for after in reader.following(place)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    excluded = (
        msgspec.structs.replace(one, excluded=True)
        if _NO_LEAD.search(text, max(0, one.start - 20), one.start)
        else one
        for one in found
    )
    return tuple(sorted(excluded, key=lambda phrase: phrase.start))


class _Reader:
    """Reads what something leads to, and what a comma binds."""

    def __init__(self, context: Context, atlas: Atlas) -> None:
        self._context = context
        self._text = context.text
        self._atlas = atlas
        self._tried = 0
        self.no_places: list[tuple[int, int]] = []
        """Where names stand that were looked at and are none that is meant."""

    def phrases(self) -> list[PlacePhrase]:
        found: list[PlacePhrase] = []
        for lead in _LEAD.finditer(self._text):
            if found and lead.start() < found[-1].end:
                continue
            if not self._may_try():
                break
            phrase = self._led_by(lead)
            if phrase is not None:
                found.append(phrase)
                found += self.following(phrase)
        for comma in re.finditer(",", self._text):
            begun = any(one.start <= comma.start() < one.end for one in found)
            if not begun and self._may_try():
                found += self._around(comma.start(), found)
        return found

    def _may_try(self) -> bool:
        """Whether one more part may be looked up, which counts from now on."""
        self._tried += 1
        return self._tried <= MAX_TRIED

    # --- after *in*, *near* or a distance -------------------------------------------------------

    def _led_by(self, lead: re.Match[str]) -> PlacePhrase | None:
        if digits := _ZIP.match(self._text, lead.end()):
            spots = self._atlas.gazetteer.spots(digits[0])
            return PlacePhrase(lead.start(), digits.end(), spots, _distance(lead) or DEFAULT.typed)
        if lead["zip"]:
            return None
        within = _distance(lead)
        code = code_at(self._context, lead.end())
        for end in self._ends(lead.end()):
            said = self._text[lead.end() : end]
            if code is not None and end <= code.end and known_place(said) is None:
                break
            if (region := self._atlas.region(said)) and not self._goes_on(end):
                return PlacePhrase(lead.start(), end, *region)
            if within is None:
                address = _address(said)
                known, named = self._atlas.is_known(address), self._atlas.named(address)
            else:
                named = self._atlas.named_spots(said)
                known = bool(named.places)
            if not known:
                continue
            # The longest name that there is decides: *in Paris, Texas* is not in Paris.
            if not named.places or not self._is_place(lead, end, named.places):
                self.no_places.append((lead.start(), end))
                return None
            return _phrase(lead.start(), self._with_zip(end), named, within)
        if code is not None and (phrase := self._code_led_by(lead, code)):
            return phrase
        return self._state_near(lead) if lead["near"] else None

    def _code_led_by(self, lead: re.Match[str], code: Code) -> PlacePhrase | None:
        context = self._context
        if lead["in"] and code.is_capital and (named := context.named(code.start, code.end)):
            if code.letters in WORDS.codes_not_in or not context.ends(code.end):
                return None
            first, *others = code.places
            return PlacePhrase(
                lead.start(),
                code.end,
                (first,),
                None,
                others=tuple(others),
                or_named=named[0].name,
                led=True,
            )
        if lead["in"] or lead["from"]:
            is_place = is_place_after_in(context, code, lead.start())
        else:
            is_place = bool(lead["near"]) and is_place_after_near(context, code)
        if not is_place:
            return None
        return PlacePhrase(
            lead.start(), self._with_zip(code.end), code.places[:1], None, code.places[1:]
        )

    def _state_near(self, lead: re.Match[str]) -> PlacePhrase | None:
        """*Near Texas*: a state is too large to be near, and so is asked for itself."""
        for end in self._ends(lead.end()):
            named = self._atlas.named_alone(self._text[lead.end() : end])
            if named.places and not named.places[0].city:
                sure = not self._goes_on(end) and self._is_place(lead, end, named.places)
                return _phrase(lead.start(), end, named, None) if sure else None
        return None

    def _ends(self, start: int) -> Iterator[int]:
        """Where a name that begins here may end, the longest first."""
        ends: list[int] = []
        at = start
        while len(ends) < _LONGEST and (match := _WORD.match(self._text, at)):
            word = match["word"].rstrip(_SIGNS)
            end = match.start("word") + len(word)
            if not ends and (
                match["gap"] or (word not in _ARTICLES and self._is_stop_word(word, end))
            ):
                return
            at = match.end()
            ends.append(end)
        for end in reversed(ends):
            if not self._is_stop_word(self._text[start:end].rpartition(" ")[2], end):
                yield end

    def _is_stop_word(self, word: str, end: int) -> bool:
        """Whether it is one here: *or* is a state where nothing follows, and in capitals."""
        return word in STOP_WORDS and not self._is_last(end)

    def _is_last(self, end: int) -> bool:
        return not self._text[end:].strip(" .?!")

    def _is_place(self, lead: re.Match[str], end: int, places: tuple[Place, ...]) -> bool:
        """Whether the sentence means the place by a name that may be a word, or part of one."""
        said = self._text[lead.end() : end]
        key, place = place_key(said), places[0]
        if self._goes_on(end):
            return False
        if key.startswith(("state of ", "el estado de ", "estado de ")):
            return True
        if known_place(said) is not None:
            # *In Mass.* is the state, *in ill children* is none.
            return key not in WORDS.also_words or self._is_capitalised_name(lead, end)
        if place.state and said[:4].casefold() == "the " and place.path[-1][:4] != "The ":
            return False
        own_names = {place_key(place.path[-1]) for place in places}
        if lead["distance"] or any(key.startswith(f"{name} ") for name in own_names):
            return True
        if key.replace(" ", "") in WORDS.short_names:
            return True
        letters = re.sub(r"^the\s+", "", said, flags=re.IGNORECASE)
        if len(letters) <= _SHORT or (len(letters) <= _ABBREVIATION and letters.isupper()):
            return False
        if key in WORDS.words_only:
            return False
        known_so = key in own_names or not place.state
        if not known_so or key in WORDS.also_words or lead["at"]:
            return self._is_capitalised_name(lead, end)
        return (
            bool(lead["in"] or lead["from"])
            or any(map(self._atlas.listings, places))
            or self._is_capitalised_name(lead, end)
        )

    def _goes_on(self, end: int) -> bool:
        after = _AND_SO_ON.match(self._text, end)
        return after is not None and after[1].casefold() in WORDS.names_go_on

    def _is_capitalised_name(self, lead: re.Match[str], end: int) -> bool:
        """Whether the name is written with a capital letter, as not every word is."""
        rest = f"{self._text[: lead.start()]} {self._text[end:]}".split()
        content = [
            word
            for word in rest
            # Capitals of a short form tell nothing: *COPD in Mass.*
            if word.casefold() not in STOP_WORDS and word[0].isalpha() and not _is_short(word)
        ]
        return self._text[lead.end()].isupper() and (
            not content or any(word[0].islower() for word in content)
        )

    def _with_zip(self, end: int) -> int:
        """Where an address ends: *Atlanta, GA 30322*."""
        code = _ZIP_AFTER.match(self._text, end)
        return code.end() if code else end

    # --- after a place --------------------------------------------------------------------------

    def following(self, phrase: PlacePhrase) -> list[PlacePhrase]:
        """The places that are named in one breath behind another: *in Georgia or Florida*, *in TX,
        FL*, *Boston or NH*."""
        found: list[PlacePhrase] = []
        while phrase.within is None and len(phrase.places) == 1 and self._may_try():
            link = _AND.match(self._text, phrase.end) or _COMMA.match(self._text, phrase.end)
            after = self._listed_at(link.end()) if link else None
            if link is None or after is None:
                break
            end, named = after
            phrase = _phrase(link.start() + _spaces(link[0]), end, named, None)
            found.append(phrase)
        return found

    def _listed_at(self, start: int) -> tuple[int, Named] | None:
        code = code_at(self._context, start)
        if code is not None and code.is_capital and is_place_after_near(self._context, code):
            return code.end, Named(code.places[:1], code.places[1:])
        for end in self._ends(start):
            named = self._atlas.named(self._text[start:end])
            if named.places:
                sure = len(named.places) == 1 and not self._goes_on(end)
                alone = self._is_last(end) or not named.places[0].city
                return (end, named) if sure and alone else None
        return None

    # --- around a comma -------------------------------------------------------------------------

    def _around(self, comma: int, taken: list[PlacePhrase]) -> list[PlacePhrase]:
        """*Atlanta, GA*; *Georgia, USA*: a place that has listings, with what it lies in."""
        first = _LETTER.search(self._text, comma)
        if first is None or self._text[comma + 1 : first.start()].strip():
            return []
        ends = [
            end
            for end in self._ends(first.start())
            if self._atlas.gazetteer.encloses(_written_out(self._text[first.start() : end]))
        ]
        starts = [match.start() for match in re.finditer(r"[^\W\d_][\w.'’-]*", self._text[:comma])]
        for start in starts[-_LONGEST_CITY:]:
            if not re.fullmatch(r"[\w.'’\s-]+", self._text[start:comma]):
                continue
            if any(start < one.end and one.start < comma for one in taken):
                continue
            for end in ends:
                area = _written_out(self._text[first.start() : end])
                named = self._atlas.named(f"{self._text[start:comma]}, {area}")
                inside = len(named.places) == 1 and len(named.places[0].path) > 1
                code = code_at(self._context, first.start())
                word = code and not is_place_after_city(self._context, code)
                if inside and not self._goes_on(end) and not (word and code and end == code.end):
                    return [PlacePhrase(start, self._with_zip(end), named.places, None)]
        return []


def _phrase(start: int, end: int, named: Named, within: str | None) -> PlacePhrase:
    return PlacePhrase(start, end, named.places, within, named.others)


def _distance(lead: re.Match[str]) -> str | None:
    """How near what a lead asks for must be, in English; None where it asks for the place."""
    if lead["distance"]:
        said: str = lead["distance"].replace(",", "")
        for pattern, word in _ENGLISH:
            said = pattern.sub(word, said)
        return said
    return DEFAULT.typed if lead["near"] else None


def _written_out(said: str) -> str:
    """A state or country by its own name: *Conn.* is Connecticut."""
    known = known_place(said)
    return said if known is None or known.city else known.path[-1]


def _address(said: str) -> str:
    """A city with what it lies in written out: *Detroit, Mich*, *Detroit Mich*."""
    city, _, area = said.rpartition("," if "," in said else " ")
    written = _written_out(area.strip())
    return f"{city}, {written}" if city and written != area.strip() else said


def _is_short(word: str) -> bool:
    return 1 < len(word) <= _ABBREVIATION and word.isupper()


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip(" ,"))
