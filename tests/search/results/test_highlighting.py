from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Token, analyse
from search.results.highlighting import Highlighter, highlighted, whole_runs
from search.understanding import Highlights
from tests.search.asking import read


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_the_matched_words_are_marked_as_they_are_written() -> None:
    text = "Women with Sjögren’s syndrome and HER2-low tumours."
    terms = read("woman sjogren HER2 low tumor").highlights
    assert marked(text, Highlighter(terms).spans(text)) == [
        "Women",
        "Sjögren’s",
        "HER2-low",
        "tumours",
    ]
    assert marked(text, Highlighter(read("HER2-low").highlights).spans(text)) == ["HER2-low"]


def told(tokens: list[Token]) -> list[tuple[str, int, int]]:
    return sorted((token.term, token.start, token.end) for token in tokens)


# What binds, what stands between, what is a part of a marker, and signs around all of them.
WORDS = [
    "asthma",
    "lung",
    "cancer",
    "failure",
    "heart",
    "type",
    "types",
    "stage",
    "grade",
    "hepatitis",
    "vitamin",
    "1",
    "2",
    "2,",
    "3",
    "II",
    "IIIb",
    "I",
    "a",
    "A",
    "b",
    "B",
    "B,",
    "C",
    "or",
    "and",
    "to",
    "of",
    ",",
    "-",
    "/",
    "+",
    "(type",
    "1)",
    "type-1",
    "1/2",
    "stage-2,3",
    "IL-6",
    "IL",
    "6",
    "HER2",
    "HER2+",
    "HER2-",
    "HER2-low",
    "her2",
    "positive",
    "negative,",
    "not",
    "for",
    "status",
    "(+)",
    "low",
    "BRCA1",
    "mutated",
    "mutation",
    "wild-type",
    "TNBC",
    "V600E",
    "BRAF",
    "del(17p)",
    "17p",
    "deletion",
    "p.G12C",
    "cycles",
    "cells’",
    "Sjögren’s",
    "β-blocker",
    "x-y/xy",
    "heart-failure",
    "NO",
    "no",
]
SPACES = (" ", " ", " ", " ", "\n", "\n\n", "  ", "\xa0", "\n- ")


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), max_size=14))
    return "".join(f"{word}{draw(st.sampled_from(SPACES))}" for word in words)


@st.composite
def highlights(draw: st.DrawFn) -> Highlights:
    """Terms and runs of texts, as those of a question are."""
    said = [[token.term for token in analyse(draw(texts()))] for _ in range(2)]
    single = draw(st.lists(st.sampled_from(said[0] or ["asthma"]), max_size=4))
    parts = [
        tuple(said[1][start : start + draw(st.integers(1, 3))])
        for start in draw(st.lists(st.integers(0, 12), max_size=4))
    ]
    return Highlights(frozenset(single), frozenset(part for part in parts if part))


@given(texts(), highlights())
def test_what_is_found_is_what_analysing_all_of_a_text_finds(text: str, asked: Highlights) -> None:
    assert told(Highlighter(asked).tokens(text)) == told(highlighted(text, asked))


@given(st.text(max_size=200), st.sampled_from(["a", "asthma the", "1 x y", "type 1", "HER2-"]))
def test_any_text_is_highlighted_as_when_all_of_it_is_analysed(text: str, question: str) -> None:
    asked = read(question).highlights
    assert told(Highlighter(asked).tokens(text)) == told(highlighted(text, asked))


@given(st.lists(texts(), max_size=4), highlights())
def test_what_was_found_in_one_text_changes_nothing_in_the_next(
    several: list[str], asked: Highlights
) -> None:
    one = Highlighter(asked)
    for text in several:
        assert told(one.tokens(text)) == told(Highlighter(asked).tokens(text))


def test_runs_that_begin_alike_are_found_longest_first_in_every_process() -> None:
    # Of the 5,040 orders that a set of seven may have, one passes.
    text = "a b c d e f g"
    terms = [token.term for token in analyse(text)]
    runs = frozenset(tuple(terms[:length]) for length in range(1, 8))
    found = [places for places in whole_runs(analyse(text), runs) if places[0] == 0]
    assert [len(places) for places in found] == [7, 6, 5, 4, 3, 2, 1]
