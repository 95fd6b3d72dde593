"""Nodes of a query, built of what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import msgspec

from index.analysis import STOP_WORDS, TermGroup, phrase_terms, term_groups
from index.terms import MentionKind
from search.engine import (
    About,
    AllOf,
    AnyOf,
    Best,
    Mention,
    Node,
    Not,
    Phrase,
    Preferred,
    Subjects,
    Term,
    Weighted,
)
from search.understanding.entities import Preference
from search.understanding.operators import ItemKind
from search.understanding.question import Clause, Highlights, Reading, Run

MAX_GROUPS = 100
"""Distinct words of a question that are looked up; a page of text has a few hundred."""

MAX_RUNS = 24
"""Phrases and compounds of a question whose words must stand side by side; a name has up to four
more, its other names."""


def first_words(nodes: list[Node]) -> list[Node]:
    """The nodes that hold the first `MAX_GROUPS` words; a phrase that goes beyond is left out."""
    kept: list[Node] = []
    left = MAX_GROUPS
    for node in nodes:
        left -= _width(node)
        if left < 0:
            break
        kept.append(node)
    return kept


def with_few_runs(nodes: list[Node]) -> list[Node]:
    """The nodes with at most `MAX_RUNS` runs of terms; later ones ask for their words anywhere.

    Finding a run means reading positions: a hundred compounds of common words took 22 s.
    """
    left = MAX_RUNS

    def eased(node: Node) -> Node:
        nonlocal left
        match node:
            case Phrase(terms):
                left -= 1
                return node if left >= 0 else AllOf(tuple(map(Term, terms)))
            case Best((first, *others)):
                kept = [one for one in others if left > 0 or not _is_other_name(one)]
                return Best((eased(first), *map(eased, kept)))
            case Weighted(child, factor):
                return Weighted(eased(child), factor)
            case Preferred(child):
                return Preferred(eased(child))
            case AllOf(children):
                return AllOf(tuple(map(eased, children)))
            case AnyOf(children):
                return AnyOf(tuple(map(eased, children)))
            case _:
                return node

    return [eased(node) for node in nodes]


def _is_other_name(node: Node) -> bool:
    return isinstance(node, Weighted) and isinstance(node.child, Phrase)


def _width(node: Node) -> int:
    match node:
        case Phrase(terms):
            return len(terms)
        case AllOf(children) | AnyOf(children):
            return sum(map(_width, children))
        case Weighted(child):
            return _width(child)
        case Preferred():
            return 0
        case _:
            return 1


AS_TYPED = 0.155
"""What the words themselves add to a name that is found, so that of two listings about the same the
one that says it as the question does comes first. Over real records *high blood pressure* and
*hypertension* share 14 of their first 20 with it and 13 with .16; over the samples a trial that
says *heart attack* comes behind one that does not with .15."""

SCATTERED = 0.2
"""What the words of a name count that do not stand together. They count little, so that a listing
about *heart attacks* comes before one with a heart and an attack, but whatever plain words would
find is found."""

OTHER_NAME = 0.3
"""What another name of a concept counts that stands somewhere in a text: less than its own words,
and less than a listing that is tagged with the concept."""

BROADER = 0.6
"""What a listing counts there that is about something broader: *herpes* for *cold sore*. Of 0, .3
and .6 the best for what lay people and clinicians ask, recall@100 .880 → .894 and .408 → .436."""

WORD_OF_NAME = 0.5
"""What a word of a concept's name counts by itself, where a listing has not all that is asked."""

MORE_LIKE_THIS = 0.5
"""What the significant terms of similar listings count there beside the words of the question: of
0, .3, .5, 1 and 3 the best for what clinicians ask, nDCG@10 .22 → .24."""

ORDERS = 0.2
"""What a word adds that tells nothing of the topic, where a listing has it."""

_ABOUT = frozenset((MentionKind.TOPIC,))

MOST_MEANINGS = 2
"""Concepts that one name is taken for."""


class Part(msgspec.Struct, frozen=True):
    """What one clause asks for: all of it, or what there is of it."""

    clause: Clause
    node: Node
    words: tuple[Node, ...] = ()
    """What of it may be found by itself, beside the whole."""
    broader: tuple[Node, ...] = ()
    """What is not it, but what it is a kind of."""
    topic: Node | None = None
    """What a listing must be about to match it, of which nothing is scored: one that has its words
    alone mentions it. None where any mention will do."""
    kind: ItemKind | None = None
    """What it is. None for several alternatives and for what is said twice: neither is left out of
    a question by leaving out one part of its text."""

    @property
    def about(self) -> Node:
        """What matches it."""
        return self.node if self.topic is None else AllOf((self.node, unscored(self.topic)))


class ListedParts(msgspec.Struct, frozen=True):
    """Parts of which any will do, and what a listing matches that has all of them."""

    said: tuple[str, ...]
    every: Node


