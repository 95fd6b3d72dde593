"""Dictionary matching: which names of concepts stand in a text, by a tree of them in arrays, and
what is broader.

Names are runs of terms. They form a trie, each node the beginning of a name; all tokens of many
documents walk down it together, one level at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain, repeat

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.generation import Int64, Named, StringTable, changes, distinct, starts_of
from index.terms.concept_tags import MOST_TERMS

Int32 = NDArray[np.int32]

_LOW = (1 << 32) - 1

_FILTER_BITS = 21
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ over the golden ratio: multiplied with it, keys that are near each other come apart."""


class Groups(msgspec.Struct, frozen=True, eq=False):
    """Numbers by group: those of group i are ``values[starts[i]:starts[i + 1]]``."""

    starts: Int64
    values: Int32

    @classmethod
    def of(cls, groups: Int64, values: Int64, size: int) -> Groups:
        """Distinct pairs of a group, of `size`, and a value, ascending."""
        pairs = distinct(groups << 32 | values)
        sizes = np.bincount(pairs >> 32, minlength=size)
        return cls(starts_of(sizes), (pairs & _LOW).astype(np.int32))

    def each(self, groups: Int64 | Int32) -> tuple[Int64, Int32]:
        """The values of some groups: the place among `groups` that each is from, and itself."""
        starts = self.starts[groups]
        sizes = self.starts[groups + 1] - starts
        which = np.repeat(np.arange(len(groups)), sizes)
        at = np.arange(len(which)) + (starts - starts_of(sizes)[:-1])[which]
        return which, self.values[at]


