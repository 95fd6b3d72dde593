"""Which statuses of markers a text states, as people and registries write them."""

from __future__ import annotations

import pytest

from index.analysis.analyzer import analyse
from index.analysis.query_analyzer import asked_statuses, phrase_terms

SAYINGS = """
without germline mutations in BRCA1 | brca1=wildtype
mutations in BRCA1 | brca1=mutant brca=mutant
HER2- breast cancer                              | her2=negative
HER2− breast cancer                              | her2=negative
HER2 negative breast cancer                      | her2=negative
HER2-negative                                    | her2=negative
negative for HER2                                | her2=negative
ER/PR+                                           | er=positive pr=positive
ER and PR negative                               | er=negative pr=negative
HR+/HER2- breast                                 | her2=negative hr=positive
HR+HER2- breast                                  | her2=negative hr=positive
HER2-targeted therapy                            |
Ph-like ALL                                      |
EGFR-TKI resistant                               |
PD-1 inhibitor                                   |
Ph- ALL                                          | bcrabl=negative
Ph+ ALL                                          | bcrabl=positive
Philadelphia chromosome-positive                 | bcrabl=positive
HER2-low breast cancer                           | her2=low
triple negative breast cancer                    | er=negative her2=negative pr=negative
ER-/PR-/HER2- breast cancer                      | er=negative her2=negative pr=negative
KRAS mutant colon cancer                         | kras=mutant ras=mutant
KRAS wild-type                                   | kras=wildtype
wild type KRAS                                   | kras=wildtype
no EGFR mutation                                 | egfr=wildtype
EGFR mutation testing                            |
EGFR mutation positive                           | egfr=mutant
EGFR-activating mutations                        | egfr=mutant
without known EGFR mutation or ALK rearrangement | alk=negative egfr=wildtype
HIV negative people                              | hiv=negative
HIV positive or negative                         | hiv=negative hiv=positive
positive test                                    |
tested positive for COVID                        | covid19=positive
ER- and PR-positive                              | er=positive pr=positive
HER2- and HER3-targeted                          |
ER, PR, and HER2 negative                        | er=negative her2=negative pr=negative
negative for HIV, HBV and HCV                    | hbv=negative hcv=negative hiv=negative
t(9;22) leukemia                                 | bcrabl=positive
t(9;22)(q34;q11)                                 | bcrabl=positive
del(17p) CLL                                     | 17p=lost
17p deletion                                     | 17p=lost
deletion of 17p                                  | 17p=lost
17p- CLL                                         | 17p=lost
22q11.2 deletion                                 | 22q11.2=lost
c.68_69del                                       |
BRCA1 c.68_69delAG                               |
p.Gly12Cys                                       | kras=mutant krasg12c=positive ras=mutant
KRAS G12C                                        | kras=mutant krasg12c=positive ras=mutant
KRAS G12C-mutated lung cancer                    | kras=mutant krasg12c=positive ras=mutant
EGFR T790M negative                              | egfrt790m=negative
exon 20 insertion                                | egfr=mutant egfrexon20insertion=positive
exon 20                                          |
HLA-B*57:01 positive                             | hlab5701=positive
non-MSI-H                                        | mmr=proficient
dMMR or MSI-H tumors                             | mmr=deficient
microsatellite instability-high                  | mmr=deficient
HER2 (+)                                         | her2=positive
HER2 (-) cancer                                  | her2=negative
HER2 +ve                                         | her2=positive
HER2+ve                                          | her2=positive
HER2-ve                                          | her2=negative
HER2: negative                                   | her2=negative
estrogen receptor status: positive               | er=positive
have met high demands                            |
MET amplification                                | met=amplified
c-Met amplified                                  | met=amplified
HER2 overexpression                              | her2=positive
HER2 gene amplification                          | her2=amplified
HER2 - breast cancer                             |
positive predictive value                        |
seronegative for HIV                             | hiv=negative
anti-CCP positive                                | anticcp=positive
ANA negative lupus                               | ana=negative
RF+ rheumatoid arthritis                         | rf=positive
1p/19q codeleted                                 | 1p19q=codeleted
MGMT unmethylated                                | mgmt=unmethylated
MGMT promoter methylation                        | mgmt=methylated
G6PD deficient                                   | g6pd=deficient
Rh negative pregnancy                            | rh=negative
not HER2 positive                                | her2=negative
HIV-1-infected                                   | hiv=positive
BRCA1/2 mutation carriers                        | brca=mutant
BRCA1 or BRCA2 mutation                          | brca1=mutant brca2=mutant brca=mutant
HER 2 negative                                   | her2=negative
HER-2/neu negative                               | her2=negative
BRAF V600E mutant melanoma                       | braf=mutant brafv600e=positive
BRAF V600 mutation positive                      | braf=mutant brafv600=positive
IDH1 R132H-mutant                                | idh1=mutant idh1r132=positive idh=mutant
KRAS G13D mutation                               | kras=mutant ras=mutant
FLT3-ITD positive AML                            | flt3=mutant
node-negative breast cancer                      | lymphnode=negative
HLA-B27 positive                                 | hlab27=positive
claudin 18.2 positive                            | cldn182=positive
FRα-positive                                     | fralpha=positive
CD20+ lymphoma                                   | cd20=positive
PD-L1 >= 50%                                     |
PD-L1 positive                                   | pdl1=positive
hepatitis B surface antigen positive             | hbv=positive
HBsAg+                                           | hbv=positive
hep B negative                                   | hbv=negative
H. pylori positive                               | hpylori=positive
ALK-negative, EGFR-negative NSCLC                | alk=negative egfr=wildtype
EGFR/ALK wild-type                               | alk=negative egfr=wildtype
EGFR/ALK-negative                                | alk=negative egfr=wildtype
46,XX                                            |
what is related to HPV                           |
HPV-related cancer                               | hpv=positive
HPV-unrelated tumors                             | hpv=negative
HIV-exposed uninfected infants                   | hiv=negative
infected with HIV                                | hiv=positive
HER2- targeted therapy                           |
HER2-directed                                    |
HER2+, ER+ tumor                                 | er=positive her2=positive
ER+PR+                                           | er=positive pr=positive
ER(+)/PR(-)                                      | er=positive pr=negative
HR-positive, HER2-negative                       | her2=negative hr=positive
hormone receptor-positive/HER2-negative          | her2=negative hr=positive
estrogen receptor positive                       | er=positive
progesterone receptor-negative                   | pr=negative
low HER2 expression                              | her2=low
HER2-ultralow                                    | her2=low
HER2 null                                        | her2=negative
HER2-mutant lung cancer                          | her2=mutant
HER2 amplified                                   | her2=amplified
HER2 status unknown                              |
EGFR mutation status                             |
ALK rearranged                                   | alk=positive
ALK fusion                                       | alk=positive
ALK-rearrangement negative                       | alk=negative
ROS1 fusion-positive                             | ros1=positive
RET fusion                                       | ret=positive
NTRK gene fusion                                 | ntrk=positive
no ALK rearrangement                             | alk=negative
lack of EGFR mutation                            | egfr=wildtype
BCR-ABL1 negative MPN                            | bcrabl=negative
Philadelphia chromosome negative                 | bcrabl=negative
KMT2A-rearranged leukemia                        | kmt2a=positive
KRAS/NRAS wild type                              | ras=wildtype
RAS wild-type                                    | ras=wildtype
BRCA negative                                    | brca=wildtype
BRCA1-mutated                                    | brca1=mutant brca=mutant
gBRCA mutation                                   | brca=mutant
germline BRCA1 mutation                          | brca1=mutant brca=mutant
TP53 mutated                                     | tp53=mutant
TP53-wild type AML                               | tp53=wildtype
IDH1-mutant glioma                               | idh1=mutant idh=mutant
IDH wildtype                                     | idh=wildtype
IDH mutant                                       | idh=mutant
JAK2 positive                                    | jak2=mutant
JAK2-negative                                    | jak2=wildtype
MYD88 wild-type                                  | myd88=wildtype
unmutated IGHV                                   | ighv=wildtype
PD-L1 high                                       | pdl1=high
PD-L1-negative                                   | pdl1=negative
CD30+                                            | cd30=positive
CD30-positive                                    | cd30=positive
CD19 negative relapse                            | cd19=negative
BCMA+                                            | bcma=positive
anti-BCMA CAR-T                                  |
anti-CD19                                        |
CD20-                                            | cd20=negative
MMR proficient                                   | mmr=proficient
pMMR                                             | mmr=proficient
MSS colorectal cancer                            | mmr=proficient
MSI stable                                       | mmr=proficient
microsatellite stable                            | mmr=proficient
HRD positive                                     | homologousrecombination=deficient
HRD-negative                                     | homologousrecombination=proficient
1p/19q intact                                    | 1p19q=notcodeleted
1p19q codeletion                                 | 1p19q=codeleted
MGMT methylated                                  | mgmt=methylated
AQP4-IgG positive                                | aquaporin4=positive
AQP4-IgG seronegative NMOSD                      | aquaporin4=negative
anti-AChR positive                               | achr=positive
MuSK-positive myasthenia                         | musk=positive
double seronegative                              |
ACPA-positive                                    | anticcp=positive
RF-negative                                      | rf=negative
HLA-B27 negative                                 | hlab27=negative
Rh-negative                                      | rh=negative
rhesus negative                                  | rh=negative
APOE4 carriers                                   | apoe4=positive
HIV seronegative                                 | hiv=negative
HIV+                                             | hiv=positive
HIV -                                            |
HIV-                                             | hiv=negative
HBeAg-negative                                   | hbeag=negative
HCV positive                                     | hcv=positive
HCV-infected                                     | hcv=positive
EBV-positive lymphoma                            | ebv=positive
EBV negative                                     | ebv=negative
CMV seropositive                                 | cmv=positive
COVID positive                                   | covid19=positive
covid-19 negative                                | covid19=negative
H pylori negative                                | hpylori=negative
node positive                                    | lymphnode=positive
MRD negative                                     | mrd=negative
amyloid positive                                 | amyloid=positive
p16+ oropharyngeal                               | p16=positive
prostate cancer PSMA positive                    | psma=positive
cáncer de mama HER2 positivo                     | her2=positive
HER2 negativo                                    | her2=negative
receptor hormonal positivo                       | hr=positive
grade 2 positive                                 |
positive attitude                                |
a positive result                                |
tested positive                                  |
test negative                                    |
HER2                                             |
KRAS                                             |
CD4+ T cells                                     |
blood type O positive                            |
type A negative                                  |
low dose EGFR                                    |
high HR                                          |
increased HR                                     |
IL-6                                             |
GLP-1                                            |
t(11;14) myeloma                                 |
inv(16) AML                                      |
dup(15q)                                         | 15q=gained
gain of 1q                                       | 1q=gained
1q gain                                          | 1q=gained
5q- syndrome                                     | 5q=lost
V600E                                            | braf=mutant brafv600e=positive
p.Val600Glu                                      | braf=mutant brafv600e=positive
p.V600E                                          | braf=mutant brafv600e=positive
delta F508                                       | cftr=mutant cftrf508del=positive
exon 19 deletions                                | egfr=mutant egfrexon19deletion=positive
EGFR exon 20 insertion mutation                  | egfr=mutant egfrexon20insertion=positive
METex14 skipping                                 | met=mutant metexon14=positive
T790M-positive                                   | egfr=mutant egfrt790m=positive
BRAF V600E wild type                             | brafv600e=negative
g.32315508_32315509del                           |
c.1521_1523delCTT                                |
"""
ROWS = [tuple(map(str.strip, row.split("|"))) for row in SAYINGS.strip().split("\n")]


