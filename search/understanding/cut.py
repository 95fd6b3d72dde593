"""The best cut of a question over all that the rooms know: places, eligibility, names.

Names are taken here only to weigh them against the others: *German measles* is no place, and
*adult T-cell leukemia* says nothing of adults. They are read where the others have left them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import msgspec

from search.understanding.lattice import Candidate, best_cut, name_weight
from search.understanding.people import EligibilityPhrase, EligibilityPhrases
from search.understanding.places import PlacePhrase
from search.understanding.text import Span
from search.understanding.words import (
    ConceptPhrase,
    Names,
    Word,
    concept_candidates,
    question_groups,
)

NARROWING = 1.3
"""What a part that narrows weighs beside its words: more than one name over it and the word beside
it gains by being one, so that *asthma in children* is asthma, open to children."""

OF_FILLER = 0.05
"""What filler weighs beside its words: *clinical trial* is a name of a concept as well, and stays
filler, while *feeling* is none in *feeling sad*."""


class Cut(msgspec.Struct, frozen=True):
    """The parts of a question that are no names, in its order and apart from each other. Phrases
    of one place stand together."""

    places: tuple[PlacePhrase, ...]
    eligibility: tuple[EligibilityPhrase, ...]
    filler: tuple[Span, ...]

    @property
    def spans(self) -> frozenset[Span]:
        """Where its parts stand."""
        places = ((one.start, one.end) for one in self.places)
        eligibility = ((one.start, one.end) for one in self.eligibility)
        return frozenset((*places, *eligibility, *self.filler))


class _Filler(msgspec.Struct, frozen=True):
    span: Span


_Known = PlacePhrase | tuple[EligibilityPhrase, ...] | _Filler | ConceptPhrase


def cut_of(
    text: str,
    places: Iterable[PlacePhrase],
    eligibility: EligibilityPhrases,
    names: Names,
    is_plain: Callable[[int, int], bool],
    spanish: bool = False,
) -> Cut:
    """The best cut of a text as `search.understanding.text.open_text` makes it. What `is_plain`
    says of its start and end is to be taken as words."""
    candidates = [
        *_narrowing(text, places, eligibility, spanish),
        *_names(text, names, spanish),
    ]
    cut = [one.meaning for one in best_cut([c for c in candidates if not is_plain(c.start, c.end)])]
    return Cut(
        places=tuple(one for one in cut if isinstance(one, PlacePhrase)),
        eligibility=tuple(each for one in cut if isinstance(one, tuple) for each in one),
        filler=tuple(one.span for one in cut if isinstance(one, _Filler)),
    )


def _narrowing(
    text: str, places: Iterable[PlacePhrase], eligibility: EligibilityPhrases, spanish: bool
) -> Iterator[Candidate[_Known]]:
    for place in places:
        weight = _weight(text, place.start, place.end, spanish) + NARROWING
        yield Candidate(place.start, place.end, weight, place)
    for (start, end), phrases in groupby(eligibility.phrases, lambda one: (one.start, one.end)):
        weight = _weight(text, start, end, spanish) + NARROWING
        yield Candidate(start, end, weight, tuple(phrases))
    for start, end in eligibility.filler:
        weight = _weight(text, start, end, spanish) + OF_FILLER
        yield Candidate(start, end, weight, _Filler((start, end)))


def _weight(text: str, start: int, end: int, spanish: bool) -> float:
    groups = question_groups(text[start:end], spanish)
    stops = sum(group.stop for group in groups)
    return name_weight(len(groups) - stops, stops)


def _names(text: str, names: Names, spanish: bool) -> Iterator[Candidate[_Known]]:
    groups = question_groups(text, spanish)
    words = [Word(group, text[group.start : group.end]) for group in groups]
    for one in concept_candidates(text, words, names):
        start, end = words[one.start].group.start, words[one.end - 1].group.end
        yield Candidate(start, end, one.weight, one.meaning)
