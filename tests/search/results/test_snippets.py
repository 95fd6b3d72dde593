from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing import Listing
from search.results.highlighting import Highlighter
from search.results.results import Snippet
from search.results.snippets import _SENTENCE_START, LENGTH, _sentence_starts, snippet
from tests.conftest import listing
from tests.search.asking import read

FILLER = "This sentence talks about something else entirely. " * 20


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def shown_of(one: Listing, question: str) -> Snippet:
    return snippet(one, Highlighter(read(question).highlights))


def test_a_passage_in_the_middle_of_a_long_text_is_found() -> None:
    one = listing("T1", description=FILLER + "Only here is asthma named. " + FILLER)
    shown = shown_of(one, "asthma")
    assert marked(shown.text, shown.marks) == ["asthma"]
    assert shown.text.startswith("… ") or shown.text.startswith("Only")
    assert shown.text.endswith(" …")
    assert len(shown.text) <= LENGTH + 4


def test_the_passage_with_most_of_the_words_wins() -> None:
    text = "Asthma is common. " + FILLER + "Asthma in children is studied in Atlanta. " + FILLER
    shown = shown_of(listing("T1", summary=text), "asthma children atlanta")
    assert {"Asthma", "children", "Atlanta"} <= set(marked(shown.text, shown.marks))


def test_another_field_is_shown_when_the_summary_lacks_the_words() -> None:
    one = listing("T1", summary="About lungs.", good_fit="People with asthma.")
    assert shown_of(one, "asthma").text == "People with asthma."


def test_without_matching_words_the_summary_begins_the_passage() -> None:
    one = listing("T1", summary="About lungs.", good_fit="People.")
    shown = shown_of(one, "xyzzy")
    assert (shown.text, shown.marks) == ("About lungs.", ())


def test_who_is_left_out_is_never_shown_as_what_was_found() -> None:
    one = listing("T1", summary="About lungs.", not_a_fit="People with asthma.")
    assert shown_of(one, "asthma").text == "About lungs."


def test_a_listing_without_text_has_an_empty_passage() -> None:
    assert shown_of(listing("T1"), "asthma").text == ""


@given(st.text(max_size=600), st.sampled_from(["a", "asthma the", "1 x y"]))
def test_marks_lie_inside_the_passage_and_never_overlap(text: str, question: str) -> None:
    shown = shown_of(listing("T1", summary=text), question)
    last = 0
    for start, end in shown.marks:
        assert last <= start < end <= len(shown.text)
        last = end


@pytest.mark.parametrize(
    ("said", "asked", "marked_words"),
    [
        ("Women with Sjögren’s syndrome.", "woman sjogren", {"Women", "Sjögren’s"}),
        ("Type 1 diabetes of children.", "type 1 diabetes child", {"Type 1", "diabetes"}),
        ("Oedema, and HER2-low tumours.", "edema HER2-low tumor", {"Oedema", "HER2-low"}),
        ("Hepatitis B or C, IL-6.", "hepatitis C IL6", {"C", "IL-6"}),
    ],
)
def test_a_passage_of_a_long_text_is_found_however_it_is_written(
    said: str, asked: str, marked_words: set[str]
) -> None:
    text = FILLER * 3 + said + " " + FILLER * 3
    shown = shown_of(listing("T1", eligibility=text), asked)
    assert marked_words <= set(marked(shown.text, shown.marks))


def test_every_passage_of_a_long_text_counts_alike() -> None:
    # Three parts of a long text were looked at once, chosen by each word alone.
    apart = "A heart. " + FILLER + "Its failure. " + FILLER
    text = apart * 5 + "Heart failure and asthma. " + FILLER
    shown = shown_of(listing("T1", description=text), "heart failure asthma")
    assert marked(shown.text, shown.marks) == ["Heart", "failure", "asthma"]


@given(st.text(alphabet="ab .!?\n-", max_size=900), st.integers(0, 900))
def test_a_passage_begins_where_a_search_from_the_first_sentence_on_finds(
    text: str, at: int
) -> None:
    every = [match.end() for match in _SENTENCE_START.finditer(text, 0, at + 1)]
    near = _sentence_starts(text, min(at, len(text)))
    reached = [start for start in every if start <= min(at, len(text))]
    assert near == reached[len(reached) - len(near) :]
