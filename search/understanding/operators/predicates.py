"""What somebody says of a part of the body or of a value by a sentence, as a name has it: *my
thyroid is overactive* is an *overactive thyroid*, *why are my feet numb* asks about *numb feet*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.understanding.operators.coordination import Known, NamePart
from search.understanding.operators.word_lists import WORDS, Operator, Token

MOST_LOOKED_UP = 24
"""Names of a question that are looked up; each takes 30 µs."""

_LONGEST = 3
"""Words of what something is said of: *my blood sugar level is low*."""


def predicated_names(text: str, known: Known) -> tuple[NamePart, ...]:
    """The names that sentences of a text say, in its order. `text` is as `connecting` takes it."""
    tokens = WORDS.tokens(text)
    found: list[NamePart] = []
    tried = 0
    for at, token in enumerate(tokens):
        if token.key not in WORDS.linking_verbs:
            continue
        for first, end, last in (*_said_before(tokens, at), *_asked(tokens, at)):
            if found and tokens[first].start < found[-1].end:
                continue
            noun = text[tokens[first].start : tokens[end - 1].end]
            name = f"{tokens[last].key} {noun}"
            tried += 1
            if tried > MOST_LOOKED_UP:
                return tuple(found)
            if known(name):
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
    for first in range(max(0, end - _LONGEST), end):
        if all(map(_is_word, tokens[first:end])):
            yield first, end, said


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