class NameTree(msgspec.Struct, frozen=True, eq=False, dict=True):
    """The names of C concepts as a trie of N nodes, of which 0 is the root."""

    version: str
    concepts: int
    terms: StringTable
    """The V terms of all names; a term has the number of its place here and 1 more."""
    roots: Int32
    """[V + 1] the node of the names that begin with a term, or 0."""
    keys: Int64
    """Of each further node, ascending: the node above it times V + 1, and its term."""
    first_key: int
    """The node of the first key; those of the others follow."""
    names: Int32
    """[N] the number of the name that ends there, or -1."""
    named: Groups
    """Of each name, the concepts it stands for."""
    broader: Groups
    """Of each concept, itself and all that are broader, at any depth."""

    @cached_property
    def sole(self) -> Int32:
        """Of each name, the one concept it stands for, or -1 where there are several."""
        one = np.diff(self.named.starts) == 1
        return np.where(one, self.named.values[self.named.starts[:-1]], -1).astype(np.int32)

    @cached_property
    def _numbers(self) -> dict[bytes, int]:
        return {term: number for number, term in enumerate(self.terms, 1)}

    @cached_property
    def _leads(self) -> NDArray[np.bool_]:
        leads = np.zeros(len(self.names), np.bool_)
        leads[self.keys // len(self.roots)] = True
        return leads

    @cached_property
    def _filter(self) -> NDArray[np.bool_]:
        """Most keys that are asked for lead nowhere: a table that fits the cache says so of nine
        in ten, without halving among 200,000."""
        known = np.zeros(1 << _FILTER_BITS, np.bool_)
        known[_spread(self.keys)] = True
        return known

    def numbers(self, terms: Sequence[bytes]) -> Int32:
        """The number of each term, or 0 where it is in no name."""
        return np.fromiter(map(self._numbers.get, terms, repeat(0)), np.int32, len(terms))

    def leads(self, nodes: Int32) -> NDArray[np.bool_]:
        """Which nodes have others below them."""
        return self._leads[nodes]

    def below(self, nodes: Int32, terms: Int32) -> Int32:
        """The node below each node by a term, or 0."""
        keys = nodes.astype(np.int64) * len(self.roots) + terms
        found = np.zeros(len(keys), np.int32)
        likely = np.flatnonzero(self._filter[_spread(keys)])
        keys = keys[likely]
        at = np.searchsorted(self.keys, keys)
        there = self.keys[np.minimum(at, len(self.keys) - 1)] == keys
        found[likely[there]] = at[there] + self.first_key
        return found


def _spread(keys: Int64) -> NDArray[np.int64]:
    return (keys.astype(np.uint64) * _SPREAD >> np.uint64(64 - _FILTER_BITS)).astype(np.int64)


def name_tree_of(vocabulary: Named) -> NameTree:
    """The names of a vocabulary. Names without a term, and of too many, are left out."""
    number_of: dict[tuple[str, ...], int] = {}
    concepts: list[int] = []
    which: list[int] = []
    for concept, terms in vocabulary.names():
        if 0 < len(terms) <= MOST_TERMS:
            concepts.append(concept)
            which.append(number_of.setdefault(terms, len(number_of)))
    term_of: dict[str, int] = {}
    flat = np.fromiter(
        (term_of.setdefault(one, len(term_of) + 1) for one in chain.from_iterable(number_of)),
        np.int64,
    )
    sizes = np.fromiter(map(len, number_of), np.int64, len(number_of))
    roots, keys, first_key, names = _tree(flat, sizes, len(term_of) + 1)
    pairs = np.array(list(vocabulary.narrower()), np.int64).reshape(-1, 2)
    return NameTree(
        version=vocabulary.version,
        concepts=len(vocabulary),
        terms=StringTable.of(term.encode() for term in term_of),
        roots=roots,
        keys=keys,
        first_key=first_key,
        names=names,
        named=Groups.of(np.array(which, np.int64), np.array(concepts, np.int64), len(number_of)),
        broader=_all_broader(pairs[:, 1], pairs[:, 0], len(vocabulary)),
    )


def _tree(flat: Int64, sizes: Int64, terms: int) -> tuple[Int32, Int64, int, Int32]:
    """Roots, keys, first key and names of `NameTree`, from the terms of distinct names in a row."""
    begins = starts_of(sizes)[:-1]
    nodes = np.zeros(len(sizes), np.int64)
    keys: list[Int64] = []
    ends: list[tuple[Int64, Int64]] = []
    made = 1
    for level in range(int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > level)
        # Nodes are numbered level by level, so that the keys of all levels ascend.
        keys_here = nodes[longer] * terms + flat[begins[longer] + level]
        of_level = distinct(keys_here)
        nodes[longer] = np.searchsorted(of_level, keys_here) + made
        keys.append(of_level)
        made += len(of_level)
        here = longer[sizes[longer] == level + 1]
        ends.append((nodes[here], here))
    names = np.full(made, -1, np.int32)
    for node, name in ends:
        names[node] = name
    roots = np.zeros(terms, np.int32)
    if keys:
        roots[keys[0]] = np.arange(1, len(keys[0]) + 1)
    below = np.concatenate([np.empty(0, np.int64), *keys[1:]])
    return roots, below, made - len(below), names


def _all_broader(narrower: Int64, broader: Int64, size: int) -> Groups:
    """Each of `size` concepts and all that are broader."""
    direct = Groups.of(narrower, broader, size)
    known = new = np.arange(size) << 32 | np.arange(size)
    while len(new):
        which, further = direct.each(new & _LOW)
        # What was reached before is not followed again: circles end.
        new = np.setdiff1d(distinct(new[which] & ~_LOW | further), known, assume_unique=True)
        known = np.sort(np.concatenate((known, new)))
    return Groups.of(known >> 32, known & _LOW, size)


class MatchedNames(msgspec.Struct, frozen=True, eq=False):
    """Names that stand in a text, by where they begin, the longest first."""

    starts: Int64
    """The rank of the place where each begins, among the distinct places of the text."""
    names: Int64


def matched_names(
    tree: NameTree, numbers: Int32, places: Int64
) -> tuple[MatchedNames, Int64, Int64]:
    """The names in tokens, of which the numbers and the places, ascending, are given.

    Returns with them the name that each is covered by: the one concept that every longer name
    around it stands for, -1 where they stand for several, -2 where there is none; and the first
    token of each distinct place.
    """
    new = changes(places)
    first = np.flatnonzero(new)
    ends = np.append(first, len(places))
    follows = np.append(np.diff(places[first]) == 1, False)
    at = np.cumsum(new) - 1
    nodes = tree.roots[numbers]
    begin = at
    some = np.flatnonzero(nodes)
    at, nodes, begin = at[some], nodes[some], begin[some]
    length = 1
    matched = [np.empty(0, np.int64)]
    while len(nodes):
        name = tree.names[nodes]
        ended = np.flatnonzero(name >= 0)
        matched.append(begin[ended] << 32 | (MOST_TERMS - length) << 24 | name[ended])
        on = np.flatnonzero(tree.leads(nodes) & follows[at])
        at, nodes, begin = at[on] + 1, nodes[on], begin[on]
        starts, sizes = ends[at], ends[at + 1] - ends[at]
        which = np.repeat(np.arange(len(at)), sizes)
        token = np.arange(len(which)) + (starts - starts_of(sizes)[:-1])[which]
        nodes = tree.below(nodes[which], numbers[token])
        on = np.flatnonzero(nodes)
        at, nodes, begin = at[which[on]], nodes[on], begin[which[on]]
        length += 1
    found = np.concatenate(matched)
    found.sort()
    starts, names = found >> 32, found & 0xFFFFFF
    covered = _covered(starts, MOST_TERMS - (found >> 24 & 0xFF), tree.sole[names])
    return MatchedNames(starts, names), covered, first


def named_concepts(tree: NameTree, numbers: Int32, places: Int64) -> tuple[Int32, Int64]:
    """The concepts that tokens name, of which the numbers and the places, ascending, are given, and
    the token at which each name begins. A name that a longer one of another concept covers is
    none."""
    found, covered, first = matched_names(tree, numbers, places)
    which, concepts = tree.named.each(found.names)
    stays = (covered[which] == -2) | (covered[which] == concepts)
    return concepts[stays], first[found.starts[which[stays]]]


def _covered(starts: Int64, lengths: Int64, sole: Int32) -> Int64:
    """What covers each name, as `matched_names` says, by start and by falling length."""
    ends = starts + lengths
    covered = np.full(len(starts), -2, np.int64)
    reach = np.maximum.accumulate(ends)
    # What covers a name comes before it; the search goes back as long as something reaches it.
    back = 1
    some = np.flatnonzero(reach[:-1] >= ends[1:]) + 1
    while len(some):
        by = some - back
        over = (ends[by] >= ends[some]) & (lengths[by] > lengths[some])
        under, concept = some[over], sole[by[over]]
        known = covered[under]
        covered[under] = np.where((known == -2) | (known == concept), concept, -1)
        back += 1
        some = some[some >= back]
        some = some[reach[some - back] >= ends[some]]
    return covered
