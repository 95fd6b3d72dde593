"""Addresses and publications that a study names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from index.listing import Link, LinkKind, Publication
from index.sources.records import Section, in_words, visible
from index.sources.translators.clinicaltrials.codes import PUBLICATIONS

_DOCUMENTS = "https://cdn.clinicaltrials.gov/large-docs"
_FILE_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,200}", re.A)
_DOCUMENT_TYPES = {
    "hasProtocol": "study protocol",
    "hasSap": "statistical analysis plan",
    "hasIcf": "informed consent form",
}
_SCHEME = re.compile(r"https?://", re.I)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z0-9-]{2,63}", re.I)
_LONGEST_ADDRESS = 2_000


def links(record: Section, study: Section, identifier: str) -> tuple[Link, ...]:
    """Pages and documents of a study, each once; an address that nobody can follow is told."""
    found = [*_results(record, identifier), *_pages(study), *_documents(record, identifier)]
    return tuple(dict.fromkeys(found))


def _results(record: Section, identifier: str) -> list[Link]:
    # Records of before 2024 say that there are results, and not since when.
    if not record.truth("hasResults"):
        return []
    address = f"https://clinicaltrials.gov/study/{identifier}?tab=results"
    return [Link(label="Results at ClinicalTrials.gov", url=address, kind=LinkKind.PAGE)]


def _pages(study: Section) -> list[Link]:
    found = []
    for one in study.section("referencesModule").sections("seeAlsoLinks"):
        stated = one.raw("url")
        url = address(stated) if isinstance(stated, str) else None
        if url:
            found.append(Link(label=one.text("label") or url, url=url, kind=LinkKind.PAGE))
        elif one.text("url"):
            one.warn("url", f"{in_words(stated)} is not an address of the web; left out")
    return found


def _documents(record: Section, identifier: str) -> list[Link]:
    module = record.section("documentSection").section("largeDocumentModule")
    found = []
    for one in module.sections("largeDocs"):
        filename = one.text("filename")
        if not _FILE_NAME.fullmatch(filename):
            if filename:
                one.warn("filename", f"{in_words(filename)} is not the name of a file; left out")
            continue
        url = f"{_DOCUMENTS}/{identifier[-2:]}/{identifier}/{filename}"
        found.append(Link(label=_document_label(one), url=url, kind=LinkKind.DOCUMENT))
    return found


def _document_label(document: Section) -> str:
    """What a document is, and of which day: ``Study protocol and informed consent form
    (2024-03-01)``."""
    types = [words for key, words in _DOCUMENT_TYPES.items() if document.truth(key)]
    stated = document.text("label") or " and ".join(types) or "Study document"
    date = document.date("date")
    words = stated[:1].upper() + stated[1:]
    return f"{words} ({date})" if date else words


def address(text: str) -> str | None:
    """An address of the web that can be followed; None where it is none.

    ``www.example.org`` is read as a browser does. What has a space in it, runs a script or hides
    who is asked behind a name is none.
    """
    stated = visible(text).strip().replace("&amp;", "&")
    if stated.lower().startswith("www."):
        stated = f"http://{stated}"
    if not (scheme := _SCHEME.match(stated)) or len(stated) > _LONGEST_ADDRESS:
        return None
    url = scheme.group().lower() + stated[scheme.end() :]
    if re.search(r'[\s<>"\\]', url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    return url if _HOST.fullmatch(host) and "@" not in parts.netloc else None


def publications(study: Section) -> tuple[Publication, ...]:
    """What a study cites, each once; one that was retracted says so."""
    found: dict[Publication, None] = {}
    for one in study.section("referencesModule").sections("references"):
        citation, number = one.text("citation"), one.count("pmid")
        if any(True for _ in one.sections("retractions")):
            citation = f"Retracted: {citation}".rstrip(": ")
        pmid = str(number) if number and number < 10**9 else ""
        if citation or pmid:
            kind = one.coded("type", PUBLICATIONS)
            found[Publication(citation=citation, pmid=pmid, kind=kind)] = None
    return tuple(found)
