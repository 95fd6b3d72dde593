"""NIH RePORTER: an award, in any of its forms → a listing of a funded project.

An award is never a trial, and nobody can enroll in it.
"""

from __future__ import annotations

import re
from typing import Any

from index.analysis import without_shouting
from index.listing import UNKNOWN, Funding, Kind, Listing, Origin, Status, mechanism_words
from index.sources.records import MOST_CHARACTERS, Notes, Section, distinct, in_words
from index.sources.source import Attachment, Hint, Membership, Raw, Role, Translation
from index.sources.translators.nih_reporter.forms import Form, form_of, in_api_form
from index.sources.translators.nih_reporter.money import date_of, funding_of
from index.sources.translators.nih_reporter.numbers import Numbers
from index.sources.translators.nih_reporter.people import researchers_of
from index.sources.translators.nih_reporter.site import site_of, sponsor_of
from index.sources.translators.nih_reporter.texts import texts_of
from index.sources.translators.nih_reporter.titles import (
    hint_of,
    is_split,
    names_itself,
    title_key,
)
from index.sources.translators.nih_reporter.topics import is_list_of_terms, keywords_of

_TRIAL = re.compile(r"NCT\d{8}")
_NO_PROJECT = (
    "the project is not among what was read; read the file of projects as well (--from can be "
    "given more than once)"
)
_NO_TRIAL = (
    "the trial is not among what was read; read the studies of ClinicalTrials.gov as well (--from "
    "can be given more than once)"
)
_NO_CENTER = (
    "is a subproject without a title, and its center is not among what was read; read the file "
    "that has the center as well"
)


class NihReporter:
    """Awards of NIH RePORTER in the forms of its API, its export and the tables of ExPORTER."""

    name = "NIH RePORTER project"

    def recognises(self, sample: Any) -> bool:
        """Whether it has a project title or a number, under any of their names."""
        return form_of(sample) is not None

    def translate(self, raw: Raw) -> Translation | Attachment:
        """The award as a listing, and a row of abstracts or clinical studies as what it adds to
        one. Without a title or any number it is refused; a subproject without a title of its own
        is a part of its center."""
        notes = Notes(raw.where)
        form = form_of(raw.value) or Form.AWARD
        award = Section.of_record(in_api_form(raw.value), notes)
        if form is Form.STUDY:
            return _study(award, notes, raw.where)
        numbers = Numbers(award, notes)
        if form is Form.ABSTRACT:
            return _abstract(award, numbers, notes, raw.where)
        return _project(award, numbers, notes, raw.where)


def _study(row: Section, notes: Notes, where: str) -> Attachment:
    """A row that joins an award and a trial."""
    core = Numbers(row, notes).core
    trial = row.text("nct_id").upper()
    faults: dict[str, str] = {}
    if not core:
        faults["Core Project Number"] = "is missing, so it is not known which project pays"
    if not _TRIAL.fullmatch(trial):
        said = f"{in_words(trial)} is no number of ClinicalTrials.gov" if trial else "is missing"
        faults["ClinicalTrials.gov ID"] = f"{said}, so it is not known for which trial"
    if faults:
        notes.refuse(faults)
    return Attachment(
        where=where, to=core, missing=_NO_PROJECT, trial=trial, missing_trial=_NO_TRIAL
    )


def _abstract(row: Section, numbers: Numbers, notes: Notes, where: str) -> Attachment:
    """A row that holds the texts of an application."""
    if not numbers.application:
        notes.refuse({"APPLICATION_ID": "is missing, so it is not known whose abstract this is"})
    texts = texts_of(row.passage("abstract_text"), row.passage("phr_text"))
    if max(map(len, (texts.summary, texts.description))) > MOST_CHARACTERS:
        notes.refuse({"ABSTRACT_TEXT": f"has more than the {MOST_CHARACTERS:,} characters allowed"})
    return Attachment(
        where=where,
        to=numbers.application,
        missing=_NO_PROJECT,
        summary=texts.summary,
        description=texts.description,
        problems=notes.problems(),
    )


def _project(
    award: Section, numbers: Numbers, notes: Notes, where: str
) -> Translation | Attachment:
    title = without_shouting(award.text("project_title"))
    if not title and numbers.subproject and numbers.core:
        ids = (numbers.application, numbers.of_the_part)
        return Attachment(
            where=where,
            to=numbers.core,
            missing=_NO_CENTER,
            found_by=tuple(one for one in ids if one),
            problems=notes.problems(),
        )
    faults: dict[str, str] = {}
    if not numbers.own_id:
        faults["appl_id"] = "is missing, and so are a core and a usable project number"
    if not title:
        faults["project_title"] = "is missing, so the project has no title"
    if faults:
        notes.refuse(faults)
    mechanism = award.text("activity_code").upper() or numbers.activity
    if mechanism and mechanism_words(mechanism) == UNKNOWN:
        award.warn("activity_code", f"{in_words(mechanism)} is not in the table of award types")
    funding = funding_of(award, numbers, mechanism)
    listing = _listing(award, numbers, title, funding)
    membership = _membership(award, numbers, title, funding)
    return Translation(
        listing=listing,
        where=where,
        problems=notes.problems(),
        group=numbers.core or numbers.own_id,
        rank=(
            int(membership.role is not Role.PART),
            int(not numbers.supplement),
            int(bool(numbers.application)),
            funding.fiscal_year or 0,
            listing.updated or "",
            funding.amount or 0,
            int(numbers.application.removeprefix("NIH-") or 0),
        ),
        membership=membership,
    )


def _membership(award: Section, numbers: Numbers, title: str, funding: Funding) -> Membership:
    split = is_split(funding.mechanism)
    if numbers.subproject:
        role = Role.PART
    else:
        role = Role.SUPPLEMENT if numbers.supplement else Role.WHOLE
    stated = bool(numbers.subproject) or award.raw("subproject_id") is not None
    return Membership(
        role=role,
        stated=stated,
        hint=hint_of(title) if split else Hint.NONE,
        title=title_key(title),
        names_itself=names_itself(title),
        number=numbers.project if split or numbers.subproject else "",
        year=funding.fiscal_year,
    )


def _listing(award: Section, numbers: Numbers, title: str, funding: Funding) -> Listing:
    organization = award.section("organization")
    site = site_of(organization)
    relevance, shifted = award.passage("phr_text"), ""
    if is_list_of_terms(relevance):
        award.warn("phr_text", "is a list of index terms; used as keywords")
        relevance, shifted = "", relevance
    texts = texts_of(award.passage("abstract_text"), relevance)
    application = numbers.application.removeprefix("NIH-")
    other = [
        numbers.application,
        numbers.of_the_part,
        numbers.project,
        numbers.core,
        numbers.former,
    ]
    return Listing(
        id=numbers.own_id,
        kind=Kind.FUNDED_PROJECT,
        source=Origin.NIH_REPORTER,
        title=title,
        url=f"https://reporter.nih.gov/project-details/{application}" if application else "",
        other_id=tuple(name for name in distinct(other) if name != numbers.own_id),
        summary=texts.summary,
        description=texts.description,
        keyword=keywords_of(award, shifted),
        status=Status.DOES_NOT_ENROLL,
        sponsor=sponsor_of(organization, funding.mechanism),
        site=(site,) if site else (),
        researcher=researchers_of(award),
        funding=funding,
        start_date=date_of(award, "project_start_date"),
        completion_date=date_of(award, "project_end_date"),
        updated=date_of(award, "award_notice_date"),
    )
