from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest

from index.listing.parts import Place
from search.request.distance import Distance
from search.request.parameters import MAX_WORDS
from search.request.request import SearchRequest
from search.request.url import from_args
from search.understanding.question.clauses import (
    Choice,
    Clause,
    ClauseKind,
    Disambiguation,
    Reading,
)
from web.links import search_url
from web.views.reading import near_phrase, reading_view, taken_back, text_as_words, which_sites

SEOUL = Place(country="South Korea", state="Seoul", city="Seoul", latitude=37.5, longitude=127.0)
REQUEST = SearchRequest(text="asthma in Georgia, within 20 km of Seoul", page=3)
IN_GEORGIA = Clause(
    ClauseKind.PLACE,
    "in Georgia",
    7,
    17,
    "Georgia, United States",
    REQUEST.with_words("in Georgia"),
    "place",
    ("United States/Georgia",),
)
NEAR_SEOUL = Clause(
    ClauseKind.NEAR, "within 20 km of Seoul", 19, 40, "within 20 km of Seoul, South Korea",
    REQUEST.with_words("within 20 km of Seoul"),
)  # fmt: skip
READ = Reading(
    (Clause(ClauseKind.WORDS, "asthma", 0, 6), IN_GEORGIA, NEAR_SEOUL),
    near=SEOUL,
    within=Distance(20, "km"),
)


def test_what_was_read_is_said_and_taken_back_piece_by_piece_or_whole() -> None:
    view = reading_view(READ, REQUEST)
    assert [part.words for part in view.parts] == [
        "in Georgia, United States",
        "within 20 km of Seoul, South Korea",
    ]
    assert view.parts[0].undo_url == search_url(REQUEST.with_words("in Georgia"))
    exact = REQUEST.with_words("in Georgia").with_words("within 20 km of Seoul")
    assert view.exact_url == search_url(exact)


def test_nothing_is_said_where_all_was_taken_as_written() -> None:
    view = reading_view(Reading((Clause(ClauseKind.WORDS, "asthma", 0, 6),)), REQUEST)
    assert (view.parts, view.exact_url, view.disambiguations) == ((), "", ())


def test_what_is_left_are_the_words() -> None:
    assert text_as_words(READ, REQUEST) == "asthma"
    assert text_as_words(Reading(), REQUEST) == REQUEST.text


def test_a_question_back_says_what_happens_meanwhile() -> None:
    choice = Choice("The country", SearchRequest(text="in Georgia").with_value("place", "Georgia"))
    in_text, typed = (
        reading_view(
            Reading(disambiguations=(Disambiguation(said, (choice,)),)), SearchRequest(near=near)
        ).disambiguations[0]
        for said, near in (("Georgia", ""), ("Portland", "Portland"))
    )
    assert in_text.heading == "“Georgia”: which do you mean?"
    assert in_text.meanwhile == "Until you choose, it is searched for as words."
    assert in_text.links[0].url == search_url(choice.request)
    assert typed.meanwhile == "Until you choose, results from everywhere are shown."


def test_what_was_taken_is_said_where_another_is_offered() -> None:
    choice = Choice("The country", SearchRequest().with_value("place", "Georgia"))
    asked = Disambiguation("in Georgia", (choice,), "Georgia, United States")
    (view,) = reading_view(Reading(disambiguations=(asked,)), SearchRequest()).disambiguations
    assert view.heading == "“in Georgia” was read as Georgia, United States. It may mean:"
    assert view.meanwhile == ""


def test_what_is_near_is_said_with_its_distance() -> None:
    assert near_phrase(READ) == "within 20 km of Seoul, South Korea"
    assert near_phrase(Reading()) == ""


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, ""),
        ({"sex": "female"}, ""),
        ({"status": "recruiting"}, "recruiting"),
        ({"status": "completed"}, "that fit the filters"),
        ({"status": "recruiting", "place": "France"}, "that fit the filters"),
    ],
)
def test_what_holds_for_the_sites_counted_as_near_is_said(
    chosen: dict[str, str], said: str
) -> None:
    request = SearchRequest()
    for facet, value in chosen.items():
        request = request.with_value(facet, value)
    assert which_sites(Reading(), request) == said


def test_a_value_is_taken_back_where_it_came_from() -> None:
    chosen = REQUEST.with_value("place", "France")
    assert taken_back(chosen, "place", "France", READ) == REQUEST.at_page(1)
    assert taken_back(REQUEST, "place", "United States/Georgia", READ) == IN_GEORGIA.undo
    assert taken_back(REQUEST, "place", "Peru", READ) == REQUEST.at_page(1)


def test_of_two_places_that_are_called_alike_the_one_that_was_read_so_is_taken_back() -> None:
    request = SearchRequest(text="gout in Lima, Lima or in Lima, Ohio")
    both = Reading(
        tuple(
            Clause(
                ClauseKind.PLACE, said, 0, 0, "Lima", request.with_words(said), "place", (value,)
            )
            for said, value in (
                ("in Lima, Lima", "Peru/Lima/Lima"),
                ("in Lima, Ohio", "United States/Ohio/Lima"),
            )
        )
    )
    for clause in both.clauses:
        assert taken_back(request, "place", clause.values[0], both) == clause.undo


