"""A translator for each kind of record: raw in, a listing or a refusal out."""

from index.sources.translators.clinicaltrials import (
    ClinicalTrials,
    CsvDownload,
    LegacyXml,
    StudyFields,
    Unwrapped,
    Version1,
)
from index.sources.translators.editorial import YamlFiles
from index.sources.translators.listing_page import ListingPage, looks_like_page
from index.sources.translators.nih_reporter import NihReporter

__all__ = [
    "ClinicalTrials",
    "CsvDownload",
    "LegacyXml",
    "ListingPage",
    "NihReporter",
    "StudyFields",
    "Unwrapped",
    "Version1",
    "YamlFiles",
    "looks_like_page",
]
