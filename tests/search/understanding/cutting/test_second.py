from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.concepts import Concept, ConceptKind
from index.reference.vocabulary.lookup import Vocabulary
from search.request.request import SearchRequest
from search.understanding.cutting.naming import NameInText
from search.understanding.cutting.second import NEARLY, SecondCut, second_cuts, second_readings
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.lattice import Candidate
from search.understanding.question.clauses import ClauseKind
from search.understanding.understood import understand
from tests.conftest import examples
from tests.search.understanding.small_atlas import small_atlas

Names = tuple[NameInText, ...]


def concept(name: str) -> Concept:
    return Concept(number=0, name=name, kind=ConceptKind.CONDITION, key=name, names=())


def candidate(start: int, end: int, weight: float, name: str = "") -> Candidate[Names]:
    """A name of one letter a word, `start` to `end`; it means what it is called."""
    said = name or f"{start}-{end}"
    named = NameInText(start, end, start, end, said, (concept(said),))
    return Candidate(start, end, weight, (named,))


def said(cuts: tuple[SecondCut, ...]) -> list[tuple[list[str], list[str]]]:
    return [([n.said for n in one.taken], [n.said for n in one.others]) for one in cuts]


def test_names_that_share_a_word_are_a_second_cut_where_they_weigh_nearly_as_much() -> None:
    near = [candidate(0, 2, 2.85), candidate(2, 3, 1), candidate(0, 1, 1), candidate(1, 3, 2.83)]
    assert said(second_cuts(near)) == [(["0-2", "2-3"], ["0-1", "1-3"])]
    far = [candidate(0, 2, 2.85 + NEARLY), candidate(1, 3, 2.83)]
    assert second_cuts(far) == ()
    assert second_cuts(near[:1]) == second_cuts([]) == ()


def test_the_parts_of_a_name_are_no_second_cut_of_it() -> None:
    assert second_cuts([candidate(0, 2, 2.83), candidate(0, 1, 1), candidate(1, 2, 1)]) == ()


def test_other_names_of_the_same_are_no_second_cut() -> None:
    some = [candidate(0, 2, 2.85, "itch"), candidate(2, 3, 1, "rash"),
            candidate(0, 1, 1, "itch"), candidate(1, 3, 2.83, "rash")]  # fmt: skip
    assert second_cuts(some) == ()


@examples(200)
@given(
    spans=st.lists(
        st.tuples(st.integers(0, 8), st.integers(1, 4), st.sampled_from([1.0, 1.02, 2.0, 2.05])),
        max_size=9,
        unique_by=lambda one: one[:2],
    )
)
def test_a_second_cut_is_the_best_without_what_crosses_its_name(
    spans: list[tuple[int, int, float]],
) -> None:
    candidates = [candidate(start, start + length, weight) for start, length, weight in spans]

    def heaviest(some: list[Candidate[Names]]) -> float:
        """By trying every cut."""
        return max(
            sum(one.weight for one in cut)
            for size in range(len(some) + 1)
            for cut in combinations(some, size)
            if all(a.end <= b.start or b.end <= a.start for a, b in combinations(cut, 2))
        )

    for cut in second_cuts(candidates):
        apart = [
            one
            for one in candidates
            if one.end <= cut.start
            or cut.end <= one.start
            or (cut.start <= one.start and one.end <= cut.end)
        ]
        assert (
            heaviest(candidates) - NEARLY - 1e-6 <= heaviest(apart) <= heaviest(candidates) + 1e-6
        )
        assert cut.taken
        assert {n.said for n in cut.others}.isdisjoint(n.said for n in cut.taken)


def test_brackets_ask_for_the_other_names() -> None:
    text = "foot pain relief"
    pain = NameInText(0, 9, 0, 2, "foot pain", (concept("Metatarsalgia"),))
    relief = NameInText(5, 16, 1, 3, "pain relief", (concept("Analgesia"),))
    names = [Candidate(0, 9, 2.85, (pain,)), Candidate(5, 16, 2.83, (relief,))]
    (one,) = second_readings(names, SearchRequest(text=text, page=3))
    assert (one.said, one.taken) == (text, "Metatarsalgia")
    (choice,) = one.choices
    assert choice.label == "Analgesia"
    assert choice.request == SearchRequest(text="foot (pain relief)")


@pytest.mark.parametrize(
    ("question", "said", "name"),
    [
        ("avulsion fracture ankle", "fracture ankle", "Ankle Fractures"),
        ("neuropathic foot pain", "foot pain", "Metatarsalgia"),
        ("beta thalassemia major", "thalassemia major", "beta-Thalassemia"),
    ],
)
def test_the_link_leads_to_the_other_reading(
    gazetteer: Gazetteer, vocabulary: Vocabulary, question: str, said: str, name: str
) -> None:
    lexicon, atlas = Lexicon(names=vocabulary), small_atlas(gazetteer)
    reading = understand(SearchRequest(text=question), atlas, lexicon).question.reading
    offers = [one for one in reading.disambiguations if one.said in question]
    if all(clause.said != said for clause in reading.clauses):
        (choice,) = offers[0].choices
        followed = understand(choice.request, atlas, lexicon).question.reading
        assert followed.disambiguations == ()
        reading = followed
    named = {one.said: one.meant for one in reading.clauses if one.kind is ClauseKind.CONCEPT}
    assert named[said] == name
