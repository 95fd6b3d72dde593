"""Which parts of a question are codes of ICD-10."""

from __future__ import annotations

import pytest

from search.understanding.entities.ids import diagnosis_codes

CODES = """
K92.2                         | K92.2
k92.2                         | K92.2
ICD-10 E11                    | E11
icd10 e11                     | E11
ICD 10 code K92.2             | K92.2
icd-10-cm: J45.909            | J45.909
ICD10 M545                    | M54.5
code G35                      | G35
dx code M54.5                 | M54.5
dx: F33.1                     | F33.1
diagnosis code M545           | M54.5
what is code Z79.4?           | Z79.4
G35 icd                       | G35
I10 ICD-10 code               | I10
icd10 codes E10, E11 and E13.9 | E10 E11 E13.9
E11.9 and K92.2               | E11.9 K92.2
diagnosed with C50.9 breast cancer | C50.9
trials for U07.1              | U07.1
código K92.2                  | K92.2
CIE-10 E11.9                  | E11.9
"""

NONE = """
22q11.2 deletion
11q22.3
q22.3 region
t(9;22)
c.68_69del
CA 19.9
V600E
M1a
T20 cricket
B12 deficiency
A1c 7.5
I10 hypertension
E2.5
H1.5
code blue
zip code 30322
F18 FDG
CYP2D6
C11orf95
HER2
G12C
diagnosis of asthma
dx breast cancer
P53
"""


@pytest.mark.parametrize("line", CODES.strip().splitlines())
def test_a_code_is_one_with_its_dot_or_where_it_is_called_so(line: str) -> None:
    question, codes = (part.strip() for part in line.split("|"))
    assert " ".join(one.code for one in diagnosis_codes(question)) == codes


@pytest.mark.parametrize("question", NONE.strip().splitlines())
def test_what_looks_like_a_code_may_be_none(question: str) -> None:
    assert diagnosis_codes(question) == ()


def test_a_code_lies_below_wider_ones() -> None:
    (one,) = diagnosis_codes("E11.65")
    assert one.wider == ("E11.6", "E11")
    (one,) = diagnosis_codes("ICD-10 E11")
    assert one.wider == ()


def test_a_code_with_the_words_that_call_it_so_is_one_part() -> None:
    (one,) = diagnosis_codes("my ICD-10 code is K92.2, help")
    assert (one.start, one.end, one.named) == (3, 23, True)
