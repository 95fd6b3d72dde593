"""What a listing page states, read part by part."""

from __future__ import annotations

import ast
import re
from typing import Any

from index.analysis import without_shouting
from index.listing import (
    UNKNOWN,
    Origin,
    Phase,
    Researcher,
    Site,
    Sponsor,
    mechanism_words,
)
from index.sources.records import (
    Notes,
    distinct,
    in_words,
    line,
    partial_date,
    passage,
)
from index.sources.translators.listing_page.ages import read_ages
from index.sources.translators.listing_page.labels import (
    KIND_WORDS,
    PHASES,
    SEX_WORDS,
    SPONSOR_WORDS,
    STATUS_WORDS,
    VOLUNTEER_WORDS,
)
from index.sources.translators.listing_page.layout import (
    FACT_LABELS,
    PAGE_ID,
    Page,
)
from index.sources.translators.listing_page.people import read_researcher
from index.sources.translators.listing_page.places import read_site

_CHIP_SEPARATOR = re.compile(r"\s+[·•|]\s+")
_PHASE_PART = re.compile(r"(early[ _-]*)?phase[ _-]*(1|2|3|4|iv|iii|ii|i)\b[ab]?", re.I)
_FUNDING = re.compile(r"(?:FUNDING[_ -]+)?([A-Z][A-Z0-9]{2})", re.I)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {month: f"{number:02}" for number, month in enumerate(_MONTH_NAMES.split(), 1)}
_LONG_DATE = re.compile(r"([A-Za-z]{3})[a-z]*\.? (?:(\d{1,2}),? )?(\d{4})")


def stated_date(text: str) -> str | None:
    """A date in a text: ``2026-05-15``, ``May 15, 2026``, ``May 2026``; None without one."""
    if found := _LONG_DATE.search(text):
        month = _MONTHS.get(found[1].lower())
        if month:
            day = f"-{int(found[2]):02}" if found[2] else ""
            return partial_date(f"{found[3]}-{month}{day}")
    if found := re.search(r"\b\d{4}(?:-\d\d){0,2}\b", text):
        return partial_date(found.group())
    return None


def _literal(text: str) -> list[str] | None:
    """The texts of a Python or JSON list that a page shows as it stands; None if it is none."""
    if not (text.startswith("[") and text.endswith("]")) or len(text) > 2000:
        return None
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else None


