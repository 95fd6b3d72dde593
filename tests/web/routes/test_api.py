from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from index.listing.model import Listing
from index.reference.places.gazetteer import Gazetteer
from search.request.parameters import PARAMETERS
from search.results.api_json import Answer
from search.results.records import Record
from search.searcher.searcher import Searcher
from tests.conftest import listing, publish_into
from tests.in_memory import Recorded
from tests.web.conftest import ClientOf
from tests.web.furnished import AGED, FURNISHED, STOPPED
from tests.web.listings import DAY, LISTINGS
from web import create_app


def _json(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.mimetype == "application/json"
    return response.json


def test_the_api_answers_in_the_shape_it_describes(client: FlaskClient, stamp: str) -> None:
    raw = client.get("/api/v1/search?q=asthma&status=recruiting").data
    answer = msgspec.json.decode(raw, type=Answer)
    assert answer.total == 1
    assert answer.stamp == stamp
    assert (answer.page, answer.size) == (1, 20)
    statuses = {value.value: value for value in answer.facets["status"]}
    assert statuses["recruiting"].chosen
    assert statuses["completed"].count == 1
    assert answer.facets_more["condition"] == 0


def test_what_is_close_and_what_would_find_more_is_in_the_answer(client: FlaskClient) -> None:
    close = _json(client, "/api/v1/search?q=asthma+inhaler")
    assert [hit["matches"] for hit in close["hits"]] == [True, False, False, False]
    assert (close["total"], close["beyond"], close["ways_out"]) == (1, 3, [])
    assert close["facets"]["kind"][0]["count"] == 1, "facets count matches alone"
    relaxed = _json(client, "/api/v1/search?q=inhaler+zebra")
    assert relaxed["relaxed"]
    (way,) = relaxed["ways_out"]
    assert way == {"words": "Without “zebra”", "query": "q=inhaler", "total": 1}
    assert _json(client, f"/api/v1/search?{way['query']}")["total"] == way["total"]


def test_the_api_and_the_pages_count_alike(client: FlaskClient) -> None:
    total = _json(client, "/api/v1/search?q=sleep")["total"]
    assert f"{total} listings for “sleep”" in client.get("/search?q=sleep").get_data(as_text=True)


def test_a_funded_project_is_never_recruiting_in_an_answer(client: FlaskClient) -> None:
    (hit,) = _json(client, "/api/v1/search?q=epigenetic")["hits"]
    assert hit["status"] == "does-not-enroll"
    assert hit["kind_label"] == "Funded research project"


@pytest.mark.parametrize("listing", LISTINGS[:7], ids=lambda listing: str(listing.id))
def test_a_listing_comes_back_whole(client: FlaskClient, listing: Listing, stamp: str) -> None:
    body = _json(client, f"/api/v1/listings/{listing.id}")
    assert msgspec.convert(body["listing"], Listing) == listing
    assert body["stamp"] == stamp
    assert body["day"] == DAY.isoformat()
    assert len(body["site_standing"]) == len(listing.site)


def test_an_answer_says_what_a_record_states_and_what_that_means_on_the_day(
    client_of: ClientOf,
) -> None:
    client = client_of(FURNISHED)
    aged = AGED["not confirmed for two years"]
    standing = _json(client, f"/api/v1/listings/{aged.id}")["standing"]
    assert (standing["status"], standing["stated_status"]) == ("may-have-closed", "recruiting")
    hits = {hit["id"]: hit for hit in _json(client, "/api/v1/search?size=50")["hits"]}
    assert hits[aged.id]["status"] == "may-have-closed"
    assert hits[STOPPED.id]["why_stopped"] == STOPPED.why_stopped
    assert hits[STOPPED.id]["results_posted"] == "2023-12-06"


def test_an_earlier_id_leads_to_the_present_one(client: FlaskClient) -> None:
    response = client.get("/api/v1/listings/NIH-9000001")
    assert response.status_code == 301
    assert response.headers["Location"] == "/api/v1/listings/NIH-10000001"


def test_a_listing_and_its_stamp_come_from_one_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish_into(tmp_path / "home", [listing("T1", title="The old title")])
    old = Searcher(home).status().stamp
    client = create_app(home).test_client()
    read = Searcher.listing

    def read_and_publish(searcher: Searcher, id: str) -> Listing | None:  # noqa: A002
        found = read(searcher, id)
        publish_into(home, [listing("T1", title="The new title")])
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Searcher, "listing", read_and_publish)
        body = _json(client, "/api/v1/listings/T1")
    assert (body["listing"]["title"], body["stamp"]) == ("The old title", old)
    body = _json(client, "/api/v1/listings/T1")
    assert (body["listing"]["title"], body["stamp"]) == (
        "The new title",
        Searcher(home).status().stamp,
    )
    assert body["stamp"] != old


