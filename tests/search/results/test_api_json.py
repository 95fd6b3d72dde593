from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import msgspec
import pytest

from index.listing.codes import Kind, Origin, Status
from index.listing.ids import is_made_up, official_url
from index.listing.model import Listing
from index.listing.parts import Place, Site
from search.engine.answers import FacetAnswer, FacetCount
from search.request.distance import Distance
from search.request.request import SearchRequest
from search.request.url import from_args
from search.results.api_json import Answer, AnswerExplanation, answer, answered_why
from search.results.explanation import ClauseShare, Explanation, How, Matched, TermShare
from search.results.results import Hit, HitGroup, Nearness, Relaxation, Results, Snippet
from search.understanding.question.clauses import (
    Choice,
    Clause,
    ClauseKind,
    Disambiguation,
    Reading,
)


def _listing(kind: Kind, status: Status | None = None) -> Listing:
    return Listing(
        id="NCT00000102",
        kind=kind,
        source=Origin.CLINICALTRIALS,
        title="A study",
        status=status,
        url="https://clinicaltrials.gov/study/NCT00000102",
    )


def _results(listing: Listing) -> Results:
    return Results(
        hits=(Hit(listing, 2.5, Snippet("Some asthma.", ((5, 11),)), title_marks=((0, 1),)),),
        total=41,
        facets=(
            FacetAnswer(
                "place", "Place", (FacetCount("France//Paris", "Paris, France", 3, True, 1),), 7
            ),
        ),
        reading=Reading((Clause(ClauseKind.WORDS, "asthma", 0, 6),), ("A notice.",)),
        relaxed=True,
        stamp="abc",
    )


def test_the_json_has_the_promised_shape() -> None:
    listing = _listing(Kind.TRIAL, Status.RECRUITING)
    request = SearchRequest(text="asthma", page=3)
    body = msgspec.json.decode(msgspec.json.encode(answer(_results(listing), request)))
    assert set(body) == {
        "total", "hits", "facets", "facets_more", "reading", "relaxed", "elsewhere", "mentioned",
        "beyond", "ways_out", "stamp", "day", "page", "size",
    }  # fmt: skip
    (hit,) = body["hits"]
    assert hit["id"] == "NCT00000102"
    assert hit["kind"] == "trial"
    assert hit["kind_label"] == "Clinical trial"
    assert hit["score"] == 2.5
    assert hit["snippet"][slice(*hit["snippet_marks"][0])] == "asthma"
    assert hit["status"] == "recruiting"
    assert body["facets"]["place"] == [
        {"value": "France//Paris", "label": "Paris, France", "count": 3, "chosen": True, "depth": 1}
    ]
    assert body["facets_more"] == {"place": 7}
    assert body["reading"]["clauses"][0]["kind"] == "words"
    assert body["reading"]["notices"] == ["A notice."]
    assert (body["page"], body["size"], body["total"], body["relaxed"]) == (3, 20, 41, True)


def test_places_are_told_in_words_numbers_and_addresses() -> None:
    request = SearchRequest(text="asthma in Seoul")
    site = Site(facility="Emory University", city="Atlanta")
    hit = Hit(
        _listing(Kind.TRIAL), 1.0, Snippet(""), near=Nearness(3, 2, site, 5.00049, Distance(50))
    )
    reading = Reading(
        clauses=(
            Clause(ClauseKind.PLACE, "in Seoul", 7, 15, "Seoul, South Korea",
                   request.with_words("in Seoul")),
        ),
        disambiguations=(
            Disambiguation(
                "Portland", (Choice("Portland, Maine", request.near_to("Portland, Maine")),)
            ),
        ),
        near=Place(country="South Korea", city="Seoul"),
    )  # fmt: skip
    results = msgspec.structs.replace(_results(_listing(Kind.TRIAL)), hits=(hit,), reading=reading)
    written = answer(results, request)
    (shown,) = written.hits
    assert shown.near is not None
    assert (shown.near.sites, shown.near.within, shown.near.kilometers) == (3, 2, 5.0)
    assert shown.near.nearest == site
    assert shown.near.nearest_standing.status == "not-stated"
    assert shown.near.words == (
        "3 sites, 2 within 50 miles; nearest: Emory University, Atlanta (3 miles)"
    )
    (clause,) = written.reading.clauses
    assert clause.meant == "Seoul, South Korea"
    assert from_args(parse_qsl(clause.undo)) == request.with_words("in Seoul")
    (ask,) = written.reading.asks
    assert from_args(parse_qsl(ask.choices[0].query)) == request.near_to("Portland, Maine")
    assert written.reading.near == Place(country="South Korea", city="Seoul")
    assert msgspec.json.decode(msgspec.json.encode(written), type=Answer) == written


