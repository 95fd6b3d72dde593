from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from flask.testing import FlaskClient

from index.listing.model import Listing
from index.listing.parts import Place, Site
from index.reference.places.gazetteer import Gazetteer
from search.searcher.searcher import Searcher
from tests.in_memory import served_in_memory
from tests.web.conftest import ClientOf
from tests.web.furnished import AGED, CENTER, FURNISHED, GRANT, PEOPLED, STOPPED
from tests.web.listings import DAY, FUNDED, SAMPLE, TRIAL
from tests.web.page import page_of, words
from web import create_app
from web.views.listing.sites import site_groups


def text_of(client: FlaskClient, path: str) -> str:
    return words(page_of(client.get(path)).visible)


def test_a_trial_page_has_every_section(client: FlaskClient) -> None:
    said = text_of(client, f"/listing/{TRIAL.id}")
    for expected in (
        TRIAL.title,
        TRIAL.official_title,
        "Clinical trial · Northfield Therapeutics · NCT01000001",
        TRIAL.summary,
        "Quick facts",
        "Phase 2: does it work? Phase 3: is it better than what we have?",
        "Looking for participants, confirmed within a year.",
        "All sexes",
        "6 months to 17 years",
        "Healthy volunteers Not accepted",
        "Participants 1,240",
        "Northfield Therapeutics (Company)",
        "Collaborators Peachtree University",
        "4 sites in 3 countries",
        "Start September 4, 2023",
        "End 2026",
        "NCT01000001 on ClinicalTrials.gov",
        "What this research studies",
        "Brevacort inhaler (drug)",
        "Who can take part",
        "Good fit",
        "Not a fit",
        "Where this research is happening",
        "Peachtree Lung Center Atlanta, Georgia 30308 Recruiting",
        "Toronto, Ontario, Canada Completed",
        "Researchers",
        "Ada Winter Principal investigator Peachtree University",
        "Contacts",
        "Study office Phone: 555-0100 Email: office@example.org",
        "Conditions",
        "Keywords",
        "Related",
        "About this research",
        "View the official record on ClinicalTrials.gov",
        "Last updated by the source March 2024",
    ):
        assert expected in said, expected
    assert "Last reviewed by our editors" not in said
    assert "does not enroll" not in said.lower()


def test_a_trial_page_links_safely(client: FlaskClient) -> None:
    page = page_of(client.get(f"/listing/{TRIAL.id}"))
    official = page.having("a", href=TRIAL.url)
    assert official
    assert all(link["rel"] == "noopener noreferrer" for link in official)
    assert "/search?q=Asthma" in page.links
    assert "/search?q=%22Wheezing+in+Children%22" in page.links
    assert "/listing/NCT01000002" in page.links
    assert "/listing/NCT09999999" not in page.links


def test_criteria_become_real_lists(client: FlaskClient) -> None:
    html = client.get(f"/listing/{TRIAL.id}").get_data(as_text=True)
    assert "<li>Ages 6 months to 17 years</li>" in html
    assert "<li>a diary kept daily</li>" in html
    assert "- Ages" not in html


def test_what_is_not_stated_is_said_to_be_not_stated(client: FlaskClient) -> None:
    said = text_of(client, "/listing/NCT01000003")
    for label in ("Phase", "Sex", "Ages", "Healthy volunteers", "Participants", "Sponsor", "End"):
        assert f"{label} Not stated" in said, label
    assert "This record names no researchers." in said
    assert "Sponsor not stated" in said


def test_a_funded_project_never_shows_that_it_recruits(client: FlaskClient) -> None:
    response = client.get(f"/listing/{FUNDED.id}")
    said = words(page_of(response).visible)
    assert "recruiting" not in response.get_data(as_text=True).casefold()
    assert said.count("not a trial to join") == 2
    for expected in (
        "This project does not enroll participants and is not a trial to join.",
        "This is a funded research project. It does not enroll participants",
        "Early-stage research grant",
        "National Heart, Lung, and Blood Institute",
        "$412,500 in fiscal year 2024",
        "NIH-9000001",
        "Who could benefit from this research",
        "Not stated",
        "View the official record on NIH RePORTER",
        "Last reviewed by our editors May 15, 2024",
    ):
        assert expected in said, expected
    assert "R21 " not in said
    assert "Good fit" not in said


