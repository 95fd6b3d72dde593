"""Ages that what stands beside them tells from other numbers: *my dad, 71, has Parkinson's*,
*45F with lupus*, *asthma 9 yrs*, *over 65 depression*, *in my 40s*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.analysis import without_apostrophes
from index.listing import Sex
from search.engine import AgeSpan
from search.understanding.entities.people.ages import (
    NUMBER,
    AgePhrase,
    age_range,
    age_since,
    age_under,
    one_age,
    years_said,
)
from search.understanding.entities.people.word_lists import WORDS
from search.understanding.entities.words import Beside

_GROWN, _OLDEST = 16, 110
_FEVER = 96
"""Degrees Fahrenheit: *99F* is no woman."""

_PERSON = "|".join(sorted(WORDS.grown | WORDS.young, key=len, reverse=True))
_MANY = r"(?:adults|boys|children|females|girls|kids|males|men|patients|people|teens|women)"
_YEARS = r"(?:years?|yrs?\.?|y)\b"
_OLD = r"(?:\s*-?(?:y\.?/?o(?=[mf]?\b)\.?|yrs?\b|years?\b|year[\s-]old))"

_SEXED = re.compile(
    rf"""(?<![\w.,$€£/#%+-])(?P<n>\d{{1,3}})(?P<old>{_OLD})?
    (?P<gap>[\s/-]?\s?)(?P<sex>[MF]|males?|females?|man|woman|boy|girl)(?![\w/%'’-])""",
    re.IGNORECASE | re.VERBOSE,
)
_SEX_FIRST = re.compile(r"(?<![\w/.-])(?P<sex>[MF])\s?/\s?(?P<n>\d{1,3})(?![\w/.%-])")
_AFTER_PERSON = re.compile(
    rf"""\b(?P<who>{_PERSON})(?:\s*,\s*|\s*\(\s*|\s*/\s*|\s+)(?:who\s+is\s+)?(?:aged?\s+)?
    (?P<n>\d{{1,3}})(?P<old>{_OLD})?(?![\w%+°]|[.,:/]\d|['’]?s\b|\s*-|[,\s]+x[xy0])""",
    re.IGNORECASE | re.VERBOSE,
)
_IS = re.compile(
    rf"""\b(?:(?:and|who)\s+(?:is|are|was\s+just)|
      (?P<sure>(?:just\s+|recently\s+)?turn(?:ed|ing|s)|i\s+am|i['’]?m|s?he\s+is|s?he['’]s))\s+
    (?P<n>{NUMBER})(?![\w%+°]|[.,:/]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_DECADES = {f"{word[:-1]}ies": number for word, number in WORDS.numbers.items() if number >= 20
            and number % 10 == 0}  # fmt: skip
_DECADE = re.compile(
    rf"""\b(?:(?:in|into)\s+)?(?P<whose>(?:my|his|her|their|your|our)\s+)?
    (?P<part>(?:early|mid|middle|late)(?:\s+to\s+late|\s+to\s+mid)?[\s-]*)?
    (?:(?P<n>[2-9]0)['’]?s|(?P<word>{"|".join(_DECADES)}))\b(?!\s+and\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_SOMETHING = re.compile(
    r"\b(?:(?P<n>[2-9]0)|(?P<word>twenty|thirty|forty|fifty|sixty|seventy))[\s-]?something\b",
    re.IGNORECASE,
)
_BARE_YEARS = re.compile(
    rf"""(?<![\w.,$€£/#%+-])(?P<n>{NUMBER})\s*-?(?P<unit>{_YEARS}|mos?\b|months?\b)
    (?![\w/'’-]|\s*(?:old|of\s+age)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_BOUND = re.compile(
    rf"""(?<![\w.,$€£/#%+-])(?:(?P<over>over|above|older\s+than|>=?|≥)|
      (?P<under>under|below|younger\s+than|<=?|≤))\s*(?P<n>{NUMBER})(?![\w%+°]|[.,:/]\d)
    | (?<![\w.,$€£/#%+-])(?P<since>\d{{1,3}})
      (?:\s*\+|\s+plus\b|\s*(?:and|or|&)\s+(?:older|over|above|up|upwards?))(?![\w%+°])""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_SOME = re.compile(
    rf"""\b(?:adults|babies|boys|children|girls|infants|kids|toddlers)\s+(?:aged?\s+)?(?:(?P<over>over|above|older\s+than)|
      (?P<under>under|below|younger\s+than))\s+(?P<n>{NUMBER})\s*{_YEARS}(?![\w/'’-])""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = re.compile(
    rf"""(?<![\w.,$€£/#%+-])(?:(?P<between>between)\s+|(?P<many>{_MANY})\s+(?:from\s+)?)
    (?P<low>{NUMBER})\s*(?:-|–|—|to|and|through)\s*(?P<high>{NUMBER})
    (?:\s*(?P<years>{_YEARS}))?(?![\w%+°]|[.,:/]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_A_DAY = re.compile(r"\s(?:a|an|each|every|per)\s|/", re.IGNORECASE)


def ages_beside(beside: Beside) -> Iterator[AgePhrase]:
    """The ages of a question that something beside them tells; several may overlap."""
    text = beside.text
    for match in _SEXED.finditer(text):
        if not _is_sexed(beside, match):
            continue
        if len(match["sex"]) == 1:
            yield one_age(match.start(), match.end(), int(match["n"]), _sex(match["sex"]))
        elif not match["old"]:
            # The word behind is read by itself.
            yield one_age(match.start(), match.end("n"), int(match["n"]))
    for match in _SEX_FIRST.finditer(text):
        if _GROWN <= int(match["n"]) <= _OLDEST:
            yield one_age(match.start(), match.end(), int(match["n"]), _sex(match["sex"]))
    for match in _AFTER_PERSON.finditer(text):
        least = _GROWN if without_apostrophes(match["who"].casefold()) in WORDS.grown else 1
        years = int(match["n"])
        if not least <= years <= _OLDEST or (years < 10 and _are_counted(beside, match.end())):
            continue
        if _goes_on(beside, match.end()):
            yield one_age(match.start("n"), match.end(), years)
    for match in _IS.finditer(text):
        years = years_said(match["n"])
        somebody = match["sure"] or _names_person(beside, match.start())
        if (
            somebody
            and (5 if match["sure"] else 1) <= years < 100
            and _goes_on(beside, match.end())
        ):
            yield one_age(match.start(), match.end(), years)
    yield from _decades(beside)
    yield from _years_alone(beside)
    yield from _bounds(beside)
    for match in _BETWEEN.finditer(text):
        low, high = years_said(match["low"]), years_said(match["high"])
        follows = (
            match["many"]
            or _is_one_of(beside, match.end(), WORDS.age_goes_on)
            or (high >= _GROWN and beside.illness_until(match.start()))
        )
        if low < high <= _OLDEST and follows and _goes_on(beside, match.end()):
            start = match.start("low") if match["many"] else match.start()
            yield age_range(start, match.end(), low, high)


def _is_sexed(beside: Beside, match: re.Match[str]) -> bool:
    years, letter = int(match["n"]), len(match["sex"]) == 1
    before, after = beside.before(match.start()), beside.after(match.end())
    if not 1 <= years <= _OLDEST or match["sex"].casefold() in ("males", "females"):
        return False
    if match["old"]:
        return True
    if before is not None and (before.key in WORDS.degrees or before.key in WORDS.time_not_after):
        return False
    if not letter:
        return years >= 5 and _goes_on(beside, match.end())
    if match["sex"].islower() and (match["gap"] or match.start() > 0 or years < _GROWN):
        return False
    if match["sex"] in "Ff" and years >= _FEVER:
        return False
    said_so = after is not None and after.key in WORDS.age_goes_on
    # 18F is an isotope, 6F the width of a catheter.
    if years < _GROWN or (match["sex"] in "Ff" and years == 18):
        return said_so
    return said_so or _goes_on(beside, match.end())


def _goes_on(beside: Beside, end: int) -> bool:
    """Whether a question ends behind a number, or goes on as after an age."""
    after = beside.after(end)
    if after is None:
        return beside.text[end : end + 1] in ("", " ", ",", ")", ".", "?", "!", ";", ":", '"')
    return (
        after.key in WORDS.age_goes_on
        or after.key in WORDS.amount_goes_on
        or after.key in WORDS.grown
        or after.key in WORDS.young
        or beside.illness_from(end)
    )


def _are_counted(beside: Beside, end: int) -> bool:
    """*2 seizures*."""
    after = beside.after(end)
    return after is not None and re.search(r"[^isu]s$", after.key) is not None


def _names_person(beside: Beside, start: int) -> bool:
    """Whether somebody is named before: *my mom has dementia and is 82*."""
    return any(
        token.key in WORDS.grown or token.key in WORDS.young or token.key in WORDS.people
        for token in beside.tokens[: beside.first(start)]
    )


def _is_one_of(beside: Beside, end: int, words: frozenset[str]) -> bool:
    after = beside.after(end)
    return after is not None and after.key in words


def _decades(beside: Beside) -> Iterator[AgePhrase]:
    for match in _DECADE.finditer(beside.text):
        # *The 60s* are years of a century.
        if match["whose"] or (match["part"] and not _the(beside, match.start())):
            first = int(match["n"]) if match["n"] else _DECADES[match["word"].casefold()]
            yield _decade(match, first)
    for match in _SOMETHING.finditer(beside.text):
        yield _decade(match, int(match["n"] or WORDS.numbers[match["word"].casefold()]))


def _the(beside: Beside, start: int) -> bool:
    before = beside.before(start)
    return before is not None and before.key == "the"


def _decade(match: re.Match[str], first: int) -> AgePhrase:
    return AgePhrase(match.start(), match.end(), AgeSpan(first, first + 10), f"in their {first}s")


def _years_alone(beside: Beside) -> Iterator[AgePhrase]:
    """*Asthma 9 yrs*, *6mo with eczema*: behind an illness, or at the beginning of a part."""
    for match in _BARE_YEARS.finditer(beside.text):
        before, after = beside.before(match.start()), beside.after(match.end())
        months = match["unit"][0] in "mM"
        written_out = match["unit"].casefold().startswith(("year", "month"))
        years = years_said(match["n"])
        if (before is not None and before.key in WORDS.time_not_after) or (
            after is not None and after.key in WORDS.time_not_before
        ):
            continue
        person = before is not None and before.key in WORDS.young | WORDS.people
        illness = before is not None and not months and beside.illness_until(match.start())
        # *Asthma 3 years* may as well be how long, and is left.
        if not person and (written_out or not (before is None or illness)):
            continue
        if before is None and after is None and match.start() and months:
            continue
        if years <= (35 if months else _OLDEST) and _goes_on(beside, match.end()):
            yield one_age(match.start(), match.end(), years, unit="m" if months else "y")


def _bounds(beside: Beside) -> Iterator[AgePhrase]:
    """*Over 65 depression*, *18+ asthma*: at the beginning of a part, before an illness. And
    *children under 5 years* anywhere."""
    for match in _OF_SOME.finditer(beside.text):
        make = age_under if match["under"] else age_since
        if 1 <= years_said(match["n"]) <= _OLDEST:
            yield make(match.start(), match.end(), years_said(match["n"]))
    for match in _BOUND.finditer(beside.text):
        years = years_said(match["n"] or match["since"])
        if beside.before(match.start()) is not None or not 1 <= years <= _OLDEST:
            continue
        if not beside.illness_from(match.end()) or _A_DAY.search(beside.text, match.end()):
            continue
        if match["under"]:
            yield age_under(match.start(), match.end(), years)
        elif years >= _GROWN:
            yield age_since(match.start(), match.end(), years)


def _sex(said: str) -> Sex:
    return Sex.MALE if said in "Mm" else Sex.FEMALE
