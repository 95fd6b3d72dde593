"""Splits eligibility criteria into who fits and who does not, where their headings allow it.

A wrong split would tell people the opposite of what the study says, so the text is kept
whole wherever the headings leave doubt.
"""

from __future__ import annotations

import enum
import itertools
import re

import msgspec


class Criteria(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Either `good_fit` and `not_a_fit`, or everything in `whole`."""

    good_fit: str = ""
    not_a_fit: str = ""
    whole: str = ""


class _Side(enum.Enum):
    IN = "in"
    OUT = "out"


class _Heading(msgspec.Struct, frozen=True):
    side: _Side
    firm: bool
    """Whether it is a heading of the whole text (*Exclusion Criteria*) or of a paragraph in it."""
    names_group: bool
    """Whether it says for whom, so that several may follow one another."""
    rest: str
    """What is to be kept of its line: the words beyond the plain heading."""


_LEAD = r"(?:- |\(?(?:\d{1,2}|[A-Za-z])[.)] )?"
_QUALIFIER = r"(?P<before>(?:[\w/()'’-]+ ){0,4}?)"
_FIRM = re.compile(
    rf"^{_LEAD}{_QUALIFIER}"
    r"(?P<non>non[- ]?)?(?P<word>inclusion|exclusion)s?"
    r"(?: criteri(?:a|on|um)s?)?(?P<after>[^:.;]{0,60}?) ?(?P<end>[:：.]|$)[-– ]*(?P<rest>.*)$",
    re.I,
)
# Words that make a line a sentence about criteria and not a heading over them.
_SENTENCE = re.compile(
    r"\b(?:see|not?|none|meet(?:s|ing)?|met|fulfil\w*|satisfy\w*|other|any|all|apply|applies|may|per"
    r"|does|do|did|will|was|were|has|have|had|with|without|failure|fail(?:s|ed)?|of|to|at|by"
    r"|before|after|since|during|and|or|must|should|if|as|who|whose|that|which|in|on|visit"
    r"|time|date|day|body|cysts?|inclusive)\b",
    re.I,
)
_OPENING = re.compile(
    r"^(?:are(?: as follows)?|as follows|include|must meet all|all must apply|subject must(?: not)?"
    r")?$",
    re.I,
)
_FOR_WHOM = re.compile(
    r"^(?:for|[-–—(/]|part|arm|group|cohort|phase|stage|study|step|criteria)\b|^[-–—(]", re.I
)
_PEOPLE = (
    r"(?:patients?|subjects?|participants?|volunteers?|children|women|men|infants|mothers|persons?"
    r"|people|individuals|you|your child|a child|candidates)"
)
_LOOSE_OUT = (
    rf"{_PEOPLE} (?:will|may|are|can) not be eligible\b.{{0,50}}:",
    rf"{_PEOPLE} with .{{0,70}}\b(?:are|will be) excluded\b.{{0,30}}:",
    rf"{_PEOPLE} (?:are|will be) excluded\b.{{0,60}}:",
    r"excluded?\b[^.;]{0,60}:",
    r"(?:the )?following .{0,30}(?:are|will be) excluded\b.{0,30}:",
)
_LOOSE_IN = (
    rf"{_PEOPLE} (?:may|will|are|can) be eligible\b.{{0,50}}:",
    rf"{_PEOPLE} (?:must|should) (?:have|be|meet|fulfil)\b.{{0,60}}:",
    r"(?:required|allowed|included|eligible|permitted)\b[^.;]{0,60}:",
    rf"{_PEOPLE} with .{{0,70}}\b(?:are|will be) (?:included|allowed)\b.{{0,30}}:",
)
_LOOSE = (
    (_Side.OUT, re.compile("|".join(_LOOSE_OUT), re.I)),
    (_Side.IN, re.compile("|".join(_LOOSE_IN), re.I)),
)
_BOTH_SIDES = (
    r"(?:inclusion\W{1,5}(?:and\W+|or\W+|/\W*)?exclusion|exclusion\W{1,5}(?:and\W+)?inclusion)"
)
_BOTH = re.compile(_BOTH_SIDES, re.I)
# Sentences about both sides, as sponsors put them under their lists: "Note: Other protocol-defined
# inclusion/exclusion criteria may apply." What points below ("the following ... apply:") is none.
_REMARKS = (
    rf"(?:[\w-]+ ){{0,6}}?{_BOTH_SIDES}(?: criteri(?:a|on))?(?: [\w-]+){{0,5}}? "
    r"(?:apply|applied|applies|applicable|exist)",
    r"(?:for )?(?:all )?(?:other|additional|further|more|full|complete|detailed)(?: [\w-]+){0,4}? "
    rf"{_BOTH_SIDES}(?: criteri(?:a|on))?.{{0,60}}\b"
    r"(?:protocol|web ?site|study team|investigator|contact)\b.{0,40}",
    r"(?:[\w-]+ ){0,4}?(?:meet|meets|meeting|fulfil|fulfill|satisfy) "
    rf".{{0,30}}{_BOTH_SIDES}.{{0,60}}",
)
_REMARK = re.compile(
    rf"^{_LEAD}\W{{0,3}}(?:(?:please )?note(?: that)?\W{{1,3}})?"
    rf"(?:{'|'.join(_REMARKS)})[^\w:]{{0,3}}$",
    re.I,
)
_POINTING = re.compile(r"\b(?:following|below|these|listed here)\b", re.I)
_LONGEST_REMARK = 200
_TITLE_ONLY = re.compile(r"^(?:[^-].{0,60}):$")
# What stands over the headings of one group of several: "Cohort A", "For the inpatient arm:".
_GROUP_TITLE = re.compile(
    r"^(?!- |\(?\d)(?!.*\b(?:must|should|have|has|had|is|are|will|who|with|without|unable|not?)\b)"
    r"(?=.*\b(?:arms?|cohorts?|groups?|parts?|phases?|stages?|steps?|trials?|study|studies"
    r"|sub-?(?:cohort|project|study|group)s?|work ?streams?|patients?|participants?|subjects?"
    r"|volunteers?|controls?|donors?|recipients?|cases?|caregivers?|parents?|children|adults?"
    r"|women|men|infants?|mothers?|partners?|staff|providers?|clinicians?)\b).{2,80}(?<!\.)$",
    re.I,
)
# After a list of who is excluded, old records return to who is included without a heading.
_RETURN = re.compile(
    rf"{_PEOPLE} (?:must|should|may|can)(?! ?not)\b|(?:must|should) (?!not)|eligible\b", re.I
)
# Under the list of the last group, what all groups must fulfil for a later part of the study.
_ASKING = re.compile(r"^(?!- |\(?\d).*\b(?:criteria|fulfill?ed|met|eligible)\b.*:$", re.I | re.M)
_REFUSING = re.compile(
    r"\b(?:exclu\w+|ineligible|not (?:be )?eligible|not allowed|prohibited)\b", re.I
)


def _firm_heading(text: str) -> _Heading | None:
    if len(text) > 400 or not (match := _FIRM.match(text)):
        return None
    before, after, rest = match["before"].strip(), match["after"].strip(" -–—"), match["rest"]
    if _SENTENCE.search(before) or (match["end"] == "." and rest):
        return None
    group = bool(_FOR_WHOM.match(match["after"].strip()))
    if not (group or _OPENING.match(after)):
        return None
    if not match["end"] and not re.search("criteri", text, re.I) and after:
        return None
    side = _Side.IN if (match["word"][0] in "iI") != bool(match["non"]) else _Side.OUT
    plain = before.casefold() in {"", "key", "main", "major", "general", "the", "subject", "study"}
    names_group = group or not plain
    heading = text[: len(text) - len(rest)].rstrip().removeprefix("- ") if names_group else ""
    return _Heading(side, True, names_group, "\n".join(part for part in (heading, rest) if part))


def _heading(text: str) -> _Heading | None:
    named = "clusion" in text or "CLUSION" in text
    if named and (firm := _firm_heading(text)):
        return firm
    if not text.endswith(":") or len(text) > 200:
        return None
    bare = text.removeprefix("- ")
    # Old records write two headings on one line: "Prior Medication: Excluded:".
    last = bare.rsplit(": ", 1)[-1] if bare.endswith(":") else bare
    for side, pattern in _LOOSE:
        if pattern.fullmatch(last):
            return _Heading(side, False, False, text)
    return None


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")


def _pull_titles(lines: list[str]) -> list[str]:
    """Takes the headings at the end of a section (*Part A:*) that belong to the next one."""
    pulled: list[str] = []
    while lines and (not lines[-1] or _TITLE_ONLY.match(lines[-1])):
        pulled.insert(0, lines.pop())
    return pulled


class _Group(msgspec.Struct, frozen=True):
    """What is asked of one group of several, under its title."""

    title: str
    fits: list[str]
    unfit: list[str]


def _pull_group_title(lines: list[str]) -> str:
    """Takes the title from the end of what stands before a heading; empty where there is none."""
    while lines and not lines[-1]:
        lines.pop()
    alone = bool(lines) and (len(lines) == 1 or not lines[-2])
    return lines.pop() if alone and _GROUP_TITLE.match(lines[-1]) else ""


def _groups(text: str) -> list[_Group]:
    """The groups of criteria that are written once for each, all of them under a title and with
    both headings; none where a single one is not."""
    found: list[_Group] = []
    opening: list[str] = []
    current = opening
    for one in text.split("\n"):
        heading = None if _is_remark(one) else _heading(one)
        if heading is None:
            current.append(one)
            continue
        if not heading.firm or heading.names_group or heading.rest:
            return []
        if heading.side is _Side.OUT:
            if not found or current is not found[-1].fits:
                return []
            current = found[-1].unfit
            continue
        title = _pull_group_title(current)
        if not title or any(opening) or (found and current is not found[-1].unfit):
            return []
        found.append(_Group(title, [], []))
        current = found[-1].fits
    whole = all(_text(one.fits) and _text(one.unfit) for one in found)
    return found if whole and len({one.title for one in found}) == len(found) > 1 else []


def _split_by_group(text: str) -> Criteria:
    """Criteria of several groups with the title of each on both sides; whole where one has none."""
    groups = _groups(text)
    good_fit = "\n\n".join(f"{one.title}\n\n{_text(one.fits)}" for one in groups)
    not_a_fit = "\n\n".join(f"{one.title}\n\n{_text(one.unfit)}" for one in groups)
    if not groups or _returns(not_a_fit) or _ASKING.search(not_a_fit):
        return Criteria(whole=text)
    return Criteria(good_fit=good_fit, not_a_fit=not_a_fit)


def _returns(not_a_fit: str) -> bool:
    """Whether a line of who is left out says who is not."""
    return any(map(_RETURN.match, not_a_fit.split("\n")))


def _is_remark(text: str) -> bool:
    """Whether a line says something of both sides and is the heading of neither."""
    if len(text) > _LONGEST_REMARK or "clusion" not in text.casefold():
        return False
    return _REMARK.match(text) is not None and _POINTING.search(text) is None


def split(text: str) -> Criteria:
    """Who fits and who does not, of clean criteria text; whole where headings leave doubt.

    Kept whole: one heading only, a heading for both, sections that change sides more than
    once without saying for whom, and criteria that speak of exclusion before any heading. A
    sentence about both sides ("other criteria may apply") is no heading: it stays where it is.
    Headings that come once for each of several groups are believed where every group has a title.
    """
    whole = Criteria(whole=text)
    current: _Heading | None = None
    lines: list[str] = []
    sections = [(current, lines)]
    for one in text.split("\n"):
        names_sides = "clusion" in one.casefold()
        if not names_sides and not one.endswith(":"):
            # Neither a remark nor a heading, as nine lines of ten.
            lines.append(one)
            continue
        remark = _is_remark(one)
        if not remark and len(one) < 80 and names_sides and _BOTH.search(one):
            return whole
        heading = None if remark else _heading(one)
        goes_on = current is not None and heading is not None and heading.side is current.side
        if heading is None or (goes_on and not heading.firm):
            lines.append(one)
        else:
            carried = _pull_titles(lines) if current is not None else []
            current, lines = heading, [*carried, *([heading.rest] if heading.rest else [])]
            sections.append((current, lines))
    headed = [(heading, lines) for heading, lines in sections if heading is not None]
    opening = sections[0][1]
    sides = [heading.side for heading, _ in headed]
    if not sides or _Side.OUT not in sides:
        return whole
    # Old records have loose headings only, or loose ones inside firm ones: a step back to
    # "Required:" after "Excluded:" may end anywhere, so nothing after it is sure.
    changes = sum(1 for one, two in itertools.pairwise(sides) if one is not two)
    # A plain heading that comes twice on one side (a stray "Exclusion Criteria:" in the middle of
    # a list of what is wanted) leaves open which of them to believe.
    plain = [heading.side for heading, _ in headed if heading.firm and not heading.names_group]
    if len(plain) > len(set(plain)):
        return _split_by_group(text)
    if changes > 1 and not all(heading.firm and heading.names_group for heading, _ in headed):
        return whole
    loose = any(not heading.firm for heading, _ in headed)
    if loose and sides[0] is _Side.OUT and _Side.IN in sides:
        return whole
    before = _text(opening)
    stated = _text([one for one in opening if not _is_remark(one)])
    if _REFUSING.search(stated) or (before and sides[0] is _Side.OUT and _Side.IN in sides):
        return whole
    fits = [before] if before else []
    fits += [_text(lines) for heading, lines in headed if heading.side is _Side.IN]
    unfit = [_text(lines) for heading, lines in headed if heading.side is _Side.OUT]
    good_fit, not_a_fit = ("\n\n".join(part for part in parts if part) for parts in (fits, unfit))
    if _returns(not_a_fit):
        return whole
    firm = all(heading.firm for heading, _ in headed) and _Side.IN in sides
    if not (good_fit and not_a_fit) and not (firm and (good_fit or not_a_fit)):
        return whole
    return Criteria(good_fit=good_fit, not_a_fit=not_a_fit)
