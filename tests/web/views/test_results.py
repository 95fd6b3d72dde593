from __future__ import annotations

import msgspec

from index.listing.parts import Place
from search.request.distance import Distance
from search.request.request import SearchRequest
from search.results.results import MOST_FOLLOWING, Hit, HitGroup, Relaxation, Results, Snippet
from search.understanding.question.clauses import Clause, ClauseKind, Reading
from tests.conftest import listing
from web.links import why_url
from web.views.results import filter_tags, heading, results_view, sort_links

ATLANTA = Place(
    country="United States", state="Georgia", city="Atlanta", latitude=33.7, longitude=-84.4
)
NEAR_ATLANTA = Reading(near=ATLANTA)
UNREAD = Reading()


def _found(total: int, reading: Reading = UNREAD) -> Results:
    return Results(hits=(), total=total, facets=(), reading=reading, relaxed=False, stamp="abc")


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


def _page(page: int, total: int, partial: int, size: int = 10) -> Results:
    """What a searcher answers for a page: only one that reaches the last match knows of more."""
    start, shown = (page - 1) * size, total + min(partial, MOST_FOLLOWING)
    hits = tuple(
        Hit(
            listing(f"T{n}"),
            1.0,
            Snippet(""),
            group=HitGroup.MATCH if n < total else HitGroup.CLOSE,
        )
        for n in range(start, min(start + size, shown))
    )
    knows = page * size >= total
    return msgspec.structs.replace(_found(total), hits=hits, partial_total=partial if knows else 0)


def _numbers(results: Results, page: int) -> list[int | None]:
    view = results_view(results, SearchRequest(text="asthma", page=page, size=10))
    return [link.number for link in view.pages]


def test_hits_beyond_the_matches_stand_apart_and_go_on_counting() -> None:
    view = results_view(_page(2, 14, 30), SearchRequest(text="asthma", page=2, size=10))
    assert (len(view.hits), len(view.partial), view.first) == (4, 6, 11)
    assert view.heading == "14 listings for “asthma”"
    assert view.total == 14


def test_paging_goes_on_beyond_the_matches_from_the_last_page_of_these() -> None:
    assert _numbers(_page(1, 24, 12), 1) == [1, 2, 3]
    assert _numbers(_page(3, 24, 12), 3) == [1, 2, 3, 4]
    assert _numbers(_page(4, 24, 12), 4) == [1, 2, 3, 4]
    assert _numbers(_page(1, 10, 1), 1) == [1, 2], "a page that is full of matches is not the last"


def test_paging_beyond_the_matches_ends() -> None:
    request = SearchRequest(text="asthma", page=2, size=10)
    last = results_view(_page(2, 3, 5_000), request)
    assert (last.last_page, last.next_url, len(last.partial)) == (2, "", 3)
    past = results_view(_page(3, 3, 5_000), request.at_page(3))
    assert past.past_the_end
    assert past.last_page == 2


def _mentions(page: Results, mentioned: int, groups: list[HitGroup]) -> Results:
    hits = tuple(
        Hit(listing(f"M{n}"), 1.0, Snippet(""), group=group) for n, group in enumerate(groups)
    )
    return msgspec.structs.replace(page, hits=hits, mentioned_total=mentioned)


def test_mentions_stand_between_matches_and_what_is_close() -> None:
    groups = [HitGroup.MATCH, HitGroup.MENTION, HitGroup.MENTION, HitGroup.CLOSE]
    view = results_view(_mentions(_found(1), 12, groups), SearchRequest(text="asthma"))
    assert view.mentions is not None
    assert (len(view.hits), len(view.mentions.hits), len(view.partial)) == (1, 2, 1)
    assert view.mentions.heading == "12 listings about something else that mention it"
    assert view.mentions.every.words == "Count the 12 listings that mention it as results"
    assert view.mentions.every.url == "/search?q=asthma&mentions=included"
    assert (view.first, view.mentions.first, view.partial_first) == (1, 2, 4)
    assert view.mentions.open


def test_mentions_are_closed_beside_enough_matches_and_said_where_nothing_matches() -> None:
    beside = results_view(_mentions(_found(10), 1, []), SearchRequest(text="asthma"))
    assert beside.mentions is not None
    assert not beside.mentions.open
    assert beside.mentions.heading == "1 listing about something else that mentions it"
    assert results_view(_found(10), SearchRequest(text="asthma")).mentions is None
    alone = results_view(_mentions(_found(0), 1, [HitGroup.MENTION]), SearchRequest(text="asthma"))
    assert alone.heading == "No listings are about “asthma”"


def test_what_is_found_elsewhere_is_no_match_in_the_place_that_was_asked_for() -> None:
    undo = SearchRequest(text="asthma in France", words=("in France",))
    where = ClauseKind.PLACE, "in France", 7, 16, "France", undo, "place", ("France",)
    clauses = (Clause(ClauseKind.WORDS, "asthma", 0, 6), Clause(*where))
    found = msgspec.structs.replace(_found(70), reading=Reading(clauses), relaxed=True)
    view = results_view(found, SearchRequest(text="asthma in France"))
    assert view.heading == "No listings match “asthma” in France; 70 come close"
    one = msgspec.structs.replace(found, total=1)
    heading = results_view(one, SearchRequest(text="asthma in France")).heading
    assert heading.endswith("; 1 comes close")


def test_mentions_that_count_can_be_left_out_again() -> None:
    (tag,) = filter_tags(_found(3), SearchRequest(text="asthma").with_mentions())
    assert (tag.facet, tag.label, tag.url) == ("Mentions", "Included", "/search?q=asthma")


def test_a_ranked_hit_says_where_its_place_is_explained() -> None:
    request = SearchRequest(text="asthma", page=2, size=10)
    results = _page(2, 14, 0)
    view = results_view(results, request)
    assert view.hits[0].why_url == why_url(request, "T10") == "/why?q=asthma&page=2&size=10&id=T10"
    unranked = tuple(msgspec.structs.replace(hit, score=0.0) for hit in results.hits)
    view = results_view(msgspec.structs.replace(results, hits=unranked), request)
    assert view.hits[0].why_url == ""


def test_relaxations_say_how_many_listings_they_find() -> None:
    way = Relaxation("Without “phase 3”", SearchRequest(text="asthma"), 4)
    results = msgspec.structs.replace(_found(0), relaxations=(way,))
    (link,) = results_view(results, SearchRequest(text="asthma phase 3")).relaxations
    assert (link.words, link.url) == ("Without “phase 3”: 4 listings", "/search?q=asthma")
