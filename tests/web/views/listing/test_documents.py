from __future__ import annotations

from index.listing.codes import LinkKind, PublicationKind
from index.listing.parts import Link, Publication
from web.views.listing.documents import links_of_kind, publications


def test_only_what_leads_to_a_page_of_the_web_is_a_link() -> None:
    links = [
        Link(label="Sign up", url="https://example.org/join", kind=LinkKind.PAGE),
        Link(label="A trap", url="javascript:alert(1)", kind=LinkKind.PAGE),
        Link(label="A file", url="file:///etc/hosts", kind=LinkKind.PAGE),
        Link(label="Nothing", url="", kind=LinkKind.PAGE),
        Link(label="Protocol", url="http://example.org/protocol", kind=LinkKind.DOCUMENT),
    ]
    assert [one.label for one in links_of_kind(links, LinkKind.PAGE)] == ["Sign up"]
    assert [one.label for one in links_of_kind(links, LinkKind.DOCUMENT)] == ["Protocol"]


def test_an_address_stands_once_and_is_its_own_label_where_it_has_none() -> None:
    links = [
        Link(label="", url="https://example.org/a"),
        Link(label="", url="https://example.org/a"),
    ]
    assert [one.label for one in links_of_kind(links, None)] == ["https://example.org/a"]


def test_what_is_told_elsewhere_on_the_page_is_not_told_again() -> None:
    results = "https://clinicaltrials.gov/study/NCT03000001?tab=results"
    assert links_of_kind([Link(label="Results", url=results)], None, {results}) == ()


def test_results_come_first_and_each_kind_has_a_heading() -> None:
    shelves = publications(
        [
            Publication(citation="Old. 1998.", pmid="12", kind=PublicationKind.BACKGROUND),
            Publication(citation="Loose. 2001."),
            Publication(citation="New. 2023.", pmid="34", kind=PublicationKind.RESULT),
            Publication(citation="Drawn. 2024.", kind=PublicationKind.DERIVED),
        ]
    )
    assert [one.heading for one in shelves] == [
        "Reports of its results",
        "Publications that draw on it",
        "Background to it",
        "Other publications",
    ]
    assert shelves[0].rows[0].url == "https://pubmed.ncbi.nlm.nih.gov/34/"
    assert shelves[1].rows[0].url == ""


def test_publications_of_no_kind_alone_are_no_others() -> None:
    (shelf,) = publications([Publication(citation="Loose. 2001."), Publication(citation=" ")])
    assert shelf.heading == "Publications"
    assert len(shelf.rows) == 1
