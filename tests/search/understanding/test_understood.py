"""A request and the places it names: notices, questions back, and what can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.query_analyzer import STOP_WORDS
from index.reference.places.gazetteer import Gazetteer
from search.engine.query import AgeSpan, AllOf, Everything, Term
from search.request.parameters import DEFAULT_WITHIN
from search.request.request import SearchRequest
from search.request.url import from_args
from search.understanding.entities.places.here import HERE_NOTICE
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.question.clauses import ClauseKind, Disambiguation
from search.understanding.understood import Understood, understand
from tests.search.understanding.known_names import KnownNames
from tests.search.understanding.small_atlas import small_atlas

GEORGIA = "United States/Georgia"


def understood(gazetteer: Gazetteer, text: str = "", **asked: object) -> Understood:
    return understand(SearchRequest(text=text, **asked), small_atlas(gazetteer))  # type: ignore[arg-type]


def near_words(asked: Understood) -> str:
    return asked.near.words if asked.near else ""


# --- near and within ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("near", "within", "words"),
    [
        ("30322", DEFAULT_WITHIN, "within 50 miles of Atlanta, Georgia"),
        ("Atlanta", "5", "within 5 miles of Atlanta, Georgia"),
        ("seoul", "20 km", "within 20 km of Seoul, South Korea"),
        ("Portland, Maine, United States", "500", "within 500 miles of Portland, Maine"),
        ("Washington", "50", "within 50 miles of Washington, District of Columbia"),
    ],
)
def test_a_place_to_be_near_is_a_circle_around_it(
    gazetteer: Gazetteer, near: str, within: str, words: str
) -> None:
    asked = understood(gazetteer, "asthma", near=near, within=within)
    assert near_words(asked) == words
    assert asked.near is not None
    assert asked.question.reading.near == asked.near.place
    assert (asked.question.reading.notices, asked.question.reading.disambiguations) == ((), ())


@pytest.mark.parametrize(
    ("near", "sentence"),
    [
        ("00000", "00000 is no US ZIP code that is known here. What is near it cannot be shown."),
        ("Xyzzyville", "No city is known here as “Xyzzyville”"),
        ("<script>alert(1)</script>", "No city is known here as “<script>"),
        ("Georgia", "“Georgia” is too large to be near: give a city or a US ZIP code."),
        ("-1", "is no US ZIP code"),
        ("\u202e💊'; --", "No city is known here"),
    ],
)
def test_a_place_that_is_not_known_is_told_and_the_rest_is_answered(
    gazetteer: Gazetteer, near: str, sentence: str
) -> None:
    asked = understood(gazetteer, "asthma", near=near)
    (notice,) = asked.question.reading.notices
    assert sentence in notice
    assert asked.near is None
    assert asked.question.match == Term("asthma")


@pytest.mark.parametrize(
    ("within", "sentence"),
    [
        ("-1", "A distance can be from 5 to 500 miles, not -1. 50 miles are taken."),
        ("−1", "A distance can be from 5 to 500 miles, not -1. 50 miles are taken."),
        ("1000000000", "A distance can be from 5 to 500 miles, not 1,000,000,000."),
        ("501 km", "A distance can be from 5 to 500 km, not 501."),
        ("10⁹", "“10⁹” is no distance"),
        ("<b>", "“<b>” is no distance"),
        ("many", "“many” is no distance"),
    ],
)
def test_a_distance_that_cannot_be_is_told_and_the_usual_one_taken(
    gazetteer: Gazetteer, within: str, sentence: str
) -> None:
    asked = understood(gazetteer, "asthma", near="Atlanta", within=within)
    (notice,) = asked.question.reading.notices
    assert notice.startswith(sentence)
    assert near_words(asked) == "within 50 miles of Atlanta, Georgia"


def test_a_name_of_several_places_is_asked_about_and_none_is_taken(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "asthma", near="Portland", within="20 km")
    (ask,) = asked.question.reading.disambiguations
    assert ask.said == "Portland"
    assert [choice.label for choice in ask.choices] == [
        "Portland, Oregon, United States",
        "Portland, Maine, United States",
    ]
    assert asked.near is None
    chosen = [understand(choice.request, small_atlas(gazetteer)) for choice in ask.choices]
    assert [near_words(one) for one in chosen] == [
        "within 20 km of Portland, Oregon",
        "within 20 km of Portland, Maine",
    ]


@pytest.mark.parametrize(
    "name",
    ["Springfield", "Portland", "Lebanon", "Cambridge", "Birmingham", "Columbus", "Rochester",
     "San Jose", "Santiago", "Reading", "Newcastle", "Victoria", "Hamilton", "Kingston"],
)  # fmt: skip
def test_what_is_chosen_among_several_places_is_sure(gazetteer: Gazetteer, name: str) -> None:
    for ask in understood(gazetteer, near=name).question.reading.disambiguations:
        for choice in ask.choices:
            asked = understand(choice.request, small_atlas(gazetteer))
            assert asked.near, choice.label
            assert not asked.question.reading.disambiguations
            assert not asked.question.reading.notices


# --- places in the question ---------------------------------------------------------------------


def test_a_place_in_the_question_narrows_it_and_is_not_searched_for(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "asthma in Seoul", page=3)
    assert asked.question.match == Term("asthma")
    assert asked.question.highlights.terms == {"asthma"}
    assert asked.request.values("place") == ("South Korea/Seoul",)
    assert asked.request.page == 3
    words, place = asked.question.reading.clauses
    assert (words.kind, words.said, words.meant, words.undo) == (
        ClauseKind.WORDS, "asthma", "", None,
    )  # fmt: skip
    assert (place.kind, place.said) == (ClauseKind.PLACE, "in Seoul")
    assert place.meant == "Seoul, South Korea"


def test_a_place_in_the_question_joins_what_is_chosen_as_a_place(gazetteer: Gazetteer) -> None:
    request = SearchRequest(text="asthma in Seoul").with_value("place", "Canada")
    asked = understand(request, small_atlas(gazetteer))
    assert asked.request.values("place") == ("Canada", "South Korea/Seoul")
    assert request.values("place") == ("Canada",)


@pytest.mark.parametrize("text", ["in Georgia, USA", "what is in Georgia, USA?", "IN GEORGIA, USA"])
def test_a_question_of_a_place_alone_matches_everything_there(
    gazetteer: Gazetteer, text: str
) -> None:
    asked = understood(gazetteer, text)
    assert asked.question.match == Everything()
    assert asked.request.values("place") == (GEORGIA,)
    assert asked.question.reading.notices == ()


def test_a_distance_in_the_question_is_read_as_a_circle(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "asthma within 20 km of Seoul")
    assert near_words(asked) == "within 20 km of Seoul, South Korea"
    (_, clause) = asked.question.reading.clauses
    assert (clause.kind, clause.meant) == (ClauseKind.NEAR, "within 20 km of Seoul, South Korea")


def test_a_place_to_be_near_that_is_given_wins_over_one_in_the_question(
    gazetteer: Gazetteer,
) -> None:
    asked = understood(gazetteer, "asthma near Boston", near="30322")
    assert near_words(asked) == "within 50 miles of Atlanta, Georgia"
    assert asked.question.match == Term("asthma")
    (notice,) = asked.question.reading.notices
    assert notice == (
        "“near Boston” is left aside: what is within 50 miles of Atlanta, Georgia is shown."
    )
    asked = understood(gazetteer, "asthma near Boston", near="00000")
    assert near_words(asked) == "within 50 miles of Boston, Massachusetts"


def test_a_name_alone_of_a_place_that_no_listing_is_near_is_left_aside_and_told(
    gazetteer: Gazetteer,
) -> None:
    asked = understood(gazetteer, "asthma", near="Atlantis")
    assert asked.near is None
    assert asked.question.match == Term("asthma")
    (notice,) = asked.question.reading.notices
    assert notice.startswith("“Atlantis” is known here as Atlantis, Western Cape, South Africa")
    for typed in ("Atlanta", "30322", "Atlantis, South Africa"):
        asked = understood(gazetteer, "asthma", near=typed)
        assert asked.near is not None
        assert asked.question.reading.notices == ()


def test_a_name_alone_of_a_town_without_listings_is_told_in_full(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "asthma", near="Savannah")
    assert near_words(asked) == "within 50 miles of Savannah, Georgia"
    assert asked.question.reading.notices == (
        "“Savannah” was taken for Savannah, Georgia, United States: no listing has a site there.",
    )


def test_an_unknown_zip_code_in_the_question_is_told_and_not_searched_for(
    gazetteer: Gazetteer,
) -> None:
    asked = understood(gazetteer, "asthma near 00000")
    assert asked.question.match == Term("asthma")
    assert asked.question.reading.notices[0].startswith("00000 is no US ZIP code")


def test_a_distance_in_the_question_that_cannot_be_is_told(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "asthma within 5,000 miles of Atlanta")
    assert near_words(asked) == "within 50 miles of Atlanta, Georgia"
    assert asked.question.reading.notices[0].startswith("A distance can be from 5 to 500 miles")


ASKED = [
    ("asthma in Springfield", "in Springfield", {
        "Springfield, Missouri, United States":
            ("asthma", ("United States/Missouri/Springfield",), ""),
        "Springfield, Illinois, United States":
            ("asthma", ("United States/Illinois/Springfield",), ""),
    }),
    ("lupus PA", "PA", {
        "Pennsylvania, United States": ("lupus", ("United States/Pennsylvania",), ""),
        "PA": ("lupus PA", (), ""),
    }),
    ("lupus MI", "MI", {
        "Michigan, United States": ("lupus", ("United States/Michigan",), ""),
        "Myocardial Infarction": ("lupus Myocardial Infarction", (), ""),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "choices"), ASKED)
def test_what_may_be_several_places_is_asked_and_meanwhile_searched_for(
    gazetteer: Gazetteer, text: str, said: str, choices: dict[str, tuple[str, tuple[str, ...], str]]
) -> None:
    request, names = SearchRequest(text=text, page=2), Lexicon(names=KnownNames())
    asked = understand(request, small_atlas(gazetteer), names)
    (ask,) = asked.question.reading.disambiguations
    assert isinstance(ask, Disambiguation)
    assert (ask.said, ask.taken) == (said, "")
    assert choices_of(ask) == choices
    assert {choice.request.page for choice in ask.choices[:-1]} == {1}
    assert asked.near is None
    assert asked.request.values("place") == ()
    assert said.split()[-1] in [clause.said for clause in asked.question.reading.clauses]


TAKEN = [
    ("asthma in Georgia", "Georgia, United States", {
        "Georgia (country)": ("asthma", ("Georgia",), ""),
    }),
    ("in Washington women", "Washington, United States", {
        "Washington, District of Columbia, United States":
            ("women", ("United States/District of Columbia/Washington",), ""),
    }),
    ("in Portland", "Portland, Oregon, United States", {
        "Portland, Maine, United States": ("", ("United States/Maine/Portland",), ""),
    }),
    ("lupus near Portland", "Portland, Oregon, United States", {
        "Portland, Maine, United States": ("lupus", (), "Portland, Maine, United States"),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("text", "taken", "choices"), TAKEN)
def test_the_likeliest_of_several_places_is_taken_and_the_others_are_offered(
    gazetteer: Gazetteer,
    text: str,
    taken: str,
    choices: dict[str, tuple[str, tuple[str, ...], str]],
) -> None:
    asked = understood(gazetteer, text)
    (ask,) = asked.question.reading.disambiguations
    assert (ask.taken, choices_of(ask)) == (taken, choices)
    assert asked.near or asked.request.values("place")


def choices_of(ask: Disambiguation) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Label → text, places and what to be near of the request of each choice."""
    return {
        choice.label: (choice.request.text, choice.request.values("place"), choice.request.near)
        for choice in ask.choices
    }


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("lupus trials near me", True),
        ("lupus cerca de mí", True),
        ("lupus near me in Seoul", False),
        ("lupus near Boston", False),
    ],
)
def test_who_asks_for_what_is_near_them_is_told_what_to_type(
    gazetteer: Gazetteer, text: str, is_told: bool
) -> None:
    assert (HERE_NOTICE in understood(gazetteer, text).question.reading.notices) is is_told


