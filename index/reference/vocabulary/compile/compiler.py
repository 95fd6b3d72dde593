"""Compiles the vocabulary: one file of concepts, their names and what tells them apart.

Names come from packages (`packages.py`) and from `data/vocabulary`; how they become
concepts is `merge.py`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from index import analysis
from index.analysis import STOP_WORDS
from index.generation import Progress, silent
from index.reference.compiled import compiling, version_of
from index.reference.vocabulary.compile.codes import read_codes
from index.reference.vocabulary.compile.files import (
    VOCABULARY,
    Aside,
    WrittenVocabulary,
    read_vocabulary,
)
from index.reference.vocabulary.compile.labels import labelled
from index.reference.vocabulary.compile.merge import merged
from index.reference.vocabulary.compile.packages import SourceText, read_sources
from index.reference.vocabulary.compile.real_words import REAL_WORDS_FILE, read_real_words
from index.reference.vocabulary.compile.short_forms import ShortNames, short_forms
from index.reference.vocabulary.concepts import Concept, Name, NameKind, SourceName
from index.reference.vocabulary.names import (
    as_typed,
    forget,
    is_short,
    name_key,
    singular,
    terms_of,
    uninflected,
    uninverted,
    words_of,
)
from index.reference.vocabulary.sources import SOURCE, SOURCES, package_version

FORMAT = 16
"""Counts changes of these modules that change the file."""

_SCHEMA = """
create table concept (number integer primary key, key text not null unique,
    listings integer not null default 0, body blob);
create table known (key text, concept integer, rank integer, forms text, orders text,
    primary key (key, concept)) without rowid;
create table short (form text, place integer, concept integer, text text, small text,
    beside text, why text, primary key (form, place)) without rowid;
