"""Which concepts many listings mention, and how, in arrays: the fast twin of
`index.terms.mentions.plain`.

Names and triggers are found by one walk down a tree each. How a mention stands is asked of those in
criteria alone, by looking for the triggers nearest to it in its clause.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.generation import Int64, changes, starts_of
from index.listing import Listing
from index.terms.inverter import Inverter, TextTokens, stable_order
from index.terms.mentions.passages import Section, passages
from index.terms.mentions.standing import AHEAD, BACK, ENDING, REACH, Standing, kind_of
from index.terms.mentions.trigger_words import Trigger, triggers
from index.terms.name_tree import NameTree, name_tree_of, named_concepts

LISTINGS_AT_A_TIME = 512
"""Whose mentions are found together: some 500,000 words, at 8 bytes, several times over."""

_KINDS = np.array(
    [[kind_of(section, standing).value for standing in Standing] for section in Section], np.uint8
)
"""The bit of a mention by the numbers of its section and of how it stands."""

_OF_CRITERIA = np.array([section.is_of_criteria for section in Section])


class ListingMentions(msgspec.Struct, frozen=True, eq=False):
    """The mentions of some listings, one concept's after the other's."""

    starts: Int64
    """[C + 1] those of concept i are ``[starts[i]:starts[i + 1]]``."""
    docs: NDArray[np.uint32]
    """The place of the listing among them, ascending within a concept."""
    own: NDArray[np.uint8]
    """The sum of the bits of `MentionKind` of the concept's own names."""
    below: NDArray[np.uint8]
    """That of the names of all narrower concepts."""


def mentions_of(listings: Iterable[Listing], inverter: Inverter, tree: NameTree) -> ListingMentions:
    """The concepts that listings mention, and those broader than one that they mention."""
    texts: list[str] = []
    sections: list[Section] = []
    sizes: list[int] = []
    for listing in listings:
        before = len(texts)
        for text, section in passages(listing):
            texts.append(text)
            sections.append(section)
        sizes.append(len(texts) - before)
    tokens = inverter.tokens(texts)
    found = _named(tree, tokens)
    docs = np.repeat(np.arange(len(sizes)), sizes)
    numbers = np.fromiter(sections, np.int64, len(sections))
    section_of = numbers[found.texts]
    standings = np.zeros(len(section_of), np.int64)
    decided = np.flatnonzero(_OF_CRITERIA[section_of])
    if len(decided):
        of_criteria = _OF_CRITERIA[numbers]
        texts_of, places = found.texts[decided], found.places[decided]
        standings[decided] = _standings(tokens, of_criteria, texts_of, places)
    kinds = _KINDS[section_of, standings]
    return _summed(tree, found.concepts, docs[found.texts], kinds)


class _Found(msgspec.Struct, frozen=True, eq=False):
    """Names that stand in texts and are not covered: the concept, the text, and where each
    begins."""

    concepts: Int64
    texts: Int64
    places: Int64


def _named(tree: NameTree, tokens: TextTokens) -> _Found:
    numbers = tree.numbers(tokens.words)[tokens.terms]
    some = np.flatnonzero(numbers)
    some = some[np.argsort(tokens.places[some], kind="stable")]
    places = tokens.places[some]
    concepts, first = named_concepts(tree, numbers[some], places)
    begins = some[first]
    return _Found(concepts.astype(np.int64), tokens.texts[begins], tokens.places[begins])


@lru_cache(1)
def _trigger_tree() -> NameTree:
    return name_tree_of(triggers())