# --- undo ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["asthma in Seoul", "asthma near 30322", "lupus in Boston or Chicago", "Atlanta, GA",
     "in Seoul near Atlanta", "near 00000 asthma", "asthma\nin Seoul"],
)  # fmt: skip
def test_every_place_that_is_read_can_be_undone_by_an_address(
    gazetteer: Gazetteer, text: str
) -> None:
    request = SearchRequest(text=text)
    left = [
        c for c in understand(request, small_atlas(gazetteer)).question.reading.clauses if c.undo
    ]
    assert left
    while left:
        undo = left[0].undo
        assert undo is not None
        assert from_args(undo.to_args()) == undo
        asked = understand(undo, small_atlas(gazetteer))
        now = [clause for clause in asked.question.reading.clauses if clause.undo]
        assert [clause.said for clause in now] == [clause.said for clause in left[1:]]
        left = now
    assert not asked.request.chosen
    assert asked.near is None


def test_the_whole_question_can_be_taken_as_words(gazetteer: Gazetteer) -> None:
    text = "asthma in Seoul near Portland"
    asked = understood(gazetteer, text, words=(text,))
    assert not any(clause.undo for clause in asked.question.reading.clauses)
    assert not asked.question.reading.disambiguations
    assert {clause.said for clause in asked.question.reading.clauses} == {
        "asthma", "Seoul", "Portland",
    }  # fmt: skip


