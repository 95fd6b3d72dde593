"""NIH RePORTER: an award of the version 2 API → a listing of a funded project.

An award is never a trial, and nobody can enroll in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.analysis import without_shouting
from index.listing import (
    UNKNOWN,
    US,
    Funding,
    Kind,
    Listing,
    Origin,
    Researcher,
    ResearcherRole,
    Site,
    Sponsor,
    SponsorKind,
    Status,
    institute_words,
    institutes,
    mechanism_words,
)
from index.reference import (
    CANADIAN_PROVINCES,
    COUNTRIES,
    COUNTRY_SPELLINGS,
    CUT_COUNTRIES,
    US_STATES,
    US_TERRITORIES,
    country_name,
)
from index.sources.records import Notes, Section, distinct, in_words, spelled
from index.sources.source import Raw, Translation

# 5R01HL130040-07A1S2: type, activity, institute, serial, year, amendment or supplement.
_PROJECT = re.compile(
    r"(?P<type>\d)?(?P<core>(?P<activity>[A-Z][A-Z0-9]{2})(?P<institute>[A-Z]{2})\d{6})"
    r"(?:-(?P<year>\d{2})(?P<suffix>(?:[AS]\d){0,3}))?(?P<tail>\S*)"
)
_SUBPROJECT = re.compile(r"Sub-?Project ID:?\s*(\d+)", re.I)
_FORMER = re.compile(r"Former Number:?\s*(\S+)", re.I)
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,50}")
_LONG_ZIP = re.compile(r"\d{9}")
_US_STATES = {name.upper(): name for name in US_STATES.values()} | US_STATES
_US_STATES["DIST OF COL"] = "District of Columbia"
_TERRITORIES = {name.upper(): name for name in US_TERRITORIES.values()} | US_TERRITORIES

_OWN_NAME = "National Institutes of Health (NIH)"
_INTRAMURAL = re.compile(r"Z[IO0]\w")

_ABSTRACT_HEADING = re.compile(
    r"^\W*(?:(?:overall|center|program|project|research|core|proposal|scientific|technical|lay"
    r"|public|component)\b[\s:/-]*){0,3}(?:summary\s*(?:/|and|or|&|\s)*\s*abstract|summary"
    r"|abstract|description)\b[\s:.-]{0,3}"
    r"(?:\((?:provided by|adapted from|see|verbatim|taken from|from|public)[^)]{0,80}\))?[\s:.-]*",
    re.I,
)
_RELEVANCE_HEADING = re.compile(
    r"^\W*(?:(?:(?:project|public|program|research|public health)\s+)?narrative(?=[A-Z\W])"
    r"|(?:project\s+)?(?:public health )?relevance(?: statement)?(?: to public health)?(?=[A-Z\W])"
    r"|statement of relevance|public health statement|lay summary(?=[A-Z\W]))"
    r"\s*(?:\((?:see|public|provided)[^)]{0,60}\))?\s*(?:[:.–—-]+\s*)?",
    re.I,
)
_NOBODY = re.compile(r"\bno pi identified\b|^(?:unknown|not available|n/?a)$", re.I)


def _without_heading(text: str, heading: re.Pattern[str]) -> str:
    """A text without the form's own heading; two may follow one another.

    A heading is only taken off where a text goes on after it with a new sentence, so that
    "Abstract thinking is …" stays whole.
    """
    for _ in range(2):
        match = heading.match(text)
        if not match or not match.end():
            break
        rest = text[match.end() :]
        ends_in_mark = match.group()[-1:] in ":.)-–—\n" or "\n" in match.group()
        shouted = match.group().strip().isupper()
        if not rest or not (ends_in_mark or shouted or rest[0].isupper()):
            break
        text = rest
    return text


def _terms(text: str) -> list[str]:
    return [term for part in text.split(";") if len(term := part.strip(" *")) > 1 and term != "NA"]


def _is_list_of_terms(text: str) -> bool:
    """Whether a relevance text is really a list of index terms: some exports shift columns."""
    parts = text.split(";")
    return len(parts) >= 8 and len(text) / len(parts) < 45


class _Numbers:
    """The numbers of an award: its application, project and core project."""

    def __init__(self, award: Section, notes: Notes) -> None:
        stated = award.count("appl_id")
        self.application = f"NIH-{stated}" if stated else ""
        number = award.text("project_num")
        self.project = number.split(" ", 1)[0]
        former = _FORMER.search(number)
        self.former = former[1] if former else ""
        sub = _SUBPROJECT.search(number)
        self.subproject = sub[1] if sub else str(award.raw("subproject_id") or "")[:20]
        parts = _PROJECT.fullmatch(self.project)
        core = award.text("core_project_num").upper()
        self.core = core if _SAFE_ID.fullmatch(core) else parts["core"] if parts else ""
        if parts and (tail := re.match(r"-(\d{4})", parts["tail"])):
            self.subproject = tail[1]
        self.activity = parts["activity"] if parts else ""
        self.institute = parts["institute"] if parts else ""
        self.supplement = self.project.startswith("3")
        self.own_id = self.application or (f"NIH-{self.core}" if self.core else "")
        if not self.own_id and _SAFE_ID.fullmatch(self.project):
            self.own_id = f"NIH-{self.project}"
        if self.own_id:
            notes.name(self.own_id)


def _site(organization: Section) -> Site | None:
    """Where the organization is. A state of the US says the country; a city alone does not."""
    country = country_name(organization.text("org_country"))
    state = organization.text("org_state")
    known = state.upper()
    if country in ("", US) and known in _US_STATES:
        country, state = US, _US_STATES[known]
    elif country in ("", US) and known in _TERRITORIES:
        country, state = _TERRITORIES[known], ""
    elif known in CUT_COUNTRIES or known in COUNTRIES or known.casefold() in COUNTRY_SPELLINGS:
        meant = CUT_COUNTRIES.get(known) or COUNTRIES.get(known) or country_name(state)
        if country and country != meant:
            organization.warn("org_state", f"{in_words(state)} does not lie in {country}; left out")
        country, state = country or meant, ""
    elif country == "Canada" and known in CANADIAN_PROVINCES:
        state = CANADIAN_PROVINCES[known]
    elif state and (not country or len(state) < 4):
        organization.warn("org_state", f"{in_words(state)} is no state or country; left out")
        state = ""
    city = organization.text("org_city")
    postal_code = organization.text("org_zipcode")
    if country == US and _LONG_ZIP.fullmatch(postal_code):
        postal_code = f"{postal_code[:5]}-{postal_code[5:]}"
    if not (city or state or country):
        return None
    return spelled(Site(city=city, state=state, country=country, postal_code=postal_code))


def _researchers(award: Section) -> Iterator[Researcher]:
    everyone = [
        (one.truth("is_contact_pi") is not True, name)
        for one in award.sections("principal_investigators")
        if (name := _person(one)) and not _NOBODY.search(name)
    ]
    for _, name in sorted(everyone, key=lambda found: found[0]):
        yield Researcher(name, ResearcherRole.PRINCIPAL_INVESTIGATOR)


def _person(one: Section) -> str:
    parts = (one.text("first_name"), one.text("middle_name"), one.text("last_name"))
    return without_shouting(one.text("full_name") or " ".join(part for part in parts if part))


def _sponsor(organization: Section, intramural: bool) -> Sponsor | None:
    name = without_shouting(organization.text("org_name"))
    if name.upper() in ("NIH", "NATIONAL INSTITUTES OF HEALTH"):
        return Sponsor(_OWN_NAME, SponsorKind.NIH)
    if not name:
        return None
    # Awards go to universities and companies alike, and the record does not say which this is.
    return Sponsor(name, SponsorKind.NIH if intramural else None)


class NihReporter:
    """Awards of NIH RePORTER in the shape of its version 2 API."""

    name = "NIH RePORTER project"

    def recognises(self, sample: Any) -> bool:
        """Whether it has a project title and a number."""
        return isinstance(sample, dict) and (
            "project_title" in sample or "core_project_num" in sample or "appl_id" in sample
        )

    def translate(self, raw: Raw) -> Translation:
        """The award as a listing. Without a title or any number it is refused."""
        notes = Notes(raw.where)
        award = Section(raw.value, notes)
        numbers = _Numbers(award, notes)
        title = without_shouting(award.text("project_title"))
        faults: dict[str, str] = {}
        if not numbers.own_id:
            faults["appl_id"] = "is missing, and so are a core and a usable project number"
        if not title:
            faults["project_title"] = "is missing, so the project has no title"
        if faults:
            notes.refuse(faults)
        listing = self._listing(award, numbers, title)
        funding = listing.funding or Funding()
        rank = (
            int(bool(numbers.application)),
            funding.fiscal_year or 0,
            int(not numbers.supplement),
            int(not numbers.subproject),
            listing.updated or "",
            funding.amount or 0,
            int(numbers.application.removeprefix("NIH-") or 0),
        )
        return Translation(
            listing=listing,
            where=raw.where,
            problems=notes.problems(),
            group=numbers.core or numbers.own_id,
            rank=rank,
        )

    def _listing(self, award: Section, numbers: _Numbers, title: str) -> Listing:
        organization = award.section("organization")
        mechanism = award.text("activity_code").upper() or numbers.activity
        if mechanism and mechanism_words(mechanism) == UNKNOWN:
            award.warn("activity_code", f"{in_words(mechanism)} is not in the table of award types")
        site = _site(organization)
        summary = award.passage("phr_text")
        keywords = [*award.texts("terms")] if isinstance(award.raw("terms"), list) else []
        if _is_list_of_terms(summary):
            award.warn("phr_text", "is a list of index terms; used as keywords")
            keywords += _terms(summary)
            summary = ""
        keywords += _terms(award.text("pref_terms"))
        keywords += _terms(award.text("spending_categories_desc"))
        other = [numbers.application, numbers.project, numbers.core, numbers.former]
        year = award.count("fiscal_year")
        if year is not None and not 1938 <= year <= 2100:
            award.warn("fiscal_year", f"{year} is not a fiscal year; left out")
            year = None
        application = numbers.application.removeprefix("NIH-")
        return Listing(
            id=numbers.own_id,
            kind=Kind.FUNDED_PROJECT,
            source=Origin.NIH_REPORTER,
            title=title,
            url=f"https://reporter.nih.gov/project-details/{application}" if application else "",
            other_id=tuple(name for name in distinct(other) if name != numbers.own_id),
            summary=_without_heading(summary, _RELEVANCE_HEADING),
            description=_without_heading(award.passage("abstract_text"), _ABSTRACT_HEADING),
            keyword=distinct(keywords),
            status=Status.DOES_NOT_ENROLL,
            sponsor=_sponsor(organization, bool(_INTRAMURAL.fullmatch(mechanism))),
            site=(site,) if site else (),
            researcher=tuple(dict.fromkeys(_researchers(award))),
            funding=Funding(
                mechanism=mechanism,
                institute=self._institute(award, numbers),
                fiscal_year=year,
                amount=award.count("award_amount"),
            ),
            start_date=award.date("project_start_date"),
            completion_date=award.date("project_end_date"),
            updated=award.date("award_notice_date"),
        )

    def _institute(self, award: Section, numbers: _Numbers) -> str:
        """The code of the institute: as stated, by its abbreviation, or of the award number."""
        stated = award.section("agency_ic_admin")
        code = stated.text("code").upper()
        abbreviation = stated.text("abbreviation")
        for known in (code, abbreviation, numbers.institute):
            if known and institute_words(known) != UNKNOWN:
                return known
        name = stated.text("name").upper()
        by_name = {one.name.upper(): key for key, one in institutes().items()}
        if name in by_name:
            return by_name[name]
        if code or abbreviation:
            unknown = in_words(code or abbreviation)
            stated.warn("code", f"{unknown} is not in the table of institutes")
        return code or abbreviation
