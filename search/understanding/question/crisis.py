"""Whom to call, for a question that somebody may have written who is in danger."""

from __future__ import annotations

import re

import msgspec

from index.analysis import folded, without_apostrophes
from index.data_files import DATA, read_as

WORDS_FILE = DATA / "crisis_words.yml"


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    notice: str
    anywhere: tuple[str, ...]
    alone: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    languages: tuple[_Language, ...]


def crisis_notices(text: str) -> tuple[str, ...]:
    """The notices to show above the results of a question, one for each language it is written in;
    hardly any has one. What is quoted or left out by a minus counts as well."""
    said = _words(text)
    return tuple(
        notice
        for notice, anywhere, alone in _LANGUAGES
        if anywhere.search(f" {said} ") or said in alone
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(without_apostrophes(text))))


def _language(one: _Language) -> tuple[str, re.Pattern[str], frozenset[str]]:
    either = "|".join(re.escape(_words(said)) for said in one.anywhere)
    return one.notice, re.compile(f" (?:{either}) "), frozenset(map(_words, one.alone))


_LANGUAGES = tuple(map(_language, read_as(WORDS_FILE, _File).languages))
