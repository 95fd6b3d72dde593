from __future__ import annotations

from search.request import SearchRequest
from search.results import Reading, Results
from web.results_view import heading, ways_out


def _found(total: int) -> Results:
    return Results(hits=(), total=total, facets=(), reading=Reading(()), relaxed=False, stamp="abc")


def test_the_heading_says_what_was_asked_for_and_where() -> None:
    request = SearchRequest(text="asthma").with_value("place", "United States/Georgia")
    assert heading(_found(1204), request) == "1,204 listings for “asthma” in Georgia"
    assert heading(_found(0), request) == "No listings match “asthma” in Georgia"


def test_each_filter_alone_is_a_way_out_and_then_all_of_them() -> None:
    one = SearchRequest(text="asthma").with_value("status", "recruiting")
    assert [words for words, _ in ways_out(one)] == ["Without “Status: Recruiting”"]
    two = one.with_value("sex", "female")
    (_, (words, _), (every, wider)) = ways_out(two)
    assert words == "Without “Sex: Female only”"
    assert (every, wider) == ("Without any filter", SearchRequest(text="asthma"))
