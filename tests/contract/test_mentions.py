"""Listings that mention a concept of the vocabulary in some kinds."""

from __future__ import annotations

import pytest

from index.terms.mentions.kinds import MentionKind
from search.engine.port import Engine
from search.engine.query import About, AllOf, Mention, Not, Term
from tests.conftest import listing
from tests.contract.conftest import EngineOf, ids, scores
from tests.vocabularies import Made, key_of

ASTHMA, LUNG, GOUT, SEVERE, NOBODYS = map(key_of, range(5))
VOCABULARY = Made(
    (("asthma",), ("lung disease",), ("gout",), ("severe asthma",), ("quokka",)),
    ((1, 0), (0, 3)),
)

LISTINGS = [
    listing("T1", title="Asthma"),
    listing("T2", title="A study", summary="It is of asthma. More."),
    listing("T3", title="A study", summary="One. Two. Three is of asthma."),
    listing("I1", title="A study", good_fit="People with asthma"),
    listing("I2", title="A study", good_fit="People with severe asthma"),
    listing("I3", title="A study", not_a_fit="People without asthma"),
    listing("E1", title="A study", not_a_fit="Asthma"),
    listing("E2", title="A study", eligibility="Adults\nExclusion Criteria:\nAsthma"),
    listing("D1", title="A study", good_fit="- No asthma\n- Gout"),
    listing("D2", title="Asthma without gout", good_fit="Gout is excluded; asthma"),
    listing("H1", title="A study", good_fit="History of asthma"),
    listing("N1", title="A study", sponsor={"name": "Asthma Center"}),
    listing("N2", title="Gout", site=[{"facility": "No Asthma Clinic"}]),
    listing("X1", title="A study", potential_benefit="No asthma"),
]


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS, VOCABULARY)


def mentioning(engine: Engine, concept: str, *kinds: MentionKind) -> set[str]:
    return set(ids(engine, Mention(concept, frozenset(kinds))))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (MentionKind.TOPIC, {"T1", "T2", "D2"}),
        (MentionKind.INCLUSION, {"I1", "I2", "I3", "D2"}),
        (MentionKind.EXCLUSION, {"E1", "E2"}),
        (MentionKind.DENIED, {"D1"}),
        (MentionKind.HISTORY, {"H1"}),
        (MentionKind.NAME, {"N1", "N2"}),
        (MentionKind.TEXT, {"T3", "X1"}),
    ],
)
def test_a_mention_is_of_the_kind_that_its_section_and_its_clause_make_it(
    engine: Engine, kind: MentionKind, expected: set[str]
) -> None:
    assert mentioning(engine, ASTHMA, kind) == expected


def test_a_scope_ends_with_the_list_item(engine: Engine) -> None:
    assert mentioning(engine, GOUT, MentionKind.INCLUSION) == {"D1"}
    assert "D1" not in mentioning(engine, GOUT, MentionKind.DENIED)


def test_what_is_denied_in_criteria_is_about_its_topic_still(engine: Engine) -> None:
    assert "D2" in ids(engine, About(GOUT))
    assert mentioning(engine, GOUT, MentionKind.DENIED) == {"D2"}
    assert mentioning(engine, GOUT, MentionKind.TOPIC) == {"D2", "N2"}


def test_a_narrower_concept_is_a_mention_of_the_broader_ones(engine: Engine) -> None:
    assert mentioning(engine, SEVERE, *MentionKind) == {"I2"}
    assert mentioning(engine, LUNG, *MentionKind) == mentioning(engine, ASTHMA, *MentionKind)


def test_several_kinds_are_any_of_them_and_no_kinds_are_none(engine: Engine) -> None:
    either = mentioning(engine, ASTHMA, MentionKind.DENIED, MentionKind.HISTORY)
    assert either == {"D1", "H1"}
    assert mentioning(engine, ASTHMA) == set()


def test_a_concept_that_nobody_mentions_or_that_is_not_known_is_mentioned_nowhere(
    engine: Engine,
) -> None:
    assert mentioning(engine, NOBODYS, *MentionKind) == set()
    assert mentioning(engine, key_of(99), *MentionKind) == set()


def test_a_mention_narrows_and_adds_nothing_to_a_score(engine: Engine) -> None:
    word = Term("asthma")
    topic = Mention(ASTHMA, frozenset({MentionKind.TOPIC}))
    about = {"T1", "T2", "D2"}
    assert set(ids(engine, AllOf((word, Not(topic))))) == set(ids(engine, word)) - about
    plain, narrowed = scores(engine, word), scores(engine, AllOf((word, topic)))
    assert narrowed == {one: plain[one] for one in narrowed}
    assert set(scores(engine, topic).values()) == {0.0}
