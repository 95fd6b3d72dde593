"""Which listings match each node of a tree."""

from __future__ import annotations

import pytest

from search.engine.port import Engine
from search.engine.query import (
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Like,
    Node,
    Not,
    Phrase,
    Preferred,
    Term,
    Weighted,
)
from search.errors import BadQuery
from tests.conftest import listing
from tests.contract.conftest import EngineOf, found, ids, said, scores

LISTINGS = [
    listing("M01", title="Asthma in children", summary="Two a day.", keyword=["wheeze"]),
    listing("M02", title="Lung cancer", summary="Breast surgery was done before."),
    listing("M03", title="Cancer of the lung", condition=["Lupus"]),
    listing("M04", title="Breast cancer", condition=["Breast neoplasm", "Cancer pain"]),
    listing("M05", title="Zebra fish", summary="Asthma and lupus together; lung too."),
    listing("M06", title="Sjögren's syndrome", summary="Žluť, 日本語 and Привет.",
            other_id=["OLD-6", "2019-00123-45"]),
    listing("M07", title="New York New York", other_id=["OLD-7"]),
    listing("M08", title="Plain", summary="Nothing to see.", not_a_fit="Asthma",
            contact=[{"name": "Asthma desk"}]),
    listing("NIH-9", title="A grant", kind="funded-project", source="nih-reporter",
            status="does-not-enroll", summary="Asthma in mice."),
]  # fmt: skip
EVERY = [one.id for one in LISTINGS]

FIELDS = {
    "id": ("F-1", "f 1"),
    "title": ("Quokka", "quokka"),
    "other_id": (["QX-77"], "qx 77"),
    "official_title": ("Quokka", "quokka"),
    "summary": ("Quokka", "quokka"),
    "description": ("Quokka", "quokka"),
    "good_fit": ("Quokka", "quokka"),
    "potential_benefit": ("Quokka", "quokka"),
    "similar_studies": ("Quokka", "quokka"),
    "eligibility": ("Quokka", "quokka"),
    "condition": (["Quokka"], "quokka"),
    "keyword": (["Quokka"], "quokka"),
    "intervention": ([{"name": "Quokka", "kind": "drug"}], "quokka"),
    "phase": (["phase-3"], "phase 3"),
    "sponsor": ({"name": "Quokka Inc"}, "quokka"),
    "collaborator": ([{"name": "Quokka Inc"}], "quokka"),
    "site": ([{"facility": "Quokka Clinic"}], "quokka"),
    "researcher": ([{"name": "Q. Quokka"}], "quokka"),
}
"""A value of each field that is searched, and what finds it."""


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


@pytest.fixture(scope="module")
def by_field(engine_of: EngineOf) -> Engine:
    """A listing for each field that is searched, which holds its word in that field alone."""
    return engine_of(
        [
            listing(**{"id": f"X-{name}", "title": "Nothing"} | {name: value})
            for name, (value, _) in FIELDS.items()
        ]
    )


# --- terms --------------------------------------------------------------------------------------


def test_a_term_is_found_wherever_it_stands(engine: Engine) -> None:
    assert ids(engine, Term("lung"), sort="title") == ["M03", "M02", "M05"]
    assert set(ids(engine, Term("lupus"))) == {"M03", "M05"}


@pytest.mark.parametrize("name", FIELDS)
def test_every_searched_field_is_searched(by_field: Engine, name: str) -> None:
    value, words = FIELDS[name]
    expected = value if name == "id" else f"X-{name}"
    assert expected in ids(by_field, said(words))
    assert ids(by_field, said(words, name)) == [expected]


def test_what_somebody_is_left_out_for_and_whom_to_ask_is_not_searched(engine: Engine) -> None:
    assert set(ids(engine, Term("asthma"))) == {"M01", "M05", "NIH-9"}
    assert ids(engine, Term("desk")) == []


def test_a_term_that_nothing_holds_finds_nothing(engine: Engine) -> None:
    answer = found(engine, Term("absent"))
    assert (answer.total, answer.hits) == (0, ())


def test_a_term_is_a_whole_one(engine: Engine) -> None:
    assert ids(engine, Term("lun")) == []
    assert ids(engine, Term("lungs")) == []


def test_an_empty_term_finds_nothing(engine: Engine) -> None:
    assert ids(engine, Term("")) == []
    assert ids(engine, Term("", "title")) == []
    assert ids(engine, Not(Term(""))) == EVERY


@pytest.mark.parametrize("words", ["Sjögren", "SJOGREN", "žluť", "日本語", "ПРИВЕТ"])
def test_words_of_any_script_are_found(engine: Engine, words: str) -> None:
    assert ids(engine, said(words)) == ["M06"]


@pytest.mark.parametrize(
    "text", ["\x00", "a" * 5_000, "\ud800", "☃", "asthma ", "as*ma", "asthma~"]
)
def test_a_term_of_signs_is_taken_as_it_is_and_finds_nothing(engine: Engine, text: str) -> None:
    assert ids(engine, Term(text)) == []
    assert ids(engine, AnyOf((Term(text), Term("zebra")))) == ["M05"]


