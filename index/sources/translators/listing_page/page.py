"""The text of a listing page, as copied from a screen → a listing; every defect is a warning."""

from __future__ import annotations

from typing import Any

from index.listing import (
    Funding,
    Intervention,
    Kind,
    Listing,
    Origin,
)
from index.sources.records import (
    Facts,
    Notes,
    disagreements,
    distinct,
    in_words,
    settled,
)
from index.sources.source import Raw, RecordAuthority, Translation
from index.sources.translators.listing_page.facts import PageReader, stated_date
from index.sources.translators.listing_page.layout import (
    PAGE_ID,
    looks_like_page,
    taken_apart,
)
from index.sources.translators.listing_page.people import read_contact


class ListingPage:
    """A listing page as plain text."""

    name = "listing page"

    def recognises(self, sample: Any) -> bool:
        """Whether it is the text of a page."""
        return isinstance(sample, str) and looks_like_page(sample)

    def translate(self, raw: Raw) -> Translation:
        """The page as a listing. Without an id, a title or a known kind it is refused."""
        notes = Notes(raw.where)
        text = raw.value if isinstance(raw.value, str) else ""
        if first_id := PAGE_ID.search(text):
            notes.name(first_id.group())
        page = taken_apart(text)
        reader = PageReader(page, notes)
        reader.header()
        reader.facts()
        for loose in page.unplaced:
            if loose:
                notes.warn("text", f"{in_words(loose)} has no place in a listing; left out")
        found = reader.found
        identifier = found.get("id", "")
        project = identifier.startswith("NIH-")
        kind = Kind.FUNDED_PROJECT if project else found.get("kind")
        if project and found.get("kind", kind) is not kind:
            notes.warn("kind", f"is {found['kind']}, but the id is of a {kind}; read as that")
        if kind is None and found.get("phase"):
            kind = Kind.TRIAL
        faults = {}
        if not identifier:
            faults["id"] = "is missing: no NCT… or NIH-… id stands in the heading or quick facts"
        if not found.get("title"):
            faults["title"] = "is missing: the first line should be the title"
        if kind is None:
            faults["kind"] = "is missing: no known study type stands in the quick facts"
        if faults or kind is None:
            notes.refuse(faults)
        listing = self._listing(reader, identifier, kind, project)
        return Translation(
            listing=listing,
            where=raw.where,
            problems=notes.problems(),
            authority=RecordAuthority.EDITORIAL,
        )

    def _listing(self, reader: PageReader, identifier: str, kind: Kind, project: bool) -> Listing:
        found, notes = reader.found, reader.notes
        if kind is Kind.FUNDED_PROJECT and reader.page.parts.get("good_fit"):
            notes.warn("good_fit", "speaks of candidates, though a funded project enrolls nobody")
        reviewed = stated_date(" ".join(reader.lines("reviewed")))
        if reader.page.parts.get("reviewed") and reviewed is None:
            notes.warn("reviewed", "has no date")
        related = [one for text in reader.lines("related") for one in PAGE_ID.findall(text)]
        treatments = reader.names("treatments")
        number = identifier.removeprefix("NIH-")
        address = (
            f"https://clinicaltrials.gov/study/{identifier}" if not project
            else f"https://reporter.nih.gov/project-details/{number}" if number.isdigit()
            else ""
        )  # fmt: skip
        facts = Facts(
            kind=kind,
            status=found.get("status"),
            minimum_age=found.get("minimum_age"),
            maximum_age=found.get("maximum_age"),
            site=reader.sites(),
        )
        for one in disagreements(facts):
            notes.warn(one.field, str(one))
        facts = settled(facts)
        return Listing(
            id=identifier,
            kind=kind,
            source=Origin.NIH_REPORTER if project else Origin.CLINICALTRIALS,
            title=found["title"],
            url=address,
            official_title=found.get("official_title", ""),
            summary=found.get("summary", ""),
            description=reader.text("description"),
            good_fit=reader.text("good_fit"),
            not_a_fit=reader.text("not_a_fit"),
            potential_benefit=reader.text("potential_benefit"),
            similar_studies=reader.text("similar_studies"),
            condition=reader.names("conditions"),
            keyword=reader.names("keywords"),
            intervention=tuple(Intervention(name) for name in treatments),
            phase=() if kind is Kind.FUNDED_PROJECT else found.get("phase", ()),
            status=facts.status,
            sex=found.get("sex"),
            minimum_age=facts.minimum_age,
            maximum_age=facts.maximum_age,
            healthy_volunteers=found.get("healthy_volunteers"),
            sponsor=found.get("sponsor"),
            collaborator=found.get("collaborator", ()),
            site=facts.site,
            researcher=reader.researchers(),
            contact=tuple(read_contact(one) for one in reader.lines("contacts")),
            funding=Funding(mechanism=reader.mechanism) if reader.mechanism else None,
            enrollment=found.get("enrollment"),
            start_date=found.get("start_date"),
            completion_date=found.get("completion_date"),
            updated=found.get("updated"),
            reviewed=reviewed,
            related=distinct(related, beside=[identifier]),
        )
