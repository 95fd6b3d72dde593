"""What was measured of rules, as tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from tests.relevance.rules.measuring import Case, Measured


class Report(msgspec.Struct, frozen=True):
    """Everything that was measured, on a day."""

    date: str
    rules: tuple[Measured, ...]


_HEAD = """\
# Rules of reading

What each rule by which a question is read is worth, which `make bench-rules` measures: every rule
is switched off in turn, and what means something else without it is asked again. A question is
*won* by a rule where it is answered better with it, by nDCG@10, and a relation where it holds
with it alone. What stays as it is makes up the rest. **A rule that loses more than it wins over
all of it does not ship.**

`tests/relevance/rules/declared.py` says what is replaced to switch a rule off. The judged
questions are ours over the samples and, over real records that are no part of the project, those
of lay people, of clinicians (in a few words, as a condition, in a sentence, as a note) and NIH
categories; of the sets of others the half that may be looked at. Relations are statements of what
must hold between questions. Of what people asked, which nobody judged, only how many questions
are read otherwise is known: most of a rule's work is there, in questions that no set has.
"""


def document(made: Report) -> str:
    """The page of the documents: no question of others."""
    return "\n".join((_HEAD, *table(made), "", *_in_short(made.rules))) + "\n"


def page(made: Report) -> str:
    """The same table, then each question that changed. With real records it holds what people
    asked, which is nothing to commit."""
    return "\n".join((*table(made), "", *_in_short(made.rules), *_cases(made.rules))) + "\n"


def table(made: Report) -> Iterator[str]:
    """A row for each rule."""
    first = made.rules[0]
    asked: Counter[str] = Counter()
    for name, tally in first.judged.items():
        asked[name.partition(",")[0]] += tally.asked
    sets = ", ".join(f"{count} {name}" for name, count in asked.items())
    yield (
        f"Measured on {made.date} over {asked.total()} judged questions ({sets}), "
        f"{first.related.asked} relations and {first.people.asked:,} questions that people asked."
    )
    yield ""
    yield (
        "| rule | as in | judged questions read otherwise without it | won | lost | nDCG@10 by it "
        "| relations read otherwise | won | lost | people's questions read otherwise |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for one in made.rules:
        judged = sum(one.judged.values(), start=type(one.related)())
        yield (
            f"| {one.rule} | *{one.example}* | {judged.otherwise} | {judged.wins} "
            f"| {judged.losses} | {one.gain:+.4f} | {one.related.otherwise} | {one.related.wins} "
            f"| {one.related.losses} | {one.people.otherwise} |"
        )


def _in_short(rules: Sequence[Measured]) -> Iterator[str]:
    losing = [f"{one.rule} ({one.why or 'to be mended'})" for one in rules if one.loses]
    idle = [one.rule for one in rules if one.changes_nothing]
    yield f"Lose more than they win: {'; '.join(losing) or 'none'}."
    yield ""
    yield f"Change nothing in any set: {'; '.join(idle) or 'none'}."


def _cases(rules: Sequence[Measured]) -> Iterator[str]:
    for one in rules:
        yield f"\n## {one.rule}\n"
        yield from (_line("won", case) for case in one.wins)
        yield from (_line("lost", case) for case in one.losses)


def _line(what: str, case: Case) -> str:
    return f"- {what}, {case.where}: {case.said} ({case.with_it} with it, {case.without} without)"
