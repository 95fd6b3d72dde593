"""Text as registries store it → plain text: no escapes, no entities, no hard line wraps."""

from __future__ import annotations

import html
import re
import unicodedata

# ASCII that can open an escape, an entity, a tag or a mark; most names and titles have none of it.
_TELLING = r"&\<*]^/"
_PLAIN = bytes(ord(one) for one in map(chr, range(32, 127)) if one not in _TELLING) + b"\n"
_WORD = rf"[{re.escape(_PLAIN.decode().strip())}]++"
# A line that is as it is to be: of 520,000 short texts in 4,000 studies, 97 % are.
_tidy = re.compile(rf"{_WORD}(?: {_WORD})*+").fullmatch
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# No entities of HTML, which reads them as ">e;", but records have them.
_COINED = {"&gte;": "≥", "&lte;": "≤"}
# CommonMark lets any ASCII punctuation be escaped; 45 % of live records have some.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD = re.compile(r"(?<![\\*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?!\*)")
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sub|sup|p|br|ul|ol|li|div|span|font)(?:\s[^<>]{0,80})?/?>", re.I
)
_BREAK_TAG = re.compile(r"<(?:br|/p|/li|/div)\s*/?>", re.I)
_MARKS = {"<U+FEFF>": "", "<TAB>": " "}
_ADDRESS = r"(?:https?://|www\.|mailto:)[^\s<>]{1,500}?"
_LINK = re.compile(
    r"(?<!\\)!?\[((?:\\.|[^\[\]\\\n]){1,300})\]"
    rf"\(<?({_ADDRESS})>?(?: {{1,3}}\"[^\"\n]{{0,200}}\")?\)"
)
_ANCHOR = re.compile(
    rf"<a\s[^<>]{{0,80}}?href=[\"']?({_ADDRESS})(?:[\"'\s][^<>]{{0,200}})?>([^<>]{{1,300}})</a>",
    re.I,
)
_ADDRESS_ALONE = re.compile(rf"<({_ADDRESS}|[^\s<>@]{{1,80}}@[^\s<>@]{{1,100}})>")
_NOT_OF_AN_ADDRESS = re.compile(r"^(?:https?://|mailto:)|/$")
_POWER_TAG = re.compile(r"<sup>\s*([+-]?\d{1,3})\s*</sup>", re.I)
# "mg/m^2", "10^9/L", "10^{-3}"; a number after a space ("^90 Y") is an isotope's.
_POWER = re.compile(
    r"\^(?<=[0-9A-Za-zµμ)]\^)(?:\{([+-]?\d{1,2})\}|\(([+-]?\d{1,2})\)|([+-]?\d{1,2}))(?![\d^]|\.\d)"
)
# "100 x 109/L" has lost its raised digit: nothing is counted in a hundred and nines.
_POWER_OF_TEN = re.compile(r"(?<=\d)(\s?[x×X*]\s?10)(6|9|12)(?=\s?/\s?(?:[Ll]|kg|m[Ll])\b)")
_RUN_INTO_TEN = re.compile(r"10(?:6|9|12)\s?/")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# Letters of the fonts Symbol and Wingdings that a word processor left behind.
_SYMBOLS = dict(
    zip(
        "\uf0b3\uf0a3\uf0b0\uf0b1\uf0b7\uf0a7\uf0d8\uf061\uf062\uf067\uf06b\uf06d",
        "≥≤°±•▪➢αβγκµ",
        strict=True,
    )
)
_SYMBOL = re.compile(f"[{''.join(_SYMBOLS)}]")
_RUN_OF_LETTERS = re.compile(r"\w+")
_BETWEEN_WORDS = re.compile(r"\W+")
_SPACE = re.compile("[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile("\r+\n?|\u0085|\u2028|\u2029")
# Windows-1252 bytes that were read as Latin-1: 0x92 is the apostrophe of many NIH texts.
_WINDOWS = re.compile("[\u0080-\u009f]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffc\ufffe\uffff\ud800-\udfff]"
)
_UNWANTED = re.compile(
    "|".join(one.pattern for one in (_LINE_END, _WINDOWS, _SYMBOL, _SPACE, _UNSEEN))
)

_ITEM = re.compile(
    r"(?:(?P<bullet>[-*+–—•·●▪■◦‣○➢✓])\s+|(?P<tight>[-•·●▪■◦‣](?=[A-Z]))|o\s+(?=[A-Z])"
    r"|(?P<number>\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+)(?=\S)"
)
# "* 1. asthma" has one mark too many.
_NUMBERED = re.compile(r"(\(?\d{1,2}[.)])(?: (?=\S)|(?=[A-Z]))")
_BULLET_AGAIN = re.compile(r"[•·●▪■◦‣○➢✓]\s*(?=\S)")
_LONE_MARK = re.compile(r"[-*•·●▪■◦‣_=]+(?: [-*_=]+)*")
_HEADING = re.compile(r"#{1,6}\s+")
# Old registry and NIH text is wrapped at 65 to 115 characters; longer lines are whole paragraphs.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 50, 130
_FILLED = 0.72


def _windows(match: re.Match[str]) -> str:
    try:
        return match.group().encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _entity(match: re.Match[str]) -> str:
    return _COINED.get(match.group()) or html.unescape(match.group())


def _linked(words: str, address: str) -> str:
    """Words with where they lead, unless the words are the address."""
    bare = address.removeprefix("mailto:")
    alike = [_NOT_OF_AN_ADDRESS.sub("", one.strip()).casefold() for one in (words, address)]
    return bare if alike[0] == alike[1] else f"{words} ({bare})"


def _untagged(text: str) -> str:
    for mark, meant in _MARKS.items():
        text = text.replace(mark, meant)
    text = _ADDRESS_ALONE.sub(lambda match: match[1].removeprefix("mailto:"), text)
    text = _ANCHOR.sub(lambda match: _linked(match[2], match[1]), text)
    text = _POWER_TAG.sub(lambda match: match[1].translate(_RAISED), text)
    return _TAG.sub("", _BREAK_TAG.sub("\n", text))


def visible(text: str) -> str:
    """The same text without control and other characters that nobody sees."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


def _signs(text: str) -> str:
    """What of a text may need care, in its order: a few of its thousands of characters. They are
    looked for here, which takes a tenth of the time."""
    kept = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return kept.decode("utf-8", "surrogatepass")


def _clean(text: str) -> str:
    """The same text in clean characters: NFC, no controls, entities and Markdown escapes undone,
    powers raised; without bold words, and links as words and address. Its only spaces are plain
    ones and ends of lines."""
    signs = _signs(text)
    if not signs:
        return text
    if "*" in signs and "**" in text:
        text = _BOLD.sub(r"\1", text)
    if "]" in signs and "](" in text:
        text = _LINK.sub(lambda match: _linked(match[1], match[2]), text)
    if "&" in signs:
        text = _ENTITY.sub(_entity, text)
        signs = _signs(text)
    if "\\" in signs:
        text = _ESCAPE.sub(r"\1", text)
    if "<" in signs:
        text = _untagged(text)
    if not signs.isascii() or not signs.isprintable():
        text = _mended(text, signs)
    return _raised(text, signs)


def _mended(text: str, signs: str) -> str:
    """In the characters of NFC, without those of other systems and those that nobody sees."""
    if _UNWANTED.search(signs):
        text = _LINE_END.sub("\n", text)
        text = _WINDOWS.sub(_windows, text)
        text = _SYMBOL.sub(lambda match: _SYMBOLS[match.group()], text)
        text = _SPACE.sub(" ", text)
        text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", text)


def _raised(text: str, signs: str) -> str:
    """With powers as powers: ``m^2`` is m²."""
    if "^" in signs:
        text = _POWER.sub(lambda match: (match[1] or match[2] or match[3]).translate(_RAISED), text)
    if "/" in signs and _RUN_INTO_TEN.search(text):
        text = _POWER_OF_TEN.sub(lambda match: match[1] + match[2].translate(_RAISED), text)
    return text


def line(text: str) -> str:
    """Clean text on one line, single-spaced."""
    return text if _tidy(text) else " ".join(_clean(text).split())


def _joined(before: str, after: str) -> str:
    """Two halves of a wrapped line; a hyphen at its end belongs to the word."""
    tight = before.endswith("-") and before[-2:-1].isalnum() and after[:1].isalnum()
    return f"{before}{after}" if tight else f"{before} {after}"


def _item(line: str) -> str | None:
    """A line as an item of a list is written; None where it is none."""
    if line.startswith(("* ", "- ")) and line[2].isalpha():
        return f"- {line[2:]}"
    if not (item := _ITEM.match(line)):
        return None
    said = line[item.end() :]
    if again := _BULLET_AGAIN.match(said):
        said = said[again.end() :]
    if item["number"]:
        return f"{item['number']} {said}"
    numbered = _NUMBERED.match(said)
    return f"{numbered[1]} {said[numbered.end() :]}" if numbered else f"- {said}"


def passage(text: str) -> str:
    """Clean text with its paragraphs (divided by an empty line) and list items.

    Hard line wraps are joined. Items of a list start with ``- ``, or with their number.
    """
    lines = [
        " ".join(one.split()) if "  " in one else one.strip() for one in _clean(text).split("\n")
    ]
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
        # Neither marks nor items begin with a word.
        begins_a_word = one[:2].isalpha()
        if not begins_a_word and _LONE_MARK.fullmatch(one):
            continue
        item = None if begins_a_word else _item(one)
        if item is not None:
            said = item
            apart = "\n" if item_before or not gap else "\n\n"
        else:
            said = _HEADING.sub("", one) if "#" in one else one
            goes_on = length_before >= wrapped_at or (one[0].islower() and length_before > 30)
            if kept and not gap and goes_on:
                kept[-1] = _joined(kept[-1], said)
                length_before = len(one)
                continue
            apart = "\n\n" if gap else "\n"
        if kept:
            kept.append(apart)
        kept.append(said)
        gap, item_before, length_before = False, item is not None, len(one)
    return "".join(kept)


def beyond(text: str, other: str) -> str:
    """The text, or nothing where the other one says all of it in the same words.

    A registry asks for a summary and a description, and some give one text for both.
    """
    if len(text) > 2 * len(other):
        return text
    said = other.casefold()
    # One of the first words is most often not said by the other text at all.
    if any(one.group().casefold() not in said for one in _RUN_OF_LETTERS.finditer(text)):
        return text
    return "" if _words_alone(text) in _words_alone(other) else text


def _words_alone(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", f" {text} ").casefold()
