"""What a listing scores: BM25F over its fields, told by what it does."""

from __future__ import annotations

import math

import pytest

from index.listing.model import Listing
from index.listing.searched import LENGTH_SCALE
from index.terms.listing_terms import term_positions, weights_of
from search.engine.port import Engine
from search.engine.query import (
    AllOf,
    AnyOf,
    Best,
    Everything,
    Filter,
    Ids,
    Like,
    Node,
    Not,
    Phrase,
    Preferred,
    Term,
    Weighted,
)
from tests.conftest import listing
from tests.contract.conftest import EngineOf, found, ids, said, scores

FIELDS = (
    "title",
    "condition",
    "official_title",
    "intervention",
    "summary",
    "keyword",
    "description",
    "sponsor",
    "eligibility",
    "site",
)
"""Some searched fields; their weights in `WEIGHTS`."""

WEIGHTS = (3, 3, 1.5, 1.5, 1, 1, 0.5, 0.5, 0.3, 0.3)


def _id_of(name: str) -> str:
    return f"F{FIELDS.index(name):02}"


def _in_field(name: str) -> Listing:
    """A listing that holds *quokka* once, in one field, and in every other as many other words."""
    words = dict.fromkeys(FIELDS, "word") | {name: "quokka"}
    return listing(
        _id_of(name),
        title=words["title"],
        condition=[words["condition"]],
        official_title=words["official_title"],
        intervention=[{"name": words["intervention"]}],
        summary=words["summary"],
        keyword=[words["keyword"]],
        description=words["description"],
        sponsor={"name": words["sponsor"]},
        eligibility=words["eligibility"],
        site=[{"facility": words["site"]}],
    )


def _times(word: str, times: int, length: int = 40) -> str:
    """A text of so many words, so many times this one among them."""
    return " ".join([word] * times + ["filler"] * (length - times))


LISTINGS = [
    *map(_in_field, FIELDS),
    *(listing(f"R{n}", title="Plain", summary=_times("often", n)) for n in (1, 2, 4, 8, 16, 32)),
    *(listing(f"L{n}", title="Plain", summary=_times("long", 1, n)) for n in (5, 50, 500)),
    listing("S1", title="Plain", site=[{"facility": "Wombat"}, {"facility": "Nowhere"}]),
    listing("S2", title="Plain", site=[{"facility": "Wombat"}] * 4 + [{"facility": "Nowhere"}]),
    *(listing(f"C{n}", title="Common study", phase=["phase-1"]) for n in range(6)),
    listing("C6", title="Rare study"),
    listing("C7", title="Common rare study", phase=["phase-2"]),
]


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


def close_to(wanted: dict[str, float] | float) -> object:
    """Nearly the same: an engine may keep scores in 32 bits."""
    return pytest.approx(wanted, rel=1e-4)


# --- BM25F --------------------------------------------------------------------------------------


def test_a_rarer_term_counts_more(engine: Engine) -> None:
    assert scores(engine, Term("rare"))["C7"] > scores(engine, Term("common"))["C7"]
    assert ids(engine, AnyOf((Term("common"), Term("rare"))))[:2] == ["C7", "C6"]


def test_a_term_that_every_listing_holds_still_counts(engine_of: EngineOf) -> None:
    everywhere = engine_of([listing("E1", title="Zebra"), listing("E2", title="Zebra of Zebra")])
    scored = scores(everywhere, Term("zebra"))
    assert scored["E2"] > scored["E1"] > 0


def test_a_word_counts_by_the_weight_of_the_field_it_stands_in(engine: Engine) -> None:
    scored = scores(engine, Term("quokka"))
    for one, other, weight, lower in zip(FIELDS, FIELDS[1:], WEIGHTS, WEIGHTS[1:], strict=False):
        if weight == lower:
            assert scored[_id_of(one)] == close_to(scored[_id_of(other)])
        else:
            assert scored[_id_of(one)] > scored[_id_of(other)] * 1.05


def test_a_title_comes_before_a_summary_and_that_before_a_description(engine: Engine) -> None:
    order = ids(engine, Term("quokka"))
    assert order == [*map(_id_of, FIELDS)]


def test_more_mentions_count_more_but_each_less_than_the_one_before(engine: Engine) -> None:
    scored = scores(engine, Term("often"))
    once, *others = (scored[f"R{n}"] for n in (1, 2, 4, 8, 16, 32))
    assert [once, *others] == sorted(scored.values())
    assert scored["R2"] < 2 * once
    assert scored["R32"] - scored["R16"] < scored["R2"] - once
    assert scored["R32"] / scored["R16"] < scored["R2"] / once


