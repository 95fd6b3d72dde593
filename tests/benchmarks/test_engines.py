"""The engines of the benchmark answer the same questions the same way."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from index.data_files import DATA
from index.listing.model import Listing
from index.listing.schema import FACET, FACETS, facet_values
from index.listing.searched import searched_texts
from index.reference.places.gazetteer import Gazetteer
from tests.benchmarks.contestants import (
    FTS5,
    OURS,
    TANTIVY,
    WHOOSH,
    build_in_full,
    build_prepared,
    contestant,
    is_tantivy_installed,
)
from tests.benchmarks.corpus import Corpus, pool, write
from tests.benchmarks.engine import How, Narrowing, Question, Reader
from tests.benchmarks.measuring import Memory, apart, memory
from tests.benchmarks.ours import query_of
from tests.benchmarks.questions import Vocabulary, bands, questions, site_questions
from tests.search.engines.one_site import Expected

COUNT = 50

# In the samples no other word has the stem of one of these.
WORDS = ("asthma", "blood")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Corpus:
    file = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    samples = DATA / "listings"
    write(file, COUNT, pool(Path("there are no real records here"), samples, gazetteer))
    return Corpus(file)


@pytest.fixture(scope="module", params=[OURS, TANTIVY, FTS5, WHOOSH])
def reader(
    request: pytest.FixtureRequest, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> Reader:
    if request.param == TANTIVY and not is_tantivy_installed():
        pytest.skip("tantivy is not installed: it comes with the extra 'bench'")
    directory = tmp_path_factory.mktemp("index")
    assert build_in_full(request.param, corpus.path, COUNT, directory) > 0
    return contestant(request.param).open(directory)


def _words(listing: Listing) -> set[str]:
    text = "\n".join(one.text for one in searched_texts(listing)).lower()
    return set(re.findall(r"\w+", text))


def _having(corpus: Corpus, words: tuple[str, ...], how: How = How.ALL) -> list[Listing]:
    enough = any if how is How.ANY else all
    # The plain plural, which every engine's stemmer joins with its word.
    return [one for one in corpus if enough({word, f"{word}s"} & _words(one) for word in words)]


@pytest.mark.parametrize("how", [How.ALL, How.ANY])
def test_words_are_found_in_every_listing_that_holds_them(
    corpus: Corpus, reader: Reader, how: How
) -> None:
    expected = _having(corpus, WORDS, how)

    answer = reader.answer(Question("", WORDS, how))

    assert answer.total == len(expected) > 0
    assert len(answer.top) == min(10, len(expected))
    assert all(one in expected for one in answer.top)


def test_a_phrase_is_two_words_in_a_row(corpus: Corpus, reader: Reader) -> None:
    phrase = Question("", ("clinical", "trial"), How.PHRASE)

    together = reader.answer(Question("", ("clinical", "trial"))).total

    assert 0 < reader.answer(phrase).total <= together


def test_facets_are_counted_over_all_matches(corpus: Corpus, reader: Reader) -> None:
    expected = _having(corpus, ("blood",))

    answer = reader.answer_with_facets(Question("", ("blood",)))

    assert answer.total == len(expected) > 0
    assert set(answer.facets) == {facet.name for facet in FACETS}
    for facet in FACETS:
        counts = Counter(value for one in expected for value in facet_values(facet, one))
        shown = answer.facets[facet.name]
        assert shown
        assert shown == {value: counts[value] for value in shown}
        assert max(shown.values()) == max(counts.values())


def test_narrowing_leaves_the_counts_of_its_own_facet_alone(corpus: Corpus, reader: Reader) -> None:
    words = _having(corpus, ("blood",))
    inside = [one for one in words if one.status == "recruiting"]
    question = Question("", ("blood",), narrowing=Narrowing("status", "recruiting"))

    plain, counted = reader.answer(question), reader.answer_with_facets(question)

    assert plain.total == counted.total == len(inside) > 0
    assert counted.facets["status"] == Counter(
        value for one in words for value in facet_values(FACET["status"], one)
    )
    assert sum(counted.facets["kind"].values()) == len(inside)


def test_nothing_is_prepared_for_ours(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing is prepared"):
        build_prepared(OURS, corpus.path, COUNT, tmp_path)


def test_questions_are_drawn_alike_and_from_undisputed_words(corpus: Corpus) -> None:
    held = Counter(word for one in corpus for word in set(_words(one)))

    def count(word: str) -> list[int]:
        return [held[word], 0 if word.startswith("s") else held[word]]

    drawn = questions(list(corpus), Vocabulary(COUNT, count))

    assert drawn == questions(list(corpus), Vocabulary(COUNT, count))
    assert {len([q for q in drawn if q.kind == kind]) for kind in {q.kind for q in drawn}} == {10}
    assert not [word for question in drawn for word in question.words if word.startswith("s")]
    rare, _, common = bands(COUNT)
    for question in drawn:
        for band in (rare, common):
            if question.kind == f"{len(question.words)} {band.name}":
                assert all(band.holds(held[word]) for word in question.words)


def test_questions_about_one_site_are_met_by_a_site_of_the_corpus(corpus: Corpus) -> None:
    held = Counter(word for one in corpus for word in set(_words(one)))
    vocabulary = Vocabulary(COUNT, lambda word: [held[word]])

    drawn = site_questions(list(corpus), vocabulary)

    assert drawn == site_questions(list(corpus), vocabulary)
    assert {len([q for q in drawn if q.kind == kind]) for kind in {q.kind for q in drawn}} == {10}
    for question in drawn:
        query = query_of(question, ())
        assert Expected(_having(corpus, question.words), query).listings


def test_a_sample_that_is_too_small_is_named(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="'1 rare'"):
        questions([corpus[0]], Vocabulary(COUNT, lambda word: [0]))


def test_work_apart_gives_its_result_and_its_memory() -> None:
    found = apart(sorted, [3, 1, 2])

    assert found.result == [1, 2, 3]
    if memory(1) != Memory() or found.peak != Memory():
        assert 0 < found.peak.own <= found.peak.whole
    with pytest.raises(TypeError):
        apart(sorted, [1, "a"])
