"""Text with case, accents and the like taken away, for comparison."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
    }
)
"""Small letters that no Unicode normal form takes to plain ones."""

_APOSTROPHES = "'’‘ʼ`´"
_NO_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES))

_LONG = {"st": "saint", "ste": "saint", "sainte": "saint", "mt": "mount", "ft": "fort",
         "afb": "air force base"}  # fmt: skip
_SHORTENED = re.compile(rf"\b(?:{'|'.join(_LONG)})\b")
_NOT_LETTERS = re.compile(r"[\W_]+")

_SIGNS = "".join(sign for sign in string.punctuation if sign not in _APOSTROPHES) + "–—−®™·•"
_SPACES_FOR_SIGNS = str.maketrans(dict.fromkeys(_SIGNS, " "))


def unaccented(name: str) -> str:
    """Without case and accents; what stands for other letters is those: *Ⅳ* → ``iv``."""
    folded = name.casefold()
    if folded.isascii():
        # Has no accents to take away, which is what takes long.
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(part for part in parts if not unicodedata.combining(part))


def folded(name: str) -> str:
    """One spelling for names that differ only in case, accents or spacing."""
    return " ".join(unaccented(name).split())


def without_apostrophes(text: str) -> str:
    """*women's*, however its apostrophe is written → ``womens``."""
    return text.translate(_NO_APOSTROPHES)


@lru_cache(16_384)
def place_key(name: str) -> str:
    """What equal names of places have in common: *St. Louis* and *Saint-Louis*, *Zürich* and
    *ZURICH*, *The Hague* and *Hague*."""
    plain = without_apostrophes(unaccented(name))
    if not name.isascii():
        plain = plain.translate(LETTERS).casefold()
    key = _NOT_LETTERS.sub(" ", plain).strip()
    key = _SHORTENED.sub(lambda short: _LONG[short.group()], key)
    return key.removeprefix("the ")


def completion_key(name: str) -> str:
    """A name or the beginning of one, as it is compared while it is typed. Its words stay as they
    are: nobody who has typed *St* means *Saint* yet."""
    plain = without_apostrophes(unaccented(name))
    return " ".join(plain.translate(_SPACES_FOR_SIGNS).split())
