"""Codes of ICD-10 in a question: *K92.2*, *ICD-10 E11*, *dx code: M54.5*."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec


class DiagnosisCode(msgspec.Struct, frozen=True):
    """A part of a question that is a code of ICD-10, from `start` until before `end`.

    `code` is it in capitals with its dot. `named` says whether the question calls it a code: else
    it is one only where the classification has it.
    """

    start: int
    end: int
    code: str
    named: bool

    @property
    def wider(self) -> tuple[str, ...]:
        """The codes that it lies below, the nearest first: *E11.65*, then *E11.6*, then *E11*."""
        category, _, detail = self.code.partition(".")
        several = [f"{category}.{detail[:n]}" for n in range(len(detail) - 1, 0, -1)]
        return (*several, category) if detail else ()


_SYSTEM = (
    r"(?:(?:icd|cie)[\s-]?(?:10|x|ten)?(?:[\s-]?(?:cm|am|gm|who))?"
    r"|dx|diagnosis|diagnostic|c[oó]digo)"
)
_CODE = r"[A-Z]\d[\dAB](?:\.?[\dA-Z]{1,4})?"
_NAMED = re.compile(
    rf"""(?<![\w-])(?:{_SYSTEM}(?:\s+(?:diagnosis|diagnostic))?(?:\s+codes?|\s+number)?|codes?)
    (?:\s+(?:is|of|for|was|de))?\s*[:\#=]?\s*(?P<code>{_CODE})(?![\w.]?\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_FOLLOWED = re.compile(
    rf"(?<![\w.-])(?P<code>{_CODE})"
    r"(?=\s+(?:(?:icd[\s-]?10(?:[\s-]?cm)?|icd)\b|(?:diagnosis|diagnostic|dx)\s+code))",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?<![\w.-])(?P<code>[A-Z]\d[\dAB]\.\d[\dA-Z]{0,3})(?![\w]|\.\d|[-+]\w)")
_DOTTED_SMALL = re.compile(
    r"(?<![\w.-])(?P<code>[a-or-z]\d[\dab]\.\d[\da-z]{0,3})(?![\w]|\.\d|[-+]\w)"
)
_AND_MORE = re.compile(
    r"\s*(?:,|/|&|\band\b|\bor\b)\s*(?P<code>[A-Z]\d[\dAB](?:\.[\dA-Z]{1,4})?)(?![\w.]?\w)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_A_LETTER_ALONE = re.compile(r"[A-Z]\d[\dAB]", re.IGNORECASE)


def diagnosis_codes(text: str) -> tuple[DiagnosisCode, ...]:
    """The codes of ICD-10 that a question has, in its order and apart from each other.

    `text` is as `question.text.open_text` makes it. A category alone (*E11*) is a code
    only where the question calls it one: *B12*, *T20* and *C19* are other things.
    """
    if not _DIGIT.search(text):
        return ()
    found: list[DiagnosisCode] = []
    for one in (*_named(text), *_dotted(text)):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _named(text: str) -> Iterator[DiagnosisCode]:
    for match in _NAMED.finditer(text):
        if _is_code(match["code"]):
            yield DiagnosisCode(match.start(), match.end(), _written(match["code"]), True)
            end = match.end()
            while (more := _AND_MORE.match(text, end)) and _is_code(more["code"]):
                code = _written(more["code"])
                yield DiagnosisCode(more.start("code"), more.end(), code, True)
                end = more.end()
    for match in _FOLLOWED.finditer(text):
        yield DiagnosisCode(match.start(), match.end(), _written(match["code"]), True)


def _dotted(text: str) -> Iterator[DiagnosisCode]:
    for match in (*_DOTTED.finditer(text), *_DOTTED_SMALL.finditer(text)):
        yield DiagnosisCode(match.start(), match.end(), _written(match["code"]), False)


def _is_code(said: str) -> bool:
    """Whether letters behind *code* are one, and no word: *code red* begins with no digit."""
    return _A_LETTER_ALONE.match(said) is not None


def _written(said: str) -> str:
    code = said.upper().replace(".", "")
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code
