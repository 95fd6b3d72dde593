"""Who would take part, by what stands beside: ages without *old*, people who are only mentioned,
and numbers that are no ages."""

from __future__ import annotations

import pytest

from search.understanding.entities.people.phrases import eligibility_phrases
from search.understanding.question.text import normal, open_text
from tests.search.understanding.known_names import KnownNames

READ = [
    ("my mom has dementia and is 82", "my mom: women and girls; and is 82: aged 82"),
    ("my dad, 71, has Parkinson's", "my dad: men and boys; 71: aged 71"),
    ("my dad 71 has parkinsons", "my dad: men and boys; 71: aged 71"),
    ("my dad (71) parkinson's", "my dad: men and boys; 71: aged 71"),
    ("45F with lupus", "45F: aged 45; 45F: women and girls"),
    ("lupus 45F", "45F: aged 45; 45F: women and girls"),
    ("71M copd", "71M: aged 71; 71M: men and boys"),
    ("71M", "71M: aged 71; 71M: men and boys"),
    ("45 F lupus", "45 F: aged 45; 45 F: women and girls"),
    ("71yo M copd", "71yo M: aged 71; 71yo M: men and boys"),
    ("65 y/o male prostate cancer", "65 y/o: aged 65; male: men and boys"),
    ("65 year old man with prostate cancer", "65 year old: aged 65; man: men and boys"),
    ("asthma 9 yrs", "9 yrs: aged 9"),
    ("9 yrs asthma", "9 yrs: aged 9"),
    ("9yo asthma", "9yo: aged 9"),
    ("asthma 9yo", "9yo: aged 9"),
    ("in my 40s", "in my 40s: in their 40s"),
    ("breast cancer in my 40s", "in my 40s: in their 40s"),
    ("woman in her 60s with stroke", "woman: women and girls; in her 60s: in their 60s"),
    ("early 50s menopause", "early 50s: in their 50s"),
    ("man in his late seventies", "man: men and boys; in his late seventies: in their 70s"),
    ("people in their thirties", "in their thirties: in their 30s"),
    ("40-something depression", "40-something: in their 40s"),
    ("over 65 depression", "over 65: aged 65 and over"),
    ("depression over 65", "over 65: aged 65 and over"),
    ("65+ depression", "65+: aged 65 and over"),
    ("18+ asthma", "18+: aged 18 and over"),
    ("18 and up asthma", "18 and up: aged 18 and over"),
    ("asthma 18 and up", "18 and up: aged 18 and over"),
    ("asthma 18+", "18+: aged 18 and over"),
    ("under 5 asthma", "under 5: under 5"),
    ("between 40 and 50 years with diabetes", "between 40 and 50 years: aged 40 to 50"),
    ("between 40 and 50 with diabetes", "between 40 and 50: aged 40 to 50"),
    ("diabetes between 40 and 50", "between 40 and 50: aged 40 to 50"),
    ("women 40 to 60", "women: women and girls; 40 to 60: aged 40 to 60"),
    ("men 50-70 prostate cancer", "men: men and boys; 50-70: aged 50 to 70"),
    ("adults 18-65 with asthma", "adults: adults; 18-65: aged 18 to 65"),
    ("kids 5 to 12 adhd", "kids: children; 5 to 12: aged 5 to 12"),
    ("aged 9 to 12", "aged 9 to 12: aged 9 to 12"),
    ("seventy year old", "seventy year old: aged 70"),
    ("6 week old", "6 week old: aged 6 weeks"),
    ("6 week old baby reflux", "6 week old: aged 6 weeks"),
    ("6mo", "6mo: aged 6 months"),
    ("6mo eczema", "6mo: aged 6 months"),
    ("6 mo old with eczema", "6 mo old: aged 6 months"),
    ("18 month old autism", "18 month old: aged 18 months"),
    ("toddlers autism", "toddlers: toddlers (1 to 3)"),
    ("male 45 back pain", "male: men and boys; 45: aged 45"),
    ("female, 62, osteoporosis", "female: women and girls; 62: aged 62"),
    ("son 6 autism", "6: aged 6"),
    ("mother 65 alzheimers", "65: aged 65"),
    ("my daughter just turned 13 acne", "my daughter: women and girls; just turned 13: aged 13"),
    ("turning 65 copd", "turning 65: aged 65"),
    ("i am 34 and have lupus", "i am 34: aged 34"),
    ("Im 34 lupus", "Im 34: aged 34"),
    ("72 male copd", "72: aged 72; male: men and boys"),
    ("45 female lupus", "45: aged 45; female: women and girls"),
    ("my 82 year old mother has dementia", "82 year old: aged 82; mother: women and girls"),
    ("my 8yr old has adhd", "8yr old: aged 8"),
    ("mi hijo de 6 años tiene asma", "mi hijo: men and boys; de 6 años: aged 6"),
    ("asma de 45 años", "de 45 años: aged 45"),
    ("cáncer de seno de 45 años", "de 45 años: aged 45"),
    ("mayores de 65", "mayores de 65: aged 65 and over"),
    ("depresión mayores de 65 años", "mayores de 65 años: aged 65 and over"),
    ("menores de 12 asma", "menores de 12: under 12"),
    ("niños de 5 a 10 años con asma", "niños: children; de 5 a 10 años: aged 5 to 10"),
    ("mujer de 45 años con lupus", "mujer: women and girls; de 45 años: aged 45"),
    ("tengo 45 años y diabetes", "tengo 45 años: aged 45"),
    ("mi madre tiene 82 años y demencia", "mi madre: women and girls; tiene 82 años: aged 82"),
    ("entre 40 y 50 años con diabetes", "entre 40 y 50 años: aged 40 to 50"),
    ("65 años o más depresión", "65 años o más: aged 65 and over"),
    ("bebé de 6 meses", "de 6 meses: aged 6 months"),
    ("mujeres mayores de 50", "mujeres: women and girls; mayores de 50: aged 50 and over"),
    ("20 year old woman with knee injury", "20 year old: aged 20; woman: women and girls"),
    ("my son's asthma", "my son's: men and boys"),
    ("my mother had breast cancer at age 45, I am 40", "I am 40: aged 40"),
    ("can I enroll my son with autism", "my son: men and boys"),
    ("help for my daughter with anorexia", "my daughter: women and girls"),
    ("studies for my dad with copd", "my dad: men and boys"),
    ("my mother has lupus", "my mother: women and girls"),
    ("mi hija tiene asma", "mi hija: women and girls"),
    ("grandfather 90 falls", "90: aged 90"),
    ("mom 2 kids", "kids: children"),
    ("baby 6 months cough", "6 months: aged 6 months"),
    ("child 3 cough", "child: children; 3: aged 3"),
    ("over 60 hearing loss", "over 60: aged 60 and over"),
    ("4 year old", "4 year old: aged 4"),
    ("phase 2 40 year old", "phase 2: phase 2 trials; 40 year old: aged 40"),
    ("71m", "71m: aged 71; 71m: men and boys"),
    ("45f with lupus", "45f: aged 45; 45f: women and girls"),
    ("30 yo female infertility", "30 yo: aged 30; female: women and girls"),
    ("women over 50 osteoporosis", "women: women and girls; over 50: aged 50 and over"),
    ("age 9", "age 9: aged 9"),
    ("my mom's a1c is 12", "my mom's: women and girls"),
    ("my mom has a fever and is 102", "my mom: women and girls"),
    ("my kids are 5 and 7", "my kids: children"),
    ("she's 9 asthma", "she's 9: aged 9"),
    ("65yof copd", "65yof: aged 65; 65yof: women and girls"),
    ("17 y/o f acne", "17 y/o f: aged 17; 17 y/o f: women and girls"),
    ("17yo F", "17yo F: aged 17; 17yo F: women and girls"),
    ("M/45 back pain", "M/45: aged 45; M/45: men and boys"),
    ("45/F lupus", "45/F: aged 45; 45/F: women and girls"),
    ("82 year-old", "82 year-old: aged 82"),
    ("70 plus", "70 plus: aged 70 and over"),
    ("under 18s", "under 18s: under 18"),
    ("9-12 year olds", "9-12 year olds: aged 9 to 12"),
    ("9 to 12 year olds", "9 to 12 year olds: aged 9 to 12"),
    ("16-year-olds", "16-year-olds: aged 16"),
    ("school-aged children", "children: children"),
    ("infant 3 months reflux", "infant: infants (under 2); 3 months: aged 3 months"),
    ("my son is 6 and has autism", "my son: men and boys; is 6: aged 6"),
    ("my wife is 60 with als", "my wife: women and girls; is 60: aged 60"),
    ("a 9 year old with asthma", "9 year old: aged 9"),
    ("older than 65 with copd", "older than 65: aged 65 and over"),
    ("age range 40-60", "age range 40-60: aged 40 to 60"),
    ("between ages 18 and 65", "between ages 18 and 65: aged 18 to 65"),
    ("children aged 6-12", "children: children; aged 6-12: aged 6 to 12"),
    ("children ages 6 to 12 years", "children: children; ages 6 to 12 years: aged 6 to 12"),
    ("teens 13-17 depression", "teens: teenagers; 13-17: aged 13 to 17"),
    ("elderly over 80 falls", "elderly: of 65 and over; over 80: aged 80 and over"),
    ("women under 40 with breast cancer", "women: women and girls; under 40: under 40"),
    ("men over 50", "men: men and boys; over 50: aged 50 and over"),
    ("adults over 40 asthma", "adults: adults; over 40: aged 40 and over"),
    ("my 4 month old has reflux", "4 month old: aged 4 months"),
    ("my two year old has asthma", "two year old: aged 2"),
    ("nineteen year old", "nineteen year old: aged 19"),
    ("HER2+ 45F", "45F: aged 45; 45F: women and girls"),
    ("stage 3 60 year old", "60 year old: aged 60"),
    ("kids 5 mg", "kids: children"),
    ("children 10 kg", "children: children"),
    ("woman 5 2", "woman: women and girls"),
    ("woman 5'2", "woman: women and girls"),
    ("man 180 lbs", "man: men and boys"),
    ("man 6 feet tall", "man: men and boys"),
    ("male 46,XY", "male: men and boys"),
    ("female 46 XX", "female: women and girls"),
    ("46 XX male", "male: men and boys"),
    ("boy 99th percentile", "boy: men and boys"),
    ("girl 2 seizures", "girl: women and girls"),
    ("mayor de 18", "mayor de 18: aged 18 and over"),
    ("menor de 5 años neumonía", "menor de 5 años: under 5"),
    ("adulto de 30 años", "de 30 años: aged 30"),
    ("hombre de 50 con diabetes", "hombre: men and boys; de 50: aged 50"),
    ("hijo de 3 años con autismo", "de 3 años: aged 3"),
    ("adolescente con anorexia", "adolescente: teenagers"),
    ("anciana con demencia", "anciana: of 65 and over"),
    ("niña de 8 años", "niña: children; niña: women and girls; de 8 años: aged 8"),
    ("personas de 18 a 65 años", "de 18 a 65 años: aged 18 to 65"),
    ("50 años", "50 años: aged 50"),
    ("my dad hit his head", "my dad: men and boys"),
    ("my daughter was abused by my husband", "my daughter: women and girls"),
    ("how do i help my husband with depression", "my husband: men and boys"),
    ("does my son need surgery", "my son: men and boys"),
    ("should I worry about my daughter", "my daughter: women and girls"),
    ("can my wife join a study", "my wife: women and girls"),
    ("can i get my son tested for autism", "my son: men and boys"),
    ("miscarriage my wife", "my wife: women and girls"),
    ("what can i do for my mother with dementia", "my mother: women and girls"),
]  # fmt: skip

