from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import RecordRefused, Severity
from index.listing.codes import Kind, Origin, Phase, ResearcherRole, Sex, SponsorKind, Status
from index.listing.model import Listing
from index.listing.parts import Contact, Funding, Site, Sponsor
from index.sources.reader import read
from index.sources.source import Raw
from index.sources.translators.listing_page.facts import stated_date
from index.sources.translators.listing_page.page import ListingPage
from tests.conftest import examples
from tests.index.sources.damage import translated_or_refused
from tests.index.sources.raw_records import PROJECT_PAGE, TRIAL_PAGE

SOURCE = ListingPage()


def _translated(text: str) -> tuple[Listing, dict[str, str]]:
    found = SOURCE.translate(Raw("page.txt", text))
    problems = {problem.where.rsplit(", ", 1)[1]: problem.what for problem in found.problems}
    return found.listing, problems


def test_a_trial_page_comes_over_whole() -> None:
    listing, problems = _translated(TRIAL_PAGE)
    assert (listing.id, listing.kind, listing.source) == (
        "NCT90000001", Kind.TRIAL, Origin.CLINICALTRIALS,
    )  # fmt: skip
    assert listing.title == "Nose drops for people with hay fever"
    assert listing.official_title == "A Randomized Trial of Larkspur Drops"
    assert listing.summary.startswith("This trial asks")
    assert listing.phase == (Phase.PHASE_1, Phase.PHASE_2)
    assert (listing.status, listing.sex) == (Status.RECRUITING, Sex.FEMALE)
    assert (listing.minimum_age, listing.maximum_age) == (0.5, 12.0)
    assert (listing.start_date, listing.enrollment) == ("2024-03", 1200)
    assert listing.sponsor == Sponsor("Heath University", SponsorKind.INDUSTRY)
    assert listing.description == "Larkspur grows in gardens.\n\nIt may help."
    assert listing.good_fit == "Children with hay fever."
    assert listing.not_a_fit == "Children with asthma."
    assert (listing.potential_benefit, listing.similar_studies) == ("Easier breathing.", "Mixed.")
    assert listing.site == (
        Site(
            facility="Heath Clinic",
            city="Athens",
            state="Georgia",
            country="United States",
            status=Status.RECRUITING,
        ),
        Site(city="Busan", country="South Korea"),
    )
    (researcher,) = listing.researcher
    assert (researcher.name, researcher.role, researcher.affiliation) == (
        "Bo Ray, MD", ResearcherRole.PRINCIPAL_INVESTIGATOR, "Heath University",
    )  # fmt: skip
    assert listing.contact == (
        Contact(name="Ann Lee", phone="555-010-0100", email="ann@example.org"),
    )
    assert listing.condition == ("Hay Fever", "Diabetes Mellitus, Type 2")
    assert listing.keyword == ("pollen",)
    assert listing.related == ("NCT90000002", "NIH-90000001")
    assert listing.reviewed == "2026-05-15"
    assert "Loose words" in problems["text"]
    assert "MoodBlue" in problems["quick facts"]
    assert "3 are announced, but 2" in problems["site"]


def test_the_defects_of_a_project_page_are_mended_and_told() -> None:
    listing, problems = _translated(PROJECT_PAGE)
    assert (listing.kind, listing.source) == (Kind.FUNDED_PROJECT, Origin.NIH_REPORTER)
    assert (listing.status, listing.phase) == (Status.DOES_NOT_ENROLL, ())
    assert listing.funding == Funding(mechanism="R21")
    assert listing.sponsor == Sponsor("Heath University")
    assert listing.site == (Site(city="Atlanta", country="United States"),)
    assert listing.url == "https://reporter.nih.gov/project-details/90000001"
    assert listing.reviewed == "2026-05-15"
    assert set(problems) == {"phase", "sponsor", "source", "good_fit", "site", "researcher"}
    assert "FUNDING" not in str(msgspec.to_builtins(listing))


@pytest.mark.parametrize(
    ("place", "site"),
    [
        ("ATLANTA, UNITED STATES", Site(city="Atlanta", country="United States")),
        ("Boston, MA", Site(city="Boston", state="Massachusetts", country="United States")),
        ("Atlanta, Georgia", Site(city="Atlanta, Georgia")),
        ("Tbilisi", Site(city="Tbilisi")),
        (
            "Heath Clinic, Troy, NY 12180, USA",
            Site(
                facility="Heath Clinic",
                city="Troy",
                state="New York",
                country="United States",
                postal_code="12180",
            ),
        ),
    ],
)
def test_a_state_or_country_is_never_guessed(place: str, site: Site) -> None:
    listing, _ = _translated(PROJECT_PAGE.replace("\n\nATLANTA, UNITED STATES", f"\n\n{place}"))
    assert listing.site == (site,)


