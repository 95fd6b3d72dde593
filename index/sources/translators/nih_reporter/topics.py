"""What an award is about: its index terms, without those that say nothing of the topic."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from index.analysis import folded
from index.data_files import DATA, read_as
from index.sources.records import Section, in_words

_BRACKETED = re.compile(r"<([^<>]{1,200})>")


def keywords_of(award: Section, shifted: str) -> tuple[str, ...]:
    """The index terms and spending categories; `shifted` is a list of terms that stood in another
    column."""
    kept: dict[str, str] = {}
    for one in chain(_terms(award, "terms"), _split(shifted), _terms(award, "pref_terms")):
        kept.setdefault(folded(one), one)
    for said in _administrative().intersection(kept):
        del kept[said]
    for one in _terms(award, "spending_categories_desc"):
        kept.setdefault(folded(one), one)
    return tuple(one for said, one in kept.items() if said)


def is_list_of_terms(text: str) -> bool:
    """Whether a relevance text is really a list of index terms: some exports shift columns."""
    parts = text.split(";")
    return len(parts) >= 8 and len(text) / len(parts) < 45


@lru_cache(maxsize=1)
def _administrative() -> frozenset[str]:
    groups = read_as(DATA / "nih" / "administrative_terms.yml", dict[str, list[str]])
    return frozenset(folded(one) for group in groups.values() for one in group)


def _terms(award: Section, key: str) -> list[str]:
    """Terms as a list, between angle brackets as the API writes them, or between semicolons."""
    value = award.raw(key)
    if type(value) is str:
        return _split(award.text(key))
    if type(value) is list:
        return [term for one in award.texts(key) for term in _split(one)]
    if value is not None:
        award.warn(key, f"should be text or a list, but is {in_words(value)}; left out")
    return []


def _split(text: str) -> list[str]:
    if not text:
        return []
    bracketed = _BRACKETED.findall(text) if text[:1] == "<" else []
    parts = bracketed or text.split(";")
    return [term for part in parts if len(term := part.strip(" *")) > 1 and term != "NA"]
