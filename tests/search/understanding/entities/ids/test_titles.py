"""Titles of codes in words that people use."""

from __future__ import annotations

import pytest

from search.understanding.entities.ids.titles import disease_names

NAMES = """
Gastrointestinal hemorrhage, unspecified                        | Gastrointestinal hemorrhage
Type 2 diabetes mellitus without complications                  | Type 2 diabetes mellitus
Malignant neoplasm of prostate                                  | prostate cancer
Malignant neoplasm of unspecified part of unspecified bronchus or lung | lung cancer
Secondary malignant neoplasm of bone                            | bone metastasis
Essential (primary) hypertension                                | Essential hypertension
Unspecified asthma, uncomplicated                               | asthma
Major depressive disorder, single episode, moderate             | Major depressive disorder
Thyrotoxicosis [hyperthyroidism]                                | hyperthyroidism
Human immunodeficiency virus [HIV] disease                      | HIV
Chronic viral hepatitis C                                       | hepatitis C
Migraine, unspecified, not intractable, without status migrainosus | Migraine
Prolymphocytic leukemia of B-cell type in remission             | Prolymphocytic leukemia
Urinary tract infection, site not specified                     | Urinary tract infection
Bacterial pneumonia, not elsewhere classified                   | Bacterial pneumonia
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_a_title_has_the_name_that_people_use(line: str) -> None:
    title, name = (part.strip() for part in line.split("|"))
    assert name in disease_names(title)


def test_the_fullest_name_comes_first() -> None:
    title = "Cystic fibrosis with pulmonary manifestations"
    assert disease_names(title) == (title, "Cystic fibrosis")


def test_disorders_of_a_part_are_not_the_part() -> None:
    assert "ear" not in disease_names("Other disorders of ear, not elsewhere classified")
