"""A file that is compiled once: whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import BuildFailed
from index.reference.places.compiler import compile_gazetteer, is_current


@pytest.mark.long
@pytest.mark.usefixtures("no_room")
def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(b"the one before")
    with pytest.raises(BuildFailed, match=r"gazetteer\.sqlite: the gazetteer could not be written"):
        compile_gazetteer(path)
    assert path.read_bytes() == b"the one before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_missing_damaged_or_older_is_not_current(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    assert not is_current(path)
    assert not path.exists()
    path.write_bytes(b"no database at all" * 100)
    assert not is_current(path)
    path.write_bytes(b"")
    assert not is_current(path)
