from __future__ import annotations

from index.listing import Place
from search.distances import Distance
from search.request import SearchRequest
from search.results import Clause, ClauseKind, Reading, Results
from web.results_view import filter_tags, heading, sort_links, ways_out

ATLANTA = Place(
    country="United States", state="Georgia", city="Atlanta", latitude=33.7, longitude=-84.4
)
NEAR_ATLANTA = Reading(near=ATLANTA)
UNREAD = Reading()


def _found(total: int, reading: Reading = UNREAD) -> Results:
    return Results(hits=(), total=total, facets=(), reading=reading, relaxed=False, stamp="abc")


def _offered(reading: Reading, request: SearchRequest) -> dict[str, SearchRequest]:
    return dict(ways_out(reading, request))


def test_the_heading_says_what_was_asked_for_and_where() -> None:
    request = SearchRequest(text="asthma").with_value("place", "United States/Georgia")
    assert heading(_found(1204), request) == "1,204 listings for “asthma” in Georgia"
    assert heading(_found(0), request) == "No listings match “asthma” in Georgia"


def test_the_heading_says_how_near() -> None:
    request = SearchRequest(text="asthma", near="30303")
    assert heading(_found(1204, NEAR_ATLANTA), request) == (
        "1,204 listings for “asthma” within 50 miles of Atlanta, Georgia"
    )
    assert heading(_found(1204), request) == "1,204 listings for “asthma”"


def test_each_filter_alone_is_a_way_out_and_then_all_of_them() -> None:
    one = SearchRequest(text="asthma").with_value("status", "recruiting")
    assert list(_offered(UNREAD, one)) == ["Without “Status: Recruiting”"]
    two = one.with_value("sex", "female")
    (_, (words, _), (every, wider)) = ways_out(UNREAD, two)
    assert words == "Without “Sex: Female only”"
    assert (every, wider) == ("Without any filter", SearchRequest(text="asthma"))


def test_a_wider_distance_and_none_at_all_are_ways_out() -> None:
    request = SearchRequest(text="asthma", near="30303", within="50")
    request = request.with_value("sex", "female")
    ways = _offered(NEAR_ATLANTA, request)
    assert list(ways) == [
        "Within 100 miles of Atlanta, Georgia",
        "Within 500 miles of Atlanta, Georgia",
        "Without “Near: 30303”",
        "Without “Sex: Female only”",
        "Without any filter",
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


def test_a_part_that_was_read_can_be_left_out() -> None:
    request = SearchRequest(text="asthma near Atlanta")
    clause = Clause(
        ClauseKind.NEAR, "near Atlanta", 7, 19, "within 50 miles of Atlanta, Georgia",
        request.with_words("near Atlanta"),
    )  # fmt: skip
    ways = _offered(Reading((clause,), near=ATLANTA), request)
    assert ways["Without “near Atlanta”"] == SearchRequest(text="asthma")
    wider = ways["Within 100 miles of Atlanta, Georgia"]
    assert (wider.near, wider.within) == ("Atlanta, Georgia, United States", "100")


def test_nearest_first_is_offered_only_where_there_is_a_place_to_be_near() -> None:
    request = SearchRequest(text="asthma", near="Atlanta", sort="distance")
    near = {link.words: link.current for link in sort_links(NEAR_ATLANTA, request)}
    assert near["Nearest first"]
    assert not near["Best match"]
    everywhere = {link.words: link.current for link in sort_links(UNREAD, request)}
    assert "Nearest first" not in everywhere
    assert everywhere["Best match"]


def test_a_place_to_be_near_is_a_filter_that_can_be_removed() -> None:
    request = SearchRequest(near="30303", within="80 km")
    found = _found(3, Reading(near=ATLANTA, within=Distance(80, "km")))
    (tag,) = filter_tags(found, request)
    assert (tag.facet, tag.label) == ("Near", "30303 (Atlanta, Georgia), within 80 km")
    assert tag.url == "/search"
    (unknown,) = filter_tags(_found(3), SearchRequest(near="Atlantis"))
    assert unknown.label == "Atlantis (not used)"


def test_words_that_are_not_to_be_read_can_be_read_again() -> None:
    request = SearchRequest(text="asthma in Georgia", words=("in Georgia",))
    (tag,) = filter_tags(_found(3), request)
    assert (tag.facet, tag.label) == ("As plain words", "“in Georgia”")
    assert tag.url == "/search?q=asthma+in+Georgia"