# --- eligibility intent --------------------------------------------------------------------------

ASKED = SearchRequest(text="recruiting gout trials for men or women in Georgia", page=2)


def asked(
    kind: ClauseKind, said: str, meant: str, facet: str = "", values: tuple[str, ...] = ()
) -> Clause:
    start = ASKED.text.index(said)
    undo = ASKED.with_words(said)
    return Clause(kind, said, start, start + len(said), meant, undo, facet, values)


RECRUITING = asked(ClauseKind.STATUS, "recruiting", "any words", "status", ("recruiting",))
READ_ASKED = Reading(
    (
        RECRUITING,
        asked(ClauseKind.SEX, "men", "open to men and boys", "sex", ("male", "all")),
        asked(ClauseKind.SEX, "women", "open to women and girls", "sex", ("female", "all")),
    )
)


def test_a_heading_quotes_eligibility_and_not_places() -> None:
    in_georgia = asked(ClauseKind.PLACE, "in Georgia", "Georgia, United States")
    both = Reading((RECRUITING, in_georgia))
    assert text_as_words(both, ASKED) == "recruiting gout trials for men or women"


def test_a_value_of_a_facet_is_taken_back_with_all_that_says_so() -> None:
    assert taken_back(ASKED, "status", "recruiting", READ_ASKED) == RECRUITING.undo
    sexes = taken_back(ASKED, "sex", "female", READ_ASKED)
    assert sexes.words == ("men", "women")
    chosen = ASKED.with_value("status", "completed")
    assert taken_back(chosen, "status", "completed", READ_ASKED) == ASKED.at_page(1)


def test_sites_that_count_as_near_recruit_where_the_question_says_so() -> None:
    assert which_sites(READ_ASKED, ASKED) == "recruiting"
    completed = asked(ClauseKind.STATUS, "recruiting", "completed", "status", ("completed",))
    assert which_sites(Reading((completed,)), ASKED) == "that fit the filters"
    assert which_sites(READ_ASKED, ASKED.with_value("place", "France")) == "that fit the filters"
    left_aside = Reading((asked(ClauseKind.STATUS, "recruiting", "left aside"),))
    chosen = ASKED.with_value("status", "completed")
    assert which_sites(left_aside, chosen) == "that fit the filters"
    in_georgia = asked(
        ClauseKind.PLACE, "in Georgia", "anywhere", "place", ("United States/Georgia",)
    )
    assert which_sites(Reading((in_georgia,)), ASKED) == "that fit the filters"


def _heart(text: str, meant: str = "Myocardial Infarction") -> tuple[SearchRequest, Clause]:
    request = SearchRequest(text=text)
    said = "heart attack"
    start = text.index(said)
    undo = request.with_words(said)
    end = start + len(said)
    return request, Clause(ClauseKind.CONCEPT, said, start, end, meant, undo)


def test_a_name_that_is_searched_for_as_well_is_said_and_stays_in_the_words() -> None:
    request, clause = _heart("heart attack in women")
    reading = Reading((clause,))
    (part,) = reading_view(reading, request).parts
    assert (part.before, part.words, part.undo) == (
        "“heart attack” is also searched for as",
        "Myocardial Infarction",
        "undo",
    )
    assert part.undo_url == search_url(request.with_words("heart attack"))
    assert text_as_words(reading, request) == "heart attack in women"


@pytest.mark.parametrize("meant", ["Heart Attack", "heart attacks"])
def test_the_same_name_is_no_news(meant: str) -> None:
    request, clause = _heart("heart attack", meant)
    view = reading_view(Reading((clause,)), request)
    assert (view.parts, view.exact_url) == ((), "")


def test_exactly_these_words_takes_back_what_is_no_news_too() -> None:
    request = REQUEST.at_page(1)
    asthma = Clause(ClauseKind.CONCEPT, "asthma", 0, 6, "Asthma", request.with_words("asthma"))
    view = reading_view(Reading((asthma, IN_GEORGIA)), request)
    assert len(view.parts) == 1
    assert view.exact_url == search_url(request.with_words("asthma").with_words("in Georgia"))


def test_more_parts_than_an_address_can_name_are_taken_back_as_a_whole() -> None:
    names = [f"name{n}" for n in range(MAX_WORDS + 5)]
    request = SearchRequest(text=" ".join(names))
    clauses = tuple(
        Clause(ClauseKind.CONCEPT, name, 0, 1, "Another", request.with_words(name))
        for name in names
    )
    view = reading_view(Reading(clauses), request)
    exact = from_args(parse_qsl(urlsplit(view.exact_url).query))
    assert exact.words == (request.text,)


def test_a_summary_of_what_was_read_is_a_line() -> None:
    view = reading_view(READ, REQUEST)
    assert view.summary == (
        "Read as: in Georgia, United States; within 20 km of Seoul, South Korea"
    )
    many = Reading(tuple(msgspec.structs.replace(IN_GEORGIA, start=n) for n in range(20)))
    assert len(reading_view(many, REQUEST).summary) <= 76
