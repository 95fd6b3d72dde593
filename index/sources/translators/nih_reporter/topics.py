"""What an award is about: its index terms, without those that say nothing of the topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.analysis import folded
from index.data_files import DATA, read_as
from index.sources.records import Section, distinct, in_words

_BRACKETED = re.compile(r"<([^<>]{1,200})>")


def keywords_of(award: Section, shifted: str) -> tuple[str, ...]:
    """The index terms and spending categories; `shifted` is a list of terms that stood in another
    column."""
    terms = [*_terms(award, "terms"), *_split(shifted), *_terms(award, "pref_terms")]
    topics = [one for one in terms if folded(one) not in _administrative()]
    return distinct([*topics, *_terms(award, "spending_categories_desc")])


def is_list_of_terms(text: str) -> bool:
    """Whether a relevance text is really a list of index terms: some exports shift columns."""
    parts = text.split(";")
    return len(parts) >= 8 and len(text) / len(parts) < 45


@lru_cache(maxsize=1)
def _administrative() -> frozenset[str]:
    groups = read_as(DATA / "nih" / "administrative_terms.yml", dict[str, list[str]])
    return frozenset(folded(one) for group in groups.values() for one in group)


def _terms(award: Section, key: str) -> Iterator[str]:
    """Terms as a list, between angle brackets as the API writes them, or between semicolons."""
    value = award.raw(key)
    if type(value) is list:
        for one in award.texts(key):
            yield from _split(one)
    elif type(value) is str:
        yield from _split(award.text(key))
    elif value is not None:
        award.warn(key, f"should be text or a list, but is {in_words(value)}; left out")


def _split(text: str) -> list[str]:
    bracketed = _BRACKETED.findall(text) if text[:1] == "<" else []
    parts = bracketed or text.split(";")
    return [term for part in parts if len(term := part.strip(" *")) > 1 and term != "NA"]
