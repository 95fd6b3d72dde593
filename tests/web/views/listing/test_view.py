from __future__ import annotations

import msgspec
from flask.testing import FlaskClient

from index.listing.parts import Place, Site
from tests.web.listings import DAY, FUNDED, SAMPLE, TRIAL
from tests.web.page import page_of, words
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
