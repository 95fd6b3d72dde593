"""The names of concepts as vectors, in one file of a generation: what a text that no name says is
compared with.

    vectors   [n * DIMENSIONS] int8: a vector of length 1 for each name, in parts of `SCALE`
    concepts  [n] uint32: the concept that has the name
    encoder   the name of the encoder, in UTF-8
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.generation import ArrayFile, Progress, write_arrays
from index.reference.vocabulary.concepts import ConceptKind, NameKind
from index.reference.vocabulary.lookup import Vocabulary
from index.reference.vocabulary.semantic.encoder import DIMENSIONS, Encoder

VECTORS_FILE = "names.vectors"
"""Its name in a generation."""

SCALE = 635
"""No part of a vector of 17,024 names is beyond a fifth: 127 / 635. Cosines change by .002 at
most beside vectors in 32 bits, which take four times the room and, from memory, the time."""

KINDS = frozenset((ConceptKind.CONDITION, ConceptKind.SIGN, ConceptKind.TREATMENT))
"""Names of medicines and genes say nothing to an encoder of everyday sentences."""

NAMES = frozenset((NameKind.MAIN, NameKind.LAYPERSON, NameKind.SAID))
"""The other names double the file, and found one of 47 things that people say more."""

_AT_ONCE = 512


class NameVectors(msgspec.Struct, frozen=True, eq=False):
    """The vectors of a generation, mapped; see the top of the file."""

    encoder: str
    vectors: NDArray[np.int8]
    """[n, DIMENSIONS], or as many as the encoder of that name has"""
    concepts: NDArray[np.uint32]
    """[n]"""


def save_name_vectors(
    directory: Path, vocabulary: Vocabulary, encoder: Encoder, progress: Progress
) -> None:
    """Writes the vectors of the names that a question may come near, into a generation that has
    that vocabulary with its counts of listings."""
    named = list(_names(vocabulary))
    vectors = np.empty((len(named), DIMENSIONS), np.int8)
    for start in range(0, len(named), _AT_ONCE):
        progress("Reading names", start, len(named))
        texts = [text for _, text in named[start : start + _AT_ONCE]]
        parts = np.rint(encoder.encode(texts) * SCALE)
        vectors[start : start + len(texts)] = parts.clip(-127, 127)
    write_arrays(
        directory / VECTORS_FILE,
        {
            "vectors": vectors.ravel(),
            "concepts": np.array([number for number, _ in named], np.uint32),
            "encoder": np.frombuffer(encoder.name.encode(), np.uint8),
        },
    )


def _names(vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Concept and name, for the concepts that listings have."""
    for number in range(len(vocabulary)):
        concept = vocabulary.concept(number)
        if concept.listings and concept.kind in KINDS:
            for text in dict.fromkeys(one.text for one in concept.names if one.how in NAMES):
                yield number, text


def load_name_vectors(directory: Path) -> NameVectors | None:
    """The vectors of a generation; None where it was built without them. All of it is checked.

    Raises `IndexDamaged` where it is not what was written.
    """
    path = directory / VECTORS_FILE
    if not path.exists():
        return None
    file = ArrayFile(path)
    file.check()
    concepts, parts = file.array("concepts"), file.array("vectors")
    # Another encoder's, which is told from its name, may have other dimensions.
    dimensions = len(parts) // len(concepts) if len(concepts) else DIMENSIONS
    return NameVectors(
        encoder=file.array("encoder").tobytes().decode(),
        vectors=parts.reshape(len(concepts), dimensions),
        concepts=concepts,
    )
