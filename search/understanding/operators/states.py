"""Negated states, which are topics of their own and leave nothing out: *no sense of smell*, *not
responding to*, *can't have children*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from search.understanding.operators.connectives import connecting
from search.understanding.operators.word_lists import WORDS, Operator, Token


class NegatedState(msgspec.Struct, frozen=True):
    """A part of a text that says what somebody lacks or cannot do.

    `means` is what that is called, to be looked up as a name. Where it is empty, what it says is
    not demanded, and listings that say `prefer` come first, if that is not empty too.
    """

    start: int
    end: int
    means: str = ""
    prefer: str = ""


def negated_states(text: str) -> tuple[NegatedState, ...]:
    """The negated states of a text, in its order and apart from each other. They hold over any
    negation that begins where they do. `text` is as `connecting` takes it."""
    tokens = WORDS.tokens(text)
    found: list[NegatedState] = []
    first = 0
    while first < len(tokens):
        longest = max(_states_at(text, tokens, first), key=lambda one: one[0], default=None)
        if longest is None:
            first += 1
        else:
            first, state = longest
            found.append(state)
    return tuple(found)


def _states_at(
    text: str, tokens: Sequence[Token], first: int
) -> Iterator[tuple[int, NegatedState]]:
    """What may begin with a token, each behind the token that it ends before."""
    start = tokens[first].start
    phrase = WORDS.longest_in(WORDS.states, tokens, first)
    if phrase:
        end = first + phrase.count(" ") + 1
        yield end, NegatedState(start, tokens[end - 1].end, prefer=WORDS.states[phrase])
    yield from _not_had(tokens, first)
    lacking = WORDS.longest_in(WORDS.lacking, tokens, first)
    while lacking:
        middle = first + lacking.count(" ") + 1
        said = WORDS.longest_in(WORDS.functions, tokens, middle)
        if said:
            end, function = middle + said.count(" ") + 1, WORDS.functions[said]
            if _ends(text, tokens, end, function.act):
                yield end, NegatedState(start, tokens[end - 1].end, means=function.means)
                return
        # *Don't have any* may be *don't*, with *have any* a part of what follows.
        lacking = WORDS.shorter_in(WORDS.lacking, lacking)


def _not_had(tokens: Sequence[Token], first: int) -> Iterator[tuple[int, NegatedState]]:
    """*No chemo yet*, *haven't had surgery*, *never had radiation*: who has had no treatment."""
    lead = WORDS.longest_in(WORDS.not_had, tokens, first)
    at = first + lead.count(" ") + 1
    while lead and at < len(tokens) and tokens[at].key in WORDS.before_treatments:
        at += 1
    if not lead or at >= len(tokens) or tokens[at].key not in WORDS.treatments:
        return
    yet = WORDS.longest_in(WORDS.so_far, tokens, at + 1)
    if yet or WORDS.not_had[lead]:
        end = at + 1 + (yet.count(" ") + 1 if yet else 0)
        state = NegatedState(tokens[first].start, tokens[end - 1].end, prefer=WORDS.untreated)
        yield end, state


def _ends(text: str, tokens: Sequence[Token], end: int, act: bool) -> bool:
    """Whether a state may end before a token: *no period pain* goes on, and so does an act before
    what it is done to."""
    if end == len(tokens) or tokens[end].key in WORDS.adverbs:
        return True
    if not act or tokens[end].key in WORDS.goes_on:
        return tokens[end].key not in WORDS.goes_on
    following = connecting(text[tokens[end].start :])[0].operator
    return following not in (Operator.OTHER, Operator.SKIP)
