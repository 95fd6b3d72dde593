"""What filters and ages leave of the matches."""

from __future__ import annotations

import math

import pytest

from index.listing.schema import FACETS
from search.engine.port import Engine
from search.engine.query import AgeSpan, AllOf, AnyOf, Everything, Filter, Ids, Not, Term
from tests.conftest import listing
from tests.contract.conftest import EngineOf, counts, found, ids, scores

LISTINGS = [
    listing("P1", title="Asthma", phase=["phase-1"], status="recruiting", sex="female",
            condition=["Asthma", "Wheezing"], healthy_volunteers=True,
            intervention=[{"name": "Inhaler", "kind": "drug"}],
            sponsor={"name": "Acme", "kind": "industry"}, minimum_age=18, maximum_age=64,
            site=[{"country": "Chad"}]),
    listing("P2", title="Asthma too", phase=["phase-2"], status="completed", sex="all",
            condition=["ASTHMA", "Sjögren's  Syndrome"], healthy_volunteers=False,
            intervention=[{"name": "Talk", "kind": "behavioral"}, {"name": "Pill", "kind": "drug"}],
            sponsor={"name": "NIH", "kind": "nih"}, maximum_age=17,
            site=[{"country": "France", "city": "Paris"}]),
    listing("P12", title="Lupus", phase=["phase-1", "phase-2"], status="recruiting", sex="male",
            condition=["Lupus"], sponsor={"name": "acme"}, minimum_age=65,
            intervention=[{"name": "Something"}], site=[{"facility": "Somewhere"}]),
    listing("NONE", title="Asthma and nothing else"),
    listing("NIH-1", title="A grant", kind="funded-project", source="nih-reporter",
            status="does-not-enroll", condition=["Åsthma"]),
]  # fmt: skip
EVERY = [one.id for one in LISTINGS]

CHOICES = {
    "kind": ("funded-project", ["NIH-1"], "trial", []),
    "status": ("recruiting", ["P1", "P12"], "completed", ["NONE"]),
    "place": ("France", ["P2"], "Chad", ["P12", "NONE", "NIH-1"]),
    "condition": ("asthma", ["P1", "P2", "NIH-1"], "lupus", ["NONE"]),
    "phase": ("phase-1", ["P1", "P12"], "phase-2", ["NONE", "NIH-1"]),
    "age_group": ("adult", ["P1"], "child", ["NONE", "NIH-1"]),
    "sex": ("female", ["P1"], "male", ["NONE", "NIH-1"]),
    "healthy_volunteers": ("accepted", ["P1"], "not-accepted", ["P12", "NONE", "NIH-1"]),
    "intervention_kind": ("behavioral", ["P2"], "drug", ["P12", "NONE", "NIH-1"]),
    "sponsor_kind": ("nih", ["P2"], "industry", ["P12", "NONE", "NIH-1"]),
    "sponsor": ("acme", ["P1", "P12"], "nih", ["NONE", "NIH-1"]),
}
"""For each facet a value, the listings that have it, another value, and those that state none."""


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


def chosen(**values: tuple[str, ...] | str) -> dict[str, tuple[Filter, ...]]:
    """Filters by the names of their facets."""
    some = {name: (of,) if isinstance(of, str) else of for name, of in values.items()}
    return {"filters": tuple(Filter(name, of) for name, of in some.items())}


def test_every_facet_is_tried_here() -> None:
    assert set(CHOICES) == {facet.name for facet in FACETS}


@pytest.mark.parametrize("name", CHOICES)
def test_a_filter_leaves_what_has_its_value(engine: Engine, name: str) -> None:
    value, having, _, _ = CHOICES[name]
    assert ids(engine, **chosen(**{name: value})) == having


@pytest.mark.parametrize("name", CHOICES)
def test_several_values_of_a_facet_widen(engine: Engine, name: str) -> None:
    value, having, other, _ = CHOICES[name]
    either = ids(engine, **chosen(**{name: (value, other)}))
    assert set(either) == {*having, *ids(engine, **chosen(**{name: other}))}
    assert len(either) > len(having)


