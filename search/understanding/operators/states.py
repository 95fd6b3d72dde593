"""States as people tell them: negated ones, which are topics of their own and leave nothing out,
*no sense of smell*, *not responding to*, *can't have children*; and those that a sentence says, as
a name has them: *my thyroid is overactive* is an *overactive thyroid*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from search.understanding.operators.connectives import Connecting, connecting
from search.understanding.operators.coordination import ADJECTIVE, Known, NamePart
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
            end = _behind_side(tokens, end)
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


def _behind_side(tokens: Sequence[Token], end: int) -> int:
    """Where a state ends that says on which side: *can't hear in one ear*."""
    at = end
    while at < len(tokens) and tokens[at].key in WORDS.which_side:
        at += 1
    return at + 1 if end < at < len(tokens) and tokens[at].key in WORDS.sided else end


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


# --- names in another order -----------------------------------------------------------------------


class TurnedName(msgspec.Struct, frozen=True):
    """A name that a text says the other way round. Where its `parts` are names, they are two that
    a comma lists; it has none where that is sure not to be so."""

    start: int
    end: int
    name: str
    parts: tuple[str, ...] = ()


_TURNING = frozenset((Operator.COMMA, Operator.PREPOSITION))
_CLOSING = frozenset((Operator.COMMA, Operator.BREAK))


def turned_names(text: str, known: Known) -> tuple[TurnedName, ...]:
    """The names that a text turns around, in its order: at a comma as catalogues do, *diabetes,
    gestational*, and over what says when or why, *apnea during sleep*. `text` is as `connecting`
    takes it."""
    words = connecting(text)
    found: list[TurnedName] = []
    tried = 0
    for at, word in enumerate(words):
        if word.operator not in _TURNING or not _turns(text, word):
            continue
        comma = word.operator is Operator.COMMA
        for first, behind, last in _around(words, at, comma):
            if found and words[first].start < found[-1].end:
                continue
            before = text[words[first].start : words[at - 1].end]
            after = text[words[behind].start : words[last - 1].end]
            tried += 1
            if tried > MOST_LOOKED_UP:
                return tuple(found)
            if known(f"{after} {before}"):
                span = words[first].start, words[last - 1].end
                parts = (before, after) if comma and not ADJECTIVE.search(after) else ()
                found.append(TurnedName(*span, f"{after} {before}", parts))
                break
    return tuple(found)


def _turns(text: str, word: Connecting) -> bool:
    said = text[word.start : word.end].casefold()
    return word.operator is Operator.COMMA or said in WORDS.turning


def _around(words: Sequence[Connecting], at: int, whole: bool) -> Iterator[_Said]:
    """Where the words before a place begin, and those behind it begin and end: the most first.
    `whole` are all up to the next mark, for *cancer, breast* lists nothing."""
    behind = at + 1
    while behind < len(words) and words[behind].operator is Operator.SKIP and not whole:
        behind += 1
    last = behind
    while last < len(words) and words[last].operator is Operator.OTHER:
        last += 1
    closed = last == len(words) or words[last].operator in _CLOSING
    if whole and not (closed and 0 < last - behind <= _LONGEST_TURNED):
        return
    first = at
    while first and words[first - 1].operator is Operator.OTHER:
        first -= 1
    for begin in range(max(first, at - _LONGEST_TURNED), at):
        ends = range(min(last, behind + _LONGEST_TURNED), behind, -1)
        for end in [last] if whole else ends:
            yield begin, behind, end


_LONGEST_TURNED = 3
"""Words on a side of what turns a name around."""


# --- who is denied --------------------------------------------------------------------------------


def denied_people(text: str) -> tuple[NamePart, ...]:
    """What people are called who have an illness, right behind a negation, and its name: *not
    diabetic*. Elsewhere such a word goes on: *diabetic foot*. `text` is as `connecting` takes it.
    """
    words = connecting(text)
    found: list[NamePart] = []
    denied = False
    for at, word in enumerate(words):
        said = text[word.start : word.end].casefold()
        if denied and said in WORDS.people and _ends_there(words, at + 1):
            found.append(NamePart(word.start, word.end, WORDS.people[said]))
        if word.operator is not Operator.SKIP:
            denied = word.operator in (Operator.NOT, Operator.EXCEPT)
    return tuple(found)


def _ends_there(words: Sequence[Connecting], at: int) -> bool:
    return at == len(words) or words[at].operator is not Operator.OTHER