def test_only_what_lies_within_plain_words_is_left_to_be_words(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "asthma in Seoul", words=("Seoul", "nowhere"))
    assert asked.request.values("place") == ("South Korea/Seoul",)


_part = st.sampled_from(
    ["in", "near", "Boston", "Portland", "Georgia", "30322", "within 5 miles of", '"', "-", ","]
)
_text = st.one_of(st.text(max_size=40), st.lists(_part, max_size=9).map(" ".join))


@given(text=_text, near=_text, within=_text, words=st.lists(_text, max_size=2))
def test_no_request_fails(
    gazetteer: Gazetteer, text: str, near: str, within: str, words: list[str]
) -> None:
    asked = understood(gazetteer, text, near=near, within=within, words=tuple(words))
    spans = [(clause.start, clause.end) for clause in asked.question.reading.clauses]
    assert spans == sorted(spans)
    for ask in asked.question.reading.disambiguations:
        assert len(ask.choices) > (0 if ask.taken else 1)


def test_what_is_typed_as_a_place_is_in_no_log(
    gazetteer: Gazetteer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(0):
        for near in ("30322", "Xyzzyville", "Portland"):
            understood(gazetteer, "lupus near Boston in Seoul", near=near, within="-7")
    assert caplog.records == []


# --- eligibility intent --------------------------------------------------------------------------


def test_eligibility_narrows_the_question_and_is_not_searched_for(
    gazetteer: Gazetteer,
) -> None:
    asked = understood(gazetteer, "recruiting gout trials in Seoul for a 65 year old woman", page=2)
    assert asked.question.match == Term("gout")
    assert asked.question.highlights.terms == {"gout"}
    assert asked.age == AgeSpan(65, 66)
    assert asked.request.values("place") == ("South Korea/Seoul",)
    assert asked.request.values("status") == ("recruiting", "check-first")
    assert asked.request.values("sex") == ("female", "all", "not-stated")
    assert asked.request.page == 2
    assert [(one.kind, one.said) for one in asked.question.reading.clauses] == [
        (ClauseKind.STATUS, "recruiting"),
        (ClauseKind.WORDS, "gout"),
        (ClauseKind.PLACE, "in Seoul"),
        (ClauseKind.AGE, "65 year old"),
        (ClauseKind.SEX, "woman"),
    ]
    assert [(one.facet, one.values) for one in asked.question.reading.clauses] == [
        ("status", ("recruiting", "check-first")),
        ("", ()),
        ("place", ("South Korea/Seoul",)),
        ("", ()),
        ("sex", ("female", "all", "not-stated")),
    ]


def test_a_place_is_heard_before_an_age(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "gout within 50 miles of Atlanta")
    assert near_words(asked)
    assert asked.age is None


def test_words_without_a_topic_are_asked_for_only_where_nothing_else_is(
    gazetteer: Gazetteer,
) -> None:
    assert understood(gazetteer, "how can I join clinical trials for gout").question.match == Term(
        "gout"
    )
    alone = understood(gazetteer, "clinical trials").question.match
    assert alone == AllOf((Term("clinic"), Term("trial")))
    assert understood(gazetteer, "clinical trials in Seoul").question.match == Everything()
    assert understood(gazetteer, "recruiting clinical trials").question.match == Everything()


def test_words_without_a_topic_are_asked_for_where_somebody_says_so(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "clinical trials for gout", words=("clinical trials for gout",))
    assert asked.question.match == AllOf((Term("clinic"), Term("trial"), Term("gout")))


def test_who_is_in_danger_is_told_so_first_and_gets_the_results(gazetteer: Gazetteer) -> None:
    asked = understood(gazetteer, "suicidal depression", near="Xyzzyville")
    first, second = asked.question.reading.notices
    assert "988" in first
    assert "Xyzzyville" in second
    assert asked.question.match == AllOf((Term("suicid"), Term("depress")))


asked_pieces = st.lists(
    st.sampled_from(
        ["65 year old", "women", "gout", "phase 2", "recruiting", "in Seoul", "clinical trials",
         '"men"', "-kids", "over 50", "my son", "not", "healthy volunteers", ","]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(asked_pieces)
def test_all_taken_back_all_is_words(gazetteer: Gazetteer, text: str) -> None:
    asked = understood(gazetteer, text)
    read = [one for one in asked.question.reading.clauses if one.undo is not None]
    words = tuple(dict.fromkeys(one.said for one in read))
    back = understood(gazetteer, text, words=words)
    assert all(one.undo is None for one in back.question.reading.clauses)
    assert (back.age, back.near) == (None, None)
    assert back.request.chosen == ()
    searched = {one.said for one in back.question.reading.clauses}
    for one in read:
        last = one.said.split()[-1].strip(",")
        assert any(last in said for said in searched) or last in STOP_WORDS


@given(asked_pieces)
def test_each_taken_back_leaves_the_others(gazetteer: Gazetteer, text: str) -> None:
    asked = understood(gazetteer, text)
    for clause in asked.question.reading.clauses:
        if clause.undo is None:
            continue
        back = understand(clause.undo, small_atlas(gazetteer)).question.reading.clauses
        kept = [one for one in back if one.undo is not None]
        assert clause.said not in [one.said for one in kept]