@pytest.mark.parametrize("name", CHOICES)
def test_what_states_nothing_can_be_chosen(engine: Engine, name: str) -> None:
    value, having, _, unstated = CHOICES[name]
    assert ids(engine, **chosen(**{name: "not-stated"})) == unstated
    both = ids(engine, **chosen(**{name: ("not-stated", value)}))
    assert both == [one for one in EVERY if one in {*having, *unstated}]


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", ["no-such-value", "", " ", "☃", "\ud800", "a" * 3_000])
def test_a_value_that_nobody_knows_leaves_nothing(engine: Engine, name: str, value: str) -> None:
    assert found(engine, **chosen(**{name: value})).total == 0
    known, having, _, _ = CHOICES[name]
    assert ids(engine, **chosen(**{name: (value, known)})) == having


@pytest.mark.parametrize("name", ["phase", "condition", "place", "status"])
def test_a_filter_of_no_value_leaves_nothing(engine: Engine, name: str) -> None:
    assert found(engine, filters=(Filter(name, ()),)).total == 0


def test_different_facets_narrow_together(engine: Engine) -> None:
    assert ids(engine, **chosen(phase="phase-1", sponsor="acme")) == ["P1", "P12"]
    assert ids(engine, **chosen(phase="phase-1", sponsor="acme", sex="male")) == ["P12"]
    assert ids(engine, **chosen(phase="phase-1", sex="all")) == []
    several = chosen(phase=("phase-1", "phase-2"), status=("recruiting", "completed"), sex="all")
    assert ids(engine, **several) == ["P2"]


def test_filters_narrow_what_matches(engine: Engine) -> None:
    assert set(ids(engine, Term("asthma"), **chosen(phase="phase-1"))) == {"P1"}
    assert ids(engine, Not(Term("asthma")), **chosen(phase="phase-1")) == ["P12"]
    assert ids(engine, Ids(("P2", "P12")), **chosen(sponsor="acme")) == ["P12"]
    assert ids(engine, Term("absent"), **chosen(phase="phase-1")) == []


def test_the_total_is_what_the_filters_leave(engine: Engine) -> None:
    answer = found(engine, **chosen(phase="phase-1"), limit=1)
    assert (len(answer.hits), answer.total) == (1, 2)


def test_a_filter_changes_no_score_and_no_order(engine: Engine) -> None:
    match = AnyOf((Term("asthma"), Term("lupus")))
    plain = scores(engine, match)
    left = scores(engine, match, **chosen(status=("recruiting", "not-stated")))
    assert left == {one: score for one, score in plain.items() if one in {"P1", "P12", "NONE"}}
    assert list(left) == [one for one in plain if one in left]


def test_the_order_of_filters_and_of_their_values_does_not_matter(engine: Engine) -> None:
    one = chosen(phase=("phase-1", "phase-2"), status=("recruiting", "completed"))
    other = chosen(status=("completed", "recruiting", "completed"), phase=("phase-2", "phase-1"))
    assert found(engine, **one) == found(engine, **other)


def test_names_are_one_value_whatever_their_case_accents_and_spacing(engine: Engine) -> None:
    assert ids(engine, **chosen(condition="asthma")) == ["P1", "P2", "NIH-1"]
    assert ids(engine, **chosen(condition="sjogren's syndrome")) == ["P2"]


def test_a_value_is_chosen_by_its_code_and_not_as_it_is_written(engine: Engine) -> None:
    assert ids(engine, **chosen(condition="Asthma")) == []
    assert ids(engine, **chosen(phase="Phase 1")) == []
    assert ids(engine, **chosen(status="RECRUITING")) == []


def test_a_value_is_the_whole_name(engine: Engine) -> None:
    assert ids(engine, **chosen(condition="asth")) == []
    assert ids(engine, **chosen(condition="syndrome")) == []
    assert ids(engine, **chosen(place="Fra")) == []


