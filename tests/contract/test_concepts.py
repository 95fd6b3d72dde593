"""Listings about a concept of the vocabulary, and listings that are like others."""

from __future__ import annotations

import pytest

from search.engine.port import Engine
from search.engine.query import About, AllOf, AnyOf, Best, Everything, Like, Not, Term, Weighted
from tests.conftest import listing
from tests.contract.conftest import EngineOf, ids, scores
from tests.vocabularies import Made, key_of

CANCER, BREAST_CANCER, BREAST, DUCTAL, ZEBRA, ASTHMA, RING, RANG, NOBODYS = map(key_of, range(9))
ABSENT = key_of(99)
VOCABULARY = Made(
    (
        ("cancer", "malignant tumor"),
        ("breast cancer",),
        ("breast",),
        ("ductal carcinoma",),
        ("zebra",),
        ("asthma",),
        ("ringworm",),
        ("rangworm",),
        ("quokka",),
    ),
    ((0, 1), (1, 3), (6, 7), (7, 6)),
)

LISTINGS = [
    listing("C01", title="Cancer"),
    listing("C02", title="Malignant tumors"),
    listing("C03", title="Breast cancers"),
    listing("C04", title="A study", condition=["Ductal carcinoma"]),
    listing("C05", title="A study", summary="Cancer, breast cancer and asthma."),
    listing("C06", title="A study", condition=["Breast", "Cancer"]),
    listing("C07", title="Zebra one"),
    listing("C08", title="Zebra", condition=["Zebra"]),
    listing("C09", title="Ringworm one"),
    listing("C10", title="Rangworm one"),
    listing("A01", title="Asthma"),
    listing("A02", title="A study", condition=["Asthma"]),
    listing("A03", title="A study", keyword=["Asthma"]),
    listing("A04", title="A study", official_title="Asthma"),
    listing("A05", title="A study", intervention=[{"name": "Asthma inhaler"}]),
    listing("A06", title="A study", description="Asthma.", sponsor={"name": "Asthma Inc"},
            site=[{"facility": "Asthma Clinic"}], researcher=[{"name": "A. Asthma"}]),
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS, VOCABULARY)


def test_a_listing_is_about_what_its_title_conditions_keywords_or_treatments_name(
    engine: Engine,
) -> None:
    assert set(ids(engine, About(ASTHMA))) == {"A01", "A02", "A03", "A04", "A05"}


def test_what_is_only_mentioned_is_not_what_a_listing_is_about(engine: Engine) -> None:
    assert set(ids(engine, AllOf((Term("asthma"), Not(About(ASTHMA)))))) == {"C05", "A06"}


def test_any_name_of_a_concept_in_any_form_of_its_words_counts(engine: Engine) -> None:
    assert {"C01", "C02"} <= set(ids(engine, About(CANCER)))


def test_what_is_narrower_is_meant_as_well_however_far_below(engine: Engine) -> None:
    assert set(ids(engine, About(CANCER))) == {"C01", "C02", "C03", "C04", "C06"}
    assert set(ids(engine, About(BREAST_CANCER))) == {"C03", "C04"}


def test_a_concept_is_asked_for_by_its_key_in_its_vocabulary(engine_of: EngineOf) -> None:
    keyed = engine_of(
        [listing("K1", title="Zebra"), listing("K2", title="Quokka")],
        Made((("quokka",), ("zebra",)), stable=("HP:0001", "MESH:D9")),
    )
    assert ids(keyed, About("MESH:D9")) == ["K1"]
    assert ids(keyed, About("HP:0001")) == ["K2"]
    assert ids(keyed, About("hp:0001")) == []


def test_what_is_broader_is_not_meant(engine: Engine) -> None:
    assert ids(engine, About(DUCTAL)) == ["C04"]


def test_of_two_names_one_in_the_other_the_longer_one_is_meant(engine: Engine) -> None:
    assert ids(engine, About(BREAST)) == ["C06"]


def test_no_name_runs_from_one_value_into_the_next(engine: Engine) -> None:
    assert "C06" not in ids(engine, About(BREAST_CANCER))


def test_concepts_that_are_narrower_than_each_other_are_found_by_either(engine: Engine) -> None:
    assert set(ids(engine, About(RING))) == set(ids(engine, About(RANG))) == {"C09", "C10"}


def test_a_concept_that_nothing_names_or_nobody_knows_finds_nothing(engine: Engine) -> None:
    assert ids(engine, About(NOBODYS)) == []
    for key in (ABSENT, "", "☃", "\ud800"):
        assert ids(engine, About(key)) == []
    either = Best((About(ABSENT), Term("zebra")))
    assert scores(engine, either) == scores(engine, Term("zebra"))


def test_without_a_vocabulary_nothing_is_about_anything(engine_of: EngineOf) -> None:
    plain = engine_of(LISTINGS)
    assert ids(plain, About(CANCER)) == []
    assert set(ids(plain, AnyOf((About(CANCER), Term("zebra"))))) == {"C07", "C08"}


def test_a_concept_stands_in_a_tree_as_a_term_does(engine: Engine) -> None:
    assert ids(engine, AllOf((About(CANCER), About(BREAST)))) == ["C06"]
    assert "C04" not in ids(engine, AllOf((Everything(), Not(About(CANCER)))))
    once, twice = (scores(engine, Weighted(About(ZEBRA), factor)) for factor in (1.0, 2.0))
    assert twice == pytest.approx({one: 2 * score for one, score in once.items()}, rel=1e-5)