class PageReader:
    """Understands the pieces of one page, noting every defect."""

    def __init__(self, page: Page, notes: Notes) -> None:
        self.page = page
        self.notes = notes
        self.found: dict[str, Any] = {}
        self.mechanism = ""

    def header(self) -> None:
        """Title, official title, a row of chips, and the summary, in this order."""
        lines = [one for one in self.page.header if one]
        row = next((n for n, one in enumerate(lines) if _CHIP_SEPARATOR.search(one)), None)
        titles = lines[:row] if row is not None else lines[:1]
        rest = lines[row + 1 :] if row is not None else lines[1:]
        if titles:
            self.found["title"] = without_shouting(line(titles[0]))
            self.found["official_title"] = without_shouting(line(" ".join(titles[1:])))
        for chip in _CHIP_SEPARATOR.split(lines[row]) if row is not None else ():
            self._chip(chip.strip())
        self.found["summary"] = passage("\n\n".join(rest))

    def _chip(self, chip: str) -> None:
        if PAGE_ID.fullmatch(chip):
            self.found.setdefault("id", chip)
        elif chip.casefold() in STATUS_WORDS:
            self.found.setdefault("status", STATUS_WORDS[chip.casefold()])
        elif _literal(chip) is not None or _PHASE_PART.search(chip):
            self._phase(chip)
        elif not self.found.get("sponsor"):
            self._sponsor(chip)
        else:
            self.notes.warn("heading", f"{in_words(chip)} has no place in a listing; left out")

    def facts(self) -> None:
        """The quick facts: a value glued to its label, or on the line after it."""
        pending = ""
        for one in self.page.facts:
            if not one:
                continue
            label = next((name for name in FACT_LABELS if one.startswith(name)), None)
            value = one[len(label) :].lstrip(" :\t") if label else one
            if label and not value:
                pending = label
            elif label or pending:
                self._fact(label or pending, line(value))
                pending = ""
            else:
                self.notes.warn("quick facts", f"{in_words(one)} has no known label; left out")
        if pending:
            self.notes.warn("quick facts", f"“{pending}” has no value")

    def _fact(self, label: str, value: str) -> None:
        match label:
            case "Phase":
                self._phase(value)
            case "Study type" | "Type":
                self._kind(value)
            case "Sex":
                self._worded("sex", value, SEX_WORDS)
            case "Status":
                self._worded("status", value, STATUS_WORDS)
            case "Age" | "Ages":
                self._ages(value)
            case "Sponsor":
                self._sponsor(value)
            case "Collaborators":
                names = [without_shouting(name) for name in _names(value)]
                self.found["collaborator"] = tuple(Sponsor(name) for name in names)
            case "Locations" | "Location":
                self._locations(value)
            case "Trial ID" | "Study ID" | "Project ID" | "ID":
                self._identifier(value)
            case "Enrollment" | "Participants":
                self._enrollment(value)
            case "Healthy volunteers":
                self._worded("healthy_volunteers", value, VOLUNTEER_WORDS)
            case "Start" | "Start date":
                self._date("start_date", value)
            case "Completion" | "Completion date" | "End" | "End date":
                self._date("completion_date", value)
            case "Last updated":
                self._date("updated", value)
            case "Funding":
                self._phase(value)
            case "Official title":
                self.found["official_title"] = value
            case "Conditions" | "Condition":
                self.page.parts.setdefault("conditions", []).append(value)
            case _:
                self.page.parts.setdefault("treatments", []).append(value)

    def _worded(self, field: str, value: str, words: dict[str, Any]) -> None:
        plain = re.sub(r"[\s_-]+", " ", value).strip(" .").casefold()
        if plain in words:
            self.found[field] = words[plain]
        else:
            self.notes.warn(field, f"{in_words(value)} is not known; left out")

    def _kind(self, value: str) -> None:
        self._worded("kind", value, KIND_WORDS)

    def _phase(self, value: str) -> None:
        """Phases, and award codes that a page shows where a phase should be."""
        items = _literal(value)
        if items is None:
            items = re.split(r"\s*(?:/|,|;|\band\b)\s*", value)
            # "Phase 1/2" means both.
            items = [f"Phase {one}" if one.lower() in PHASES else one for one in items]
        elif not self.found.get("phase") and not self.mechanism:
            self.notes.warn("phase", "is shown as a Python list; read as what it means")
        phases: list[Phase] = list(self.found.get("phase", ()))
        for item in items:
            plain = re.sub(r"[\s_-]+", " ", item).strip()
            if match := _PHASE_PART.search(plain):
                phases.append(Phase.EARLY_PHASE_1 if match[1] else PHASES[match[2].lower()])
            elif plain.casefold() in ("na", "n/a", "not applicable"):
                phases.append(Phase.NOT_APPLICABLE)
            elif (award := _FUNDING.fullmatch(item)) and mechanism_words(award[1]) != UNKNOWN:
                if not self.mechanism:
                    words = mechanism_words(award[1])
                    self.notes.warn("phase", f"is the award type {award[1].upper()} ({words})")
                self.mechanism = award[1].upper()
            elif plain:
                self.notes.warn("phase", f"{in_words(item)} is no phase; left out")
        self.found["phase"] = tuple(dict.fromkeys(phases))

    def _ages(self, value: str) -> None:
        ages = read_ages(value)
        if ages is None:
            self.notes.warn("age", f"{in_words(value)} is not an age range; left out")
        else:
            self.found["minimum_age"], self.found["maximum_age"] = ages.minimum, ages.maximum

    def _sponsor(self, value: str) -> None:
        match = re.fullmatch(r"(.*?)\s*\(([^()]*)\)", value)
        name, kind = (match[1], match[2].casefold().replace("_", " ")) if match else (value, "")
        if kind and kind not in SPONSOR_WORDS:
            name, kind = value, ""
        calm = without_shouting(name)
        if calm != name and "sponsor" not in self.found:
            self.notes.warn("sponsor", f"{in_words(name)} is in capitals; read as {calm}")
        if calm:
            self.found["sponsor"] = Sponsor(calm, SPONSOR_WORDS.get(kind))

    def _locations(self, value: str) -> None:
        match = re.fullmatch(r"(\d{1,6}) (?:sites?|locations?)(?: \((.*)\))?", value)
        self.found["stated sites"] = int(match[1]) if match else None
        inside = match[2] if match else value
        self.found["short sites"] = re.split(r"\s*[;|]\s*", inside) if inside else []

    def _identifier(self, value: str) -> None:
        match = PAGE_ID.search(value)
        if not match:
            self.notes.warn("id", f"{in_words(value)} holds no id")
            return
        if self.found.setdefault("id", match.group()) != match.group():
            self.notes.warn("id", f"is {match.group()} here, but {self.found['id']} above")
        said = value.casefold()
        wrong = "nih reporter" if match.group().startswith("NCT") else "clinicaltrials.gov"
        if wrong in said:
            right = Origin.CLINICALTRIALS if wrong == "nih reporter" else Origin.NIH_REPORTER
            self.notes.warn("source", f"is said to be {wrong}, but the id is of {right.words}")

    def _enrollment(self, value: str) -> None:
        match = re.search(r"\d{1,3}(?:,\d{3})+|\d{1,9}", value)
        if match:
            self.found["enrollment"] = int(match.group().replace(",", ""))
        else:
            self.notes.warn("enrollment", f"{in_words(value)} is not a number; left out")

    def _date(self, field: str, value: str) -> None:
        self.found[field] = stated_date(value)
        if self.found[field] is None:
            self.notes.warn(field, f"{in_words(value)} is not a date; left out")

    def text(self, name: str) -> str:
        """A section in paragraphs."""
        return passage("\n".join(self.page.parts.get(name, [])))

    def lines(self, name: str) -> list[str]:
        """A section's lines that are not empty, without list marks."""
        lines = (one.lstrip("-*•·").strip() for one in self.page.parts.get(name, []))
        return [line(one) for one in lines if one]

    def names(self, name: str) -> tuple[str, ...]:
        """A section's names, divided by commas or lines."""
        return distinct(part for one in self.lines(name) for part in _names(one))

    def sites(self) -> tuple[Site, ...]:
        """One site a line; the short form of the quick facts where the section has none."""
        lines = self.lines("sites") or list(self.found.get("short sites", []))
        sites = tuple(dict.fromkeys(read_site(one, STATUS_WORDS, self.notes) for one in lines))
        stated = self.found.get("stated sites")
        if stated is not None and stated != len(sites):
            self.notes.warn("site", f"{stated} are announced, but {len(sites)} named")
        return sites

    def researchers(self) -> tuple[Researcher, ...]:
        """One person a line."""
        found = tuple(read_researcher(one) for one in self.lines("researchers"))
        if "researchers" in self.page.seen and not found:
            self.notes.warn("researcher", "has a heading, but nobody is named under it")
        return found


def _names(text: str) -> list[str]:
    """Names divided by semicolons, or by commas that do not belong to one (*Diabetes, Type 2*)."""
    divider = r"\s*;\s*" if ";" in text else r",\s+(?!(?:Type|Stage|NOS)\b|[a-z])"
    return [part.strip(" .,") for part in re.split(divider, text) if part.strip(" .,")]
