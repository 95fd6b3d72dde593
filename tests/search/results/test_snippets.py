from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyse
from search.results.snippets import LENGTH, marks, snippet, whole_runs
from tests.conftest import listing
from tests.search.asking import read

FILLER = "This sentence talks about something else entirely. " * 20


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_the_matched_words_are_marked_as_they_are_written() -> None:
    text = "Women with Sjögren’s syndrome and HER2-low tumours."
    terms = read("woman sjogren HER2 low tumor").highlights
    assert marked(text, marks(text, terms)) == [
        "Women",
        "Sjögren’s",
        "HER2-low",
        "tumours",
    ]
    assert marked(text, marks(text, read("HER2-low").highlights)) == ["HER2-low"]


def test_a_passage_in_the_middle_of_a_long_text_is_found() -> None:
    one = listing("T1", description=FILLER + "Only here is asthma named. " + FILLER)
    shown = snippet(one, read("asthma").highlights)
    assert marked(shown.text, shown.marks) == ["asthma"]
    assert shown.text.startswith("… ") or shown.text.startswith("Only")
    assert shown.text.endswith(" …")
    assert len(shown.text) <= LENGTH + 4


def test_the_passage_with_most_of_the_words_wins() -> None:
    text = "Asthma is common. " + FILLER + "Asthma in children is studied in Atlanta. " + FILLER
    shown = snippet(listing("T1", summary=text), read("asthma children atlanta").highlights)
    assert {"Asthma", "children", "Atlanta"} <= set(marked(shown.text, shown.marks))


def test_another_field_is_shown_when_the_summary_lacks_the_words() -> None:
    one = listing("T1", summary="About lungs.", good_fit="People with asthma.")
    assert snippet(one, read("asthma").highlights).text == "People with asthma."


def test_without_matching_words_the_summary_begins_the_passage() -> None:
    one = listing("T1", summary="About lungs.", good_fit="People.")
    shown = snippet(one, read("xyzzy").highlights)
    assert (shown.text, shown.marks) == ("About lungs.", ())


def test_who_is_left_out_is_never_shown_as_what_was_found() -> None:
    one = listing("T1", summary="About lungs.", not_a_fit="People with asthma.")
    assert snippet(one, read("asthma").highlights).text == "About lungs."


def test_a_listing_without_text_has_an_empty_passage() -> None:
    assert snippet(listing("T1"), read("asthma").highlights).text == ""


@given(st.text(max_size=600), st.sampled_from(["a", "asthma the", "1 x y"]))
def test_marks_lie_inside_the_passage_and_never_overlap(text: str, question: str) -> None:
    shown = snippet(listing("T1", summary=text), read(question).highlights)
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
    shown = snippet(listing("T1", eligibility=text), read(asked).highlights)
    assert marked_words <= set(marked(shown.text, shown.marks))


@given(st.lists(st.sampled_from(["asthma", "type", "1", "lungs", "of", "the"]), max_size=400))
def test_a_long_text_shows_as_many_words_as_all_of_it_analysed(words: list[str]) -> None:
    text = " ".join(words)
    highlights = read("asthma type 1 lungs").highlights
    shown = snippet(listing("T1", summary=text), highlights)
    long = snippet(listing("T1", summary=text + " filling" * 150), highlights)
    assert len(set(marked(long.text, long.marks))) >= len(set(marked(shown.text, shown.marks))) - 1


def test_runs_that_begin_alike_are_found_longest_first_in_every_process() -> None:
    # Of the 5,040 orders that a set of seven may have, one passes.
    text = "a b c d e f g"
    terms = [token.term for token in analyse(text)]
    runs = frozenset(tuple(terms[:length]) for length in range(1, 8))
    found = [places for places in whole_runs(analyse(text), runs) if places[0] == 0]
    assert [len(places) for places in found] == [7, 6, 5, 4, 3, 2, 1]
