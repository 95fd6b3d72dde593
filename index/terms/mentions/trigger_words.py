"""`data/mention_words.yml`: words that say how what is named beside them stands.

They are in the form of a vocabulary whose concepts are what a trigger does, so that they are found
as names are, the longest first: *not only* covers *not*.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from index.analysis import phrase_terms
from index.data_files import DATA, read_as
from index.errors import FileRefused, Problem

WORDS_FILE = DATA / "mention_words.yml"


class Trigger(enum.Enum):
    """What a trigger does; the number is that of the concept."""

    DENY = 0
    """Denies what follows."""
    DENY_NEXT = 1
    """Denies what begins within `standing.AHEAD` places after it."""
    DENY_BEFORE = 2
    """Denies what stands before it."""
    DENY_LAST = 3
    """Denies what begins within `standing.BACK` places before it, and where it begins a clause,
    what follows."""
    REFUSE = 4
    """Keeps out whoever has what follows."""
    REFUSE_BEFORE = 5
    """Keeps out whoever has what stands before it."""
    HISTORY = 6
    """What follows was."""
    REQUIRE = 7
    """A double no: ends what came before it."""
    NONE = 8
    """Covers a trigger that means nothing here, and does nothing (a pseudo-negation)."""
    EXCEPT = 9
    """Ends what came before it, and takes out what follows."""
    END = 10
    """Ends the scope of what came before it, and of what comes after it (a termination)."""

    @property
    def key(self) -> str:
        """Its name in the file."""
        return self.name.lower()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    deny: tuple[str, ...]
    deny_next: tuple[str, ...]
    deny_before: tuple[str, ...]
    deny_last: tuple[str, ...]
    refuse: tuple[str, ...]
    refuse_before: tuple[str, ...]
    history: tuple[str, ...]
    require: tuple[str, ...]
    none: tuple[str, ...]
    except_: tuple[str, ...] = msgspec.field(name="except")
    end: tuple[str, ...]
    aim: tuple[str, ...]
    """Of summaries: what tells that a sentence says what is studied, in any letters."""

    def phrases(self, trigger: Trigger) -> tuple[str, ...]:
        """Those of a trigger."""
        phrases: tuple[str, ...] = (
            self.except_ if trigger is Trigger.EXCEPT else getattr(self, trigger.key)
        )
        return phrases


class TriggerWords:
    """The triggers, as `index.terms.concept_tags.Named`."""

    def __init__(self, phrases: dict[tuple[str, ...], Trigger], version: str) -> None:
        self._phrases = phrases
        self.version = version
        """Changes with the file."""

    def __len__(self) -> int:
        return len(Trigger)

    def keys(self) -> list[str]:
        """The key of each kind of trigger."""
        return [one.key for one in Trigger]

    def names(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each trigger: what it does, and its terms."""
        for terms, trigger in self._phrases.items():
            yield trigger.value, terms

    def narrower(self) -> Iterator[tuple[int, int]]:
        """Nothing: no trigger is broader than another."""
        return iter(())


def load_triggers(path: Path) -> TriggerWords:
    """The triggers of a file. Raises `FileRefused` where it is not of its form, or one phrase is in
    two lists."""
    file = read_as(path, _File)
    phrases: dict[tuple[str, ...], Trigger] = {}
    for trigger in Trigger:
        for words in file.phrases(trigger):
            terms = phrase_terms(words)
            if phrases.setdefault(terms, trigger) is not trigger:
                raise FileRefused([Problem(path.name, f"“{words}” is in two lists")])
    return TriggerWords(phrases, hashlib.sha256(path.read_bytes()).hexdigest()[:12])


@lru_cache(1)
def triggers() -> TriggerWords:
    """Ours."""
    return load_triggers(WORDS_FILE)


@lru_cache(1)
def aims() -> tuple[str, ...]:
    """Words of a sentence that says what is studied. Raises `FileRefused`."""
    return read_as(WORDS_FILE, _File).aim


FORMAT = 2
"""Another number where the same words would give other mentions."""


def mentions_version(vocabulary: str) -> str:
    """That of the mentions of concepts of a vocabulary, whose version is given."""
    return f"{vocabulary}-{FORMAT}-{triggers().version}"