def test_a_funded_project_among_results_is_not_recruiting(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=epigenetic"))
    statuses = [a["class"] for tag, a in page.elements if "badge status" in a.get("class", "")]
    assert statuses == ["badge status status-none"]


def test_a_made_up_sample_says_so_and_links_nowhere(client: FlaskClient) -> None:
    page = page_of(client.get(f"/listing/{SAMPLE.id}"))
    said = words(page.visible)
    assert "This is a sample listing, written to show how listings look." in said
    assert "It is not a real study." in said
    assert not any(link.startswith("https:") for link in page.links)
    assert page.having("meta", name="robots", content="noindex")


def test_fourteen_hundred_sites_stay_readable(client: FlaskClient) -> None:
    response = client.get("/listing/NCT01000005")
    page = page_of(response)
    said = words(page.visible)
    assert "1,400 sites in 2 countries" in said
    assert "United States 1,260 sites, 700 recruiting" in said
    assert "Japan 140 sites" in said
    assert "State not stated" not in said
    assert page.html.count('<li><span class="site-place">') == 1_400
    # Two countries, and in one of them 45 states.
    assert len(page.having("details", class_="site-group")) == 2 + 45
    assert len(response.data) < 400_000


def test_what_a_source_does_not_say_of_a_place_is_said_to_be_inferred(client: FlaskClient) -> None:
    said = words(page_of(client.get("/listing/SAMPLE-1")).visible)
    assert "Riverside Gym Savannah, Georgia (state inferred from the city)" in said
    assert "München, Bavaria, Germany (listed under Munich; region inferred from the city)" in said
    assert "2 sites in 2 countries" in said


def test_sites_are_grouped_by_where_they_are_counted() -> None:
    seoul = Place(country="South Korea", state="Seoul", city="Seoul")
    sites = [
        Site(facility=f"Clinic {number}", city="Seoul", country=country, place=seoul)
        for number in range(10)
        for country in ("Korea, Republic of", "Republic of Korea")
    ]
    (group,) = site_groups(msgspec.structs.replace(TRIAL, site=tuple(sites)), DAY)
    assert (group.name, group.count) == ("South Korea", 20)


@pytest.fixture
def furnished(client_of: ClientOf) -> FlaskClient:
    """The site over listings that state all that a record can."""
    return client_of(FURNISHED)


@pytest.mark.parametrize("listing", FURNISHED, ids=lambda one: one.id)
def test_every_fact_is_in_words_and_nothing_comes_from_elsewhere(
    furnished: FlaskClient, listing: Listing
) -> None:
    response = furnished.get(f"/listing/{listing.id}")
    assert response.status_code == 200
    page = page_of(response)
    for code in ("None", "estimated", "actual", "ESTIMATED", "sham-comparator", "tuple", "[", "{'"):
        assert code not in words(page.visible), code
    outward = [a for tag, a in page.elements if tag == "a" and a["href"].startswith("http")]
    assert all(one.get("rel") == "noopener noreferrer" for one in outward)
    assert not [a for tag, a in page.elements if tag in {"img", "iframe"}]


def test_a_stopped_study_says_why_and_where_its_results_are_before_all_else(
    furnished: FlaskClient,
) -> None:
    page = page_of(furnished.get(f"/listing/{STOPPED.id}"))
    said = words(page.visible)
    why = said.index("Stopped early: the sponsor’s reason is “Fewer people took part")
    results = said.index("Results were posted on December 6, 2023.")
    assert why < results < said.index(STOPPED.summary) < said.index("Quick facts")
    assert "https://clinicaltrials.gov/study/NCT03000001?tab=results" in page.links
    for expected in (
        "Our copy is 40 days old: the official record may be newer.",
        "Cooled (Tests the treatment) Given: Cooling vest The vest is worn for an hour",
        "Not cooled (Gets a sham procedure or device) Given: Vest without packs",
        "Tiredness When: Before, and after 12 weeks of wear",
        "This study no longer takes participants.",
        "Documents Study protocol and analysis plan, June 2, 2021",
        "Reports of its results Lindqvist R. Cooling in multiple sclerosis.",
    ):
        assert expected in said, expected
    assert "https://pubmed.ncbi.nlm.nih.gov/99999999/" in page.links


def test_contacts_stand_at_their_sites_and_can_be_dialled(furnished: FlaskClient) -> None:
    page = page_of(furnished.get(f"/listing/{PEOPLED.id}"))
    said = words(page.visible)
    assert "3 contacts at Harbor Hospital Theo Marchetti Principal investigator" in said
    assert "617-555-0171 ext. 12" in said
    assert "tel:6175550171;ext=12" in page.links
    assert "tel:+33465550100" in page.links
    assert "Night desk 617-555-0173 or 617-555-0174" in said
    assert "This site no longer takes participants." in said
    assert "Contacts are given at the sites" in said


def test_a_trial_and_the_project_that_pays_for_it_lead_to_each_other(
    furnished: FlaskClient,
) -> None:
    trial = page_of(furnished.get(f"/listing/{PEOPLED.id}"))
    assert f"/listing/{GRANT.id}" in trial.links
    assert "/listing/NIH-13009999" not in trial.links
    assert "Paid for by Movement after joint surgery" in words(trial.visible)
    assert "This project does not enroll people." in words(trial.visible)
    project = page_of(furnished.get(f"/listing/{GRANT.id}"))
    said = words(project.visible)
    assert "Trials that this project pays for Earlier walking after a new hip Recruiting" in said
    assert "/listing/NCT09999998" not in project.links
    assert "Related" not in said


def test_many_subprojects_are_folded_and_lead_back(furnished: FlaskClient) -> None:
    center = page_of(furnished.get(f"/listing/{CENTER.id}"))
    assert "and 3 more" in words(center.visible)
    assert sum(link.startswith("/listing/NIH-1300010") for link in center.links) == 8
    part = page_of(furnished.get("/listing/NIH-13000100"))
    assert f"/listing/{CENTER.id}" in part.links
    assert "Part of A center for healthy joints" in words(part.visible)


@pytest.mark.parametrize("row", AGED)
def test_only_what_recruits_on_the_day_is_said_to_recruit(furnished: FlaskClient, row: str) -> None:
    listing = AGED[row]
    page = page_of(furnished.get(f"/listing/{listing.id}"))
    said = words(page.visible)
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.html)
    assert data is not None
    assert ("schema.org/Recruiting" in data[1]) == (row == "recruits")
    assert ("It is recruiting participants." in said) == (row == "recruits")
    assert said.count("the registry’s own rule") == 1


def test_a_page_says_the_status_of_the_day_that_is_asked(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    served = served_in_memory(FURNISHED, gazetteer, tmp_path)
    days = iter([date(2024, 3, 11), date(2026, 3, 11)])
    client = create_app(tmp_path, Searcher.over(served, lambda: next(days))).test_client()
    path = f"/listing/{AGED['recruits'].id}"
    # Both the page and the data for search engines ask for the day, once.
    assert "It is recruiting participants." in client.get(path).get_data(as_text=True)
    later = client.get(path)
    assert "May have closed: said recruiting in January 2024" in later.get_data(as_text=True)
    assert "schema.org/Recruiting" not in later.get_data(as_text=True)
    assert "no-store" in later.headers["Cache-Control"]
