"""`data/eligibility_words.yml`: the words of a question that say who would take part."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import msgspec

from index.analysis import without_apostrophes
from index.data_files import DATA, read_as
from index.errors import FileRefused, Problem
from index.listing import Recruitment, Sex

WORDS_FILE = DATA / "eligibility_words.yml"

Phrase = tuple[str, ...]
"""Words as `key` writes them."""


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    said: tuple[str, ...]
    prefer: str = ""
    """What listings that come first say."""
    before_these: bool = False
    """Whether one of `Words.go_on` must follow."""


class Age(_Entry, frozen=True):
    """Ages that have a name, in years."""

    meant: str
    from_: float = msgspec.field(name="from")
    below: float = math.inf


class OneSex(_Entry, frozen=True):
    """Words for one sex."""

    means: Sex


class OneStatus(_Entry, frozen=True):
    """Words for whether people can take part."""

    means: tuple[Recruitment, ...]
    meant: str


class Volunteers(_Entry, frozen=True):
    """Words for people without the condition."""


Meaning = Age | OneSex | OneStatus | Volunteers


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    go_on: str
    ages: tuple[Age, ...]
    sexes: tuple[OneSex, ...]
    statuses: tuple[OneStatus, ...]
    volunteers: tuple[Volunteers, ...]
    stay_words: tuple[str, ...]
    phase_not_after: str
    phase_not_before: str
    age_not_after: str
    age_not_before: str
    amount_not_after: str
    amount_goes_on: str
    people: str
    grown: str
    young: str
    age_goes_on: str
    time_not_after: str
    time_not_before: str
    degrees: str
    spanish_time_not_after: str
    spanish_time_not_before: str
    relatives: str
    gone: str
    belongings: str
    spoken_of: str
    together: str
    care: str
    numbers: dict[str, int]
    filler: tuple[str, ...]
    joining: tuple[str, ...]
    spanish_filler: tuple[str, ...]
    spanish_joining: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """The file, ready to be looked up."""

    meanings: dict[Phrase, tuple[Meaning, ...]]
    """What a phrase stands for: *my teenage son* says an age and a sex."""
    stay_words: frozenset[Phrase]
    filler: frozenset[Phrase]
    joining: frozenset[Phrase]
    """The filler of somebody who looks for what can be joined."""
    spanish_filler: frozenset[Phrase]
    """The filler of a question in Spanish, with that of English."""
    spanish_joining: frozenset[Phrase]
    go_on: frozenset[str]
    phase_not_after: frozenset[str]
    phase_not_before: frozenset[str]
    age_not_after: frozenset[str]
    age_not_before: frozenset[str]
    amount_not_after: frozenset[str]
    amount_goes_on: frozenset[str]
    people: frozenset[str]
    grown: frozenset[str]
    young: frozenset[str]
    age_goes_on: frozenset[str]
    time_not_after: frozenset[str]
    time_not_before: frozenset[str]
    degrees: frozenset[str]
    spanish_time_not_after: frozenset[str]
    spanish_time_not_before: frozenset[str]
    relatives: frozenset[str]
    gone: frozenset[str]
    belongings: frozenset[str]
    spoken_of: frozenset[str]
    together: frozenset[str]
    care: frozenset[str]
    numbers: dict[str, int]
    longest: int
    """How many words the longest phrase has."""


def key(word: str) -> str:
    """A word in any case, and without its apostrophe: *women's* is not *women*. Accents stay."""
    return without_apostrophes(word.casefold())


def read_words(path: Path) -> Words:
    """The words of a file. Raises `FileRefused`, saying what is wrong in it."""
    file = read_as(path, _File)
    meanings: dict[Phrase, tuple[Meaning, ...]] = {}
    declared: tuple[Meaning, ...] = (
        *file.ages,
        *file.sexes,
        *file.statuses,
        *file.volunteers,
    )
    for meaning in declared:
        for phrase in _phrases(meaning.said):
            before = meanings.get(phrase, ())
            if any(type(one) is type(meaning) for one in before):
                what = f"says twice what “{' '.join(phrase)}” means"
                raise FileRefused([Problem(path.name, what)])
            meanings[phrase] = (*before, meaning)
    stay_words, joining = frozenset(_phrases(file.stay_words)), frozenset(_phrases(file.joining))
    filler = joining.union(_phrases(file.filler))
    spanish_joining = joining.union(_phrases(file.spanish_joining))
    spanish_filler = filler.union(spanish_joining, _phrases(file.spanish_filler))
    both = stay_words & spanish_filler
    for phrase in sorted(both | ((stay_words | spanish_filler) & meanings.keys())):
        raise FileRefused([Problem(path.name, f"has “{' '.join(phrase)}” in two lists")])
    sets = {
        field: frozenset(map(key, value.split()))
        for field in Words.__struct_fields__
        if isinstance(value := getattr(file, field, None), str)
    }
    return Words(
        meanings=meanings,
        stay_words=stay_words,
        filler=filler,
        joining=joining,
        spanish_filler=spanish_filler,
        spanish_joining=spanish_joining,
        numbers=file.numbers,
        longest=max(map(len, (*meanings, *stay_words, *spanish_filler)), default=0),
        **sets,
    )


def _phrases(said: Iterable[str]) -> Iterable[Phrase]:
    return (tuple(key(word) for word in one.split()) for one in said)


WORDS = read_words(WORDS_FILE)

PEOPLE = WORDS.people
"""Words for people, which tell nothing of what they have."""
