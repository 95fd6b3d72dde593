"""All that a question finds."""

from __future__ import annotations

from functools import cache

from search.request.request import SearchRequest
from search.searcher.serving import Served
from search.understanding.understood import query_of


@cache
def found(served: Served, question: str) -> frozenset[str]:
    """The ids of all that a question finds, more than a page may hold: something has all of it."""
    asked = served.understand(SearchRequest(text=question))
    ids = frozenset(one.id for one in served.engine.scan(query_of(asked, (), 0)))
    assert ids, f"nothing has all of {question}"
    return ids
