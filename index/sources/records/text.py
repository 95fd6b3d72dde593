"""Text as registries store it → plain text: no escapes, no entities, no hard line wraps."""

from __future__ import annotations

import html
import re
import unicodedata

# Characters that need any care at all; most names and titles have none of them.
_ODD = re.compile(r"[^ -%'-;=-\[\]-~\n]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# CommonMark lets any ASCII punctuation be escaped; 45 % of live records have some.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD = re.compile(r"(?<![\\*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?!\*)")
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sub|sup|p|br|ul|ol|li|div|span|font)(?:\s[^<>]{0,80})?/?>", re.I
)
_BREAK_TAG = re.compile(r"<(?:br|/p|/li|/div)\s*/?>", re.I)
_MARK = "<U+FEFF>"
_BETWEEN_WORDS = re.compile(r"\W+")
_SPACE = re.compile("[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile("\r+\n?|\u0085|\u2028|\u2029")
# Windows-1252 bytes that were read as Latin-1: 0x92 is the apostrophe of many NIH texts.
_WINDOWS = re.compile("[\u0080-\u009f]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffc\ufffe\uffff\ud800-\udfff]"
)

_ITEM = re.compile(
    r"(?:(?P<bullet>[-*+–—•·●▪■◦‣○➢✓])\s+|(?P<tight>[-•·●▪■◦‣](?=[A-Z]))"
    r"|(?P<number>\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+)(?=\S)"
)
_LONE_MARK = re.compile(r"[-*•·●▪■◦‣_=]+")
_HEADING = re.compile(r"#{1,6}\s+")
# Old registry and NIH text is wrapped at 65 to 115 characters; longer lines are whole paragraphs.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 50, 130
_FILLED = 0.72


def _windows(match: re.Match[str]) -> str:
    try:
        return match.group().encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


def visible(text: str) -> str:
    """The same text without control and other characters that nobody sees."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


def characters(text: str) -> str:
    """The same text in clean characters: NFC, no controls, entities and Markdown escapes undone."""
    if not _ODD.search(text):
        return text
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", _BREAK_TAG.sub("\n", text.replace(_MARK, "")))
    text = _LINE_END.sub("\n", text)
    if text.isascii():
        return _UNSEEN.sub("", _SPACE.sub(" ", text))
    text = _WINDOWS.sub(_windows, text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _SPACE.sub(" ", text)))


def line(text: str) -> str:
    """Clean text on one line, single-spaced."""
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    return " ".join(characters(text).split())


def _joined(before: str, after: str) -> str:
    """Two halves of a wrapped line; a hyphen at its end belongs to the word."""
    tight = before.endswith("-") and before[-2:-1].isalnum() and after[:1].isalnum()
    return f"{before}{after}" if tight else f"{before} {after}"


def passage(text: str) -> str:
    """Clean text with its paragraphs (divided by an empty line) and list items.

    Hard line wraps are joined. Items of a list start with ``- ``, or with their number.
    """
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    lines = [" ".join(one.split()) for one in characters(text).split("\n")]
    if len(lines) == 1:
        return lines[0]
    longest = max(map(len, lines))
    wrapped = _SHORTEST_WRAPPED <= longest <= _LONGEST_WRAPPED
    wrapped_at = longest * _FILLED if wrapped else float("inf")
    kept: list[str] = []
    gap = item_before = False
    length_before = 0
    for one in lines:
        if not one:
            gap = True
            continue
        if _LONE_MARK.fullmatch(one):
            continue
        item = _ITEM.match(one)
        if item:
            one_said = one[item.end() :]
            said = f"{item['number']} {one_said}" if item["number"] else f"- {one_said}"
            apart = "\n" if item_before or not gap else "\n\n"
        else:
            said = _HEADING.sub("", one)
            goes_on = length_before >= wrapped_at or (one[0].islower() and length_before > 30)
            if kept and not gap and goes_on:
                kept[-1] = _joined(kept[-1], said)
                length_before = len(one)
                continue
            apart = "\n\n" if gap else "\n"
        if kept:
            kept.append(apart)
        kept.append(said)
        gap, item_before, length_before = False, bool(item), len(one)
    return "".join(kept)


def beyond(text: str, other: str) -> str:
    """The text, or nothing where the other one says all of it in the same words.

    A registry asks for a summary and a description, and some give one text for both.
    """
    if len(text) > 2 * len(other) or _words_alone(text) not in _words_alone(other):
        return text
    return ""


def _words_alone(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", f" {text} ").casefold()
