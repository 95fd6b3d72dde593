"""Why a listing stands where it does → what the page about it says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from index.listing import Listing, open_on
from search.request import SearchRequest
from search.results import ClauseShare, Explanation, How, Matched
from search.understanding import Clause, ClauseKind
from web.links import listing_url, search_url
from web.views.listing import ShownStatus, shown_status
from web.wording import both, shortened

MORE_LIKE_THIS = "Similar to the best listings for this question"

NOT_FOUND = "Not found in this listing"

SAID = {
    How.WORDS: "{field}: {words}",
    How.NAME: "{field}: {words}, another name of it",
    How.NARROWER: "{field}: about a kind of it, {words}",
}

COUNTED = {ClauseKind.WORDS, ClauseKind.PHRASE, ClauseKind.CONCEPT, ClauseKind.ID}
"""The clauses that can add to a score; all others decide only what is listed."""


class WhyRow(msgspec.Struct, frozen=True):
    """A part of the question, what was found of it, and its share of the score."""

    asked: str
    found: tuple[str, ...]
    points: int
    """Of 100."""
    points_words: str


class WhyView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page says. There are no rows where the question does not find the listing,
    or ranks nothing."""

    title: str
    status: ShownStatus | None
    listing_url: str
    back_url: str
    asked: str
    is_found: bool
    matches: bool
    rows: tuple[WhyRow, ...]
    narrowed_by: str
    """What was asked for beside that."""


def why_view(
    explained: Explanation | None, listing: Listing, request: SearchRequest, day: date
) -> WhyView:
    """What the page says on a day about a listing that a request found, or did not find."""
    shares = explained.shares if explained and explained.score else ()
    clauses = explained.reading.clauses if explained else ()
    return WhyView(
        title=shortened(listing.title, 150),
        status=shown_status(open_on(listing, None, day)),
        listing_url=listing_url(listing.id),
        back_url=search_url(request),
        asked=shortened(request.text),
        is_found=explained is not None,
        matches=explained is not None and explained.matches,
        rows=tuple(
            _row(share, points)
            for share, points in zip(shares, hundredths([s.score for s in shares]), strict=True)
        ),
        narrowed_by=both([_narrows(clause) for clause in clauses if clause.kind not in COUNTED]),
    )


def hundredths(scores: Sequence[float]) -> tuple[int, ...]:
    """Scores as whole hundredths of their sum, which add up to 100; of none, nothing."""
    whole = sum(scores)
    if not whole:
        return (0,) * len(scores)
    exact = [100 * score / whole for score in scores]
    points = [int(share) for share in exact]
    # What rounding down has lost goes to those that lost the most by it.
    losing = sorted(range(len(scores)), key=lambda i: points[i] - exact[i])
    for i in losing[: 100 - sum(points)]:
        points[i] += 1
    return tuple(points)


def _row(share: ClauseShare, points: int) -> WhyRow:
    asked = f"“{shortened(share.clause.said)}”" if share.clause else MORE_LIKE_THIS
    found = tuple(map(_found, share.matched)) if share.score else (NOT_FOUND,)
    points_words = "less than 1" if share.score and not points else str(points)
    return WhyRow(asked, found, points, points_words)


def _found(matched: Matched) -> str:
    return SAID[matched.how].format(field=matched.field, words=_quoted(matched.words))


def _quoted(words: Iterable[str]) -> str:
    return both([f"“{shortened(word, 60)}”" for word in words])


def _narrows(clause: Clause) -> str:
    if clause.kind is ClauseKind.EXCLUDED:
        return f"“{shortened(clause.said)}”"
    return f"“{shortened(clause.said)}” ({clause.meant})" if clause.meant else f"“{clause.said}”"
