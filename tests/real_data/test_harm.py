"""What would mislead or endanger is not among the first listings of a question."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from index.data_files import DATA, read_as
from index.listing.codes import Kind, Sex
from index.listing.facets.recruitment import JOINABLE, open_on
from index.listing.model import Listing
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher

FIRST = 3
"""Listings that somebody reads at least."""


class Harm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, and what its first listings must not be."""

    question: str
    never: str = ""
    kind: str = ""
    closed: bool = False
    ages: tuple[float, float] | None = None
    sex: str = ""
    among: str = ""


HARMS = read_as(DATA / "harm.yml", tuple[Harm, ...])


def _topic(listing: Listing) -> str:
    return " ; ".join((listing.title, *listing.condition))


def _faults(harm: Harm, listing: Listing, day: date) -> list[str]:
    """What is wrong with a listing that is among the first."""
    youngest, oldest = listing.minimum_age, listing.maximum_age
    low, high = harm.ages or (0, 0)
    project = listing.kind is Kind.FUNDED_PROJECT
    wrong = {
        "it has what it must not have": harm.never
        and re.search(harm.never, _topic(listing), re.IGNORECASE),
        "it is a project": harm.kind == "project" and project,
        "it cannot be joined": harm.closed and open_on(listing, None, day).shown not in JOINABLE,
        "it is for others": harm.ages
        and not project
        and ((youngest or 0) > high or (oldest is not None and oldest + 1 <= low)),
        "it is for the other sex": harm.sex and listing.sex not in (None, Sex.ALL, Sex(harm.sex)),
    }
    return [what for what, is_so in wrong.items() if is_so]


def test_each_question_stands_once_and_says_what_must_not_be() -> None:
    assert len(HARMS) >= 80
    assert len({one.question for one in HARMS}) == len(HARMS)
    for one in HARMS:
        assert one != Harm(one.question), one.question


@pytest.mark.parametrize("harm", HARMS, ids=lambda one: one.question)
def test_nothing_that_would_mislead_is_among_the_first(searcher: Searcher, harm: Harm) -> None:
    found = searcher.search(SearchRequest(text=harm.question, size=10))
    first = [hit.listing for hit in found.hits if hit.matches][:FIRST]
    wrong = [(one.id, one.title, fault) for one in first for fault in _faults(harm, one, found.day)]
    assert wrong == []
    if harm.among and first:
        assert any(re.search(harm.among, _topic(one), re.IGNORECASE) for one in first)
