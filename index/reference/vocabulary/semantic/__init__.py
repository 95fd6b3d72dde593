"""Names as vectors, for the closest name; an optional extra."""

from index.reference.vocabulary.semantic.encoder import INSTALL, Encoder, installed_encoder
from index.reference.vocabulary.semantic.vectors import (
    SCALE,
    NameVectors,
    load_name_vectors,
    save_name_vectors,
)

__all__ = [
    "INSTALL",
    "SCALE",
    "Encoder",
    "NameVectors",
    "installed_encoder",
    "load_name_vectors",
    "save_name_vectors",
]
