"""States as people tell them: negated ones, which are topics of their own and leave nothing out,
*no sense of smell*, *not responding to*, *can't have children*; and those that a sentence says, as
a name has them: *my thyroid is overactive* is an *overactive thyroid*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from search.understanding.operators.connectives import connecting
from search.understanding.operators.coordination import Known, NamePart
from search.understanding.operators.word_lists import WORDS, Operator, Token

MOST_LOOKED_UP = 24
"""Names of a question that are looked up; each takes 30 µs."""

_LONGEST_STATE = 6
"""Words of a state that begins with *not*."""

_LONGEST = 3
"""Words of what something is said of: *my blood sugar level is low*."""


class NegatedState(msgspec.Struct, frozen=True):
    """A part of a text that says what somebody lacks or cannot do.

    `means` is what that is called, to be looked up as a name. Where it is empty, what it says is
    not demanded, and listings that say `prefer` come first, if that is not empty too.
    """

    start: int
    end: int
    means: str = ""
    prefer: str = ""


_BEGIN = frozenset().union(
    WORDS.states.first_words,
    WORDS.not_had.first_words,
    WORDS.lacking.first_words,
    WORDS.contractions,
)
"""What a negated state begins with."""


def negated_states(text: str) -> tuple[NegatedState, ...]:
    """The negated states of a text, in its order and apart from each other. They hold over any
    negation that begins where they do. `text` is as `connecting` takes it."""
    tokens = WORDS.tokens(text)
    found: list[NegatedState] = []
    first = 0
    while first < len(tokens):
        if tokens[first].key not in _BEGIN:
            first += 1
            continue
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
    phrase = WORDS.states.longest_in(tokens, first)
    if not phrase and tokens[first].key in WORDS.contractions:
        denied = [tokens[first]._replace(key="not"), *tokens[first + 1 : first + _LONGEST_STATE]]
        phrase = WORDS.states.longest_in(denied, 0)
    if phrase:
        end = first + phrase.count(" ") + 1
        yield end, NegatedState(start, tokens[end - 1].end, prefer=WORDS.states[phrase])
    yield from _not_had(tokens, first)
    lacking = WORDS.lacking.longest_in(tokens, first)
    while lacking:
        middle = first + lacking.count(" ") + 1
        said = WORDS.functions.longest_in(tokens, middle)
        if said:
            end, function = middle + said.count(" ") + 1, WORDS.functions[said]
            if _ends(text, tokens, end, function.act):
                yield end, NegatedState(start, tokens[end - 1].end, means=function.means)
                return
        # *Don't have any* may be *don't*, with *have any* a part of what follows.
        lacking = WORDS.lacking.shorter_in(lacking)


def _not_had(tokens: Sequence[Token], first: int) -> Iterator[tuple[int, NegatedState]]:
    """*No chemo yet*, *haven't had surgery*, *never had radiation*: who has had no treatment."""
    lead = WORDS.not_had.longest_in(tokens, first)
    at = first + lead.count(" ") + 1
    while lead and at < len(tokens) and tokens[at].key in WORDS.before_treatments:
        at += 1
    if not lead or at >= len(tokens) or tokens[at].key not in WORDS.treatments:
        return
    yet = WORDS.so_far.longest_in(tokens, at + 1)
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


# --- sentences that say a name --------------------------------------------------------------------


def predicated_names(text: str, known: Known) -> tuple[NamePart, ...]:
    """The names that sentences of a text say, in its order. `text` is as `connecting` takes it."""
    tokens = WORDS.tokens(text)
    found: list[NamePart] = []
    tried = 0
    for at, token in enumerate(tokens):
        if token.key in WORDS.verbs_of_states:
            ways = [(first, at, at) for first in _nouns_before(tokens, at)]
        elif token.key in WORDS.linking_verbs:
            ways = [*_said_before(tokens, at), *_asked(tokens, at)]
        else:
            continue
        for first, end, last in ways:
            if found and tokens[first].start < found[-1].end:
                continue
            noun = text[tokens[first].start : tokens[end - 1].end]
            tried += 1
            if tried > MOST_LOOKED_UP:
                return tuple(found)
            name = next(filter(known, _names_of(noun, tokens[last].key)), "")
            if name:
                found.append(NamePart(tokens[first].start, tokens[last].end, name))
                break
            if end - first > 1 and known(noun):
                # *Lung cancer is advanced* says it of no other cancer.
                break
    return tuple(found)


_Said = tuple[int, int, int]
"""The first token of what something is said of, one behind the last, and what is said."""


def _said_before(tokens: Sequence[Token], at: int) -> Iterator[_Said]:
    """*My thyroid is overactive*: the longest of what it may be said of first."""
    said = _adjective(tokens, at + 1)
    end = at
    while end and tokens[end - 1].key in WORDS.auxiliaries:
        end -= 1
    if said is None:
        return
    for first in _nouns_before(tokens, end):
        yield first, end, said


def _nouns_before(tokens: Sequence[Token], end: int) -> Iterator[int]:
    """Where what something is said of may begin, the longest first."""
    for first in range(max(0, end - _LONGEST), end):
        if all(map(_is_word, tokens[first:end])):
            yield first


def _names_of(noun: str, said: str) -> Iterator[str]:
    """*Failing kidneys*, and *bone marrow failure*."""
    if said in WORDS.verbs_of_states:
        yield f"{noun} {WORDS.verbs_of_states[said]}"
        return
    yield f"{said} {noun}"
    if said in WORDS.nouns_of_states:
        yield f"{noun} {WORDS.nouns_of_states[said]}"


def _asked(tokens: Sequence[Token], at: int) -> Iterator[_Said]:
    """*Why is my blood pressure high*: a word that says whose it is stands before."""
    first = at + 2
    if first >= len(tokens) or tokens[at + 1].key not in WORDS.possessives:
        return
    for end in range(min(first + _LONGEST, len(tokens) - 1), first, -1):
        said = _adjective(tokens, end)
        if said is not None and all(map(_is_word, tokens[first:end])):
            yield first, end, said


def _adjective(tokens: Sequence[Token], at: int) -> int | None:
    """The place of what is said, over adverbs: *is always very dry*."""
    while at < len(tokens) and tokens[at].key in WORDS.degrees:
        at += 1
    return at if at < len(tokens) and _is_word(tokens[at]) else None


def _is_word(token: Token) -> bool:
    return (
        token.key[0].isalpha()
        and token.key not in WORDS.possessives
        and token.key not in WORDS.linking_verbs
        and token.key not in WORDS.auxiliaries
        and token.key not in WORDS.degrees
        and WORDS.english.get(token.key, Operator.OTHER) is Operator.OTHER
    )
