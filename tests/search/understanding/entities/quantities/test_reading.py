"""Which parts of a question are quantities, and what each is read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.entities.quantities import Quantity, quantities_in

MEDICINES = frozenset(("metformin", "lexapro", "imatinib"))


def read(question: str) -> tuple[Quantity, ...]:
    return quantities_in(question, lambda word: word.lower() in MEDICINES)


def told(question: str) -> str:
    return "; ".join(f"{question[one.start : one.end]} = {one.meant}" for one in read(question))


TESTS = """
A1c 7.5                              A1c 7.5 = hemoglobin A1c 7.5
HbA1c < 7                            HbA1c < 7 = hemoglobin A1c under 7
my hba1c is 11                       hba1c is 11 = hemoglobin A1c 11
Gleason 3+4                          Gleason 3+4 = Gleason score 3+4
Gleason score 7 (3+4)                Gleason score 7 (3+4) = Gleason score 7
gleason of 8 or higher               gleason of 8 or higher = Gleason score at least 8
ejection fraction 30 %               ejection fraction 30 % = ejection fraction 30%
EF<35%                               EF<35% = ejection fraction under 35%
30% ejection fraction                30% ejection fraction = ejection fraction 30%
CD4 < 200 HIV                        CD4 < 200 = CD4 count under 200
PSA 8 prostate cancer                PSA 8 = PSA 8
eGFR < 30                            eGFR < 30 = eGFR (kidney function) under 30
egfr 25                              egfr 25 = eGFR (kidney function) 25
EGFR<30                              EGFR<30 = eGFR (kidney function) under 30
eGFR 45 ml/min/1.73m2                eGFR 45 ml/min/1.73m2 = eGFR (kidney function) 45 ml/min/1.73m2
BMI over 40                          BMI over 40 = body mass index over 40
INR 2-3                              INR 2-3 = INR 2-3
INR between 2 and 3                  INR between 2 and 3 = INR 2-3
ANC > 1,500                          ANC > 1,500 = absolute neutrophil count over 1,500
FEV1 50%                             FEV1 50% = FEV1 50%
PHQ-9 of 15                          PHQ-9 of 15 = PHQ-9 15
phq9 > 10                            phq9 > 10 = PHQ-9 over 10
ECOG 0-1                             ECOG 0-1 = ECOG performance status 0-1
ECOG PS 2                            ECOG PS 2 = ECOG performance status 2
KPS 70                               KPS 70 = Karnofsky performance status 70
blood pressure 150/90                blood pressure 150/90 = blood pressure 150/90
bp over 180 stroke                   bp over 180 = blood pressure over 180
150/90 daily                         150/90 = blood pressure 150/90 mmHg
LDL 190                              LDL 190 = LDL cholesterol 190
platelets under 50                   platelets under 50 = platelet count under 50
platelets 50k                        platelets 50k = platelet count 50,000
NYHA class III heart failure         NYHA class III = NYHA class III
Child-Pugh B cirrhosis               Child-Pugh B = Child-Pugh class B
EDSS ≤ 6.5                           EDSS ≤ 6.5 = EDSS at most 6.5
T-score -2.5                         T-score -2.5 = bone density -2.5
vision 20/200                        vision 20/200 = visual acuity 20/200
ALT 112 severity                     ALT 112 = ALT (liver enzyme) 112
vitamin D level 12                   vitamin D level 12 = vitamin D level 12
testosterone 250 ng/dl               testosterone 250 ng/dl = testosterone level 250 ng/dl
AHI of 30 sleep apnea                AHI of 30 = apnea-hypopnea index 30
30 pack year smoker                  30 pack year = pack-years of smoking
"""

OTHERS = """
metformin 500 MG                     500 MG = 500 mg, as an amount
metformin 500                        500 = 500, as a dose of metformin
lexapro 20                           20 = 20, as a dose of lexapro
5mg/kg ketamine                      5mg/kg = 5 mg/kg, as an amount
vitamin D 50000                      50000 = 50,000, as a dose of vitamin D
vitamin D 50,000 IU                  50,000 IU = 50,000 IU, as an amount
testosterone 200 mg                  200 mg = 200 mg, as an amount
10 ml of saline                      10 ml = 10 ml, as an amount
fever 38.5 C                         38.5 C = 38.5 °C, as an amount
fever of 102 F                       102 F = 102 °F, as an amount
30% burns                            30% = 30%, as an amount
less than 1000 calories              less than 1000 calories = under 1,000 calories, as an amount
3T MRI                               3T = 3 tesla, as an amount
respirations are 18/min              18/min = 18/min, as an amount
heart rate of 110 / minute           heart rate of 110 = heart rate 110
2-3/day headaches                    2-3/day = 2-3/day, as an amount
smokes 1 pack of cigarettes          1 pack = 1 pack, as an amount
18F-FDG PET                          18F- = fluorine-18
F-18 FDG                             F-18 = fluorine-18
[18F]FDG                             [18F] = fluorine-18
fluorine 18 pet                      fluorine 18 = fluorine-18
Lu-177 PSMA                          Lu-177 = lutetium-177
177Lu-PSMA-617                       177Lu- = lutetium-177
68Ga-DOTATATE                        68Ga- = gallium-68
I-131 thyroid                        I-131 = iodine-131
for 3 years                          for 3 years = for 3 years, as a time
MS for over 20 years                 for over 20 years = for over 20 years, as a time
20 year old knee injury              20 year old = 20 year old, as a time
10-year-old scar                     10-year-old = 10-year-old, as a time
sober over 60 days                   over 60 days = over 60 days, as a time
12 week program                      12 week = 12 week, as a time
6-month follow up                    6-month = 6-month, as a time
6 months after surgery               6 months = 6 months, as a time
3 weeks post-partum                  3 weeks = 3 weeks, as a time
2 months post-transplant fever       2 months = 2 months, as a time
5 days post-op pain                  5 days = 5 days, as a time
cough lasting three weeks            lasting three weeks = lasting three weeks, as a time
in the last 2 weeks                  the last 2 weeks = the last 2 weeks, as a time
24 hour urine                        24 hour = 24 hour, as a time
pregnant 20 weeks                    20 weeks = 20 weeks, as a time
2 kids with autism                   2 = 2 kids, as a number
3 previous miscarriages              3 = 3 miscarriages, as a number
3rd trimester bleeding               3rd = the third of three
seizures twice a day                 twice a day = twice a day, as how often
3 times a week                       3 times a week = 3 times a week, as how often
$500 reward                          $500 = $500, as money
paid 300 dollars                     300 dollars = 300 dollars, as money
"""

NONE = """
asthma 9 yrs
my 6 year old has asthma
20 year old with knee injury
20 year old man with a scar
6 week old baby with fever
5 year olds with eczema
my mom has dementia and is 82
over 65 depression
between 40 and 50 years with diabetes
children under 12
45F with lupus
71M
65 y/o male prostate cancer
9 year old post-transplant
stage 4 lung cancer
stage 2 MG
type 2 diabetes
phase 2 trial
hepatitis B
factor 8 deficiency
chromosome 13
EGFR exon 20 insertion
EGFR 20 insertion
KRAS G12C
22q11.2 deletion
t(9;22)
del(17p) CLL
K92.2
COVID-19 long haul
CA 125
atlanta GA 30322
asthma 30322
5-FU
IL-6 inhibitors
omega 3
vitamin B12
GLP 1
PSA 65 year old
HDL in 45 year old woman
CD19 CAR T
p53
low platelets
BMI
NCT00496977
class action
"""


def _pairs(table: str) -> list[list[str]]:
    return [line.split("  ", 1) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("question", "meant"), _pairs(TESTS + OTHERS.lstrip()))
def test_a_quantity_is_read_as_what_it_is(question: str, meant: str) -> None:
    assert told(question) == meant.strip()


@pytest.mark.parametrize("question", NONE.strip().splitlines())
def test_what_is_an_age_a_place_or_a_name_is_no_quantity(question: str) -> None:
    assert told(question) == ""


def test_more_than_a_hundred_sayings_are_tried() -> None:
    assert len(_pairs(TESTS + OTHERS.lstrip())) >= 80
    assert len(NONE.strip().splitlines()) >= 40


@pytest.mark.parametrize(
    "writings",
    [
        "BMI>40 | BMI > 40 | BMI over 40 | BMI of more than 40 | body mass index above 40",
        "A1c 7.5 | HbA1c 7.5 | HbA1c of 7.5 | hemoglobin A1c is 7.5 | hba1c: 7.5 | A1C level 7.5",
        "18F | F-18 | F18 | fluorine-18 | fluorine 18",
        "177Lu | Lu-177 | Lu 177 | lutetium 177",
        "platelets < 50,000 | platelet count below 50000 | platelets under 50k | plt <50,000",
        "PHQ-9 of 15 | PHQ9 15 | phq 9 = 15",
        "BMI ≥ 30 | BMI >= 30 | BMI at least 30 | BMI 30 or higher | BMI 30+ | BMI of 30 or more",
        "500 mg | 500mg | 500 MG | 500 milligrams | 500-mg",
        "EF<35% | EF under 35 % | LVEF less than 35% | ejection fraction below 35%",
        "Gleason 3+4 | gleason score 3 + 4 | Gleason score of 3+4",
        "5mg/kg | 5 mg per kg | 5 mg / kg",
        "blood pressure 150/90 | BP 150/90 | blood pressure is 150 / 90",
    ],
)
def test_two_writings_of_one_quantity_are_the_same(writings: str) -> None:
    read_as = set()
    for writing in writings.split(" | "):
        (one,) = read(writing)
        assert (one.start, one.end) == (0, len(writing))
        read_as.add((one.kind, one.meant, one.asked, one.preferred))
    assert len(read_as) == 1


def test_a_test_is_asked_for_by_its_names_and_concept() -> None:
    (one,) = read("BMI > 40")
    assert one.asked is not None
    assert one.asked.names == ("BMI", "body mass index")
    assert one.asked.concept == "body mass index"
    assert one.preferred == ("BMI 40",)


def test_amounts_times_and_counts_ask_for_nothing() -> None:
    for question in ("metformin 500 mg", "for 3 years", "2 kids", "twice a day", "$50"):
        assert all(one.asked is None for one in read(question))


def test_listings_write_large_numbers_in_two_ways() -> None:
    (one,) = read("ANC > 1500")
    assert one.preferred == ("neutrophil 1,500", "neutrophil 1500")


@given(st.text(alphabet="0123456789 ,.-/+<>%aAmgyeroldBMIPSACTof()$", max_size=60))
def test_quantities_lie_apart_in_the_text(text: str) -> None:
    end = 0
    for one in read(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
