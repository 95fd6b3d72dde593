"""What is found without one of the things that no listing has together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.schema import FACET, value_label
from search.reading import without
from search.request import SearchRequest
from search.results import Clause, ClauseKind, WayOut

MOST_TRIED = 12
"""Things that are left out in turn: each takes as long as a question."""

MOST_SHOWN = 4


def ways_out(
    request: SearchRequest, clauses: tuple[Clause, ...], total: Callable[[SearchRequest], int]
) -> tuple[WayOut, ...]:
    """The requests that find something because one thing is left out, most found first.

    `total` counts what a request finds.
    """
    found = []
    for _, (left_out, rest) in zip(range(MOST_TRIED), _rests(request, clauses), strict=False):
        listings = total(rest)
        if listings:
            found.append(WayOut(left_out, rest, listings))
    return tuple(sorted(found, key=lambda way: -way.total)[:MOST_SHOWN])


def _rests(
    request: SearchRequest, clauses: tuple[Clause, ...]
) -> Iterator[tuple[str, SearchRequest]]:
    """What can be left out, as a reader would call it, and the request without it."""
    for facet, values in request.chosen:
        labels = " or ".join(value_label(FACET[facet], value) for value in values)
        yield labels, request.without_facet(facet)
    if request.near:
        yield f"near {request.near}", request.near_to("")
    asked = [clause for clause in clauses if clause.kind is not ClauseKind.ID]
    for clause in asked if len(asked) > 1 or request.chosen or request.near else ():
        yield clause.said, without(request, clause.start, clause.end)
