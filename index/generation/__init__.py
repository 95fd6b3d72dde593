"""A build on disk, for any engine: its manifest, sums, word tables, and the port of writing.

A generation never changes once it is published, and is published in one step.
"""

from index.generation.array_file import ArrayFile, ArrayWriter, write_arrays
from index.generation.completion import (
    COMPLETION_FILE,
    KINDS,
    LEAST_LISTINGS,
    SORTED_BYTES,
    CompletionNames,
    Name,
)
from index.generation.generations import REBUILD, Generations, damage, generation_name
from index.generation.manifest import FileSum, Manifest, file_sum
from index.generation.progress import Progress, silent
from index.generation.runs import (
    Int64,
    changes,
    counted_of_sorted,
    distinct,
    distinct_of_sorted,
    ranges,
    short_starts_of,
    starts_of,
)
from index.generation.spelling import (
    NAME_FIELDS,
    SPELLED,
    SPELLED_NAMES_FILE,
    WORDS_FILE,
    SpellingTally,
    SpellingWords,
    WordCounts,
)
from index.generation.string_table import StringTable
from index.generation.writer import (
    BEST_LISTINGS,
    MOST_RUNS,
    Effort,
    EncodedListings,
    IndexSummary,
    IndexWriter,
    Named,
    Vocabulary,
)

__all__ = [
    "BEST_LISTINGS",
    "COMPLETION_FILE",
    "KINDS",
    "LEAST_LISTINGS",
    "MOST_RUNS",
    "NAME_FIELDS",
    "REBUILD",
    "SORTED_BYTES",
    "SPELLED",
    "SPELLED_NAMES_FILE",
    "WORDS_FILE",
    "ArrayFile",
    "ArrayWriter",
    "CompletionNames",
    "Effort",
    "EncodedListings",
    "FileSum",
    "Generations",
    "IndexSummary",
    "IndexWriter",
    "Int64",
    "Manifest",
    "Name",
    "Named",
    "Progress",
    "SpellingTally",
    "SpellingWords",
    "StringTable",
    "Vocabulary",
    "WordCounts",
    "changes",
    "counted_of_sorted",
    "damage",
    "distinct",
    "distinct_of_sorted",
    "file_sum",
    "generation_name",
    "ranges",
    "short_starts_of",
    "silent",
    "starts_of",
    "write_arrays",
]