def test_a_page_without_a_title_or_kind_is_refused() -> None:
    with pytest.raises(RecordRefused) as refusal:
        SOURCE.translate(Raw("page.txt", "Quick facts\n\nTrial IDNCT90000001"))
    assert {p.where for p in refusal.value.problems} == {
        "page.txt, NCT90000001, title",
        "page.txt, NCT90000001, kind",
    }


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-05-15 by us", "2026-05-15"), ("May 2026", "2026-05"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("2026", "2026"), ("soon", None), ("2026-02-31", None),
    ],
)  # fmt: skip
def test_dates_are_found_in_words(text: str, date: str | None) -> None:
    assert stated_date(text) == date


@examples(150)
@given(st.data())
def test_any_page_is_read_or_refused(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from([TRIAL_PAGE, PROJECT_PAGE])).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        odd = st.sampled_from(
            ["Phase" + "[" * 500, "Ages99999 years", "Phase[1, {}]", "·", " · · "]
        )
        lines[at : at + data.draw(st.integers(0, 3))] = [
            data.draw(st.one_of(st.text(max_size=30), odd, st.sampled_from(lines)))
        ]
    listing = translated_or_refused(SOURCE, Raw("page.txt", "\n".join(lines)))
    if listing is not None:
        assert msgspec.json.decode(msgspec.json.encode(listing), type=Listing) == listing


def test_the_sample_page_comes_over(shared: Path) -> None:
    (arrival,) = read(shared / "seed" / "listing-page.txt")
    assert arrival.translation is not None
    listing = arrival.translation.listing
    assert (listing.id, listing.condition) == ("NIH-11114277", ("Breast Cancer",))
    assert listing.site == (Site(city="Atlanta", country="United States"),)
    for text in (listing.summary, listing.description, listing.good_fit, listing.not_a_fit,
                 listing.potential_benefit, listing.similar_studies):  # fmt: skip
        assert len(text) > 80
    assert len(arrival.translation.problems) == 7


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Yes", True), ("Accepted", True), ("accepts healthy volunteers", True), ("No", False),
        ("Not accepted", False), ("Does not accept healthy volunteers", False),
    ],
)  # fmt: skip
def test_healthy_volunteers_are_told_by_known_words(said: str, meant: bool) -> None:
    page = TRIAL_PAGE.replace("MoodBlue", f"Healthy volunteers: {said}")
    listing, problems = _translated(page)
    assert listing.healthy_volunteers is meant
    assert "healthy_volunteers" not in problems


@pytest.mark.parametrize("said", ["Not stated", "Unknown", "N/A", "Accepted by some sites"])
def test_other_words_about_healthy_volunteers_say_nothing(said: str) -> None:
    listing, problems = _translated(TRIAL_PAGE.replace("MoodBlue", f"Healthy volunteers: {said}"))
    assert listing.healthy_volunteers is None
    assert said in problems["healthy_volunteers"]


def test_ages_that_are_not_sure_are_left_out_and_told() -> None:
    listing, problems = _translated(TRIAL_PAGE.replace("6 months to 12 years", "17 or so"))
    assert (listing.minimum_age, listing.maximum_age) == (None, None)
    assert "17 or so" in problems["age"]
    listing, problems = _translated(TRIAL_PAGE.replace("6 months to 12 years", "70 to 20 years"))
    assert (listing.minimum_age, listing.maximum_age) == (None, None)
    assert "both left out" in problems["minimum_age"]
    listing, _ = _translated(TRIAL_PAGE.replace("6 months to 12 years", "17 years and under"))
    assert (listing.minimum_age, listing.maximum_age) == (None, 17.0)


def test_a_funded_project_is_never_recruiting_whatever_the_page_says() -> None:
    said = TRIAL_PAGE.replace("typeInterventional", "type Funded project")
    for page in (said, PROJECT_PAGE.replace("SponsorHEATH", "StatusRecruiting\nSponsorHEATH")):
        listing, problems = _translated(page)
        assert (listing.kind, listing.status) == (Kind.FUNDED_PROJECT, Status.DOES_NOT_ENROLL)
        assert {site.status for site in listing.site} == {None}
        assert "enrolls nobody" in problems["status"]
    _, problems = _translated(said)
    assert "site[1].status" in problems


def test_a_study_does_not_say_that_it_enrolls_nobody() -> None:
    words = Status.DOES_NOT_ENROLL.words
    page = TRIAL_PAGE.replace("· Recruiting ·", "·").replace("StatusRecruiting", f"Status{words}")
    listing, problems = _translated(page)
    assert (listing.kind, listing.status) == (Kind.TRIAL, None)
    assert "left out" in problems["status"]


def test_the_warnings_of_a_refused_page_come_along() -> None:
    page = "Title\n\nQuick facts\n\nMoodBlue\nTrial IDNCT90000001\n\nWhy it matters\n\nLoose."
    with pytest.raises(RecordRefused) as refusal:
        SOURCE.translate(Raw("page.txt", page))
    assert {(p.where.rsplit(", ", 1)[1], p.severity) for p in refusal.value.problems} == {
        ("kind", Severity.ERROR),
        ("quick facts", Severity.WARNING),
        ("text", Severity.WARNING),
    }
