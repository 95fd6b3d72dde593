"""The passages of a listing that mentions are looked for in, and the section that each is from."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import NamedTuple

from index.listing import SEARCHED, SUBJECTS, Kind, Listing
from index.terms.field_texts import texts_by_field
from index.terms.mentions.aims import telling
from index.terms.mentions.kinds import MentionKind


class Section(enum.IntEnum):
    """What a passage is a part of; as numbers they stand in arrays."""

    TOPIC = 0
    INCLUSION = 1
    EXCLUSION = 2
    NAME = 3
    TEXT = 4

    @property
    def kind(self) -> MentionKind:
        """The kind of what is named in it, as it is said."""
        return MentionKind[self.name]

    @property
    def is_of_criteria(self) -> bool:
        """Whether it is decided how what it names stands."""
        return self is Section.INCLUSION or self is Section.EXCLUSION


class Passage(NamedTuple):
    """A text that no name and no scope goes beyond."""

    text: str
    section: Section


_LOOKED_AT = 12
"""Sentences of a summary that may tell its topic; what follows them goes into detail."""

_SENTENCE_END = re.compile(r"[.?!]\s+(?=[A-Z])|\n+")
_CLAUSE_END = re.compile(
    r"\n|; |\. (?=\S)|\? (?=\S)|! (?=\S)"
    r"| (?<=[a-z0-9)%] )(?=(?:No|Not|None|Must|May|Negative|Patients?|Subjects?|Participants?) )"
    r"| (?<=[a-z0-9)%] )(?=[A-Z][a-z]+(?: [a-z]+){0,2}: )"
)
"""*e.g. melanoma* is cut as well: a scope that ends early denies too little, not too much. Many old
records have no mark between criteria: the next one begins with a capital, or with a label. Each way
of ending begins with a character that is given, which halves the time to look for them."""

_RUN_ON = ("CHARACTERISTICS:", "THERAPY:")
_RUN_ON_END = re.compile(
    r" (?=[A-Z][a-z])(?<=[a-z0-9)%] )"
    r"(?<!\b[Nn]o )(?<!\b[Nn]ot )(?<!\bof )(?<!\bor )(?<!\band )(?<!\bto )(?<!\bby )(?<!\bfor )"
    r"(?<!\bwith )(?<!\bthan )(?<!\bnon )(?<!\bany )(?<!\bother )(?<!\bwithout )(?<!\bprior )"
)
"""In criteria under the headings of the cancer registry (*DISEASE CHARACTERISTICS:*), where one
criterion follows the other: any word with a capital begins one, save after a word that goes on."""

_HEADING = re.compile(r"(?P<out>exclusion|not eligible|ineligible)|inclusion|eligible", re.I)
_LONGEST_HEADING = 80

_NAMES = ("sponsor", "collaborator", "site", "researcher")
_WHOM = ("good_fit", "population")
_CRITERIA = (*_WHOM, "eligibility")
_LEADING = ("summary", "description")
_TEXTS = ("potential_benefit", "similar_studies", "primary_outcome", "why_stopped")

_SECTIONS: tuple[Section | None, ...] = tuple(
    Section.TOPIC
    if field.name in SUBJECTS
    else Section.NAME
    if field.name in _NAMES
    else Section.INCLUSION
    if field.name in _CRITERIA
    else Section.TEXT
    if field.name in (*_LEADING, *_TEXTS)
    else None
    for field in SEARCHED
)
"""[F] of each searched field, the section of its texts; None where they name no concept."""


def passages(listing: Listing) -> Iterator[Passage]:
    """What a listing says, in the order of its fields, and who is left out at the end."""
    project = listing.kind is Kind.FUNDED_PROJECT
    led = False
    for field, section, texts in zip(SEARCHED, _SECTIONS, texts_by_field(listing), strict=True):
        if section is None:
            continue
        for text in texts:
            # Nobody joins a project: whom it would help is what it is about.
            if project and field.name in (*_LEADING, *_WHOM):
                yield Passage(text, Section.TOPIC)
            elif field.name == "eligibility":
                yield from _of_both_sides(text)
            elif section is Section.INCLUSION:
                yield from _clauses(text, section)
            elif field.name in _LEADING and not led:
                led = True
                yield from _led(text)
            else:
                yield Passage(text, section)
    yield from _clauses(listing.not_a_fit, Section.EXCLUSION)


def _led(text: str) -> Iterator[Passage]:
    """A summary: the sentences that tell its topic, and the others."""
    *leading, rest = _SENTENCE_END.split(text, _LOOKED_AT)
    if len(leading) < _LOOKED_AT:
        leading, rest = [*leading, rest], ""
    for sentence, tells in zip(leading, telling(leading), strict=True):
        yield Passage(sentence, Section.TOPIC if tells else Section.TEXT)
    if rest:
        yield Passage(rest, Section.TEXT)


def _clauses(text: str, section: Section) -> list[Passage]:
    clauses = _CLAUSE_END.split(text)
    if any(heading in text for heading in _RUN_ON):
        clauses = [part for clause in clauses for part in _RUN_ON_END.split(clause)]
    return [Passage(clause, section) for clause in clauses if clause]


def _of_both_sides(text: str) -> Iterator[Passage]:
    """Criteria that could not be told apart, line by line: a heading says whom the next lines are
    of, and those before any are of who can take part."""
    section = Section.INCLUSION
    for line in text.split("\n"):
        if len(line) <= _LONGEST_HEADING:
            section = _headed(line, section)
        yield from _clauses(line, section)


def _headed(line: str, section: Section) -> Section:
    """The section after a line that may be a heading."""
    if not (line.endswith(":") or "criteria" in line.lower()):
        return section
    out = [match["out"] is not None for match in _HEADING.finditer(line)]
    if not out:
        return section
    if all(out):
        return Section.EXCLUSION
    return section if any(out) else Section.INCLUSION
