"""Names of medical concepts: under what they are found, and which are worth knowing.

The key of a name is its terms in any order, so that *type 2 diabetes* and *diabetes, type 2*,
*lung cancer* and *cancer of the lung* are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache

from index.analysis import phrase_terms

LONGEST_NAME = 8
"""Words; longer ones are definitions, and nobody types them."""

SHORT = 4
"""Letters; names of so few are often words of everyday speech, or of several meanings."""

_JOINING = frozenset(
    ("of", "the", "in", "and", "with", "to", "for", "on", "by", "at", "from", "a", "an", "or",
     "de", "del", "el", "la", "las", "los", "en")
)  # fmt: skip
"""Those of Spanish as well: *dolor en la rodilla* is *dolor de rodilla*."""

_SYSTEMATIC = re.compile(
    r"""
    [][{}()<>+=*;:|@%"\\]   # structures, mixtures, remarks
    | \d\s*[,'′]\s*\d       # locants: 2,3-dihydro
    | \b\d+[a-z]?-\w        # 4-aminobenzoic, 7-chloro
    | (?:\w-){3}            # letter by letter
    | ,\s*(?:[dl]|dl|[ezrs]|\d+)?-\s*$
    | \b(?:alpha|beta|gamma|delta|cis|trans|tert|sec|iso|bis|tris|oxo|mono|di|tri)-\w+-
    | \w{24}                # 2-methylpropylidenecyclo…
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(r"[a-z]?[\d .,/-]+[a-z]?|[a-z]\d\w*|\w*\d{5,}\w*", re.IGNORECASE)
"""Numbers of registers, E numbers, ATC codes. *MK-3475* is how registries name a new drug."""

_WORD = re.compile(r"[^\W_]+")


@lru_cache(400_000)
def terms_of(name: str) -> tuple[str, ...]:
    """The terms that stand one after the other where a listing holds the name."""
    return phrase_terms(name)


@lru_cache(400_000)
def name_key(name: str) -> str:
    """Under what a name is found: its terms in order of the alphabet, "" where it has none. Joining
    words inside it are left out; *the runs* keeps its first. *Mouth to mouth* is not *mouth*."""
    return key_of_terms(terms_of(name))


def key_of_terms(terms: tuple[str, ...]) -> str:
    """`name_key` a name of these terms."""
    last = len(terms) - 1
    return " ".join(
        sorted(one for i, one in enumerate(terms) if not (0 < i < last and one in _JOINING))
    )


_FIRST = frozenset(((0, 1),))


class KeySums:
    """Sums of numbers for the terms of keys: which runs of a text have such a key, without making
    the key of each. A run that has none is told as one that has, once in 10¹⁴."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._sums = frozenset(sum(map(hash, key.split(" "))) for key in keys)

    def has(self, terms: tuple[str, ...]) -> bool:
        """Whether terms may have a key."""
        last = len(terms) - 1
        own = (one for i, one in enumerate(terms) if not 0 < i < last or one not in _JOINING)
        return sum(map(hash, own)) in self._sums

    def runs(self, words: Sequence[tuple[str, ...]], longest: int) -> frozenset[tuple[int, int]]:
        """The runs of so many words at most, each with its terms, that have a key: by the first
        word and one behind the last."""
        if len(words) == 1:
            return _FIRST if self.has(words[0]) else frozenset()
        # A joining word counts where a run begins or ends with it, and else not.
        sums, begins, ends = [0], [], []
        for terms in words:
            sums.append(sums[-1] + sum(hash(one) for one in terms if one not in _JOINING))
            begins.append(hash(terms[0]) if terms[0] in _JOINING else 0)
            ends.append(hash(terms[-1]) if terms[-1] in _JOINING else 0)
        found = []
        for first, terms in enumerate(words):
            before = sums[first] - begins[first]
            if sums[first + 1] - before + (ends[first] if len(terms) > 1 else 0) in self._sums:
                found.append((first, first + 1))
            for last in range(first + 2, min(first + longest, len(words)) + 1):
                if sums[last] - before + ends[last - 1] in self._sums:
                    found.append((first, last))
        return frozenset(found)


class Order(Enum):
    """How terms stand that have the key of a name."""

    SAME = "same"
    TURNED = "turned"
    """As in another name of the same words: *cancer of the lung*, *cancer blood*."""
    OTHER = "other"
    """They are joined by what tells of something else: *smokers with lung*, *anxiety or mood*."""


def order_of(typed: tuple[str, ...], names: Iterable[tuple[str, ...]]) -> Order:
    """The order in which terms stand as compared with names of the same key."""
    found = {_compared(typed, name) for name in names}
    return next((order for order in Order if order in found), Order.OTHER)


def _compared(typed: tuple[str, ...], name: tuple[str, ...]) -> Order:
    strange = _joints(typed) - _joints(name)
    if strange & _ADDING:
        return Order.OTHER
    if _content(typed) != _content(name):
        return Order.TURNED
    if strange & _TELLING:
        return Order.OTHER
    # *Cancer blood* has the order of *cancer of the blood*, and lacks what joins it.
    return Order.TURNED if _joints(name) & _TURNING and not _joints(typed) else Order.SAME


def _content(terms: tuple[str, ...]) -> list[str]:
    last = len(terms) - 1
    return [one for i, one in enumerate(terms) if not (0 < i < last and one in _JOINING)]


def _joints(terms: tuple[str, ...]) -> set[str]:
    return {one for one in terms[1:-1] if one in _JOINING}


_ADDING = frozenset(("and", "or"))
_TURNING = frozenset(("of", "in", "on", "to", "from", "for"))
_TELLING = frozenset(("with", "to", "for", "by", "from"))


def uninverted(name: str) -> str:
    """A heading as it is spoken: *Lung Neoplasms, Small Cell* → *Small Cell Lung Neoplasms*. A list
    (*Congenital, Hereditary, and Neonatal Diseases*) stays as it is."""
    first, *others = name.split(", ")
    if not others or len(others) > 4 or first.isdigit() or any(map(_LIST.search, others)):
        return name  # 46, XX Disorders
    if others[-1] == "Diseases":  # Infant, Newborn, Diseases
        return " ".join([*reversed(others[:-1]), first, others[-1]])
    return " ".join([*reversed(others), first])


_LIST = re.compile(r"\b(?:and|or)\b|^(?:of|in|with|by|due|not) ", re.IGNORECASE)


def is_speakable(name: str) -> bool:
    """Whether somebody may write the name where it is no formula, code or definition."""
    words = _WORD.findall(name)
    return (
        0 < len(words) <= LONGEST_NAME
        and any(len(word) > 1 for word in words)
        and not _CODE.fullmatch(name)
    )


def is_systematic(name: str) -> bool:
    """Whether a substance is named by its structure."""
    return _SYSTEMATIC.search(name) is not None or name.count("-") > 3 or name.count(",") > 1


def is_short(name: str) -> bool:
    """Whether the name is one word of four letters or fewer: *MS*, *ALL*, *gout*, not *IL-6*."""
    return len(name) <= SHORT and name.isalpha()


def as_typed(text: str) -> str:
    """What of a text tells capitals from small letters: *A.L.L.* → *ALL*."""
    return "".join(_WORD.findall(text))


def singular(word: str) -> str:
    """A word without the ending of its plural or genitive, in small letters: what tells *spotting*
    from *spots* where both have one stem."""
    return _PLURAL.sub("", word.lower())


_PLURAL = re.compile(r"(?:['’]s|(?<=[^su])s)$")


def uninflected(word: str) -> str:
    """A word without the ending of any plural, in small letters: what tells *suicidal* from
    *suicide*, and not *allergies* from *allergy*."""
    return _ANY_PLURAL.sub("", word.lower())


_ANY_PLURAL = re.compile(r"(?:['’]s|ies|es|s|y|e)$")


def words_of(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def forget() -> None:
    """Lets go of what was remembered of the names of a vocabulary that is compiled."""
    terms_of.cache_clear()
    name_key.cache_clear()
