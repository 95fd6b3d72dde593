"""The ids of records that questions name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.entities.ids import record_ids

IDS = """
NCT00496977                                    NCT00496977
nct00496977                                    NCT00496977
NCT: 00496977                                  NCT00496977
NCT#00496977                                   NCT00496977
NCT # 00496977                                 NCT00496977
NCT-00496977                                   NCT00496977
NCT00 496 977                                  NCT00496977
nct 00496977?                                  NCT00496977
NCT number 00496977                            NCT00496977
NCT no. 00496977                               NCT00496977
NCTOO496977                                    NCT00496977
(NCT00496977).                                 NCT00496977
my doctor mentioned NCT00496977                NCT00496977
is NCT00496977 still open?                     NCT00496977
NCT00496977 results                            NCT00496977
trial NCT00496977's eligibility                NCT00496977
NCT00496977, NCT00493831                       NCT00496977 NCT00493831
NCT00496977 and NCT00493831                    NCT00496977 NCT00493831
NCT00496977/NCT00493831                        NCT00496977 NCT00493831
compare NCT00496977 vs NCT00493831             NCT00496977 NCT00493831
NCT0049697                                     NCT0049697
https://clinicaltrials.gov/study/NCT00069082   NCT00069082
clinicaltrials.gov/ct2/show/NCT00069082?term=x NCT00069082
see clinicaltrials.gov/study/NCT00069082 please NCT00069082
https://reporter.nih.gov/project-details/11114277 11114277
11114277                                       11114277
(1111427)?                                     1111427
NIH-11114277                                   NIH-11114277
NIH project 11114277                           NIH-11114277
application id 11114277                        NIH-11114277
5R01CA123456-03                                5R01CA123456-03
5 R01 CA123456-03                              5R01CA123456-03
1R21CA286273-01A1                              1R21CA286273-01A1
R01 CA123456                                   R01CA123456
r01 ca 123456                                  R01CA123456
R01-CA-123456                                  R01CA123456
R01 CA12345                                    R01CA012345
grant R01CA123456 and U54 CA224083             R01CA123456 U54CA224083
UL1 TR002378                                   UL1TR002378
ZIAHL006007                                    ZIAHL006007
EudraCT 2004-000446-20                         2004-000446-20
EudraCT number: 2004-000446-20                 2004-000446-20
ISRCTN14326006                                 ISRCTN14326006
ACTRN12620000674932                            ACTRN12620000674932
SAMPLE-001                                     SAMPLE-001
"""

NONE = """
PMID 12345678
PMID: 12345678
pubmed 12345678
PMC1234567
doi 10.1056/NEJMoa2034577
https://doi.org/10.1056/NEJMoa2034577
10.1001/jama.2020.12345678
call 5551234 now
asthma 30322
my number is 40412345
COVID-19
HLA-B27 positive
T cell 123456
MK-3475
BRCA1 185delAG
vitamin D 50000
NCT
nct trials
R01 grants
P53 mutation
K23 award
C9orf72
"""


@pytest.mark.parametrize("line", IDS.strip().splitlines())
def test_an_id_is_found_in_any_writing(line: str) -> None:
    question, _, ids = line.partition("  ")
    if not ids:
        question, _, ids = line.rpartition(" ")
    assert " ".join(one.said for one in record_ids(question)) == ids.strip()


@pytest.mark.parametrize("question", NONE.strip().splitlines())
def test_what_names_no_record_is_no_id(question: str) -> None:
    assert record_ids(question) == ()


def test_more_than_sixty_questions_are_tried() -> None:
    assert len(IDS.strip().splitlines()) + len(NONE.strip().splitlines()) > 60


def test_an_award_is_known_by_its_core_whichever_year_is_held() -> None:
    (one,) = record_ids("5R01CA123456-03")
    assert one.ids == ("5R01CA123456-03", "R01CA123456")
    (one,) = record_ids("R01CA123456")
    assert one.ids == ("R01CA123456",)


def test_a_number_with_a_digit_too_few_or_too_many_is_told() -> None:
    (one,) = record_ids("NCT0049697")
    assert one.note == "An NCT number has eight digits, and NCT0049697 has 7."
    (one,) = record_ids("NCT00496977")
    assert one.note == ""


@given(st.text(alphabet="NCTR01A23456789 -:#.O,", max_size=50))
def test_ids_lie_apart_in_the_text(text: str) -> None:
    end = 0
    for one in record_ids(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
