from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import RecordRefused
from index.listing.codes import Kind, SponsorKind, Status
from index.listing.model import Listing
from index.listing.parts import Funding
from index.sources.translators.nih_reporter import NihReporter
from tests.conftest import examples
from tests.index.sources.damage import damaged, translated_or_refused
from tests.index.sources.raw_records import award, raw

SOURCE = NihReporter()


def _translated(**changes: object) -> Listing:
    return SOURCE.translate(raw(award(**changes))).listing


def test_an_award_is_a_project_that_nobody_can_join() -> None:
    listing = _translated()
    assert (listing.id, listing.kind) == ("NIH-90000001", Kind.FUNDED_PROJECT)
    assert (listing.status, listing.phase) == (Status.DOES_NOT_ENROLL, ())
    assert listing.title == "How Larkspur Slows Egfr Signals"
    assert listing.url == "https://reporter.nih.gov/project-details/90000001"
    assert listing.other_id == ("5R21CA900001-02", "R21CA900001")
    assert listing.summary == "Larkspur may slow tumors."
    assert listing.description == "Petals hold compounds that we will separate."
    assert listing.keyword == ("Petals", "Tumors", "Cancer", "Breast Cancer")
    assert listing.funding == Funding(
        mechanism="R21", institute="CA", fiscal_year=2024, amount=200000
    )
    assert [one.name for one in listing.researcher] == ["Dee Fox", "Cy Doe"]
    assert (listing.start_date, listing.updated) == ("2023-04-01", "2024-05-02")
    assert listing.sponsor is not None
    assert (listing.sponsor.name, listing.sponsor.kind) == ("Heath University", None)


@pytest.mark.parametrize(
    ("state", "country", "found"),
    [
        ("GA", None, ("Georgia", "United States")),
        ("CALIFORNIA", None, ("California", "United States")),
        ("DIST OF COL", None, ("District of Columbia", "United States")),
        ("PR", None, ("", "Puerto Rico")),
        ("SO AFR", None, ("", "South Africa")),
        ("UGANDA", None, ("", "Uganda")),
        ("ON", "CANADA", ("Ontario", "Canada")),
        ("ON", None, ("", "")),
        ("AUSTRA", None, ("", "")),
        (None, "NETHERLANDS", ("", "Netherlands")),
        (None, None, ("", "")),
    ],
)
def test_a_place_is_read_but_never_guessed(
    state: str | None, country: str | None, found: tuple[str, str]
) -> None:
    place = {"org_city": "X CITY", "org_state": state, "org_country": country}
    (site,) = _translated(organization=place).site
    assert (site.city, site.state, site.country) == ("X City", *found)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("DESCRIPTION (provided by applicant): Cells grow.", "Cells grow."),
        ("Project Summary\nCells grow.", "Cells grow."),
        ("ABSTRACT Cells grow.", "Cells grow."),
        ("\ufeff \nDESCRIPTION (provided by applicant): Abstract: Cells grow.", "Cells grow."),
        ("Abstract thinking grows.", "Abstract thinking grows."),
        ("Summary measures grow.", "Summary measures grow."),
    ],
)
def test_only_the_heading_of_the_form_is_taken_off(text: str, kept: str) -> None:
    assert _translated(abstract_text=text).description == kept


@pytest.mark.parametrize(
    "text",
    [
        "NarrativeCells grow.",
        "PROJECT NARRATIVE\r\nCells grow.",
        "RELEVANCE (See instructions): Cells grow.",
    ],
)
def test_the_heading_of_the_relevance_is_taken_off(text: str) -> None:
    assert _translated(phr_text=text).summary == "Cells grow."


def test_a_list_of_terms_in_the_wrong_column_is_no_summary() -> None:
    terms = "; ".join(f"Term {n}" for n in range(9))
    listing = _translated(phr_text=terms)
    assert listing.summary == ""
    assert "Term 8" in listing.keyword


def test_numbers_with_notes_in_them_are_taken_apart() -> None:
    number = "7R21AI900002-02 \r\n \xa0 Former Number: 1R21AI900002-01"
    listing = _translated(project_num=number, core_project_num=None, appl_id=None)
    assert listing.id == "NIH-R21AI900002"
    assert listing.other_id == ("7R21AI900002-02", "R21AI900002", "1R21AI900002-01")
    assert listing.url == ""


def test_an_unknown_award_type_is_a_warning() -> None:
    translation = SOURCE.translate(raw(award(activity_code="Q99")))
    assert [problem.where.rsplit(", ", 1)[1] for problem in translation.problems] == [
        "activity_code"
    ]


def test_intramural_research_is_sponsored_by_the_nih() -> None:
    sponsor = _translated(activity_code="ZIA", organization={"org_name": "NIH"}).sponsor
    assert sponsor is not None
    assert (sponsor.name, sponsor.kind) == ("National Institutes of Health (NIH)", SponsorKind.NIH)


def test_an_award_without_numbers_or_title_is_refused() -> None:
    with pytest.raises(RecordRefused) as refusal:
        SOURCE.translate(raw({"activity_code": "R01"}))
    assert {p.where for p in refusal.value.problems} == {
        "file.jsonl, line 7, appl_id",
        "file.jsonl, line 7, project_title",
    }


def test_a_supplement_and_an_older_year_rank_lower() -> None:
    def rank(**changes: object) -> tuple[int | str, ...]:
        return SOURCE.translate(raw(award(**changes))).rank

    newest = rank()
    assert newest > rank(fiscal_year=2023, appl_id=99999999)
    assert newest > rank(project_num="3R21CA900001-02S1", appl_id=99999999)
    assert newest > rank(project_num="5R21CA900001-02-0004", appl_id=99999999)
    assert newest > rank(appl_id=None, fiscal_year=2025)


@examples(150)
@given(st.data())
def test_hostile_awards_are_refused_or_translated_and_nothing_else(data: st.DataObject) -> None:
    listing = translated_or_refused(SOURCE, raw(damaged(data, award())))
    if listing is not None:
        assert msgspec.json.decode(msgspec.json.encode(listing), type=Listing) == listing
        assert listing.status is Status.DOES_NOT_ENROLL
