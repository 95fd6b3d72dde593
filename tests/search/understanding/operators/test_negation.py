"""Sayings with a negation: half leave something out, half do not."""

from __future__ import annotations

import pytest

from search.understanding.operators.groups import grouping
from search.understanding.operators.items import LeftOut
from tests.search.understanding.operators.rows import asked, row

LEAVES_OUT = [
    ("asthma not COPD", "asthma; -COPD"),
    ("asthma without COPD", "asthma; -COPD"),
    ("asthma w/o COPD", "asthma; -COPD"),
    ("asthma, no COPD", "asthma; -COPD"),
    ("asthma but not COPD", "asthma; -COPD"),
    ("asthma except children", "asthma; -children"),
    ("asthma not in Texas", "asthma; -Texas"),
    ("trials not in Texas", "-Texas"),
    ("arthritis except rheumatoid", "arthritis; -rheumatoid arthritis"),
    ("arthritis except gout", "arthritis; -gout"),
    ("arthritis other than rheumatoid arthritis", "arthritis; -rheumatoid arthritis"),
    ("lung cancer not small cell", "lung cancer; -small cell lung cancer"),
    ("diabetes not type 1", "diabetes; -type 1 diabetes"),
    ("hepatitis not B", "hepatitis; -hepatitis B"),
    ("diabetes without neuropathy", "diabetes; -neuropathy"),
    ("diabetes without neuropathy or hypertension", "diabetes; -neuropathy/hypertension"),
    ("diabetes without neuropathy and hypertension", "diabetes; -neuropathy/hypertension"),
    ("diabetes, no neuropathy, hypertension", "diabetes; hypertension; -neuropathy"),
    ("diabetes with no neuropathy", "diabetes; -neuropathy"),
    (
        "cancer excluding melanoma, leukemia and lung cancer",
        "cancer; -melanoma/leukemia/lung cancer",
    ),
    ("COPD excluding smokers", "COPD; -smokers"),
    ("COPD excluding smoking", "COPD; -smoking"),
    ("breast cancer but not triple negative", "breast cancer; -triple negative breast cancer"),
    ("pain without opioids", "pain; -opioids"),
    ("back pain without surgery", "back pain; ~-surgery"),
    ("depression without medication", "depression; ~-medication"),
    ("depression instead of lithium exercise", "depression; exercise; -lithium"),
    ("diabetes treatment instead of insulin", "diabetes; treatment; -insulin"),
    ("lupus alternatives to methotrexate", "lupus; -methotrexate"),
    ("fever not caused by infection", "fever; -infection"),
    ("asthma that is not COPD", "asthma; -COPD"),
    ("asthma neither COPD nor emphysema", "asthma; -COPD; -emphysema"),
    ("asthma, not COPD nor emphysema", "asthma; -COPD; -emphysema"),
    ("asthma in adults, not children", "asthma; adults; -children"),
    ("asthma not phase 1", "asthma; -phase 1"),
    ("migraine not with aura", "migraine; -migraine with aura"),
    ("no COPD asthma", "asthma; -COPD"),
    ("white blood cells in urine no infection", "white blood cells in urine; -infection"),
    ("why do kids limp without pain?", "why; kids; limp; -pain"),
    ("asthma not COPD in Georgia", "asthma; Georgia; -COPD"),
    ("diabetes minus obesity", "diabetes; -obesity"),
    ("cirrhosis not caused by alcohol", "cirrhosis; -alcohol"),
    ("asthma not COPD/emphysema", "asthma; -COPD/emphysema"),
    ("women with diabetes who are not pregnancy", "women; diabetes; -pregnancy"),
    ("cancer pain, no chemotherapy", "cancer; pain; -chemotherapy"),
]

LEAVES_OUT_IN_SPANISH = [
    ("asma sin EPOC", "asma; -EPOC"),
    ("diabetes sin neuropatía", "diabetes; -neuropatía"),
    ("asma pero no EPOC", "asma; -EPOC"),
    ("depresión excepto niños", "depresión; -niños"),
    ("dolor de espalda sin quimioterapia", "dolor de espalda; -quimioterapia"),
    ("asma no EPOC ni fiebre", "asma; -EPOC; -fiebre"),
]

