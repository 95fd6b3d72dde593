"""What facets count, which values they list, and in which order."""

from __future__ import annotations

import pytest

from index.listing.codes import Status
from index.listing.schema import FACETS
from search.engine.port import Engine
from search.engine.query import AllOf, Everything, FacetWish, Filter, Not, Term
from tests.conftest import listing
from tests.contract.conftest import EngineOf, counts, facet, found

US = {"country": "United States"}
GEORGIA = US | {"state": "Georgia"}
ATLANTA = GEORGIA | {"city": "Atlanta"}
MACON = GEORGIA | {"city": "Macon"}
AUSTIN = US | {"state": "Texas", "city": "Austin"}
TBILISI = {"country": "Georgia", "city": "Tbilisi"}
PARIS = {"country": "France", "city": "Paris"}

LISTINGS = [
    listing("F1", title="Asthma", condition=["Asthma", "ASTHMA", "Lupus"], status="recruiting",
            phase=["phase-1"], sex="female", site=[ATLANTA, ATLANTA | {"facility": "B"}, MACON]),
    listing("F2", title="Asthma", condition=["asthma"], status="completed",
            phase=["phase-1", "phase-2"], sex="male", site=[ATLANTA, PARIS]),
    listing("F3", title="Asthma", condition=["Asthma", "Zoster"], status="recruiting",
            phase=["phase-3"], site=[AUSTIN]),
    listing("F4", title="Lupus", condition=["Lupus", "Angina"], status="withdrawn",
            site=[TBILISI, {"facility": "Somewhere"}]),
    listing("F5", title="Lupus", condition=["Sjögren's"], sex="all", phase=["phase-3"]),
    listing("F6", title="Lupus", phase=["early-phase-1"], site=[US]),
    listing("F7", title="Lupus", condition=["Zoster"], sponsor={"name": "Acme", "kind": "nih"}),
]  # fmt: skip
LUPUS = Term("lupus", "title")


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


def only(name: str, *values: str) -> tuple[Filter, ...]:
    return (Filter(name, values),)


# --- what is counted ----------------------------------------------------------------------------


def test_a_facet_counts_the_matches_that_have_each_value(engine: Engine) -> None:
    assert counts(engine, "phase") == {
        "early-phase-1": 1, "phase-1": 2, "phase-2": 1, "phase-3": 2, "not-stated": 2,
    }  # fmt: skip
    assert counts(engine, "phase", match=Term("asthma")) == {
        "phase-1": 2, "phase-2": 1, "phase-3": 1,
    }  # fmt: skip


def test_a_listing_counts_once_for_a_value_however_often_it_has_it(engine: Engine) -> None:
    assert counts(engine, "condition")["asthma"] == 3
    assert counts(engine, "place")["United States/Georgia/Atlanta"] == 2
    assert counts(engine, "place")["United States"] == 4


def test_a_listing_counts_for_each_of_its_values(engine: Engine) -> None:
    one = counts(engine, "condition", filters=only("phase", "phase-1"))
    assert one == {"asthma": 2, "lupus": 1}


def test_values_that_none_of_the_matches_has_are_not_listed(engine: Engine) -> None:
    assert "zoster" not in counts(engine, "condition", match=AllOf((LUPUS, Not(Term("zoster")))))
    assert counts(engine, "sex", filters=only("phase", "phase-2")) == {"male": 1}
    assert counts(engine, "condition", match=Term("absent")) == {}


def test_what_states_nothing_is_counted_as_such(engine: Engine) -> None:
    assert counts(engine, "status")["not-stated"] == 3
    assert counts(engine, "sponsor") == {"acme": 1, "not-stated": 6}
    assert counts(engine, "sex", match=Term("asthma"))["not-stated"] == 1


def test_a_site_without_a_place_is_counted_beside_those_that_have_one(engine: Engine) -> None:
    places = counts(engine, "place", match=LUPUS)
    assert places["not-stated"] == 3
    assert places["Georgia"] == 1


