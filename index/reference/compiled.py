"""SQLite files that are compiled from packages and our own data, and read by whoever needs them."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import BuildFailed


@contextmanager
def compiling(path: Path, name: str, version: int, schema: str) -> Iterator[sqlite3.Connection]:
    """A database to fill, which becomes the file at `path` in one step when all went well.

    `name` is what a message calls it. Raises `BuildFailed` where there is no room for it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    try:
        with closing(sqlite3.connect(draft)) as database:
            database.executescript("pragma journal_mode = off; pragma synchronous = off;")
            database.executescript(schema)
            yield database
            database.execute(f"pragma user_version = {version}")
            database.commit()
        os.chmod(draft, 0o644)  # a draft is for its owner alone
        os.replace(draft, path)
    except sqlite3.Error as error:
        raise BuildFailed(
            f"{path}: the {name} could not be written ({error}). Free some space there, then "
            "try again. What was served before still is."
        ) from error
    finally:
        Path(draft).unlink(missing_ok=True)


def opened(path: Path) -> sqlite3.Connection:
    """A compiled file to read, by several threads at once, as nobody changes one while it is open.

    Raises `sqlite3.Error` where there is none.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


def version_of(path: Path) -> int | None:
    """The version that a file was compiled as; None where it is none of these files."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            ((version,),) = database.execute("pragma user_version")
            return int(version)
    except sqlite3.Error:
        return None
