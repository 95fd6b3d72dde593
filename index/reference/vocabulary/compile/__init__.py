"""From the files of packages and ours to the vocabulary; needed by a build alone."""

from index.reference.vocabulary.compile.compiler import FORMAT, compile_vocabulary, is_current

__all__ = [
    "FORMAT",
    "compile_vocabulary",
    "is_current",
]
