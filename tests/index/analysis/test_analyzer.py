"""What a text is analysed to: terms, their positions and their spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import Edge, analyse, analyse_chunk
from index.analysis.query_analyzer import term_groups
from index.analysis.stemming import MAX_WORD


@pytest.mark.parametrize(
    "text", ["anti-IL-6 receptor antibody", "the IL6 receptor", "an IL 6 receptor", "IL-6-receptor"]
)
def test_a_bound_number_takes_no_position_of_its_own(text: str) -> None:
    positions = {token.term: token.position for token in analyse(text)}
    assert positions["receptor"] == positions["il6"] + 1


@pytest.mark.parametrize(
    ("broken", "plain"),
    [
        ("type\n1 diabetes", "type 1 diabetes"),
        ("type \t\n  1 diabetes", "type 1 diabetes"),
        ("stage 2,\n\n 3\u00a0or\n4", "stage 2, 3 or 4"),
        ("stage 2 /\n3", "stage 2 / 3"),
        ("type -\n1", "type - 1"),
    ],
)
def test_any_whitespace_is_one_space(broken: str, plain: str) -> None:
    def read(text: str) -> list[tuple[str, int]]:
        return [(token.term, token.position) for token in analyse(text)]

    assert read(broken) == read(plain)


def test_an_apostrophe_that_stands_alone_keeps_a_head_from_its_number() -> None:
    assert "type1" in {token.term for token in analyse("type 1")}
    assert "type1" not in {token.term for token in analyse("type ʼ 1")}


@pytest.mark.parametrize(
    ("chunk", "edges"),
    [
        ("asthma", 0),
        ("phase", Edge.LEADS),
        ("phase-", Edge.LEADS),
        ("phase.", 0),
        ("1", Edge.FOLLOWS | Edge.PASSES | Edge.MARKS | Edge.FILLS),
        ("(9", Edge.PASSES),
        ("III-year", Edge.FOLLOWS),
        ("and", Edge.FOLLOWS | Edge.PASSES | Edge.FILLS),
        ("/", Edge.FOLLOWS | Edge.PASSES | Edge.FILLS),
        ("phase-9", Edge.LEADS),
        ("HER2-", Edge.MARKS | Edge.STATES),
        ("HER2", Edge.MARKS),
        ("HER2-targeted", Edge.MARKS | Edge.STATES),
        ("negative", Edge.STATES),
        ("(-)", Edge.FOLLOWS | Edge.PASSES | Edge.STATES),
        ("with", Edge.FILLS),
        ("stage-5,9", Edge.LEADS | Edge.WAITS | Edge.COMMA | Edge.MARKS | Edge.FILLS),
        ("asthma,", Edge.COMMA),
    ],
)
def test_a_chunk_says_how_it_may_bind_with_its_neighbors(chunk: str, edges: int) -> None:
    tokens, found = analyse_chunk(chunk)
    assert tokens == analyse(chunk)
    assert found == edges


def test_spans_point_into_the_text_that_was_given() -> None:
    text = "Women with Sjögren’s syndrome (HER2-low, type 1)."
    spans = {token.term: text[token.start : token.end] for token in analyse(text)}
    assert spans["sjogren"] == "Sjögren’s"
    assert spans["her2low"] == "HER2-low"
    assert spans["type1"] == "type 1"
    assert spans["woman"] == "Women"


def test_stop_words_are_kept_in_listings_and_marked_in_questions() -> None:
    assert [token.term for token in analyse("what is it")] == ["what", "is", "it"]
    assert all(group.stop for group in term_groups("what is it"))


def test_a_word_of_any_length_costs_no_more_than_a_long_one() -> None:
    (token,) = analyse("a" * 50_000)
    assert len(token.term) <= MAX_WORD


@given(st.text(max_size=200))
def test_no_text_breaks_the_chain_and_its_order_holds(text: str) -> None:
    tokens = analyse(text)
    for token in tokens:
        assert token.term
        assert 0 <= token.start < token.end <= len(text)
        assert not any(letter.isspace() for letter in token.term)
    for group in term_groups(text):
        assert group.alternatives
        assert all(run and all(run) for run in group.alternatives)
    assert bool(tokens) == bool(term_groups(text))
