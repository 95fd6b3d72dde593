"""Every link by which a reading is taken back or chosen otherwise is followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.request.parameters import MAX_WORDS
from search.request.request import SearchRequest
from search.request.url import from_args
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.question.clauses import Clause, Reading
from search.understanding.understood import understand
from tests.search.understanding.small_atlas import small_atlas

TABLE = Path(__file__).parent / "readings.tsv"

SAMPLES = """
can't sleep
type 1 diabetes in children
asthma near 30322
recruiting for my 6 year old
HER2- breast cancer
back pain without surgery
cáncer de seno en Nueva York
h/o stroke, not in Texas
asthma, allergies, eczema in women over 50 recruiting phase 2 in Georgia or Ontario
lung cancer phase 2 or phase 3 except children
M54.5 not responding to ibuprofen
HbA1c over 8 and BMI > 40 metformin 500 mg
what is NCT 04280705 about
NCT04280705 asthma in Paris
PD catheter for my dad, 71
pd tremor
migraine with or without aura
diabetis metformn
KRAS G12C lung cancer near Seoul
neuropathic foot pain
avulsion fracture ankle
"quality of life" -children asthma -"heart attack"
in Georgia in Georgia
lupus but not lupus nephritis in San Jose
hypothryoid hyper tension
""".strip().splitlines()

Read = Callable[[SearchRequest], Reading]


def _questions() -> list[str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    asked = [line.split("\t")[1] for line in lines if line and not line.startswith("#")]
    return [*SAMPLES, *asked[1::2]]


QUESTIONS = _questions()


@pytest.fixture(scope="module")
def read(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Read:
    atlas = small_atlas(gazetteer)
    lexicon = Lexicon(names=vocabulary, title_of_code=vocabulary.title_of_code)

    def reading(request: SearchRequest) -> Reading:
        assert from_args(request.to_args()) == request, "a link can be followed"
        return understand(request, atlas, lexicon).question.reading

    return reading


def _undone(clause: Clause, after: Reading) -> bool:
    """Whether what was taken back is gone, or is words."""
    there = [one for one in after.clauses if one.start < clause.end and clause.start < one.end]
    return all(not one.meant for one in there)


def test_enough_questions_are_asked() -> None:
    assert len(QUESTIONS) > 200


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_taken_back_is_undone(read: Read, question: str) -> None:
    reading = read(SearchRequest(text=question))
    for clause in reading.clauses:
        if clause.undo is not None:
            after = read(clause.undo)
            assert _undone(clause, after), (clause.said, after.clauses)


@pytest.mark.parametrize("question", QUESTIONS)
def test_taking_everything_back_ends(read: Read, question: str) -> None:
    request = SearchRequest(text=question)
    for _ in range(MAX_WORDS + 1):
        undo = next((one.undo for one in read(request).clauses if one.undo is not None), None)
        if undo is None:
            return
        assert undo != request
        request = undo
    pytest.fail("it goes on and on")


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_chosen_is_asked_no_more(read: Read, question: str) -> None:
    for ask in read(SearchRequest(text=question)).disambiguations:
        for choice in ask.choices:
            assert choice.request != SearchRequest(text=question)
            after = read(choice.request)
            again = [one for one in after.disambiguations if one.said == ask.said]
            assert all(one.choices != ask.choices for one in again), choice.label


@pytest.mark.parametrize("question", QUESTIONS)
def test_choosing_ends(read: Read, question: str) -> None:
    for number in range(3):
        request, seen = SearchRequest(text=question), set()
        while asks := read(request).disambiguations:
            request = asks[0].choices[min(number, len(asks[0].choices) - 1)].request
            assert request not in seen, "it leads back"
            seen.add(request)
            assert len(seen) < MAX_WORDS
