from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.query_analyzer import term_groups
from index.reference.vocabulary.concepts import Concept, NameKind, SourceName
from index.reference.vocabulary.lookup import Vocabulary
from index.reference.vocabulary.semantic.encoder import DIMENSIONS
from index.reference.vocabulary.semantic.vectors import SCALE, NameVectors
from search.request.request import SearchRequest
from search.understanding.entities.words.closest import (
    MOST_RUNS,
    NOT_ASKED,
    NearestNames,
    closest_names,
    nearest_phrases,
    similarity,
)
from search.understanding.entities.words.concepts import Word, spoken
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.question.clauses import ClauseKind
from search.understanding.reader import read
from tests.compiled_vocabularies import compiled, entry
from tests.fake_encoder import SameWords
from tests.search.understanding.fake_names import FakeNames
from tests.search.understanding.named import concept_phrases

NAMED = FakeNames()
(STROKE, _) = NAMED.named("stroke")


class Recording:
    """Comes close to everything, and keeps what it was asked."""

    state = ""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def nearest(self, said: str) -> Concept | None:
        self.asked.append(said)
        return STROKE


def words_of(text: str) -> list[Word]:
    return [Word(group, text[group.start : group.end]) for group in term_groups(text)]


def asked(text: str) -> list[str]:
    """What the closest name of is asked for."""
    recording = Recording()
    words = words_of(text)
    found = nearest_phrases(text, words, concept_phrases(text, words, NAMED), recording)
    assert [spoken(text, words[one.first : one.last]) for one in found] == recording.asked
    return recording.asked


@pytest.mark.parametrize(
    ("question", "runs"),
    [
        ("face went droopy", ["face went droopy"]),
        ("heart attack", []),
        ("face went droopy after a heart attack", []),
        ("stroke face went droopy", []),
        ("face went droopy or stroke", ["face went droopy"]),
        ("face went droopy. Heart attack", ["face went droopy"]),
        ("stroke y cara caída", ["y cara caída"]),
        ("stroke and my face went droopy", ["face went droopy"]),
        ("droopy face. Shaky hands", ["droopy face", "Shaky hands"]),
        ("droopy face, stroke, shaky hands", ["droopy face", "shaky hands"]),
        ("droopy", []),
        ("the droopy", []),
        ("what is it that there is", []),
        ("", []),
        ("gene TP53 droopy", []),
        ("face one two three four five six words", []),
        ("no droopy face", []),
        ("droopy face          shaky hands", ["droopy face", "shaky hands"]),
    ],
)
def test_only_runs_of_a_few_content_words_apart_from_names_are_asked(
    question: str, runs: list[str]
) -> None:
    assert asked(question) == runs


def test_two_runs_of_a_question_are_enough() -> None:
    assert len(asked("droopy face, shaky hands, bent knees, sore toes")) == MOST_RUNS


@given(st.lists(st.sampled_from(["droopy", "face", "stroke", "of", "no", ",", "7", "a"])))
def test_runs_lie_apart_from_each_other_and_from_names(chosen: list[str]) -> None:
    text = " ".join(chosen)
    words = words_of(text)
    named = concept_phrases(text, words, NAMED)
    found = nearest_phrases(text, words, named, Recording())
    assert len(found) <= MOST_RUNS
    places = sorted((one.first, one.last) for one in (*named, *found))
    assert all(first < last for first, last in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    return compiled(
        tmp_path,
        entry(SourceName.MESH, "dyspnea", ("can't catch breath", NameKind.LAYPERSON)),
        entry(SourceName.MESH, "leukopenia", ("low white cells count", NameKind.LAYPERSON)),
    )


def vectors_of(vocabulary: Vocabulary, encoder: SameWords) -> NameVectors:
    named = [(i, one.text) for i in range(len(vocabulary)) for one in vocabulary.concept(i).names]
    parts = encoder.encode([text for _, text in named]) * SCALE
    return NameVectors(
        encoder=encoder.name,
        vectors=np.rint(parts).clip(-127, 127).astype(np.int8),
        concepts=np.array([number for number, _ in named], np.uint32),
    )


@pytest.fixture
def nearest(vocabulary: Vocabulary) -> NearestNames:
    encoder = SameWords()
    return NearestNames(vectors_of(vocabulary, encoder), vocabulary, encoder)


def test_the_closest_name_is_taken_above_the_floor_alone(nearest: NearestNames) -> None:
    found = nearest.nearest("I can't catch breath")
    assert found is not None
    assert found.name == "dyspnea"
    assert nearest.nearest("catch fire") is None
    assert nearest.nearest("wholly unheard of") is None


def test_much_is_never_taken_for_little(nearest: NearestNames) -> None:
    found = nearest.nearest("low white cells")
    assert found is not None
    assert found.name == "leukopenia"
    assert nearest.nearest("high white cells count") is None


def test_nothing_comes_close_to_no_names(vocabulary: Vocabulary) -> None:
    encoder = SameWords()
    empty = NameVectors(encoder.name, np.empty((0, DIMENSIONS), np.int8), np.empty(0, np.uint32))
    assert NearestNames(empty, vocabulary, encoder).nearest("droopy face") is None


@given(st.integers(0, 3000), st.integers(0, 9))
def test_similarity_in_blocks_is_the_product_of_all(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    vectors = random.integers(-127, 128, (count, DIMENSIONS)).astype(np.int8)
    vector = random.normal(size=DIMENSIONS).astype(np.float32)
    slow = vectors.astype(np.float64) @ vector.astype(np.float64) / SCALE
    assert np.allclose(similarity(vectors, vector), slow, atol=1e-3)


def test_it_is_read_as_a_concept_that_says_so_and_can_be_taken_back(nearest: NearestNames) -> None:
    request = SearchRequest(text="can't catch breath")
    lexicon = Lexicon(closest=nearest)
    (clause,) = read(request, lexicon).reading.clauses
    assert clause.kind is ClauseKind.CONCEPT
    assert clause.meant == "dyspnea (closest name known)"
    assert clause.undo is not None
    kinds = {one.kind for one in read(clause.undo, lexicon).reading.clauses}
    assert kinds == {ClauseKind.WORDS}
    assert read(request, Lexicon()) == read(request, Lexicon(closest=NOT_ASKED))


def test_a_listing_with_all_the_words_is_found_as_ever(nearest: NearestNames) -> None:
    question = SearchRequest(text="can't catch breath")
    either = read(question, Lexicon(closest=nearest)).match
    assert read(question, Lexicon()).match in getattr(either, "children", ())


def test_an_index_without_them_says_nothing_of_them(vocabulary: Vocabulary) -> None:
    encoder = SameWords()
    assert closest_names(None, vocabulary, encoder).state == ""
    assert closest_names(vectors_of(vocabulary, encoder), None, encoder) is NOT_ASKED


def test_an_index_with_them_says_what_they_are_read_with(vocabulary: Vocabulary) -> None:
    encoder = SameWords()
    names = vectors_of(vocabulary, encoder)
    assert closest_names(names, vocabulary, encoder).state == "Closest names: 4, by same words 1."
    missing = closest_names(names, vocabulary, None)
    assert "same words 1 is not installed (make semantic" in missing.state
    assert missing.nearest("can't catch breath") is None
    other = closest_names(names, vocabulary, SameWords("same words 2"))
    assert "Run: listings rebuild --semantic" in other.state
    assert other.nearest("can't catch breath") is None