# --- what it scores -----------------------------------------------------------------------------


def test_a_name_counts_a_fifth_less_than_the_word_itself(engine: Engine) -> None:
    named, word = scores(engine, About(ZEBRA)), scores(engine, Term("zebra"))
    assert named["C07"] == pytest.approx(0.8 * word["C07"], rel=1e-5)


def test_a_name_of_a_narrower_concept_counts_five_eighths_of_an_own_one(
    engine_of: EngineOf,
) -> None:
    alike = engine_of(
        [listing("N1", title="Ringworm one"), listing("N2", title="Rangworm one")]
        + [listing(f"N{n}", title="Another study") for n in range(3, 9)],
        Made((("ringworm",), ("rangworm",)), ((0, 1),)),
    )
    scored = scores(alike, About(key_of(0)))
    assert scored["N2"] == pytest.approx(scored["N1"] * 0.5 / 0.8, rel=1e-5)


def test_a_name_among_the_conditions_counts_more_than_the_same_one_in_the_title(
    engine: Engine,
) -> None:
    scored = scores(engine, About(ASTHMA))
    assert scored["A02"] > scored["A01"] > scored["A04"] > scored["A03"]


def test_a_concept_of_few_listings_counts_more_than_one_of_many(engine: Engine) -> None:
    assert scores(engine, About(DUCTAL))["C04"] > scores(engine, About(BREAST_CANCER))["C04"] > 0


def test_the_best_of_a_word_and_its_concept_counts_once(engine: Engine) -> None:
    word, concept = scores(engine, Term("asthma")), scores(engine, About(ASTHMA))
    both = scores(engine, Best((Term("asthma"), About(ASTHMA))))
    assert both == pytest.approx(
        {one: max(score, concept.get(one, 0.0)) for one, score in word.items()}, rel=1e-5
    )


# --- more like this -----------------------------------------------------------------------------

ALIKE = [
    *(listing(f"L{n}", title="Asthma inhaler", keyword=["budesonide"]) for n in range(1, 4)),
    listing("L4", title="Budesonide for something else"),
    listing("L5", title="Plain", summary="Budesonide is mentioned."),
    listing("L6", title="Asthma at night", keyword=["owl"], summary="Sleepless."),
    *(listing(f"O{n}", title="The study of sleep", summary="Sleepless.") for n in range(1, 6)),
    listing("Z1", title="Zebra fish", keyword=["stripe"]),
]


@pytest.fixture(scope="module")
def alike(engine_of: EngineOf) -> Engine:
    return engine_of(ALIKE)


def test_what_is_like_some_listings_shares_what_tells_them_from_all_others(alike: Engine) -> None:
    like = ids(alike, Like((Term("asthma"),)))
    assert set(like) == {"L1", "L2", "L3", "L4", "L5", "L6"}
    assert set(like[:3]) == {"L1", "L2", "L3"}


def test_what_one_of_them_alone_says_is_no_trait_of_theirs(engine_of: EngineOf) -> None:
    other = listing("L7", title="An owl")
    assert "L7" not in ids(engine_of([*ALIKE, other]), Like((Term("asthma"),)))


def test_words_that_say_little_and_words_outside_of_subjects_tell_nothing(alike: Engine) -> None:
    like = ids(alike, Like((AnyOf((Term("sleep"), Term("sleepless"))),)))
    assert set(like) == {f"O{n}" for n in range(1, 6)}


def test_a_more_significant_term_counts_more(alike: Engine) -> None:
    scored = scores(alike, Like((Term("asthma"),)))
    assert scored["L1"] == pytest.approx(scored["L2"], rel=1e-5)
    assert scored["L1"] > scored["L6"] > 0
    assert scored["L1"] > scored["L4"] > scored["L5"] > 0


def test_a_significant_term_counts_by_the_share_of_its_listings_that_are_meant_five_added(
    alike: Engine,
) -> None:
    like, word = (scores(alike, node) for node in (Like((Term("asthma"),)), Term("budesonid")))
    # Three of the four listings with the word among their subjects are about asthma.
    assert like["L4"] == pytest.approx(word["L4"] * 3 / (4 + 5), rel=1e-4)


def test_nothing_is_like_nothing_or_like_one_listing(alike: Engine) -> None:
    assert ids(alike, Like((Term("absent"),))) == []
    assert ids(alike, Like((Term("zebra"),))) == []
    assert ids(alike, Like(())) == []


def test_where_few_match_the_best_of_the_next_match_tell_as_well(alike: Engine) -> None:
    few, more = AllOf((Term("asthma"), Term("owl"))), Term("asthma")
    assert ids(alike, few) == ["L6"]
    assert ids(alike, Like((few,))) == []
    assert set(ids(alike, Like((few, more)))) == set(ids(alike, Like((more,))))


def test_more_like_this_stands_in_a_tree(alike: Engine) -> None:
    like = Like((Term("asthma"),))
    assert set(ids(alike, AllOf((like, Not(Term("asthma")))))) == {"L4", "L5"}
    doubled = scores(alike, Weighted(like, 2.0))
    assert doubled == pytest.approx(
        {one: 2 * score for one, score in scores(alike, like).items()}, rel=1e-5
    )