LEAVES_NOTHING_OUT = [
    ("no sense of smell", "no sense of smell"),
    ("diabetes not sleeping", "diabetes; not sleeping"),
    ("asthma can't sleep", "asthma; can't sleep"),
    ("no appetite", "no appetite"),
    ("depression no appetite after chemotherapy", "depression; no appetite; chemotherapy"),
    ("breast cancer no response to chemotherapy", "breast cancer; chemotherapy; ~no response to"),
    ("depression not responding to lithium", "depression; lithium; ~not responding to"),
    ("never treated lung cancer", "lung cancer; ~never treated"),
    ("leukemia no evidence of disease", "leukemia; ~no evidence of disease"),
    ("hypertension not controlled with metformin", "hypertension; metformin; ~not controlled with"),
    ("no cure for ALS", "ALS; ~no cure for"),
    ("lupus can't have children", "lupus; can't have children"),
    ("diabetes no insurance", "diabetes; ~no insurance"),
    ("asthma without health insurance", "asthma; ~without health insurance"),
    ("asthma not yet recruiting", "asthma; not yet recruiting"),
    ("not recruiting asthma", "asthma; ~not recruiting"),
    ("never smoker lung cancer", "lung cancer; ~never smoker"),
    ("non-small cell lung cancer", "non-small cell lung cancer"),
    ("non-Hodgkin lymphoma", "non-Hodgkin lymphoma"),
    ("non-alcoholic fatty liver disease", "non-alcoholic fatty liver disease"),
    ("migraine without aura", "migraine without aura"),
    ("no pain", "pain"),
    ("not asthma", "asthma"),
    ("asthma with or without eczema", "asthma; ?eczema"),
    ("asthma w/ or w/o eczema", "asthma; ?eczema"),
    ("breast cancer regardless of HER2+", "breast cancer; ?HER2+"),
    ("pain with/without neuropathy", "pain; ?neuropathy"),
    ("asthma, with or without cough or fever", "asthma; ?cough; ?fever"),
    ("why not metformin for PCOS", "metformin; PCOS"),
    ("not sure if asthma or COPD", "asthma | COPD"),
    ("asthma no COPD exacerbations", "asthma; COPD; exacerbations"),
    ("not only asthma but also COPD", "asthma; COPD"),
    ("symptoms worse than IBS but doctor says no", "symptoms; worse; than; IBS; but; doctor"),
    ("breast cancer for years without knowing", "breast cancer; years; knowing"),
    ("can't eat gluten", "eat; gluten"),
    ("no hair loss", "hair; loss"),
    ("stroke can't walk", "stroke; can't walk"),
    ("stroke unable to speak", "stroke; unable to speak"),
    ("no feeling in my feet diabetes", "no feeling in my feet; diabetes"),
    ("rash not going away", "rash; ~not going away"),
    ("diabetes wound not healing", "diabetes; wound; ~not healing"),
    ("fever for no reason", "fever; ~for no reason"),
    ("ms not a candidate for immunotherapy", "ms; immunotherapy; ~not a candidate for"),
    ("cannot tolerate statins", "statins; ~cannot tolerate"),
    ("no vision test", "vision; test"),
    ("diabetes not losing weight", "diabetes; not losing weight"),
    ("asthma or not", "asthma"),
    ("colon cancer not spread", "colon cancer; ~not spread"),
    ("no one to talk to depression", "depression; ~no one to talk to"),
    ("no symptoms of infection fever", "infection; fever; ~no symptoms of"),
    ("no period pcos", "no period; pcos"),
    ("do not resuscitate stroke", "stroke; ~do not resuscitate"),
]

LEAVES_NOTHING_OUT_IN_SPANISH = [
    ("no puedo dormir depresión", "no puedo dormir; depresión"),
    ("asma con o sin fiebre", "asma; ?fiebre"),
    ("no responde a quimioterapia cáncer de mama", "quimioterapia; cáncer de mama; ~no responde a"),
    ("sin seguro médico diabetes", "diabetes; ~sin seguro médico"),
    ("sin apetito", "sin apetito"),
    ("no solo asma", "asma"),
]


@pytest.mark.parametrize(("question", "is_asked"), LEAVES_OUT + LEAVES_NOTHING_OUT)
def test_a_negation_covers_a_name_alone_that_stands_after_it(question: str, is_asked: str) -> None:
    assert asked(question) == is_asked


@pytest.mark.parametrize(
    ("question", "is_asked"), LEAVES_OUT_IN_SPANISH + LEAVES_NOTHING_OUT_IN_SPANISH
)
def test_so_it_does_in_spanish(question: str, is_asked: str) -> None:
    assert asked(question, spanish=True) == is_asked


def test_the_tables_hold_what_leaves_out_and_what_does_not() -> None:
    leaves = [said for _, said in LEAVES_OUT + LEAVES_OUT_IN_SPANISH]
    nothing = [said for _, said in LEAVES_NOTHING_OUT + LEAVES_NOTHING_OUT_IN_SPANISH]
    assert all("; -" in said or "~-" in said or said[0] == "-" for said in leaves)
    assert not any("; -" in said or said.startswith("-") for said in nothing)
    assert min(len(leaves), len(nothing)) >= 30


def left_out(question: str) -> tuple[LeftOut, ...]:
    return grouping(question, row(question)).left_out


def test_the_clause_of_what_is_left_out_has_its_negation() -> None:
    question = "asthma but not COPD in Georgia"
    (part,) = left_out(question)
    assert question[part.start : part.end] == "but not COPD"


def test_a_condition_spares_nothing() -> None:
    (part,) = left_out("asthma not COPD")
    assert part.spared == ()
    assert not part.only_prefers


def test_what_spares_a_treatment_is_said_of_each() -> None:
    opioids, statins = left_out("pain without opioids or statins")
    assert {"opioids sparing", "opioids free", "without opioids"} <= {*opioids.spared}
    assert "versus statins" in statins.spared
    assert (opioids.start, opioids.end) == (statins.start, statins.end)


def test_a_word_for_any_treatment_leaves_nothing_out() -> None:
    (part,) = left_out("depression without medication")
    assert part.only_prefers
    assert "without medication" in part.spared


def test_what_is_quoted_covers_nothing() -> None:
    assert left_out('asthma """ COPD') == ()