create table field (term text primary key) without rowid;
create table runs (concept integer primary key, runs blob);
create table denied (key text primary key, name text, why text) without rowid;
create table source (name text primary key, version text) without rowid;
create table longest (words integer);
create table code (code text primary key, title text) without rowid;
create table real_word (word text primary key) without rowid;
"""


class Beside(msgspec.Struct, frozen=True):
    """What lies in the file beside concepts."""

    codes: Mapping[str, str] = {}
    """Codes of diseases with their titles."""
    words: frozenset[str] = frozenset()
    """Real words, which are no slips of the pen."""
    versions: tuple[tuple[SourceName, str], ...] = ()
    """Of the sources of both."""


def compile_vocabulary(path: Path, progress: Progress = silent) -> None:
    """Writes the vocabulary, in one step: `path` is whole or as it was before.

    Raises `FileRefused` where `data/vocabulary` is wrong, `BuildFailed` where a package is
    missing or there is no room.
    """
    step = "Compiling the vocabulary"
    progress(step, 0, 3)
    written = read_vocabulary(VOCABULARY)
    progress(step, 1, 3)
    texts = read_sources()
    progress(step, 2, 3)
    write_vocabulary(path, texts, written, version(), read_beside())
    forget()
    progress(step, 3, 3)


def read_beside() -> Beside:
    """The codes and the words that packages hold. Raises `BuildFailed` where one is missing."""
    edition, codes = read_codes(SOURCE[SourceName.CODES])
    words = SOURCE[SourceName.WORDS]
    versions = ((SourceName.CODES, edition), (SourceName.WORDS, package_version(words)))
    return Beside(codes, read_real_words(words), versions)


def version() -> int:
    """Another number whenever the vocabulary would be another one."""
    parts = [str(FORMAT), analysis.version()]
    parts += [package_version(source) for source in SOURCES if source.package]
    digest = hashlib.sha256("|".join(parts).encode())
    for file in (*sorted(VOCABULARY.glob("*.yml")), REAL_WORDS_FILE):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return int(digest.hexdigest()[:7], 16)


def is_current(path: Path) -> bool:
    """Whether the file is the vocabulary as it would be compiled now."""
    return version_of(path) == version()


def write_vocabulary(
    path: Path,
    texts: Sequence[SourceText],
    written: WrittenVocabulary,
    number: int,
    beside: Beside | None = None,
) -> None:
    """Merges and writes; `number` is what `pragma user_version` says from then on."""
    concepts = labelled(merged(texts, written), written.labels)
    with compiling(path, "vocabulary", number, _SCHEMA) as database:
        _fill(database, concepts, written)
        beside = beside or Beside()
        versions = [*((one.name, one.version) for one in texts), *beside.versions]
        database.executemany("insert into source values (?, ?)", versions)
        database.executemany("insert into code values (?, ?)", beside.codes.items())
        database.executemany(
            "insert into real_word values (?)", ((word,) for word in sorted(beside.words))
        )
        database.execute(f"pragma application_id = {FORMAT}")


def _fill(
    database: sqlite3.Connection, concepts: Sequence[Concept], written: WrittenVocabulary
) -> None:
    database.executemany(
        "insert into concept (number, key, body) values (?, ?, ?)",
        ((one.number, one.key, msgspec.json.encode(one)) for one in concepts),
    )
    denied = {name_key(one.name): one for one in written.denied}
    silent = {key for key, one in denied.items() if not one.in_listings}
    database.executemany(
        "insert into denied values (?, ?, ?)",
        ((key, one.name, one.why) for key, one in denied.items()),
    )
    called: dict[str, dict[int, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for one in concepts:
        for name in one.names:
            called[name_key(name.text)][one.number].append(name)
    called.pop("", None)
    database.executemany(
        "insert into short values (?, ?, ?, ?, ?, ?, ?)",
        short_forms(written.short_forms, called, concepts),
    )
    database.executemany(
        "insert or ignore into field values (?)",
        (terms_of(word)[:1] for one in written.field_words for word in one.words),
    )
    database.executemany("insert into known values (?, ?, ?, ?, ?)", _known(called, denied))
    runs: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for number, terms in _runs(called, silent, ShortNames.of(written.short_forms)):
        runs[number].add(terms)
    # In one row: of what is asked about most, one a name took .2 ms to read.
    database.executemany(
        "insert into runs values (?, ?)",
        ((number, msgspec.json.encode(sorted(runs[number]))) for number in sorted(runs)),
    )
    longest = max((words_of(name.text) for one in concepts for name in one.names), default=0)
    database.execute("insert into longest values (?)", (longest,))


_Called = Mapping[str, Mapping[int, Sequence[Name]]]
"""Key → concept → its names under that key."""


def _known(
    called: _Called, denied: Mapping[str, Aside]
) -> Iterator[tuple[str, int, int, str, str]]:
    """Key, concept, how likely it is meant, the forms in which alone it is read, "" for any, and
    the orders in which its terms stand."""
    for key, concepts in called.items():
        for number, names in concepts.items():
            spelled = {name.text.lower() for name in names if name.text.isupper()}
            forms = {
                form
                for name in names
                if (form := form_of(name, denied.get(key), spelled)) is not None
            }
            if forms:
                # Of what we have under a name, that of which it is the preferred label comes first:
                # *epilepsy* is Epilepsy before it is Seizures.
                ours = any(name.source is SourceName.OURS for name in names)
                preferred = any(name.how is NameKind.MAIN for name in names)
                yield (
                    key,
                    number,
                    2 * ours + preferred,
                    "" if "" in forms else " ".join(sorted(forms)),
                    _orders(names),
                )


def _orders(names: Iterable[Name]) -> str:
    """The orders in which the terms of names are spoken, with a bar between two; of names of one
    word the words themselves."""
    if all(words_of(name.text) == 1 for name in names):
        return "|".join(sorted({uninflected(as_typed(name.text)) for name in names}))
    return "|".join(sorted({" ".join(terms_of(uninverted(name.text))) for name in names}))


def form_of(name: Name, denied: Aside | None, spelled: Container[str] = frozenset()) -> str | None:
    """The only form in which a name is read, "" where any will do, None where none; "=" and a word
    where that is read in capitals and small letters, and in its plural.

    Short names are read in their capitals alone, unless they are words: preferred names (*gout*),
    everyday ones, and what we write in small letters. A denied name of a package is read in
    capitals at most, and a longer word of its stem in its own form: not *spots* as *spotting*. So
    are medicines and short forms, whose stems are those of other words: *Versed* of *verse*,
    *PUD* of *pudding*. `spelled` has the short forms among the names, in small letters.
    """
    ours, text = name.source is SourceName.OURS, name.text
    if denied is not None:
        if words_of(text) == 1 and not is_short(text) and singular(text) != singular(denied.name):
            return f"={singular(text)}"
        if not ours:
            return text.upper() if is_short(text) else None
    is_word = name.how in (NameKind.MAIN, NameKind.LAYPERSON) and not text.isupper()
    if is_short(text) and not is_word and not (ours and text.islower()):
        return text if sum(letter.isupper() for letter in text) > 1 else text.upper()
    own = name.source in _OF_MEDICINES or text.isupper() or text in spelled
    return f"={singular(text)}" if own and text.isalpha() and text.isascii() else ""


_OF_MEDICINES = (SourceName.DRUGS, SourceName.BRANDS)


def _runs(
    called: _Called, denied: Container[str], short_names: ShortNames
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What in a listing names a concept. Terms know no capitals: short names that several
    concepts share or that are other words, and denied ones, would name too much."""
    for key, concepts in called.items():
        if key in denied:
            continue
        shared = len(_likeliest(concepts)) > 1
        for number, names in concepts.items():
            for name in names:
                terms = terms_of(name.text)
                if all(term in STOP_WORDS or len(term) < 2 for term in terms):
                    continue
                short = is_short(name.text) and form_of(name, None)
                if short and (shared or number not in _likeliest(concepts)):
                    continue
                if short_names.tell(name):
                    yield number, terms


def _likeliest(concepts: Mapping[int, Iterable[Name]]) -> list[int]:
    """Those of a name's concepts for which we say it; all of them where we say it of none."""
    ours = [
        number
        for number, names in concepts.items()
        if any(name.source is SourceName.OURS for name in names)
    ]
    return ours or list(concepts)
