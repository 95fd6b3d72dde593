from __future__ import annotations

from collections.abc import Iterable

import pytest

from index.listing.model import Listing
from index.listing.schema import FIELD
from index.reference.vocabulary.concepts import (
    Concept,
    ConceptKind,
    Name,
    NameKind,
    Naming,
    SourceName,
)
from search.engine.answers import Scoring, Share
from search.engine.query import AllOf, AnyOf, Best, Ids, Node, Term
from search.results.explanation import MOST_WORDS, How, Matched, explanation_of
from search.understanding.clauses import Clause, ClauseKind, Highlights, Reading
from search.understanding.match import Part, Read
from search.understanding.words.concepts import NO_NAMES, Names
from tests.conftest import listing


def concept(number: int, name: str, *names: str, narrower: tuple[int, ...] = ()) -> Concept:
    others = tuple(Name(text, SourceName.OURS, NameKind.SAID) for text in names)
    return Concept(number, f"TEST:{number}", name, ConceptKind.CONDITION, others, narrower)


ATTACK = concept(
    1, "Myocardial Infarction", "heart attack", "MI", "cardiac infarction", narrower=(2, 4)
)
SILENT = concept(2, "Silent Infarction", "silent heart attack", narrower=(3,))
VERY_SILENT = concept(3, "Unnoticed Infarction", narrower=(1,))
ANTERIOR = concept(4, "Anterior Wall Infarction")


class Known:
    """A few concepts, one of them below itself in a circle."""

    longest = 3

    def named(self, said: str) -> tuple[Concept, ...]:
        """Nothing: questions are read already."""
        return ()

    def naming(self, said: str) -> Naming:
        """Nothing."""
        return Naming()

    def is_of_health(self, term: str) -> bool:
        """No word is."""
        return False

    def concept(self, number: int) -> Concept:
        """By its number."""
        return {one.number: one for one in (ATTACK, SILENT, VERY_SILENT, ANTERIOR)}[number]

    def concept_of(self, key: str) -> Concept | None:
        """By its key."""
        return {one.key: one for one in (ATTACK, SILENT, VERY_SILENT, ANTERIOR)}.get(key)


def _clause(said: str, kind: ClauseKind = ClauseKind.WORDS) -> Clause:
    return Clause(kind, said, 0, len(said))


def _read(match: Node, said: str) -> Read:
    """A question of one part."""
    clause = _clause(said)
    return Read(Reading((clause,)), match, None, None, Highlights(), (Part(clause, match),))


def _explained(found: Listing, shares: Iterable[Share], said: str) -> tuple[Matched, ...]:
    """What is said to have matched, where a question of one part has these shares."""
    shares = tuple(shares)
    node = Term("anything")
    question = _read(node, said)
    scoring = Scoring(sum(share.score for share in shares), shares)
    explained = explanation_of(question, node, found, lambda _: scoring, Known())
    assert explained is not None
    return explained.shares[0].matched


def test_what_does_not_match_is_not_explained() -> None:
    question = _read(Term("asthma"), "asthma")
    assert explanation_of(question, question.match, listing("T1"), lambda _: None, NO_NAMES) is None


def test_what_is_asked_for_twice_and_counts_twice_is_shared_by_both() -> None:
    asthma = Term("asthma")
    parts = tuple(Part(_clause(said), asthma) for said in ("asthma", '"asthma"'))
    reading = Reading(tuple(part.clause for part in parts))
    twice = AllOf((asthma, asthma))
    once = AnyOf((asthma,))
    question = Read(reading, twice, once, None, Highlights(), parts)
    for found_by, shared in ((twice, [0.5, 0.5]), (once, [1.0, 0.0])):
        whole = 4.0 if found_by == twice else 2.0
        explained = explanation_of(
            question,
            found_by,
            listing("T1"),
            lambda node, whole=whole: Scoring(2.0 if node == asthma else whole, ()),
            NO_NAMES,
        )
        assert explained is not None
        assert [share.share for share in explained.shares] == shared


