"""What somebody may mean whose words name nothing: the concept with the name that is closest in
meaning, as an encoder reads them both.

Asked only of words that the vocabulary leaves over, and taken only where the two are close enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.reference import INSTALL, SCALE, Concept, Encoder, NameVectors, Vocabulary
from search.understanding.entities.words.concepts import ConceptPhrase, Word, spoken

FLOOR = 0.8
"""Of 32 sayings that the vocabulary knows nothing of, and 60 questions that name nothing of
medicine: 23 right, none wrong, 3 false at .70; 20, 0, 2 at .75; 15, 0, 0 at .80; 8, 0, 0 at .85."""

MOST_RUNS = 2
"""Runs of words of a question that are looked up; each takes some 7 ms."""

FEWEST, MOST = 2, 5
"""Content words of a run: one alone is rare rather than said otherwise, and six are a sentence."""

REMARK = "closest name known"
"""What a reader is told of it."""

_REMEMBERED = 200
_AT_ONCE = 1024
"""Names that are compared together: their vectors in 32 bits then stay in the cache."""
_BESIDE = re.compile(r"[\s'’-]{0,2}")
"""What stands between words that belong together. What was read as a place or as eligibility has
left a longer gap."""
_MUCH = frozenset(
    ("much", "many", "high", "higher", "big", "bigger", "large", "enlarged", "fast", "faster")
)
_LITTLE = frozenset(
    ("enough", "low", "lower", "less", "little", "small", "smaller", "slow", "slower")
)
"""*Not enough*, but *too many*."""
_DENYING = frozenset(("no", "not", "without"))
_JOINING = frozenset(("and", "or", "y", "e", "o", "u"))
"""What stands between two sayings, in English and in Spanish."""


class Closest(Protocol):
    """What knows the closest name. Safe to share between threads."""

    @property
    def state(self) -> str:
        """In a sentence, whether it does, for staff; "" where that was never wanted."""

    def nearest(self, said: str) -> Concept | None:
        """The concept whose name is closest to a text, or None where none is close."""


class NotAsked(msgspec.Struct, frozen=True):
    """Knows no names, and why."""

    state: str = ""

    def nearest(self, said: str) -> Concept | None:
        """None."""
        return None


NOT_ASKED = NotAsked()


class NearestNames:
    """The names of a generation, compared one by one."""

    def __init__(self, names: NameVectors, vocabulary: Vocabulary, encoder: Encoder) -> None:
        self._names, self._vocabulary, self._encoder = names, vocabulary, encoder
        self.state = f"Closest names: {len(names.concepts):,}, by {encoder.name}."
        # One question is read several times while its relaxations are counted.
        self.nearest = lru_cache(_REMEMBERED)(self._nearest)

    def _nearest(self, said: str) -> Concept | None:
        (vector,) = self._encoder.encode([said])
        alike = similarity(self._names.vectors, vector)
        if not len(alike) or alike.max() < FLOOR:
            return None
        best = int(alike.argmax())
        concept = self._vocabulary.concept(int(self._names.concepts[best]))
        return None if _opposed(said, concept) else concept


def closest_names(
    names: NameVectors | None, vocabulary: Vocabulary | None, encoder: Encoder | None
) -> Closest:
    """What a generation knows of closest names with the encoder that is installed, if any."""
    if names is None or vocabulary is None:
        return NOT_ASKED
    if encoder is None:
        return NotAsked(f"Closest names: not asked, {names.encoder} is not installed ({INSTALL}).")
    if encoder.name != names.encoder:
        return NotAsked(
            f"Closest names: not asked, the index has those of {names.encoder} and {encoder.name} "
            "is installed. Run: listings rebuild --semantic"
        )
    return NearestNames(names, vocabulary, encoder)


def similarity(vectors: NDArray[np.int8], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """[n] how alike each name is to a vector: their cosine."""
    alike = np.empty(len(vectors), np.float32)
    for start in range(0, len(vectors), _AT_ONCE):
        some = vectors[start : start + _AT_ONCE].astype(np.float32)
        # By one thread: where `@` has two, they wait for each other for up to 180 ms of processor.
        alike[start : start + _AT_ONCE] = np.einsum("ij,j->i", some, vector)
    alike /= SCALE
    return alike


def nearest_phrases(
    text: str, words: Sequence[Word], named: Sequence[ConceptPhrase], closest: Closest
) -> list[ConceptPhrase]:
    """The concepts that come closest to what the words of a text say beside those that it names:
    at most one for each run of words that names nothing."""
    found: list[ConceptPhrase] = []
    asked = 0
    for first, last in _left_over(text, words, named):
        run = list(words[first:last])
        if not _is_saying(text, run):
            continue
        asked += 1
        if asked > MOST_RUNS:
            break
        concept = closest.nearest(spoken(text, run))
        if concept is not None:
            found.append(ConceptPhrase(first, last, (concept,)))
    return found


def _left_over(
    text: str, words: Sequence[Word], named: Sequence[ConceptPhrase]
) -> Iterator[tuple[int, int]]:
    """Runs of words side by side that name nothing, as long as they are, and that do not go on
    with a name: *climbing stairs* in *knees hurt climbing stairs* is no saying of its own."""
    taken = {i for phrase in named for i in range(phrase.first, phrase.last)}
    first = 0
    for i in range(len(words) + 1):
        ends = i == len(words) or i in taken
        if ends or (i > first and not _beside(text, words, i)):
            if first < i and not _goes_on(text, words, first, i, taken):
                yield _trimmed(words, first, i)
            first = i + 1 if ends else i


def _goes_on(text: str, words: Sequence[Word], first: int, last: int, taken: set[int]) -> bool:
    """Whether a run is one saying with the name before it or behind it."""
    # A letter by itself is one word with the next: *y cara*.
    begins, ends = words[first].said.lower().split(), words[last - 1].said.lower().split()
    before = (
        first - 1 in taken and _beside(text, words, first) and not _JOINING.issuperset(begins[:1])
    )
    behind = last in taken and _beside(text, words, last) and not _JOINING.issuperset(ends[-1:])
    return before or behind


def _beside(text: str, words: Sequence[Word], i: int) -> bool:
    """Whether nothing but a space stands before a word and behind the one before it."""
    return bool(_BESIDE.fullmatch(text, _end(words, i), _start(words, i)))


def _start(words: Sequence[Word], i: int) -> int:
    return words[i].group.start


def _end(words: Sequence[Word], i: int) -> int:
    return words[i - 1].group.end


def _trimmed(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Without the stop words that lead over from the name before, and to the one behind."""
    while first < last and words[first].group.stop:
        first += 1
    while first < last and words[last - 1].group.stop:
        last -= 1
    return first, last


def _is_saying(text: str, run: list[Word]) -> bool:
    """Whether a run may be a description. *No chemo* describes nothing; names with digits are
    names of something else."""
    content = sum(not word.group.stop for word in run)
    return (
        FEWEST <= content <= MOST
        and run[0].said.lower() not in _DENYING
        and not any(letter.isdigit() for letter in spoken(text, run))
    )


def _opposed(said: str, concept: Concept) -> bool:
    """Whether one says much and the other little: to an encoder, *too many white blood cells* is
    all but *not enough white blood cells*."""
    names = [_words(name.text) for name in concept.names]
    return any(
        bool(_words(said) & one)
        and any(map(other.__and__, names))
        and not any(map(one.__and__, names))
        for one, other in ((_MUCH, _LITTLE), (_LITTLE, _MUCH))
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
