"""Each rule switched off in turn: what is answered worse without it, and what better."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from search.evaluation.comparison import COMPARED, compare
from tests.real_data.relations import Relation
from tests.relevance.rules.sets import JudgedSet, RelationSet, Sets
from tests.relevance.rules.switches import Rule


class Case(msgspec.Struct, frozen=True):
    """A question or a relation that is answered otherwise without a rule."""

    where: str
    """The name of a set of judged questions, or *relations*."""
    said: str
    with_it: str
    without: str


class Tally(NamedTuple):
    """Of so many questions or relations, those that mean something else without a rule, those that
    it makes better, and those that it makes worse."""

    asked: int = 0
    otherwise: int = 0
    wins: int = 0
    losses: int = 0

    @property
    def ties(self) -> int:
        """Those that it leaves as they are."""
        return self.asked - self.wins - self.losses

    def __add__(self, other: object) -> Tally:
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(*map(sum, zip(self, other, strict=True)))


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule is worth."""

    rule: str
    example: str
    judged: dict[str, Tally]
    """By the name of the set."""
    gain: float
    """Mean nDCG@10 over all judged questions, with it less without."""
    related: Tally
    people: Tally
    """Of questions that nobody judged only what means something else is known."""
    wins: tuple[Case, ...]
    losses: tuple[Case, ...]
    why: str = ""
    """Why it is kept although it loses more than it wins."""

    @property
    def all(self) -> Tally:
        """Judged questions and relations together."""
        return sum(self.judged.values(), self.related)

    @property
    def changes_nothing(self) -> bool:
        """Whether no question of any set means anything else without it."""
        return not self.all.otherwise + self.people.otherwise

    @property
    def loses(self) -> bool:
        """Whether it loses more than it wins."""
        return self.all.losses > self.all.wins


def measured(rules: Sequence[Rule], sets: Sets, say: Callable[[str], None]) -> Iterator[Measured]:
    """Each rule over all sets."""
    for place, rule in enumerate(rules, start=1):
        say(f"{place} of {len(rules)}: {rule.name}")
        yield _measured(rule, sets)


def _measured(rule: Rule, sets: Sets) -> Measured:
    wins: list[Case] = []
    losses: list[Case] = []
    judged: dict[str, Tally] = {}
    gained = 0.0
    for one in sets.judged:
        judged[one.name], difference = _of_judged(rule, one, wins, losses)
        gained += difference
    related = _of_relations(rule, sets.related, wins, losses) if sets.related else Tally()
    people = Tally()
    if sets.people is not None:
        with rule.off():
            people = Tally(len(sets.people.texts), len(sets.people.otherwise()))
    return Measured(
        rule=rule.name,
        example=rule.example,
        judged=judged,
        gain=gained / sum(one.asked for one in judged.values()),
        related=related,
        people=people,
        wins=tuple(wins),
        losses=tuple(losses),
        why=rule.why,
    )


def _of_judged(
    rule: Rule, judged: JudgedSet, wins: list[Case], losses: list[Case]
) -> tuple[Tally, float]:
    """What became of the questions, and the sum of what they gain by the rule."""
    every = judged.answered
    with rule.off():
        keys = judged.asked.otherwise()
        without = judged.answered_now(keys) if keys & {*every.by_question} else None
    if without is None:
        return Tally(every.questions, len(keys)), 0.0
    comparison = compare(every, without, judged.questions.queries)
    for into, changes in ((wins, comparison.losses), (losses, comparison.gains)):
        into += (
            Case(judged.name, one.text, f"{one.before:.3f}", f"{one.after:.3f}") for one in changes
        )
    tally = Tally(every.questions, len(keys), len(comparison.losses), len(comparison.gains))
    return tally, sum(
        every.by_question[key][COMPARED] - figures[COMPARED]
        for key, figures in without.by_question.items()
    )


def _of_relations(rule: Rule, related: RelationSet, wins: list[Case], losses: list[Case]) -> Tally:
    with rule.off():
        keys = related.asked.otherwise()
        now = related.held_now(keys)
    won = lost = 0
    for row, without in now.items():
        held = related.held[row]
        if held.holds and not without.holds:
            wins.append(_case(row, held.why, without.why))
            won += 1
        elif without.holds and not held.holds:
            losses.append(_case(row, held.why, without.why))
            lost += 1
    return Tally(len(related.rows), len(now), won, lost)


def _case(row: Relation, held: str, without: str) -> Case:
    return Case("relations", str(row), held[:200], without[:200])
