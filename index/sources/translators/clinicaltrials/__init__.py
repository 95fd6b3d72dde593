"""ClinicalTrials.gov: a study, in each of the forms that the registry gives it in."""

from index.sources.translators.clinicaltrials.forms import (
    CsvDownload,
    LegacyXml,
    StudyFields,
    Unwrapped,
    Version1,
)
from index.sources.translators.clinicaltrials.study import ClinicalTrials

__all__ = ["ClinicalTrials", "CsvDownload", "LegacyXml", "StudyFields", "Unwrapped", "Version1"]
