"""Eligibility intent, over an index."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from index.listing.model import Listing
from search.request.request import SearchRequest
from search.results.results import Results
from search.searcher.searcher import Searcher
from tests.conftest import Publish, listing

DAY = date(2026, 11, 30)

LISTINGS = [
    listing("T1", title="Gout in women", sex="female", minimum_age=18, maximum_age=64,
            status="recruiting", phase=["phase-2"]),
    listing("T2", title="Gout", sex="male", minimum_age=65, status="completed",
            phase=["phase-1", "phase-2"]),
    listing("T3", title="Gout medicine", sex="all", status="enrolling-by-invitation",
            healthy_volunteers=True, phase=["phase-3"]),
    listing("T4", title="Gout now", maximum_age=17, status="not-yet-recruiting",
            healthy_volunteers=False),
    listing("T5", title="Gout and what it costs women and children"),
    listing("T6", title="Gout in mice", kind="funded-project", status="does-not-enroll"),
    listing("T7", title="Lupus in men", sex="male", minimum_age=0.5, maximum_age=17,
            status="recruiting"),
]  # fmt: skip


def confirmed(one: Listing) -> Listing:
    """A listing whose team has confirmed its status on the day that is asked."""
    return msgspec.structs.replace(one, verified=DAY.isoformat())


@pytest.fixture
def searcher(publish: Publish) -> Searcher:
    return Searcher(publish([confirmed(one) for one in LISTINGS]), today=lambda: DAY)


def results(searcher: Searcher, text: str, **chosen: str) -> Results:
    request = SearchRequest(text=text)
    for facet, value in chosen.items():
        request = request.with_value(facet, value)
    return searcher.search(request)


def ids(searcher: Searcher, text: str, **chosen: str) -> list[str]:
    hits = results(searcher, text, **chosen).hits
    return [hit.listing.id for hit in hits if hit.matches]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gout 65 year old", "T2 T3 T5 T6"),
        ("gout 64 year old", "T1 T3 T5 T6"),
        ("gout for my 6 year old", "T3 T4 T5 T6"),
        ("gout 20 to 70 years old", "T1 T2 T3 T5 T6"),
        ("gout over 80", "T2 T3 T5 T6"),
        ("gout in kids", "T3 T4 T5 T6"),
        ("lupus 3 months old", ""),
        ("lupus 6 months old", "T7"),
        ("gout in men", "T2 T3 T4 T5 T6"),
        ("gout women", "T1 T3 T4 T5 T6"),
        ("gout recruiting", "T1"),
        ("recruiting studies", "T1 T7"),
        ("not yet recruiting gout", "T4"),
        ("gout completed trials", "T2"),
        ("gout phase 2", "T1 T2"),
        ("gout phase 2/3", "T1 T2 T3"),
        ("gout healthy volunteers", "T3"),
        ("recruiting gout trials for a 40 year old woman", "T1"),
        ("how can I join a study of gout", "T1"),
        ("how to join a study of gout", "T1 T2 T3 T4 T5 T6"),
        ("clinical trials for lupus", "T7"),
    ],
)
def test_only_what_the_person_may_join_is_found(searcher: Searcher, text: str, found: str) -> None:
    assert sorted(ids(searcher, text)) == found.split()


def test_what_says_the_word_comes_first(searcher: Searcher) -> None:
    assert set(ids(searcher, "gout women")[:2]) == {"T1", "T5"}
    assert ids(searcher, "gout children")[0] == "T5"
    first = results(searcher, "gout women").hits[0]
    assert first.title_marks[-1] == (8, 13), "and it is marked"


def test_what_is_chosen_holds_over_the_question(searcher: Searcher) -> None:
    assert ids(searcher, "gout recruiting", status="completed") == ["T2"]
    assert (
        "“recruiting” is left aside"
        in (results(searcher, "gout recruiting", status="completed").reading.notices[0])
    )


def test_taken_back_it_is_words_again(searcher: Searcher) -> None:
    reading = results(searcher, "gout women").reading
    (undo,) = (clause.undo for clause in reading.clauses if clause.undo)
    found = searcher.search(undo).hits
    assert sorted(hit.listing.id for hit in found if hit.matches) == ["T1", "T5"]


def test_facets_count_what_the_question_leaves_and_the_read_values_are_chosen(
    searcher: Searcher,
) -> None:
    answer = results(searcher, "gout recruiting 40 year old")
    facets = {facet.name: facet for facet in answer.facets}
    statuses = {one.value: (one.count, one.chosen) for one in facets["status"].counts}
    # The age keeps out T2 and T4, whatever the status.
    assert statuses["recruiting"] == (1, True)
    assert statuses["enrolling-by-invitation"] == (1, False)
    assert "completed" not in statuses
    ages = {one.value: one.count for one in facets["age_group"].counts}
    assert ages == {"adult": 1}
    assert searcher.facet(SearchRequest(text="gout 40 year old"), "status").counts


def test_an_empty_answer_that_an_age_made_is_not_relaxed(searcher: Searcher) -> None:
    answer = results(searcher, "lupus men 50 years old")
    assert (answer.total, answer.relaxed) == (0, False)


def test_what_is_preferred_is_explained_and_adds_up(searcher: Searcher) -> None:
    explained = searcher.explain(SearchRequest(text="gout women"), "T1")
    assert explained is not None
    added = {one.clause.said: one.score for one in explained.shares if one.clause}
    assert set(added) == {"gout", "women"}
    assert min(added.values()) > 0
    assert sum(added.values()) == pytest.approx(explained.score)
    without = searcher.explain(SearchRequest(text="gout women"), "T3")
    assert without is not None
    assert [one.score > 0 for one in without.shares] == [True, False]


def test_a_crisis_gets_its_notice_and_the_same_results(publish: Publish) -> None:
    searcher = Searcher(publish([listing("T1", title="Suicidal thoughts and ketamine")]))
    answer = results(searcher, "suicidal thoughts")
    assert [hit.listing.id for hit in answer.hits] == ["T1"]
    assert "988" in answer.reading.notices[0]
    research = results(searcher, "ketamine")
    assert research.reading.notices == ()


def test_what_enrolls_nobody_comes_after_what_can_be_joined_for_who_wants_to_join(
    publish: Publish,
) -> None:
    grant = listing(
        "G1", title="Gout", condition=["Gout"], kind="funded-project", status="does-not-enroll"
    )
    trial = listing("T1", title="A study", summary="Of many things, of gout as well.")
    searcher = Searcher(publish([grant, trial]))
    assert ids(searcher, "gout") == ["G1", "T1"]
    for question in ("gout trial, how to join", "gout for a 50 year old", "gout clinical trials"):
        assert ids(searcher, question) == ["T1", "G1"]
        assert [hit.listing.id for hit in searcher.ranking(question, 9)] == ["T1", "G1"]
    as_words = SearchRequest(text="gout for a 50 year old").with_words("50 year old")
    assert [hit.listing.id for hit in searcher.search(as_words).hits] == ["G1", "T1"]
