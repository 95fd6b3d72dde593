"""Everything the search package raises."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import Problem


class SearchError(Exception):
    """Base of every error of this package; its text is a sentence for whoever asked."""


class BadRequest(SearchError):
    """A request cannot be read; `problems` names every parameter that is wrong, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class EngineUnavailable(SearchError):
    """There is no index to search, or it cannot be opened; the text says what staff must run."""


class BadQuery(SearchError, ValueError):
    """A query asks for what no engine gives: a fault of the code that made it."""
