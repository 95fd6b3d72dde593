"""Sayings with *or*, commas and slashes, and what any will do of."""

from __future__ import annotations

import pytest

from tests.search.understanding.operators.rows import asked

ROWS = [
    ("asthma or COPD", "asthma | COPD"),
    ("asthma and/or allergies", "asthma | allergies"),
    ("lung cancer or mesothelioma", "lung cancer | mesothelioma"),
    ("type 1 or type 2 diabetes", "type 1 diabetes | type 2 diabetes"),
    ("type 1 or 2 diabetes", "type 1 diabetes | type 2 diabetes"),
    ("hep B or C", "hep B | hep C"),
    ("hepatitis B or C", "hepatitis B | hepatitis C"),
    ("MS/ALS", "MS | ALS"),
    ("HIV/AIDS", "HIV/AIDS"),
    ("asthma, allergies, eczema", "asthma , allergies , eczema"),
    ("asthma, allergies and eczema", "asthma , allergies , eczema"),
    ("asthma, allergies, or eczema", "asthma | allergies | eczema"),
    ("asthma and eczema", "asthma; eczema"),
    ("asthma and eczema or psoriasis", "asthma; eczema | psoriasis"),
    ("asthma or eczema and diabetes", "asthma | eczema; diabetes"),
    ("asthma, COPD in Georgia or Florida", "asthma , COPD; Georgia | Florida"),
    ("Georgia and Florida asthma", "Georgia | Florida; asthma"),
    ("breast cancer, stage 4, Atlanta, GA", "breast cancer; stage 4; Atlanta, GA"),
    ("fever, yellow eyes", "fever; yellow; eyes"),
    ("heart or kidney disease", "heart disease | kidney disease"),
    ("lung cancer chemotherapy or radiation", "lung cancer; chemotherapy | radiation"),
    ("breast cancer relapse or lung cancer", "breast cancer relapse | lung cancer"),
    ("surgery or exercise for back pain", "surgery | exercise; back pain"),
    ("red or swollen knee", "red | swollen; knee"),
    ("trembling hands or shaky legs", "trembling hands | shaky legs"),
    ("dangers or risks of surgery", "dangers | risks; surgery"),
    ("dabrafenib/trametinib", "dabrafenib + trametinib"),
    ("dabrafenib + trametinib", "dabrafenib + trametinib"),
    ("dabrafenib plus trametinib melanoma", "dabrafenib + trametinib; melanoma"),
    ("metformin, insulin, ozempic", "metformin , insulin , ozempic"),
    ("metformin and insulin", "metformin; insulin"),
    ("metformin or insulin for diabetes", "metformin | insulin; diabetes"),
    ("metformin vs insulin", "metformin + insulin"),
    ("asthma vs COPD", "asthma + COPD"),
    ("phase 2 or 3 asthma", "phase 2 | phase 3; asthma"),
    ("phase 2 or phase 3 lupus", "phase 2 | phase 3; lupus"),
    ("men and women with lupus", "men | women; lupus"),
    ("children or adults with epilepsy", "children | adults; epilepsy"),
    ("18 or older with asthma", "18 or older; asthma"),
    ("hand, foot and mouth disease", "hand, foot and mouth disease"),
    ("head and neck cancer", "head and neck cancer"),
    ("nausea, cramping, vomiting and rash", "nausea , cramping , vomiting , rash"),
    ("NCT00496977, NCT00493831", "NCT00496977 | NCT00493831"),
    ("NCT00496977 NCT00493831", "NCT00496977 | NCT00493831"),
    ("ER+, HER2- breast cancer", "ER+; HER2-; breast cancer"),
    ("BRCA1 or BRCA2 breast cancer", "BRCA1 | BRCA2; breast cancer"),
    ("EGFR, ALK lung cancer", "EGFR , ALK; lung cancer"),
    ("BMI over 40 or A1c over 7", "BMI over 40 | A1c over 7"),
    ("asthma or wheezing", "asthma | wheezing"),
    ("fever or cough or rash", "fever | cough | rash"),
    ("fever, cough or rash", "fever | cough | rash"),
    ("drugs/treatments for lupus", "drugs | treatments; lupus"),
    ("asthma & eczema", "asthma; eczema"),
    ("gum/periodontal disease", "gum | periodontal; disease"),
    ("asthma, my rash", "asthma , rash"),
    ("pain in the knee or back pain", "pain; knee pain | back pain"),
    (
        "small cell or non-small cell lung cancer",
        "small cell lung cancer | non-small cell lung cancer",
    ),
    ("ischemic or hemorrhagic stroke", "ischemic stroke | hemorrhagic stroke"),
    ("high or low blood pressure", "high blood pressure | low blood pressure"),
    ("colon or breast cancer in Texas", "colon cancer | breast cancer; Texas"),
    ("either asthma or COPD", "asthma | COPD"),
    ("asthma or for COPD", "asthma | COPD"),
    ("chemo/radiation for lung cancer", "chemo | radiation; lung cancer"),
    ("epilepsy, exercise", "epilepsy; exercise"),
    ("epilepsy, diet", "epilepsy; diet"),
    ("insulin pump or injections", "insulin; pump | injections"),
    ("or asthma", "asthma"),
    ("asthma or", "asthma"),
    ("or", ""),
    (",", ""),
    ("asthma,,COPD", "asthma , COPD"),
]

ROWS_IN_SPANISH = [
    ("asma o EPOC", "asma | EPOC"),
    ("diabetes tipo 1 o tipo 2", "diabetes tipo 1 | diabetes tipo 2"),
    ("asma y fiebre", "asma; fiebre"),
    ("fiebre, tos y dolor", "fiebre , tos , dolor"),
    ("cáncer de mama o depresión en México", "cáncer de mama | depresión; México"),
]


@pytest.mark.parametrize(("question", "is_asked"), ROWS)
def test_alternatives_are_joined_and_all_else_is_asked_for(question: str, is_asked: str) -> None:
    assert asked(question) == is_asked


@pytest.mark.parametrize(("question", "is_asked"), ROWS_IN_SPANISH)
def test_spanish_words_join_alike(question: str, is_asked: str) -> None:
    assert asked(question, spanish=True) == is_asked


def test_spanish_words_are_none_in_other_questions() -> None:
    assert asked("asthma o COPD") == "asthma; o; COPD"
