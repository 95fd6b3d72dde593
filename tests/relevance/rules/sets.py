"""What rules are measured over: judged questions, what must hold between questions, and questions
that people asked, each with an index that answers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from index.build.pipeline import rebuild
from index.data_files import DATA
from index.errors import NoGeneration
from index.generation.generations import Generations
from index.generation.progress import silent
from index.reference.places.gazetteer import open_gazetteer
from index.reference.vocabulary.lookup import open_vocabulary
from search.evaluation.measures import Evaluation
from search.evaluation.question_set import QuestionSet
from search.evaluation.trec import read_qrels, read_queries
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher
from search.searcher.serving import Served, open_served
from search.understanding.understood import Understood
from tests.real_data.relations import (
    BETWEEN,
    TABLE,
    Ask,
    Outcome,
    Relation,
    outcome,
    read_by,
    relations,
)

CLINICIANS = ("clinician_a", "clinician_b", "condition", "summary", "note")
"""How clinicians put one topic: in a few words, in a sentence, as a whole note."""


class Asked:
    """Questions of one index, and what they mean with every rule."""

    def __init__(self, served: Served, texts: Mapping[str, str]) -> None:
        self.served, self.texts = served, texts
        self._as_read = self._read()

    def _read(self) -> dict[str, Understood]:
        return {
            key: self.served.understand(SearchRequest(text=text))
            for key, text in self.texts.items()
        }

    def otherwise(self) -> frozenset[str]:
        """The keys of those that mean something else now."""
        return frozenset(key for key, one in self._read().items() if one != self._as_read[key])


class JudgedSet:
    """Judged questions, and how well they are answered with every rule."""

    def __init__(self, name: str, served: Served, questions: QuestionSet) -> None:
        self.name = name
        self.questions = questions
        self.searcher = Searcher.over(served)
        self.asked = Asked(served, questions.queries)

    @cached_property
    def answered(self) -> Evaluation:
        """With every rule."""
        return self.questions.measured(self.searcher, silent)

    def answered_now(self, keys: frozenset[str]) -> Evaluation:
        """Some of the questions, by the rules that are on."""
        queries = {key: text for key, text in self.questions.queries.items() if key in keys}
        some = QuestionSet(queries, self.questions.qrels, {})
        return some.measured(self.searcher, silent)


class RelationSet:
    """What must hold between questions, and whether it does with every rule."""

    def __init__(self, served: Served, rows: tuple[Relation, ...]) -> None:
        self.rows = rows
        self._searcher = Searcher.over(served)
        self._ask = read_by(self._searcher)
        texts = [text for row in rows for text in _questions(row)]
        self.asked = Asked(served, {text: text for text in texts})
        self.held = {row: outcome(row, self._ask) for row in rows}

    def held_now(self, keys: frozenset[str]) -> dict[Relation, Outcome]:
        """The rows of some questions, by the rules that are on."""
        ask, new = self._ask, read_by(self._searcher)
        either: Ask = lambda text: new(text) if text in keys else ask(text)  # noqa: E731
        return {
            row: outcome(row, either) for row in self.rows if not keys.isdisjoint(_questions(row))
        }


def _questions(row: Relation) -> tuple[str, ...]:
    """Those that a row asks."""
    return (row.question, row.other) if row.relation in BETWEEN else (row.question,)


class Sets(NamedTuple):
    """All that there is to measure over; without real records, the samples alone."""

    judged: tuple[JudgedSet, ...]
    related: RelationSet | None = None
    people: Asked | None = None
    """What people asked, which nobody judged."""


class Homes:
    """Indexes of one kind of record each, in a folder; those that are there are taken as they
    are."""

    def __init__(self, folder: Path, reference: Path) -> None:
        self._folder = folder
        self._reference = reference

    def served(self, name: str, *sources: Path) -> Served:
        """The index of some sources. `reference` is where places and vocabulary are compiled."""
        home = self._folder / name
        gazetteer = open_gazetteer(self._reference)
        generations = Generations(home)
        try:
            generation = generations.current_name()
        except NoGeneration:
            vocabulary = open_vocabulary(self._reference, silent)
            home.mkdir(parents=True, exist_ok=True)
            rebuild(
                home, list(sources), gazetteer=gazetteer, vocabulary=vocabulary, progress=silent
            )
            generation = generations.current_name()
        return open_served(home, generation, gazetteer)


def all_sets(homes: Homes, shared: Path) -> Sets:
    """The samples and, where they are, the real records that `shared` holds."""
    samples = homes.served("samples", DATA / "listings")
    ours = JudgedSet("samples", samples, QuestionSet.ours(Searcher.over(samples)))
    if not shared.is_dir():
        return Sets((ours,))
    return Sets((ours, *_judged(homes, shared)), *_real(homes, shared))


def _judged(homes: Homes, shared: Path) -> Iterator[JudgedSet]:
    records, relevance = shared / "records", shared / "relevance"
    trials = homes.served("trials", records / "clinicaltrials.jsonl.gz")
    yield JudgedSet("lay", trials, _of_folder(relevance / "lay"))
    projects = homes.served("projects", records / "nih-projects.jsonl.gz")
    yield JudgedSet("categories", projects, _of_folder(relevance / "nih-categories"))
    folder = relevance / "sigir2016"
    corpus = homes.served("clinicians", folder / "corpus.jsonl.gz")
    qrels = read_qrels(folder / "qrels.txt")
    for way in CLINICIANS:
        queries = read_queries(folder / f"queries-{way}.tsv")
        yield JudgedSet(f"clinicians, {way}", corpus, QuestionSet(queries, qrels, {}))


def _of_folder(folder: Path) -> QuestionSet:
    return QuestionSet.of_files(folder / "queries.tsv", folder / "qrels.txt")


def _real(homes: Homes, shared: Path) -> tuple[RelationSet, Asked]:
    every = homes.served(
        "all",
        shared / "records" / "clinicaltrials.jsonl.gz",
        shared / "records" / "nih-projects.jsonl.gz",
        shared / "seed" / "listing-page.txt",
    )
    spanish = TABLE.with_name("relations-spanish.tsv")
    tables = (TABLE, spanish, shared / "questions" / "relations.tsv")
    rows = dict.fromkeys(row for table in tables for row in relations(table))
    lines = (shared / "queries" / "consumer-queries.tsv").read_text(encoding="utf-8").splitlines()
    texts = [line.partition("\t")[2] for line in lines]
    return RelationSet(every, tuple(rows)), Asked(every, {text: text for text in texts})
