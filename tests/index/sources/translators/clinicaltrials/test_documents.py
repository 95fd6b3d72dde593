from __future__ import annotations

import pytest

from index.listing.codes import LinkKind, PublicationKind
from index.listing.parts import Link, Publication
from index.sources.source import Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.clinicaltrials.documents import address
from tests.index.sources.raw_records import raw, study

RESULTS = Link(
    label="Results at ClinicalTrials.gov",
    url="https://clinicaltrials.gov/study/NCT90000001?tab=results",
    kind=LinkKind.PAGE,
)


def _with_references(**changes: object) -> Translation:
    value = study()
    value["hasResults"] = value["documentSection"] = None
    value["protocolSection"]["referencesModule"] = changes
    return ClinicalTrials().translate(raw(value))


def _with_documents(documents: object) -> Translation:
    value = study()
    value["hasResults"] = value["protocolSection"]["referencesModule"] = None
    value["documentSection"]["largeDocumentModule"]["largeDocs"] = documents
    return ClinicalTrials().translate(raw(value))


def _told(translation: Translation) -> list[str]:
    return [one.where.rsplit(".", 1)[1] for one in translation.problems]


def test_results_pages_and_documents_are_linked() -> None:
    assert ClinicalTrials().translate(raw(study())).listing.link == (
        RESULTS,
        Link(label="Sign up", url="https://example.org/drops", kind=LinkKind.PAGE),
        Link(
            label="Study Protocol (2024-01-05)",
            url="https://cdn.clinicaltrials.gov/large-docs/01/NCT90000001/Prot_000.pdf",
            kind=LinkKind.DOCUMENT,
        ),
    )


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("https://example.org/a?b=1&amp;c=2#d", "https://example.org/a?b=1&c=2#d"),
        (" HTTP://Example.org ", "http://Example.org"),
        ("www.example.org/drops", "http://www.example.org/drops"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("javascript:alert(1)", None),
        ("data:text/html,hello", None),
        ("https://example.org/a page", None),
        ("https://example.org/a page?q=<b>", None),
        ('https://example.org/"onclick="', None),
        ("https://example.org\\@example.net", None),
        ("https://bank.example.org@example.net/", None),
        ("https://[1", None),
        ("https://localhost/", None),
        ("https://", None),
        ("example.org", None),
        ("see our page", None),
        ("https://example.org/" + "a" * 2000, None),
        ("", None),
    ],
)
def test_only_an_address_that_can_be_followed_is_one(stated: str, expected: str | None) -> None:
    assert address(stated) == expected


@pytest.mark.parametrize(
    ("pages", "labels", "told"),
    [
        ([{"url": "https://example.org/"}], ["https://example.org/"], []),
        ([{"label": "Sign up"}], [], []),
        ([{"label": "Sign up", "url": "javascript:void(0)"}], [], ["url"]),
        ([{"label": "Sign up", "url": 7}], [], ["url"]),
        ([None, {"label": 7, "url": "https://example.org/a"}], ["https://example.org/a"],
         ["seeAlsoLinks[0]", "label"]),
        ({"url": "https://example.org/"}, [], ["seeAlsoLinks"]),
        ([{"label": "A", "url": "https://example.org/"}] * 2, ["A"], []),
        ([], [], []),
        (None, [], []),
    ],
)  # fmt: skip
def test_odd_pages_are_told(pages: object, labels: list[str], told: list[str]) -> None:
    found = _with_references(seeAlsoLinks=pages)
    assert [one.label for one in found.listing.link] == labels
    assert _told(found) == told


@pytest.mark.parametrize(
    ("documents", "labels", "told"),
    [
        (
            [{"hasProtocol": True, "hasIcf": True, "filename": "Prot_ICF_000.pdf"}],
            ["Study protocol and informed consent form"],
            [],
        ),
        ([{"filename": "SAP_001.pdf", "date": "soon"}], ["Study document"], ["date"]),
        ([{"label": "Study Protocol"}], [], []),
        ([{"label": "Study Protocol", "filename": "../../x.pdf"}], [], ["filename"]),
        ([{"label": "Study Protocol", "filename": "a b.pdf"}], [], ["filename"]),
        ({"filename": "SAP_001.pdf"}, [], ["largeDocs"]),
        ([7], [], ["largeDocs[0]"]),
        (None, [], []),
    ],
)
def test_documents_say_what_they_are(documents: object, labels: list[str], told: list[str]) -> None:
    found = _with_documents(documents)
    assert [one.label for one in found.listing.link] == labels
    assert _told(found) == told


@pytest.mark.parametrize(
    ("references", "expected", "told"),
    [
        (
            [{"pmid": "90000001", "type": "DERIVED", "citation": "Ray B. Drops."}],
            [Publication(citation="Ray B. Drops.", pmid="90000001", kind=PublicationKind.DERIVED)],
            [],
        ),
        # Records of the registry's older form have the number alone.
        ([{"pmid": 90000001}], [Publication(citation="", pmid="90000001")], []),
        ([{"citation": "Ray B."}] * 2, [Publication(citation="Ray B.")], []),
        (
            [{"citation": "Ray B. Drops.", "retractions": [{"pmid": "90000002"}]}],
            [Publication(citation="Retracted: Ray B. Drops.")],
            [],
        ),
        ([{"citation": "Ray B.", "retractions": []}], [Publication(citation="Ray B.")], []),
        ([{"citation": "Ray B.", "pmid": "PMC9"}], [Publication(citation="Ray B.")], ["pmid"]),
        ([{"citation": "Ray B.", "type": "SONG"}], [Publication(citation="Ray B.")], ["type"]),
        ([{}, "Ray B."], [], ["references[1]"]),
        ({"citation": "Ray B."}, [], ["references"]),
        (None, [], []),
    ],
)
def test_publications_come_over(
    references: object, expected: list[Publication], told: list[str]
) -> None:
    found = _with_references(references=references)
    assert list(found.listing.publication) == expected
    assert _told(found) == told


def test_a_part_that_is_read_twice_is_told_of_once() -> None:
    value = study()
    value["protocolSection"]["referencesModule"] = "none"
    assert _told(ClinicalTrials().translate(raw(value))) == ["referencesModule"]
