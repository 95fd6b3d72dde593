"""tantivy by its Python binding: text with positions and stems, facets as fast fields.

Two indexing threads. Its aggregations count the commonest values of each segment only, so how
many decides whether the sums are right; the report says how many counts differ from ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy

from index.listing.schema import FACETS
from tests.benchmarks.engine import LISTING, TOP, VALUES, Answer, How, Prepared, Question

THREADS = 2
HEAP_BYTES = 1_000_000_000
"""For both threads; half of it is what one holds before it writes a segment."""

SEGMENT_VALUES = 2_000
"""Values counted in each segment before they are added up. Its default, ten times the values
asked for, gave wrong counts; from here on they were those that it gives without any limit, which
takes up to half as long again."""


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem", index_option="position")
    builder.add_bytes_field("listing", stored=True)
    for facet in FACETS:
        builder.add_text_field(facet.name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class TantivyBuilding:
    """An index in the making."""

    def __init__(self, directory: Path) -> None:
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(directory))
        self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=THREADS)

    def add(self, batch: Sequence[Prepared]) -> None:
        """Takes the next listings."""
        for one in batch:
            document = tantivy.Document(text=one.text, listing=one.stored.encode(), **one.values)
            self._writer.add_document(document)

    def finish(self) -> None:
        """Commits, and waits until segments are merged."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class TantivyReader:
    """An index opened for asking."""

    def __init__(self, directory: Path) -> None:
        self._schema = _schema()
        self._index = tantivy.Index.open(str(directory))
        self._searcher = self._index.searcher()
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        for one in (
            tantivy.Filter.remove_long(40),
            tantivy.Filter.lowercase(),
            tantivy.Filter.stemmer("english"),
        ):
            builder = builder.filter(one)
        self._stem = builder.build()

    def answer(self, question: Question) -> Answer:
        """The total and the top ten."""
        # Typed as Any, as the stubs leave out the count.
        found: Any = self._searcher.search(self._narrowed(question), limit=TOP, count=True)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        top = tuple(LISTING.decode(document["listing"][0]) for document in documents)
        return Answer(found.count, top)

    def answer_with_facets(self, question: Question) -> Answer:
        """The same, and every facet."""
        plain = self.answer(question)
        own = question.narrowing.facet if question.narrowing else ""
        others = [facet.name for facet in FACETS if facet.name != own]
        counted = self._counted(self._narrowed(question), others)
        if own:
            counted |= self._counted(self._match(question), [own])
        return Answer(plain.total, plain.top, counted)

    def _counted(self, query: Any, facets: list[str]) -> dict[str, dict[str, int]]:
        wishes = {
            name: {"terms": {"field": name, "size": VALUES, "segment_size": SEGMENT_VALUES}}
            for name in facets
        }
        found = self._searcher.aggregate(query, wishes)
        return {
            name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
            for name in facets
        }

    def _narrowed(self, question: Question) -> Any:
        match = self._match(question)
        if question.narrowing is None:
            return match
        by = tantivy.Query.term_query(
            self._schema, question.narrowing.facet, question.narrowing.value
        )
        # Only whether it matches is wanted, as a filter adds nothing to a score.
        both = [match, tantivy.Query.const_score_query(by, 0.0)]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in both])

    def _match(self, question: Question) -> Any:
        stems = [stem for word in question.words for stem in self._stem.analyze(word)]
        if question.how is How.PHRASE:
            return tantivy.Query.phrase_query(self._schema, "text", list(stems))
        occur = tantivy.Occur.Should if question.how is How.ANY else tantivy.Occur.Must
        # With frequencies: the option names what of the postings a score is computed from.
        terms = [
            tantivy.Query.term_query(self._schema, "text", stem, index_option="freq")
            for stem in stems
        ]
        if len(terms) == 1:
            return terms[0]
        return tantivy.Query.boolean_query([(occur, term) for term in terms])