NO_AGES = [
    "under 5 mortality", "20 year old injury", "20 year old knee injury", "20 year old scar",
    "sober over 60 days", "for 3 years", "asthma for 9 yrs", "diagnosed at 40", "5 year survival",
    "PSA 8", "BMI over 40", "A1c under 7", "stage 4", "type 2", "500 mg", "COVID 19",
    "2 years ago", "day 21", "12 weeks pregnant", "I am 12 weeks pregnant", "24 hour urine",
    "top 10", "fever 101F", "fever of 101 F", "99F", "temp 99 F", "18F-FDG PET", "18F FDG",
    "18F fluoride", "6F catheter", "5M NaCl", "5 M urea", "20M participants", "in the 60s",
    "1980s", "3 years remission", "5 years post transplant", "sober 3 years", "10 years diabetes",
    "diabetes 10 years", "10 year risk", "dolor de 3 meses", "hace 5 años", "durante 3 años",
    "supervivencia a 5 años", "supervivencia de 5 años", "10 años de evolución",
    "patient 12 weeks", "wife 5 miscarriages", "over 15 migraines a month", "over 100 trials",
    "over 12 headaches", "female infertility", "40 yrs smoker", "smoked 30 years", "my pain is 8",
    "T-cell 45", "vitamin B12 45", "I have had asthma for 20 years", "pain 10 days",
    "fever 3 days", "post op day 3", "grade 3", "ECOG 0-1", "Gleason 7", "LDL over 190",
    "eGFR under 30", "HbA1c over 9", "bp over 140", "weight 250", "iq 70", "lost 40 pounds",
    "30 weeks gestation", "6 week checkup", "8 week trial", "12 week program", "2 hour glucose",
    "1 in 4", "2 year old study", "10 year old fracture", "30 year old hip replacement",
    "5 year old data", "my 6 year old car accident injury", "patients 60 mg", "son 2 strokes",
    "son of sam", "más de 10 cigarrillos", "cada 8 horas", "dolor desde hace 2 meses",
    "diabetes 50 años", "embarazo de 12 semanas", "son",
]  # fmt: skip

