"""One spelling for texts that are compared: each comparison has its own, and is named after it.

    unaccented       no case, no accents: what the next three begin with
    folded           and single spaces: names of conditions, sponsors and the like. Values of
                     facets are kept so in an index and in links
    place_key        and no signs, no apostrophes, *St.* as *Saint*: names of places
    completion_key   and no signs, no apostrophes: the beginning of a name while it is typed

Apart from these stand, each for a reason:

    index.terms.fold                 words of a text, some of which become several (*TNFα*); a
                                     change of it would make every index another one
    index.vocabulary_names.name_key  names of concepts, which are equal by their terms in any order
    id_key, beside what ids are      ids, of which only the case may differ: an accent or a sign
                                     makes another id
    search.asked_words.key           single words of everyday speech, in which an accent tells:
                                     *résumé*, *resume*
"""

from __future__ import annotations

import re
import string
import unicodedata

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
