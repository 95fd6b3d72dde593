"""Medical concepts and what they are called."""

from index.reference.vocabulary.concepts import Concept, ConceptKind, NameKind, SourceName
from index.reference.vocabulary.lookup import (
    Vocabulary,
    load_vocabulary,
    open_vocabulary,
    save_vocabulary,
    served_vocabulary,
)
from index.reference.vocabulary.report import term_lines, term_report
from index.reference.vocabulary.semantic import (
    INSTALL,
    SCALE,
    Encoder,
    NameVectors,
    installed_encoder,
    load_name_vectors,
    save_name_vectors,
)
from index.reference.vocabulary.sources import SOURCES

__all__ = [
    "INSTALL",
    "SCALE",
    "SOURCES",
    "Concept",
    "ConceptKind",
    "Encoder",
    "NameKind",
    "NameVectors",
    "SourceName",
    "Vocabulary",
    "installed_encoder",
    "load_name_vectors",
    "load_vocabulary",
    "open_vocabulary",
    "save_name_vectors",
    "save_vocabulary",
    "served_vocabulary",
    "term_lines",
    "term_report",
]
