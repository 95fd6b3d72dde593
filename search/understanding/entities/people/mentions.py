"""People whom a question speaks of and who would not take part: *my dad died of lung cancer*,
*my husband hits me*, *my son's teacher*, *my mother had breast cancer, am I at risk*."""

from __future__ import annotations

import re

import msgspec

from index.analysis import without_apostrophes
from search.understanding.entities.people.word_lists import WORDS

_WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
_CLAUSE = re.compile(
    r"[.;:!?\n]|,\s+(?:and\s+)?i\b|\b(?:am|can|should|will|do|could|would)\s+i\b", re.IGNORECASE
)

_MY = ("my", "our", "mi", "mis", "nuestro", "nuestra")
_MINE = re.compile(rf"\b(?:{'|'.join(_MY)})\b", re.IGNORECASE)
"""Nobody is mentioned without it, and what follows takes a twentieth of the time of a question."""
_OF_ME = ("me", "us", "myself")
_AND_I = (("and", "i"), ("and", "me"), ("y", "yo"))

# Somebody asks for themselves, and speaks of the illness of somebody else.
_OWN_RISK = re.compile(
    r"""\b(?:
      am\s+i\b(?!\s+(?:able|allowed|eligible))
    | (?:can|could|will|would|might|may|did)\s+i\s+(?:also\s+|still\s+)?
      (?:get(?!\s+(?:my|him|her|them|help|into|a|an|paid|in|treat\w*)\b)|catch|inherit|have|develop|give|pass|infect|be\s+(?:at|infected|affected|tested))
    | should\s+i\s+(?:get(?!\s+my)|be|have|test|worry(?!\s+about\s+my)|take)
    | do\s+i\s+(?:have|need|carry)
    | (?:my|our)\s+(?:own\s+)?(?:risk|risks|chance|chances|odds)
    | i(?:['’]?m|\s+am)\s+(?:at\s+risk|worried\s+i|scared\s+i|a\s+carrier)
    | (?:is|are)\s+(?:it|this|they)\s+(?:hereditary|genetic|contagious|inherited|heritable)
    | runs?\s+in\s+(?:my|our|the)\s+family
    | family\s+history
    | (?:corro|tengo)\s+(?:yo\s+)?(?:m[aá]s\s+)?riesgo
    | (?:es|son)\s+(?:hereditari[oa]s?|contagios[oa]s?)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_I_AM = re.compile(r"\bi(?:['’]?m|\s+am)\b", re.IGNORECASE)
_FAR = 4
"""Words after somebody within which they do something to the one who asks: *hits me*."""


class Mention(msgspec.Struct, frozen=True):
    """Where somebody is mentioned, and up to where their age would stand."""

    start: int
    end: int
    until: int


class _Word(msgspec.Struct, frozen=True):
    key: str
    said: str
    start: int
    end: int


def mentions(text: str) -> tuple[Mention, ...]:
    """The people of an open text who are mentioned and would not take part, in its order."""
    if not _MINE.search(text):
        return ()
    words = [
        _Word(without_apostrophes(match[0].casefold()), match[0], match.start(), match.end())
        for match in _WORD.finditer(text)
    ]
    asks_for_self = _OWN_RISK.search(text) is not None
    found: list[Mention] = []
    for n, word in enumerate(words):
        last = _somebody(words, n)
        if last is None:
            continue
        clause = _CLAUSE.search(text, words[last].end)
        until = clause.start() if clause else len(text)
        behind = [one for one in words[last + 1 :] if one.start < until]
        if (
            asks_for_self
            or _is_whose(words[last], behind)
            or _is_gone(behind)
            or _had_and_i_am(behind, text)
            or _does_to_me(behind)
            or _is_spoken_of(words[:n])
        ):
            found.append(Mention(word.start, words[last].end, until))
    return tuple(found)


def _somebody(words: list[_Word], first: int) -> int | None:
    """The last word of *my dad*, *my teenage son* that begins with a word."""
    if words[first].key not in _MY:
        return None
    for n in range(first + 1, min(first + 4, len(words))):
        if _relative(words[n].key):
            return n
    return None


def _relative(key: str) -> bool:
    return key in WORDS.relatives or key.removesuffix("s") in WORDS.relatives


def _is_whose(somebody: _Word, behind: list[_Word]) -> bool:
    """*My son's teacher*, *my mother's side*."""
    possessive = somebody.key not in WORDS.relatives and somebody.key.endswith("s")
    return possessive and bool(behind) and behind[0].key in WORDS.belongings


def _is_gone(behind: list[_Word]) -> bool:
    """*My dad died*, *my mom just passed away*."""
    return any(one.key in WORDS.gone for one in behind[:3])


def _had_and_i_am(behind: list[_Word], text: str) -> bool:
    """*My mother had breast cancer at 45, I am 40*."""
    return bool(behind) and behind[0].key in ("had", "got") and _I_AM.search(text) is not None


def _does_to_me(behind: list[_Word]) -> bool:
    """*My husband hits me*, *my wife and I*."""
    keys = tuple(one.key for one in behind)
    spanish = keys[:1] == ("me",) or keys[:1] == ("nos",)
    return spanish or keys[:2] in _AND_I or any(key in _OF_ME for key in keys[:_FAR])


def _is_spoken_of(before: list[_Word]) -> bool:
    """*Caring for my mother*, *sex with my husband*, *me and my wife*."""
    keys = tuple(one.key for one in before[-3:])
    if not keys:
        return False
    if keys[-1] in ("and", "y") and len(keys) > 1 and keys[-2] in ("me", "i", "yo"):
        return True
    if keys[-1] in WORDS.spoken_of and keys[-1] not in ("with", "con"):
        return True
    if keys[-1] in ("for", "of", "de") and any(key in WORDS.care for key in keys[:-1]):
        return True
    return keys[-1] in ("with", "con") and any(key in WORDS.together for key in keys[:-1])
