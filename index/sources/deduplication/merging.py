"""What one listing says where several records describe it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from index.listing import FIELDS, Funding, Listing, Site
from index.sources.records import Facts, disagreements, distinct, settled
from index.sources.source import Attachment

# An older award's end and money are not the newest one's, even where that states none.
_NOT_FILLED = frozenset(
    {"id", "other_id", "url", "sample", "funding", "updated", "completion_date"}
)
_UNITED = frozenset({"condition", "keyword"})


def with_attachments(listing: Listing, attachments: Iterable[Attachment]) -> Listing:
    """The listing with the texts that were read apart from it, where it has none, and found by
    more ids."""
    for one in attachments:
        listing = msgspec.structs.replace(
            listing,
            other_id=distinct([*listing.other_id, *one.found_by], beside=[listing.id]),
            summary=listing.summary or one.summary,
            description=listing.description or one.description,
        )
    return listing


def newest(listings: list[Listing]) -> Listing:
    """The first of the listings, its blanks filled from the next ones in turn."""
    first = listings[0]
    if len(listings) == 1:
        return first
    changes: dict[str, Any] = {}
    for field in FIELDS:
        if field.name in _NOT_FILLED or not _blank(getattr(first, field.name)):
            continue
        found = next((v for o in listings[1:] if not _blank(v := getattr(o, field.name))), None)
        if found is not None:
            changes[field.name] = found
    for older in listings[1:]:
        same_place = older.sponsor is not None and older.sponsor == first.sponsor
        if same_place and (site := _one_site(changes.get("site", first.site), older.site)):
            changes["site"] = site
    ids = [name for one in listings for name in (one.id, *one.other_id)]
    changes["other_id"] = distinct(ids, beside=[first.id])
    if first.funding:
        same = [one.funding for one in listings if one.id == first.id and one.funding]
        changes["funding"] = _with_all_who_pay(first.funding, same)
    return msgspec.structs.replace(first, **changes)


def _with_all_who_pay(funding: Funding, same: list[Funding]) -> Funding:
    """One award that comes once for each institute that pays. The amount is that of the award in
    each of the rows, so nothing is added up."""
    payers = distinct(
        (payer for one in same for payer in one.cofunded_by), beside=[funding.institute]
    )
    amount = next((one.amount for one in same if one.amount is not None), None)
    return msgspec.structs.replace(funding, cofunded_by=payers, amount=amount)


def with_ids(listing: Listing, ids: Iterable[str]) -> Listing:
    """The listing, found by more ids."""
    return msgspec.structs.replace(
        listing, other_id=distinct([*listing.other_id, *ids], beside=[listing.id])
    )


def without_ids(listing: Listing, taken: frozenset[str]) -> Listing:
    """The listing without other ids that belong to another one; `taken` is casefolded."""
    kept = tuple(name for name in listing.other_id if name.casefold() not in taken)
    return msgspec.structs.replace(listing, other_id=kept)


def with_editorial(official: Listing, editorial: Listing) -> Listing:
    """One record of two: our words where we have any, the official facts for everything else."""
    merged: dict[str, Any] = {}
    for field in FIELDS:
        theirs, ours = getattr(official, field.name), getattr(editorial, field.name)
        if field.name in _UNITED:
            merged[field.name] = distinct([*theirs, *ours])
        elif field.use.editorial:
            merged[field.name] = theirs if _blank(ours) else ours
        else:
            merged[field.name] = ours if _blank(theirs) else theirs
    merged["site"] = _one_site(official.site, editorial.site) or merged["site"]
    merged["other_id"] = distinct(
        [*official.other_id, *editorial.other_id, editorial.id], beside=[official.id]
    )
    if official.title != merged["title"] and _blank(official.official_title):
        merged["official_title"] = official.title
    replaced = (official.good_fit, official.not_a_fit) != (merged["good_fit"], merged["not_a_fit"])
    if replaced and (official.good_fit or official.not_a_fit) and not official.eligibility:
        # Our words say it plainly, but the official criteria are what decides.
        parts = [
            f"{heading}\n\n{text}"
            for heading, text in (
                ("Inclusion criteria:", official.good_fit),
                ("Exclusion criteria:", official.not_a_fit),
            )
            if text
        ]
        merged["eligibility"] = "\n\n".join(parts)
    merged |= _agreed(official, merged)
    return Listing(**merged)


def _agreed(official: Listing, merged: dict[str, Any]) -> dict[str, Any]:
    """What has to agree with the official facts, without ours where they contradict them."""
    facts = Facts(**{name: merged[name] for name in Facts.__struct_fields__})
    agreed = msgspec.structs.asdict(settled(facts))
    if any(one.field == "minimum_age" for one in disagreements(facts)):
        agreed |= {"minimum_age": official.minimum_age, "maximum_age": official.maximum_age}
    return agreed


def _blank(value: Any) -> bool:
    return value is None or value == "" or value == ()


def _one_site(first: tuple[Site, ...], second: tuple[Site, ...]) -> tuple[Site, ...]:
    """One site of two that nowhere contradict each other; nothing where they do.

    One record of an award may name the state alone, and another the city.
    """
    if len(first) != 1 or len(second) != 1:
        return ()
    found: dict[str, Any] = {}
    for name in Site.__struct_fields__:
        one, other = getattr(first[0], name), getattr(second[0], name)
        if not _blank(one) and not _blank(other) and one != other:
            return ()
        found[name] = other if _blank(one) else one
    return (Site(**found),)
