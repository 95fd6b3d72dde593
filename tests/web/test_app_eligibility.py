"""Eligibility intent, as the pages and the API say it and take it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from flask.testing import FlaskClient

from search.results.api_json import Answer
from search.searcher.searcher import Searcher
from tests.conftest import listing, publish_into
from tests.web.listings import DAY
from tests.web.page import page_of, words
from web import create_app

LISTINGS = [
    listing("T1", title="Gout in women", sex="female", minimum_age=18, maximum_age=64,
            status="recruiting", phase=["phase-2"]),
    listing("T2", title="Gout of the old", sex="all", minimum_age=65, status="completed",
            phase=["phase-3"]),
    listing("T3", title="Gout", sex="male", status="recruiting"),
    listing("T4", title="Suicidal thoughts", status="recruiting", verified="2024-02"),
]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    home = publish_into(tmp_path_factory.mktemp("home"), LISTINGS)
    with create_app(home, Searcher(home, today=lambda: DAY)).test_client() as client:
        yield client


def api(client: FlaskClient, query: str) -> Answer:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 200
    return msgspec.json.decode(response.data, type=Answer)


def seen(client: FlaskClient, path: str) -> str:
    """What a page says, in order."""
    html = page_of(client.get(path)).html
    return words(unescape(re.sub(r"<[^>]*>", "", html.partition("<body")[2])))


def links_saying(client: FlaskClient, path: str, said: str) -> list[str]:
    """The addresses that a page links to and that hold something."""
    page = page_of(client.get(path))
    return [link for link in page.links if said in link]


def test_what_was_read_is_shown_and_can_be_taken_back(client: FlaskClient) -> None:
    path = "/search?q=recruiting+phase+2+gout+trials+for+a+40+year+old+woman"
    page = page_of(client.get(path))
    text = seen(client, path)
    for meant in (
        "recruiting, or check first",
        "phase 2 trials",
        "open to people aged 40",
        "open to women and girls",
    ):
        assert f"Read as: {meant}" in text
    assert "1 listing for “recruiting phase 2 gout trials for a 40 year old woman”" in text
    undos = [link for link in page.links if "words=" in link and link.count("words=") == 1]
    said = {parse_qs(urlsplit(link).query)["words"][0] for link in undos}
    assert said >= {"recruiting", "phase 2", "40 year old", "woman"}


def test_search_for_exactly_these_words_takes_all_of_it_back(client: FlaskClient) -> None:
    links = links_saying(client, "/search?q=gout+women+recruiting", "words=")
    taken = [parse_qs(urlsplit(link).query)["words"] for link in links]
    assert ["women", "recruiting"] in taken
    both = "/search?q=gout+women+recruiting&words=women&words=recruiting"
    assert "Read as" not in seen(client, both)
    assert "As plain words: “women”" in seen(client, both)


def test_what_is_chosen_holds_and_that_is_said(client: FlaskClient) -> None:
    text = seen(client, "/search?q=gout+recruiting&status=completed")
    assert "“recruiting” is left aside: what you chose under “Status” is shown." in text
    assert "Read as: left aside" in text
    assert "Gout of the old" in text


def test_a_value_that_was_read_is_chosen_in_its_facet_and_taken_back_there(
    client: FlaskClient,
) -> None:
    path = "/search?q=gout+recruiting"
    taken_back = links_saying(client, path, "words=recruiting")
    assert len(taken_back) >= 3, "beside the question, whole, and in the facet"
    everything = page_of(client.get("/search/facet/status?q=gout+recruiting"))
    assert any("words=recruiting" in link for link in everything.links)


def test_an_empty_answer_offers_a_relaxation(client: FlaskClient) -> None:
    text = seen(client, "/search?q=gout+phase+3+recruiting")
    assert "No listings match" in text
    assert "Without “phase 3”: 2" in text
    assert "Without “recruiting”" not in text, "that it can be joined stays"


def test_the_api_says_the_same(client: FlaskClient) -> None:
    answer = api(client, "q=gout+for+my+70+year+old+wife")
    assert [hit.id for hit in answer.hits] == ["T2"]
    (age,) = [one for one in answer.reading.clauses if one.kind == "age"]
    assert (age.said, age.meant) == ("70 year old", "open to people aged 70")
    assert parse_qs(age.undo)["words"] == ["70 year old"]
    kinds = {one.kind for one in api(client, "q=phase+2+recruiting+women").reading.clauses}
    assert kinds == {"phase", "status", "sex"}


@pytest.mark.parametrize("query", ["suicidal+thoughts", "suicidal+thoughts&status=recruiting"])
def test_whom_to_call_is_said_above_the_results_and_they_stay(
    client: FlaskClient, query: str
) -> None:
    text = seen(client, f"/search?q={query}")
    assert text.index("call or text 988") < text.index("Suicidal thoughts")
    answer = api(client, f"q={query}")
    assert [hit.id for hit in answer.hits] == ["T4"]
    assert "988" in answer.reading.notices[0]


def test_whom_to_call_is_said_where_nothing_is_found(client: FlaskClient) -> None:
    text = seen(client, "/search?q=i+want+to+die+xyzzy")
    assert "call or text 988" in text
