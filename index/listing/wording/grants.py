"""NIH codes in plain words: what kind of award (R21), which institute (CA or NCI)."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from index.data_files import DATA, read_as

UNKNOWN = "not stated"


class Mechanism(msgspec.Struct, frozen=True):
    """What an activity code stands for."""

    words: str
    help: str


class Institute(msgspec.Struct, frozen=True):
    """An institute or other agency that pays for research."""

    abbreviation: str
    name: str


@lru_cache(maxsize=1)
def mechanisms() -> dict[str, Mechanism]:
    """Activity code → its words and one line of help, as written in ``data/nih``."""
    return read_as(DATA / "nih" / "mechanisms.yml", dict[str, Mechanism])


@lru_cache(maxsize=1)
def institutes() -> dict[str, Institute]:
    """Two-letter code of an award number → the institute, as written in ``data/nih``."""
    return read_as(DATA / "nih" / "institutes.yml", dict[str, Institute])


@lru_cache(maxsize=1)
def _institute_names() -> dict[str, str]:
    by_abbreviation = {one.abbreviation.upper(): one.name for one in institutes().values()}
    return by_abbreviation | {code.upper(): one.name for code, one in institutes().items()}


def mechanism_words(code: str) -> str:
    """R21 → ``Early-stage research grant``; ``not stated`` for a code that is not in the table."""
    found = mechanisms().get(code.strip().upper())
    return found.words if found else UNKNOWN


def institute_words(code: str) -> str:
    """CA or NCI → ``National Cancer Institute``; ``not stated`` for one not in the table."""
    return _institute_names().get(code.strip().upper(), UNKNOWN)
