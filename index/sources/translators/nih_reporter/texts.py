"""What the abstract and the relevance of an award say, without the headings of the form."""

from __future__ import annotations

import re

import msgspec

_ABSTRACT_HEADING = re.compile(
    r"^\W*(?:(?:overall|center|program|project|research|core|proposal|scientific|technical|lay"
    r"|public|component)\b[\s:/-]*){0,3}(?:summary\s*(?:/|and|or|&|\s)*\s*abstract|summary"
    r"|abstract|description)\b[\s:.-]{0,3}"
    r"(?:\((?:provided by|adapted from|see|verbatim|taken from|from|public)[^)]{0,80}\))?[\s:.-]*",
    re.I,
)
_NARRATIVE = (
    r"(?:(?:project|public|program|research|public health)\s+)?narrative"
    r"(?:\s*/\s*(?:public health\s+)?relevance)?"
)
_RELEVANCE = (
    r"(?:project\s+)?(?:public health )?relevance(?: statement| paragraph)?(?: to public health)?"
)
_OTHER_NAMES = r"statement of relevance|public health statement|lay summary"
_NOTE = r"\s*(?:\((?:see|public|provided|project narrative)[^)]{0,60}\))?"
_RELEVANCE_HEADING = re.compile(
    rf"^\W*(?:{_NARRATIVE}(?=[A-Z\W])|{_RELEVANCE}(?=[A-Z\W])|(?:{_OTHER_NAMES})(?=[A-Z\W]))"
    rf"{_NOTE}\s*(?:[:.–—-]+\s*)?",
    re.I,
)
# Where the relevance begins within one field: after a sentence, with a mark or a line after it, or
# in capitals. "…and its relevance. Relevance to patients is …" goes on as a sentence.
_RELEVANCE_WITHIN = re.compile(
    rf"(?<=[.!?)\]\n])(?P<gap>\s*)(?P<heading>(?i:{_NARRATIVE}|{_RELEVANCE}|{_OTHER_NAMES})"
    rf"(?i:{_NOTE}))(?P<mark>\s*[:.–—]+\s*|\s+-+\s+|\s+)(?=\S)"
)
_ABSTRACT_WITHIN = re.compile(
    r"(?<=[.!?)\]\n])\s*(?P<heading>(?i:(?:project\s+)?summary\s*(?:/|and|or|&)?\s*abstract"
    r"|project\s+summary|abstract|description))(?P<mark>\s*[:.–—]+\s*|[^\S\n]*\n\s*)(?=\S)"
)
_RELEVANCE_WORDS = ("narrative", "relevance", "public health statement", "lay summary")
"""One of them stands in every heading over the relevance."""

_SHORTEST = 40
"""Characters that a half of a field must have: a word in a sentence is no heading."""


class Texts(msgspec.Struct, frozen=True):
    """The two texts of an award."""

    summary: str
    """Why it matters to the public."""
    description: str


_NO_TEXTS = Texts("", "")


def texts_of(abstract: str, relevance: str) -> Texts:
    """The texts without headings, told apart where both stand in one field."""
    if not abstract and not relevance:
        return _NO_TEXTS
    abstract, beside = _split_off_relevance(abstract)
    relevance, within = _split_off_abstract(relevance)
    description = _without_heading(abstract, _ABSTRACT_HEADING)
    summary = _without_heading(relevance, _RELEVANCE_HEADING)
    if beside and not summary:
        summary = _without_heading(beside, _RELEVANCE_HEADING)
    elif beside and _key(_without_heading(beside, _RELEVANCE_HEADING)) not in _key(summary):
        # Two statements of relevance: neither is lost.
        description = f"{description}\n\n{beside}"
    if within and not description:
        description = _without_heading(within, _ABSTRACT_HEADING)
    elif within and _key(_without_heading(within, _ABSTRACT_HEADING)) not in _key(description):
        summary = f"{summary}\n\n{within}"
    return Texts(summary.strip(), description.strip())


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _split_off_relevance(text: str) -> tuple[str, str]:
    """The abstract, and the relevance that stands after it in the same field, with its heading."""
    if opening := _RELEVANCE_HEADING.match(text):
        # Some put the relevance first, and the abstract after it.
        first, second = _split_off_abstract(text)
        return (second, first) if second and opening.end() < len(first) else (text, "")
    # To look for headings takes 60 µs of the 330 that a project takes; half of all name neither.
    if not text or not _names_the_relevance(text.casefold()):
        return text, ""
    for found in _RELEVANCE_WITHIN.finditer(text):
        before, after = text[: found.start()].rstrip(), text[found.start("heading") :]
        if len(text) - found.end() < _SHORTEST or len(before) < _SHORTEST:
            continue
        if _is_heading(found, text):
            return before, after
    return text, ""


def _names_the_relevance(folded: str) -> bool:
    return any(word in folded for word in _RELEVANCE_WORDS)


def _is_heading(found: re.Match[str], text: str) -> bool:
    """Whether what looks like a heading is one: it ends in a mark or a line, or is in capitals, or
    stands in capital initials before a new sentence, as in “…inhibitors.Project Narrative This”."""
    heading, mark, following = found["heading"], found["mark"], text[found.end() :][:1]
    if ":" in mark:
        return True
    if mark.strip() or "\n" in mark:
        return heading[0].isupper()
    if heading.isupper():
        return following.isupper() or following.isdigit()
    titled = all(word[0].isupper() for word in re.findall(r"[A-Za-z]+", heading.split("(")[0]))
    # One word before a new sentence is a heading where nothing parts it from the sentence before.
    apart = len(heading.split()) > 1 or not found["gap"]
    return titled and following.isupper() and apart


def _split_off_abstract(text: str) -> tuple[str, str]:
    """The relevance, and the abstract that stands after it in the same field."""
    for found in _ABSTRACT_WITHIN.finditer(text):
        before, after = text[: found.start()].rstrip(), text[found.start("heading") :]
        long = len(before) >= _SHORTEST and len(text) - found.end() >= _SHORTEST
        if long and found["heading"][0].isupper():
            return before, after
    return text, ""


def _without_heading(text: str, heading: re.Pattern[str]) -> str:
    """A text without the form's own heading; two may follow one another.

    A heading is only taken off where a text goes on after it with a new sentence, so that
    "Abstract thinking is …" stays whole. A heading alone is nothing.
    """
    for _ in range(2):
        match = heading.match(text)
        if not match or not match.end():
            break
        rest = text[match.end() :]
        if not rest.strip():
            return ""
        ends_in_mark = match.group()[-1:] in ":.)-–—\n" or "\n" in match.group()
        shouted = match.group().strip().isupper()
        if not (ends_in_mark or shouted or rest[0].isupper()):
            break
        text = rest
    return text
