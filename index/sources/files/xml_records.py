"""ClinicalTrials.gov's older XML: one study, or many in a row or in a wrapper, streamed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from index.errors import Problem, SourceUnreadable
from index.sources.files.contents import Contents
from index.sources.source import Raw

_TAG = "clinical_study"
# A tag of the same beginning is another one: <clinical_study_id>.
_OPENS = re.compile(rf"<{_TAG}(?=[\s>/])")
_CLOSES = re.compile(rf"</{_TAG}\s*>")
_LONGEST_TAG = 64
_LONGEST = 1 << 26
"""Characters of one study; the largest with its results has some 20 million."""
_DECLARED = re.compile(rb"""<\?xml[^>]{0,80}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_NO_ROOT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.S)
_UTF_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"),
           (b"\0<", "utf-16-be"))  # fmt: skip
_OTHERS = {
    "Trials_downloaded_from_ICTRP": "a download of the WHO's ICTRP",
    "allTrials": "a download of ISRCTN",
    "trials": "a download of the WHO's ICTRP or of ISRCTN",
    "PROJECTS": "an XML file of NIH ExPORTER; download the CSV file of the same year",
    "PROJECTABSTRACTS": "an XML file of NIH ExPORTER; download the CSV file of the same year",
    "PubmedArticleSet": "a download of PubMed",
    "Bundle": "a FHIR bundle",
    "ResearchStudy": "a FHIR resource",
    "html": "a web page",
}  # fmt: skip
_INSTEAD = "Download the studies from ClinicalTrials.gov, as JSON"


def read_xml_records(contents: Contents, name: str) -> Iterator[Raw | Problem]:
    """Every ``<clinical_study>``, wherever it stands, as ``Raw("file.xml, record 3", …)``.

    Its value is ``{"clinical_study": {tag: [child, …]}}``: each child is a text, or an object of
    the same kind with attributes as ``@type`` and its own text as ``#text``. Each study is parsed
    alone: damage costs that study, and no declaration of an entity, which must stand before the
    first tag, is ever read. Raises `SourceUnreadable` for XML that holds no study, by its root.
    """
    position = line = 0
    beginning = waiting = ""
    inside = False
    for text in _decoded(contents):
        if len(beginning) < 4096:
            beginning += text[:4096]
        waiting += text
        while True:
            if not inside:
                opens = _OPENS.search(waiting)
                cut = opens.start() if opens else max(0, len(waiting) - _LONGEST_TAG)
                line += waiting.count("\n", 0, cut)
                waiting = waiting[cut:]
                if not opens:
                    break
                inside, looked = True, 1
                position += 1
            where = f"{name}, record {position}"
            ends = _CLOSES.search(waiting, looked)
            again = _OPENS.search(waiting, looked)
            if again and (not ends or again.start() < ends.start()):
                yield Problem(where, f"breaks off; it begins in line {line + 1}")
                cut = again.start()
            elif ends:
                cut = ends.end()
                yield _record(waiting[:cut], where, line + 1)
            elif len(waiting) > _LONGEST:
                yield Problem(where, f"is no study: it goes on for too long from line {line + 1}")
                cut = len(waiting) - _LONGEST_TAG
            else:
                looked = max(1, len(waiting) - _LONGEST_TAG)
                break
            line += waiting.count("\n", 0, cut)
            waiting, inside = waiting[cut:], False
    if inside:
        what = f"the file breaks off here; the record begins in line {line + 1}"
        yield Problem(f"{name}, record {position}", what)
    if contents.fault:
        yield Problem(name, f"{contents.fault}; what came before it was read")
    if not position:
        raise SourceUnreadable(_no_study(name, beginning))


def _no_study(name: str, beginning: str) -> str:
    root = _ROOT.search(_NO_ROOT.sub("", beginning))
    if not root:
        return f"{name}: looks like XML, but holds no element. {_INSTEAD}."
    known = _OTHERS.get(root[1])
    kind = f", {known}" if known else ""
    return (
        f"{name}: is XML of another kind (<{root[1][:60]}>{kind}); of XML only studies of "
        f"ClinicalTrials.gov (<{_TAG}>) are read. {_INSTEAD}."
    )


def _decoded(contents: Contents) -> Iterator[str]:
    """The text in pieces, by its mark, its declaration, or as UTF-8."""
    decoder: codecs.IncrementalDecoder | None = None
    for piece in contents.pieces():
        if decoder is None:
            found = next((name for mark, name in _UTF_16 if piece.startswith(mark)), "")
            declared = _DECLARED.match(piece.lstrip()[:200])
            if not found and declared and not declared[1].lower().startswith(b"utf-16"):
                found = declared[1].decode("ascii")
            decoder = _decoder(found)
        yield decoder.decode(piece).replace("\r\n", "\n").removeprefix("\ufeff")
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    try:
        made = codecs.getincrementaldecoder(encoding or "utf-8")
    except LookupError:
        made = codecs.getincrementaldecoder("utf-8")
    return made("replace")


def _record(text: str, where: str, line: int) -> Raw | Problem:
    try:
        root = fromstring(text, forbid_dtd=True)
    except ParseError as fault:
        at, _ = fault.position
        what = str(fault).partition(":")[0]
        return Problem(where, f"is not valid XML: {what} (line {line + at - 1})")
    except (DefusedXmlException, ValueError, RecursionError) as fault:
        return Problem(where, f"is XML that is not read ({fault}); it begins in line {line}")
    return Raw(where, {_TAG: _object(root)})


_DEEPEST = 40


def _object(element: Element, depth: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    own = (element.text or "").strip("\n")
    if own.strip():
        found["#text"] = own
    for child in element:
        if not isinstance(child.tag, str) or depth > _DEEPEST:
            continue
        tag = child.tag.rpartition("}")[2]
        plain = not len(child) and not child.attrib
        value = (child.text or "") if plain else _object(child, depth + 1)
        found.setdefault(tag, []).append(value)
    return found