def test_a_count_ignores_what_is_chosen_in_its_own_facet(engine: Engine) -> None:
    plain = counts(engine, "phase")
    chosen = counts(engine, "phase", filters=only("phase", "phase-1"))
    assert chosen == plain
    assert counts(engine, "condition", filters=only("condition", "lupus")) == counts(
        engine, "condition"
    )
    assert counts(engine, "place", filters=only("place", "France")) == counts(engine, "place")


def test_a_count_keeps_to_what_is_chosen_in_other_facets(engine: Engine) -> None:
    filters = (*only("phase", "phase-1"), *only("sex", "female"))
    assert counts(engine, "phase", filters=filters) == {"phase-1": 1}
    assert counts(engine, "sex", filters=filters) == {"female": 1, "male": 1}
    assert counts(engine, "condition", filters=filters) == {"asthma": 1, "lupus": 1}


@pytest.mark.parametrize("name", [one.name for one in FACETS])
def test_what_is_counted_is_what_choosing_it_finds(engine: Engine, name: str) -> None:
    for match in (Everything(), Term("asthma"), Not(Term("asthma"))):
        for value, count in counts(engine, name, match=match).items():
            assert found(engine, match, filters=only(name, value)).total == count > 0


def test_no_page_and_no_order_changes_a_count(engine: Engine) -> None:
    whole = counts(engine, "condition")
    assert counts(engine, "condition", limit=1) == whole
    assert counts(engine, "condition", offset=5, limit=3, sort="title") == whole


def test_facets_are_answered_in_the_order_they_are_wished_in_and_no_others(engine: Engine) -> None:
    wishes = tuple(FacetWish(name, 5) for name in ("sex", "place", "condition", "sex"))
    names = [one.name for one in found(engine, facets=wishes).facets]
    assert names == ["sex", "place", "condition", "sex"]
    assert found(engine).facets == ()


# --- how it is written --------------------------------------------------------------------------


def test_a_facet_and_its_values_are_labeled_for_a_reader(engine: Engine) -> None:
    status = facet(engine, "status")
    assert (status.name, status.label) == ("status", "Status")
    assert {one.value: one.label for one in status.counts} == {
        "recruiting": "Recruiting", "withdrawn": "Withdrawn", "completed": "Completed",
        "not-stated": "Not stated",
    }  # fmt: skip


def test_names_are_one_value_under_their_commonest_spelling(engine: Engine) -> None:
    labels = {one.value: one.label for one in facet(engine, "condition").counts}
    assert labels["asthma"] == "Asthma"
    assert labels["sjogren's"] == "Sjögren's"
    assert "ASTHMA" not in labels


def test_of_spellings_that_are_equally_common_the_first_by_letters_is_shown(
    engine_of: EngineOf,
) -> None:
    spelled = engine_of([listing("N1", condition=["lupus"]), listing("N2", condition=["LUPUS"])])
    (only_value,) = facet(spelled, "condition").counts
    assert (only_value.value, only_value.label, only_value.count) == ("lupus", "LUPUS", 2)


def test_a_label_is_that_of_all_listings_whatever_matches(engine: Engine) -> None:
    (one,) = facet(engine, "condition", filters=only("phase", "phase-2")).counts
    assert (one.value, one.label) == ("asthma", "Asthma"), "the one that matches writes asthma"


def test_a_place_is_labeled_by_where_it_lies(engine: Engine) -> None:
    labels = {one.value: (one.label, one.depth) for one in facet(engine, "place").counts}
    assert labels["United States"] == ("United States", 0)
    assert labels["United States/Georgia"] == ("Georgia", 1)
    assert labels["United States/Georgia/Atlanta"] == ("Atlanta, Georgia", 2)
    assert labels["Georgia"] == ("Georgia", 0)
    assert labels["Georgia//Tbilisi"] == ("Tbilisi, Georgia", 1)
    assert labels["not-stated"] == ("Not stated", 0)


# --- in which order -----------------------------------------------------------------------------


def test_names_come_most_first_then_by_their_labels_and_not_stated_last(engine: Engine) -> None:
    assert list(counts(engine, "condition")) == [
        "asthma", "lupus", "zoster", "angina", "sjogren's", "not-stated",
    ]  # fmt: skip


