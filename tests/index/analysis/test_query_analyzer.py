"""One row per lesson: what a question must find in a text, and what it must not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis.analyzer import analyse
from index.analysis.query_analyzer import bound_phrase_terms, phrase_terms, term_groups
from index.analysis.tokens import HEADS

FOUND = """
hepatitis B               | chronic hepatitis B infection
Hepatitis B               | HEPATITIS B
hepatitis b               | Hepatitis-B vaccine
hepatitis B               | hepatitis C and B
hepatitis C               | hepatitis B and C
hepatitis C               | hepatitis B or C
hepatitis C               | hepatitis B/C coinfection
hepatitis C               | Hepatitis A, B, C
hepatitis a               | hepatitis A vaccine
vitamin D                 | Vitamin D3 or vitamin D supplements
vitamin d deficiency      | deficiency of vitamin D
vitamin K                 | vitamins D and K
vitamin B12               | vitamin B12
vitamin B12               | vitamin B-12
type 1 diabetes           | Type 1 diabetes mellitus
type 1 diabetes           | type-1 diabetes
type 1 diabetes           | diabetes, type 1
type 1 diabetes           | Type I diabetes
type1 diabetes            | type 1 diabetic patients
type 2 diabetes           | type 1 or type 2 diabetes
type 2 diabetes           | type 1 and 2 diabetes
type II diabetes          | type 2 diabetes
stage 3                   | stage III melanoma
stage III                 | stage 3 melanoma
stage 3                   | Stage IIIB
stage 3                   | stage 3a disease
stage 4                   | stage III or IV breast cancer
stage 4                   | stages II-IV
stage iv                  | stage 4
phase 1                   | Phase I trial
phase 2                   | phase 1/2 study
phase 2                   | Phase I/II
phase 3                   | phase III
phase 3                   | phase-3
factor VIII               | factor 8 deficiency
class 3 obesity           | class III obesity
IL-6                      | interleukin IL-6
IL-6                      | IL6
IL-6                      | IL 6
IL6                       | IL-6
IL 6                      | anti-IL-6 antibody
il6                       | IL‑6 (non-breaking hyphen)
IL-2                      | low-dose IL-2
HER2                      | HER2-positive
HER2                      | HER-2
HER-2                     | HER2
HER 2                     | HER2
HER2/neu                  | HER-2/neu
HER2-low                  | HER2 low tumors
HER2 low                  | HER2-low tumors
HER2-low breast cancer    | breast cancer that is HER2-low
COVID-19                  | COVID 19
covid 19                  | COVID-19
covid19                   | COVID-19
COVID                     | COVID-19
SARS-CoV-2                | SARS CoV 2
SARS-CoV-2                | SARS-CoV2
SARS CoV-2                | SARS-CoV-2
PD-L1                     | PD-L1
PD-L1                     | PDL1
PDL1                      | PD-L1
PD-1                      | anti-PD1
CD4                       | CD4+ cells
GLP-1                     | GLP1 agonist
TNF-alpha                 | TNFα
TNFα                      | TNF-alpha
TNF-α                     | TNF alpha
β-blocker                 | beta blocker
beta-blocker              | beta-blockers
IFN-γ                     | interferon or IFN gamma
β2 agonist                | beta2-agonist
omega 3                   | omega-3 fatty acids
triple-negative           | triple negative breast cancer
triple negative           | triple-negative breast cancer
non-small cell            | nonsmall cell lung cancer
nonsmall cell             | non-small cell lung cancer
pre-diabetes              | prediabetes
prediabetes               | pre-diabetes
T-cell                    | T cell lymphoma
T cell                    | T-cell lymphoma
B cell lymphoma           | lymphoma of B-cell type
C. difficile              | C difficile colitis
x-ray                     | X ray
follow-up                 | followup visit
Sjögren                   | Sjogren syndrome
Sjogren                   | Sjögren's syndrome
Sjögren's                 | Sjo\u0308gren’s syndrome
Ménière                   | Meniere's disease
Behçet                    | Behcet disease
naïve                     | treatment-naive
Crohn's                   | Crohn disease
Crohns                    | Crohn's disease
Crohn’s disease           | Crohn's disease
Alzheimer                 | Alzheimer's disease
alzheimers                | Alzheimer disease
Parkinson's               | Parkinson disease
tumour                    | tumor
tumor                     | tumours
leukaemia                 | leukemia
anemia                    | anaemia
anaemic                   | anemia
haemophilia               | hemophilia
oedema                    | edema
oesophageal               | esophageal cancer
paediatric                | pediatric
diarrhoea                 | diarrhea
coeliac                   | celiac disease
gynaecological            | gynecologic
foetal                    | fetal
oestrogen                 | estrogen receptor
ischaemic                 | ischemia
orthopaedic               | orthopedic
apnoea                    | sleep apnea
randomised                | randomized
hospitalisation           | hospitalization
behaviour                 | behavioral
centre                    | center
fibre                     | dietary fiber
sulphate                  | sulfate
ageing                    | aging
metastasis                | metastatic
metastatic                | metastases
child                     | children
children                  | child's
woman                     | women
men                       | man
feet                      | foot
asthma                    | asthmatic
pregnant                  | pregnancy
pregnancy                 | pregnant women
ovary                     | ovarian cancer
ovaries                   | ovarian
arthritis                 | arthritic
psoriasis                 | psoriatic arthritis
fibrosis                  | fibrotic
leukemia                  | leukemic
neutropenia               | neutropenic
epilepsy                  | epileptic seizures
schizophrenia             | schizophrenic
autism                    | autistic children
anxiety                   | anxious
allergy                   | allergic
diabetes                  | diabetic
surgery                   | surgical
smoking                   | smokers
diagnosis                 | diagnoses
infection                 | infectious
inflammation              | inflammatory
psychosis                 | psychoses
carcinoma                 | carcinomata
vaccine                   | vaccinated
sleep                     | sleeping
can't sleep               | trouble sleeping
AIDS                      | AIDS
US veterans               | veterans in the US
IT band                   | the IT band
the                       | the
what is lupus             | lupus
women over 40 with asthma | asthmatic women aged 40
naloxone                  | NALOXONE
ﬁbrosis                   | fibrosis
½ dose                    | 1⁄2 dose
糖尿病                     | 糖尿病
"""


APART = """
hepatitis B      | hepatitis C
hepatitis C      | hepatitis B
hepatitis A      | hepatitis B and a control group
hepatitis B      | hepatitis
type 1 diabetes  | type 2 diabetes, arm 1
type 2 diabetes  | type 1 diabetes, phase 2
type 1 diabetes  | Type II diabetes, day 1
type 2 diabetes  | type 2C phosphatase in diabetes
stage 3          | stage 4
stage 3          | stage 4, 3 cycles
stage 3          | Stage II and IV
stage 4          | stage III
vitamin D        | vitamin K
vitamin K        | vitamin D, potassium (K)
IL-6             | IL-2 for 6 weeks
IL-2             | IL-6
IL6              | IL-2
phase 1          | phase 3
phase 3          | phase 1, arm 3
phase 1          | phase 2
HER2             | her 3 children
HER2-low         | HER2-positive, low risk
PD-L1            | PD-1
factor VIII      | factor IX
CD4              | CD8
test             | testes
testes           | tests
testicular       | testing
organ            | organization
organization     | organ transplant
organism         | organ
universal        | university
university       | universal
hepatitis        | hepatic
aid              | AIDS
AIDS             | financial aid
blindness        | double-blind
person           | personality disorder
experience       | experiment
general          | generic
police           | policy
animal           | animation
narcotic         | narcosis
antibiotic       | antibiosis
academic         | academia
arm              | army
new              | news
us               | use
colonization     | colon
past             | paste
minor            | minority
quit             | quite
digit            | digital
intern           | internal medicine
import           | important
T cell           | the cell
"""


def rows(table: str) -> list[tuple[str, str]]:
    pairs = (line.split("|") for line in table.strip().splitlines())
    return [
        (question.strip(), text.strip().replace("\\u0308", "\u0308")) for question, text in pairs
    ]


def finds(question: str, text: str) -> bool:
    """Whether every content group of the question stands in the text."""
    import unicodedata

    places: dict[str, set[int]] = {}
    for token in analyse(unicodedata.normalize("NFC", text)):
        places.setdefault(token.term, set()).add(token.position)
    found = term_groups(unicodedata.normalize("NFC", question))
    content = [group for group in found if not group.stop] or found

    def stands(terms: tuple[str, ...]) -> bool:
        return any(
            all(start + offset in places.get(term, ()) for offset, term in enumerate(terms))
            for start in places.get(terms[0], ())
        )

    return bool(content) and all(any(map(stands, group.alternatives)) for group in content)


@pytest.mark.parametrize(("question", "text"), rows(FOUND))
def test_a_question_finds_what_means_the_same(question: str, text: str) -> None:
    assert finds(question, text), (term_groups(question), analyse(text))


@pytest.mark.parametrize(("question", "text"), rows(APART))
def test_a_question_does_not_find_what_only_looks_alike(question: str, text: str) -> None:
    assert not finds(question, text), (term_groups(question), analyse(text))


def test_the_table_holds_at_least_120_lessons_each_once() -> None:
    lessons = rows(FOUND) + rows(APART)
    assert len(set(lessons)) == len(lessons) >= 120


@pytest.mark.parametrize(
    ("quoted", "terms"),
    [
        ("type 1 diabetes", ("type1", "diabet")),
        ("IL-6 receptor", ("il6", "receptor")),
        ("IL6 receptor", ("il6", "receptor")),
        ("stage III or IV melanoma", ("stage3", "or", "stage4", "melanoma")),
        ("HER2-low tumors", ("her2", "low", "tumor")),
    ],
)
def test_a_phrase_reads_the_same_however_its_numbers_are_written(
    quoted: str, terms: tuple[str, ...]
) -> None:
    assert phrase_terms(quoted) == terms


@given(st.text(max_size=60))
def test_a_question_finds_itself(text: str) -> None:
    import unicodedata

    text = unicodedata.normalize("NFC", text)
    if term_groups(text):
        assert finds(text, text)


@given(st.text(max_size=60))
def test_a_quoted_text_finds_itself(text: str) -> None:
    places: dict[str, set[int]] = {}
    for token in analyse(text):
        places.setdefault(token.term, set()).add(token.position)
    terms = phrase_terms(text)
    if terms:
        assert any(
            all(start + i in places.get(term, ()) for i, term in enumerate(terms))
            for start in places[terms[0]]
        )


_PLAIN_WORDS = st.one_of(
    st.sampled_from(sorted(word for word in HEADS if word.isascii() and word.isalpha())),
    st.sampled_from(
        ["III", "xii", "viii", "iva", "and", "the", "Positive", "negative", "deletion"]
    ),
    st.text("abcdeinorstvxyzIVXS", min_size=1, max_size=9),
)


@given(st.lists(_PLAIN_WORDS, min_size=1, max_size=5).map(" ".join))
@example("x" * 200)
@example("stage iii")
@example("type vi diabetes")
def test_plain_words_have_the_terms_that_any_text_has(text: str) -> None:
    assert phrase_terms(text) == bound_phrase_terms(text)