MENTIONED = [
    "my dad died of lung cancer", "my husband hits me",
    "my mother had breast cancer am I at risk", "my son's teacher",
    "my dad, 71, died of lung cancer", "my mom passed away at age 60 from ovarian cancer",
    "my boyfriend has herpes can i get it", "my wife and I trying to conceive",
    "pain during sex with my husband", "caring for my mother with dementia",
    "caregiver of my husband", "my brother has bipolar, will i get it",
    "my mother's side of the family", "lost my wife to cancer",
    "mi papá murió de cáncer de pulmón", "mi esposo me pega", "my mom gave me her kidney",
    "my child died", "my baby died sids", "my kids hate me", "me and my husband are infertile",
    "i care for my dad who has alzheimers", "taking care of my father with dementia",
]  # fmt: skip


def read(text: str) -> str:
    """*said: who*, phrase by phrase."""
    text = normal(text)
    return "; ".join(
        f"{text[one.start : one.end]}: "
        + one.meant.removeprefix("open to ").removeprefix("people ")
        for one in eligibility_phrases(open_text(text), KnownNames()).phrases
    )


@pytest.mark.parametrize(("text", "expected"), READ)
def test_who_would_take_part_is_read_by_what_stands_beside(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NO_AGES)
def test_a_number_of_something_else_is_no_age(text: str) -> None:
    assert read(text) == ""


@pytest.mark.parametrize("text", MENTIONED)
def test_nobody_is_asked_for_who_is_only_mentioned(text: str) -> None:
    assert read(text) == ""


@pytest.mark.parametrize("text", MENTIONED)
def test_who_is_only_mentioned_is_no_topic_either(text: str) -> None:
    text = normal(text)
    filler = eligibility_phrases(open_text(text), KnownNames()).filler
    assert any(text[start:end].casefold().startswith(("my ", "mi ")) for start, end in filler)
