"""Reads `data/golden.yml` and says of each case whether a ranking holds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from index.data_files import DATA
from index.errors import Problem
from search.errors import BadRequest
from search.evaluation.entries import converted, entries
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher

GOLDEN = DATA / "golden.yml"
ALL = 1_000
"""More hits than there are samples."""

Words = Annotated[str, msgspec.Meta(min_length=1)]
Ids = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class _Case(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"
):
    question: Words
    why: Annotated[str, msgspec.Meta(min_length=15)]
    waits: bool = False
    """Whether it does not hold yet; a test says when it does."""

    def failure(self, ranks: Searcher) -> str:
        """What is wrong, or nothing."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What a test is called by."""
        return f"{self.__struct_config__.tag}: {self.question}"


class First(_Case, frozen=True, kw_only=True, tag="first"):
    """One listing must be the first hit."""

    listing: Words

    def failure(self, ranks: Searcher) -> str:
        found = _ids(ranks, self.question)
        return "" if found[:1] == [self.listing] else f"first is {_shown(found[:1])}"


class Top(_Case, frozen=True, kw_only=True, tag="top"):
    """Every one of some listings must be among the first `n` hits."""

    listings: Ids
    n: Count

    def failure(self, ranks: Searcher) -> str:
        found = _ids(ranks, self.question)[: self.n]
        missing = [id_ for id_ in self.listings if id_ not in found]
        return f"{_shown(missing)} not in {_shown(found)}" if missing else ""


class Absent(_Case, frozen=True, kw_only=True, tag="absent"):
    """Some listings must not be found: among what has all that is asked, among the first `within`,
    or above a listing that is found itself."""

    listings: Ids
    within: Count | None = None
    above: str = ""

    def failure(self, ranks: Searcher) -> str:
        found = _ids(ranks, self.question)
        if self.above:
            if self.above not in found:
                return f"{self.above} is not found"
            found = found[: found.index(self.above)]
        elif self.within:
            found = found[: self.within]
        else:
            found = _matches(ranks, self.question)
        wrong = [id_ for id_ in found if id_ in self.listings]
        return f"{_shown(wrong)} found" if wrong else ""


class Same(_Case, frozen=True, kw_only=True, tag="same"):
    """Two questions must have the same first hits, in the same order, or find the same listings in
    all, in any order; and at least one. Equal counts alone may be chance."""

    other: Words = msgspec.field(name="as")
    first: Count | None = None
    found: Literal["all"] | None = None

    def failure(self, ranks: Searcher) -> str:
        one, other = _ids(ranks, self.question), _ids(ranks, self.other)
        if not one or not other:
            return f"“{self.question if other else self.other}” finds nothing"
        if self.first and one[: self.first] != other[: self.first]:
            return f"{_shown(one[: self.first])} are not {_shown(other[: self.first])}"
        one, other = _matches(ranks, self.question), _matches(ranks, self.other)
        if self.found and set(one) != set(other):
            return f"only one of them finds {_shown(sorted({*one} ^ {*other}))}"
        return ""


Case = First | Top | Absent | Same


def _ids(ranks: Searcher, question: str) -> list[str]:
    return [hit.listing.id for hit in ranks.ranking(question, ALL)]


def _matches(ranks: Searcher, question: str) -> list[str]:
    """What has all that is asked, without what may follow it."""
    total = ranks.search(SearchRequest(text=question)).total
    return [hit.listing.id for hit in ranks.ranking(question, total)]


def _shown(ids: Sequence[str]) -> str:
    return ", ".join(ids) or "nothing"


def read_golden(path: Path = GOLDEN) -> tuple[Case, ...]:
    """Every case. Raises `BadRequest` naming file, line, question and field of what is wrong."""
    found: list[Case] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry in entries(path, named_by="question"):
        case: Case | Problem = converted(entry, Case)  # type: ignore[arg-type]
        if isinstance(case, Problem):
            problems.append(case)
            continue
        if isinstance(case, Same) and not (case.first or case.found):
            problems.append(Problem(f"{entry.where}, first", "is missing: say first or found."))
        what = repr(msgspec.structs.replace(case, why="", waits=False))
        if what in seen:
            problems.append(Problem(entry.where, "is the same case as one before it."))
        seen.add(what)
        found.append(case)
    if problems:
        raise BadRequest(problems)
    return tuple(found)