def test_the_json_reads_back_as_it_was() -> None:
    written = answer(_results(_listing(Kind.TRIAL)), SearchRequest())
    assert msgspec.json.decode(msgspec.json.encode(written), type=Answer) == written


def test_a_funded_project_is_never_recruiting() -> None:
    listing = _listing(Kind.FUNDED_PROJECT, Status.DOES_NOT_ENROLL)
    (hit,) = answer(_results(listing), SearchRequest()).hits
    assert hit.status == "does-not-enroll"


@pytest.mark.parametrize(
    ("day", "status", "words"),
    [
        (None, "recruiting", "Recruiting"),
        (date(2020, 9, 1), "recruiting", "Recruiting"),
        (date(2022, 2, 1), "check-first", "Check first: last confirmed August 2020"),
        (
            date(2026, 11, 30),
            "may-have-closed",
            "May have closed: said recruiting in August 2020",
        ),
    ],
)
def test_a_status_is_told_as_it_is_on_the_day_beside_the_word_of_its_source(
    day: date | None, status: str, words: str
) -> None:
    listing = msgspec.structs.replace(_listing(Kind.TRIAL, Status.RECRUITING), verified="2020-08")
    written = answer(msgspec.structs.replace(_results(listing), day=day), SearchRequest())
    (hit,) = written.hits
    assert written.day == day
    assert (hit.status, hit.status_words) == (status, words)
    assert hit.status_label == words.partition(":")[0]
    assert hit.can_be_joined == (status != "may-have-closed")
    assert (hit.stated_status, hit.last_confirmed) == ("recruiting", "2020-08")


def test_a_status_that_is_not_stated_says_so() -> None:
    (hit,) = answer(_results(_listing(Kind.TRIAL)), SearchRequest()).hits
    assert (hit.status, hit.status_label) == ("not-stated", "Not stated")


def test_a_made_up_sample_has_no_official_record() -> None:
    real = _listing(Kind.TRIAL)
    made_up = msgspec.structs.replace(real, sample=True, source=Origin.EDITORIAL)
    retold = msgspec.structs.replace(real, sample=True)
    assert [is_made_up(one) for one in (real, made_up, retold)] == [False, True, False]
    assert official_url(made_up) == ""
    assert official_url(retold) == real.url


def test_partial_matches_say_so_and_relaxations_are_query_strings() -> None:
    wider = SearchRequest(text="asthma", near="Atlanta")
    close = Hit(_listing(Kind.TRIAL), 0.5, Snippet(""), group=HitGroup.CLOSE)
    results = msgspec.structs.replace(
        _results(_listing(Kind.TRIAL)),
        hits=(*_results(_listing(Kind.TRIAL)).hits, close),
        mentioned_total=3,
        partial_total=7,
        relaxations=(Relaxation("Without “Georgia”", wider, 12),),
    )
    written = answer(results, SearchRequest(text="asthma"))
    assert [hit.matches for hit in written.hits] == [True, False]
    assert [hit.group for hit in written.hits] == ["match", "close"]
    assert (written.total, written.mentioned, written.beyond) == (41, 3, 7)
    (way,) = written.ways_out
    assert (way.words, way.total) == ("Without “Georgia”", 12)
    assert from_args(parse_qsl(way.query)) == wider


def test_an_explanation_has_a_shape_for_machines() -> None:
    clause = Clause(ClauseKind.WORDS, "asthma", 0, 6)
    shares = (
        ClauseShare(
            clause, 3.0, 0.75, (Matched("Title", ("Asthma",), How.NAME),),
            (TermShare("Asthma", "", 3.0, concept=8),),
        ),
        ClauseShare(None, 1.0, 0.25, (), (TermShare("inhal", "title", 1.0),)),
    )  # fmt: skip
    explained = Explanation(_listing(Kind.TRIAL), 4.0, False, shares, Reading((clause,)))
    written = answered_why(explained)
    body = msgspec.json.encode(written)
    assert msgspec.json.decode(body, type=AnswerExplanation) == written
    asthma, alike = written.shares
    assert asthma.clause is not None
    assert (asthma.clause.said, asthma.matched[0].how) == ("asthma", "name")
    assert (asthma.terms[0].concept, alike.clause, alike.terms[0].term) == (8, None, "inhal")
