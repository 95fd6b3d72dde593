from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.engine.query import Query, Term
from search.request.request import SearchRequest
from search.results.results import FEW
from search.searcher.leaving_out import LONGEST, MOST_SHOWN, MOST_TRIED, relaxations
from search.searcher.searcher import Searcher
from search.searcher.serving import Served
from tests.conftest import examples, listing
from tests.in_memory import served_in_memory

ATLANTA = {"country": "United States", "state": "Georgia", "city": "Atlanta",
           "latitude": 33.75, "longitude": -84.39}  # fmt: skip
MACON = {"country": "United States", "state": "Georgia", "city": "Macon",
         "latitude": 32.84, "longitude": -83.63}  # fmt: skip
SEATTLE = {"country": "United States", "state": "Washington", "city": "Seattle",
           "latitude": 47.61, "longitude": -122.33}  # fmt: skip

CONDITIONS = ["asthma", "migraine", "breast cancer", "type 2 diabetes", "lupus"]
BESIDE = ["fatigue", "yoga", "dupilumab", "inhaler", "HER2 negative", "zebra", "depression"]
NARROWING = ["phase 2", "phase 3", "completed studies", "in Georgia", "in Georgia or Washington",
             "near Atlanta", "within 20 km of Seattle", "in children", "for women over 50",
             "recruiting", "without surgery", "not in Texas"]  # fmt: skip


def _listings() -> list:  # type: ignore[type-arg]
    made = []
    for number, (condition, other) in enumerate(product(CONDITIONS, BESIDE)):
        for place, site in enumerate((ATLANTA, MACON, SEATTLE)):
            made.append(
                listing(
                    f"T{number}-{place}",
                    title=f"{other} in {condition}" if number % 2 else f"Care of {condition}",
                    summary=f"A study of {other}" if place else "",
                    condition=[condition],
                    status=("completed", "recruiting", "completed")[place],
                    phase=[("phase-2", "phase-3", "phase-3")[place]],
                    sex=("all", "female", "male")[number % 3],
                    site=[site],
                )
            )
    return made


LISTINGS = _listings()


