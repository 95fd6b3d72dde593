"""The vocabulary: which medical concept a text names, and what else it is called.

A file that `index.reference.vocabulary.compile` writes, beside the index and in every generation.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import phrase_terms, spelled_words
from index.errors import GenerationUnusable, NoGeneration
from index.generation import Generations, Progress, silent
from index.reference.compiled import opened
from index.reference.vocabulary.compile import FORMAT, compile_vocabulary, is_current
from index.reference.vocabulary.concepts import (
    Concept,
    NameKind,
    Naming,
    Sense,
    ShortForm,
    SmallLetters,
    SourceName,
)
from index.reference.vocabulary.names import (
    KeySums,
    Order,
    as_typed,
    key_of_terms,
    order_of,
    singular,
    uninflected,
)

T = TypeVar("T")

VOCABULARY_FILE = "vocabulary.sqlite"
"""Its name in a home and in a generation."""

LONGEST_SHORT_FORM = 7
"""Letters, with the *s* of a plural."""

_REMEMBERED = 2000
_LAST_WORDS = frozenset(
    ("syndrome", "disease", "disorder", "virus", "infection", "leukemia", "lymphoma", "dementia")
)
"""With which a short form is said twice."""
_ANYWHERE = SmallLetters.ANYWHERE.value
_CONCEPT = msgspec.json.Decoder(Concept)
_RUNS = msgspec.json.Decoder(tuple[tuple[str, ...], ...])
_SOMETHING = frozenset(("",))
"""What stands beside a text of which no more is known."""
_NAMED = """
select number, rank, forms, orders from known join concept on number = concept
where known.key = ? order by rank desc, listings desc, number
"""
_SHORT = "select concept, text, small, beside from short where form = ? order by place"


class Vocabulary:
    """Concepts by their names. Safe to share between threads.

    Where the file turns out not to be what was written, whatever reads it raises
    `GenerationUnusable`.
    """

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        """The SQLite file that holds it."""
        self._database = database
        ((number,),) = self._rows("pragma user_version")
        self.version = str(number)
        """Changes whenever the same listing could be tagged otherwise."""
        self._body = lru_cache(_REMEMBERED)(self._decoded)
        # A question is looked through more than once, and often shares its words with others.
        self._naming = lru_cache(_REMEMBERED)(self._looked_up)
        self._runs = lru_cache(_REMEMBERED)(self._read_runs)
        self._sums = cache(self._sums_of_keys)
        self._that_may_name = lru_cache(_REMEMBERED)(self._may_name)
        ((words,),) = self._rows("select words from longest")
        self.longest: int = words
        """Words of the longest name."""
        self._field = frozenset(term for (term,) in self._rows("select term from field"))
        self._short = frozenset(form for (form,) in self._rows("select form from short"))
        rows = self._rows("select name, version from source")
        self.versions: dict[SourceName, str] = {SourceName(name): one for name, one in rows}
        """The version of each source that it was compiled from."""

    def named(self, said: str) -> tuple[Concept, ...]:
        """The concepts that a text names as a whole, whatever stands beside it, the likeliest
        first: see `naming`."""
        return self.naming(said).concepts

    def naming(self, said: str) -> Naming:
        """What a text names as a whole: the senses of a short form in their order, or the concepts
        that we give it to, of these those of which it is the preferred label, then those of most
        listings. None where the name is denied, or short and not written in its capitals. A name
        in another order, or another word of the same stem, counts only where none is said so:
        *suicide* is Suicide before it is *suicidal*."""
        return self._naming(said)

    def runs_that_may_name(self, words: Sequence[tuple[str, ...]]) -> frozenset[tuple[int, int]]:
        """The runs of words, each with its terms, that may be a name, in any order: by the first
        word and one behind the last. Nearly all others are left out, each in half a microsecond.
        The first question of a process waits for 130,000 keys, some .2 s."""
        # A question is cut twice, and most of its words are the same then.
        return self._that_may_name(tuple(words))

    def _may_name(self, words: tuple[tuple[str, ...], ...]) -> frozenset[tuple[int, int]]:
        return self._sums().runs(words, self.longest)

    def _sums_of_keys(self) -> KeySums:
        return KeySums(key for (key,) in self._rows("select distinct key from known") if key)

    def runs_of(self, number: int) -> tuple[tuple[str, ...], ...]:
        """The runs of terms that name a concept in a listing."""
        return self._runs(number)

    def _read_runs(self, number: int) -> tuple[tuple[str, ...], ...]:
        rows = self._rows("select runs from runs where concept = ?", number)
        return next((self._decode(_RUNS, runs) for (runs,) in rows), ())

    def _looked_up(self, said: str) -> Naming:
        short = self.short_form(said)
        if short is not None:
            return Naming(short.meant(beside=_SOMETHING), short)
        terms = phrase_terms(said)
        key = key_of_terms(terms)
        rows = list(self._rows(_NAMED, key)) if key and self._sums().has(terms) else []
        typed = as_typed(said)
        found: dict[bool, dict[int, Concept]] = {False: {}, True: {}}
        for number, rank, forms, orders in rows:
            order = _order(terms, typed, orders.split("|"))
            if order is Order.OTHER:
                continue
            turned = order is Order.TURNED
            concept = self.concept(number)
            # A narrower concept is dropped unless the name is its preferred label.
            apart = rank % 2 or not found[turned].keys() & set(concept.broader)
            if apart and (not forms or _in_form(typed, forms)):
                found[turned][number] = concept
        turned = not found[False]
        is_turned = turned and bool(found[True]) and len(terms) > 1
        return Naming(tuple(found[turned].values()), turned=is_turned)

    def may_be_short(self, said: str) -> bool:
        """Whether a text may be a short form, or one with the last word of what it stands for."""
        first, _, last = said.strip().partition(" ")
        if last and (" " in last or last.casefold() not in _LAST_WORDS):
            return False
        typed = as_typed(first).upper()
        return typed in self._short or typed.removesuffix("S") in self._short

    def short_form(self, said: str) -> ShortForm | None:
        """The short form that a text is, in any letters, with all its senses; None where it is
        none. Its plural is one: *NETs*; and with the last word of what it stands for, which tells
        that it is meant, in any letters: *pots syndrome*."""
        first, _, last = said.strip().partition(" ")
        short = self._short_form(first)
        if short is None or not last:
            return short
        if " " in last or last.casefold() not in _LAST_WORDS:
            return None
        said_twice = f" {last.casefold()}"
        senses = tuple(
            sense
            for sense in short.senses
            if any(name.text.casefold().endswith(said_twice) for name in sense.concept.names)
        )
        changed = {"senses": senses, "in_capitals": True}
        return msgspec.structs.replace(short, **changed) if senses else None

    def _short_form(self, word: str) -> ShortForm | None:
        typed = as_typed(word)
        if len(typed) > LONGEST_SHORT_FORM:
            return None
        for one in (typed, typed.removesuffix("s")):
            rows = list(self._rows(_SHORT, one.upper())) if one.upper() in self._short else ()
            # *Pads* and *pots* are other words than the plurals of PAD and POT; *utis* is no word.
            if rows and (one == typed or typed != typed.lower() or rows[0][2] == _ANYWHERE):
                (_, text, small, _) = rows[0]
                return ShortForm(
                    text,
                    tuple(
                        Sense(self.concept(number), tuple(beside.split()))
                        for number, _, _, beside in rows
                    ),
                    SmallLetters(small),
                    in_capitals=one in (text, text.upper()) and not one.islower(),
                )
        return None

    def is_of_health(self, term: str) -> bool:
        """Whether a term is that of a word of the field: *treatment*, *symptoms*."""
        return term in self._field

    def close(self) -> None:
        """Lets go of the file; nothing can be asked any more."""
        self._database.close()

    def concept(self, number: int) -> Concept:
        """One of `len(self)` concepts, numbered from 0."""
        return self._body(number)

    def concept_of(self, key: str) -> Concept | None:
        """The concept of a key (`Concept.key`); None where there is no such concept."""
        rows = self._rows("select number from concept where key = ?", key)
        return next((self.concept(number) for (number,) in rows), None)

    def keys(self) -> list[str]:
        """The key of each concept, in order of their numbers."""
        return [key for (key,) in self._rows("select key from concept order by number")]

    def __len__(self) -> int:
        ((count,),) = self._rows("select count(*) from concept")
        return int(count)

    def names(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Concept and run of terms: what in a listing names it, in order of the concepts. Denied
        names are left out, and short ones that several concepts share."""
        for number, runs in self._rows("select concept, runs from runs order by concept"):
            for terms in self._decode(_RUNS, runs):
                yield number, terms

    def narrower(self) -> Iterator[tuple[int, int]]:
        """Every broader concept with one that is a kind of it."""
        for (body,) in self._rows("select body from concept order by number"):
            one = self._concept(body)
            yield from ((one.number, number) for number in one.narrower)

    def words(self, concepts: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Some concepts with the folded words of their names. What people say is left out: it may
        be misspelt."""
        wanted = frozenset(concepts)
        # All in a row: one at a time, 25,000 take three times as long.
        for number, body in self._rows("select number, body from concept order by number"):
            if number in wanted:
                for name in self._concept(body).names:
                    if name.how is not NameKind.SAID:
                        yield from ((number, word) for word in spelled_words(name.text))

    def denied(self, said: str) -> str:
        """Why a name is not read as sources have it, or ""."""
        rows = self._rows("select why from denied where key = ?", key_of_terms(phrase_terms(said)))
        return next((str(why) for (why,) in rows), "")

    def title_of_code(self, code: str) -> str:
        """What a code of ICD-10-CM stands for (*K92.2*, in capitals, with its dot), or ""."""
        rows = self._rows("select title from code where code = ?", code)
        return next((str(title) for (title,) in rows), "")

    def is_real_word(self, word: str) -> bool:
        """Whether English or Spanish has a word of four letters or more, folded."""
        return bool(list(self._rows("select 1 from real_word where word = ?", word)))

    def keys_from(self, beginning: str) -> list[str]:
        """The keys of names that begin so."""
        rows = self._rows(
            "select distinct key from known where key >= ? and key < ?",
            beginning,
            beginning + "\U0010ffff",
        )
        return [key for (key,) in rows]

    def names_under(self, key: str) -> list[str]:
        """The preferred names of the concepts that have a name of that key."""
        rows = self._rows("select concept from known where key = ?", key)
        return [self.concept(number).name for (number,) in rows]

    def _decoded(self, number: int) -> Concept:
        rows = list(self._rows("select body, listings from concept where number = ?", number))
        if not rows:
            raise IndexError(f"no concept has the number {number}")
        ((body, listings),) = rows
        return msgspec.structs.replace(self._concept(body), listings=listings)

    # --- the only places that read the file -----------------------------------------------------

    def _rows(self, statement: str, *values: str | int) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise _damaged(self.path, error) from error

    def _concept(self, body: bytes) -> Concept:
        return self._decode(_CONCEPT, body)

    def _decode(self, decoder: msgspec.json.Decoder[T], body: bytes) -> T:
        try:
            return decoder.decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _damaged(self.path, error) from error


def _damaged(path: Path, error: Exception) -> GenerationUnusable:
    return GenerationUnusable(
        f"{path}: this vocabulary is damaged ({error}). Delete it, then build the index again: "
        "listings rebuild"
    )


def _order(terms: tuple[str, ...], typed: str, orders: list[str]) -> Order:
    """How a text of some terms stands to the names of a concept under its key, of which the orders
    are kept: that of a word is the word."""
    if len(terms) == 1:
        return Order.SAME if uninflected(typed) in orders else Order.TURNED
    return order_of(terms, [tuple(one.split(" ")) for one in orders])


def _in_form(typed: str, forms: str) -> bool:
    return any(
        singular(typed) == form[1:] if form[0] == "=" else typed in (form, form.upper())
        for form in forms.split()
    )


def open_vocabulary(home: Path = Path("var"), progress: Progress = silent) -> Vocabulary:
    """The vocabulary of a home, in milliseconds; it is compiled first where there is none or an
    older one. `LISTINGS_VOCABULARY` names another file."""
    return vocabulary_in(current_file(home, progress))


def current_file(home: Path, progress: Progress = silent) -> Path:
    """Where the vocabulary of a home lies, compiled if need be: what a generation copies."""
    path = Path(os.environ.get("LISTINGS_VOCABULARY") or home / VOCABULARY_FILE)
    if not is_current(path):
        compile_vocabulary(path, progress)
    return path


def served_vocabulary(home: Path, progress: Progress = silent) -> Vocabulary:
    """The vocabulary of the generation that is served, with its counts of listings; that of the
    home where nothing is served yet, or by an index without one."""
    generations = Generations(home)
    try:
        path = generations.directory(generations.current_name()) / VOCABULARY_FILE
    except NoGeneration:
        return open_vocabulary(home, progress)
    return vocabulary_in(path) if path.exists() else open_vocabulary(home, progress)


def vocabulary_in(path: Path) -> Vocabulary:
    """The vocabulary in a file, which nobody changes while it is open. Raises
    `GenerationUnusable` where it is none."""
    try:
        database = opened(path)
        try:
            ((format_,),) = database.execute("pragma application_id")
            if format_ != FORMAT:
                raise GenerationUnusable(
                    f"{path}: this vocabulary was written by other software. Build the index "
                    "again: listings rebuild"
                )
            return Vocabulary(path, database)
        except BaseException:
            database.close()
            raise
    except (sqlite3.Error, ValueError) as error:
        raise GenerationUnusable(
            f"{path}: this is no vocabulary ({error}). Build the index again: listings rebuild"
        ) from error


def save_vocabulary(source: Path, directory: Path, counts: NDArray[np.int64]) -> None:
    """Copies a vocabulary into a generation, with how many listings name each concept or one
    that is narrower: `counts` has one number for each concept."""
    path = directory / VOCABULARY_FILE
    shutil.copyfile(source, path)
    rows = enumerate(counts.tolist())
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany(
            "update concept set listings = ?2 where number = ?1 and listings <> ?2", rows
        )


def load_vocabulary(directory: Path) -> Vocabulary | None:
    """The vocabulary that a generation was tagged with; None where it was built without one.

    Raises `GenerationUnusable` where the file is damaged.
    """
    path = directory / VOCABULARY_FILE
    return vocabulary_in(path) if path.exists() else None
