"""`data/operator_words.yml`: the words of a question that join names or leave some of them out."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import msgspec

from index.data_files import DATA, read_as
from index.errors import FileRefused, Problem

WORDS_FILE = DATA / "operator_words.yml"

T = TypeVar("T")

_APOSTROPHE = re.compile("[’‘]")
_SIGN = re.compile(r"[^\w'-]")


class Operator(enum.Enum):
    """What a connecting word or sign does."""

    NOT = "not"
    EXCEPT = "except"
    INSTEAD = "instead"
    OPEN = "open"
    OR = "or"
    AND = "and"
    PLUS = "plus"
    VERSUS = "versus"
    SKIP = "skip"
    PREPOSITION = "preposition"
    NONE = "none"
    COMMA = ","
    SLASH = "/"
    BREAK = "."
    """The end of a sentence, a bracket, or what was taken out of the text."""
    OTHER = ""
    """A word that is none of these."""


class _Operators(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not",
                 "or_": "or", "and_": "and", "except_": "except"}):  # fmt: skip
    not_: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    or_: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()
    versus: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    preposition: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


class _Function(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    means: str
    said: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


class _State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    said: tuple[str, ...]
    prefer: str = ""


class _NotHad(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    never: tuple[str, ...]
    not_yet: tuple[str, ...]
    so_far: tuple[str, ...]
    before: str
    prefer: str


class _Shorthand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    said: tuple[str, ...]
    means: str = ""
    after_number: bool = False
    unsure: bool = False
    not_after: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    english: _Operators
    spanish: _Operators
    treatments: str
    spared: tuple[str, ...]
    lacking: tuple[str, ...]
    adverbs: str
    goes_on: str
    linking_verbs: str
    auxiliaries: str
    degrees: str
    possessives: str
    nouns_of_states: dict[str, str]
    verbs_of_states: dict[str, str]
    contractions: str
    turning: tuple[str, ...]
    people: dict[str, str]
    which_side: str
    sided: str
    shared_heads: str
    functions: tuple[_Function, ...]
    states: tuple[_State, ...]
    not_had: _NotHad
    shorthand: tuple[_Shorthand, ...]


class Function(msgspec.Struct, frozen=True):
    """What a body or a life does; `means` is the name of the state without it. An act is that state
    only where nothing follows that it is done to."""

    means: str
    act: bool


class Short(msgspec.Struct, frozen=True):
    """What a short form stands for; nothing where it asks for nothing."""

    means: str
    after_number: bool
    unsure: bool


class Token(NamedTuple):
    """A word or sign of a text, as the lists write it, and where it stands."""

    key: str
    start: int
    end: int


class Phrases(dict[str, T]):
    """Phrases with what each means; a phrase is its tokens with a space between them."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        super().__init__(phrases)
        self._longest: dict[str, int] = {}
        for phrase in phrases:
            first, *others = phrase.split(" ")
            self._longest[first] = max(1 + len(others), self._longest.get(first, 0))

    @property
    def first_words(self) -> frozenset[str]:
        """The first token of each."""
        return frozenset(self._longest)

    def longest_in(self, tokens: Sequence[Token], first: int) -> str:
        """The longest phrase that begins with a token; "" where there is none. How many tokens it
        has is how many spaces, and one."""
        longest = self._longest.get(tokens[first].key) if first < len(tokens) else None
        if longest is None:
            return ""
        for last in range(min(first + longest, len(tokens)), first, -1):
            phrase = " ".join(token.key for token in tokens[first:last])
            if phrase in self:
                return phrase
        return ""

    def shorter_in(self, phrase: str) -> str:
        """The longest phrase that another one begins with; "" where there is none."""
        while phrase:
            phrase = phrase.rpartition(" ")[0]
            if phrase in self:
                return phrase
        return ""


class Words(msgspec.Struct, frozen=True):
    """The file, ready to be looked up."""

    english: Phrases[Operator]
    spanish: Phrases[Operator]
    """With those of English, which hold in any question."""
    treatments: frozenset[str]
    spared: tuple[str, ...]
    lacking: Phrases[None]
    """What says that a function is missing."""
    adverbs: frozenset[str]
    """What may follow an act that nothing follows."""
    goes_on: frozenset[str]
    """What makes another name of a function before it."""
    linking_verbs: frozenset[str]
    """What stands between a part of the body and what is said of it."""
    auxiliaries: frozenset[str]
    """What may stand before such a verb: *have been*."""
    degrees: frozenset[str]
    """What says how much or how often, before what is said."""
    possessives: frozenset[str]
    nouns_of_states: dict[str, str]
    """What an adjective says as a noun."""
    verbs_of_states: dict[str, str]
    """What a verb says as a noun."""
    contractions: frozenset[str]
    """What says *not* together with a verb."""
    turning: frozenset[str]
    """What stands between the parts of a name that is said the other way round."""
    people: dict[str, str]
    """What people are called who have an illness, where that is no name by itself, and the
    illness."""
    which_side: frozenset[str]
    """What says on which side a function of a body is missing."""
    sided: frozenset[str]
    """The parts of a body of which that is said."""
    shared_heads: frozenset[str]
    """What is done for several illnesses or organs with one word: *flu or COVID vaccine*."""
    functions: Phrases[Function]
    states: Phrases[str]
    """What listings that come first say of a state, or nothing."""
    not_had: Phrases[bool]
    """What says that somebody has not had a treatment, and whether it does by itself."""
    so_far: Phrases[None]
    """What says so behind the treatment."""
    before_treatments: frozenset[str]
    """What may stand between."""
    untreated: str
    """What listings say of them that come first."""
    shorthand: Phrases[Short]
    token: re.Pattern[str]
    """What a word or sign is: a short form such as *w/o* is one."""

    def tokens(self, text: str) -> list[Token]:
        """The words and signs of a text, in any case, their apostrophes straight."""
        return [*_tokens(self.token, text)]


