"""Words as people write them, with how many listings hold each: what a misspelt word may mean.

The index itself holds stems, which nobody types. These words are those of the fields that say
what a listing is about; case and accents are left out, and so is whatever is not spelled with the
letters a to z alone: nobody's *p53* is a slip of the pen.

A generation keeps them in one file of arrays, `WORDS_FILE`, W words in the order of (length,
alphabet), so that all words of a length are one matrix of letters:

    sizes     uint32[LONGEST + 1]  how many words have each length
    letters   uint8[Σ lengths]     the words, one after the other
    listings  uint32[W]            listings that have the word in one of the `SPELLED` fields
    named     uint32[W]            listings that have it in the name of a condition or intervention
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import LONGEST, is_spelled, spelled_words
from index.generation.array_file import ArrayFile, write_arrays
from index.listing import Listing

WORDS_FILE = "spelling.words"
SPELLED_NAMES_FILE = "names.words"
"""The same of names that the vocabulary knows: *Keytruda* may stand in no listing."""

NAME_FIELDS = frozenset({"condition", "intervention"})
SPELLED = NAME_FIELDS | {"title", "keyword", "summary"}
"""The fields whose words are kept. Descriptions and criteria would double them, with the typing
errors of four times the text."""


class ListingWords(msgspec.Struct, frozen=True):
    """The distinct words of one listing: in any of the `SPELLED` fields, in `NAME_FIELDS` alone."""

    every: frozenset[str]
    named: frozenset[str]


def words_of(listing: Listing) -> ListingWords:
    """The words of a listing, one by one: the slow twin of `index.terms.word_counts`."""
    names = [*listing.condition, *(one.name for one in listing.intervention)]
    named = frozenset(word for text in names for word in spelled_words(text))
    texts = (listing.title, listing.summary, *listing.keyword)
    return ListingWords(named.union(word for text in texts for word in spelled_words(text)), named)


class WordCounts(msgspec.Struct, frozen=True, eq=False):
    """W distinct words in any order, and how many listings have each."""

    words: Sequence[str]
    listings: NDArray[np.int64]
    """[W]"""
    named: NDArray[np.int64]
    """[W] in the name of a condition or an intervention."""


class SpellingWords(msgspec.Struct, frozen=True, eq=False):
    """W words in the order of (length, alphabet); see the arrays of the module."""

    sizes: NDArray[np.uint32]
    letters: NDArray[np.uint8]
    listings: NDArray[np.uint32]
    named: NDArray[np.uint32]

    @classmethod
    def of(cls, counts: WordCounts) -> Self:
        """The table of some words; those that no listing has are left out."""
        present = np.flatnonzero(counts.listings).tolist()
        # To compare words alone, and then to count lengths, takes a third of comparing rows.
        ascending = np.array(sorted(present, key=counts.words.__getitem__), np.intp)
        words = [counts.words[number] for number in ascending.tolist()]
        lengths = np.fromiter(map(len, words), np.uint8, len(words))
        order = np.argsort(lengths, kind="stable")
        return cls(
            sizes=np.bincount(lengths, minlength=LONGEST + 1).astype(np.uint32),
            letters=np.frombuffer("".join([words[n] for n in order.tolist()]).encode(), np.uint8),
            listings=counts.listings[ascending[order]].astype(np.uint32),
            named=counts.named[ascending[order]].astype(np.uint32),
        )

    @classmethod
    def of_names(cls, names: Iterable[tuple[str, int]]) -> Self:
        """The table of words that are known to be right, such as names of a vocabulary, with how
        many listings have each. What `is_spelled` does not take is left out."""
        most: dict[str, int] = {}
        for word, some in names:
            most[word] = max(some, most.get(word, 1))
        kept = [word for word in most if is_spelled(word)]
        listings = np.array([most[word] for word in kept], np.int64)
        return cls.of(WordCounts(kept, listings, listings))

    @classmethod
    def read(cls, directory: Path, name: str = WORDS_FILE) -> Self:
        """The words of a generation, mapped. Raises `IndexDamaged` where they cannot be read."""
        file = ArrayFile(directory / name)
        return cls(
            file.array("sizes"), file.array("letters"), file.array("listings"), file.array("named")
        )

    def write(self, directory: Path, name: str = WORDS_FILE) -> None:
        """Writes the words of a generation."""
        write_arrays(
            directory / name,
            {
                "sizes": self.sizes,
                "letters": self.letters,
                "listings": self.listings,
                "named": self.named,
            },
        )

    def __len__(self) -> int:
        return len(self.listings)

    def matrix(self, length: int) -> NDArray[np.uint8]:
        """[n, length] the letters of the words of a length, ascending; not copied."""
        _, letters = self._begin(length)
        size = int(self.sizes[length])
        return self.letters[letters : letters + size * length].reshape(size, length)

    def span(self, length: int) -> slice:
        """Which of the words have a length."""
        words, _ = self._begin(length)
        return slice(words, words + int(self.sizes[length]))

    def _begin(self, length: int) -> tuple[int, int]:
        before = self.sizes[:length].astype(np.int64)
        return int(before.sum()), int((before * np.arange(length)).sum())

    def __iter__(self) -> Iterator[str]:
        for length in range(LONGEST + 1):
            yield from (row.tobytes().decode() for row in self.matrix(length))

    def counts(self) -> WordCounts:
        """The words with their counts, in order; the inverse of `of`."""
        return WordCounts(list(self), self.listings.astype(np.int64), self.named.astype(np.int64))


class SpellingTally:
    """Adds up the words of listings that come and go."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._parts: list[tuple[NDArray[Any], NDArray[np.int64], NDArray[np.int64]]] = []

    def add(self, counts: WordCounts) -> None:
        """Takes the words of more listings."""
        known = self._numbers
        numbers = [known.setdefault(word, len(known)) for word in counts.words]
        self._parts.append((np.array(numbers, np.int64), counts.listings, counts.named))

    def remove(self, listing: Listing) -> None:
        """Takes the words of a listing away that were added before."""
        words = words_of(listing)
        every = sorted(words.every)
        named = np.array([-1 if word in words.named else 0 for word in every], np.int64)
        self.add(WordCounts(every, np.full(len(every), -1, np.int64), named))

    def counts(self) -> WordCounts:
        """Everything taken so far."""
        listings = np.zeros(len(self._numbers), np.int64)
        named = np.zeros_like(listings)
        for numbers, some, some_named in self._parts:
            listings[numbers] += some
            named[numbers] += some_named
        return WordCounts(list(self._numbers), listings, named)
