from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from index.listing.parts import Place
from search.request.distance import Distance
from search.request.request import SearchRequest
from search.results.results import Relaxation
from search.searcher.relaxation import LONGEST, MOST_SHOWN, MOST_TRIED, Totals, relaxations
from search.understanding.question.clauses import Clause, ClauseKind, Reading
from tests.search.asking import read

ATLANTA = Place(
    country="United States", state="Georgia", city="Atlanta", latitude=33.7, longitude=-84.4
)
NEAR_ATLANTA = Reading(near=ATLANTA)
UNREAD = Reading()


def each(total: Callable[[SearchRequest], int]) -> Totals:
    """Counts requests one by one."""
    return lambda requests: [total(one) for one in requests]


def _offered(reading: Reading, request: SearchRequest) -> dict[str, SearchRequest]:
    """Every relaxation, where every request finds a listing."""
    return {way.words: way.request for way in relaxations(request, reading, each(lambda _: 1))}


def test_each_word_and_each_filter_alone_is_a_relaxation() -> None:
    request = SearchRequest(text="asthma zebra").with_value("status", "recruiting")
    ways = _offered(read("asthma zebra").reading, request)
    assert ways == {
        "Without “Status: Recruiting”": SearchRequest(text="asthma zebra"),
        "Without “asthma”": msgspec.structs.replace(request, text="zebra"),
        "Without “zebra”": msgspec.structs.replace(request, text="asthma"),
    }


def test_the_only_word_is_no_relaxation() -> None:
    assert _offered(read("asthma").reading, SearchRequest(text="asthma")) == {}


def test_only_what_finds_something_is_a_relaxation_and_most_come_first() -> None:
    reading = read("asthma lupus zebra").reading
    totals = {"lupus zebra": 2, "asthma zebra": 0, "asthma lupus": 9}
    found = relaxations(
        SearchRequest(text="asthma lupus zebra"), reading, each(lambda asked: totals[asked.text])
    )
    assert found == (
        Relaxation("Without “zebra”", SearchRequest(text="asthma lupus"), 9),
        Relaxation("Without “asthma”", SearchRequest(text="lupus zebra"), 2),
    )


def test_all_filters_are_left_out_where_none_alone_is_enough() -> None:
    request = SearchRequest(text="asthma").with_value("status", "recruiting")
    request = request.with_value("sex", "female")
    (way,) = relaxations(request, UNREAD, each(lambda asked: 0 if asked.chosen else 3))
    assert way == Relaxation("Without any filter", SearchRequest(text="asthma"), 3)
    assert len(_offered(UNREAD, request)) == 2, "not beside what is enough"


def test_all_filters_can_be_left_out_beside_a_word() -> None:
    request = SearchRequest(text="asthma", near="Lima").with_value("sex", "female")
    found = relaxations(
        request,
        read("asthma").reading,
        each(lambda asked: 7 if not asked.text else int(not asked.chosen and not asked.near)),
    )
    assert [(way.words, way.total) for way in found] == [
        ("Without “asthma”", 7),
        ("Without any filter", 1),
    ]


def test_a_long_question_takes_few_counts_and_shows_fewer() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    counted: list[int] = []

    def totals(asked: Sequence[SearchRequest]) -> list[int]:
        counted.append(len(asked))
        return [1] * len(asked)

    assert len(relaxations(SearchRequest(text=text), read(text).reading, totals)) == MOST_SHOWN
    assert counted == [MOST_TRIED], "all of them are counted together"


def test_what_is_left_out_is_said_in_few_words() -> None:
    text = f'asthma "{"word " * 300}"'
    for words in _offered(read(text).reading, SearchRequest(text=text)):
        assert len(words) <= LONGEST + len("Without “”")


def test_a_wider_distance_and_none_at_all_are_relaxations() -> None:
    request = SearchRequest(text="asthma", near="30303", within="50")
    ways = _offered(NEAR_ATLANTA, request)
    assert list(ways) == [
        "Within 100 miles of Atlanta, Georgia",
        "Within 500 miles of Atlanta, Georgia",
        "Without “Near: 30303”",
    ]
    assert ways["Within 100 miles of Atlanta, Georgia"] == request.near_to("30303", "100")
    assert ways["Without “Near: 30303”"].near == ""


def test_a_wider_distance_keeps_its_unit_and_ends_at_the_greatest() -> None:
    request = SearchRequest(near="Atlanta", within="300 km")
    ways = _offered(Reading(near=ATLANTA, within=Distance(300, "km")), request)
    assert ways["Within 500 km of Atlanta, Georgia"].within == "500 km"
    farthest = Reading(near=ATLANTA, within=Distance(500))
    ways = _offered(farthest, request.near_to("Atlanta", "500"))
    assert list(ways) == ["Without “Near: Atlanta”"]


def test_a_place_that_was_read_can_be_left_out() -> None:
    request = SearchRequest(text="asthma near Atlanta")
    clauses = (
        Clause(ClauseKind.WORDS, "asthma", 0, 6),
        Clause(ClauseKind.NEAR, "near Atlanta", 7, 19, "within 50 miles of Atlanta, Georgia",
               request.with_words("near Atlanta")),
    )  # fmt: skip
    ways = _offered(Reading(clauses, near=ATLANTA), request)
    assert ways["Without “near Atlanta”"] == SearchRequest(text="asthma")
    wider = ways["Within 100 miles of Atlanta, Georgia"]
    assert (wider.near, wider.within) == ("Atlanta, Georgia, United States", "100")
