"""The pages and the API over a published index: what the searcher in memory cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from flask.testing import FlaskClient

from index.reference.vocabulary.concepts import SourceName
from search.results.api_json import Answer
from search.searcher.searcher import Searcher
from tests.compiled_vocabularies import compiled, entry
from tests.conftest import listing, publish_into
from tests.web.listings import DAY, LISTINGS, TRIAL
from tests.web.page import page_of, words
from web import create_app

MENTIONING = listing(
    "NCT01000077",
    title="The study after the first one",
    summary="This study goes on from NCT00000009, which is not listed here.",
    condition=["HIV/AIDS"],
    status="completed",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_into(tmp_path_factory.mktemp("home"), (*LISTINGS, MENTIONING))


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[FlaskClient]:
    with create_app(home, Searcher(home, today=lambda: DAY)).test_client() as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/about",
        "/search",
        "/search?q=asthma&status=completed&place=United+States%2FGeorgia",
        "/search?q=sleep&size=10&page=3",
        "/search?q=inhaler+zebra",
        "/search?q=inhaler&status=completed&sex=female",
        "/search?q=asthma&near=30308&within=25&sort=distance&status=recruiting",
        "/search?q=sleep+in+France",
        "/search?q=asthma&near=Portland&within=-1",
        "/search/facet/place?q=asthma",
        "/search/facet/place?q=sleep+in+France",
        "/places",
        "/places/united-states",
        "/places/united-states/georgia",
        "/places/japan",
        "/search/facet/condition?find=hiv",
        "/listing/NCT01000005",
        "/listing/NCT01000004",
        "/listing/SAMPLE-1",
    ],
)
def test_every_page_is_well_formed(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    said = words(page_of(response).visible)
    assert "Not medical advice." in said
    assert "None" not in said
    assert "not-stated" not in said


def test_the_home_page_leads_to_what_is_there(client: FlaskClient) -> None:
    page = page_of(client.get("/"))
    assert f"Browse {len(LISTINGS) + 1} listings" in words(page.visible)
    for link in ("/search?place=France", "/search?condition=asthma", "/search?kind=trial"):
        assert link in page.links
        assert client.get(link).status_code == 200


def test_results_stand_beside_their_facets(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=asthma"))
    said = words(page.visible)
    assert "4 listings for “asthma”" in said
    assert "Does not enroll participants" in said
    for link in [link for link in page.links if link.startswith("/search?q=asthma&status=")]:
        assert "No listings match" not in client.get(link).get_data(as_text=True)


@pytest.mark.parametrize("typed", ["NCT01000002", "nct01000002", "NIH-9000001"])
def test_an_id_goes_to_its_record(client: FlaskClient, typed: str) -> None:
    response = client.get("/search", query_string={"q": typed})
    assert response.status_code == 303
    assert client.get(response.headers["Location"]).status_code == 200


def test_an_id_that_is_not_held_leads_to_no_other_record(client: FlaskClient) -> None:
    response = client.get("/search?q=NCT00000009")
    assert response.status_code == 200
    page = page_of(response)
    assert "/listing/NCT01000077" in page.links
    assert "all of your words" not in page.visible


def test_an_id_that_nobody_mentions_matches_nothing(client: FlaskClient) -> None:
    assert "No listings match" in page_of(client.get("/search?q=NCT00000001")).visible
    assert client.get("/listing/NCT00000001").status_code == 404


def test_a_place_in_the_question_is_told_counted_and_taken_back(client: FlaskClient) -> None:
    page = page_of(client.get("/search?q=sleep+in+France"))
    said = words(page.visible)
    assert "45 listings for “sleep” in France" in said
    assert "Read as: in France · take it as words: “in France”" in said
    label = "France, 45 listings, chosen; remove this filter"
    (chosen,) = page.having("a", aria_current="true", aria_label=label)
    assert chosen["href"] == "/search?q=sleep+in+France&words=in+France"
    assert "Read as:" not in words(page_of(client.get(chosen["href"])).visible)


def test_the_pages_of_places_count_what_their_links_find(client: FlaskClient) -> None:
    said = words(page_of(client.get("/places/united-states/georgia")).visible)
    assert "4 listings in Georgia. Of these, 1 clinical trial is recruiting at a site there" in said
    found = page_of(
        client.get("/search?kind=trial&status=recruiting&place=United+States%2FGeorgia")
    )
    assert "1 listing in Georgia" in words(found.visible)


def test_the_values_of_a_facet_can_be_found(client: FlaskClient) -> None:
    said = words(page_of(client.get("/search/facet/condition?find=aids")).visible)
    assert "1 value with “aids”" in said
    assert "HIV/AIDS" in said


def test_the_api_answers_in_its_own_shape(client: FlaskClient, home: Path) -> None:
    answer = msgspec.json.decode(client.get("/api/v1/search?q=inhaler").data, type=Answer)
    assert [hit.id for hit in answer.hits] == [TRIAL.id]
    record = client.get(f"/api/v1/listings/{TRIAL.id}").json
    assert record is not None
    assert record["listing"]["title"] == TRIAL.title
    assert record["stamp"] == answer.stamp == Searcher(home).status().stamp


def test_a_funded_project_never_recruits(client: FlaskClient) -> None:
    for path in ("/search?q=epigenetic", "/listing/NIH-10000001"):
        main = client.get(path).get_data(as_text=True).partition("<main")[2]
        assert "Does not enroll participants" in main
        assert "status-open" not in main
    body = client.get("/api/v1/search?q=epigenetic").json
    assert body is not None
    assert [hit["status"] for hit in body["hits"]] == ["does-not-enroll"]


def test_a_vocabulary_that_is_damaged_after_opening_costs_what_needs_it_alone(
    tmp_path: Path,
) -> None:
    names = (entry(SourceName.MESH, f"syndrome of doctor number {n}") for n in range(500))
    vocabulary = compiled(tmp_path, *names, entry(SourceName.MESH, "Asthma"))
    home = tmp_path / "home"
    publish_into(home, LISTINGS[:3], vocabulary)
    client = create_app(home, Searcher(home, today=lambda: DAY)).test_client()
    assert client.get("/health").status_code == 200
    path = next(home.glob("index/*/vocabulary.sqlite"))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    response = client.get("/search?q=syndrome+of+doctor+number+7")
    assert response.status_code == 503
    assert "Search is not available just now" in words(page_of(response).visible)
    assert client.get("/api/v1/search?q=syndrome+of+doctor+number+8").status_code == 503
    sources = client.get("/sources")
    assert sources.status_code == 200
    assert "Version" in words(page_of(sources).visible)