@lru_cache(256)
def _tokens(token: re.Pattern[str], text: str) -> tuple[Token, ...]:
    """A question is taken apart for each kind of what joins its parts."""
    return tuple(
        Token(_APOSTROPHE.sub("'", match[0].casefold()), match.start(), match.end())
        for match in token.finditer(text)
    )


def read_words(path: Path) -> Words:
    """The words of a file. Raises `FileRefused`, saying what is wrong in it."""
    file = read_as(path, _File)
    short = {
        word: Short(one.means, one.after_number, one.unsure)
        for one in file.shorthand
        for word in one.said
    }
    if len(short) < sum(len(one.said) for one in file.shorthand):
        raise FileRefused([Problem(path.name, "has a short form twice")])
    declared = [*_operators(file.english), *_operators(file.spanish)]
    written = " ".join((*short, *(said for said, _ in declared))).casefold()
    signed = {word for word in written.split() if _SIGN.search(word) and len(word) > 1}
    listed = {word: one.not_after for one in file.shorthand for word in one.said if one.not_after}
    words = _Table(path, _token(signed, listed))
    for said in file.spared:
        if said.count("{}") != 1:
            raise FileRefused([Problem(path.name, f"needs one {{}} in “{said}”")])
    english = words.once(_operators(file.english))
    spanish = words.once(_operators(file.spanish))
    lacking = words.once((said, None) for said in file.lacking)
    functions = words.once(
        (said, Function(one.means, act=said in one.acts))
        for one in file.functions
        for said in (*one.said, *one.acts)
    )
    states = words.once((said, one.prefer) for one in file.states for said in one.said)
    had = file.not_had
    not_had = words.once(
        [*((said, True) for said in had.never), *((said, False) for said in had.not_yet)]
    )
    so_far = words.once((said, None) for said in had.so_far)
    shorthand = words.once(short.items())
    return Words(
        english=english,
        spanish=Phrases({**english, **spanish}),
        treatments=frozenset(file.treatments.split()),
        spared=file.spared,
        lacking=lacking,
        adverbs=frozenset(file.adverbs.split()),
        goes_on=frozenset(file.goes_on.split()),
        linking_verbs=frozenset(file.linking_verbs.split()),
        auxiliaries=frozenset(file.auxiliaries.split()),
        degrees=frozenset(file.degrees.split()),
        possessives=frozenset(file.possessives.split()),
        nouns_of_states=file.nouns_of_states,
        verbs_of_states=file.verbs_of_states,
        contractions=frozenset(file.contractions.split()),
        turning=frozenset(file.turning),
        people=file.people,
        which_side=frozenset(file.which_side.split()),
        sided=frozenset(file.sided.split()),
        shared_heads=frozenset(file.shared_heads.split()),
        functions=functions,
        states=states,
        not_had=not_had,
        so_far=so_far,
        before_treatments=frozenset(had.before.split()),
        untreated=had.prefer,
        shorthand=shorthand,
        token=words.token,
    )


def _token(
    signed: Iterable[str], not_after: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> re.Pattern[str]:
    """What a word or sign is; a short form is none after some words: *hep B/C* is no *because*."""
    forms = "|".join(
        "".join(rf"(?<!\b{re.escape(before)}\s)" for before in not_after.get(word, ()))
        + re.escape(word)
        + (r"(?!\w)" if word[-1].isalnum() else "")
        for word in sorted(signed, key=len, reverse=True)
    )
    word = r"[^\W_]+(?:['’‘.-][^\W_]+)*"
    return re.compile(rf"(?<![\w/])(?:{forms})|{word}|[^\s\w]|_", re.IGNORECASE)


def _operators(declared: _Operators) -> Iterator[tuple[str, Operator]]:
    for field in declared.__struct_fields__:
        for said in getattr(declared, field):
            yield said, Operator(field.rstrip("_"))


class _Table:
    """Makes tables of phrases, each of which may be there once."""

    def __init__(self, path: Path, token: re.Pattern[str]) -> None:
        self.token = token
        self._path = path

    def once(self, entries: Iterable[tuple[str, T]]) -> Phrases[T]:
        """The entries by their tokens. Raises `FileRefused` for what is there twice."""
        found: dict[str, T] = {}
        for said, meant in entries:
            key = " ".join(self.token.findall(said.casefold()))
            if key in found:
                raise FileRefused([Problem(self._path.name, f"has “{said}” twice")])
            found[key] = meant
        return Phrases(found)


WORDS = read_words(WORDS_FILE)


def is_treatment(said: str) -> bool:
    """Whether a word is one of a treatment, whatever a vocabulary has it as."""
    return said.casefold() in WORDS.treatments