def test_of_equally_common_names_capitals_come_first_as_they_are_shown(
    engine_of: EngineOf,
) -> None:
    some = engine_of(
        [listing("N1", condition=["alpha", "Zeta"]), listing("N2", condition=["Beta"])]
    )
    assert [one.label for one in facet(some, "condition").counts] == ["Beta", "Zeta", "alpha"]


def test_coded_values_come_in_their_declared_order_and_not_stated_last(engine: Engine) -> None:
    declared = [*(status.value for status in Status), "not-stated"]
    listed = [*counts(engine, "status")]
    assert listed == sorted(listed, key=declared.index)
    assert listed == ["recruiting", "withdrawn", "completed", "not-stated"]


def test_a_place_follows_what_it_lies_in(engine: Engine) -> None:
    assert list(counts(engine, "place")) == [
        "United States",
        "United States/Georgia",
        "United States/Georgia/Atlanta",
        "United States/Georgia/Macon",
        "United States/Texas",
        "United States/Texas/Austin",
        "France",
        "France//Paris",
        "Georgia",
        "Georgia//Tbilisi",
        "not-stated",
    ]


# --- what is listed -----------------------------------------------------------------------------


def test_a_shortened_facet_lists_the_commonest_and_says_how_many_more_there_are(
    engine: Engine,
) -> None:
    full, short = facet(engine, "condition"), facet(engine, "condition", 2)
    assert short.counts == full.counts[:2]
    assert (full.more, short.more) == (0, len(full.counts) - 2)


def test_a_shortened_coded_facet_lists_the_commonest_in_their_declared_order(
    engine: Engine,
) -> None:
    short = facet(engine, "phase", 2)
    assert [one.value for one in short.counts] == ["phase-1", "phase-3"]
    assert short.more == 3


def test_a_facet_of_no_values_says_how_many_there_are(engine: Engine) -> None:
    for name in ("condition", "phase", "place"):
        none = facet(engine, name, 0)
        assert none.counts == ()
        assert none.more == len(facet(engine, name).counts)


def test_what_is_not_stated_is_listed_after_all_that_is(engine: Engine) -> None:
    assert "not-stated" not in counts(engine, "sponsor", 1)
    assert list(counts(engine, "sponsor", 2)) == ["acme", "not-stated"]
    assert "not-stated" not in counts(engine, "phase", 4)


def test_every_country_gets_its_chance_whatever_its_cities_have(engine: Engine) -> None:
    assert list(counts(engine, "place", 3)) == [
        "United States",
        "United States/Georgia",
        "United States/Georgia/Atlanta",
        "France",
        "Georgia",
    ]


def test_what_is_listed_never_stands_without_what_it_lies_in(engine: Engine) -> None:
    for most in range(12):
        listed = [*counts(engine, "place", most, filters=only("place", "France//Paris"))]
        for value in listed:
            above = [value.rsplit("/", n)[0].rstrip("/") for n in range(1, value.count("/") + 1)]
            assert all(listed.index(place) < listed.index(value) for place in above if place)


def test_what_lies_in_a_chosen_place_is_listed(engine: Engine) -> None:
    listed = counts(engine, "place", 2, filters=only("place", "United States/Georgia"))
    assert {"United States/Georgia/Atlanta", "United States/Georgia/Macon"} <= set(listed)


def test_a_chosen_value_is_listed_however_rare_it_is(engine: Engine) -> None:
    short = facet(engine, "condition", 1, filters=only("condition", "angina", "lupus"))
    assert [(one.value, one.count, one.chosen) for one in short.counts] == [
        ("asthma", 3, False), ("lupus", 2, True), ("angina", 1, True),
    ]  # fmt: skip
    assert short.more == 3
    coded = facet(engine, "phase", 1, filters=only("phase", "phase-2"))
    assert [one.value for one in coded.counts if one.chosen] == ["phase-2"]


