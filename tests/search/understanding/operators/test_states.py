from __future__ import annotations

import pytest

from search.understanding.operators.states import (
    MOST_LOOKED_UP,
    denied_people,
    negated_states,
    predicated_names,
    turned_names,
)

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
    ("lost my voice", "voice disorder"),
    ("don't have any energy", "fatigue"),
    ("I can't feel my toes", "numbness"),
    ("no siento las piernas", "numbness"),
    ("mi bebe no duerme", "insomnia"),
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
    ("no chemo yet", "untreated"),
    ("it hasn't metastasized", "localized"),
    ("which isn't well controlled", "uncontrolled"),
    ("haven't had surgery", "untreated"),
    ("never had any radiation", "untreated"),
    ("not had any treatment so far", "untreated"),
    ("nonsmokers with COPD", "never smoker"),
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
    "no sleep apnea",
    "no chemo",
    "never had a child",
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


# --- sentences that say a name --------------------------------------------------------------------

NAMES = frozenset(
    ("overactive thyroid", "high blood pressure", "numb feet", "dry eyes", "lung cancer",
     "advanced cancer", "enlarged prostate", "numb hand",
     "knee pain", "bone marrow failure", "low blood sugar")
)  # fmt: skip


def known(said: str) -> bool:
    return said.casefold() in NAMES


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("my thyroid is overactive", "thyroid is overactive", "overactive thyroid"),
        ("How do I know if my thyroid is overactive?", "thyroid is overactive",
         "overactive thyroid"),
        ("his thyroid has been overactive", "thyroid has been overactive", "overactive thyroid"),
        ("blood pressure is always very high", "blood pressure is always very high",
         "high blood pressure"),
        ("why are my feet numb", "feet numb", "numb feet"),
        ("why is my blood pressure so high?", "blood pressure so high", "high blood pressure"),
        ("my eyes feel dry and itchy", "eyes feel dry", "dry eyes"),
        ("my knee hurts a lot", "knee hurts", "knee pain"),
        ("his bone marrow is failing", "bone marrow is failing", "bone marrow failure"),
        ("blood sugar keeps going low", "blood sugar keeps going low", "low blood sugar"),
        ("my hand goes numb at night", "hand goes numb", "numb hand"),
    ],
)  # fmt: skip
def test_a_sentence_says_a_name(text: str, said: str, name: str) -> None:
    (found,) = predicated_names(text, known)
    assert (text[found.start : found.end], found.name) == (said, name)


@pytest.mark.parametrize(
    "text",
    [
        "lung cancer is advanced",
        "my thyroid is not overactive",
        "is asthma chronic",
        "my feet are cold",
        "does it hurt",
        "eyes, dry",
        "is",
        "",
    ],
)
def test_no_other_sentence_does(text: str) -> None:
    assert predicated_names(text, known) == ()


def test_a_long_question_is_looked_up_so_far() -> None:
    asked: list[str] = []

    def never(said: str) -> bool:
        asked.append(said)
        return False

    assert predicated_names("my left knee is sore " * 200, never) == ()
    assert len({*asked}) <= 2 * MOST_LOOKED_UP


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("diabetes, gestational", "gestational diabetes"),
        ("cancer, breast, stage 2", "breast cancer"),
        ("apnea during sleep", "sleep apnea"),
        ("neuropathy caused by diabetes", "diabetes neuropathy"),
        ("diabetes during my pregnancy", "pregnancy diabetes"),
    ],
)
def test_a_name_is_read_in_another_order(text: str, name: str) -> None:
    assert [one.name for one in turned_names(text, lambda said: said == name)] == [name]


@pytest.mark.parametrize(
    "text", ["cancer, breast or lung", "apnea after sleep", "rash, ", ", rash"]
)
def test_other_words_between_turn_no_name_around(text: str) -> None:
    known = {"breast cancer", "breast or lung cancer", "sleep apnea"}
    assert not turned_names(text, known.__contains__)


def test_the_parts_of_a_turned_name_are_told_since_both_may_be_names_but_for_an_adjective() -> None:
    known = {"allergies eczema", "autoimmune hepatitis"}
    (found,) = turned_names("eczema, allergies", known.__contains__)
    assert found.parts == ("eczema", "allergies")
    (found,) = turned_names("hepatitis, autoimmune", known.__contains__)
    assert found.parts == ()


@pytest.mark.parametrize("text", ["weight loss not diabetic", "weight loss, not a diabetic"])
def test_somebody_who_is_denied_to_have_an_illness_names_it(text: str) -> None:
    assert [one.name for one in denied_people(text)] == ["diabetes"]


@pytest.mark.parametrize("text", ["diabetic", "not diabetic foot", "not only diabetic"])
def test_elsewhere_the_word_goes_on(text: str) -> None:
    assert not denied_people(text)


@pytest.mark.parametrize(
    "text", ["can't hear in one ear", "can't see out of my left eye", "can't feel my right foot"]
)
def test_a_state_goes_as_far_as_it_says_on_which_side(text: str) -> None:
    assert [one.end for one in negated_states(text)] == [len(text)]
