from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.records.text import beyond, line, passage


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"QTc \> 450 \[ms\]", "QTc > 450 [ms]"),
        ("5 &gt; 3 &amp; R&D", "5 > 3 & R&D"),
        ("Sjo\u0308gren", "Sjögren"),
        ("long-\xadlasting", "long-lasting"),
        ("NIH\x92s", "NIH’s"),
        ("a\x00b\u200bc\ufeff", "abc"),
        ("non\u00a0breaking  space", "non breaking space"),
        ("**Bold** words and 2**3", "Bold words and 2**3"),
        ("H<sub>2</sub>O if x < 3", "H2O if x < 3"),
        ("a \ud800 lone half", "a lone half"),
        ("and\\or", "and\\or"),
        # Links say where they lead, once.
        ("[our page](https://example.org/a_b) helps", "our page (https://example.org/a_b) helps"),
        (
            r"[our \[new\] page](https://example.org/a\_b)",
            "our [new] page (https://example.org/a_b)",
        ),
        ('[page](https://example.org/ "Our page")', "page (https://example.org/)"),
        ("[https://example.org](https://example.org/)", "https://example.org/"),
        ("[example.org](https://example.org)", "https://example.org"),
        ("[ann@example.org](mailto:ann@example.org)", "ann@example.org"),
        ("[Ann Lee](mailto:ann@example.org)", "Ann Lee (ann@example.org)"),
        (
            "see <https://example.org/a> or <ann@example.org>",
            "see https://example.org/a or ann@example.org",
        ),
        (r"see \<https://example.org\>", "see https://example.org"),
        ('<a href="https://example.org">page</a>', "page (https://example.org)"),
        (r"\[PK\] (in blood)", "[PK] (in blood)"),
        ("[a](b)", "[a](b)"),
        ("[run](javascript:alert)", "[run](javascript:alert)"),
        # Powers.
        (r"30 kg/m\^2, 1.5x10\^9/L, mm^3.", "30 kg/m², 1.5x10⁹/L, mm³."),
        ("10^9-10^11, 10^-3, 10^{12}, 10^(6)", "10⁹-10¹¹, 10⁻³, 10¹², 10⁶"),
        ("10<sup>9</sup>/L, 1<SUP>st</SUP>", "10⁹/L, 1st"),
        ("100 x 109/L, 1.5×1012 / L, 3 x 106/kg", "100 x 10⁹/L, 1.5×10¹² / L, 3 x 10⁶/kg"),
        ("^90 Y, p^2.5, a^b, 2^100", "^90 Y, p^2.5, a^b, 2^100"),
        ("room 109/L, 2 x 109 people, 109/l", "room 109/L, 2 x 109 people, 109/l"),
        ("age &gte; 18 and &lte; 65", "age ≥ 18 and ≤ 65"),
        ("age \uf0b3 18, \uf062-blocker", "age ≥ 18, β-blocker"),
        ("a<TAB>b", "a b"),
    ],
)
def test_registry_habits_are_undone(written: str, meant: str) -> None:
    assert line(written) == meant


def test_hard_wraps_are_joined_and_paragraphs_kept() -> None:
    wrapped = (
        "This sentence was wrapped by a machine that liked seventy columns a\n"
        "line, as machines did, even inside anti-\ninflammatory words.\n \nA second paragraph."
    )
    assert passage(wrapped) == (
        "This sentence was wrapped by a machine that liked seventy columns a line, as machines "
        "did, even inside anti-inflammatory words.\n\nA second paragraph."
    )


def test_a_line_that_is_only_drawn_is_no_line() -> None:
    assert passage("One\n_____ ___\ntwo\n* * *\nthree\n-----\nfour") == "One\ntwo\nthree\nfour"


def test_list_items_are_kept_one_a_line() -> None:
    written = "Must have:\n\n-  one\n\n-  two\n\n  * three\n• four\n1\\. five\n2) six"
    assert passage(written) == "Must have:\n\n- one\n- two\n- three\n- four\n1. five\n2) six"


def test_an_item_has_one_mark() -> None:
    assert passage("* 1\\) one\n* (2) two\n* 3.Three\n* 3.5 mg\n* B. cereus\n* • six") == (
        "1) one\n(2) two\n3. Three\n- 3.5 mg\n- B. cereus\n- six"
    )


def test_the_hollow_bullet_of_a_word_processor_is_a_bullet() -> None:
    assert passage("Any of:\n\no Fever\no Cough\n\no or a o B") == (
        "Any of:\n\n- Fever\n- Cough\n\no or a o B"
    )


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20))
def test_a_line_that_is_taken_as_it_is_needs_no_care(text: str) -> None:
    # What follows needs care, so that the same line is not taken as it is.
    cared_for = line(f"{text} \u00ad")
    assert line(text) == cared_for


@given(st.text(st.characters(codec="latin-1", exclude_characters="*"), max_size=20))
def test_an_item_is_the_same_under_any_bullet(text: str) -> None:
    assert passage(f"Any of:\n* x{text}") == passage(f"Any of:\n+ x{text}")


@given(st.text(max_size=30))
def test_cleaning_is_done_once(text: str) -> None:
    once = passage(text.replace("\\", "").replace("&", "").replace("*", ""))
    assert passage(once) == once
    assert not any(ord(c) < 32 and c != "\n" for c in once)
    once.encode()


def test_a_text_that_only_repeats_another_is_left_out() -> None:
    assert beyond("Drops for hay fever.", "Drops for\n\n- hay fever") == ""
    assert beyond("Hay fever", "DROPS FOR HAY FEVER") == ""
    assert beyond("", "Drops") == ""
    for more in ("Drops for hay fever, and more.", "rops for hay fever", "Eyes"):
        assert beyond(more, "Drops for hay fever.") == more
    assert beyond("Drops.", "") == "Drops."
