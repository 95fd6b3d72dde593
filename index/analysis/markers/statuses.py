"""Which statuses of markers a text states, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise

from index.analysis.markers.found import Found, Stated, Written
from index.analysis.markers.table import MARKERS, MINUS, PLUS, Named, Status, Statuses, Words

_HYPHENS = "-‐‑‒–−"
_SIGN = re.compile(rf"(\++|[{_HYPHENS}])")
_IN_BRACKETS = re.compile(rf"\s?[(\[]\s?(\+|[{_HYPHENS}])(?:ve)?\s?(?:[)\]]|$)")
_SPACES = re.compile(r"\s+")
_APART = re.compile(rf" (\+|[{_HYPHENS}]) ")
_AFTER_SIGN = " /,;:.)]}&|"
"""What may follow a sign of a name; *HER2-targeted* has none, and *PD-1* is a name."""
_BESIDE = re.compile(rf"(?: |\s?[{_HYPHENS}]|:\s|\s?\(\s?|\s?=\s?)")
"""What may stand between a name and its status."""
_IN_NAME = re.compile(rf"(?:\s?|[{_HYPHENS}/]|\. ?|::|[(*.])")
_LISTED = re.compile(r"[ ,/&]*")
_CONNECTING = frozenset(("and", "or", "y", "o"))
_MOST_BETWEEN = 3
_CHANGED = re.compile(r"[a-z]\d{2,4}[a-z]?")
"""A change of a protein at one place: *G12C*, *V600*."""


def statuses_in(pieces: Sequence[Written], tail: str, asked: bool = False) -> list[Stated]:
    """The markers of a text that have a status there, in its order.

    `tail` is what stands behind the last piece. In a question, `asked`, a sign may stand apart from
    its name where no dash is likely: *HER2 - breast cancer*.
    """
    # Hardly any text has a name, and this is asked of every new chunk of one.
    if not any(piece.folded in MARKERS.names for piece in pieces):
        return []
    found = _names(pieces)
    if not found:
        return []
    gaps = [*(piece.gap for piece in pieces[1:]), _SPACES.sub(" ", tail)]
    reader = _Reader(pieces, gaps, asked)
    taken = 0
    for k, one in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        reader.read_after(one, following)
        reader.read_before(one, taken)
        taken = one.last + 1 if one.is_decided else taken
    reader.share(found)
    return [stated for one in found if (stated := reader.stated(one)) is not None]


def _names(pieces: Sequence[Written]) -> list[Found]:
    """The names in a text, the longest at each place."""
    found: list[Found] = []
    i = 0
    while i < len(pieces):
        last, named = _name_at(pieces, i)
        if named is None:
            i += 1
        else:
            found.append(Found(i, last, named))
            i = last + 1
    return found


def _name_at(pieces: Sequence[Written], i: int) -> tuple[int, Named | None]:
    for words, named in MARKERS.names.get(pieces[i].folded, ()):
        last = i + len(words) - 1
        if last < len(pieces) and all(
            pieces[i + k].folded == word and (k == 0 or _IN_NAME.fullmatch(pieces[i + k].gap))
            for k, word in enumerate(words)
        ):
            return last, named
    return i, None


class _Reader:
    """Reads what stands around the names of a text."""

    def __init__(self, pieces: Sequence[Written], gaps: list[str], asked: bool) -> None:
        self._pieces = pieces
        self._gaps = gaps
        """[i] what stands behind piece i."""
        self._asked = asked
        self._until = len(pieces)
        """Where the next name begins."""

    # --- behind the name ------------------------------------------------------------------------

    def read_after(self, one: Found, following: Found | None) -> None:
        """Reads the status behind a name."""
        self._until = following.first if following else len(self._pieces)
        statuses = one.statuses
        if statuses is None:
            if self._word(one.last + 1) in MARKERS.undecided:
                one.named = Named("")
            return
        if self._sign(one, statuses, following):
            self._or_other(one, statuses.said)
            return
        at, noun_at, crossed = one.last + 1, 0, 0
        changed = at < self._until and "wild type" in statuses.shown
        changed = changed and _CHANGED.fullmatch(self._word(at)) is not None
        while at < self._until and _BESIDE.fullmatch(self._gaps[at - 1]):
            run = self._longest(at, statuses.said)
            joined = at == one.name + 1 and self._gaps[at - 1] in _HYPHENS
            if (
                run
                and (joined or run[0] not in MARKERS.hyphened)
                and not self._is_apart(at + len(run))
            ):
                one.said, one.last = [run], at + len(run) - 1
                self._or_other(one, statuses.said)
                if changed and statuses.said[run] != statuses.said[PLUS]:
                    one.said = []
                return
            noun = self._longest(at, statuses.nouns)
            if noun and not noun_at:
                noun_at, one.said, one.last = at, [noun], at + len(noun) - 1
                one.noun = True
            elif not (self._word(at) in MARKERS.between or (changed and at == one.name + 1)):
                break
            at += len(noun) or 1
            crossed += 1
            if crossed > _MOST_BETWEEN:
                break
        if noun_at:
            behind = self._word(one.last + 1)
            if behind in MARKERS.undecided and _BESIDE.fullmatch(self._gaps[one.last]):
                one.said, one.noun, one.last = [], False, one.name
        elif changed:
            one.said, one.noun, one.last = [PLUS], True, one.name + 1
        elif statuses.named and self._word(one.last + 1) not in MARKERS.undecided:
            one.said, one.bare = [PLUS], True

    def _sign(self, one: Found, statuses: Statuses, following: Found | None) -> bool:
        gap, last = self._gaps[one.last], one.last + 1 == len(self._pieces)
        sign, rest = "", ""
        if match := _SIGN.match(gap):
            sign, rest = match.group(1), gap[match.end() :]
            if not rest and not last:
                behind = self._word(one.last + 1)
                joins = "+" in sign and following is not None and following.first == one.last + 1
                if behind == "ve" and one.last + 1 < self._until:
                    one.last += 1
                elif not joins:
                    return False
            elif rest and rest[0] not in _AFTER_SIGN:
                return False
        elif (match := _IN_BRACKETS.match(gap)) or (
            self._asked and statuses.spaced_signs and (match := _APART.fullmatch(gap))
        ):
            sign = match.group(1)
        elif gap in (" +", f" {_HYPHENS[0]}", " −") and self._word(one.last + 1) == "ve":
            sign = gap[1:]
            one.last += 1
        if not sign or (match is None and one.last == one.name):
            return False
        said = PLUS if "+" in sign else MINUS
        if said not in statuses.said:
            return False
        if said == MINUS and rest.startswith(" ") and self._word(one.last + 1) in MARKERS.cut:
            return False
        one.said = [said]
        one.hyphen = said == MINUS and one.last == one.name and bool(rest)
        one.sign_end = self._pieces[one.last].end
        if one.last == one.name and match is not None:
            one.sign_end += match.end()
        return True

    def _or_other(self, one: Found, known: Mapping[Words, str]) -> None:
        """*positive or negative* says either."""
        at = one.last + 1
        if self._word(at) in _CONNECTING and self._gaps[at - 1] in (" ", ", "):
            at += 1
        elif at >= len(self._pieces) or self._gaps[at - 1].strip() != "/":
            return
        run = self._longest(at, known)
        if run and self._gaps[at - 1].strip() in ("", "/") and not self._is_apart(at + len(run)):
            one.said.append(run)
            one.last = at + len(run) - 1
            one.sign_end = 0

    def _longest(self, at: int, known: Mapping[Words, str]) -> Words:
        """The longest run of words that is known there."""
        for length in (3, 2, 1):
            end = min(at + length, self._until)
            run = tuple(piece.folded for piece in islice(self._pieces, at, end))
            if (
                len(run) == length
                and run in known
                and all(gap in _HYPHENS or gap == " " for gap in self._gaps[at : at + length - 1])
            ):
                return run
        return ()

    def _word(self, at: int) -> str:
        return self._pieces[at].folded if 0 <= at < len(self._pieces) else ""

    def _is_apart(self, at: int) -> bool:
        return self._word(at) in MARKERS.apart and self._gaps[at - 1] == " "

    # --- before it ------------------------------------------------------------------------------

    def read_before(self, one: Found, taken: int) -> None:
        """Reads the status before a name, and what denies one behind it; what another name has
        taken ends at piece `taken`."""
        self._until = one.first
        at = one.first - 1
        if at < taken or not one.first or self._gaps[at] not in (" ", *_HYPHENS):
            return
        if self._word(at) in MARKERS.denies_all and (
            (one.said and not one.bare) or one.named.states
        ):
            one.denied, one.start = True, at
            return
        if one.noun or one.bare:
            self._read_denial(one, at, taken)
            return
        statuses = one.statuses
        if statuses is None or one.said:
            return
        led = self._word(at) in MARKERS.leads and self._gaps[at - 1] == " " if at > taken else False
        end = at if led else at + 1
        known = {**statuses.said, **statuses.nouns} if led else statuses.said
        for length in (3, 2, 1):
            first = end - length
            run = self._longest(first, known) if first >= taken else ()
            if len(run) == length and run[0] not in MARKERS.hyphened:
                if not self._is_question_of(one.last + 1):
                    one.said, one.start, one.leads = [run], first, True
                    if run in statuses.nouns and run not in statuses.said:
                        # Without mutations in BRCA1.
                        self._read_denial(one, first - 1, taken)
                return

    def _is_question_of(self, at: int) -> bool:
        return self._word(at) in MARKERS.apart

    def _read_denial(self, one: Found, at: int, taken: int) -> None:
        for _ in range(_MOST_BETWEEN):
            if at < taken:
                return
            for length in (2, 1):
                run = tuple(self._word(k) for k in range(at - length + 1, at + 1))
                if at - length + 1 >= taken and run in MARKERS.denies:
                    one.denied, one.start = True, at - length + 1
                    return
            if self._word(at) not in MARKERS.denied_with or self._gaps[at - 1] != " ":
                return
            at -= 1

    # --- lists ----------------------------------------------------------------------------------

    def share(self, found: list[Found]) -> None:
        """Gives names in a list the status that is said once: *ER/PR+*, *negative for HIV and
        HBV*."""
        for this, other in reversed(list(pairwise(found))):
            if this.hyphen and self._is_suspended(this, other):
                this.said, this.sign_end, this.hyphen, this.suspended = [], 0, False, True
            if other.leads or not other.said or not self._are_listed(this, other):
                continue
            if not this.is_decided and this.statuses is not None:
                self._take(this, other)
        for this, other in pairwise(found):
            if not self._are_listed(this, other) or other.statuses is None:
                continue
            if this.denied and other.noun and not other.denied:
                other.denied, other.shared = True, -1
            elif this.leads and not other.said:
                self._take(other, this)
                other.leads = True

    def _is_suspended(self, this: Found, other: Found) -> bool:
        """Whether a hyphen stands for what follows the next name: *ER- and PR-positive*."""
        return (
            self._gaps[this.name][1:].strip() != "/"
            and self._are_listed(this, other)
            and self._gaps[other.name] in _HYPHENS
            and other.name + 1 < len(self._pieces)
        )

    def _take(self, one: Found, other: Found) -> None:
        statuses = one.statuses
        known = {} if statuses is None else {**statuses.said, **statuses.nouns}
        if all(run in known for run in other.said):
            one.said, one.noun, one.denied = list(other.said), other.noun, other.denied
            one.hyphen, one.sign_end = False, 0
            one.shared = 1 if one.first < other.first else -1

    def _are_listed(self, this: Found, other: Found) -> bool:
        between = self._pieces[this.last + 1 : other.first]
        gaps = self._gaps[this.last : other.first]
        first = gaps[0][1:] if this.suspended or this.sign_end else gaps[0]
        return (
            len(between) <= 2
            and all(piece.folded in _CONNECTING for piece in between)
            and all(_LISTED.fullmatch(gap) for gap in (first, *gaps[1:]))
            and bool(between or any(sign in first for sign in ",/&"))
        )

    # --- what comes of it -----------------------------------------------------------------------

    def stated(self, one: Found) -> Stated | None:
        """What is stated of a name; None where nothing is."""
        if not one.is_decided or not self._is_name(one):
            return None
        statuses = one.statuses
        if statuses is None:
            states = [self._turned(state, one.denied) for state in one.named.states]
        else:
            known = {**statuses.nouns, **statuses.said}
            marker = one.named.marker
            states = [self._turned(Status(marker, known[run]), one.denied) for run in one.said]
        kept = [state for state in states if state.status]
        if not kept:
            return None
        return Stated(
            states=tuple(dict.fromkeys(kept)),
            first=one.start,
            name=one.name,
            last=one.last,
            end=max(one.sign_end, self._pieces[one.last].end),
            signed=bool(one.sign_end) and one.last == one.name,
            shared=one.shared,
            asked=one.named.asked,
            either=len(one.said) > 1,
        )

    def _turned(self, state: Status, denied: bool) -> Status:
        if not denied:
            return state
        return Status(state.marker, MARKERS.statuses[state.marker].denied(state.status))

    def _is_name(self, one: Found) -> bool:
        """Whether a name is none of the words that it may be as well: *have met high demands*."""
        piece = self._pieces[one.first]
        if one.name > one.first or piece.folded not in MARKERS.capitals or piece.capital:
            return True
        if one.first and self._pieces[one.first].gap in _HYPHENS and one.first != one.start:
            return False
        plain = (PLUS, MINUS, ("positive",), ("negative",), ("pos",), ("neg",), ("mutated",))
        return not one.leads and all(run in plain for run in one.said)
