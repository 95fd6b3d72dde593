"""Reads `data/judgements/harm.yml` and says what is wrong with the first listings of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from index.data_files import read_as
from index.listing.codes import Kind, Sex
from index.listing.facets.recruitment import open_on
from index.listing.model import Listing
from search.evaluation.judgements import HARM, JUDGEMENTS
from search.request.request import SearchRequest
from search.results.results import Hit, HitGroup
from search.searcher.searcher import Searcher

FIRST = 3
"""Listings that somebody reads at least."""


class Harm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question, and what its first listings must be and must not be."""

    question: Annotated[str, msgspec.Meta(min_length=1)]
    never: str = ""
    """Of what has all that is asked."""
    excluded: str = ""
    """Of what is close as well."""
    unless: str = ""
    closed: bool = False
    ages: tuple[float, float] | None = None
    """In years, both ends counted."""
    sex: Literal["female", "male", ""] = ""
    among: str = ""
    told: str = ""
    waits: str = ""
    """Why it does not hold yet over real records."""
    first: Annotated[int, msgspec.Meta(ge=FIRST, le=10)] = FIRST

    def failures(self, ranks: Searcher) -> list[str]:
        """What is wrong with the page that answers it, listing by listing."""
        found = ranks.search(SearchRequest(text=self.question, size=self.first))
        shown = [hit.listing for hit in found.hits]
        wrong = [
            f"{hit.listing.id} “{hit.listing.title}” {fault}"
            for hit in found.hits
            for fault in self._faults(hit, found.day)
        ]
        if found.total and self.among and not any(_has(self.among, one) for one in shown):
            wrong.append(f"none of {', '.join(one.id for one in shown)} has “{self.among}”")
        said = " ".join(found.reading.notices)
        if self.told and not re.search(self.told, said, re.IGNORECASE):
            wrong.append(f"“{self.told}” is not told")
        return wrong

    def _faults(self, hit: Hit, day: date) -> Iterator[str]:
        listing = hit.listing
        never = "" if hit.group is HitGroup.CLOSE else self.never
        excused = self.unless and _has(self.unless, listing)
        for pattern in filter(None, (never, self.excluded)):
            if _has(pattern, listing) and not excused:
                yield f"has “{pattern}”"
        if self.closed and not open_on(listing, None, day).can_be_joined:
            yield "cannot be joined"
        if self.ages and not _open_to(listing, *self.ages):
            yield "is for other ages"
        if self.sex and listing.sex not in (None, Sex.ALL, Sex(self.sex)):
            yield "is for the other sex"


def _has(pattern: str, listing: Listing) -> bool:
    given = (one.name for one in listing.intervention)
    text = " ; ".join((listing.title, listing.official_title, *listing.condition, *given))
    return re.search(pattern, text, re.IGNORECASE) is not None


def _open_to(listing: Listing, low: float, high: float) -> bool:
    """Whether somebody between two ages could take part; a project keeps nobody out. The oldest age
    lasts until the birthday after it."""
    oldest = listing.maximum_age
    young_enough = oldest is None or low < oldest + 1
    return listing.kind is Kind.FUNDED_PROJECT or (
        young_enough and (listing.minimum_age or 0) <= high
    )


def read_harms(path: Path = JUDGEMENTS / HARM) -> tuple[Harm, ...]:
    """Every question. Raises `FileRefused` where the file is not as it is declared."""
    return read_as(path, tuple[Harm, ...])
