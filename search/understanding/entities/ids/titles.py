"""What the title of a code says in words that people use, the closest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ASIDE = re.compile(r"\s*[\[(][^\])]*[\])]")
_LEADS = re.compile(
    r"^(?:(?:other|unspecified|specified|and|types?|forms?|of|acquired absence|mild|moderate|severe"
    r"|personal history|family history)\b[\s,]*)+",
    re.IGNORECASE,
)
_PLACE = r"(?:site|part|organ|type|side|laterality|eye|ear|female|male)"
_SAYING_NOTHING = re.compile(
    rf",?\s*\b(?:(?:of |in )?unspecified {_PLACE}(?:(?= of )|(?=,)|$)|not elsewhere classified"
    r"|uncomplicated|initial encounter|subsequent encounter|sequela|unspecified|left|right"
    r"|bilateral|diseases? classified elsewhere)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\[([^\]]+)\]")
_COURSE = re.compile(
    r"^(?:(?:acute|chronic|viral|hereditary|hospital)\b\s*)+|\s+status$", re.IGNORECASE
)
_TAILS = (
    " not having ",
    " in remission",
    " without ",
    " with ",
    " due to ",
    " in diseases",
    " in other ",
    ", ",
)
"""What only details begin with; what is cut first is what says least."""
_CANCER = re.compile(
    r"^(?P<secondary>secondary\s+)?malignant neoplasms?\s+of\s+(?P<of>.+)$", re.IGNORECASE
)
_PART = re.compile(r"^(?:.*\b(?:part|parts|site|sites|portion|lobe|quadrant|third)s?\s+of\s+)(.+)$")
_LINKS = re.compile(r"\s*(?:,|\band\b|\bor\b)\s*")
_EVERYDAY = {"bronchus": "lung", "corpus uteri": "uterine", "cervix uteri": "cervical"}


def disease_names(title: str) -> tuple[str, ...]:
    """The names under which a vocabulary may know what a title says, from the fullest to the
    barest: *Type 2 diabetes mellitus without complications* is type 2 diabetes mellitus, and
    *Malignant neoplasm of prostate* prostate cancer."""
    return tuple(dict.fromkeys(name for name in _names(title) if name))


def _names(title: str) -> Iterator[str]:
    yield title
    plain = " ".join(_ASIDE.sub("", title).split())
    yield plain
    bare = _bared(plain)
    yield from _with_cancer(bare)
    for tail in _TAILS:
        while tail in bare:
            bare = bare.rpartition(tail)[0].strip(" ,")
            yield from _with_cancer(bare)
    bare = _LEADS.sub("", bare)
    yield from _with_cancer(bare)
    yield from _BRACKETS.findall(title)
    yield _COURSE.sub("", bare)
    # *Chronic lymphocytic leukemia of B-cell type*
    yield re.sub(r" of \S+ type$", "", bare)


def _bared(said: str) -> str:
    """Without the words that tell no disease from another."""
    return re.sub(r"\s+(?:of|in)$", "", " ".join(_SAYING_NOTHING.sub("", said).split())).strip(" ,")


def _with_cancer(said: str) -> Iterator[str]:
    yield said
    cancer = _CANCER.match(said)
    if cancer is None:
        return
    organ = cancer["of"]
    if of_part := _PART.match(organ):
        organ = of_part[1]
    organs = [organ, *reversed(_LINKS.split(organ))] if _LINKS.search(organ) else [organ]
    for one in organs:
        one = _EVERYDAY.get(one, one)
        yield f"{one} metastasis" if cancer["secondary"] else f"{one} cancer"