def test_mentions_in_several_fields_add_up_before_they_saturate(engine_of: EngineOf) -> None:
    two = engine_of(
        [
            listing("B1", title="Zebra", summary="Zebra"),
            listing("T1", title="Zebra", summary="Plain"),
            listing("S1", title="Plain", summary="Zebra"),
        ]
    )
    scored = scores(two, Term("zebra"))
    assert scored["T1"] > scored["S1"]
    assert max(scored["T1"], scored["S1"]) < scored["B1"] < scored["T1"] + scored["S1"]


def test_a_word_counts_more_in_a_short_listing_than_in_a_long_one(engine: Engine) -> None:
    assert ids(engine, Term("long")) == ["L5", "L50", "L500"]


def test_a_word_in_the_names_of_sites_counts_once_however_many_there_are(engine: Engine) -> None:
    scored = scores(engine, Term("wombat", "site"))
    assert scored["S2"] == close_to(scored["S1"])
    assert scored["S2"] > 0


def test_a_score_is_the_bm25f_of_weighted_mentions(engine: Engine) -> None:
    for node in (Term("often"), Term("long"), Term("quokka"), Term("common")):
        wanted = _by_hand(node.text)
        assert scores(engine, node) == close_to(wanted)


def _by_hand(term: str) -> dict[str, float]:
    """idf · w · (k1 + 1) / (w + k1 · (1 - b + b · length / average length)), with k1 = 1.2 and
    b = 0.75 (Robertson, Zaragoza and Taylor, 2004), and idf = ln(N / (n + 1)) + 1."""
    weights = {
        one.id: {
            text: weight / LENGTH_SCALE for text, weight in weights_of(term_positions(one)).items()
        }
        for one in LISTINGS
    }
    lengths = {id_: sum(of.values()) for id_, of in weights.items()}
    average = sum(lengths.values()) / len(lengths)
    postings = {id_: of[term] for id_, of in weights.items() if term in of}
    idf = math.log(len(weights) / (len(postings) + 1)) + 1
    saturation = {id_: 1.2 * (0.25 + 0.75 * lengths[id_] / average) for id_ in postings}
    return {id_: idf * w * 2.2 / (w + saturation[id_]) for id_, w in postings.items()}


def test_in_a_field_a_term_counts_by_its_mentions_there_and_the_listings_that_have_it_there(
    engine_of: EngineOf,
) -> None:
    some = engine_of(
        [
            listing("T1", title="Zebra", summary="Zebra"),
            *(listing(f"S{n}", title="Plain", summary="Zebra") for n in range(5)),
            *(listing(f"P{n}", title="Plain", summary="Plain") for n in range(5)),
        ]
    )
    anywhere, title, summary = (
        scores(some, Term("zebra", field)) for field in ("", "title", "summary")
    )
    assert list(title) == ["T1"]
    assert title["T1"] > anywhere["T1"], "one listing has it in its title, and six have it"
    assert anywhere["T1"] > summary["T1"]


def test_a_phrase_scores_what_its_terms_do(engine: Engine) -> None:
    for field in ("", "title"):
        phrase = scores(engine, Phrase(("common", "rare"), field))
        terms = scores(engine, AllOf((Term("common", field), Term("rare", field))))
        assert phrase == close_to({"C7": terms["C7"]})


def test_every_score_of_a_word_is_above_nothing(engine: Engine) -> None:
    for word in ("often", "filler", "quokka", "plain"):
        assert min(scores(engine, Term(word)).values()) > 0


# --- trees --------------------------------------------------------------------------------------

RARE, COMMON = Term("rare"), Term("common")


def test_all_of_some_nodes_scores_their_sum(engine: Engine) -> None:
    wanted = scores(engine, RARE)["C7"] + scores(engine, COMMON)["C7"]
    assert scores(engine, AllOf((RARE, COMMON))) == close_to({"C7": wanted})


def test_any_of_some_nodes_scores_the_sum_of_those_that_match(engine: Engine) -> None:
    rare, common = scores(engine, RARE), scores(engine, COMMON)
    wanted = {one: rare.get(one, 0.0) + common.get(one, 0.0) for one in rare | common}
    assert scores(engine, AnyOf((RARE, COMMON))) == close_to(wanted)


def test_the_best_of_some_nodes_scores_what_the_best_one_does(engine: Engine) -> None:
    rare, common = scores(engine, RARE), scores(engine, COMMON)
    wanted = {one: max(rare.get(one, 0.0), common.get(one, 0.0)) for one in rare | common}
    assert scores(engine, Best((RARE, COMMON))) == close_to(wanted)
    assert scores(engine, Best((RARE, RARE))) == close_to(rare)


