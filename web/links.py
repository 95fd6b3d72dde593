"""Requests and ids → the addresses of pages. Every link of the site is made here."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import msgspec

from index.analysis import place_key
from search.engine import FacetCount
from search.request import SearchRequest

FIND = "find"
"""The facet page's own parameter: text that the values' words must contain."""

ID = "id"
"""The parameter of the page that says why: the listing in question."""

PART = "part"
"""The facet page's own parameter: which part of a long list of values, from 1."""


_DIALLED = re.compile(
    r"(?P<number>\+?[\d\s().\-/\u2010-\u2013]+?)(?:[\s,;]*(?:ext\.?|x)\s*(?P<extension>\d{1,9}))?",
    re.I,
)
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
"""From a short code to what E.164 allows; with more, two numbers stand in one text."""


class Link(msgspec.Struct, frozen=True):
    """Words that lead somewhere; `current` where they lead to the page itself."""

    words: str
    url: str
    current: bool = False


def search_url(request: SearchRequest, path: str = "/search") -> str:
    """The address of the answer to a request: the only way a request becomes a URL."""
    args = urlencode(request.to_args())
    return f"{path}?{args}" if args else path


def value_link(request: SearchRequest, facet: str, count: FacetCount) -> Link:
    """A value of a facet as a link that narrows a request to it: *Asthma (1,204)*."""
    narrowed = request.with_value(facet, count.value)
    return Link(f"{count.label} ({count.count:,})", search_url(narrowed))


def facet_url(request: SearchRequest, facet: str, find: str = "", part: int = 1) -> str:
    """The address of the page that lists every value of a facet for a request."""
    url = search_url(request.at_page(1), f"/search/facet/{quoted(facet)}")
    own = ([(FIND, find)] if find else []) + ([(PART, str(part))] if part > 1 else [])
    if not own:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(own)}"


def quoted(part: str) -> str:
    """Text as one step of an address."""
    return quote(part, safe="")


def listing_url(id: str) -> str:  # noqa: A002  the field's own name
    """The address of a listing's page."""
    return f"/listing/{quoted(id)}"


def why_url(request: SearchRequest, id: str) -> str:  # noqa: A002
    """The address of the page that says why a request finds a listing where it does."""
    return f"/why?{urlencode((*request.to_args(), (ID, id)))}"


def condition_url(condition: str) -> str:
    """The address of a search for the words of a condition or keyword, kept together."""
    words = condition.replace('"', " ").strip()
    return search_url(SearchRequest(text=f'"{words}"' if " " in words else words))


def place_slug(name: str) -> str:
    """A place as a step of an address: *Côte d'Ivoire* → ``cote-divoire``; empty for a name
    without letters."""
    return place_key(name).replace(" ", "-")


def place_url(*names: str) -> str:
    """The address of the page of a country, or of a state in it; of all where none is named."""
    return "/".join(("/places", *(quoted(place_slug(name)) for name in names)))


def results_url(id: str) -> str:  # noqa: A002
    """The results of a study at ClinicalTrials.gov, by its id there."""
    return f"https://clinicaltrials.gov/study/{quoted(id)}?tab=results"


def pubmed_url(pmid: str) -> str:
    """A publication at PubMed, by its number there."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{quoted(pmid)}/"


def web_url(url: str) -> str:
    """An address that a record gives, if it leads to a page of the web; otherwise nothing."""
    return url if url.startswith(("https://", "http://")) else ""


def phone_url(phone: str) -> str:
    """What dials a phone number: *513-555-0184 ext. 12* → ``tel:5135550184;ext=12``.

    Nothing for a text that is more than one number, or is none: what would be dialled is a guess.
    """
    said = _DIALLED.fullmatch(phone.strip())
    if said is None:
        return ""
    number = re.sub(r"\D", "", said["number"])
    if not _FEWEST_DIGITS <= len(number) <= _MOST_DIGITS:
        return ""
    plus = "+" if said["number"].startswith("+") else ""
    return f"tel:{plus}{number}" + (f";ext={said['extension']}" if said["extension"] else "")