def _standings(
    tokens: TextTokens, of_criteria: NDArray[np.bool_], texts: Int64, places: Int64
) -> Int64:
    """How names stand, given by text and place, as `index.terms.mentions.standing` says."""
    kept = np.flatnonzero(of_criteria[tokens.texts])
    tree = _trigger_tree()
    among = TextTokens(tokens.terms[kept], tokens.words, tokens.texts[kept], tokens.places[kept])
    found = _named(tree, among)
    # Where each text begins and ends: no trigger of another one counts.
    firsts = np.searchsorted(tokens.texts, texts)
    at = {one: np.sort(found.places[found.concepts == one.value]) for one in Trigger}
    opening = np.intersect1d(at[Trigger.DENY_LAST], tokens.places[changes(tokens.texts)])
    at[Trigger.DENY] = np.sort(np.concatenate((at[Trigger.DENY], opening)))
    ends = np.sort(np.concatenate([at[one] for one in ENDING]))
    begin = np.maximum(_last(ends, places), tokens.places[firsts] - 1)
    end = np.minimum(_next(ends, places), _ends(tokens, texts))

    def before(trigger: Trigger, most: int | None = None) -> NDArray[np.bool_]:
        last = _last(at[trigger], places)
        there: NDArray[np.bool_] = last > begin
        return there if most is None else there & (places - last <= most)

    def after(trigger: Trigger, most: int | None = None) -> NDArray[np.bool_]:
        following = _next(at[trigger], places)
        there: NDArray[np.bool_] = following < end
        return there if most is None else there & (following - places <= most)

    denied = (
        before(Trigger.DENY) | before(Trigger.DENY_NEXT, AHEAD) | after(Trigger.DENY_LAST, BACK)
    )
    ways = (
        (before(Trigger.REFUSE), Standing.REFUSED),
        (denied, Standing.DENIED),
        (_last(at[Trigger.EXCEPT], places) == begin, Standing.EXCEPTED),
        (after(Trigger.REFUSE_BEFORE, REACH), Standing.REFUSED),
        (after(Trigger.DENY_BEFORE, REACH), Standing.DENIED),
        (before(Trigger.HISTORY), Standing.PAST),
    )
    standings = [standing.value for _, standing in ways]
    return np.select([holds for holds, _ in ways], standings, Standing.PLAIN.value)


_NOWHERE = -2
_BEYOND = np.iinfo(np.int64).max


def _ends(tokens: TextTokens, texts: Int64) -> Int64:
    """The place after the last word of each text: the last token may stand before another one."""
    begins = np.flatnonzero(changes(tokens.texts))
    lasts = np.maximum.reduceat(tokens.places, begins)
    return lasts[np.searchsorted(tokens.texts[begins], texts)] + 1


def _last(triggers_at: Int64, places: Int64) -> Int64:
    """The last of ascending places that is not after each, or `_NOWHERE`."""
    return np.append(triggers_at, _NOWHERE)[np.searchsorted(triggers_at, places, side="right") - 1]


def _next(triggers_at: Int64, places: Int64) -> Int64:
    """The first of ascending places that is after each, or `_BEYOND`."""
    return np.append(triggers_at, _BEYOND)[np.searchsorted(triggers_at, places, side="right")]


def _summed(
    tree: NameTree, concepts: Int64, docs: Int64, kinds: NDArray[np.uint8]
) -> ListingMentions:
    """One row for each concept and listing. A listing names most of its concepts several times,
    so that each is counted once before what is broader is looked up."""
    keys = docs << 32 | concepts
    order = np.argsort(keys)
    keys, kinds = keys[order], kinds[order]
    new = np.flatnonzero(changes(keys))
    kinds = np.bitwise_or.reduceat(kinds, new) if len(new) else kinds
    docs, concepts = keys[new] >> 32, keys[new] & 0xFFFFFFFF
    which, broader = tree.broader.each(concepts)
    is_own = broader == concepts[which]
    # By listing as it is, and so by listing within a concept when that alone is sorted by.
    order = stable_order(broader.astype(np.uint32))
    broader, which, is_own = broader[order], which[order], is_own[order]
    docs = docs[which]
    kinds = kinds[which]
    new = np.flatnonzero(changes(broader) | changes(docs))
    own, below = np.where(is_own, kinds, 0), np.where(is_own, 0, kinds)
    if len(new):
        own, below = np.bitwise_or.reduceat(own, new), np.bitwise_or.reduceat(below, new)
    return ListingMentions(
        starts_of(np.bincount(broader[new], minlength=tree.concepts)),
        docs[new].astype(np.uint32),
        own.astype(np.uint8),
        below.astype(np.uint8),
    )
