from __future__ import annotations

import pytest

from search.understanding.operators.states import negated_states

MEANS = [
    ("no sense of smell", "loss of smell"),
    ("I can’t sleep", "insomnia"),
    ("not sleeping well", "insomnia"),
    ("my wife and I can't have children", "infertility"),
    ("unable to get pregnant", "infertility"),
    ("no appetite since chemo", "loss of appetite"),
    ("not eating", "loss of appetite"),
    ("no energy", "fatigue"),
    ("no puedo dormir", "insomnia"),
    ("sin apetito", "loss of appetite"),
    ("no sex drive", "low libido"),
    ("can't see at night", "night blindness"),
    ("can't breathe", "shortness of breath"),
    ("baby not gaining weight", "failure to thrive"),
    ("lost my voice", "speech loss"),
    ("don't have any energy", "fatigue"),
]
PREFERS = [
    ("no response to chemotherapy", "refractory"),
    ("depression not responding to medication", "refractory"),
    ("didn’t respond to Humira", "refractory"),
    ("never been treated", "untreated"),
    ("no evidence of disease", "remission"),
    ("not well controlled", "uncontrolled"),
    ("no cure for", "incurable"),
    ("without health insurance", "uninsured"),
    ("not a candidate for surgery", "unresectable"),
    ("can't tolerate statins", "intolerant"),
    ("wound not healing", "nonhealing"),
    ("cough that won't go away", "persistent"),
    ("for no reason", "unexplained"),
    ("not yet recruiting", ""),
    ("never smoker", "never smoker"),
    ("no responde a", "refractory"),
]
NONE = [
    "asthma not COPD",
    "can't eat gluten",
    "can't see a doctor",
    "not eating gluten",
    "no hair loss",
    "no vision problems",
    "no period pain",
    "no taste buds",
    "not talking to my doctor",
    "no children",
    "without opioids",
    "no",
    "",
    "not only sleep",
]


@pytest.mark.parametrize(("text", "means"), MEANS)
def test_what_is_lacking_has_a_name(text: str, means: str) -> None:
    assert [one.means for one in negated_states(text)] == [means]


@pytest.mark.parametrize(("text", "prefer"), PREFERS)
def test_other_states_only_prefer(text: str, prefer: str) -> None:
    assert [(one.means, one.prefer) for one in negated_states(text)] == [("", prefer)]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_state(text: str) -> None:
    assert negated_states(text) == ()


def test_states_stand_where_they_are_said() -> None:
    text = "no appetite, not sleeping. No insurance"
    said = [text[one.start : one.end] for one in negated_states(text)]
    assert said == ["no appetite", "not sleeping", "No insurance"]