def test_a_term_in_a_field_is_found_in_that_field_alone(engine: Engine) -> None:
    assert set(ids(engine, Term("breast", "title"))) == {"M04"}
    assert ids(engine, Term("breast", "summary")) == ["M02"]
    assert ids(engine, Term("breast", "keyword")) == []


@pytest.mark.parametrize("field", ["contact", "status", "no_such_field"])
def test_a_field_that_is_not_searched_holds_nothing(engine: Engine, field: str) -> None:
    assert ids(engine, Term("asthma", field)) == []
    assert ids(engine, Phrase(("lung", "cancer"), field)) == []


# --- phrases ------------------------------------------------------------------------------------


def test_a_phrase_is_its_terms_one_after_the_other(engine: Engine) -> None:
    assert ids(engine, Phrase(("lung", "cancer"))) == ["M02"]
    assert ids(engine, Phrase(("cancer", "lung"))) == []
    assert set(ids(engine, AllOf((Term("lung"), Term("cancer"))))) == {"M02", "M03"}


def test_a_word_between_two_terms_parts_a_phrase_and_may_be_named_in_it(engine: Engine) -> None:
    assert ids(engine, said("cancer lung")) == []
    assert ids(engine, said("cancer of the lung")) == ["M03"]


def test_no_phrase_runs_from_one_value_or_field_into_the_next(engine: Engine) -> None:
    assert ids(engine, Phrase(("neoplasm", "cancer"))) == []
    assert ids(engine, Phrase(("cancer", "breast"))) == []
    assert ids(engine, Phrase(("cancer", "pain"))) == ["M04"]


def test_a_phrase_in_a_field_stands_in_that_field(engine: Engine) -> None:
    assert ids(engine, Phrase(("lung", "cancer"), "title")) == ["M02"]
    assert ids(engine, Phrase(("lung", "cancer"), "summary")) == []
    assert ids(engine, Phrase(("breast", "cancer"), "condition")) == []


def test_a_phrase_of_one_term_is_that_term(engine: Engine) -> None:
    for field in ("", "title", "summary"):
        one, other = (
            found(engine, node) for node in (Phrase(("lung",), field), Term("lung", field))
        )
        assert one == other


def test_a_phrase_may_repeat_a_term(engine: Engine) -> None:
    again = Phrase(("york", "new", "york"))
    assert ids(engine, again) == ["M07"]
    assert ids(engine, Phrase(("york", "york"))) == []
    assert ids(engine, Phrase(("new", "york", "new", "york", "new"))) == []


def test_a_phrase_with_a_term_that_nothing_holds_finds_nothing(engine: Engine) -> None:
    assert ids(engine, Phrase(("lung", "absent"))) == []
    assert ids(engine, Phrase(("lung", ""))) == []
    assert ids(engine, Phrase(())) == []


def test_far_down_a_very_long_text_words_are_found_and_not_where_they_stand(
    engine_of: EngineOf,
) -> None:
    words = ["first", "word", *["filler"] * 65_536, "owl", "zebra"]
    long = engine_of([listing("LONG", summary=" ".join(words)), listing("SHORT")])
    assert ids(long, Phrase(("first", "word"), "summary")) == ["LONG"]
    assert ids(long, Term("zebra")) == ["LONG"]
    assert ids(long, Term("zebra", "summary")) == []
    assert ids(long, Phrase(("owl", "zebra"))) == []
    scoring = long.explain(Term("zebra"), "LONG")
    assert scoring is not None
    (share,) = scoring.shares
    assert (share.term, share.field) == ("zebra", "")
    assert share.score == pytest.approx(scoring.score, rel=1e-4)


# --- trees --------------------------------------------------------------------------------------


def test_all_of_some_nodes_is_what_matches_each(engine: Engine) -> None:
    both = AllOf((Term("asthma"), Term("lupus")))
    assert ids(engine, both) == ["M05"]
    assert ids(engine, AllOf((both, Term("cancer")))) == []


def test_all_of_nothing_is_everything_and_any_of_nothing_is_nothing(engine: Engine) -> None:
    assert ids(engine, AllOf(())) == EVERY
    assert ids(engine, AnyOf(())) == []
    assert ids(engine, Not(AnyOf(()))) == EVERY


@pytest.mark.parametrize("some", [AnyOf, Best])
def test_any_or_the_best_of_some_nodes_is_what_matches_one(
    engine: Engine, some: type[AnyOf] | type[Best]
) -> None:
    either = some((Term("zebra"), Phrase(("breast", "cancer")), Term("absent")))
    assert set(ids(engine, either)) == {"M04", "M05"}
    assert found(engine, some((Term("lung"), Term("lung")))).total == 3


