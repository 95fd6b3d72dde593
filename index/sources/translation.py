"""A record as read becomes its translation or a refusal: pure, so that any process can do it."""

from __future__ import annotations

import msgspec

from index.errors import Problem, RecordRefused, Severity
from index.sources.files import foreign
from index.sources.records import excesses, in_words
from index.sources.source import Attachment, JsonText, JsonTextDamaged, Raw, Source, Translation
from index.sources.translators import (
    ClinicalTrials,
    CsvDownload,
    LegacyXml,
    ListingPage,
    NihReporter,
    StudyFields,
    Unwrapped,
    Version1,
    YamlFiles,
)

SOURCES: tuple[Source, ...] = (
    ClinicalTrials(),
    NihReporter(),
    CsvDownload(),
    Version1(),
    StudyFields(),
    Unwrapped(),
    LegacyXml(),
    YamlFiles(),
    ListingPage(),
)
"""Every source there is; a record belongs to the first that recognises it."""


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """One record read: its translation, or why it was refused.

    `where` is where it was read. An arrival with a `notice` is no record and counts as none: the
    notice says something of a file as a whole, such as that it holds no records.
    """

    where: str
    translation: Translation | Attachment | None = None
    refused: tuple[Problem, ...] = ()
    notice: Problem | None = None


def translated(found: Raw | Problem) -> Arrival:
    """What becomes of one thing that was read; it depends on nothing else.

    A problem is a refused record, or a notice where it is but a warning. So is a record that
    cannot be decoded, that belongs to no source, or that is larger than any listing.
    """
    if isinstance(found, Problem):
        if found.severity is Severity.WARNING:
            return Arrival(found.where, notice=found)
        return Arrival(found.where, refused=(found,))
    try:
        raw = found
        if isinstance(found.value, JsonText):
            raw = Raw(found.where, found.value.decoded())
        source = source_of(raw.value)
        if source is None:
            return Arrival(found.where, refused=(Problem(found.where, _strange(raw.value)),))
        translation = source.translate(raw)
    except JsonTextDamaged as damage:
        return Arrival(found.where, refused=(Problem(found.where, str(damage)),))
    except RecordRefused as refusal:
        return Arrival(found.where, refused=refusal.problems)
    if isinstance(translation, Attachment):
        return Arrival(found.where, translation=translation)
    where = f"{found.where}, {translation.listing.id}"
    too_long = tuple(
        Problem(f"{where}, {field}", what) for field, what in excesses(translation.listing)
    )
    if too_long:
        return Arrival(found.where, refused=too_long)
    return Arrival(found.where, translation=translation)


def source_of(value: object) -> Source | None:
    """The source that a decoded record belongs to; None where no source recognises it."""
    return next((source for source in SOURCES if source.recognises(value)), None)


def _strange(value: object) -> str:
    """What is said of a record that belongs to no source."""
    if isinstance(value, dict):
        return foreign(value)
    return f"should be a JSON object, but is {in_words(value)}"
