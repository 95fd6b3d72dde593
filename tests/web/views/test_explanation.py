from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.request.request import SearchRequest
from search.results.explanation import ClauseShare, Explanation, How, Matched
from search.understanding.question.clauses import Clause, ClauseKind, Reading
from tests.conftest import listing
from tests.web.furnished import AGED
from tests.web.listings import DAY
from web.views.explanation import MORE_LIKE_THIS, NOT_FOUND, WhyView, hundredths, why_view

FOUND = listing("T1", title="Heart attacks at night")
REQUEST = SearchRequest(text="heart attack night -child")


def _view(*shares: ClauseShare, others: tuple[Clause, ...] = ()) -> WhyView:
    clauses = tuple(share.clause for share in shares if share.clause)
    score = sum(share.score for share in shares)
    explained = Explanation(FOUND, score, True, shares, Reading((*clauses, *others)))
    return why_view(explained, FOUND, REQUEST, DAY)


def _share(said: str, score: float, *matched: Matched) -> ClauseShare:
    clause = Clause(ClauseKind.CONCEPT, said, 0, len(said)) if said else None
    return ClauseShare(clause, score, 0.0, matched)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_hundredths_add_up_to_a_hundred_and_none_is_far_from_its_share(
    scores: list[float],
) -> None:
    points = hundredths(scores)
    whole = sum(scores)
    assert sum(points) == (100 if whole else 0)
    for point, score in zip(points, scores, strict=True):
        assert abs(point - (100 * score / whole if whole else 0)) < 1 + 1e-6


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (How.WORDS, "Title: “heart attacks” and “Heart attack”"),
        (How.NAME, "Title: “heart attacks” and “Heart attack”, another name of it"),
        (How.NARROWER, "Title: about a kind of it, “heart attacks” and “Heart attack”"),
    ],
)
def test_what_was_found_is_said_in_plain_words(how: How, said: str) -> None:
    matched = Matched("Title", ("heart attacks", "Heart attack"), how)
    (row,) = _view(_share("heart attack", 2.0, matched)).rows
    assert (row.asked, row.found, row.points) == ("“heart attack”", (said,), 100)


def test_every_part_has_its_points_and_what_is_missing_is_said() -> None:
    view = _view(_share("heart attack", 3.0), _share("night", 0.0), _share("", 1.0))
    assert [(row.asked, row.points_words) for row in view.rows] == [
        ("“heart attack”", "75"),
        ("“night”", "0"),
        (MORE_LIKE_THIS, "25"),
    ]
    assert view.rows[1].found == (NOT_FOUND,)


def test_a_share_that_is_hardly_one_is_not_said_to_be_none() -> None:
    view = _view(_share("heart attack", 1000.0), _share("night", 0.1))
    assert [row.points_words for row in view.rows] == ["100", "less than 1"]


def test_what_only_narrows_is_said_beside_the_shares() -> None:
    others = (
        Clause(ClauseKind.EXCLUDED, "-child", 19, 25),
        Clause(ClauseKind.PLACE, "in Seoul", 0, 8, "Seoul, South Korea"),
    )
    view = _view(_share("night", 1.0), others=others)
    assert view.narrowed_by == "“-child” and “in Seoul” (Seoul, South Korea)"


def test_nothing_is_ranked_by_nothing_and_nothing_is_found_by_nothing() -> None:
    view = _view()
    assert (view.rows, view.is_found) == ((), True)
    lost = why_view(None, FOUND, REQUEST, DAY)
    assert (lost.rows, lost.is_found, lost.matches) == ((), False, False)
    assert (lost.listing_url, lost.back_url[:10]) == ("/listing/T1", "/search?q=")


def test_the_status_of_the_day_stands_under_the_title() -> None:
    view = why_view(None, AGED["not confirmed for a year"], REQUEST, DAY)
    assert view.status is not None
    assert view.status.words == "Check first: last confirmed November 2022"
    assert view.status.record == "Recruiting"
