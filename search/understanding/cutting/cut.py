"""The best cut of a question over all that the rooms know: places, eligibility, names.

Names are taken here only to weigh them against the others: *German measles* is no place, and
*adult T-cell leukemia* says nothing of adults. They are read where the others have left them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from search.understanding.composing import Piece, grouping_of, kind_of_clause, kind_of_concepts
from search.understanding.entities import (
    ConceptPhrase,
    EligibilityPhrase,
    EligibilityPhrases,
    Names,
    PlacePhrase,
    Word,
    concept_candidates,
    question_groups,
)
from search.understanding.lattice import Candidate, best_cut, name_weight
from search.understanding.operators import ItemKind
from search.understanding.question import Span

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
    left_out: tuple[tuple[Span, Span], ...] = ()
    """Where a place or a phrase stands that a negation covers, and the whole clause."""

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
    """The best cut of a text as `question.text.open_text` makes it. What `is_plain`
    says of its start and end is to be taken as words."""
    candidates = [
        *_narrowing(text, places, eligibility, spanish),
        *_names(text, names, spanish),
    ]
    best = best_cut([c for c in candidates if not is_plain(c.start, c.end)])
    cut = [one.meaning for one in best]
    return Cut(
        places=tuple(one for one in cut if isinstance(one, PlacePhrase)),
        eligibility=tuple(each for one in cut if isinstance(one, tuple) for each in one),
        filler=tuple(one.span for one in cut if isinstance(one, _Filler)),
        left_out=tuple(_left_out(text, best, spanish)),
    )


def _left_out(
    text: str, cut: Sequence[Candidate[_Known]], spanish: bool
) -> Iterator[tuple[Span, Span]]:
    if not any(isinstance(one.meaning, PlacePhrase | tuple) for one in cut):
        return
    pieces = [Piece(_kind(one.meaning), one.start, one.end) for one in cut]
    for one in grouping_of(text, pieces, spanish).left_out:
        for place in one.places:
            if isinstance(cut[place].meaning, PlacePhrase | tuple):
                yield (cut[place].start, cut[place].end), (one.start, one.end)


def _kind(known: _Known) -> ItemKind:
    match known:
        case PlacePhrase():
            return ItemKind.PLACE
        case ConceptPhrase():
            return kind_of_concepts(known.concepts)
        case _Filler():
            return ItemKind.FILLER
        case phrases:
            return kind_of_clause(phrases[0].kind)


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
