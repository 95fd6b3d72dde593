"""Eligibility intent, phrase by phrase; and words that only look like it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.entities.people.phrases import EligibilityPhrase, eligibility_phrases
from search.understanding.entities.people.word_lists import WORDS
from search.understanding.question.clauses import ClauseKind
from search.understanding.question.text import normal, open_text

NO_END = math.inf
MONTH = 1 / 12


def phrases(text: str) -> tuple[EligibilityPhrase, ...]:
    return eligibility_phrases(open_text(normal(text))).phrases


def filler(text: str) -> list[str]:
    return [text[start:end] for start, end in eligibility_phrases(open_text(normal(text))).filler]


def said(text: str, kind: ClauseKind) -> list[str]:
    return [text[one.start : one.end] for one in phrases(text) if one.kind is kind]


# --- ages -----------------------------------------------------------------------------------------

AGES: list[tuple[str, str, float, float]] = [
    ("65 year old", "65 year old", 65, 66),
    ("65 years old with gout", "65 years old", 65, 66),
    ("65-year-old with gout", "65-year-old", 65, 66),
    ("a 65 yr old", "65 yr old", 65, 66),
    ("65 yo", "65 yo", 65, 66),
    ("65yo male", "65yo", 65, 66),
    ("65 y/o", "65 y/o", 65, 66),
    ("65 y.o. man", "65 y.o.", 65, 66),
    ("5-yr old?", "5-yr old", 5, 6),
    ("5 year olds abdominal pain", "5 year olds", 5, 6),
    ("for my 6 year old", "6 year old", 6, 7),
    ("asthma in 10 year olds", "10 year olds", 10, 11),
    ("six year old boy", "six year old", 6, 7),
    ("twenty-five year old", "twenty-five year old", 25, 26),
    ("sixty years of age", "sixty years of age", 60, 61),
    ("18 years of age", "18 years of age", 18, 19),
    ("6 months old", "6 months old", 6 * MONTH, 7 * MONTH),
    ("a 6 month old baby", "6 month old", 6 * MONTH, 7 * MONTH),
    ("2-week-old", "2-week-old", 14 / 365.25, 21 / 365.25),
    ("3 days old", "3 days old", 3 / 365.25, 4 / 365.25),
    ("age 70", "age 70", 70, 71),
    ("gout age: 70", "age: 70", 70, 71),
    ("at the age of 70", "the age of 70", 70, 71),
    ("aged 70 with gout", "aged 70", 70, 71),
    ("I am 65 and have gout", "I am 65", 65, 66),
    ("I'm 65", "I'm 65", 65, 66),
    ("I’m 65 with gout", "I’m 65", 65, 66),
    ("she is 7 with asthma", "she is 7", 7, 8),
    ("my mom is 72 and has gout", "is 72", 72, 73),
    ("my son is 7 years old", "is 7 years old", 7, 8),
    ("for someone who is over 65", "over 65", 65, NO_END),
    ("I am a 65 year old", "I am a 65 year old", 65, 66),
    ("aged 40 to 60", "aged 40 to 60", 40, 61),
    ("aged 40-60 years", "aged 40-60 years", 40, 61),
    ("ages 5–10", "ages 5–10", 5, 11),
    ("age 40 through 60", "age 40 through 60", 40, 61),
    ("between the ages of 18 and 45", "between the ages of 18 and 45", 18, 46),
    ("between 18 and 45 years old", "between 18 and 45 years old", 18, 46),
    ("5-10 year olds", "5-10 year olds", 5, 11),
    ("40 to 60 years of age", "40 to 60 years of age", 40, 61),
    ("6 to 18 months old", "6 to 18 months old", 0.5, 19 * MONTH),
    ("6 months to 5 years old", "6 months to 5 years old", 0.5, 6),
    ("over 70", "over 70", 70, NO_END),
    ("gout over 70", "over 70", 70, NO_END),
    ("women over 50 osteoporosis", "over 50", 50, NO_END),
    ("people over 50 years", "over 50 years", 50, NO_END),
    ("over the age of 60", "over the age of 60", 60, NO_END),
    ("over age 60", "over age 60", 60, NO_END),
    ("aged over 60", "aged over 60", 60, NO_END),
    ("older than 70", "older than 70", 70, NO_END),
    ("greater than or equal to 65 years of age", "greater than or equal to 65 years of age",
     65, NO_END),
    ("65 and older", "65 and older", 65, NO_END),
    ("65 or over", "65 or over", 65, NO_END),
    ("60 years and older", "60 years and older", 60, NO_END),
    ("65+", "65+", 65, NO_END),
    ("women aged 35+", "aged 35+", 35, NO_END),
    ("the over 50s", "over 50s", 50, NO_END),
    ("age>50", "age>50", 50, NO_END),
    ("at least 18 years old", "at least 18 years old", 18, NO_END),
    ("under 12", "under 12", 0, 12),
    ("kids under five", "under five", 0, 5),
    ("children under 5 asthma", "under 5", 0, 5),
    ("under the age of 12", "under the age of 12", 0, 12),
    ("younger than 12", "younger than 12", 0, 12),
    ("under 6 months old", "under 6 months old", 0, 0.5),
    ("up to 17 years old", "up to 17 years old", 0, 18),
    ("12 and under", "12 and under", 0, 13),
    ("12 or younger", "12 or younger", 0, 13),
    ("asthma in children", "children", 0, 18),
    ("kids", "kids", 0, 18),
    ("my child has asthma", "my child", 0, 18),
    ("asthma in a child", "child", 0, 18),
    ("my 8 year old son", "8 year old", 8, 9),
    ("teens", "teens", 13, 18),
    ("acne in teenagers", "teenagers", 13, 18),
    ("adolescents with acne", "adolescents", 13, 18),
    ("teen with acne", "teen", 13, 18),
    ("adults", "adults", 18, NO_END),
    ("adult with asthma", "adult", 18, NO_END),
    ("young adults", "young adults", 18, 36),
    ("elderly", "elderly", 65, NO_END),
    ("the elderly with falls", "the elderly", 65, NO_END),
    ("seniors", "seniors", 65, NO_END),
    ("older adults", "older adults", 65, NO_END),
    ("infants with reflux", "infants", 0, 2),
    ("reflux in an infant", "infant", 0, 2),
    ("my baby has reflux", "my baby", 0, 2),
    ("jaundice in newborns", "newborns", 0, 0.08),
    ("toddlers", "toddlers", 1, 4),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "youngest", "below"), AGES)
def test_an_age_is_read(text: str, written: str, youngest: float, below: float) -> None:
    assert said(text, ClauseKind.AGE)[-1:] == [written]
    (*_, age) = (one.age for one in phrases(text) if one.kind is ClauseKind.AGE)
    assert age is not None
    assert (age.youngest, age.below) == pytest.approx((youngest, below), abs=6e-5)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("65 year old", "open to people aged 65"),
        ("6 months old", "open to people aged 6 months"),
        ("1 month old", "open to people aged 1 month"),
        ("aged 40 to 60", "open to people aged 40 to 60"),
        ("aged 6 to 18 months", "open to people aged 6 to 18 months"),
        ("6 weeks to 5 years old", "open to people aged 6 weeks to 5"),
        ("over 70", "open to people aged 70 and over"),
        ("under 12", "open to people under 12"),
        ("12 and under", "open to people aged 12 and under"),
        ("children", "open to children"),
        ("seniors", "open to people of 65 and over"),
        ("women", "open to women and girls"),
        ("phase 2", "phase 2 trials"),
        ("phase 1/2", "phase 1 or 2 trials"),
        ("early phase 1", "early phase 1 trials"),
        ("recruiting", "recruiting, or check first"),
        ("healthy volunteers", "open to healthy volunteers"),
    ],
)
def test_what_is_read_is_said_in_plain_words(text: str, meant: str) -> None:
    assert [one.meant for one in phrases(text)] == [meant]


# --- sex, phase, status, volunteers ---------------------------------------------------------------

SEXES = [
    ("women", "women", "female"),
    ("Breast cancer in Women", "Women", "female"),
    ("pregnant women", "women", "female"),
    ("females", "females", "female"),
    ("65 year old female", "female", "female"),
    ("young female with chest pain", "female", "female"),
    ("woman, 40 years old", "woman", "female"),
    ("girls", "girls", "female"),
    ("my wife has lupus", "my wife", "female"),
    ("my wife's lupus", "my wife's", "female"),
    ("my daughter", "my daughter", "female"),
    ("My mother", "My mother", "female"),
    ("men", "men", "male"),
    ("gout in men", "men", "male"),
    ("GOUT IN MEN", "MEN", "male"),
    ("male, 45", "male", "male"),
    ("male patients", "male", "male"),
    ("a 70 year old man", "man", "male"),
    ("boys with Duchenne", "boys", "male"),
    ("my husband", "my husband", "male"),
    ("my son has autism", "my son", "male"),
    ("my father’s stroke", "my father’s", "male"),
    ("for my 6 year old son", "son", "male"),
    ("my 70-year-old wife has gout", "wife", "female"),
]


@pytest.mark.parametrize(("text", "written", "sex"), SEXES)
def test_a_sex_is_read_and_keeps_what_states_none(text: str, written: str, sex: str) -> None:
    assert said(text, ClauseKind.SEX) == [written]
    (values,) = (one.values for one in phrases(text) if one.kind is ClauseKind.SEX)
    assert set(values) == {sex, "all", "not-stated"}


PHASES = [
    ("phase 2", "phase 2", "phase-2"),
    ("phase II lupus", "phase II", "phase-2"),
    ("Phase-3 lupus", "Phase-3", "phase-3"),
    ("phase2", "phase2", "phase-2"),
    ("PHASE IV", "PHASE IV", "phase-4"),
    ("phase three trials", "phase three trials", "phase-3"),
    ("phase 2b study of lupus", "phase 2b study", "phase-2"),
    ("phase IIa", "phase IIa", "phase-2"),
    ("phase 1/2", "phase 1/2", "phase-1 phase-2"),
    ("phase I/II trial", "phase I/II trial", "phase-1 phase-2"),
    ("phase 2 or 3", "phase 2 or 3", "phase-2 phase-3"),
    ("phases 2 and 3", "phases 2 and 3", "phase-2 phase-3"),
    ("phase 1-3", "phase 1-3", "phase-1 phase-2 phase-3"),
    ("phase 2 or phase 3", "phase 2 or phase 3", "phase-2 phase-3"),
    ("phase 2, 3 months", "phase 2", "phase-2"),
    ("phase 1, 2 or 3", "phase 1, 2 or 3", "phase-1 phase-2 phase-3"),
    ("early phase 1", "early phase 1", "early-phase-1"),
    ("early phase 1 or phase 2", "early phase 1 or phase 2", "early-phase-1 phase-2"),
    ("phase 0", "phase 0", "early-phase-1"),
    ("phase 3 clinical trials", "phase 3 clinical trials", "phase-3"),
]


@pytest.mark.parametrize(("text", "written", "values"), PHASES)
def test_a_phase_is_read(text: str, written: str, values: str) -> None:
    assert said(text, ClauseKind.PHASE) == [written]
    assert phrases(text)[0].values == tuple(values.split())


STATUSES = [
    ("recruiting", "recruiting", "recruiting check-first"),
    ("recruiting lupus trials", "recruiting", "recruiting check-first"),
    ("recruiting studies", "recruiting studies", "recruiting check-first"),
    ("currently recruiting", "currently recruiting", "recruiting check-first"),
    ("now enrolling", "now enrolling", "recruiting check-first"),
    ("lupus enrolling", "enrolling", "recruiting check-first"),
    ("open trials", "open trials", "recruiting check-first"),
    ("accepting patients", "accepting patients", "recruiting check-first"),
    ("looking for volunteers", "looking for volunteers", "recruiting check-first"),
    ("can I join a lupus study", "can I join", "recruiting check-first"),
    ("lupus study I can take part in", "I can take part in", "recruiting check-first"),
    ("lupus trials to join", "trials to join", "recruiting check-first"),
    ("not yet recruiting", "not yet recruiting", "not-yet-recruiting may-be-open"),
    ("no longer recruiting", "no longer recruiting", "active-not-recruiting"),
    ("not recruiting", "not recruiting", "active-not-recruiting"),
    ("enrolling by invitation", "enrolling by invitation", "enrolling-by-invitation"),
    ("completed trials of lupus", "completed trials", "completed"),
    ("terminated studies", "terminated studies", "terminated"),
]


@pytest.mark.parametrize(("text", "written", "status"), STATUSES)
def test_a_status_is_read(text: str, written: str, status: str) -> None:
    assert said(text, ClauseKind.STATUS) == [written]
    assert [one.values for one in phrases(text)] == [tuple(status.split())]


@pytest.mark.parametrize(
    "text", ["healthy volunteers", "Healthy Volunteer", "healthy subjects", "healthy participants"]
)
def test_healthy_volunteers_are_read(text: str) -> None:
    assert said(text, ClauseKind.VOLUNTEERS) == [text]
    assert phrases(text)[0].values == ("accepted",)


def test_one_word_may_say_two_things() -> None:
    age, sex = phrases("my teenage son")
    assert (age.kind, sex.kind) == (ClauseKind.AGE, ClauseKind.SEX)
    assert (age.start, age.end) == (sex.start, sex.end)


# --- what stays words -----------------------------------------------------------------------------

STAY_WORDS = [
    "childhood leukemia", "adult-onset diabetes", "adult-onset Still's disease",
    "juvenile arthritis", "male breast cancer", "women's health", "womens health", "men’s health",
    "mens health", "children's hospital", "Boston Children's", "infant formula", "infant mortality",
    "child abuse", "child care", "adult T-cell leukemia", "adult stem cells", "adult ADHD",
    "newborn screening", "female infertility", "male pattern baldness", "male menopause",
    "teen pregnancy", "pregnancy", "pregnant", "breastfeeding mothers", "menopause",
    "MEN type 1", "MEN1", "MEN 2a", "multiple endocrine neoplasia (MEN)", "MEN syndrome",
    "transgender women", "men who have sex with men", "trans men", "Isle of Man",
    "parents of children with autism", "having children after chemotherapy", "can't have children",
    "premature infants", "children of alcoholics", "motherhood", "son", "a wife", "my own wife",
    "mother to child transmission",
    "luteal phase", "luteal phase 2", "acute phase 1 proteins", "phase contrast mri",
    "phase II enzymes", "phase 1 insulin response", "three-phase bone scan", "SBIR phase II",
    "phase 5", "phase", "stage 2", "stage II", "type 2 diabetes", "grade 3",
    "recruiting T cells", "recruiting neutrophils", "muscle recruitment", "open label",
    "completed chemotherapy", "completed suicide", "nonrecruiting", "opening of the mouth",
    "healthy controls", "open heart", "healthy diet", "healthy aging", "volunteering",
    "my a1c is 12", "the result is 40",
    "5 year survival", "10 year history", "10-year risk", "two years of treatment",
    "20 weeks pregnant", "I'm 20 weeks pregnant", "10-year-old scar", "2 year old injury",
    "5 year old study",
    "BMI over 30", "hba1c above 9", "A1C over 9", "my pain is 80",
    "blood pressure over 140", "weight over 200",
    "140 over 90", "type 2 diabetes over 10 years", "over 40 pounds", "over 50 patients",
    "over 100 trials", "under 5 mortality", "within 50 miles", "40 to 60 mg", "between 5 and 10 mg",
    "ejection fraction under 40", "CD4 over 200", "HER2+", "CD34+", "Ki67+", "vitamin B12",
    "bone age 10", "gestational age 28 weeks", "menopause at age 40", "diagnosed at age 20",
    "age-related macular degeneration", "aging", "old", "1950s", "covid-19", "2019",
    "age 500", "999 years old", "0.65 year old", "65.5", "omega 3", "Alpha 1 antitrypsin",
    '"women"', '"65 year old"', "-women", "lupus -recruiting", "lupus NOT men",
    '"phase 2"', "", " ", "💊", "NCT01234567",
]  # fmt: skip


@pytest.mark.parametrize("text", STAY_WORDS)
def test_what_belongs_to_something_else_stays_words(text: str) -> None:
    assert phrases(text) == ()


# --- filler ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "without_topic"),
    [
        ("clinical trials for lupus", ["clinical trials"]),
        ("studies on lupus", ["studies on"]),
        ("looking for a lupus study", ["looking for"]),
        ("how to join a study of lupus", ["how to join", "a study"]),
        ("taking part in lupus research", ["taking part in"]),
        ("sign up for lupus trials", ["sign up for", "trials"]),
        ("new treatments for lupus", ["new treatments"]),
        ("lupus treatment options", ["treatment options"]),
        ("people with lupus", ["people with"]),
        ("trial of labor", []),
        ("sleep studies", []),
        ("treatment of lupus", []),
        ('"clinical trials" lupus', []),
        ("looking for volunteers", []),
        ("recruiting studies for lupus", []),
    ],
)
def test_what_has_no_topic_is_told(text: str, without_topic: list[str]) -> None:
    assert filler(text) == without_topic


# --- always ---------------------------------------------------------------------------------------

pieces = st.sampled_from(
    [" ", "-", "/", ",", '"', "'", "+", "(", ".", "65", "6", "to", "over", "under", "year", "old",
     "aged", "years", "months", "phase", "II", "1/2", "women", "men", "MEN", "recruiting", "not",
     "yet", "children", "between", "and", "i am", "lupus", "trials", "healthy", "volunteers"]
)  # fmt: skip
texts = st.one_of(st.text(max_size=80), st.lists(pieces, max_size=30).map(" ".join),
                  st.lists(pieces, max_size=30).map("".join))  # fmt: skip


@given(texts)
def test_whatever_is_asked_spans_lie_in_it_apart_from_each_other(text: str) -> None:
    text = open_text(normal(text))
    asked = eligibility_phrases(text)
    spans = sorted({*((one.start, one.end) for one in asked.phrases), *asked.filler})
    ends = [0, *(end for _, end in spans)]
    assert all(
        0 <= before <= start < end for before, (start, end) in zip(ends, spans, strict=False)
    )
    assert ends[-1] <= len(text)
    for one in asked.phrases:
        assert '"' not in text[one.start : one.end], "what is quoted is not read"
        assert bool(one.values) != (one.age is not None)
        assert one.age is None or 0 <= one.age.youngest < one.age.below


@given(st.lists(pieces, max_size=8).map(" ".join))
def test_what_is_quoted_is_never_read(text: str) -> None:
    quoted = open_text(normal('"' + text.replace('"', "") + '"'))
    assert eligibility_phrases(quoted).phrases == ()
    assert eligibility_phrases(quoted).filler == ()


@pytest.mark.parametrize(
    "again", ["65 ", "1 - ", "phase 1 / ", "age ", "between ", " ", "- ", "over 5 "]
)
def test_a_question_of_the_greatest_length_is_read(again: str) -> None:
    text = open_text((again * 4_000)[:4_000])
    for one in eligibility_phrases(text).phrases:
        assert text[one.start : one.end].strip()


@pytest.mark.parametrize("phrase", sorted(WORDS.meanings))
def test_every_phrase_of_the_file_is_read_where_it_is_all_there_is(phrase: tuple[str, ...]) -> None:
    text = " ".join(phrase)
    assert {(one.start, one.end) for one in phrases(text)} == {(0, len(text))}
    assert len(phrases(text)) == len(WORDS.meanings[phrase])


@pytest.mark.parametrize("phrase", sorted(WORDS.stay_words | WORDS.filler))
def test_every_phrase_that_asks_for_nothing_asks_for_nothing(phrase: tuple[str, ...]) -> None:
    assert phrases(" ".join(phrase)) == ()


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("how to join a lupus study", True),
        ("lupus clinical trials", True),
        ("sign up for lupus research", True),
        ("asthma study for my 8 year old", True),
        ("studies on lupus", False),
        ("asthma in children", False),
        ("trial of labor", False),
        ('"clinical trials" lupus', False),
        ("lupus", False),
    ],
)
def test_who_looks_for_what_can_be_joined_is_told_from_who_reads(text: str, joins: bool) -> None:
    assert bool(eligibility_phrases(open_text(normal(text))).joining) is joins


@pytest.mark.parametrize(
    ("text", "filler", "joins"),
    [
        ("ensayos clínicos de lupus", ["ensayos clínicos de"], True),
        ("me diagnosticaron lupus", ["me diagnosticaron"], False),
        ("hay algún estudio para el asma", ["hay algún estudio para"], False),
        ("tengo lupus", ["tengo"], False),
    ],
)
def test_filler_of_spanish_is_read_in_spanish_alone(
    text: str, filler: list[str], joins: bool
) -> None:
    asked = eligibility_phrases(text, spanish=True)
    assert [text[start:end] for start, end in asked.filler] == filler
    assert bool(asked.joining) is joins
    assert eligibility_phrases(text).filler == ()


@pytest.mark.parametrize(
    "text", ["asma reclutando", "fase 2 lupus", "quiero participar en estudios"]
)
def test_statuses_and_phases_are_said_in_spanish_too(text: str) -> None:
    assert eligibility_phrases(text, spanish=True).phrases
