"""What adds up to the score of a listing for a given tree."""

from __future__ import annotations

from collections import Counter

import pytest

from search.engine.answers import Scoring
from search.engine.port import Engine
from search.engine.query import (
    About,
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
from tests.conftest import listing
from tests.contract.conftest import EngineOf, scores
from tests.vocabularies import Made, key_of

ASTHMA_KEY, WHEEZE_KEY = map(key_of, range(2))

LISTINGS = [
    listing("X1", title="Asthma", summary="Asthma and lupus.", condition=["Asthma"],
            description="asthma asthma"),
    listing("X2", title="Heart attack", summary="The heart, and an attack.", keyword=["lupus"]),
    listing("X3", title="Lupus", summary="Heart failure", other_id=["OLD-3"]),
    listing("X4", title="Wheezing", site=[{"facility": "Asthma Clinic"}, {"facility": "Asthma"}]),
    listing("X5", title="Something else"),
    listing("X6", title="Lupus in the heart", keyword=["rash"]),
    listing("X7", title="Lupus at heart", keyword=["rash"]),
]  # fmt: skip
ASTHMA, LUPUS, HEART = Term("asthma"), Term("lupus"), Term("heart")


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS, Made((("asthma",), ("wheezing",)), ((0, 1),)))


def why(engine: Engine, match: Node, id_: str) -> Scoring:
    """The explanation of a listing that matches."""
    scoring = engine.explain(match, id_)
    assert scoring is not None
    return scoring


def by_term(scoring: Scoring) -> dict[str, float]:
    """What each term adds in all its fields."""
    added: Counter[str] = Counter()
    for share in scoring.shares:
        added[share.term] += share.score  # type: ignore[assignment]
    return dict(added)


TREES: tuple[Node, ...] = (
    ASTHMA,
    Term("asthma", "title"),
    Phrase(("heart", "attack")),
    AllOf((LUPUS, HEART)),
    AnyOf((ASTHMA, LUPUS, HEART, Term("absent"))),
    Best((LUPUS, HEART, AllOf((LUPUS, HEART)))),
    AllOf((LUPUS, Not(ASTHMA))),
    AllOf((LUPUS, Preferred(HEART), Preferred(Term("absent")))),
    Weighted(AnyOf((LUPUS, Weighted(HEART, 3.0))), 0.5),
    About(ASTHMA_KEY),
    AnyOf((Best((ASTHMA, About(ASTHMA_KEY))), LUPUS)),
    Like((LUPUS,)),
    Ids(("X1", "X3")),
    AllOf((LUPUS, LUPUS)),
    AnyOf((AllOf((LUPUS, Phrase(("heart", "failure")))), LUPUS)),
)


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_shares_add_up_to_the_score_that_the_hit_has(engine: Engine, tree: Node) -> None:
    scored = scores(engine, tree)
    assert scored
    for id_, score in scored.items():
        scoring = why(engine, tree, id_)
        assert scoring.score == pytest.approx(score, rel=1e-4)
        assert sum(share.score for share in scoring.shares) == pytest.approx(score, rel=1e-4)


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_every_share_adds_something(engine: Engine, tree: Node) -> None:
    for id_ in scores(engine, tree):
        assert all(share.score > 0 for share in why(engine, tree, id_).shares)


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_what_does_not_match_has_no_explanation(engine: Engine, tree: Node) -> None:
    matching = scores(engine, tree)
    for one in LISTINGS:
        assert (engine.explain(tree, one.id) is None) == (one.id not in matching)


def test_an_id_that_is_not_known_has_no_explanation(engine: Engine) -> None:
    for unknown in ("none", "", "X", "\ud800"):
        assert engine.explain(Everything(), unknown) is None


def test_any_id_of_a_listing_explains_it(engine: Engine) -> None:
    assert why(engine, LUPUS, "old-3") == why(engine, LUPUS, "X3") == why(engine, LUPUS, "x3")


def test_a_term_is_shared_by_the_fields_it_stands_in_by_what_it_weighs_there(
    engine: Engine,
) -> None:
    scoring = why(engine, ASTHMA, "X1")
    shares = {share.field: share.score for share in scoring.shares}
    assert set(shares) == {"title", "condition", "summary", "description"}
    assert shares["title"] == pytest.approx(shares["condition"], rel=1e-4)
    assert shares["title"] == pytest.approx(3 * shares["summary"], rel=1e-4)
    assert shares["summary"] == pytest.approx(shares["description"], rel=1e-4), "twice a half"


