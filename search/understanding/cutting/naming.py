"""The names in the words of a question, written out: where several share a word over *or*, where a
state is said by what somebody cannot do, where one is written short or in Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from index.analysis import TermGroup, phrase_terms, term_groups
from index.reference import Concept, ConceptKind, NameKind, ShortForm
from search.understanding.cutting.translated import translated
from search.understanding.entities import (
    Names,
    Word,
    concept_candidates,
    in_english,
    is_spanish,
    is_spanish_word,
    may_name,
    question_groups,
    spoken,
    tells_nothing,
    word_in_english,
)
from search.understanding.lattice import Candidate, best_cut, name_weight
from search.understanding.operators import (
    Shorthand,
    crosses_a_mark,
    denied_people,
    leading_negation,
    negated_states,
    predicated_names,
    shared_names,
    shorthand,
    turned_names,
)
from search.understanding.question import blanked

SHARED = 0.3
"""What names that share a word weigh beside their words: *heart and kidney disease* are two
diseases before they are a heart and one."""

HOLDS = 0.5
"""What a negated state weighs beside its words: it holds over the name in it."""


class NameInText(msgspec.Struct, frozen=True):
    """A name from `start` to `end` of a text, which are the words from `first` to `last`
    (exclusive); `said` is the whole of it, as it is looked up."""

    start: int
    end: int
    first: int
    last: int
    said: str
    concepts: tuple[Concept, ...]
    short: ShortForm | None = None
    """The short form that it is; the concepts are then its senses, the likeliest first."""

    def goes_beyond(self, start: int, end: int) -> bool:
        """Whether it holds a part of the text, and more."""
        return (self.start <= start and end <= self.end) and (self.start, self.end) != (start, end)


class NameCandidates(NamedTuple):
    """What words may name; `translated` are the parts that are names in English the other way
    round."""

    every: list[Candidate[tuple[NameInText, ...]]]
    translated: frozenset[tuple[int, int]]


def names_in(
    text: str, opened: str, words: Sequence[Word], names: Names, spanish: bool = False
) -> list[NameInText]:
    """The best cut of some words into names, in the order of the text. `opened` is the text in
    which operators are read."""
    return names_of(text, name_candidates(text, opened, words, names, spanish), names, spanish)


def name_candidates(
    text: str, opened: str, words: Sequence[Word], names: Names, spanish: bool = False
) -> NameCandidates:
    """What some words may name, as `names_in` takes them."""
    row = list(words)
    in_spanish = list(_translated(text, row, names)) if spanish else []
    every = [
        *_plain(text, opened, row, names, spanish),
        *_shared(opened, row, names, spanish),
        *_states(opened, row, names),
        *_predicated(opened, row, names),
        *_turned(opened, row, names),
        *_denied(opened, row, names),
        *_short(opened, row, names, spanish),
        *in_spanish,
    ]
    return NameCandidates(every, frozenset((one.start, one.end) for one in in_spanish))


def names_of(
    text: str, candidates: NameCandidates, names: Names, spanish: bool = False
) -> list[NameInText]:
    """The names of the best cut of some candidates."""
    found = [name for one in best_cut(candidates.every) for name in one.meaning]
    if not spanish:
        # *TOS surgery* is no *tos*, which is a cough. *MI* is a short form of English as well.
        capitals = not text.isupper()
        return [
            name
            for name in found
            if name.short or not (capitals and _is_spanish_in_capitals(name.said))
        ]
    # *Medicamentos* names drug therapy, and tells nothing, as *medications* does.
    telling = [
        name for name in found if not (tells_nothing(name.said, spanish) or _is_a_word(name, names))
    ]
    return [
        name if (name.start, name.end) in candidates.translated else _in_english(name, names)
        for name in telling or [one for one in found if not _is_a_word(one, names)]
    ]


def _is_a_word(name: NameInText, names: Names) -> bool:
    """Whether a name of a drug is a plain word of Spanish: *próstata* is no *ProstAtak*."""
    plain = word_in_english(name.said)
    return bool(plain) and name.concepts[0].kind is ConceptKind.DRUG and not names.named(plain)


def _is_spanish_in_capitals(said: str) -> bool:
    return said.isupper() and is_spanish_word(said) and not is_spanish(said)


def _in_english(name: NameInText, names: Names) -> NameInText:
    said = in_english(name.said, names)
    concepts = names.named(said) or name.concepts
    return msgspec.structs.replace(name, said=said, concepts=concepts)


def _translated(text: str, words: list[Word], names: Names) -> Iterator[Candidate[_Names]]:
    for one in translated(text, words, names):
        start, end = words[one.first].group.start, words[one.last - 1].group.end
        name = NameInText(start, end, one.first, one.last, one.said, one.concepts)
        yield Candidate(start, end, one.weight, (name,))


_STAGE = re.compile(
    r"\b(?:etapa|estad[ií]o|fase)\s+(?P<number>(?:[0-4]|i{1,3}|iv)[abc]?)(?!\w)", re.IGNORECASE
)

_Names = tuple[NameInText, ...]


def words_in(text: str, opened: str, names: Names, spanish: bool = False) -> list[Word]:
    """The words of a text in its order, with what is written short written out, or left out where
    it asks for nothing: *h/o stroke*, *w/ asthma*. `opened` is the text in which operators are
    read."""
    # What was read as something else is blank: the *yo* of *5 yo*.
    sure = [
        one
        for one in shorthand(opened, spanish)
        if not one.unsure and text[one.start : one.end].strip()
    ]
    stages = list(_STAGE.finditer(text)) if spanish else []
    sure += [Shorthand(*one.span(), f"stage {one['number']}", False) for one in stages]
    # The letters of *s/p CABG* bind to no word.
    left = blanked(text, [(one.start, one.end) for one in sure])
    others = question_groups(left, spanish)
    words = [Word(group, text[group.start : group.end]) for group in others]
    words += [_long(one) for one in sure if one.means]
    if not text.isupper():
        words = [_in_capitals(word, names) for word in words]
    return sorted(words, key=lambda word: word.group.start)


def _in_capitals(word: Word, names: Names) -> Word:
    """A word of a question that has small letters too: *ALL* in *Ph- ALL* is no stop word."""
    said = word.said
    if word.group.stop and len(said) > 2 and said.isupper() and names.named(said):
        return Word(word.group._replace(stop=False), said)
    return word


def surely_short(opened: str, words: Sequence[Word], spanish: bool = False) -> list[Word]:
    """Words of which nothing else was made, with shorthand written out that might have been
    something else, as *TX* is a state."""
    unsure = {(one.start, one.end): one for one in shorthand(opened, spanish) if one.unsure}
    found = []
    for word in words:
        short = unsure.get((word.group.start, word.group.end))
        if short is None:
            found.append(word)
        elif short.means:
            found.append(_long(short))
    return found


def _long(short: Shorthand) -> Word:
    groups = term_groups(short.means)
    alternatives = tuple(run for group in groups for run in group.alternatives)
    stop = all(group.stop for group in groups)
    return Word(TermGroup(alternatives, short.start, short.end, stop), short.means)


def _plain(
    text: str, opened: str, words: list[Word], names: Names, spanish: bool
) -> Iterator[Candidate[_Names]]:
    negated = leading_negation(opened, spanish)
    content = [
        i for i, word in enumerate(words) if not word.group.stop and word.group.start >= negated
    ]
    for one in concept_candidates(text, words, names):
        run = words[one.start : one.end]
        start, end = run[0].group.start, run[-1].group.end
        concepts = one.meaning.concepts
        written = (name.text for concept in concepts for name in concept.names)
        if crosses_a_mark(text[start:end], written):
            continue
        inside = [i for i in content if one.start <= i < one.end]
        if negated and inside == content and _is_of_two(text, words, inside, names):
            continue
        said = spoken(text, run)
        name = NameInText(start, end, one.start, one.end, said, concepts, one.meaning.short)
        yield Candidate(start, end, one.weight, (name,))


def _is_of_two(text: str, words: list[Word], places: Sequence[int], names: Names) -> bool:
    """Whether some words are two names, the one behind the other."""
    return any(
        names.named(spoken(text, words[places[0] : places[at - 1] + 1]))
        and names.named(spoken(text, words[places[at] : places[-1] + 1]))
        for at in range(1, len(places))
    )


def _shared(
    text: str, words: list[Word], names: Names, spanish: bool
) -> Iterator[Candidate[_Names]]:
    for shared in shared_names(text, lambda said: bool(names.named(said)), spanish):
        found = [_name(words, part.start, part.end, part.name, names) for part in shared.parts]
        whole = tuple(one for one in found if one is not None)
        if len(whole) == len(found):
            # What is typed of them, not what they share: *kidney stone or cystic fibrosis* is no
            # cystic kidney.
            weight = SHARED + sum(_weight(text[one.start : one.end]) for one in whole)
            yield Candidate(shared.start, shared.end, weight, whole)


def _states(text: str, words: list[Word], names: Names) -> Iterator[Candidate[_Names]]:
    for state in negated_states(text):
        if not state.means:
            continue
        name = _name(words, state.start, state.end, state.means, names)
        if name is not None:
            weight = _weight(text[state.start : state.end]) + HOLDS
            yield Candidate(state.start, state.end, weight, (name,))


def _predicated(text: str, words: list[Word], names: Names) -> Iterator[Candidate[_Names]]:
    for said in predicated_names(text, lambda one: bool(names.named(one))):
        name = _name(words, said.start, said.end, said.name, names)
        if name is not None:
            weight = name_weight(len(phrase_terms(said.name)), 0) + SHARED
            yield Candidate(said.start, said.end, weight, (name,))


def _turned(text: str, words: list[Word], names: Names) -> Iterator[Candidate[_Names]]:
    for said in turned_names(text, lambda one: bool(names.named(one))):
        name = _name(words, said.start, said.end, said.name, names)
        # *Eczema, allergies* are two, though *allergies eczema* is a name.
        listed = said.parts and all(map(names.named, said.parts))
        if name is not None and not listed:
            weight = name_weight(len(phrase_terms(said.name)), 0) + SHARED
            yield Candidate(said.start, said.end, weight, (name,))


def _denied(text: str, words: list[Word], names: Names) -> Iterator[Candidate[_Names]]:
    for said in denied_people(text):
        name = _name(words, said.start, said.end, said.name, names)
        if name is not None:
            yield Candidate(said.start, said.end, name_weight(1, 0), (name,))


def _short(
    text: str, words: list[Word], names: Names, spanish: bool
) -> Iterator[Candidate[_Names]]:
    """Names whose last or first word is written short, though it may be something else by itself:
    *breast ca*, *hip fx*, *fx hip*."""
    for short in shorthand(text, spanish):
        last = next((i for i, word in enumerate(words) if word.group.start == short.start), None)
        if last is None or not (short.unsure and short.means):
            continue
        if last + 1 < len(words):
            following = words[last + 1].group
            said = f"{text[following.start : following.end]} {short.means}"
            name = _name(words, short.start, following.end, said, names)
            if name is not None and text[short.end : following.start].isspace():
                yield Candidate(short.start, following.end, name_weight(2, 0), (name,))
        for first in range(max(0, last - MOST_BEFORE), last):
            start = words[first].group.start
            said = f"{text[start : words[last - 1].group.end]} {short.means}"
            name = _name(words, start, short.end, said, names)
            if name is not None and text[words[last - 1].group.end : short.start].isspace():
                yield Candidate(start, short.end, name_weight(last - first + 1, 0), (name,))
                break


MOST_BEFORE = 3
"""Words before one that is written short which may make a name with it."""


def _name(
    words: Sequence[Word], start: int, end: int, said: str, names: Names
) -> NameInText | None:
    """What some words name by a name that is not written so; None where it is not known, or they
    are taken for something else, or one of them is cut: the *chromosome* of *chromosome 20*."""
    edges = (start, end)
    if any(word.group.start < edge < word.group.end for word in words for edge in edges):
        return None
    places = [
        i for i, word in enumerate(words) if start <= word.group.start and word.group.end <= end
    ]
    concepts = names.named(said)
    if not places or not concepts:
        return None
    return NameInText(start, end, places[0], places[-1] + 1, said, concepts)


def _weight(said: str) -> float:
    groups = term_groups(said)
    stops = sum(group.stop for group in groups)
    return name_weight(len(groups) - stops, stops)


@lru_cache(20_000)
def terms_of_name(name: str) -> tuple[str, ...]:
    """The run of terms of a name: common illnesses have fifty names, and are asked for all day."""
    return phrase_terms(name)


MOST_OTHERS = 4
"""Other names of what is named that are looked for in texts: each means reading positions."""


def other_names(concepts: Sequence[Concept], names: Names) -> list[tuple[str, ...]]:
    """Names of some concepts that texts may have, each as a run of terms: the preferred ones and
    those that sources give as the same. A name that a catalogue turns around stands in no text, and
    short ones are often something else."""
    found: dict[tuple[str, ...], None] = {}
    for concept in concepts:
        for name in concept.names:
            if name.how in (NameKind.MAIN, NameKind.EXACT) and "," not in name.text:
                run = terms_of_name(name.text)
                telling = len(run) > 1 or len(run[0]) >= SHORTEST_ALONE
                # *Non-insulin-dependent diabetes* holds *insulin-dependent diabetes*.
                if telling and not may_name(("non", *run), names):
                    found[run] = None
                if len(found) == MOST_OTHERS:
                    return [*found]
    return [*found]


SHORTEST_ALONE = 5
"""Letters of a term that is looked for by itself as another name, at least: *stroke* is."""
