"""Names of places as sources write them → one spelling, one key, one path.

Nothing is looked up or inferred here: see `index.places`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SEPARATOR = "/"

US = "United States"

# United States Postal Service abbreviations; the NIH writes either form.
US_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip

# US territories have their own country entry in registries; the NIH files them under states.
US_TERRITORIES = {
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
    "GU": "Guam",
    "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}

CANADIAN_PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "ON": "Ontario",
    "PE": "Prince Edward Island", "QC": "Quebec", "SK": "Saskatchewan",
}  # fmt: skip

# Spellings that registries use beside the one shown.
COUNTRY_SPELLINGS = {
    "usa": US,
    "u.s.a.": US,
    "us": US,
    "united states of america": US,
    "uk": "United Kingdom",
    "great britain": "United Kingdom",
    "korea, republic of": "South Korea",
    "republic of korea": "South Korea",
    "korea, democratic people's republic of": "North Korea",
    "russian federation": "Russia",
    "iran, islamic republic of": "Iran",
    "türkiye": "Turkey",
    "turkey (türkiye)": "Turkey",
    "turkiye": "Turkey",
    "viet nam": "Vietnam",
    "syrian arab republic": "Syria",
    "lao people's democratic republic": "Laos",
    "moldova, republic of": "Moldova",
    "tanzania, united republic of": "Tanzania",
    "macedonia, the former yugoslav republic of": "North Macedonia",
    "former yugoslav republic of macedonia": "North Macedonia",
    "congo, the democratic republic of the": "Democratic Republic of the Congo",
    "czech republic": "Czechia",
    "côte d'ivoire": "Ivory Coast",
    "cote d'ivoire": "Ivory Coast",
    "libyan arab jamahiriya": "Libya",
    "palestinian territories, occupied": "Palestinian Territories",
    "palestinian territory, occupied": "Palestinian Territories",
    "the netherlands": "Netherlands",
}

_SMALL = (
    "a an and as at by de del der di du et for from in la las le of on or the to und van via von"
    " with y vitro vivo"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_SHORT = (
    "adhd ai aids aiims als bidmc caba copd covid ct cuny cwru dba dc dna eeg gaba gi hiv icu"
    " ii iii il iv jhu llc llp lp lsu mapk md mit mri nci nei nia niaaa niaid niams nibib"
    " nichd nida nidcd nidcr niddk niehs nigms nih nimh nimhd nmda ny nyu pet rand rna sbir"
    " sti suny uab uc ucb ucla ucsd ucsf uk unc us usa usc ut uta utep utmb utr uv va"
)
_INITIALS = frozenset(_SHORT.split())
# Shortened words that have no vowel but are not initials.
_NOT_INITIALS = frozenset(
    {"st", "dr", "mt", "ft", "hlth", "ctr", "dnt", "sch", "br", "blvd", "bldg"}
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_IRISH = re.compile(r"(?:mc|[od]['’])(?=[a-z]{3})")


def without_shouting(text: str) -> str:
    """EMORY UNIVERSITY → Emory University; text with any lower-case letter is left alone.

    Well-known initials stay (``UCLA``), and so do words without a vowel (``MRC``), words
    that touch a digit (``GPR55``) and short ones alone in brackets (``(MESA)``): these are
    initials too.
    """
    if text.upper() != text or sum(letter.isalpha() for letter in text) < 4:
        return text

    def calm(match: re.Match[str]) -> str:
        start, end = match.span()
        word = match.group().casefold()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        code = before.isdigit() or after.isdigit() or re.match(r"-\d", text[end : end + 2])
        if word in _INITIALS or (code and len(word) <= 4):
            return match.group()
        if len(word) == 1 and start > 0 and ((before + after).strip() or end == len(text)):
            return match.group()  # A&M, N.J., Task Area A
        if before + after == "()" and len(word) <= 5:
            return match.group()
        last = end == len(text) and text[:start].endswith(", ")  # Scripps Research Institute, The
        if word in _SMALL_WORDS and start > 0 and not last and text[:start][-2:] != ": ":
            return word
        if not re.search(r"[aeiouyà-ÿ]", word) and word not in _NOT_INITIALS:
            return match.group()
        if prefix := _IRISH.match(word):
            rest = word[prefix.end() :]
            return word[: prefix.end()].capitalize() + rest[:1].upper() + rest[1:]
        return word[:1].upper() + word[1:]

    return _WORD.sub(calm, text).replace("D/B/A", "d/b/a")


def country_name(text: str) -> str:
    """The spelling shown for a country as a source writes it."""
    text = " ".join(text.split())
    if text.islower():
        text = text.upper()
    return COUNTRY_SPELLINGS.get(text.casefold()) or without_shouting(text)


def state_name(text: str, country: str) -> str:
    """The spelling shown for a state or province; abbreviations are opened where they are sure."""
    text = " ".join(text.split())
    if country == US:
        return US_STATES.get(text.upper()) or without_shouting(text)
    if country == "Canada":
        return CANADIAN_PROVINCES.get(text.upper()) or without_shouting(text)
    return without_shouting(text)


def city_name(text: str) -> str:
    """The spelling shown for a city."""
    return without_shouting(" ".join(text.split()).strip(" ,;"))


def place_path(country: str, state: str, city: str) -> Iterator[str]:
    """The place and every place it lies in: ``A``, ``A/B``, ``A/B/C``.

    A missing state leaves its level empty (``France//Paris``), so that a city is
    never counted as a state of the same name. No country, no path.
    """
    if not country:
        return
    levels = [part.replace(SEPARATOR, "-").strip() for part in (country, state, city)]
    yield levels[0]
    if levels[1]:
        yield SEPARATOR.join(levels[:2])
    if levels[2]:
        yield SEPARATOR.join(levels)


def place_label(path: str) -> str:
    """What a reader sees for a path: ``Atlanta, Georgia``; ``Paris, France``.

    Where a US city is named without its state that is said, not guessed: many names are in
    several states. Registries rarely state one elsewhere.
    """
    country, *rest = path.split(SEPARATOR)
    if not rest:
        return country
    if len(rest) == 1:
        return rest[0]
    state, city = rest
    if state:
        return f"{city}, {state}"
    return f"{city}, {country}{' (state not stated)' if country == US else ''}"


def place_depth(path: str) -> int:
    """0 for a country, 1 for a state or a city without one, 2 for a city in a state."""
    return sum(1 for level in path.split(SEPARATOR) if level) - 1
