"""Studies in the registry's other forms: each is put into the shape of its version 2 API."""

from index.sources.translators.clinicaltrials.forms.csv_download import CsvDownload
from index.sources.translators.clinicaltrials.forms.legacy_xml import LegacyXml
from index.sources.translators.clinicaltrials.forms.study_fields import StudyFields
from index.sources.translators.clinicaltrials.forms.unwrapped import Unwrapped
from index.sources.translators.clinicaltrials.forms.version1 import Version1

__all__ = ["CsvDownload", "LegacyXml", "StudyFields", "Unwrapped", "Version1"]
