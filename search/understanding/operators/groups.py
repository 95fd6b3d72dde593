"""A row of items → what is asked of them together.

Two names that *or*, a slash or a comma joins are alternatives; of the words around them like goes
with like, so that *surgery or exercise for back pain* asks for back pain with either.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.understanding.operators.connectives import Gap, gaps
from search.understanding.operators.items import FACETS, Group, Grouping, Item, ItemKind, Joined
from search.understanding.operators.negation import covered, left_out
from search.understanding.operators.row import Row, grouped
from search.understanding.operators.word_lists import Operator


def grouping(text: str, items: Sequence[Item], spanish: bool = False) -> Grouping:
    """What is asked of a row of items that a text was cut into, in its order. Never fails.

    `text` is as `question.text.open_text` makes it: what is quoted or left out by a
    minus joins nothing. *Y*, *o* and *sin* join in `spanish` questions alone.
    """
    between = gaps(text, items, spanish)
    negations = covered(items, between)
    out = left_out(items, negations)
    open_ = tuple(
        place for one in negations if one.operator is Operator.OPEN for place in one.places
    )
    aside = {*open_, *(place for one in out for place in one.places)}
    asked = [place for place in range(len(items)) if place not in aside]
    states = tuple(place for place in asked if items[place].kind is ItemKind.STATE)
    filler = tuple(place for place in asked if items[place].kind is ItemKind.FILLER)
    return Grouping(
        groups=_groups(items, between, [n for n in asked if n not in {*states, *filler}]),
        left_out=out,
        open=open_,
        states=states,
        filler=filler,
        connecting=tuple(
            (one.start, one.end)
            for gap in between
            for one in gap
            if one.is_word and not any(part.start <= one.start < part.end for part in out)
        ),
    )


def _groups(
    items: Sequence[Item], between: Sequence[Gap], asked: Sequence[int]
) -> tuple[Group, ...]:
    facets: dict[ItemKind, list[tuple[int, ...]]] = {}
    for place in asked:
        if items[place].kind in FACETS:
            facets.setdefault(items[place].kind, []).append((place,))
    row = Row(items, between, [place for place in asked if items[place].kind not in FACETS])
    found = [grouped(items, places, Joined.ANY) for places in facets.values()]
    return tuple(sorted((*found, *row.groups()), key=lambda one: (one.start, one.end)))
