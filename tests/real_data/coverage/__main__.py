"""Writes `docs/coverage.md`: figures alone, and no text of a record."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from index.sources.source import Source
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.nih_reporter import NihReporter
from tests.conftest import REPOSITORY
from tests.real_data.coverage.measure import Share, measured, records_of
from tests.real_data.coverage.nih_fields import NIH
from tests.real_data.coverage.purposes import Kept, LeftOut, Purpose, purpose_of
from tests.real_data.coverage.registry_fields import REGISTRY

FILES: tuple[tuple[str, str, Source, Mapping[str, Purpose]], ...] = (
    (
        "studies as the registry's API served them in 2019 to 2025",
        "files/clinicaltrials-v2-recent.jsonl.gz",
        ClinicalTrials(),
        REGISTRY,
    ),
    (
        "studies, most converted from the registry's older form",
        "records/clinicaltrials.jsonl.gz",
        ClinicalTrials(),
        REGISTRY,
    ),
    ("awards of NIH RePORTER", "records/nih-projects.jsonl.gz", NihReporter(), NIH),
)

_HEAD = """# Coverage

What becomes of every field of real records: in how many it is stated, and how much of what it
states stands in the listing that is made of the record. Derived by
`python -m tests.real_data.coverage`, which is run over records that are no part of the project; a
field that nobody has decided on is named and makes it fail.

A value is found where it is one of the listing's, or stands in one, letters and digits compared
alone; of a text in sentences the share of its letters counts. *Left out* is on purpose.
"""


def _rows(shares: Mapping[str, Share], purposes: Mapping[str, Purpose]) -> Iterator[str]:
    yield "| field | records | values | found | in the listing |"
    yield "|---|---|---|---|---|"
    for path, share in sorted(shares.items()):
        match purpose_of(path, purposes):
            case Kept(fields=fields, note=note):
                where = ", ".join(f"`{one}`" for one in fields) + (f"; {note}" if note else "")
                found = f"{share.share:.1%}"
            case LeftOut(why=why):
                where, found = f"left out: {why}", "–"
            case None:
                where, found = "**nobody has decided**", "–"
        yield f"| `{path}` | {share.records:,} | {share.values:,} | {found} | {where} |"


def main(shared: Path) -> int:
    """Measures all files; 1 where a field has no purpose."""
    parts = [_HEAD]
    undecided: list[str] = []
    for title, name, source, purposes in FILES:
        shares = measured(records_of(shared / name), source, purposes)
        undecided += [path for path in shares if purpose_of(path, purposes) is None]
        most = max((one.records for one in shares.values()), default=0)
        parts.append(f"## {most:,} {title}\n\n" + "\n".join(_rows(shares, purposes)) + "\n")
    (REPOSITORY / "docs" / "coverage.md").write_text("\n".join(parts), encoding="utf-8")
    for path in undecided:
        print(f"{path}: nobody has decided what becomes of it", file=sys.stderr)
    return 1 if undecided else 0


if __name__ == "__main__":
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("LISTINGS_SHARED", "../shared")
    sys.exit(main(Path(named)))