def test_a_chosen_value_that_nothing_has_is_listed_with_none(engine: Engine) -> None:
    unheard = facet(engine, "condition", 9, filters=only("condition", "no such thing"))
    chosen = [one for one in unheard.counts if one.chosen]
    assert [(one.value, one.label, one.count) for one in chosen] == [
        ("no such thing", "no such thing", 0)
    ]
    assert unheard.more == 0
    coded = facet(engine, "phase", filters=only("phase", "phase-4"))
    assert [(one.value, one.count) for one in coded.counts if one.chosen] == [("phase-4", 0)]


def test_a_chosen_value_that_no_match_has_keeps_its_spelling(engine: Engine) -> None:
    answer = facet(engine, "condition", match=LUPUS, filters=only("condition", "asthma"))
    (chosen,) = (one for one in answer.counts if one.chosen)
    assert (chosen.value, chosen.label, chosen.count) == ("asthma", "Asthma", 0)


def test_a_chosen_place_that_nothing_has_is_listed_under_what_it_lies_in(engine: Engine) -> None:
    listed = [*counts(engine, "place", filters=only("place", "France//Lyon"))]
    assert listed.index("France//Lyon") > listed.index("France")
    assert counts(engine, "place", filters=only("place", "Chad/Batha"))["Chad/Batha"] == 0


def test_what_a_chosen_place_would_lie_in_is_listed_though_it_is_no_place(engine: Engine) -> None:
    assert list(counts(engine, "place", 0, filters=only("place", "France/"))) == ["France"]


def test_what_is_chosen_and_found_nowhere_comes_before_not_stated(engine_of: EngineOf) -> None:
    some = engine_of([listing("T1", site=[{"country": "France"}]), listing("T2")])
    for most, chosen, expected in (
        (2, (), ["France", "not-stated"]),
        (2, ("Chad",), ["France", "Chad"]),
        (3, ("Chad",), ["France", "Chad", "not-stated"]),
        (2, ("Chad/Batha",), ["Chad/Batha", "France", "not-stated"]),
    ):
        filters = only("place", *chosen) if chosen else ()
        assert list(counts(some, "place", most, filters=filters)) == expected


def test_only_what_is_chosen_is_said_to_be(engine: Engine) -> None:
    filters = (*only("phase", "phase-1", "not-stated"), *only("condition", "lupus", "asthma"))
    for name, chosen in (("phase", {"phase-1", "not-stated"}), ("condition", {"lupus", "asthma"})):
        answer = facet(engine, name, filters=filters)
        assert {one.value for one in answer.counts if one.chosen} == chosen
    assert not any(one.chosen for one in facet(engine, "sex", filters=filters).counts)


def test_what_cannot_be_declared_is_not_listed_among_coded_values(engine: Engine) -> None:
    answer = facet(engine, "phase", filters=only("phase", "no-such-phase"))
    assert "no-such-phase" not in {one.value for one in answer.counts}
    assert counts(engine, "phase", filters=only("phase", "no-such-phase")) == counts(
        engine, "phase"
    )


def test_sites_of_one_country_count_once_for_it_whatever_stands_between_them(
    engine_of: EngineOf,
) -> None:
    guinea = [
        {"country": "Guinea", "city": "Conakry"},
        {"country": "Guinea-Bissau"},
        {"country": "Guinea"},
        {},
        {"country": "Guinea", "city": "Conakry", "facility": "Another"},
    ]
    some = engine_of([listing("T1", status="recruiting", site=guinea)])
    wanted = {"Guinea": 1, "Guinea//Conakry": 1, "Guinea-Bissau": 1, "not-stated": 1}
    assert counts(some, "place") == wanted
    assert counts(some, "place", filters=only("status", "recruiting")) == wanted


def test_names_of_any_script_are_counted_and_chosen(engine_of: EngineOf) -> None:
    names = ["Žluť", "日本語", "Привет", "a/b", "☃", "  Two   words "]
    some = engine_of([listing(f"U{n}", condition=[name]) for n, name in enumerate(names)])
    listed = facet(some, "condition").counts
    assert {one.label for one in listed} == {*names}
    for one in listed:
        assert found(some, filters=only("condition", one.value)).total == 1