# --- ages ---------------------------------------------------------------------------------------

AGES = [
    listing("A18-65", minimum_age=18, maximum_age=65),
    listing("A66-", minimum_age=66),
    listing("A-64.5", maximum_age=64.5, title="Asthma"),
    listing("ANY"),
    listing("A65.5", minimum_age=65.5, maximum_age=65.5),
    listing("A0.5-17", minimum_age=0.5, maximum_age=17, title="Asthma"),
]


@pytest.fixture(scope="module")
def ages(engine_of: EngineOf) -> Engine:
    return engine_of(AGES)


@pytest.mark.parametrize(
    ("span", "passing"),
    [
        (AgeSpan(65, 66), ["A18-65", "ANY", "A65.5"]),
        (AgeSpan(64.5, 65), ["A18-65", "A-64.5", "ANY"]),
        (AgeSpan(17.5, 18), ["A-64.5", "ANY"]),
        (AgeSpan(0.5, 7 / 12), ["A-64.5", "ANY", "A0.5-17"]),
        (AgeSpan(0, 0.5), ["A-64.5", "ANY"]),
        (AgeSpan(17, 18), ["A-64.5", "ANY", "A0.5-17"]),
        (AgeSpan(10, 70), [one.id for one in AGES]),
    ],
)
def test_an_age_leaves_what_overlaps_it_its_youngest_included_and_its_end_not(
    ages: Engine, span: AgeSpan, passing: list[str]
) -> None:
    assert ids(ages, age=span) == passing


def test_an_age_without_an_upper_end_reaches_all_that_are_older(ages: Engine) -> None:
    assert ids(ages, age=AgeSpan(70)) == ["A66-", "ANY"]
    assert ids(ages, age=AgeSpan(65.5, math.inf)) == ["A66-", "ANY", "A65.5"]


def test_an_age_of_everybody_leaves_everything(ages: Engine) -> None:
    assert ids(ages, age=AgeSpan()) == [one.id for one in AGES]


def test_an_end_that_is_not_stated_shuts_nobody_out(ages: Engine) -> None:
    for span in (AgeSpan(0, 1), AgeSpan(40, 41), AgeSpan(120)):
        assert "ANY" in ids(ages, age=span)
    assert "A-64.5" in ids(ages, age=AgeSpan(0, 1))
    assert "A66-" in ids(ages, age=AgeSpan(149, 150))


def test_an_age_narrows_matches_beside_filters(ages: Engine) -> None:
    assert set(ids(ages, Term("asthma"), age=AgeSpan(10, 11))) == {"A-64.5", "A0.5-17"}
    adult = {"filters": (Filter("age_group", ("adult",)),)}
    assert ids(ages, age=AgeSpan(10, 11), **adult) == ["A-64.5"]
    assert scores(ages, Term("asthma"), age=AgeSpan(10, 11)) == scores(ages, Term("asthma"))


def test_every_facet_keeps_to_the_age_that_of_age_groups_too(ages: Engine) -> None:
    assert counts(ages, "age_group", age=AgeSpan(70)) == {"older-adult": 1, "not-stated": 1}
    beside = counts(
        ages, "age_group", age=AgeSpan(10, 11), filters=(Filter("age_group", ("adult",)),)
    )
    assert beside == {"child": 2, "adult": 1, "not-stated": 1}


def test_an_age_group_is_every_one_that_a_range_touches(ages: Engine) -> None:
    def of(group: str) -> list[str]:
        return ids(ages, filters=(Filter("age_group", (group,)),))

    assert of("child") == ["A-64.5", "A0.5-17"]
    assert of("adult") == ["A18-65", "A-64.5"]
    assert of("older-adult") == ["A18-65", "A66-", "A65.5"]


def test_nothing_is_left_of_nothing(engine: Engine) -> None:
    nothing = AllOf((Everything(), Not(Everything())))
    answer = found(engine, nothing, age=AgeSpan(1, 2), **chosen(phase="phase-1"))
    assert (answer.hits, answer.total) == ((), 0)
