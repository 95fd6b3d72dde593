from __future__ import annotations

import msgspec
import pytest
from flask.testing import FlaskClient

from index.listing.codes import Status
from index.listing.parts import Site
from search.request.request import SearchRequest
from tests.in_memory import Recorded
from tests.web.conftest import ClientOf
from tests.web.listings import FUNDED, OBSERVATIONAL, TRIAL
from tests.web.page import page_of, words

PLACE_PAGES = ("/places", "/places/united-states", "/places/united-states/georgia", "/places/japan")


@pytest.mark.parametrize("path", PLACE_PAGES)
def test_a_page_of_a_place_names_its_own_address_and_sets_robots_no_bounds(
    client: FlaskClient, path: str
) -> None:
    page = page_of(client.get(path))
    assert page.having("link", rel="canonical", href=path)
    assert not page.having("meta", name="robots")


def test_the_map_and_the_countries_count_what_a_search_finds(
    client: FlaskClient, searcher: Recorded
) -> None:
    page = page_of(client.get("/places"))
    there = SearchRequest().with_value("place", "United States/Georgia")
    total = searcher.search(there).total
    (tile,) = page.having("a", aria_label=f"Georgia: {total} listings")
    assert tile["href"] == "/search?place=United+States%2FGeorgia"
    said = words(page.visible)
    assert f"Georgia {total} listings in Georgia" in said, "the same in a table"
    assert "France 46 listings in France" in said
    assert "Wyoming: no listings" in said
    assert "For some listings no place is known: Not stated (1)" in said
    for link in ("/places/united-states", "/places/france", "/places/united-states/georgia"):
        assert link in page.links


def test_countries_stand_by_how_many_listings_they_have(client: FlaskClient) -> None:
    page = page_of(client.get("/places"))
    countries = [link for link in page.links if link.startswith("/places/")][-6:]
    assert countries[:2] == ["/places/france", "/places/united-states"]


def test_a_country_says_what_is_there(client: FlaskClient) -> None:
    page = page_of(client.get("/places/united-states"))
    said = words(page.visible)
    assert "Research in the United States" in said
    assert "5 listings in the United States. Of these, 2 clinical trials are recruiting at" in said
    assert "/search?kind=trial&status=recruiting&place=United+States" in page.links
    assert "Asthma (3)" in said
    assert "Atlanta, Georgia (3)" in said
    assert "/search?place=United+States&condition=asthma" in page.links
    assert "/search?place=United+States%2FGeorgia%2FAtlanta" in page.links
    assert page.having("ul", class_="tiles")


def test_a_state_says_what_is_there(client: FlaskClient) -> None:
    page = page_of(client.get("/places/united-states/georgia"))
    said = words(page.visible)
    assert "4 listings in Georgia. Of these, 1 clinical trial is recruiting at a site there" in said
    assert "Atlanta (3) Savannah (1)" in said
    assert "Funded research project (1)" in said
    assert "/places/united-states" in page.links
    assert not page.having("ul", class_="tiles")


def test_what_recruits_elsewhere_does_not_recruit_here(
    client: FlaskClient, client_of: ClientOf
) -> None:
    assert "No clinical trial is recruiting" in words(page_of(client.get("/places/canada")).visible)
    closed = Site(city="Macon", state="Georgia", country="United States", status=Status.COMPLETED)
    open_ = Site(city="Waco", state="Texas", country="United States", status=Status.RECRUITING)
    client = client_of([msgspec.structs.replace(TRIAL, site=(closed, open_))])
    for state, recruits in (("georgia", False), ("texas", True)):
        said = words(page_of(client.get(f"/places/united-states/{state}")).visible)
        assert ("1 clinical trial is recruiting" in said) is recruits


def test_a_funded_project_is_never_called_recruiting(client_of: ClientOf) -> None:
    client = client_of([FUNDED, OBSERVATIONAL])
    for path in ("/places/united-states", "/places/united-states/georgia"):
        assert "No clinical trial is recruiting" in words(page_of(client.get(path)).visible)


@pytest.mark.parametrize(
    "path",
    [
        "/places/atlantis",
        "/places/not-stated",
        "/places/united-states/atlantis",
        "/places/france/georgia",
        "/places/france/paris",
        "/places/---",
        "/places/united-states/georgia/atlanta",
    ],
)
def test_a_place_without_listings_has_no_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    page_of(response)


@pytest.mark.parametrize(
    "path", ["/places/United%20States/GEORGIA", "/places/United_States/Georgia"]
)
def test_another_spelling_leads_to_the_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (
        301,
        "/places/united-states/georgia",
    )


def test_a_site_without_listings_still_has_the_page(client_of: ClientOf) -> None:
    client = client_of([])
    assert "No listing states a place." in words(page_of(client.get("/places")).visible)


@pytest.mark.parametrize("path", ["/", "/about", "/search?q=asthma"])
def test_every_page_leads_to_the_places(client: FlaskClient, path: str) -> None:
    assert "/places" in page_of(client.get(path)).links