def test_more_like_this_is_a_share_of_no_part() -> None:
    asthma = Term("asthma")
    alike = Best((Term("inhaler"),))
    question = _read(asthma, "asthma")
    scores = {asthma: 3.0, alike: 1.0}

    def score(node: Node) -> Scoring:
        own = scores.get(node)
        term = "inhal" if node == alike else "asthma"
        return Scoring(own, (Share(term, "title", own),)) if own else Scoring(4.0, ())

    found = listing("T1", title="Inhalers for asthma")
    explained = explanation_of(question, AnyOf((asthma, alike)), found, score, NO_NAMES)
    assert explained is not None
    assert not explained.matches
    assert [(share.clause, share.score) for share in explained.shares] == [
        (_clause("asthma"), 3.0),
        (None, 1.0),
    ]
    assert explained.shares[1].matched == (Matched("Title", ("Inhalers",)),)


def test_an_id_is_all_of_the_score() -> None:
    clause = _clause("NCT00000001", ClauseKind.ID)
    match = Ids(("NCT00000001",))
    question = Read(Reading((clause,)), match, None, None, Highlights())
    scoring = Scoring(1.0, (Share("", "id", 1.0),))
    explained = explanation_of(question, match, listing("NCT00000001"), lambda _: scoring, NO_NAMES)
    assert explained is not None
    (share,) = explained.shares
    assert (share.clause, share.share) == (clause, 1.0)
    assert share.matched == (Matched(FIELD["id"].label, ("NCT00000001",)),)


# --- words --------------------------------------------------------------------------------------


def test_words_are_shown_as_they_stand_field_by_field() -> None:
    found = listing(
        "T1",
        title="Asthmatic children",
        summary="Children, child and ASTHMA; asthma again.",
        condition=["Asthma", "asthma"],
    )
    shares = [Share("asthma", "summary", 2.0), Share("asthma", "condition", 9.0)]
    assert _explained(found, shares, "asthma") == (
        Matched(FIELD["condition"].label, ("Asthma",)),
        Matched(FIELD["summary"].label, ("ASTHMA",)),
    )


def test_words_that_stand_side_by_side_are_shown_together() -> None:
    found = listing("T1", title="After a heart attack: attack, heart")
    shares = [Share("heart", "title", 1.0), Share("attack", "title", 1.0)]
    assert _explained(found, shares, "heart attack") == (
        Matched("Title", ("heart attack", "attack", "heart")),
    )


def test_of_many_different_words_the_first_are_shown() -> None:
    found = listing("T1", summary="test tests tested testing testings tester")
    ((_, shown, _),) = (
        (one.field, one.words, one.how)
        for one in _explained(found, [Share("test", "summary", 1.0)], "test")
    )
    assert shown == ("test", "tests", "tested", "testing")
    assert len(shown) == MOST_WORDS


def test_a_term_whose_field_is_not_known_is_looked_for_everywhere() -> None:
    found = listing("T1", eligibility="Must have asthma.")
    (matched,) = _explained(found, [Share("asthma", "", 1.0)], "asthma")
    assert (matched.field, matched.words) == ("Far down the text", ("asthma",))


# --- names --------------------------------------------------------------------------------------

ABOUT = (Share("", "", 5.0, concept="TEST:1"),)


def test_another_name_of_a_concept_is_told_from_the_words_typed() -> None:
    found = listing(
        "T1",
        title="Heart attacks",
        condition=["Myocardial infarctions", "heart attack"],
        summary="Myocardial infarction.",
    )
    assert _explained(found, ABOUT, "heart attack") == (
        Matched("Title", ("Heart attacks",)),
        Matched(FIELD["condition"].label, ("heart attack",)),
        Matched(FIELD["condition"].label, ("Myocardial infarctions",), How.NAME),
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [("Anterior wall infarction", "Anterior wall infarction"),
     ("An unnoticed infarction", "unnoticed infarction")],
)  # fmt: skip
def test_a_kind_of_it_is_said_to_be_one_however_far_below(title: str, said: str) -> None:
    assert _explained(listing("T1", title=title), ABOUT, "heart attack") == (
        Matched("Title", (said,), How.NARROWER),
    )


def test_names_below_each_other_in_a_circle_come_to_an_end() -> None:
    assert _explained(listing("T1", title="Asthma"), ABOUT, "heart attack") == ()


def test_known_concepts_are_names() -> None:
    names: Names = Known()
    assert names.concept(2) == names.concept_of("TEST:2") == SILENT
    assert names.concept_of("TEST:9") is NO_NAMES.concept_of("TEST:2") is None
    with pytest.raises(KeyError):
        NO_NAMES.concept(2)
