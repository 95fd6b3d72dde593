"""Reads `data/judgements/`: questions as people ask them, and how well each sample answers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated

import msgspec

from index.data_files import DATA
from index.errors import Problem
from search.errors import BadRequest
from search.evaluation.entries import Entry, converted, entries

JUDGEMENTS = DATA / "judgements"
BASELINE = "baseline.yml"
HARM = "harm.yml"
"""What must never be among the first listings; it has no grades."""
GRADES = {"1": 1, "2": 2, "3": 3}
"""1 = related and worth seeing, 2 = about what was asked, 3 = exactly what was asked. What is not
listed is 0, so that every listing worth seeing has to be."""

FEWEST_WORDS = 4
"""Of a reason: *Insomnia.* says nothing of how the grades were given."""

Words = Annotated[str, msgspec.Meta(min_length=1)]
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Asker(Enum):
    """In whose words a question is put."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A question and the listings that answer it."""

    id: str
    question: str
    asker: Asker
    why: str
    """What is wanted, and so how the grades were given."""
    grades: dict[str, int]
    """Listing id → grade; at least one listing."""


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: Slug
    question: Words
    asker: Asker
    why: str
    judged: Annotated[dict[str, str], msgspec.Meta(min_length=1)]


def read_judged(folder: Path = JUDGEMENTS) -> tuple[Judged, ...]:
    """Every judged question of a folder, by file and place in it.

    Raises `BadRequest` naming the file, line, question and field of everything that is wrong.
    """
    found: list[Judged] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name in (BASELINE, HARM):
            continue
        for entry in entries(path, named_by="id"):
            written = converted(entry, _Written)
            if isinstance(written, Problem):
                problems.append(written)
                continue
            problems += _faults(entry, written, seen)
            found.append(_judged(written))
    if not found and not problems:
        problems.append(Problem(str(folder), "holds no judged question."))
    if problems:
        raise BadRequest(problems)
    return tuple(found)


def _faults(entry: Entry, written: _Written, seen: dict[str, str]) -> Iterator[Problem]:
    """What is wrong beside the form; `seen` remembers ids and questions of all files."""
    for field, said in (("id", written.id), ("question", written.question.casefold())):
        before = seen.setdefault(f"{field} {said}", entry.where)
        if before != entry.where:
            yield Problem(f"{entry.where}, {field}", f"is given before, in {before}.")
    if len(written.why.split()) < FEWEST_WORDS:
        yield Problem(f"{entry.where}, why", "is no sentence: say what is wanted, and by whom.")
    for listing, grade in written.judged.items():
        if grade not in GRADES:
            what = f"gives {listing} “{grade}”; a grade is 1, 2 or 3."
            yield Problem(f"{entry.where}, judged", what)


def _judged(written: _Written) -> Judged:
    return Judged(
        id=written.id,
        question=written.question,
        asker=written.asker,
        why=written.why,
        grades={listing: GRADES.get(grade, 0) for listing, grade in written.judged.items()},
    )


def unknown_listings(judged: Sequence[Judged], known: Callable[[str], bool]) -> Problem | None:
    """What to say where an id is judged that is not known: a slip of the pen, or an index of
    other listings than the samples."""
    unknown = [(one.id, listing) for one in judged for listing in one.grades if not known(listing)]
    if not unknown:
        return None
    question, listing = unknown[0]
    what = f"{listing} is not in this index"
    if len(unknown) > 1:
        what += f", nor are {len(unknown) - 1:,} other judged listings"
    return Problem(
        f"“{question}”, judged",
        f"{what}. Our questions are about the sample listings: mend the id, run listings rebuild, "
        "or name questions of your own with --queries and --qrels.",
    )
