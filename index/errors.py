"""Everything the index package raises."""

from __future__ import annotations

from collections.abc import Sequence

from index.problems import Problem


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
