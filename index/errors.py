"""What can go wrong while listings are read, built and published; a refusal is its problems."""

from __future__ import annotations

import enum
from collections.abc import Sequence

import msgspec


class Severity(enum.Enum):
    """How much a problem costs: an error refuses the record, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True):
    """What is wrong, where, and what to do about it.

    `where` names the place as its owner would look for it: a URL parameter
    (``page``), a YAML key with its file and line (``asthma.yml, line 12, sex``),
    or a source record (``studies.json, record 7, NCT00000102``).
    """

    where: str
    what: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class IndexingError(Exception):
    """Base of every error of this package; its text says what to do next."""


class Refused(IndexingError):
    """What people hand us cannot be used; `problems` says where and why, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class RecordRefused(Refused):
    """A record cannot become a listing; the problems are told field by field."""


class FileRefused(Refused):
    """A file of ours cannot be used, or a file of listings is none; the problems are told by line
    or entry."""


class SourceUnreadable(IndexingError):
    """A file or folder named by staff cannot be read, or its kind not recognised."""


class BuildFailed(IndexingError):
    """A generation could not be finished; what was being served still is."""


class HomeLocked(IndexingError):
    """Another staff command is at work in the same home."""


class NoGeneration(IndexingError):
    """Nothing has been published yet, so there is nothing to search."""


class GenerationUnusable(IndexingError):
    """A generation is damaged, or was built by an analysis or schema that is not ours."""


class GazetteerUnusable(IndexingError):
    """The gazetteer is not what was compiled."""


class IndexDamaged(IndexingError):
    """A file of an index is not what was written; the text says which and where."""