@pytest.fixture(scope="module")
def served(
    gazetteer: Gazetteer, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> Served:
    folder = tmp_path_factory.mktemp("leaving-out")
    return served_in_memory(LISTINGS, gazetteer, folder, vocabulary)


def counted(count: Callable[[Query], int]) -> Callable[[Sequence[Query]], list[int]]:
    """Counts queries one by one."""
    return lambda queries: [count(one) for one in queries]


def offered(served: Served, request: SearchRequest) -> dict[str, SearchRequest]:
    """Every relaxation, where every query finds a listing."""
    understood = served.understand(request)
    found = relaxations(understood, 0, counted(lambda _: 1), served.lexicon, None)
    return {one.words: one.request for one in found}


def asked(text: str, **chosen: str) -> SearchRequest:
    request = SearchRequest(text=text)
    for facet, value in chosen.items():
        request = request.with_value(facet, value)
    return request


# --- what is offered ----------------------------------------------------------------------------


def test_each_word_is_a_relaxation(served: Served) -> None:
    assert offered(served, asked("stripes zebra")) == {
        "Without “stripes”": asked("zebra"),
        "Without “zebra”": asked("stripes"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "zebra",
        "asthma",
        "asthma in children",
        "asthma for women over 50",
        "asthma recruiting",
        "asthma healthy volunteers",
        "asthma without surgery",
        "HER2 negative breast cancer",
        "asthma or COPD",
        "NCT04280705",
        "",
    ],
)
def test_neither_the_only_condition_nor_who_would_join_is_left_out(
    served: Served, text: str
) -> None:
    assert offered(served, asked(text)) == {}


def test_of_several_conditions_each_may_be_left_out(served: Served) -> None:
    assert list(offered(served, asked("asthma lupus"))) == ["Without “asthma”", "Without “lupus”"]


def test_the_nearest_to_what_was_asked_comes_first(served: Served) -> None:
    request = asked("asthma dupilumab zebra phase 2 near Atlanta")
    totals = iter([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    found = relaxations(
        served.understand(request), 0, counted(lambda _: next(totals)), served.lexicon, None
    )
    assert [one.words for one in found] == [
        "Within 100 miles of Atlanta, Georgia",
        "Within 500 miles of Atlanta, Georgia",
        "Without “phase 2”",
        "Without “zebra”",
    ]


def test_words_that_most_listings_have_are_left_out_first_and_then_names(served: Served) -> None:
    having = {Term("rarer"): 3, Term("commoner"): 900}
    found = relaxations(
        served.understand(asked("rarer commoner dupilumab asthma")),
        0,
        counted(lambda query: having.get(query.match, 5)),
        served.lexicon,
        None,
    )
    assert [one.words for one in found] == [
        "Without “commoner”",
        "Without “rarer”",
        "Without “dupilumab”",
    ]


def test_nothing_is_offered_where_enough_is_found_or_nothing_more_would_be(
    served: Served,
) -> None:
    understood = served.understand(asked("asthma zebra"))
    enough = relaxations(understood, FEW, counted(lambda _: 99), served.lexicon, None)
    assert enough == ()
    as_many = relaxations(understood, 4, counted(lambda _: 4), served.lexicon, None)
    assert as_many == ()
    assert len(relaxations(understood, 4, counted(lambda _: 5), served.lexicon, None)) == 1


def test_everything_is_counted_at_once_and_few_are_shown(served: Served) -> None:
    asked_for: list[int] = []

    def counts(queries: Sequence[Query]) -> list[int]:
        asked_for.append(len(queries))
        return [1] * len(queries)

    text = " ".join(f"xyz{n}q" for n in range(60))
    found = relaxations(served.understand(asked(text)), 0, counts, served.lexicon, None)
    assert len(found) == MOST_SHOWN
    assert asked_for == [2 * MOST_TRIED], "each part left out, and each by itself"


def test_what_is_left_out_is_said_in_few_words(served: Served) -> None:
    for words in offered(served, asked(f'asthma "{"word " * 300}"')):
        assert len(words) <= LONGEST + len("Without “”")


# --- filters ------------------------------------------------------------------------------------


def test_a_chosen_filter_is_a_relaxation_but_not_who_would_take_part(served: Served) -> None:
    chosen = asked("asthma", phase="phase-2", sex="female", condition="asthma")
    ((words, request),) = offered(served, chosen).items()
    assert words.startswith("Without “Phase: Phase 2")
    assert request == chosen.without_facet("phase")


def test_that_it_can_be_joined_stays_and_what_should_be_checked_is_added(served: Served) -> None:
    recruiting = asked("asthma", status="recruiting")
    assert offered(served, recruiting) == {
        "Also “Status: Check first”": recruiting.with_value("status", "check-first")
    }
    assert offered(served, recruiting.with_value("status", "check-first")) == {}
    assert list(offered(served, asked("asthma", status="completed"))) == [
        "Without “Status: Completed”"
    ]


def test_filters_are_left_out_together_where_none_alone_is_enough(served: Served) -> None:
    request = asked("asthma", status="completed", phase="phase-2", sex="female")

    def count(query: Query) -> int:
        return 3 if {one.facet for one in query.filters} == {"sex"} else 0

    (way,) = relaxations(served.understand(request), 0, counted(count), served.lexicon, None)
    assert way.words == "Without any of these filters: Status, Phase"
    assert way.request == asked("asthma", sex="female")


def test_a_wider_distance_keeps_its_unit(served: Served) -> None:
    ways = offered(served, SearchRequest(text="asthma", near="Atlanta", within="300 km"))
    assert list(ways) == ["Within 500 km of Atlanta, Georgia", "Without “Near: Atlanta”"]
    assert ways["Within 500 km of Atlanta, Georgia"].within == "500 km"
    farthest = SearchRequest(text="asthma", near="Atlanta", within="500")
    assert list(offered(served, farthest)) == ["Without “Near: Atlanta”"]


def test_a_place_that_was_read_is_left_out_last(served: Served) -> None:
    ways = offered(served, asked("asthma zebra near Atlanta"))
    assert list(ways)[-1] == "Without “near Atlanta”"
    assert ways["Without “near Atlanta”"] == asked("asthma zebra")
    assert ways["Within 100 miles of Atlanta, Georgia"].within == "100"


def test_a_zip_code_keeps_its_own_point(served: Served) -> None:
    ways = offered(served, asked("asthma near 30322"))
    assert next(iter(ways.values())).near == "30322"


def test_several_places_are_left_out_together(served: Served) -> None:
    assert offered(served, asked("asthma in Georgia or Washington")) == {
        "Without “in Georgia or Washington”": asked("asthma")
    }


def test_what_a_question_says_of_a_chosen_facet_does_not_come_back(served: Served) -> None:
    assert offered(served, asked("asthma phase 2", phase="phase-3")) == {}


# --- following them -----------------------------------------------------------------------------

JOINING = ["and", "or", ",", "not", "with", "/", "for"]
SAYING = ["treatment", "studies of", "what is the", "my 6 year old son", "side effects", "severe",
          "blood test", "2", "stage 3", "PD", "diabetis", "smoker", "mild"]  # fmt: skip
QUESTIONS = st.builds(
    lambda parts: " ".join(parts),
    st.lists(st.sampled_from([*CONDITIONS, *BESIDE, *NARROWING, *JOINING, *SAYING]), max_size=7),
)
CHOSEN = st.dictionaries(
    st.sampled_from(["phase", "status", "sex", "place", "kind"]), st.integers(0, 1), max_size=2
)
VALUES = {
    "phase": ("phase-2", "phase-3"),
    "status": ("recruiting", "completed"),
    "sex": ("female", "male"),
    "place": ("United States/Georgia", "United States/Washington"),
    "kind": ("trial", "funded-project"),
}
PLAIN = st.lists(st.sampled_from(["in Georgia", "asthma", "phase 2", "breast"]), max_size=1)


@examples(400)
@given(
    text=QUESTIONS,
    chosen=CHOSEN,
    near=st.sampled_from(["", "", "Atlanta"]),
    plain=PLAIN,
    mentions=st.booleans(),
)
def test_each_link_finds_as_much_as_is_said(
    served: Served, text: str, chosen: dict[str, int], near: str, plain: list[str], mentions: bool
) -> None:
    request = asked(text, **{facet: VALUES[facet][n] for facet, n in chosen.items()}).near_to(near)
    for one in plain:
        request = request.with_words(one)
    if mentions:
        request = request.with_mentions()
    searcher = Searcher.over(served)
    results = searcher.search(request)
    found = 0 if results.relaxed else results.total
    assert len(results.relaxations) <= MOST_SHOWN
    assert not results.relaxations or found < FEW
    for way in results.relaxations:
        followed = searcher.search(way.request)
        assert not followed.relaxed
        assert followed.total == way.total > found, (request, way.request)


def test_mentions_that_count_do_so_in_what_leaving_a_part_out_finds(served: Served) -> None:
    searcher = Searcher.over(served)
    request = asked("asthma zebra").with_mentions()
    (way,) = searcher.search(request).relaxations
    assert way.request == asked("asthma").with_mentions()
    assert way.total == searcher.search(way.request).total > 0


def test_a_question_is_read_once(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[SearchRequest] = []
    understand = Served.understand

    def reading(self: Served, request: SearchRequest):  # type: ignore[no-untyped-def]
        read.append(request)
        return understand(self, request)

    monkeypatch.setattr(Served, "understand", reading)
    searcher = Searcher.over(served)
    results = searcher.search(asked("asthma dupilumab zebra phase 2 near Atlanta"))
    assert results.relaxations
    assert len(read) == 1
    assert searcher.explain(asked("asthma yoga"), results.hits[0].listing.id) is not None
    assert len(read) == 2
