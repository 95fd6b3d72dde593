"""Marker phrases: the parts of a question that name a marker with a status, *HER2-*, *ER/PR+*,
*negative for HIV and HBV*.

What is a marker and which words are a status is told by `data/markers.yml`, for listings and for
questions alike.
"""

from __future__ import annotations

import msgspec

from index.analysis import MARKERS, AskedStatus, Status, asked_statuses


class MarkerPhrase(msgspec.Struct, frozen=True):
    """A part of a question, and the statuses that it asks for: `start` and `end` are offsets."""

    start: int
    end: int
    states: tuple[Status, ...]
    either: bool = False
    """Whether any of the statuses will do: *EGFR or ALK positive*."""

    @property
    def meant(self) -> str:
        """In words: *ER positive and PR positive*."""
        return f" {'or' if self.either else 'and'} ".join(map(MARKERS.shown, self.states))


def marker_phrases(text: str) -> tuple[MarkerPhrase, ...]:
    """The marker phrases of a text in normal form, in its order and apart from each other.

    Names of illnesses that state statuses, *triple negative*, are none: they are asked for as such.
    """
    lists: list[list[AskedStatus]] = []
    before: AskedStatus | None = None
    for one in asked_statuses(text):
        joins = one.stated.shared < 0 or (before is not None and before.stated.shared > 0)
        if joins and lists:
            lists[-1].append(one)
        else:
            lists.append([one])
        before = one
    return tuple(_phrase(text, run) for run in lists if all(one.stated.asked for one in run))


def _phrase(text: str, run: list[AskedStatus]) -> MarkerPhrase:
    start, end = run[0].start, max(one.end for one in run)
    end = len(text[:end].rstrip())
    said = text[start:end].lower()
    states = dict.fromkeys(state for one in run for state in one.stated.states)
    denied = any(said.startswith(word) for word in ("no ", "without ", "neither "))
    either = any(one.stated.either for one in run) or (" or " in said and not denied)
    return MarkerPhrase(start, end, tuple(states), either and len(states) > 1)
