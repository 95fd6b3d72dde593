"""People as records name them: who is the same person, and how a phone is dialled."""

from __future__ import annotations

import re
from functools import lru_cache

from index.analysis import folded

_BEFORE_A_NAME = """
    dr prof professor mr mrs ms miss sir doctor assoc associate asst assistant a/prof pd priv-doz
    doz univ-prof habil
"""
_AFTER_A_NAME = """
    md phd mph msc mbbs mbchb bsc drph pharmd dds dmd dvm edd scd dsc psyd facp facs facc faan
    frcp frcpc frcsc mrcp mbbch bchir mha mhs mhsc mscr msph msce rn bsn msn aprn dnp crnp lcsw jd
    llm mba mpp fasco faap fesc frcs fracp mdphd md/phd dphil mrcs dnb facog pt dpt cnm np pa-c
    phdc macp fccp ccrc
"""
_TITLES = frozenset(_BEFORE_A_NAME.split())
# Without those that are names as well: Do, Ma, Ba, Ms.
_DEGREES = frozenset(_AFTER_A_NAME.split())
_DOTS = re.compile(r"\.(?=\S)|\.$")

_EXTENSION = re.compile(
    r"(?<=\d)[\s,;(]{0,4}(?:ext(?:ension|n)?\b\.?|x|#)[\s:.]*(\d{1,6})\)?$", re.I
)
_STATED_EXTENSION = re.compile(r"^(?:ext(?:ension|n)?\b\.?|x|#)[\s:.]*(?=\d)", re.I)
_COUNTRY_CODE = re.compile(r"\(?\+ ?(\d{1,3})\)?")
_NO_DIGIT = re.compile(r"\D")
_FEWEST_OF_A_PHONE = 7
_FEWEST_WITH_A_COUNTRY = 11


@lru_cache(maxsize=50_000)
def person(name: str) -> str:
    """A key that is the same for one person however their degrees and titles are written.

    ``Dr. Bo Ray``, ``Ray, Bo``, ``Bo Ray, MD, PhD`` and ``BO RAY M.D.`` are one; ``Bo J. Ray`` may
    be another.
    """
    before, _, after = name.partition(",")
    bare = _words(before)
    if len(bare) == 1 and (given := _words(after.partition(",")[0])) and given[0] not in _DEGREES:
        bare = [*given, *bare]
    first, last = 0, len(bare)
    while first < last - 1 and bare[first] in _TITLES:
        first += 1
    while last > first + 1 and bare[last - 1] in _DEGREES:
        last -= 1
    return " ".join(bare[first:last]) or folded(name)


def _words(name: str) -> list[str]:
    return [_DOTS.sub("", word) for word in folded(name).split()]


def dialled(phone: str, extension: str) -> str:
    """A phone as it is dialled: ``555-0100 ext. 12``, ``+33 555 0100``.

    Registries have a field for the extension, in which people write country codes (``+33``), a
    second phone, or what stands in the phone already.
    """
    marked = "x" in phone or "X" in phone or "#" in phone
    inside = _EXTENSION.search(phone) if marked else None
    if inside and phone[: inside.start()].strip():
        phone, written = phone[: inside.start()].rstrip(" ,;("), inside[1]
    else:
        written = ""
    stated = _STATED_EXTENSION.sub("", extension.strip()) if extension else ""
    digits = _NO_DIGIT.sub("", stated) if stated else ""
    if code := _COUNTRY_CODE.fullmatch(stated):
        phone, stated = _abroad(phone, code[1]), ""
    elif not digits or stated == written:
        # "N/A" is no extension.
        stated = ""
    tails = [f"ext. {written}"] if written else []
    if len(digits) >= _FEWEST_OF_A_PHONE and stated:
        # A whole phone: nobody could dial it after another one.
        return ", ".join(part for part in (" ".join([phone, *tails]).strip(), stated) if part)
    if stated:
        tails.append(f"ext. {stated}" if stated.replace("-", "").isdigit() else stated)
    return " ".join(part for part in (phone, *tails) if part) if phone else ""


def _abroad(phone: str, code: str) -> str:
    """The phone with its country code before it, once."""
    digits = _NO_DIGIT.sub("", phone)
    if not digits or phone.lstrip("( ").startswith(("+", "00")):
        return phone
    if digits.startswith(code) and len(digits) >= _FEWEST_WITH_A_COUNTRY:
        return f"+{phone.lstrip()}"
    return f"+{code} {phone}"
