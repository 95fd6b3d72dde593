"""Pages, documents and publications that a record names. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from index.listing import Link, LinkKind, Publication, PublicationKind
from web.links import pubmed_url, web_url


class DocumentLink(msgspec.Struct, frozen=True):
    """A page or a document elsewhere, by its label."""

    label: str
    url: str


class PublicationRow(msgspec.Struct, frozen=True):
    """A publication; without an address where its record does not say its number at PubMed."""

    citation: str
    url: str


class Publications(msgspec.Struct, frozen=True):
    """Publications of one kind, under a heading."""

    heading: str
    rows: tuple[PublicationRow, ...]


_HEADINGS: dict[PublicationKind | None, str] = {
    PublicationKind.RESULT: "Reports of its results",
    PublicationKind.DERIVED: "Publications that draw on it",
    PublicationKind.BACKGROUND: "Background to it",
    None: "Other publications",
}
"""Results first: they are what people look for."""


def links_of_kind(
    links: Iterable[Link], kind: LinkKind | None, told: Collection[str] = ()
) -> tuple[DocumentLink, ...]:
    """The addresses of one kind, each once, without those that are `told` elsewhere on the page;
    what does not lead to a page of the web is left out."""
    found = {
        url: DocumentLink(one.label.strip() or url, url)
        for one in links
        if one.kind is kind and (url := web_url(one.url)) and url not in told
    }
    return tuple(found.values())


def publications(listing_publications: Iterable[Publication]) -> tuple[Publications, ...]:
    """The publications under their headings, results first; those of no kind last."""
    by_kind: dict[PublicationKind | None, dict[str, PublicationRow]] = {}
    for one in listing_publications:
        if citation := one.citation.strip():
            url = pubmed_url(one.pmid) if one.pmid else ""
            by_kind.setdefault(one.kind, {})[citation] = PublicationRow(citation, url)
    return tuple(
        # Where nothing tells them apart, "other" would say that there are some beside them.
        Publications(
            "Publications" if kind is None and len(by_kind) == 1 else heading,
            tuple(by_kind[kind].values()),
        )
        for kind, heading in _HEADINGS.items()
        if kind in by_kind
    )
