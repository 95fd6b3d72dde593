"""What staff are told of some files."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from index.errors import Problem, SourceUnreadable
from index.sources import read_records
from index.sources.deduplication import collapse
from index.sources.deduplication.condensed import Condensed
from index.sources.preparation import prepared
from index.sources.source import Attachment


def told(files: Mapping[str, bytes]) -> list[str]:
    """Everything that is said of files in a folder: notes, refusals and warnings, one a line, in
    the order in which they are met."""
    said: list[Problem] = []
    records: list[Condensed | Attachment] = []
    with TemporaryDirectory() as inside:
        for name, content in files.items():
            Path(inside, name).write_bytes(content)
        try:
            for found in read_records(Path(inside)):
                one = prepared(found, lambda listing: listing)
                said += [*([one.notice] if one.notice else []), *one.refused, *one.warnings]
                if one.record is not None:
                    records.append(one.record)
        except SourceUnreadable as nothing:
            return [str(nothing).replace(Path(inside).name, "the folder")]
        collapsed = collapse(records, Path(inside))
        said += chain.from_iterable(collapsed.refused)
        return [str(one).replace(Path(inside).name, "the folder") for one in said]
