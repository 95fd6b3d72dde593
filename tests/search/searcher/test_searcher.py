from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from datetime import date

import pytest

from index.reference.places.gazetteer import Gazetteer
from search.engine.answers import Found
from search.engine.query import Query, Term
from search.engines.whoosh.executor import WhooshEngine
from search.errors import BadRequest
from search.request.request import SearchRequest
from search.results.results import MOST_FOLLOWING
from search.searcher.searcher import FACET_VALUES, Searcher
from tests.conftest import Publish, listing


def ids(searcher: Searcher, text: str, **request: object) -> list[str]:
    hits = searcher.search(SearchRequest(text=text, **request)).hits  # type: ignore[arg-type]
    return [hit.listing.id for hit in hits]


def test_all_the_words_come_first_and_some_of_them_only_when_nothing_has_all(
    publish: Publish,
) -> None:
    searcher = Searcher(
        publish([listing("T1", title="Asthma in gardeners"), listing("T2", title="Asthma")])
    )
    whole = searcher.search(SearchRequest(text="asthma gardeners"))
    assert [(hit.listing.id, hit.matches) for hit in whole.hits] == [("T1", True), ("T2", False)]
    assert (whole.total, whole.partial_total, whole.relaxed) == (1, 1, False)
    some = searcher.search(SearchRequest(text="asthma lupus"))
    assert {hit.listing.id for hit in some.hits} == {"T1", "T2"}
    assert some.relaxed
    assert not searcher.search(SearchRequest(text="lupus xyzzy")).relaxed


def test_a_filter_that_empties_an_answer_is_no_reason_to_relax_the_question(
    publish: Publish,
) -> None:
    searcher = Searcher(publish([listing("T1", title="Asthma in children", sex="male")]))
    request = SearchRequest(text="asthma children").with_value("sex", "female")
    results = searcher.search(request)
    assert (results.total, results.relaxed) == (0, False)


def test_a_new_generation_is_picked_up_without_a_restart(publish: Publish) -> None:
    searcher = Searcher(publish([listing("T1")]))
    before = searcher.status().generation
    publish([listing("T1"), listing("T2")])
    assert searcher.listing("T2") is not None
    assert searcher.status().generation != before
    assert searcher.search(SearchRequest()).stamp == searcher.status().stamp


def test_the_collector_passes_over_a_generation_and_one_of_before_is_let_go(
    publish: Publish,
) -> None:
    searcher = Searcher(publish([listing("T1", title="asthma")]))
    frozen = gc.get_freeze_count()
    old = weakref.ref(searcher._serving.current().engine)
    assert gc.get_freeze_count() > frozen
    assert old() is not None
    publish([listing("T1", title="asthma"), listing("T2", title="asthma")])
    assert searcher.search(SearchRequest(text="asthma")).total == 2
    assert old() is None


def test_without_a_question_the_newest_update_comes_first(publish: Publish) -> None:
    dates = {"T1": "2023", "T2": "2025-01-05", "T3": None, "T4": "2025-01"}
    searcher = Searcher(publish([listing(id_, updated=date) for id_, date in dates.items()]))
    assert ids(searcher, "") == ["T2", "T4", "T1", "T3"]


@pytest.mark.parametrize("question", ["-lupus", "-lupus -gout"])
def test_with_nothing_but_words_to_leave_out_the_newest_update_comes_first(
    publish: Publish, question: str
) -> None:
    dates = {"T1": "2023", "T2": "2025-01-05", "T3": None, "T4": "2025-01"}
    listings = [listing(id_, updated=date) for id_, date in dates.items()]
    searcher = Searcher(publish([*listings, listing("T5", title="Lupus", updated="2026")]))
    assert ids(searcher, question) == ["T2", "T4", "T1", "T3"]
    assert ids(searcher, question, sort="title") == ["T1", "T2", "T3", "T4"]


