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


def test_list_items_are_kept_one_a_line() -> None:
    written = "Must have:\n\n-  one\n\n-  two\n\n  * three\n• four\n1\\. five\n2) six"
    assert passage(written) == "Must have:\n\n- one\n- two\n- three\n- four\n1. five\n2) six"


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