def test_a_word_counts_once_in_all_names_of_sites(engine: Engine) -> None:
    (share,) = why(engine, ASTHMA, "X4").shares
    assert (share.term, share.field) == ("asthma", "site")


def test_a_term_asked_for_in_a_field_is_shared_by_that_alone(engine: Engine) -> None:
    (share,) = why(engine, Term("asthma", "summary"), "X1").shares
    assert (share.term, share.field) == ("asthma", "summary")


def test_a_phrase_is_shared_by_its_terms(engine: Engine) -> None:
    phrase = why(engine, Phrase(("heart", "attack")), "X2")
    assert set(by_term(phrase)) == {"heart", "attack"}
    terms = why(engine, AllOf((HEART, Term("attack"))), "X2")
    assert by_term(phrase) == pytest.approx(by_term(terms), rel=1e-4)


def test_each_part_of_all_or_any_has_the_share_that_it_has_alone(engine: Engine) -> None:
    for tree in (AllOf((LUPUS, HEART)), AnyOf((HEART, Term("absent"), LUPUS))):
        shared = by_term(why(engine, tree, "X2"))
        assert shared == pytest.approx(
            {one.text: why(engine, one, "X2").score for one in (LUPUS, HEART)}, rel=1e-4
        )


def test_a_part_of_any_that_does_not_match_as_a_whole_has_no_share(engine: Engine) -> None:
    either = AnyOf((LUPUS, Phrase(("heart", "attack"))))
    assert set(by_term(why(engine, either, "X3"))) == {"lupus"}


def test_of_alternatives_the_best_has_all_shares(engine: Engine) -> None:
    lupus, heart = (why(engine, one, "X2") for one in (LUPUS, HEART))
    assert heart.score > lupus.score
    assert why(engine, Best((LUPUS, HEART)), "X2") == heart
    assert why(engine, Best((Term("absent"), LUPUS)), "X2") == lupus


def test_what_is_left_out_or_everything_has_no_share(engine: Engine) -> None:
    plain = why(engine, LUPUS, "X3")
    assert why(engine, AllOf((LUPUS, Everything(), Not(ASTHMA))), "X3").shares == plain.shares
    nothing = why(engine, Everything(), "X3")
    assert (nothing.score, nothing.shares) == (0.0, ())
    assert why(engine, Not(ASTHMA), "X3").shares == ()


def test_what_is_preferred_has_a_share_where_it_matches(engine: Engine) -> None:
    tree = AllOf((LUPUS, Preferred(Phrase(("heart", "attack")))))
    assert set(by_term(why(engine, tree, "X2"))) == {"lupus", "heart", "attack"}
    assert set(by_term(why(engine, tree, "X3"))) == {"lupus"}


def test_a_factor_multiplies_every_share(engine: Engine) -> None:
    both = AnyOf((LUPUS, HEART))
    once, thrice = (why(engine, node, "X2") for node in (both, Weighted(both, 3.0)))
    assert by_term(thrice) == pytest.approx(
        {term: 3 * score for term, score in by_term(once).items()}, rel=1e-4
    )


def test_an_id_has_the_whole_share(engine: Engine) -> None:
    (share,) = why(engine, Ids(("old-3",)), "X3").shares
    assert (share.term, share.field, share.score, share.concept) == ("", "id", 1.0, None)


def test_a_concept_has_one_share_with_its_key_and_no_term(engine: Engine) -> None:
    (share,) = why(engine, About(ASTHMA_KEY), "X1").shares
    assert (share.term, share.field, share.concept) == ("", "", ASTHMA_KEY)
    (narrower,) = why(engine, About(ASTHMA_KEY), "X4").shares
    assert narrower.concept == ASTHMA_KEY, "the one that was asked for"
    assert why(engine, About(WHEEZE_KEY), "X4").shares[0].concept == WHEEZE_KEY


def test_a_term_has_no_concept(engine: Engine) -> None:
    for share in why(engine, AnyOf((ASTHMA, LUPUS)), "X1").shares:
        assert share.concept is None


def test_more_like_this_is_shared_by_its_significant_terms(engine: Engine) -> None:
    scoring = why(engine, Like((Term("rash"),)), "X6")
    assert set(by_term(scoring)) == {"rash", "lupus", "heart"}
    assert engine.explain(Like((Term("rash"),)), "X5") is None
