"""What listings are asked for by a marker with a status.

Silence is not "no": most breast-cancer listings state no status of HER2. Beside an illness, a
listing that states none is never left out; those that state the status, or several, come first, and
those are left out that state nothing but the opposite. A status alone is asked for as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from index.analysis import MARKERS, Status
from search.engine import About, AllOf, Best, Node, Not, Preferred, Term, Weighted
from search.understanding.entities.markers.phrases import MarkerPhrase

STATED_FIRST = 4.0
"""What stating the status counts, so that listings that do come before those that are silent."""

STATED_ALONE = 2.0
"""What is added where the opposite is not stated as well: who looks for studies of KRAS mutants is
served better by one of these than by one that compares both."""


class MarkerNodes(msgspec.Struct, frozen=True):
    """The nodes of a marker phrase, and how they are put together.

    Where something else is asked for as well, and nothing is `demanded`: that, `Not(opposite)` for
    each, and `preferred`. Else `stated` is what is asked for.
    """

    stated: Node
    """Listings that state what is asked for."""
    opposites: tuple[Node, ...]
    """Listings that state nothing of a marker but the opposite; they are left out."""
    preferred: tuple[Preferred, ...]
    demanded: bool
    """Whether listings must state it: a change of a gene or chromosome is a topic of its own."""
    is_there: bool
    """Whether all that is asked for is that something is there, and not that it is missing."""
    terms: frozenset[str]
    """What to highlight."""

    def named(self, keys: Iterable[str]) -> MarkerNodes:
        """These, found as well by concepts that the same words name: *HIV positive*, *17p
        deletion*."""
        ways = (self.stated, *map(About, keys))
        return msgspec.structs.replace(self, stated=Best(ways)) if len(ways) > 1 else self

    @property
    def beside(self) -> tuple[Node, ...]:
        """What stands beside the rest of the question."""
        if self.demanded:
            return (self.stated,)
        return (*map(Not, self.opposites), *self.preferred)


def marker_nodes(phrase: MarkerPhrase) -> MarkerNodes:
    """What listings are asked for by a marker phrase."""
    stated = [_any(MARKERS.closed(state)) for state in phrase.states]
    asked = {one for state in phrase.states for one in MARKERS.closed(state)}
    only = [
        AllOf((_any(contrary), Not(node)))
        for state, node in zip(phrase.states, stated, strict=True)
        if (contrary := _not_asked(state, asked))
    ]
    if phrase.either:
        # What any of them may be is left out where it is the opposite of all.
        markers = {state.marker for state in phrase.states}
        only = [AllOf(tuple(only))] if len(only) == len(stated) and len(markers) > 1 else []
    whole: Node = Best(tuple(stated)) if phrase.either else AllOf(tuple(stated))
    return MarkerNodes(
        stated=stated[0] if len(stated) == 1 else whole,
        opposites=tuple(only),
        preferred=(
            *(Preferred(Weighted(node, STATED_FIRST)) for node in stated),
            *(
                Preferred(Weighted(AllOf((node, Not(_any(contrary)))), STATED_ALONE))
                for state, node in zip(phrase.states, stated, strict=True)
                if (contrary := _not_asked(state, asked))
            ),
        ),
        demanded=all(map(MARKERS.is_demanded, phrase.states)),
        is_there=all(map(MARKERS.is_there, phrase.states)),
        terms=frozenset(one.term for one in asked),
    )


def _not_asked(state: Status, asked: set[Status]) -> tuple[Status, ...]:
    return tuple(one for one in MARKERS.contrary(state) if one not in asked)


def _any(states: tuple[Status, ...]) -> Node:
    terms = tuple(Term(state.term) for state in states)
    return terms[0] if len(terms) == 1 else Best(terms)
