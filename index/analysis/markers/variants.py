"""Changes of genes and chromosomes as reports write them, each one word: *t(9;22)*, *del(17p)*,
*22q11.2*, *c.68_69del*, *HLA-B\\*57:01*, *p.Gly12Cys*."""

from __future__ import annotations

import re

MAY_BE_VARIED = re.compile(r"\d[.:;_*>)]|[.(*;]\s?\(?\d|p\.\(?[A-Z]")
"""What every text holds that holds one of them; most chunks have none of it."""

# A bracket at the end may be missing: a chunk is known without the signs around it.
VARIANT = re.compile(
    r"""(?<![^\W_])(?:
      (?P<between>(?:t|inv|ins)\(\d{1,2}(?:;\d{1,2}){0,2}(?:\)(?:\([pq\d.;]+\)?)?)?(?![\w;]))
    | (?P<of>del|dup|gain|loss|amp|add|i|iso)
        \((?P<place>(?:[1-9]|1\d|2[0-2]|[XY])[pq][\d.]*)\)?(?![\w;])
    | (?P<band>(?:[1-9]|1\d|2[0-2]|[XY])[pq]\d{1,2}\.\d{1,2})(?!\w)
    | (?P<hla>HLA-[A-Z]{1,4}\d?\*\d{2,4}(?::\d{2,3}){0,2})(?!\w)
    | (?P<protein>p\.\(?(?P<from>[A-Z][a-z]{2}|[A-Z])(?P<at>\d{1,4})
        (?P<to>[A-Z][a-z]{2}|[A-Z*]|del|dup|fs)\)?)(?!\w)
    | (?P<gene>[cgmn]\.[-*]?\d+(?:[+-]\d+)?(?:_[-*]?\d+(?:[+-]\d+)?)?
        (?:(?P<change>del|dup|ins|inv)[ACGT]*|[ACGT]>[ACGT]))(?![^\W_])
    )""",
    re.VERBOSE,
)

_LETTERS = {
    "ala": "a", "arg": "r", "asn": "n", "asp": "d", "cys": "c", "gln": "q", "glu": "e", "gly": "g",
    "his": "h", "ile": "i", "leu": "l", "lys": "k", "met": "m", "phe": "f", "pro": "p", "ser": "s",
    "thr": "t", "trp": "w", "tyr": "y", "val": "v", "ter": "x", "*": "x",
}  # fmt: skip
"""Amino acids by their three letters."""

_OF = {"del": "lost", "loss": "lost", "dup": "gained", "gain": "gained", "amp": "gained"}


def canonical(match: re.Match[str]) -> str:
    """One spelling of a change, in small letters.

    *del(17p)* is what *17p deletion* is, ``17p=lost``; where the change leaves a wider name behind,
    that stands before a point or an equals sign, and `wider` gives it.
    """
    written = match.group().lower()
    if match["between"]:
        # The bands behind the chromosomes tell nothing that these do not.
        return written.partition(")")[0].removesuffix(")") + ")"
    if match["of"]:
        change, place = match["of"].lower(), match["place"].lower()
        return f"{place.partition('.')[0]}={_OF.get(change, change)}"
    if match["band"]:
        return written
    if match["hla"]:
        return re.sub(r"\W", "", written)
    if match["protein"]:
        first, last = match["from"].lower(), match["to"].lower()
        return f"{_LETTERS.get(first, first)}{match['at']}{_LETTERS.get(last, last)}"
    change = match["change"]
    return (written.partition(change)[0] + change if change else written).replace(".", "")


def wider(word: str) -> str:
    """What else a change is known as: *22q11.2* is in 22q11, *del(17p)* names 17p. Nothing for what
    is no change."""
    for sign in "=.":
        head, found, _ = word.partition(sign)
        if found:
            return head
    return ""