def test_every_value_of_a_long_facet_can_be_had(publish: Publish) -> None:
    many = FACET_VALUES + 15
    searcher = Searcher(
        publish([listing(f"T{n:03}", condition=[f"Condition {n}"]) for n in range(many)])
    )
    shown = next(f for f in searcher.search(SearchRequest()).facets if f.name == "condition")
    assert (len(shown.counts), shown.more) == (FACET_VALUES, 15)
    assert len(searcher.facet(SearchRequest(), "condition").counts) == many
    with pytest.raises(BadRequest, match="is not a facet"):
        searcher.facet(SearchRequest(), "colour")


def test_an_id_finds_its_record_and_words_that_hold_it_when_there_is_none(
    publish: Publish,
) -> None:
    searcher = Searcher(
        publish(
            [
                listing("NCT00000001", title="First"),
                listing("NCT00000002", summary="An extension of NCT00000009."),
            ]
        )
    )
    assert ids(searcher, "nct00000001") == ["NCT00000001"]
    assert searcher.search(SearchRequest(text="nct00000001")).reading.notices == ()
    mentioned = searcher.search(SearchRequest(text="NCT00000009"))
    assert [hit.listing.id for hit in mentioned.hits] == ["NCT00000002"]
    assert mentioned.reading.notices == (
        "No record here has the id NCT00000009. Listings that mention it are shown.",
    )
    unknown = searcher.search(SearchRequest(text="NCT99999999"))
    assert unknown.reading.notices == ("No record here has the id NCT99999999.",)


def test_a_record_that_a_filter_leaves_out_is_not_said_to_be_missing(
    publish: Publish, gazetteer: Gazetteer
) -> None:
    place = {"city": "Macon", "state": "Georgia", "country": "United States"}
    here = gazetteer.located(listing("NCT00000001", site=[place], sex="male"))
    searcher = Searcher(publish([here, listing("NCT00000002", summary="After NCT00000001.")]))
    asked = SearchRequest(text="NCT00000001")
    notice = "There is a record with the id NCT00000001, but the chosen filters leave it out."
    for narrowed in (asked.with_value("sex", "female"), asked.near_to("30322", "20")):
        results = searcher.search(narrowed)
        assert results.total == 0
        assert results.reading.notices == (notice,)
    assert searcher.search(asked.with_value("sex", "male")).reading.notices == ()
    unknown = SearchRequest(text="NCT99999999").with_value("sex", "female")
    assert searcher.search(unknown).reading.notices == ("No record here has the id NCT99999999.",)


def test_hits_carry_marks_in_title_and_passage(publish: Publish) -> None:
    searcher = Searcher(publish([listing("T1", title="Asthma now", summary="About asthma.")]))
    (hit,) = searcher.search(SearchRequest(text="asthmatic")).hits
    assert hit.title_marks == ((0, 6),)
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["asthma"]


@pytest.mark.parametrize(
    "question",
    ["x" * 4_000, "-" * 4_000, '"' * 4_000, "a " * 2_000, "(" * 4_000, "\x00\x1b[31m", "💊 " * 500,
     "% _ \\ ' ; --", "<script>alert(1)</script>", "../../etc/passwd", "{{7*7}}", "א ב", "ﷺ" * 99],
)  # fmt: skip
def test_hostile_questions_get_an_answer(publish: Publish, question: str) -> None:
    searcher = Searcher(publish([listing("T1", title="Asthma")]))
    results = searcher.search(SearchRequest(text=question))
    assert results.total == len(results.hits)


