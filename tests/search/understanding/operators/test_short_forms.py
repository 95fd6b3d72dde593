from __future__ import annotations

import pytest

from search.understanding.operators.short_forms import shorthand

WRITTEN = [
    ("w/ asthma", [("w/", "with")]),
    ("asthma w/o pain", [("w/o", "without")]),
    ("h/o stroke", [("h/o", "history of")]),
    ("H/O stroke", [("H/O", "history of")]),
    ("hx of stroke", [("hx of", "history of")]),
    ("c/o headache", [("c/o", "")]),
    ("s/p CABG", [("s/p", "")]),
    ("r/o MS", [("r/o", "")]),
    ("tired b/c anemia", [("b/c", "because")]),
    ("lupus dx", [("dx", "diagnosis")]),
    ("dx'd with lupus", [("dx'd with", "diagnosed with")]),
    ("pt w/ lupus", [("pt w/", "")]),
    ("65 yo", [("yo", "years old")]),
    ("65 y/o male", [("y/o", "years old")]),
    ("best tx for lupus", [("tx for", "treatment")]),
    ("lupus rx", [("rx", "prescription")]),
    ("f/u of MI", [("f/u", "follow-up")]),
    ("sx of lupus", [("sx", "symptoms")]),
    ("n/v after chemo", [("n/v", "nausea and vomiting")]),
    ("anemia d/t CKD", [("d/t", "due to")]),
    ("stroke rehab", [("rehab", "rehabilitation")]),
    ("M/F with acne", [("M/F", "")]),
    ("breast ca", [("ca", "cancer")]),
    # None of these is short for anything.
    ("yo yo dieting", []),
    ("MS/ALS", []),
    ("HIV/AIDS", []),
    ("asthma in TX", []),
    ("PT for knee", []),
    ("show/hide", []),
    ("p/c/o", []),
    ("txt", []),
    ("hep B/C", []),
    ("hepatitis b/c", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "written"), WRITTEN)
def test_what_is_written_short(text: str, written: list[tuple[str, str]]) -> None:
    assert [(text[one.start : one.end], one.means) for one in shorthand(text)] == written


def test_what_may_be_a_place_is_unsure() -> None:
    (tx,) = shorthand("lupus tx")
    (hx,) = shorthand("lupus hx")
    assert tx.unsure
    assert not hx.unsure
