"""What one file holds, told by its content and never by its name, as records."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from index.errors import Problem, Severity, SourceUnreadable
from index.sources.files import (
    ZIP,
    Contents,
    Member,
    archive_in,
    foreign,
    has_known_header,
    looks_like_listings,
    members_of,
    read_json_records,
    read_table,
    read_workbook,
    read_xml_records,
    read_yaml_listings,
    refuse_other_kind,
    refuse_zipped_kind,
)
from index.sources.recognition.gathering import Gathering, UnknownKind, printable
from index.sources.source import JsonText, Raw
from index.sources.translation import source_of
from index.sources.translators import looks_like_page

Found = Iterator[Raw | Problem]
Reader = Callable[[Contents, str], Found]

# Pages and YAML files are written by hand; anything larger is something else.
_LARGEST_TEXT = 1_000_000
# How many records are held until one is recognised.
_PATIENCE = 50
# A sequence of JSON texts (RFC 7464) begins with a separator, a damaged file with zeros.
_BEFORE = b" \t\r\n\f\v\0\x1e"
_IN_MEMORY = 1 << 25
_LARGEST_ARCHIVE_INSIDE = 4 << 30
_EMPTY = "is empty; download it again, or take it out"
_HOLLOW = "is a ZIP archive with nothing in it; download it again"
_KNOWN = (
    "JSON, CSV, XLSX or XML of ClinicalTrials.gov or NIH RePORTER, also in a ZIP archive, a YAML "
    "file of listings, or the text of a listing page"
)


def read_contents(contents: Contents, name: str, gathering: Gathering, depth: int = 0) -> Found:
    """The records of a file, which is called `name` in problems; `depth` archives lie around it.

    What is told of the file as a whole, and of pages, is added to `gathering`. Raises
    `SourceUnreadable`, before the first record, for a file that is empty or of a kind that is not
    read.
    """
    head = contents.head()
    if head.startswith(ZIP):
        yield from _zip(contents, name, gathering, depth)
        return
    text = contents.text_start(_LARGEST_TEXT)
    if not text.lstrip(_BEFORE):
        raise SourceUnreadable(f"{name}: {contents.fault or _EMPTY}.")
    if not _is_json(text):
        refuse_other_kind(head, text[: 1 << 16], name)
    reader = _reader(contents, text, gathering)
    if reader is not None:
        yield from _recognised(reader, contents, name)
    else:
        yield from _written_by_hand(contents, text, name)
    if contents.guessed:
        yield Problem(
            name,
            f"holds text that is not in UTF-8, and was read as {contents.guessed}. Look at letters "
            "with accents in it; if they are wrong, save the file as UTF-8",
            Severity.WARNING,
        )


def _reader(contents: Contents, text: bytes, gathering: Gathering) -> Reader | None:
    """What reads such a file, where it is made by programs."""
    if _is_json(text):

        def read_json(contents: Contents, name: str) -> Found:
            return read_json_records(contents, name, _recognises, gathering.pages_of(name))

        return read_json
    if contents.head().startswith(b"\xd0\xcf\x11\xe0"):
        return read_workbook
    if text.lstrip(_BEFORE).startswith(b"<"):
        return read_xml_records
    if has_known_header(contents):
        return read_table
    return None


def _is_json(text: bytes) -> bool:
    start = text.lstrip(_BEFORE)[:5]
    return start.startswith((b"{", b"[")) and start != b"{\\rtf"


def _recognises(value: object) -> bool:
    return source_of(value) is not None


def _recognised(reader: Reader, contents: Contents, name: str) -> Found:
    """Records, of which a source recognises one at least.

    However many odd records come first, few of them are held: the file is read once more.
    """
    found = reader(contents, name)
    waiting: list[Raw | Problem] = []
    recognised = False
    for one in found:
        if len(waiting) < _PATIENCE:
            waiting.append(one)
        if isinstance(one, Raw) and (isinstance(one.value, JsonText) or _recognises(one.value)):
            recognised = True
            break
    if not recognised:
        if not any(isinstance(one, Raw) or one.severity is Severity.ERROR for one in waiting):
            yield from waiting
            yield Problem(name, "holds no records", Severity.WARNING)
            return
        raise _unrecognised(waiting, name)
    if len(waiting) == _PATIENCE:
        waiting, found = [], reader(contents, name)
    yield from itertools.chain(waiting, found)


def _unrecognised(waiting: list[Raw | Problem], name: str) -> SourceUnreadable:
    told = (one if isinstance(one, Problem) else _foreign(one) for one in waiting)
    problem = next(one for one in told if one.severity is Severity.ERROR)
    more = f"; and {len(waiting) - 1} more like it" if len(waiting) > 1 else ""
    more = more if len(waiting) < _PATIENCE else "; and many more like it"
    return SourceUnreadable(f"{name}: holds no record that can be read ({problem}{more}).")


def _foreign(raw: Raw) -> Problem:
    return Problem(raw.where, foreign(raw.value if isinstance(raw.value, dict) else ()))


def _written_by_hand(contents: Contents, text: bytes, name: str) -> Found:
    try:
        decoded = text.decode()
    except UnicodeDecodeError as error:
        raise UnknownKind(
            f"{name}: is not text in UTF-8 (byte {error.start}), so its kind cannot be recognised. "
            f"Expected {_KNOWN}."
        ) from error
    if len(text) > _LARGEST_TEXT:
        raise UnknownKind(
            f"{name}: is of no known kind, and with over 1 MB too long to be a listing page or a "
            f"YAML file of listings. Expected {_KNOWN}."
        )
    if looks_like_page(decoded):
        yield Raw(name, decoded)
    elif looks_like_listings(decoded):
        yield from read_yaml_listings(decoded, name)
    else:
        raise UnknownKind(f"{name}: is of no known kind. Expected {_KNOWN}.")
    if contents.fault:
        yield Problem(name, f"{contents.fault}; what came before it was read")


def _zip(contents: Contents, name: str, gathering: Gathering, depth: int) -> Found:
    """The records of the files in an archive, one after the other; or of a workbook."""
    with contents.seekable(_IN_MEMORY, _LARGEST_ARCHIVE_INSIDE) as file:
        if contents.fault:
            raise SourceUnreadable(f"{name}: {contents.fault}.")
        with archive_in(file, name) as archive:
            if "xl/workbook.xml" in archive.NameToInfo:
                reader: Reader | None = read_workbook
            elif depth > 1:
                raise SourceUnreadable(
                    f"{name}: is a ZIP archive in an archive in an archive. Unpack it, and rebuild "
                    "from the folder of what was in it."
                )
            else:
                reader = None
                if not archive.filelist:
                    yield Problem(name, _HOLLOW, Severity.WARNING)
                refuse_zipped_kind(archive.NameToInfo, name)
                for member in members_of(archive):
                    yield from _member(member, name, gathering, depth)
    if reader is not None:
        yield from _recognised(reader, contents, name)


def _member(member: Member, archive: str, gathering: Gathering, depth: int) -> Found:
    name = f"{archive}, {printable(member.name)}"

    def read_it() -> Found:
        if member.fault:
            raise SourceUnreadable(f"{name}: {member.fault}.")
        return read_contents(Contents(member), name, gathering, depth + 1)

    return gathering.one(name, read_it)
