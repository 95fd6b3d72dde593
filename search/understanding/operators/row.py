"""The items of a question that are searched for → which of them are alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.understanding.operators.connectives import Gap
from search.understanding.operators.items import FACETS, Group, Item, ItemKind, Joined, family
from search.understanding.operators.word_lists import Operator

_SILENT = frozenset((Operator.SKIP, Operator.NONE, Operator.OTHER, Operator.PREPOSITION))
"""What may stand beside *or*, which holds all the same: *for asthma or for COPD*."""

_APART = frozenset((Operator.NOT, Operator.EXCEPT, Operator.INSTEAD, Operator.OPEN, Operator.BREAK))
_LISTED = frozenset((ItemKind.CONDITION, ItemKind.DRUG, ItemKind.MARKER, ItemKind.CODE))
"""Families of which any will do in a row with commas. Words in one are parts of a sentence, and
quantities are bounds that all hold."""

_SIGNED = ("+", "-", "−", "–", "positive", "negative", "positivo", "negativo")
"""How markers end that say what one person has: of *ER+, HER2-* both are asked for."""

_BETWEEN = frozenset((Operator.COMMA, Operator.OR))


class _Growing:
    """A group that may still grow: its alternatives, and what joins each to the one before."""

    def __init__(self, place: int) -> None:
        self.alternatives: list[tuple[int, ...]] = [(place,)]
        self.by: list[Operator] = []

    @property
    def last(self) -> tuple[int, ...]:
        return self.alternatives[-1]


class Row:
    """The items at some places of a row, in its order, and what joins each to the one before."""

    def __init__(self, items: Sequence[Item], gaps: Sequence[Gap], places: Sequence[int]) -> None:
        self._items = items
        self._gaps = gaps
        self._places = places
        self._joins = [self._join(at) for at in range(len(places))]
        self._families = [self._family(at) for at in range(len(places))]

    def groups(self) -> Iterator[Group]:
        """Their groups; each place is in one."""
        found: list[_Growing] = []
        at = 0
        while at < len(self._places):
            left, right = self._sides(found, at)
            if left:
                # What the left side takes with it stood alone so far.
                while found[-1].last[0] != left[0]:
                    found.pop()
                group = found[-1]
                group.alternatives[-1] = left
                group.alternatives.append(right)
                group.by += filter(None, (self._joins[at],))
            else:
                found.append(_Growing(self._places[at]))
            at += max(1, len(right))
        for group in found:
            yield from self._closed(group)

    # --- what joins two -------------------------------------------------------------------------

    def _join(self, at: int) -> Operator | None:
        """What joins an item to the one before it; None where both are asked for."""
        if not at:
            return None
        before, place = self._places[at - 1], self._places[at]
        operators = [one.operator for n in range(before, place) for one in self._gaps[n + 1]]
        joins = {*operators} - _SILENT
        passed = self._items[before + 1 : place]
        if joins & _APART:
            return None
        if Operator.OR in joins:
            transparent = FACETS | {ItemKind.FILLER}
            return Operator.OR if all(one.kind in transparent for one in passed) else None
        if passed or {*operators} & {Operator.OTHER, Operator.PREPOSITION}:
            return None
        return self._plain_join(joins, self._items[before].kind, self._items[place].kind)

    def _plain_join(self, joins: set[Operator], a: ItemKind, b: ItemKind) -> Operator | None:
        if a is b is ItemKind.CODE:
            # Nothing is known by two ids.
            return Operator.OR
        if joins == {Operator.COMMA, Operator.AND}:
            return Operator.COMMA
        join = joins.pop() if len(joins) == 1 else None
        drugs = a is b is ItemKind.DRUG
        if join is Operator.SLASH and drugs:
            return Operator.PLUS
        return Operator.AND if join is Operator.PLUS and not drugs else join

    def _family(self, at: int) -> ItemKind:
        """The family of an item; a word between two commas goes with the illnesses around it, as in
        *nausea, cramping, fever*."""
        own = family(self._kind(at))
        if own is ItemKind.WORD and 0 < at < len(self._places) - 1:
            around = {family(self._kind(at - 1)), family(self._kind(at + 1))}
            listed = self._joins[at] is Operator.COMMA and self._joins[at + 1] in _BETWEEN
            if listed and around == {ItemKind.CONDITION}:
                return ItemKind.CONDITION
        return own

    def _kind(self, at: int) -> ItemKind:
        return self._items[self._places[at]].kind

    # --- like with like -------------------------------------------------------------------------

    def _sides(self, found: Sequence[_Growing], at: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The two sides that are alternatives, by their places; none where an item stands alone."""
        by = self._joins[at]
        if by is None:
            return (), ()
        alike = self._families[at - 1] is self._families[at]
        neighbours = found[-1].last, (self._places[at],)
        if by not in (Operator.OR, Operator.SLASH):
            return neighbours if alike and self._may_list(by, at) else ((), ())
        if by is Operator.SLASH:
            word = ItemKind.WORD in (self._families[at - 1], self._families[at])
            return neighbours if alike or word else ((), ())
        left, right = self._before(found), self._after(at)
        if alike:
            return self._runs_of_words(left, right) or neighbours
        at_left = [n for n, one in enumerate(left) if self._is_like(one, at)]
        if at_left:
            return left[at_left[-1] :], neighbours[1]
        at_right = [n for n, one in enumerate(right) if self._is_like(one, at - 1)]
        if at_right:
            return found[-1].last, right[: at_right[0] + 1]
        return neighbours

    def _is_like(self, place: int, at: int) -> bool:
        named = self._families[at] is not ItemKind.WORD
        return named and family(self._items[place].kind) is self._families[at]

    def _may_list(self, by: Operator, at: int) -> bool:
        if self._families[at] is ItemKind.MARKER and by is Operator.COMMA:
            pair = (self._items[place].said for place in self._places[at - 1 : at + 1])
            return not any(said.casefold().endswith(_SIGNED) for said in pair)
        return self._families[at] in _LISTED

    def _runs_of_words(
        self, left: tuple[int, ...], right: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """*Trembling hands or shaky legs*: as many words on each side. Of *red or swollen knee* the
        neighbours are meant, and the knee in any case."""
        runs = left + right
        words = all(self._items[place].kind is ItemKind.WORD for place in runs)
        return (left, right) if words and len(left) == len(right) else None

    def _before(self, found: Sequence[_Growing]) -> tuple[int, ...]:
        """The side that the last group ends with, and what leads up to it and stands alone."""
        run = found[-1].last
        if len(found[-1].alternatives) > 1:
            return run
        for group in reversed(found[:-1]):
            if len(group.alternatives) > 1 or not self._touch(group.last[-1], run[0]):
                break
            run = group.last + run
        return run

    def _after(self, at: int) -> tuple[int, ...]:
        run = [self._places[at]]
        for place in self._places[at + 1 :]:
            if not self._touch(run[-1], place):
                break
            run.append(place)
        return tuple(run)

    def _touch(self, place: int, following: int) -> bool:
        return following == place + 1 and not self._gaps[following]

    # --- what a run of them asks for ------------------------------------------------------------

    def _closed(self, group: _Growing) -> Iterator[Group]:
        """The groups of what has been joined: *and* parts it, unless commas make it a list."""
        if Operator.COMMA in group.by or Operator.AND not in group.by:
            yield grouped(self._items, group.alternatives, _joined(group.by))
            return
        first = 0
        for n, by in enumerate((*group.by, Operator.AND), start=1):
            if by is Operator.AND:
                inner = group.by[first : n - 1]
                yield grouped(self._items, group.alternatives[first:n], _joined(inner))
                first = n


def grouped(
    items: Sequence[Item], alternatives: Sequence[tuple[int, ...]], joined: Joined
) -> Group:
    """A group of alternatives, from where the first of its items begins to where the last ends."""
    places = [place for one in alternatives for place in one]
    return Group(
        tuple(alternatives),
        joined if len(alternatives) > 1 else Joined.ALONE,
        min(items[place].start for place in places),
        max(items[place].end for place in places),
    )


def _joined(by: Sequence[Operator]) -> Joined:
    if Operator.OR in by or Operator.SLASH in by:
        return Joined.ANY
    return Joined.LIST if Operator.COMMA in by else Joined.TOGETHER
