"""The places that a question names: *in Georgia*, *near 30322*, *within 50 miles of Atlanta*, and
*Atlanta, GA* without more. A name alone stays a word: *Reading*, *Nice*, *Mobile*."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from index.analysis import STOP_WORDS, place_key
from index.data_files import DATA, read_as
from index.listing import Place
from search.request import DEFAULT
from search.understanding.places.atlas import Atlas

WORDS_FILE = DATA / "place_words.yml"

MAX_TRIED = 40
"""Parts of a question that are looked up: one of 4,000 letters may have *in* a thousand times."""

_LONGEST = 7
"""Words of a place: *Salt Lake City, Utah, United States*."""

_LONGEST_CITY = 4
"""Words of a city before the comma of *Salt Lake City, Utah*."""

_SHORT, _ABBREVIATION = 3, 5
"""Letters of what is hardly ever a place, in any case and in capitals."""

_MILES = r"[-−]?\d{1,3}(?:,?\d{3}){0,3}\s*-?(?:miles?|mi|kilomet(?:er|re)s?|kms?)"
_LEAD = re.compile(
    rf"""(?<![\w"'’-])(?:
      (?:(?:within|less\ than|under|up\ to)\s+(?:a\s+)?)?(?P<distance>{_MILES})\s+
        (?:radius\s+)?(?:of|from|around|away\s+from|to|near)
    | (?P<near>near(?:\s+to)?|close\s+to|around)
    | (?P<in>in)
    | (?P<at>at)
    )\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_LEAD = re.compile(r"\b(?:not|except|outside|nor)\s+$", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*(?:\bor\b|\band\b|&|/)\s*", re.IGNORECASE)
_AND_SO_ON = re.compile(r"[\s-]+([^\W\d_]+)")
_WORD = re.compile(r"(?P<gap>\s*,?\s*)(?P<word>[^\W\d_][\w.'’-]*)")
_LETTER = re.compile(r"[^\W\d_]")
_ZIP = re.compile(r"\d{5}(?:-\d{4})?(?![\w-])")
_ZIP_AFTER = re.compile(r",?\s+\d{5}(?:-\d{4})?(?![\w-])")
_SIGNS = ".'’-"


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/place_words.yml`."""

    words_only: str
    also_words: str
    short_names: str
    names_go_on: str


_words = read_as(WORDS_FILE, _Words)
_words_only = frozenset(_words.words_only.split())
_also_words = frozenset(_words.also_words.split())
_short_names = frozenset(_words.short_names.split())
_go_on = frozenset(_words.names_go_on.split())


class PlacePhrase(msgspec.Struct, frozen=True):
    """A part of a question that names a place, and where it stands.

    `places` are what may be meant: one where that is sure, several where it is not, and none where
    a ZIP code is unknown. `within` is the distance as it is written, or nothing where the place
    itself is meant and not what is near it.
    """

    start: int
    end: int
    places: tuple[Place, ...]
    within: str | None


def place_phrases(text: str, atlas: Atlas) -> tuple[PlacePhrase, ...]:
    """The places that a question names, in its order and apart from each other.

    `text` is as `search.understanding.text.open_text` makes it: what is quoted or left out is not
    read.
    """
    return tuple(sorted(_Reader(text, atlas).phrases(), key=lambda phrase: phrase.start))


class _Reader:
    def __init__(self, text: str, atlas: Atlas) -> None:
        self._text = text
        self._atlas = atlas
        self._tried = 0

    def phrases(self) -> list[PlacePhrase]:
        found: list[PlacePhrase] = []
        for lead in _LEAD.finditer(self._text):
            if found and lead.start() < found[-1].end:
                continue
            if not self._may_try():
                break
            if _NO_LEAD.search(self._text, max(0, lead.start() - 20), lead.start()):
                continue
            phrase = self._led_by(lead)
            if phrase is not None:
                found.append(phrase)
                found += self._following(phrase)
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
        within = None if lead["in"] or lead["at"] else DEFAULT.typed
        if lead["distance"]:
            within = lead["distance"].replace(",", "")
        if code := _ZIP.match(self._text, lead.end()):
            spots = self._atlas.gazetteer.spots(code[0])
            return PlacePhrase(lead.start(), code.end(), spots, within or DEFAULT.typed)
        for end in self._ends(lead.end()):
            said = self._text[lead.end() : end]
            places = (
                self._atlas.gazetteer.areas(said) if within is None else self._atlas.spots(said)
            )
            if not places:
                continue
            # The longest name that there is decides: *in Paris, Texas* is not in Paris.
            if within is None:
                places = self._atlas.listed_areas(said)
            if not places or not self._is_place(lead, end, places):
                return None
            return PlacePhrase(lead.start(), self._with_zip(end), places, within)
        return None

    def _ends(self, start: int) -> Iterator[int]:
        """Where a name that begins here may end, the longest first."""
        ends: list[int] = []
        at = start
        while len(ends) < _LONGEST and (match := _WORD.match(self._text, at)):
            word = match["word"].rstrip(_SIGNS)
            end = match.start("word") + len(word)
            if not ends and (match["gap"] or (word != "the" and self._is_stop_word(word, end))):
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
        if place.state and said[:4].casefold() == "the " and place.path[-1][:4] != "The ":
            return False
        own_names = {place_key(place.path[-1]) for place in places}
        if lead["distance"] or any(key.startswith(f"{name} ") for name in own_names):
            return True
        if key.replace(" ", "") in _short_names:
            return True
        letters = re.sub(r"^the\s+", "", said, flags=re.IGNORECASE)
        if len(letters) <= _SHORT or (len(letters) <= _ABBREVIATION and letters.isupper()):
            return False
        if key in _words_only:
            return False
        known_so = key in own_names or not place.state
        if not known_so or key in _also_words or lead["at"]:
            return self._is_capitalised_name(lead, end)
        return (
            bool(lead["in"])
            or any(map(self._atlas.listings, places))
            or self._is_capitalised_name(lead, end)
        )

    def _goes_on(self, end: int) -> bool:
        after = _AND_SO_ON.match(self._text, end)
        return after is not None and after[1].casefold() in _go_on

    def _is_capitalised_name(self, lead: re.Match[str], end: int) -> bool:
        """Whether the name is written with a capital letter, as not every word is."""
        rest = f"{self._text[: lead.start()]} {self._text[end:]}".split()
        content = [word for word in rest if word.casefold() not in STOP_WORDS and word[0].isalpha()]
        return self._text[lead.end()].isupper() and (
            not content or any(word[0].islower() for word in content)
        )

    def _with_zip(self, end: int) -> int:
        """Where an address ends: *Atlanta, GA 30322*."""
        code = _ZIP_AFTER.match(self._text, end)
        return code.end() if code else end

    # --- after a place --------------------------------------------------------------------------

    def _following(self, phrase: PlacePhrase) -> list[PlacePhrase]:
        """The places that are named in one breath: *in Georgia or Florida*."""
        found: list[PlacePhrase] = []
        while phrase.within is None and len(phrase.places) == 1 and self._may_try():
            link = _AND.match(self._text, phrase.end)
            after = self._listed_at(link.end()) if link else None
            if link is None or after is None:
                break
            end, place = after
            phrase = PlacePhrase(link.start() + _spaces(link[0]), end, (place,), None)
            found.append(phrase)
        return found

    def _listed_at(self, start: int) -> tuple[int, Place] | None:
        for end in self._ends(start):
            places = self._atlas.listed_areas(self._text[start:end])
            if places:
                sure = len(places) == 1 and not self._goes_on(end)
                alone = self._is_last(end) or not places[0].city
                return (end, places[0]) if sure and alone else None
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
            if self._atlas.gazetteer.encloses(self._text[first.start() : end])
        ]
        starts = [match.start() for match in re.finditer(r"[^\W\d_][\w.'’-]*", self._text[:comma])]
        for start in starts[-_LONGEST_CITY:]:
            if not re.fullmatch(r"[\w.'’\s-]+", self._text[start:comma]):
                continue
            if any(start < one.end and one.start < comma for one in taken):
                continue
            for end in ends:
                said = self._text[start:end]
                places = [one for one in self._atlas.listed_areas(said) if len(one.path) > 1]
                if len(places) == 1 and not self._goes_on(end):
                    return [PlacePhrase(start, self._with_zip(end), (places[0],), None)]
        return []


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip(" ,"))
