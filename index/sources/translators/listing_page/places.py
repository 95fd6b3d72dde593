"""A place as a page writes it, on one line → a site; nothing about it is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.listing import US, Site, Status
from index.reference import COUNTRIES, COUNTRY_SPELLINGS, US_STATES, country_name
from index.sources.records import Notes, in_words, spelled

_STATES = {name.casefold() for name in US_STATES.values()} | {code.casefold() for code in US_STATES}
_KNOWN = {name.casefold() for name in COUNTRIES.values()} | {US.casefold()}
_KNOWN |= set(COUNTRY_SPELLINGS) | {name.casefold() for name in COUNTRY_SPELLINGS.values()}
# A state and a country bear this name, so on its own it says neither.
_BOTH = {"georgia"}
_STATUS = re.compile(r"\s*(?:\((?P<inside>[^()]*)\)|[·•|]\s*(?P<after>[^·•|]*))$")
_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\b")


def read_site(text: str, statuses: Mapping[str, Status], notes: Notes) -> Site:
    """*Facility — City, State, Country (Status)*, with whichever of these it has.

    Of a state of the US alone the country is sure; of a city alone nothing is.
    """
    status = None
    if match := _STATUS.search(text):
        said = match["inside"] if match["inside"] is not None else match["after"]
        if said.strip().casefold() in statuses:
            status, text = statuses[said.strip().casefold()], text[: match.start()]
    facility, _, place = re.sub(r"\s+[–—|]\s+|\s+-\s+|:\s+", "\t", text, count=1).rpartition("\t")
    postal_code = ""
    parts = [part.strip() for part in place.split(",") if part.strip()]
    if zip_code := _ZIP.search(" , ".join(parts[-2:])):
        postal_code = zip_code.group()
        parts = [" ".join(part.replace(postal_code, " ").split()) for part in parts]
        parts = [part for part in parts if part]
    country = state = ""
    last = parts[-1].casefold() if parts else ""
    if last in _KNOWN | _BOTH and (last not in _BOTH or len(parts) > 2):
        country = country_name(parts.pop())
    elif last in _STATES and last not in _BOTH:
        country = US
    elif parts:
        notes.warn("site", f"{in_words(text)} names no country that is sure; none is assumed")
    if country and len(parts) > 1 and (country != US or parts[-1].casefold() in _STATES):
        state = parts.pop()
    if not country:
        # "Atlanta, Georgia" may lie in either Georgia; what is not sure stays together.
        parts = [", ".join(parts)] if parts else []
    city = parts.pop() if parts else ""
    if country == US and not state and city:
        notes.warn("site", f"{in_words(text)} names no state; none is assumed")
    if parts:
        facility = ", ".join([*([facility] if facility else []), *parts])
    return spelled(
        Site(
            facility=facility.strip(" ,"),
            city=city,
            state=state,
            country=country,
            postal_code=postal_code,
            status=status,
        )
    )