class Read(msgspec.Struct, frozen=True):
    """A question that was read: its clauses, what to match, and what to highlight."""

    reading: Reading
    match: Node
    any_words: Node | None
    """The relaxed query: matches what has any of the words. None where there is but one."""
    partial: Node | None
    """Partial matches, which may follow the last one: what has some of it, or is like what has."""
    highlights: Highlights
    """What to highlight in a listing: what a reader would recognise as asked for."""
    parts: tuple[Part, ...] = ()
    """What is wanted, clause by clause."""
    lists: tuple[ListedParts, ...] = ()
    mentioned: Node | None = None
    """Matches what merely mentions what is asked for, beside what is about it; None where nothing
    is asked for that a listing may be about."""
    any_ordered: Node | None = None
    """Matches what `any_words` does, and counts what is about something broader as well."""
    demanded: tuple[Part, ...] = ()
    """What is demanded, however long the question is: `match` and `mentioned` are the `demand_of`
    these, within bounds, and of `aside`."""
    aside: tuple[Node, ...] = ()
    """What goes with all of it: what is left out, and what only orders."""

    def asking_for(self, parts: Sequence[Part]) -> Self:
        """The same question where it asks for some of what it demands."""
        demand = demand_of(within_bounds(list(parts)), self.aside)
        return msgspec.structs.replace(self, match=demand.match, mentioned=demand.mentioned)


def unscored(node: Node) -> Node:
    """What matches as a node does, and adds nothing to a score."""
    return Weighted(node, 0)


def parts_wished(preferred: tuple[Preference, ...]) -> list[Part]:
    """What makes a listing come first, each word once."""
    wishes = {
        group.alternatives: Part(one.clause, Preferred(group_node(group)))
        for one in reversed(preferred)
        for group in reversed(term_groups(one.words))
    }
    return list(wishes.values())[::-1]


def within_bounds(parts: list[Part]) -> list[Part]:
    """The first parts, as many as `first_words` and `with_few_runs` leave of them."""
    kept = with_few_runs(first_words([part.node for part in parts]))
    return [
        msgspec.structs.replace(part, node=node) for part, node in zip(parts, kept, strict=False)
    ]


class Demand(NamedTuple):
    """What parts of a question ask for together: as topics, and wherever a text has it; None where
    nothing of it can be a topic."""

    match: Node
    mentioned: Node | None


def demand_of(parts: Sequence[Part], aside: Sequence[Node]) -> Demand:
    """What has all that some parts ask for, which are within bounds, beside other nodes."""
    nodes = [part.node for part in parts]
    topics = [unscored(part.topic) for part in parts if part.topic is not None]
    anywhere = all_of([*nodes, *aside])
    return Demand(all_of([*nodes, *topics, *aside]), anywhere) if topics else Demand(anywhere, None)


def content_terms(quoted: str) -> set[str]:
    """What to highlight of a phrase: *cancer of the lung* marks no *of* and no *the*."""
    found = term_groups(quoted)
    stop = {term for group in found if group.stop for run in group.alternatives for term in run}
    terms = set(phrase_terms(quoted))
    return terms - stop or terms


def phrase_node(quoted: str) -> list[Node]:
    """The node of words in quotation marks: one, or none where they hold no term."""
    terms = phrase_terms(quoted)
    if not terms:
        return []
    return [Phrase(terms) if len(terms) > 1 else Term(terms[0])]


def group_node(group: TermGroup) -> Node:
    """The node of one part of a question: the best of its alternatives."""
    ways: list[Node] = [
        Phrase(terms) if len(terms) > 1 else Term(terms[0]) for terms in group.alternatives
    ]
    return ways[0] if len(ways) == 1 else Best(tuple(ways))


def all_of(nodes: list[Node]) -> Node:
    """All of some nodes; the node itself where it is one that can stand alone."""
    if len(nodes) == 1 and not isinstance(nodes[0], Not | Preferred):
        return nodes[0]
    return AllOf(tuple(nodes))


def name_part(
    clause: Clause,
    named: str,
    concepts: Sequence[str],
    broader: Sequence[str],
    names: Sequence[Run] = (),
) -> Part:
    """What a name asks for: its words as they were typed, or any of the concepts, by their keys;
    the concepts that are `broader` may stand in for them.

    `names` are other names of the concepts, which texts may have: whichever name is typed, the same
    listings are found.
    """
    typed = phrase_terms(named)
    words: tuple[Node, ...] = ()
    ways: list[Node] = [Term(typed[0])]
    if len(typed) > 1:
        # The mean of its words: a name of five words is no more significant than one of two.
        ways = [Weighted(Phrase(typed), 1 / len(typed))]
        content = [group_node(group) for group in term_groups(named) if not group.stop]
        if len(content) > 1:
            ways.append(Weighted(AllOf(tuple(content)), SCATTERED / len(typed)))
        words = tuple(Weighted(node, WORD_OF_NAME) for node in content)
    for run in names:
        other: Node = Phrase(run) if len(run) > 1 else Term(run[0])
        if run != typed:
            ways.append(Weighted(other, OTHER_NAME / len(run)))
    abouts = [About(key) for key in concepts]
    node: Node = Best(tuple(abouts))
    if typed[0] not in STOP_WORDS or len(typed) > 1:
        # Every listing has the word *all*, which names a leukemia.
        node = AllOf((Best((*ways, *abouts)), Preferred(Weighted(ways[0], AS_TYPED))))
    above = tuple(Weighted(About(key), BROADER) for key in broader)
    return Part(clause, node, words, above, _topic(named, concepts))


def _topic(named: str, concepts: Sequence[str]) -> Node:
    """What is about one of some concepts, or has all words of a name of several where it says what
    it is about: *an inhaler for asthma* is about an *asthma inhaler*."""
    content = [group for group in term_groups(named) if not group.stop]
    terms = tuple(term for group in content for term in group.alternatives[-1])
    ways: list[Node] = [Mention(key, _ABOUT) for key in concepts]
    ways += [Subjects(terms)] if len(terms) > 1 else []
    return ways[0] if len(ways) == 1 else AnyOf(tuple(ways))
