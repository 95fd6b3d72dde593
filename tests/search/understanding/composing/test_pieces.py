"""What the parts of a question ask for together."""

from __future__ import annotations

import msgspec

from index.reference.vocabulary.concepts import Concept, ConceptKind
from search.engine.query import About, AllOf, AnyOf, Node, Not, Preferred, Term
from search.request.request import SearchRequest
from search.understanding.composing.match import Part
from search.understanding.composing.pieces import (
    OPEN,
    Composed,
    Piece,
    composed,
    kind_of_clause,
    kind_of_concepts,
    pieces_of_clauses,
)
from search.understanding.operators.items import ItemKind
from search.understanding.question.clauses import Clause, ClauseKind
from search.understanding.question.text import open_text

KINDS = {
    "asthma": ItemKind.CONDITION,
    "copd": ItemKind.CONDITION,
    "lupus": ItemKind.CONDITION,
    "aura": ItemKind.SIGN,
    "metformin": ItemKind.DRUG,
    "insulin": ItemKind.DRUG,
    "surgery": ItemKind.TREATMENT,
    "zebra": ItemKind.WORD,
}
CONCEPTS = {
    ItemKind.CONDITION: ConceptKind.CONDITION,
    ItemKind.SIGN: ConceptKind.SIGN,
    ItemKind.DRUG: ConceptKind.DRUG,
    ItemKind.TREATMENT: ConceptKind.TREATMENT,
}


def piece(text: str, said: str, at: int) -> Piece:
    """A word of a text as the piece that it is."""
    kind, end = KINDS[said], at + len(said)
    named = kind is not ItemKind.WORD
    clause = Clause(ClauseKind.CONCEPT if named else ClauseKind.WORDS, said, at, end)
    concepts = (Concept(1, said, said.title(), CONCEPTS[kind], ()),) if named else ()
    return Piece(kind, at, end, (clause,), Part(clause, Term(said)), concepts)


def asked(text: str) -> Composed:
    """What a text asks for of which some words are known."""
    pieces = []
    for said in KINDS:
        at = text.find(said)
        while at >= 0:
            pieces.append(piece(text, said, at))
            at = text.find(said, at + 1)
    pieces.sort(key=lambda one: one.start)
    return composed(text, open_text(text), pieces, SearchRequest(text=text))


def nodes(found: Composed) -> list[Node]:
    return [part.node for part in found.parts]


def test_what_stands_side_by_side_is_all_asked_for() -> None:
    found = asked("asthma zebra")
    assert nodes(found) == [Term("asthma"), Term("zebra")]
    assert [part.kind for part in found.parts] == [ItemKind.CONDITION, ItemKind.WORD]


def test_of_what_or_joins_any_will_do_as_one_part_of_no_kind() -> None:
    found = asked("asthma or copd")
    assert nodes(found) == [AnyOf((Term("asthma"), Term("copd")))]
    (part,) = found.parts
    assert (part.clause.said, part.kind) == ("asthma or copd", None)
    assert [clause.said for clause in found.clauses] == ["asthma", "copd"]
    assert found.lists == ()


def test_a_list_says_what_has_all_of_it() -> None:
    found = asked("asthma, copd, lupus")
    assert nodes(found) == [AnyOf((Term("asthma"), Term("copd"), Term("lupus")))]
    (listed,) = found.lists
    assert listed.said == ("asthma", "copd", "lupus")
    assert listed.every == AllOf((Term("asthma"), Term("copd"), Term("lupus")))


def test_two_medicines_with_a_slash_are_asked_for_together() -> None:
    assert nodes(asked("metformin/insulin")) == [Term("metformin"), Term("insulin")]


def test_what_is_said_twice_is_asked_for_once_and_is_of_no_kind() -> None:
    (part,) = asked("asthma asthma").parts
    assert (part.node, part.kind) == (Term("asthma"), None)
    assert len(asked("asthma asthma").clauses) == 2


def test_what_is_not_wanted_is_what_listings_are_about() -> None:
    found = asked("asthma without copd")
    assert nodes(found) == [Term("asthma")]
    about = AnyOf((About("copd"), Term("copd", "title"), Term("copd", "condition")))
    assert found.unwanted == (about,)
    (clause,) = (one for one in found.clauses if one.kind is ClauseKind.EXCLUDED)
    assert (clause.said, clause.meant) == ("without copd", "not about Copd")
    assert clause.undo == SearchRequest(text="asthma without copd", words=("without copd",))


def test_listings_that_do_without_a_treatment_are_spared_and_come_first() -> None:
    found = asked("asthma without surgery")
    (ways,) = found.unwanted
    assert isinstance(ways, AnyOf)
    named, unwanted = ways.children
    assert isinstance(named, AllOf)
    assert named.children[0] == Term("surgeri", "title")
    assert isinstance(unwanted, AllOf)
    assert isinstance(unwanted.children[1], Not)
    (part,) = found.preferred
    assert isinstance(part.node, Preferred)
    # Anywhere it comes first; what is about surgery stays only where it says so of what it studies.
    anywhere, stays = part.node.child, unwanted.children[1].child
    assert isinstance(anywhere, AnyOf)
    assert isinstance(stays, AnyOf)
    assert stays.children == tuple(
        msgspec.structs.replace(one, field=field)
        for field in ("title", "summary")
        for one in anywhere.children
    )


def test_a_negation_without_a_topic_leaves_out_nothing() -> None:
    assert asked("without copd").unwanted == ()


def test_what_may_be_there_or_not_is_taken_back_with_what_says_so() -> None:
    found = asked("asthma with or without aura")
    assert nodes(found) == [Term("asthma")]
    (clause,) = (one for one in found.clauses if one.kind is ClauseKind.OPEN)
    assert (clause.said, clause.meant) == ("aura", OPEN)
    assert clause.undo is not None
    assert clause.undo.words == ("with or without aura",)


def test_clauses_that_narrow_are_pieces_and_those_of_one_place_are_one() -> None:
    age = Clause(ClauseKind.AGE, "boys", 0, 4, "open to children")
    sex = Clause(ClauseKind.SEX, "boys", 0, 4, "open to men")
    words = Clause(ClauseKind.WORDS, "asthma", 5, 11)
    (one,) = pieces_of_clauses([age, sex, words])
    assert (one.kind, one.clauses) == (ItemKind.AGE_GROUP, (age, sex))
    assert kind_of_clause(ClauseKind.NEAR) is ItemKind.PLACE


def test_a_name_is_what_its_likeliest_concept_is() -> None:
    drug, sign = (Concept(n, str(n), "x", kind, ()) for n, kind in
                  enumerate((ConceptKind.DRUG, ConceptKind.SIGN)))  # fmt: skip
    assert kind_of_concepts([drug, sign]) is ItemKind.DRUG


def test_a_treatment_is_one_though_the_vocabulary_has_it_as_a_condition() -> None:
    kinds = ConceptKind.CONDITION, ConceptKind.CONDITION, ConceptKind.DRUG
    surgery, asthma, insulin = (
        Concept(n, name, name, kind, ())
        for n, (name, kind) in enumerate(zip(("surgery", "asthma", "Insulin"), kinds, strict=True))
    )
    assert kind_of_concepts([surgery]) is ItemKind.TREATMENT
    assert kind_of_concepts([asthma]) is ItemKind.CONDITION
    assert kind_of_concepts([insulin]) is ItemKind.DRUG