def test_what_newer_software_publishes_does_not_take_a_running_server_down(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    searcher = Searcher(publish([listing("T1")]))
    served = searcher.status().generation
    with monkeypatch.context() as newer:
        newer.setattr("index.analysis.version", lambda: "newer")
        publish([listing("T1"), listing("T2")])
    assert searcher.status().generation == served
    assert searcher.listing("T1") is not None
    assert len(caplog.records) == 1
    assert "Still answering from" in caplog.text
    monkeypatch.setattr("search.searcher.published.RETRY_AFTER", 0.0)
    publish([listing("T3")])
    assert searcher.listing("T3") is not None


def test_a_score_is_explained_by_what_each_word_adds_where_it_stands(publish: Publish) -> None:
    asthma = listing("T1", title="Asthma at night", summary="An inhaler for asthma.")
    searcher = Searcher(publish([asthma, listing("T2", title="Night shifts")]))
    explanation = searcher.explain(SearchRequest(text="asthma night"), "t1")
    assert explanation is not None
    assert explanation.matches
    terms = {(term.term, term.field) for share in explanation.shares for term in share.terms}
    assert terms == {("asthma", "title"), ("asthma", "summary"), ("night", "title")}
    hit = searcher.search(SearchRequest(text="asthma night")).hits[0]
    assert explanation.score == pytest.approx(hit.score)
    assert sum(share.score for share in explanation.shares) == pytest.approx(hit.score)


def test_only_what_a_request_finds_is_explained(publish: Publish) -> None:
    searcher = Searcher(
        publish([listing("T1", title="Asthma at night"), listing("T2", title="Night shifts")])
    )
    asthma = SearchRequest(text="asthma")
    assert searcher.explain(asthma, "NCT99999999") is None
    assert searcher.explain(SearchRequest(text="lupus"), "T1") is None
    assert searcher.explain(asthma, "T1") is not None
    assert searcher.explain(asthma.with_value("sex", "female"), "T1") is None


def test_what_is_beyond_the_matches_is_explained_too(publish: Publish) -> None:
    searcher = Searcher(
        publish([listing("T1", title="Asthma at night"), listing("T2", title="Night shifts")])
    )
    request = SearchRequest(text="asthma night")
    hit = searcher.search(request).hits[1]
    close = searcher.explain(request, hit.listing.id)
    assert close is not None
    assert (hit.matches, close.matches, close.listing.id) == (False, False, "T2")
    assert close.score == pytest.approx(hit.score)
    scores = [(share.clause and share.clause.said, share.score > 0) for share in close.shares]
    assert scores[:2] == [("asthma", False), ("night", True)]


def test_a_relaxed_question_is_explained_too(publish: Publish) -> None:
    searcher = Searcher(
        publish([listing("T1", title="Asthma at night"), listing("T2", title="Night shifts")])
    )
    relaxed = searcher.explain(SearchRequest(text="night absentword"), "T2")
    assert relaxed is not None
    night, absent = relaxed.shares
    assert [term.term for term in night.terms] == ["night"]
    assert (night.share, absent.share, absent.matched) == (1.0, 0.0, ())


def test_no_more_than_ten_follow_the_last_match(publish: Publish) -> None:
    many = [listing(f"T{n:03}", title="Night shifts") for n in range(MOST_FOLLOWING + 20)]
    searcher = Searcher(publish([listing("A1", title="Asthma at night"), *many]))
    request = SearchRequest(text="asthma night", size=10)
    pages = [searcher.search(request.at_page(page)) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [10, 1, 0]
    assert {(page.total, page.partial_total, page.shown) for page in pages} == {(1, 30, 11)}
    full = searcher.search(SearchRequest(text="night", size=20, page=1))
    assert (full.partial_total, len(full.hits)) == (0, 20)


def test_a_page_that_ends_with_the_last_match_knows_of_more(publish: Publish) -> None:
    fits = [listing(f"A{n}", title="Asthma at night") for n in range(10)]
    searcher = Searcher(publish([*fits, listing("T1", title="Night shifts")]))
    results = searcher.search(SearchRequest(text="asthma night", size=10))
    assert (results.total, results.partial_total, len(results.hits)) == (10, 1, 10)
    assert all(hit.matches for hit in results.hits)


def test_every_search_is_for_the_day_that_the_clock_tells(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2031, 1, 2)
    searcher = Searcher(publish([listing("T1", title="Asthma", sex="male")]), today=lambda: day)
    asked: list[Query] = []
    search, counts = WhooshEngine.search, WhooshEngine.counts

    def searching(engine: WhooshEngine, query: Query) -> Found:
        asked.append(query)
        return search(engine, query)

    def counting(engine: WhooshEngine, queries: Sequence[Query]) -> tuple[int, ...]:
        # What is known of a word does not depend on the day.
        asked.extend(query for query in queries if not isinstance(query.match, Term))
        return counts(engine, queries)

    searcher.search(SearchRequest())
    monkeypatch.setattr(WhooshEngine, "search", searching)
    monkeypatch.setattr(WhooshEngine, "counts", counting)
    nothing = SearchRequest(text="asthma lupus").with_value("sex", "female")
    assert searcher.search(nothing).relaxations == ()
    assert searcher.search(SearchRequest(text="asthma lupus")).relaxed
    assert searcher.facet(SearchRequest(text="asthma"), "sex").counts
    assert searcher.explain(SearchRequest(text="asthma"), "T1") is not None
    assert len(asked) > 6
    assert {query.day for query in asked} == {day}


def test_a_ranking_is_measured_as_records_state_it_on_any_day(publish: Publish) -> None:
    home = publish([listing("T1", title="Asthma", status="recruiting", verified="2001")])
    days = (date(2001, 6, 1), date(2031, 1, 2))
    for searcher in (Searcher(home, today=lambda day=day: day) for day in days):  # type: ignore[misc]
        assert [hit.listing.id for hit in searcher.ranking("recruiting asthma", 10)] == ["T1"]


def test_a_pinned_searcher_keeps_its_day_at_midnight(publish: Publish) -> None:
    days = iter([date(2026, 11, 30), date(2026, 12, 1)])
    searcher = Searcher(publish([listing("T1", title="Asthma")]), today=lambda: next(days))
    pinned = searcher.pinned()
    assert pinned.today() == pinned.search(SearchRequest()).day == date(2026, 11, 30)
    assert searcher.today() == date(2026, 12, 1)


def test_what_can_be_joined_comes_first_and_what_may_have_closed_not_at_all(
    publish: Publish,
) -> None:
    day = date(2026, 11, 30)
    home = publish(
        [
            listing("OLD", title="Asthma", status="recruiting", verified="2020-08"),
            listing("CHECK", title="Asthma asthma", status="recruiting", verified="2025-05"),
            listing("SURE", title="Asthma", status="recruiting", verified="2026-05"),
            listing("STARTED", title="Asthma", status="not-yet-recruiting", start_date="2026-01"),
        ]
    )
    searcher = Searcher(home, today=lambda: day)

    def ids(text: str) -> list[str]:
        return [hit.listing.id for hit in searcher.search(SearchRequest(text=text)).hits]

    assert ids("recruiting asthma") == ids("asthma can I join") == ["SURE", "CHECK"]
    assert ids("asthma not yet recruiting") == ["STARTED"]
    chosen = SearchRequest(text="asthma").with_value("status", "recruiting")
    assert [hit.listing.id for hit in searcher.search(chosen).hits] == ["SURE"]
    both = chosen.with_value("status", "check-first")
    assert [hit.listing.id for hit in searcher.search(both).hits] == ["SURE", "CHECK"]
    statuses = {one.value: one.count for one in searcher.facet(both, "status").counts}
    assert statuses == {"recruiting": 1, "check-first": 1, "may-be-open": 1, "may-have-closed": 1}


def test_what_is_about_something_else_is_no_answer_where_only_the_status_leaves_nothing(
    publish: Publish,
) -> None:
    home = publish(
        [
            listing("OLD", title="Asthma", status="recruiting", verified="2020-08"),
            listing("OTHER", title="Diabetes", summary="Breathing tests as in asthmatics",
                    status="recruiting", verified="2026-05"),
            listing("LIKE", title="Wheezing", summary="A study of wheezing children",
                    status="recruiting", verified="2026-05"),
        ]
    )  # fmt: skip
    found = Searcher(home, today=lambda: date(2026, 11, 30)).search(
        SearchRequest(text="recruiting gardeners asthma")
    )
    assert "LIKE" not in [hit.listing.id for hit in found.hits]
    alone = Searcher(home, today=lambda: date(2020, 11, 30)).search(
        SearchRequest(text="asthma recruiting")
    )
    assert [hit.listing.id for hit in alone.hits if hit.matches][:1] == ["OLD"]