@pytest.mark.parametrize(("text", "terms"), ROWS)
def test_a_marker_and_its_status_are_one_term_however_written(text: str, terms: str) -> None:
    assert sorted({one.term for one in analyse(text) if "=" in one.term}) == terms.split()


def test_there_are_more_than_a_hundred_sayings() -> None:
    assert len(ROWS) > 100


def test_a_status_stands_where_the_name_of_its_marker_does() -> None:
    tokens = {one.term: one for one in analyse("women with HER2- disease")}
    assert tokens["her2=negative"].position == tokens["her2"].position
    assert tokens["her2=negative"].start == tokens["her2"].start
    assert tokens["her2=negative"].end == tokens["her2"].end + 1


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Ph+ ALL", ("bcrabl=positive", "all")),
        ("Ph- ALL", ("bcrabl=negative", "all")),
        ("Ph-like ALL", ("ph", "like", "all")),
        ("HER2 positive", ("her2", "posit")),
        ("del(17p) CLL", ("17p=lost", "cll")),
        ("t(9;22)", ("t(9;22)",)),
    ],
)
def test_a_name_keeps_its_sign(text: str, terms: tuple[str, ...]) -> None:
    assert phrase_terms(text) == terms


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("HER2 - breast cancer", ["HER2 negative"]),
        ("HER2 + breast cancer", ["HER2 positive"]),
        ("HIV - what is new", []),
        ("KRAS - lung cancer", []),
    ],
)
def test_a_sign_in_a_question_may_stand_apart_where_no_dash_is_likely(
    question: str, found: list[str]
) -> None:
    states = [state for one in asked_statuses(question) for state in one.stated.states]
    assert [f"{one.marker} {one.status}" for one in states] == found