def test_what_is_asked_twice_counts_twice(engine: Engine) -> None:
    rare = scores(engine, RARE)
    twice = {one: 2 * score for one, score in rare.items()}
    assert scores(engine, AnyOf((RARE, RARE))) == close_to(twice)
    assert scores(engine, AllOf((RARE, RARE))) == close_to(twice)


def test_a_part_that_does_not_match_as_a_whole_adds_nothing(engine: Engine) -> None:
    both, common = AllOf((RARE, COMMON)), scores(engine, COMMON)
    scored = scores(engine, AnyOf((COMMON, both)))
    assert scored["C0"] == close_to(common["C0"])
    assert scored["C7"] == close_to(common["C7"] + scores(engine, both)["C7"])
    assert scores(engine, Best((COMMON, said("rare common")))) == close_to(common)


def test_a_factor_multiplies_whatever_it_stands_before(engine: Engine) -> None:
    trees: tuple[Node, ...] = (RARE, AllOf((RARE, COMMON)), Best((RARE, COMMON)), Ids(("C1",)))
    for tree in trees:
        wanted = {one: 3 * score for one, score in scores(engine, tree).items()}
        assert scores(engine, Weighted(tree, 3.0)) == close_to(wanted)
        assert scores(engine, Weighted(Weighted(tree, 6.0), 0.5)) == close_to(wanted)
    assert set(scores(engine, Weighted(RARE, 0.0)).values()) == {0.0}


def test_what_is_left_out_and_everything_add_nothing(engine: Engine) -> None:
    rare = scores(engine, RARE)
    assert scores(engine, AllOf((RARE, Everything()))) == close_to(rare)
    assert scores(engine, AllOf((RARE, Not(COMMON)))) == close_to({"C6": rare["C6"]})
    assert set(scores(engine, Everything()).values()) == {0.0}
    assert set(scores(engine, Not(RARE)).values()) == {0.0}


def test_an_id_scores_one(engine: Engine) -> None:
    assert scores(engine, Ids(("C1", "c6", "C1"))) == {"C1": 1.0, "C6": 1.0}
    added = scores(engine, AnyOf((RARE, Ids(("C6",)))))
    assert added["C6"] == close_to(scores(engine, RARE)["C6"] + 1)


def test_what_is_preferred_adds_its_score_where_it_matches(engine: Engine) -> None:
    rare, common = scores(engine, RARE), scores(engine, COMMON)
    scored = scores(engine, AllOf((COMMON, Preferred(RARE))))
    wanted = {one: score + rare.get(one, 0.0) for one, score in common.items()}
    assert scored == close_to(wanted)
    assert ids(engine, AllOf((COMMON, Preferred(RARE))))[0] == "C7"


def test_what_is_preferred_alone_puts_what_has_it_before_everything_else(engine: Engine) -> None:
    order = ids(engine, AllOf((Preferred(RARE),)))
    assert order[:2] == ids(engine, RARE)
    assert order[2:] == [one.id for one in LISTINGS if one.id not in order[:2]]


def test_a_preferred_phrase_adds_nothing_where_its_terms_stand_apart(engine: Engine) -> None:
    apart = AllOf((COMMON, Preferred(said("rare common"))))
    assert scores(engine, apart) == close_to(scores(engine, COMMON))


def test_equal_scores_keep_the_order_of_the_index(engine: Engine) -> None:
    assert ids(engine, COMMON)[:6] == [f"C{n}" for n in range(6)]
    assert ids(engine, Ids(("C6", "L5", "R1"))) == ["R1", "L5", "C6"]


def test_a_score_depends_on_no_filter_page_or_order(engine: Engine) -> None:
    plain = scores(engine, COMMON)
    narrowed = scores(engine, COMMON, filters=(Filter("phase", ("phase-2",)),))
    assert narrowed == {"C7": plain["C7"]}
    assert scores(engine, COMMON, sort="title") == plain
    page = found(engine, COMMON, offset=2, limit=2).hits
    assert {hit.listing.id: hit.score for hit in page} == {
        hit.listing.id: plain[hit.listing.id] for hit in page
    }


def test_a_score_depends_on_nothing_that_is_asked_beside_it(engine: Engine) -> None:
    absent, plain = Term("absent"), scores(engine, RARE)
    beside: tuple[Node, ...] = (
        AnyOf((RARE, absent)),
        Best((absent, RARE)),
        AllOf((RARE, Preferred(absent))),
        AnyOf((RARE, Like((absent,)))),
    )
    for tree in beside:
        assert scores(engine, tree) == close_to(plain)
