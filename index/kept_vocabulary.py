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

    `holding` has one number for each concept, which goes into ``concept(number, listings)``.
    """
    kept = directory / VOCABULARY
    shutil.copyfile(source, kept)
    rows = enumerate(holding.tolist())
    with closing(sqlite3.connect(kept)) as database, database:
        database.executemany(
            "update concept set listings = ?2 where number = ?1 and listings <> ?2", rows
        )
