"""Made-up vocabularies, and what a listing names of them, found out slowly."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
from hypothesis import strategies as st

from index.analysis.analyzer import analyse
from index.analysis.query_analyzer import phrase_terms
from index.analysis.spelled import spelled_words
from index.listing.model import Listing
from index.listing.searched import SUBJECTS, searched_texts, tenths
from index.terms.listing_terms import FIELD_GAP, MAX_POSITION
from tests.conftest import listing

WORDS = ("lung", "cancer", "small", "cell", "type", "2", "diabetes", "HER2-low", "of", "a-b")


def key_of(number: int) -> str:
    """The key of a made-up concept."""
    return f"MADE:{number}"


class Made(msgspec.Struct, frozen=True):
    """A vocabulary of a few names by concept, and pairs of a concept and a narrower one."""

    said: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[int, int], ...] = ()
    version: str = "made"
    path: Path = Path()
    stable: tuple[str, ...] = ()
    """The key of each concept, where it is another one than that of its number."""

    def __len__(self) -> int:
        return len(self.said)

    def keys(self) -> tuple[str, ...]:
        return self.stable or tuple(map(key_of, range(len(self))))

    def names(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for concept, names in enumerate(self.said):
            for name in names:
                yield concept, phrase_terms(name)

    def words(self, concepts: Iterable[int]) -> Iterator[tuple[int, str]]:
        for concept in concepts:
            for name in self.said[concept]:
                yield from ((concept, word) for word in spelled_words(name))

    def narrower(self) -> Iterator[tuple[int, int]]:
        return iter(self.pairs)

    def kept_in(self, folder: Path) -> Made:
        """The same with a file."""
        path = folder / f"{self.version}.sqlite"
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("create table about as select ? as version", [self.version])
            database.execute("create table concept (number integer primary key, listings integer)")
            numbers = [(number,) for number in range(len(self))]
            database.executemany("insert into concept values (?, 0)", numbers)
        return msgspec.structs.replace(self, path=path)


_phrases = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
_values = st.lists(_phrases, max_size=3)

any_vocabulary: st.SearchStrategy[Made] = st.lists(
    st.lists(_phrases, max_size=4).map(tuple), max_size=6
).flatmap(
    lambda said: st.builds(
        Made,
        said=st.just(tuple(said)),
        pairs=st.lists(
            st.tuples(*[st.integers(0, max(len(said) - 1, 0))] * 2), max_size=8 if said else 0
        ).map(tuple),
    )
)


def _subject(parts: tuple[str, str, list[str], list[str], list[str]], number: int) -> Listing:
    title, official, conditions, keywords, treatments = parts
    return listing(
        f"T{number}",
        title=title or "A study",
        official_title=official,
        summary="lung cancer of type 2",
        condition=conditions,
        keyword=keywords,
        intervention=[{"name": name or "lung"} for name in treatments],
        other_id=["small", "cell"],
    )


any_subjects: st.SearchStrategy[list[Listing]] = st.lists(
    st.tuples(_phrases, _phrases, _values, _values, _values), min_size=1, max_size=7
).map(lambda some: [_subject(parts, number) for number, parts in enumerate(some)])


class Named(msgspec.Struct, frozen=True):
    """How a listing names a concept, as in `index.engines.whoosh.concepts.tags.Tagged`."""

    own: int
    below: int
    conditions: int


def words_of(one: Listing) -> dict[int, tuple[str, set[str]]]:
    """By position, the subject field and the terms that stand there."""
    positions: dict[int, tuple[str, set[str]]] = {}
    base = 0
    for text, _, field in searched_texts(one):
        length = 0
        for term, position, _, _ in analyse(text):
            length = max(length, position + 1)
            if field in SUBJECTS and base + position <= MAX_POSITION:
                positions.setdefault(base + position, (field, set()))[1].add(term)
        base += length + FIELD_GAP
    return positions


def named_by(one: Listing, vocabulary: Made) -> dict[int, Named]:
    """The concepts that a listing names, word by word and name by name."""
    positions = words_of(one)
    found = {
        (concept, at, at + len(terms))
        for concept, terms in vocabulary.names()
        for at in positions
        if terms and all(
            at + n in positions and term in positions[at + n][1] for n, term in enumerate(terms)
        )
    }  # fmt: skip
    begins: dict[int, set[int]] = defaultdict(set)
    for concept, start, end in found:
        if not any(
            other != concept and first <= start and end <= last and last - first > end - start
            for other, first, last in found
        ):
            begins[concept].add(start)
    weight = {field: tenths(of) for _, of, field in searched_texts(one)}
    tags = {}
    for concept in range(len(vocabulary)):
        own = begins.get(concept, set())
        below = set().union(*(begins.get(n, set()) for n in _below(concept, vocabulary.pairs)))
        if own or below:
            sums = [sum(weight[positions[at][0]] for at in some) for some in (own, below)]
            bits = [any(positions[at][0] == "condition" for at in some) for some in (own, below)]
            tags[concept] = Named(sums[0], sums[1], bits[0] + 2 * bits[1])
    return tags


def _below(concept: int, pairs: Sequence[tuple[int, int]]) -> set[int]:
    reached: set[int] = set()
    wanted = [concept]
    while wanted:
        here = wanted.pop()
        further = {narrower for broader, narrower in pairs if broader == here} - reached
        reached |= further
        wanted += further
    return reached - {concept}
