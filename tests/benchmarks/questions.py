"""The questions: words of the corpus by how many listings hold them, drawn so that they meet.

The words of a question stand together in at least one listing. Words that engines disagree
about (their stemmers and tokenizers differ) are left out, so that all do the same work.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from random import Random

import msgspec

from index.listing.codes import NOT_STATED, Status
from index.listing.facets.place_paths import place_path
from index.listing.model import Listing
from index.listing.parts import Site
from index.listing.schema import DISTANCE, FACET, facet_values
from index.listing.searched import searched_texts
from search.engine.query import Circle
from search.request.distance import Distance
from tests.benchmarks.engine import How, Narrowing, OneSite, Question

SEED = 20240302

PER_KIND = 10

ATTEMPTS = 5000
"""Listings that are tried for the questions of one kind."""

AGREEMENT = 0.03
"""By how much of the largest count the engines may differ on a word."""

PLAIN = "2 common"
"""The kind of question that those about one site have the words of."""

NEAR, FAR = Distance(50), Distance(500)

NARROWED_BY = ("status", "place", "kind", "phase", "condition")

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z]{4,14}")

Count = Callable[[str], Sequence[int]]
"""How many listings hold a word, by each engine."""


class Band(msgspec.Struct, frozen=True):
    """Words by the number of listings that hold them."""

    name: str
    least: float
    most: float

    def holds(self, count: int) -> bool:
        """Whether a word in so many listings is of this band."""
        return self.least <= count <= self.most


def bands(listings: int) -> tuple[Band, ...]:
    """Rare, middling and common words of a corpus of a size; rare ones are at least in two."""
    return (
        Band("rare", max(2.0, 5e-5 * listings), max(10.0, 5e-4 * listings)),
        Band("middling", 2e-3 * listings, 2e-2 * listings),
        Band("common", 5e-2 * listings, 5e-1 * listings),
    )


class Vocabulary:
    """Which band a word is of, asked of the engines once per word."""

    def __init__(self, listings: int, count: Count) -> None:
        self._bands = bands(listings)
        self._count = count
        self._known: dict[str, str] = {}

    def band(self, word: str) -> str:
        """The name of a word's band; empty for other words and those that engines dispute."""
        if word not in self._known:
            self._known[word] = self._found(word)
        return self._known[word]

    def _found(self, word: str) -> str:
        if not _PLAIN.fullmatch(word):
            return ""
        counts = self._count(word)
        if max(counts) - min(counts) > AGREEMENT * max(counts):
            return ""
        return next((band.name for band in self._bands if band.holds(max(counts))), "")


def questions(sample: Sequence[Listing], vocabulary: Vocabulary) -> list[Question]:
    """`PER_KIND` questions of every kind, drawn from the listings of a sample.

    Raises ValueError naming a kind that the sample is too small for.
    """
    drawing = _Drawing(sample, vocabulary)
    common = ("common",) * 5
    found = [
        drawing.several(f"{len(words)} {band}", words)
        for band in ("rare", "middling", "common")
        for words in ((band,), (band,) * 2, (band,) * 5)
    ]
    found += [
        drawing.several("rare + middling + common", ("rare", "middling", "common")),
        drawing.phrases("phrase of 2"),
        drawing.several("any of 5 common", common, How.ANY),
        drawing.narrowed("2 common, narrowed", common[:2]),
    ]
    return list(itertools.chain.from_iterable(found))


def site_questions(sample: Sequence[Listing], vocabulary: Vocabulary) -> list[Question]:
    """`PER_KIND` questions of every kind about one site: two common words of a listing, and what
    holds at a site of it.

    Raises ValueError naming a kind that the sample is too small for.
    """
    drawing = _Drawing(sample, vocabulary)
    found = [
        drawing.at_site(f"{PLAIN}, within {NEAR.words} of a city", _within),
        drawing.at_site(f"{PLAIN}, recruiting in a state", _recruiting),
        drawing.at_site(f"{PLAIN}, nearest first within {FAR.words}", _nearest_first),
    ]
    return list(itertools.chain.from_iterable(found))


def _within(site: Site, _status: Status | None) -> OneSite | None:
    return _around(site, NEAR)


