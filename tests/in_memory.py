"""What the searcher that is served answers from, over listings in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from index.generation.completion import KINDS, LEAST_LISTINGS, CompletionNames, Name
from index.generation.spelling import SpellingWords, WordCounts, words_of
from index.listing.codes import NOT_STATED
from index.listing.model import Listing
from index.listing.schema import facet_values, value_label
from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.engine.query import Node, Query
from search.engines.memory.engine import MemoryEngine
from search.request.request import SearchRequest
from search.results.completion import ListedNames, Suggester, Suggestion
from search.results.results import Results
from search.searcher.searcher import Searcher
from search.searcher.serving import Served, listings_by_place
from search.understanding.entities.places.atlas import Atlas
from search.understanding.entities.words.concepts import NO_NAMES
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.entities.words.speller import Speller

BUILT = "2024-03-11T09:30:00Z"
"""When every index in memory says that it was built."""


def served_in_memory(
    listings: Sequence[Listing],
    gazetteer: Gazetteer,
    folder: Path,
    vocabulary: Vocabulary | None = None,
) -> Served:
    """All that is known to answer from some listings, and of the names of a vocabulary. What is
    looked up in files of a generation is written into a folder that is empty."""
    engine = MemoryEngine(listings, vocabulary, built=BUILT)
    SpellingWords.of(_words(listings)).write(folder)
    CompletionNames.of(list(_names(listings))).write(folder)

    def counts(nodes: Sequence[Node]) -> tuple[int, ...]:
        return engine.counts([Query(match=node) for node in nodes])

    return Served(
        engine,
        Atlas(gazetteer, listings_by_place(engine)),
        Lexicon(names=vocabulary or NO_NAMES, speller=Speller.open(folder), counts=counts),
        Suggester((ListedNames(folder),)),
    )


def _words(listings: Sequence[Listing]) -> WordCounts:
    every: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for listing in listings:
        words = words_of(listing)
        every.update(words.every)
        named.update(words.named)
    words = sorted(every)
    return WordCounts(
        words,
        np.array([every[word] for word in words], np.int64),
        np.array([named[word] for word in words], np.int64),
    )


def _names(listings: Sequence[Listing]) -> Iterator[Name]:
    for facet in KINDS:
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for listing in listings:
            for value, words in facet_values(facet, listing).items():
                written[value][words] += 1
        for value, ways in written.items():
            if value != NOT_STATED and ways.total() >= LEAST_LISTINGS.get(facet.name, 1):
                ((words, _),) = ways.most_common(1)
                yield Name(facet.name, value_label(facet, value, words), ways.total())


class Recorded(Searcher):
    """Keeps what it was asked: for `over` one generation that is never replaced."""

    def __init__(self, home: Path, today: Callable[[], date] = date.today) -> None:
        super().__init__(home, today=today)
        self.asked: list[SearchRequest] = []
        self.typed: list[str] = []

    def pinned(self) -> Recorded:
        """Itself."""
        return self

    def search(self, request: SearchRequest) -> Results:
        """One page of hits with the facets beside them."""
        self.asked.append(request)
        return super().search(request)

    def complete(self, typed: str) -> tuple[Suggestion, ...]:
        """Names that may be about to be typed."""
        self.typed.append(typed)
        return super().complete(typed)