def test_what_must_not_match_is_left_out(engine: Engine) -> None:
    assert set(ids(engine, AllOf((Term("lung"), Not(Term("cancer")))))) == {"M05"}
    without_both = AllOf((Term("asthma"), Not(Term("lupus")), Not(Term("wheez"))))
    assert ids(engine, without_both) == ["NIH-9"]


def test_not_alone_is_every_other_listing(engine: Engine) -> None:
    assert ids(engine, Not(AnyOf((Term("asthma"), Term("cancer"))))) == ["M06", "M07", "M08"]
    assert ids(engine, Not(Not(Term("zebra")))) == ["M05"]
    assert ids(engine, Not(Everything())) == []


def test_not_may_be_one_of_several_alternatives(engine: Engine) -> None:
    either = AnyOf((Term("zebra"), Not(AnyOf((Term("asthma"), Term("cancer"))))))
    assert set(ids(engine, either)) == {"M05", "M06", "M07", "M08"}


def test_everything_is_every_listing_in_the_order_of_the_index(engine: Engine) -> None:
    answer = found(engine, Everything())
    assert [hit.listing for hit in answer.hits] == LISTINGS
    assert answer.total == len(LISTINGS)


def test_what_is_preferred_asks_for_nothing(engine: Engine) -> None:
    for preferred in (Term("zebra"), Term("absent"), Ids(("M02",)), Everything()):
        tree = AllOf((Term("lung"), Preferred(preferred)))
        assert set(ids(engine, tree)) == {"M02", "M03", "M05"}
    assert set(ids(engine, AllOf((Preferred(Term("lung")),)))) == set(EVERY)


@pytest.mark.parametrize(
    "tree",
    [
        Preferred(Term("lung")),
        AnyOf((Preferred(Term("lung")),)),
        Best((Term("zebra"), Preferred(Term("lung")))),
        Not(Preferred(Term("lung"))),
        AllOf((Term("zebra"), Weighted(Preferred(Term("lung")), 2.0))),
        Like((Preferred(Term("lung")),)),
        AllOf((Preferred(Preferred(Term("lung"))),)),
    ],
)  # fmt: skip
def test_what_is_preferred_is_refused_where_it_is_added_to_nothing(
    engine: Engine, tree: Node
) -> None:
    with pytest.raises(BadQuery, match="Preferred stands in AllOf alone"):
        found(engine, tree)
    with pytest.raises(BadQuery, match="Preferred stands in AllOf alone"):
        found(engine, Everything(), partial=tree)
    with pytest.raises(BadQuery, match="Preferred stands in AllOf alone"):
        engine.explain(tree, "M02")


def test_what_is_no_node_is_refused(engine: Engine) -> None:
    with pytest.raises(BadQuery, match="is no node of a query"):
        found(engine, AllOf((Term("lung"), Node())))
    with pytest.raises(BadQuery, match="is no node of a query"):
        engine.explain(Node(), "M02")


def test_a_weight_changes_nothing_that_matches(engine: Engine) -> None:
    for factor in (0.0, 0.5, 3.0):
        assert set(ids(engine, Weighted(Term("lung"), factor))) == {"M02", "M03", "M05"}


def test_trees_may_be_deep_and_wide(engine: Engine) -> None:
    deep: Node = Term("lung")
    for n in range(60):
        deep = AllOf((deep, Everything())) if n % 2 else Best((deep, Term("absent")))
    lung = scores(engine, Term("lung"))
    assert scores(engine, deep) == pytest.approx(lung, rel=1e-5)
    wide = AnyOf((*(Term(f"word{n}") for n in range(500)), *[Term("lung")] * 20))
    twenty = {one: 20 * score for one, score in lung.items()}
    assert scores(engine, wide) == pytest.approx(twenty, rel=1e-4)


# --- ids ----------------------------------------------------------------------------------------


def test_an_id_finds_its_listing_in_any_case_and_spacing(engine: Engine) -> None:
    for written in ("M02", "m02", "nih-9", "NIH-9"):
        assert ids(engine, Ids((written,))) == [written.upper()]


def test_another_id_finds_its_listing(engine: Engine) -> None:
    assert ids(engine, Ids(("old-6",))) == ["M06"]
    assert ids(engine, Ids(("2019-00123-45",))) == ["M06"]


def test_several_ids_find_each_of_their_listings_once(engine: Engine) -> None:
    assert ids(engine, Ids(("OLD-7", "M01", "M07", "none", "M01"))) == ["M01", "M07"]


@pytest.mark.parametrize("id_", ["M0", "M0*", "", " ", "none", "OLD", "☃", "\ud800"])
def test_an_id_that_is_not_known_finds_nothing(engine: Engine, id_: str) -> None:
    assert ids(engine, Ids((id_,))) == []
    assert ids(engine, Ids(())) == []


def test_ids_stand_beside_other_nodes(engine: Engine) -> None:
    some = Ids(("M02", "M05", "M08"))
    assert set(ids(engine, AllOf((some, Term("lung"))))) == {"M02", "M05"}
    assert ids(engine, AllOf((Everything(), Not(some))))[:3] == ["M01", "M03", "M04"]
