"""What somebody asks: an immutable value that is read from and written to URL parameters.

Every link on a results page is a new request made from this one, so a link can never
carry anything that the form could not.
"""

from __future__ import annotations

from typing import Self

import msgspec

from index.errors import Problem
from index.listing import FACETS, RELEVANCE
from search.request.parameters import DEFAULT_SIZE, DEFAULT_WITHIN, INCLUDED

Chosen = tuple[tuple[str, tuple[str, ...]], ...]


class SearchRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A question, what it is narrowed to, and which page of the answer.

    `chosen` holds pairs of facet name and values, in the order facets are declared, values
    in the order they were chosen, none twice: equal requests have equal URLs.
    """

    text: str = ""
    chosen: Chosen = ()
    near: str = ""
    """A place as it was typed."""
    within: str = DEFAULT_WITHIN
    """How near, as it was typed."""
    words: tuple[str, ...] = ()
    """Parts of the text that are taken as plain words, none twice."""
    mentions: str = ""
    """`INCLUDED` where listings that merely mention what is asked for count as matches."""
    sort: str = RELEVANCE.name
    page: int = 1
    size: int = DEFAULT_SIZE

    def __post_init__(self) -> None:
        # Any way of making a request gives the one that its own URL would give.
        msgspec.structs.force_setattr(self, "text", self.text.strip())
        msgspec.structs.force_setattr(self, "chosen", _ordered(self.chosen))
        msgspec.structs.force_setattr(self, "near", " ".join(self.near.split()))
        within = " ".join(self.within.split()) or DEFAULT_WITHIN
        msgspec.structs.force_setattr(self, "within", within if self.near else DEFAULT_WITHIN)
        words = tuple(dict.fromkeys(one for one in self.words if one))
        msgspec.structs.force_setattr(self, "words", words)

    def values(self, facet: str) -> tuple[str, ...]:
        """The chosen values of a facet; none if it is not narrowed."""
        return dict(self.chosen).get(facet, ())

    def with_value(self, facet: str, value: str) -> Self:
        """The same question narrowed by one more value, from its first page."""
        if value in self.values(facet):
            return self.at_page(1)
        return self._choosing(facet, (*self.values(facet), value))

    def without_value(self, facet: str, value: str) -> Self:
        """The same question without one chosen value, from its first page."""
        return self._choosing(facet, tuple(v for v in self.values(facet) if v != value))

    def without_facet(self, facet: str) -> Self:
        """The same question without any value of a facet, from its first page."""
        return self._choosing(facet, ())

    def without_chosen(self) -> Self:
        """The same question, narrowed by nothing."""
        return msgspec.structs.replace(self, chosen=(), near="", page=1)

    def near_to(self, near: str, within: str = DEFAULT_WITHIN) -> Self:
        """The same question near a place, or near none, from its first page."""
        return msgspec.structs.replace(self, near=near, within=within, page=1)

    def with_words(self, said: str) -> Self:
        """The same question with a part of it taken as plain words, from its first page."""
        return msgspec.structs.replace(self, words=(*self.words, said), page=1)

    def with_mentions(self) -> Self:
        """The same question, whose mentions count as matches, from its first page."""
        return msgspec.structs.replace(self, mentions=INCLUDED, page=1)

    def without_mentions(self) -> Self:
        """The same question of which mentions are counted apart, from its first page."""
        return msgspec.structs.replace(self, mentions="", page=1)

    def sorted_by(self, sort: str) -> Self:
        """The same question in another order, from its first page."""
        return msgspec.structs.replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> Self:
        """The same question at another page."""
        return msgspec.structs.replace(self, page=page)

    def _choosing(self, facet: str, values: tuple[str, ...]) -> Self:
        chosen = dict(self.chosen) | {facet: values}
        return msgspec.structs.replace(self, chosen=tuple(chosen.items()), page=1)

    def to_args(self) -> tuple[tuple[str, str], ...]:
        """The URL parameters of this request; defaults are left out."""
        args = [("q", self.text)] if self.text else []
        args += [(facet, value) for facet, values in self.chosen for value in values]
        args += [("words", said) for said in self.words]
        for name in ("near", "within", "mentions", "sort", "page", "size"):
            if getattr(self, name) != getattr(_DEFAULTS, name):
                args.append((name, str(getattr(self, name))))
        return tuple(args)


def _ordered(chosen: Chosen) -> Chosen:
    if not chosen:
        return ()
    values: dict[str, dict[str, None]] = {facet.name: {} for facet in FACETS}
    for name, some in chosen:
        if name not in values:
            raise ValueError(f"{name} is not a facet")
        values[name].update(dict.fromkeys(value for value in some if value))
    return tuple((name, tuple(some)) for name, some in values.items() if some)


_DEFAULTS = SearchRequest()


class ParameterProblem(Problem, frozen=True, kw_only=True):
    """A parameter that is not known, or has a value that is not: `what` is the `fault`, and then
    the `choices` by their codes, which a page says by their labels."""

    fault: str
    choices: tuple[str, ...]
    """The values that the parameter can have. Of a parameter that is not known, the one that may
    be meant, or else all that there are."""