def _nearest_first(site: Site, _status: Status | None) -> OneSite | None:
    around = _around(site, FAR)
    return around and msgspec.structs.replace(around, sort=DISTANCE.name)


def _around(site: Site, distance: Distance) -> OneSite | None:
    if site.place is None or site.place.point is None:
        return None
    return OneSite(near=Circle(*site.place.point, distance.kilometers))


def _recruiting(site: Site, status: Status | None) -> OneSite | None:
    country, state, _ = site.levels
    if status is not Status.RECRUITING or site.status not in (None, status):
        return None
    if not country or not state:
        return None
    *_, place = place_path(country, state, "")
    return OneSite(values=(Narrowing("status", Status.RECRUITING), Narrowing("place", place)))


class _Drawing:
    """Draws questions from listings picked at random."""

    def __init__(self, sample: Sequence[Listing], vocabulary: Vocabulary) -> None:
        self._sample = sample
        self._vocabulary = vocabulary
        self._chance = Random(SEED)

    def several(self, kind: str, bands: tuple[str, ...], how: How = How.ALL) -> list[Question]:
        """Words of these bands."""
        return self._drawn(kind, lambda one: self._words(kind, one, bands, how))

    def phrases(self, kind: str) -> list[Question]:
        """Two words that stand one after the other, neither of them rare."""
        return self._drawn(kind, lambda one: self._phrase(kind, one))

    def narrowed(self, kind: str, bands: tuple[str, ...]) -> list[Question]:
        """Words of these bands, in listings with a value of a facet; facets take turns."""
        turns = itertools.cycle(NARROWED_BY)

        def draw(one: Listing) -> Question | None:
            plain = self._words(kind, one, bands, How.ALL)
            value = self._chance.choice(list(facet_values(FACET[facet := next(turns)], one)))
            if plain is None or value == NOT_STATED:
                return None
            return msgspec.structs.replace(plain, narrowing=Narrowing(facet, value))

        return self._drawn(kind, draw)

    def at_site(
        self, kind: str, asked: Callable[[Site, Status | None], OneSite | None]
    ) -> list[Question]:
        """Two common words, and what a site satisfies."""

        def draw(one: Listing) -> Question | None:
            plain = self._words(kind, one, ("common", "common"), How.ALL)
            at = asked(self._chance.choice(one.site), one.status) if plain and one.site else None
            return at and plain and msgspec.structs.replace(plain, at=at)

        return self._drawn(kind, draw)

    def _drawn(self, kind: str, draw: Callable[[Listing], Question | None]) -> list[Question]:
        found: dict[Question, None] = {}
        for _ in range(ATTEMPTS):
            question = draw(self._chance.choice(self._sample))
            if question is not None:
                found[question] = None
            if len(found) == PER_KIND:
                return list(found)
        raise ValueError(
            f"only {len(found)} of {PER_KIND} questions of the kind {kind!r} could be drawn from "
            f"{len(self._sample)} listings"
        )

    def _words(self, kind: str, one: Listing, bands: tuple[str, ...], how: How) -> Question | None:
        by_band: dict[str, list[str]] = {}
        for word in sorted(set(itertools.chain.from_iterable(_runs(one)))):
            by_band.setdefault(self._vocabulary.band(word), []).append(word)
        words: list[str] = []
        for band in dict.fromkeys(bands):
            there = by_band.get(band, [])
            if len(there) < bands.count(band):
                return None
            words += self._chance.sample(there, bands.count(band))
        return Question(kind, tuple(words), how)

    def _phrase(self, kind: str, one: Listing) -> Question | None:
        pairs = sorted({pair for run in _runs(one) for pair in itertools.pairwise(run)})
        self._chance.shuffle(pairs)
        for pair in pairs:
            if all(self._vocabulary.band(word) in ("middling", "common") for word in pair):
                return Question(kind, pair, How.PHRASE)
        return None


def _runs(listing: Listing) -> list[list[str]]:
    """The words of each text of a listing, in order, in lower case."""
    return [_WORD.findall(searched.text.lower()) for searched in searched_texts(listing)]
