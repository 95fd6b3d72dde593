"""The vocabulary that a generation was tagged with, kept among its files."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VOCABULARY = "vocabulary.sqlite"


def keep_vocabulary(source: Path, directory: Path, holding: NDArray[np.int64]) -> None:
    """Copies a vocabulary into a generation, with how many listings name each concept.

    `holding` has one number for each concept; the table ``holding(concept, listings)`` is given
    those that are not 0.
    """
    kept = directory / VOCABULARY
    shutil.copyfile(source, kept)
    named = np.flatnonzero(holding)
    rows = zip(named.tolist(), holding[named].tolist(), strict=True)
    with closing(sqlite3.connect(kept)) as database, database:
        database.execute(
            "CREATE TABLE IF NOT EXISTS holding"
            " (concept INTEGER PRIMARY KEY, listings INTEGER NOT NULL)"
        )
        database.execute("DELETE FROM holding")
        database.executemany("INSERT INTO holding VALUES (?, ?)", rows)
