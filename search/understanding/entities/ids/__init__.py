"""Ids and codes: the records that a question names by their numbers, and the codes of diseases."""

from search.understanding.entities.ids.icd10 import DiagnosisCode, diagnosis_codes
from search.understanding.entities.ids.records import RecordId, record_ids
from search.understanding.entities.ids.titles import disease_names

__all__ = [
    "DiagnosisCode",
    "RecordId",
    "diagnosis_codes",
    "disease_names",
    "record_ids",
]
