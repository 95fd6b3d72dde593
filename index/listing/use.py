"""What is declared of a field of a listing beside its type: its words and its uses."""

from __future__ import annotations

import msgspec
from msgspec import Meta

from index.listing.facets import Facet, Sort


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine does with a field."""

    weight: float = 0.0
    """How much one occurrence counts in ranking; 0 = not searched."""
    facets: tuple[Facet, ...] = ()
    sort: Sort | None = None
    """The order of results over this field, if there is one."""
    editorial: bool = False
    """Words of ours that an official record must not replace when the two are merged."""
    paragraphs: bool = False
    """Whether it is a text in paragraphs, which may be long."""
    snippet: bool = False
    """Whether a passage of it may be shown under a hit."""
    counts_once: bool = False
    """Whether a word counts once however often it recurs: fifty clinics with *asthma* in their
    names say where a study is, not what it is about."""


def declared(
    label: str,
    help: str,  # noqa: A002  the word the declaration, the README and the forms share
    *,
    weight: float = 0.0,
    facets: tuple[Facet, ...] = (),
    sort: Sort | None = None,
    editorial: bool = False,
    paragraphs: bool = False,
    snippet: bool = False,
    counts_once: bool = False,
) -> Meta:
    """How a field is declared: its words for people, and its uses for the engine."""
    use = Use(
        weight=weight,
        facets=facets,
        sort=sort,
        editorial=editorial,
        paragraphs=paragraphs,
        snippet=snippet,
        counts_once=counts_once,
    )
    return Meta(title=label, description=help, extra={"use": use})
