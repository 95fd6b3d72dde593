from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from web.wording.text import (
    Block,
    age_range_words,
    age_words,
    both,
    count_words,
    date_words,
    either,
    marked,
    money_words,
    page_numbers,
    pages_needed,
    text_blocks,
)


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ("2024", "2024"),
        ("2024-03", "March 2024"),
        ("2024-03-01", "March 1, 2024"),
        ("2024-12-31", "December 31, 2024"),
        (None, "Not stated"),
        ("", "Not stated"),
        ("soon", "Not stated"),
    ],
)
def test_a_date_is_said_exactly_as_far_as_it_is_known(partial: str | None, words: str) -> None:
    assert date_words(partial) == words


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (0, "birth"),
        (1, "1 year"),
        (18, "18 years"),
        (0.5, "6 months"),
        (1.5, "18 months"),
        (2.5, "2 years and 6 months"),
        (6 * 7 / 365.25, "6 weeks"),
        (28 / 365.25, "4 weeks"),
        (10 / 365.25, "10 days"),
        (1 / 365.25, "1 day"),
        (12 / 24 / 365.25, "12 hours"),
        (5 / 60 / 24 / 365.25, "1 hour"),
        (1 / 12, "1 month"),
    ],
)
def test_an_age_is_said_in_the_unit_people_use(years: float, words: str) -> None:
    assert age_words(years) == words


@pytest.mark.parametrize("months", range(1, 24))
def test_an_age_in_months_is_never_said_in_days(months: int) -> None:
    words = age_words(float(Fraction(months, 12)))
    assert words == ("1 year" if months == 12 else count_words(months, "month"))


@pytest.mark.parametrize(
    ("minimum", "maximum", "words"),
    [
        (18, None, "18 years and older"),
        (None, 17, "Up to 17 years"),
        (18, 65, "18 to 65 years"),
        (0.5, 17, "6 months to 17 years"),
        (1, 4, "1 to 4 years"),
        (0, 17, "Birth to 17 years"),
        (0, None, "From birth"),
        (18, 18, "18 years only"),
        (2.5, 4, "2 years and 6 months to 4 years"),
        (None, None, "Not stated"),
    ],
)
def test_an_age_range_is_said_in_words(
    minimum: float | None, maximum: float | None, words: str
) -> None:
    assert age_range_words(minimum, maximum) == words


@given(st.floats(0, 150), st.floats(0, 150))
def test_every_age_range_has_words_without_a_fraction(minimum: float, maximum: float) -> None:
    assert "." not in age_range_words(minimum, maximum)


def test_counts_and_money_are_grouped_and_agree_with_their_noun() -> None:
    assert count_words(1, "listing") == "1 listing"
    assert count_words(0, "listing") == "0 listings"
    assert count_words(1_204, "listing") == "1,204 listings"
    assert count_words(2, "country", "countries") == "2 countries"
    assert money_words(412_500) == "$412,500"


def test_lists_of_words_end_in_or_and_and() -> None:
    assert either([]) == ""
    assert either(["A"]) == "A"
    assert either(["A", "B"]) == "A or B"
    assert both(["A", "B", "C"]) == "A, B and C"


def test_marks_are_the_only_markup_in_marked_text() -> None:
    assert marked("<b>asthma</b>", [(3, 9)]) == "&lt;b&gt;<mark>asthma</mark>&lt;/b&gt;"
    assert marked("<b>", [(0, 3)]) == "<mark>&lt;b&gt;</mark>"


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_marks_lose_no_letter_wherever_they_lie(text: str, marks: list[tuple[int, int]]) -> None:
    shown = str(marked(text, marks)).replace("<mark>", "").replace("</mark>", "")
    assert shown == escape(text)


@given(st.integers(1, 400), st.integers(1, 400))
def test_page_links_hold_both_ends_the_page_and_no_gap_of_one(page: int, last: int) -> None:
    page = min(page, last)
    numbers = page_numbers(page, last)
    assert {1, page, last} <= set(numbers)
    shown = [number for number in numbers if number is not None]
    assert shown == sorted(set(shown))
    for before, gap, after in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if gap is None:
            assert before is not None
            assert after is not None
            assert after - before > 2
    assert len(numbers) <= 7


def test_the_last_page_holds_the_rest() -> None:
    assert [pages_needed(total, 20) for total in (0, 1, 20, 21, 40)] == [1, 1, 1, 2, 2]


def test_text_becomes_paragraphs_and_lists() -> None:
    assert text_blocks("One.\n\nInclusion criteria:\n- a\n  - b\n  goes on\n- c\nTwo.") == (
        Block("One."),
        Block("Inclusion criteria:", label=True),
        Block(
            items=(
                Block("a", items=(Block(items=(Block("b goes on"),)),)),
                Block("c"),
            )
        ),
        Block("Two."),
    )


def test_numbered_lines_keep_their_numbers() -> None:
    assert text_blocks("1. a\n2) b\n- c\n3. d") == (
        Block(items=(Block("a", number=1), Block("b", number=2))),
        Block(items=(Block("c"),)),
        Block(items=(Block("d", number=3),)),
    )


def test_a_year_at_the_start_of_a_line_is_not_a_number_of_a_list() -> None:
    assert text_blocks("20. March was the start.") == (Block("20. March was the start."),)


def test_lines_broken_in_mid_sentence_are_joined() -> None:
    assert text_blocks("A long line that\ngoes on here.\nAnother one.") == (
        Block("A long line that goes on here."),
        Block("Another one."),
    )


def _said(blocks: tuple[Block, ...]) -> str:
    return "".join(block.text + _said(block.items) for block in blocks)


@given(st.text(alphabet="abc -*.1)\n\tA:", max_size=200))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    def letters(said: str) -> list[str]:
        return [letter for letter in said if letter in "abcA"]

    assert letters(_said(text_blocks(text))) == letters(text)


def test_a_list_nested_without_end_stays_shallow() -> None:
    text = "\n".join(" " * depth + "- x" for depth in range(500))

    def depth(blocks: tuple[Block, ...]) -> int:
        return 1 + max((depth(block.items) for block in blocks), default=0)

    assert depth(text_blocks(text)) < 20
