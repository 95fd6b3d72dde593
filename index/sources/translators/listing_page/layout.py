"""How a listing page is laid out: its sections, its labels, and where each line belongs."""

from __future__ import annotations

import re

import msgspec

from index.sources.records import visible

# A label may be glued to it: "Trial IDNCT01234567".
PAGE_ID = re.compile(r"(?:\b|(?<=ID))(?:NCT\d{8}|NIH-[A-Za-z0-9]{4,20})\b")
_FACTS = re.compile(r"^quick facts:?$", re.I)
_THING = r"(?:research|study|trial|project|program)"
_SECTIONS = (
    ("facts", _FACTS),
    ("description", re.compile(
        rf"^(?:what (?:this|the) {_THING}"
        r" (?:studies|tests|offers|does|is (?:about|studying|testing))"
        rf"|detailed description|about the {_THING})$", re.I)),
    ("fit", re.compile(
        r"^who (?:could|can|may|might) (?:benefit|take part|join|participate)(?: .{0,40})?$",
        re.I)),
    ("why", re.compile(r"^why (?:it|this) matters$", re.I)),
    ("sites", re.compile(
        rf"^(?:where (?:this|the) {_THING} (?:is|was|will be) happening"
        r"|where to take part|locations?"
        rf"|where (?:this|the) {_THING} takes place)$", re.I)),
    ("researchers", re.compile(
        r"^(?:researchers?|investigators?|who leads (?:it|this .{0,20}))$", re.I)),
    ("contacts", re.compile(r"^(?:contacts?|whom to ask|contact information)$", re.I)),
    ("treatments", re.compile(r"^(?:treatments?|interventions?|what is (?:given|tested))$", re.I)),
    # Standing text of the page itself, the same on every page of a kind.
    ("standing", re.compile(
        rf"^(?:about this {_THING}|how to (?:take part|participate|join))$", re.I)),
)  # fmt: skip
_LABELS = (
    ("good_fit", re.compile(r"^good fit\s*:\s*", re.I)),
    ("not_a_fit", re.compile(r"^not (?:a )?(?:good )?fit\s*:\s*", re.I)),
    ("potential_benefit", re.compile(r"^potential benefits?\s*:\s*", re.I)),
    ("similar_studies", re.compile(
        r"^how (?:have )?similar studies (?:have )?performed\s*:\s*", re.I)),
    ("conditions", re.compile(r"^conditions?\s*:\s*", re.I)),
    ("keywords", re.compile(r"^keywords?\s*:\s*", re.I)),
    ("treatments", re.compile(r"^(?:treatments?|interventions?)\s*:\s*", re.I)),
    ("related", re.compile(r"^related(?: (?:studies|records|research|trials))?\s*:\s*", re.I)),
    ("reviewed", re.compile(r"^last reviewed\b\s*", re.I)),
    ("standing", re.compile(r"^view (?:it |the (?:record|study) )?on\b", re.I)),
)  # fmt: skip
# Longest first: "Start date" must not be read as "Start" with the value "date…".
FACT_LABELS = tuple(
    sorted(
        (
            "Phase", "Study type", "Type", "Sex", "Age", "Ages", "Sponsor", "Collaborators",
            "Locations", "Location", "Trial ID", "Study ID", "Project ID", "ID", "Status",
            "Enrollment", "Participants", "Healthy volunteers", "Start", "Start date",
            "Completion", "Completion date", "End", "End date", "Funding", "Last updated",
            "Treatment", "Treatments", "Drugs / interventions", "Interventions", "Intervention",
            "Official title", "Conditions", "Condition",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip


def looks_like_page(text: str) -> bool:
    """Whether a text has quick facts and the id of a record."""
    return bool(PAGE_ID.search(text)) and any(
        _FACTS.match(one.strip()) for one in text.splitlines()
    )


class Page(msgspec.Struct):
    """A page taken apart, before any of it is understood."""

    header: list[str] = []
    facts: list[str] = []
    parts: dict[str, list[str]] = {}
    unplaced: list[str] = []
    seen: set[str] = set()


def taken_apart(text: str) -> Page:
    """The lines of a page by the section or label they stand under."""
    page = Page()
    place: list[str] = page.header
    in_section = ""
    for raw in visible(text).split("\n"):
        one = raw.strip()
        section = next((name for name, heading in _SECTIONS if heading.match(one)), None)
        if section:
            in_section = section
            page.seen.add(section)
            # Fits and benefits are said under their own labels; loose text is placed nowhere.
            loose = section in ("fit", "why")
            place = (
                page.facts if section == "facts"
                else page.unplaced if loose
                else page.parts.setdefault(section, [])
            )  # fmt: skip
            continue
        if in_section:
            for name, label in _LABELS:
                if match := label.match(one):
                    place = page.parts.setdefault(name, [])
                    one = one[match.end() :]
                    break
        place.append(one)
    return page