def test_the_record_is_described_as_it_is_declared(client: FlaskClient) -> None:
    described = _json(client, "/api/v1/openapi.json")["components"]["schemas"]["Record"]
    assert set(described["properties"]) == set(Record.__struct_fields__)
    assert set(described["required"]) == set(Record.__struct_fields__)


def test_the_description_is_valid_openapi(client: FlaskClient) -> None:
    description = _json(client, "/api/v1/openapi.json")
    assert description["openapi"].startswith("3.1")
    validate(description)


def test_the_description_holds_every_parameter_and_field(client: FlaskClient) -> None:
    description = _json(client, "/api/v1/openapi.json")
    described = description["paths"]["/api/v1/search"]["get"]["parameters"]
    assert [parameter["name"] for parameter in described] == [one.name for one in PARAMETERS]
    fields = description["components"]["schemas"]["Listing"]["properties"]
    assert set(fields) == set(Listing.__struct_fields__)


def test_every_described_address_answers(client: FlaskClient) -> None:
    for path in _json(client, "/api/v1/openapi.json")["paths"]:
        assert client.get(path.replace("{id}", LISTINGS[0].id)).status_code == 200


def test_answers_hold_to_their_schema(client: FlaskClient) -> None:
    description = _json(client, "/api/v1/openapi.json")
    for path, name in (
        ("/api/v1/search?q=asthma", "Answer"),
        ("/api/v1/listings/NCT01000001", "Record"),
        ("/api/v1/search?colour=1", "ApiProblems"),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
        OAS31Validator(schema).validate(_json(client, path))


def test_places_are_described_and_hold_to_their_schema(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    sites = [{"city": "Atlanta", "state": "Georgia", "country": "United States"}]
    studies = [gazetteer.located(listing("T1", title="Asthma", site=sites))]
    client = create_app(publish_into(tmp_path / "home", studies)).test_client()
    description = _json(client, "/api/v1/openapi.json")
    schema = {"$ref": "#/components/schemas/Answer", "components": description["components"]}
    for question in (
        "q=asthma+near+30322", "q=asthma+in+Georgia", "near=Portland", "near=00000&q=asthma",
        "near=Atlanta&within=-1", "q=asthma+in+Georgia&words=in+Georgia&sort=distance",
    ):  # fmt: skip
        OAS31Validator(schema).validate(_json(client, f"/api/v1/search?{question}"))
    (hit,) = _json(client, "/api/v1/search?q=asthma+near+30322")["hits"]
    assert hit["near"]["words"] == "1 site, 1 within 50 miles; nearest: Atlanta (5 miles)"
    found = _json(client, "/api/v1/search?q=asthma+in+Georgia")
    place = next(one for one in found["reading"]["clauses"] if one["kind"] == "place")
    assert (place["meant"], found["total"]) == ("Georgia, United States", 1)


def test_what_is_typed_is_completed(client: FlaskClient, searcher: Recorded) -> None:
    answer = _json(client, "/api/v1/complete?q=asth")
    assert answer["suggestions"][0] == {
        "text": "Asthma",
        "name": "Asthma",
        "kind": "condition",
        "kind_label": "Condition",
        "listings": 3,
    }
    (georgia,) = [one for one in _suggested(client, "georg") if one["kind"] == "place"][:1]
    assert georgia["text"] == f"in {georgia['name']}"
    assert searcher.typed == ["asth", "georg"]


def _suggested(client: FlaskClient, typed: str) -> Any:
    return client.get("/api/v1/complete", query_string={"q": typed}).get_json()["suggestions"]


@pytest.mark.parametrize("typed", ["", "a", "\U0001f637", "%", "no such name"])
def test_what_nothing_begins_with_is_completed_by_nothing(client: FlaskClient, typed: str) -> None:
    assert _suggested(client, typed) == []


def test_completions_are_kept_in_no_cache(client: FlaskClient) -> None:
    assert client.get("/api/v1/complete?q=asth").headers["Cache-Control"] == "private, no-store"


def test_what_cannot_be_completed_is_refused_in_sentences(client: FlaskClient) -> None:
    response = client.get("/api/v1/complete", query_string={"q": "x" * 101, "colour": "red"})
    assert response.status_code == 400
    assert {one["where"]: one["what"] for one in response.get_json()["problems"]} == {
        "colour": "is not a parameter here; give q.",
        "q": "is 101 characters long; use at most 100.",
    }
