"""A listing as schema.org data for search engines, safe inside a page."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from markupsafe import Markup

from index.listing import (
    NOT_STATED_WORDS,
    Kind,
    Listing,
    Recruitment,
    lead_sentence,
    open_on,
    payer,
)
from web.links import listing_url

STUDY_STATUS = {
    Recruitment.RECRUITING: "Recruiting",
    Recruitment.NOT_YET_RECRUITING: "NotYetRecruiting",
    Recruitment.ENROLLING_BY_INVITATION: "EnrollingByInvitation",
    Recruitment.ACTIVE_NOT_RECRUITING: "ActiveNotRecruiting",
    Recruitment.SUSPENDED: "Suspended",
    Recruitment.TERMINATED: "Terminated",
    Recruitment.WITHDRAWN: "Withdrawn",
    Recruitment.COMPLETED: "Completed",
    Recruitment.CHECK_FIRST: "Unknown",
    Recruitment.MAY_BE_OPEN: "Unknown",
    Recruitment.MAY_HAVE_CLOSED: "Unknown",
}
"""What schema.org's MedicalStudyStatus calls what is shown on a day; what has no twin there is left
out. What may no longer hold is *Unknown*: a search engine repeats *Recruiting* without a date."""

TYPES = {
    Kind.TRIAL: "MedicalTrial",
    Kind.OBSERVATIONAL: "MedicalObservationalStudy",
    Kind.EXPANDED_ACCESS: "MedicalStudy",
    Kind.STUDY: "MedicalStudy",
    Kind.FUNDED_PROJECT: "ResearchProject",
}

# Past this many places the data would outweigh the page, and search engines read no further.
MAX_PLACES = 50


def structured_data(listing: Listing, root: str, day: date) -> Markup | None:
    """The content of a ``script type="application/ld+json"`` block, as it holds on a day.

    Nothing for a sample: a made-up study must not be found as a real one. `root` is the
    site's own address, without a slash at its end.
    """
    if listing.sample:
        return None
    return Markup(_safe(json.dumps(_described(listing, root, day), ensure_ascii=False)))


def _safe(text: str) -> str:
    # A script element ends at "</script" wherever it stands, and JSON needs no bare "<".
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _described(listing: Listing, root: str, day: date) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES[listing.kind],
        "name": listing.title,
        "description": listing.summary or lead_sentence(listing, day),
        "identifier": listing.id,
        "url": root + listing_url(listing.id),
    }
    if listing.official_title:
        described["alternateName"] = listing.official_title
    if listing.url:
        described["sameAs"] = listing.url
    if listing.kind is Kind.FUNDED_PROJECT:
        return described | _project(listing)
    return described | _study(listing, day)


def _project(listing: Listing) -> dict[str, Any]:
    project: dict[str, Any] = {}
    if name := payer(listing):
        project["funder"] = _organization(name)
    if listing.sponsor:
        project["parentOrganization"] = _organization(listing.sponsor.name)
    if listing.condition or listing.keyword:
        project["keywords"] = [*listing.condition, *listing.keyword]
    return project


def _study(listing: Listing, day: date) -> dict[str, Any]:
    study: dict[str, Any] = {}
    shown = open_on(listing, None, day).shown
    if shown in STUDY_STATUS:
        study["status"] = f"https://schema.org/{STUDY_STATUS[shown]}"
    if listing.condition:
        study["healthCondition"] = [
            {"@type": "MedicalCondition", "name": name} for name in listing.condition
        ]
    if listing.sponsor:
        study["sponsor"] = _organization(listing.sponsor.name)
    places = dict.fromkeys((site.city, site.state, site.country) for site in listing.site)
    if places:
        study["studyLocation"] = [_place(*place) for place in list(places)[:MAX_PLACES]]
    return study


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _place(city: str, state: str, country: str) -> dict[str, Any]:
    named = {"addressLocality": city, "addressRegion": state, "addressCountry": country}
    address = {name: value for name, value in named.items() if value}
    return {
        "@type": "AdministrativeArea",
        "name": ", ".join(address.values()) or NOT_STATED_WORDS,
        "address": {"@type": "PostalAddress", **address},
    }
