"""Words of the languages that we read, so that no real word is taken for a slip of the pen.

From lists that a package ships, read while the vocabulary is compiled and never imported, and from
`data/real_words.yml`. Of 1,729 misspelt names of ours the lists hold six English words that are no
slips either (*hydrocephaly*) and 26 Spanish ones; much larger lists hold *definately*.
"""

from __future__ import annotations

import gzip
import json
import zlib
from importlib.metadata import distribution
from pathlib import Path

import msgspec

from index.analysis import spelled_words
from index.data_files import DATA, read_as
from index.errors import BuildFailed
from index.reference.vocabulary.sources import Source, package_version

REAL_WORDS_FILE = DATA / "real_words.yml"
LANGUAGES = ("en", "es")
SHORTEST = 4
"""Letters; what is shorter is never corrected."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, str]
    no_words: str


def read_real_words(source: Source, ours: Path = REAL_WORDS_FILE) -> frozenset[str]:
    """The words, folded. Raises `BuildFailed` where the package is missing or its lists are not as
    expected, `FileRefused` where ours is wrong."""
    package_version(source)
    written = read_as(ours, _File)
    words = {word for several in written.words.values() for word in spelled_words(several)}
    for language in LANGUAGES:
        name = f"spellchecker/resources/{language}.json.gz"
        path = Path(str(distribution(source.package).locate_file(name)))
        words.update(_listed(path, source))
    words.difference_update(written.no_words.split())
    return frozenset(word for word in words if len(word) >= SHORTEST)


def _listed(path: Path, source: Source) -> set[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            held = json.load(file)
        if not isinstance(held, dict) or len(held) < 10_000:
            raise ValueError("it is no list of words")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise BuildFailed(
            f"{path}: words could not be read from it ({error}). Install the locked version of "
            f"{source.package} again (make install)."
        ) from error
    # One word of the list at a time: *rock'n'roll* and what has a hyphen are no word of ours.
    return {folded[0] for word in held if len(folded := spelled_words(word)) == 1}
