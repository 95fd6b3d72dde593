"""Every record is indexed, the sample page is found and shown, and sites are resolved."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index.build.pipeline import Report
from index.listing.codes import Status
from index.listing.model import Listing
from index.reference.places.coverage import place_shares
from search.searcher.searcher import Searcher
from search.searcher.serving import Served
from tests.real_data.asking import found
from web import create_app

PAGE = "NIH-11114277"


def test_every_record_is_indexed_collapsed_or_refused(
    built: tuple[Path, Report], sources: list[Path], listings: list[Listing]
) -> None:
    _, report = built
    lines = 1
    for path in sources[:2]:
        with gzip.open(path, "rb") as file:
            lines += sum(1 for line in file if line.strip())
    assert report.read == lines
    assert report.read == report.indexed + report.collapsed + report.refused
    assert report.indexed == len(listings) == len({one.id for one in listings})
    assert report.refused == 0


@pytest.mark.parametrize(
    "question", ["HER2", "HER2-low breast cancer", "triple-negative", "Emory", "Atlanta", PAGE]
)
def test_the_sample_page_is_found_by_what_it_is_about(served: Served, question: str) -> None:
    assert PAGE in found(served, question)


def test_the_sample_page_shows_words_and_says_that_it_does_not_enroll(
    built: tuple[Path, Report],
) -> None:
    page = create_app(built[0]).test_client().get(f"/listing/{PAGE}").get_data(as_text=True)
    for code in ("FUNDING_R21", "R21<", "['", "Nih_funding", "ATLANTA", "EMORY", "None", "&#39;]"):
        assert code not in page, code
    assert "does not enroll" in page
    assert "NIH RePORTER" in page
    assert "Atlanta" in page
    assert "Not medical advice" in page
    assert "Recruiting" not in page


def test_an_earlier_application_finds_its_project(searcher: Searcher) -> None:
    one = searcher.listing("NIH-10019196")
    assert one is not None
    assert "R01HL130040" in one.other_id
    assert one.id != "NIH-10019196"


def test_no_project_recruits_and_no_study_is_a_project(listings: list[Listing]) -> None:
    for one in listings:
        assert (one.status is Status.DOES_NOT_ENROLL) == (one.kind.value == "funded-project"), (
            one.id
        )


def test_most_sites_are_found_and_none_is_lost(searcher: Searcher, listings: list[Listing]) -> None:
    shares = place_shares(searcher.listings(), 20)
    assert shares.sites == sum(len(one.site) for one in listings)
    found = shares.stated + shares.inferred
    assert found + shares.unresolved_in_country + shares.unresolved + shares.not_stated == (
        shares.sites
    )
    assert found > 0.95 * shares.sites
    assert len(shares.commonest_unresolved) == 20
