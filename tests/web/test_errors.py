from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.errors import EngineUnavailable
from search.request.request import SearchRequest
from search.results.results import Results, ServiceStatus
from search.searcher.serving import Served
from tests.in_memory import Recorded
from tests.web.page import page_of, words
from web import create_app


class Unavailable(Recorded):
    def search(self, request: SearchRequest) -> Results:
        raise EngineUnavailable("Run: listings rebuild")

    def status(self) -> ServiceStatus:
        raise EngineUnavailable("Run: listings rebuild")


class Broken(Recorded):
    def search(self, request: SearchRequest) -> Results:
        try:
            raise KeyError(f"inside: {request.text}")
        except KeyError as error:
            raise ValueError(f"asked: {request.text}") from error

    def status(self) -> ServiceStatus:
        raise ValueError("also broken")


@pytest.fixture
def unavailable(tmp_path: Path, served: Served) -> FlaskClient:
    return create_app(tmp_path, Unavailable.over(served)).test_client()


@pytest.fixture
def broken(tmp_path: Path, served: Served) -> FlaskClient:
    return create_app(tmp_path, Broken.over(served)).test_client()


def test_every_wrong_parameter_is_named_at_once(client: FlaskClient) -> None:
    response = client.get("/search?colour=red&page=x&q=asthma")
    page = page_of(response)
    said = words(page.visible)
    assert response.status_code == 400
    assert "“colour” is not a search parameter." in said
    assert "“Page” must be a whole number, not “x”." in said
    assert page.having("input", name="q", value="asthma")


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        ("status=open", "“Status” does not know “open”; it can be: Recruiting;", "not-yet"),
        ("age_group=old", "“Age” does not know “old”; it can be:", "older-adult"),
        ("kind=x", "Funded research project;", "funded-project"),
        ("sort=best", "“Sort by” does not know “best”; it can be: Best match;", "start_date"),
        ("xyzzy=1", "Listings can be narrowed by: Kind of record; Status;", "age_group"),
        ("agegroup=1", "Did you mean age_group, for “Age”?", "Known:"),
    ],
)
def test_a_page_names_choices_in_words_where_the_api_gives_codes(
    client: FlaskClient, args: str, said: str, code: str
) -> None:
    page = words(page_of(client.get(f"/search?{args}")).visible)
    assert said in page
    assert code not in page
    if code != "Known:":
        assert code in client.get(f"/api/v1/search?{args}").get_data(as_text=True)


def test_the_api_names_every_wrong_parameter(client: FlaskClient) -> None:
    response = client.get("/api/v1/search?colour=red&page=x")
    assert response.status_code == 400
    assert response.json is not None
    assert [problem["where"] for problem in response.json["problems"]] == ["colour", "page"]


def test_a_hostile_parameter_name_is_only_text(client: FlaskClient) -> None:
    response = client.get("/search?%3Cscript%3Ealert(1)%3C/script%3E=1")
    assert b"<script>alert" not in response.data
    page_of(response)


@pytest.mark.parametrize(
    ("path", "code"), [("/nowhere", 404), ("/api/nowhere", 404), ("/api/v1/listings/x", 404)]
)
def test_what_is_not_there_is_said_in_a_sentence(client: FlaskClient, path: str, code: int) -> None:
    response = client.get(path)
    assert response.status_code == code
    if path.startswith("/api"):
        assert response.json is not None
        assert response.json["problems"][0]["what"].endswith(".")
    else:
        assert "There is no page here" in page_of(response).visible


def test_a_page_can_only_be_read(client: FlaskClient) -> None:
    response = client.post("/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "It can only be read." in page_of(response).visible
    assert client.post("/api/v1/search").json == {
        "problems": [
            {"where": "request", "what": "This page cannot be used that way. It can only be read."}
        ]
    }


def test_an_upload_is_refused_unread(client: FlaskClient) -> None:
    response = client.post("/search", data=b"x" * 50_000)
    assert response.status_code == 413
    page_of(response)


def test_an_endless_address_is_refused_unread(client: FlaskClient, searcher: Recorded) -> None:
    response = client.get("/search?" + "&".join(f"condition={n}" for n in range(20_000)))
    assert response.status_code == 414
    assert searcher.asked == []
    page_of(response)


def test_too_long_a_question_is_refused_in_a_sentence(client: FlaskClient) -> None:
    response = client.get("/search", query_string={"q": "a" * 50_000})
    assert response.status_code == 400
    assert "50,000 characters long; use at most 4,000." in words(page_of(response).visible)


@pytest.mark.parametrize("path", ["/", "/search?q=asthma", "/about"])
def test_without_an_index_pages_say_so_and_when_to_come_back(
    unavailable: FlaskClient, path: str
) -> None:
    response = unavailable.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    said = words(page_of(response).visible)
    assert "Search is not available just now" in said
    assert "rebuild" not in said


def test_without_an_index_the_api_and_health_say_so(unavailable: FlaskClient) -> None:
    response = unavailable.get("/api/v1/search?q=asthma")
    assert response.status_code == 503
    assert response.json is not None
    assert list(response.json) == ["problems"]
    health = unavailable.get("/health")
    assert health.status_code == 503
    assert health.json is not None
    assert health.json["status"] == "unavailable"


@pytest.mark.parametrize(
    "path", ["/search?q=my+secret+illness", "/api/v1/search?q=my+secret+illness"]
)
def test_a_failure_leaks_nothing_to_the_page_or_the_log(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = broken.get(path)
    assert response.status_code == 500
    body = response.get_data(as_text=True)
    if path.startswith("/search"):
        assert "Something went wrong on our side" in words(page_of(response).visible)
    assert "ValueError" not in body
    assert "Traceback" not in body
    assert "secret" not in caplog.text
    assert "ValueError" in caplog.text
    assert "KeyError" in caplog.text
    assert "test_errors.py" in caplog.text


def test_an_ordinary_question_is_not_logged(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/search?q=asthma")
        client.get("/search?colour=asthma")
        client.get("/listing/asthma")
    assert "asthma" not in caplog.text


def test_an_app_without_an_index_starts(tmp_path: Path) -> None:
    app: Flask = create_app(tmp_path)
    assert app.test_client().get("/health").status_code == 503
