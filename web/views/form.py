"""A request → the fields of the search form, so that asking again keeps what was chosen. Pure."""

from __future__ import annotations

import msgspec

from search.request import OFFERED, Distance, SearchRequest, distance_of

_FIELDS = frozenset({"q", "near", "within", "page"})
"""What the form has fields for, and the page, which begins anew."""


class SearchForm(msgspec.Struct, frozen=True):
    """What the fields of a search form hold; `distances` are values with their words."""

    text: str = ""
    near: str = ""
    within: str = ""
    distances: tuple[tuple[str, str], ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()


def search_form(request: SearchRequest) -> SearchForm:
    """The form that would ask this request; a distance that is not offered stays as it is."""
    asked = distance_of(request.within)
    offered = [(amount, Distance(int(amount))) for amount in OFFERED]
    within = next((amount for amount, distance in offered if distance == asked), request.within)
    words = {amount: distance.words for amount, distance in offered}
    words.setdefault(within, asked.words if isinstance(asked, Distance) else within)
    return SearchForm(
        text=request.text,
        near=request.near,
        within=within,
        distances=tuple(words.items()),
        hidden=tuple((name, value) for name, value in request.to_args() if name not in _FIELDS),
    )
