"""Writes listings into a true Whoosh index: in bulk, in several processes, or on top of another.

Each process turns a run of listings into a small segment; the runs are merged into one. A later
update links the files of the segments that stay, writes one more, and marks what is gone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property
from itertools import chain, count
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from index.analysis import STEMMER_MODULE
from index.engines.whoosh.codec import ArraySegment, contents
from index.engines.whoosh.columns import completion_names
from index.engines.whoosh.concepts import (
    mention_segment,
    open_concepts,
    open_mentions,
    tag_segment,
    write_concept_keys,
)
from index.engines.whoosh.schema import INDEX_NAME, KNOWN_AS, whoosh_schema
from index.engines.whoosh.segment import (
    CONCEPTS,
    DIGEST_BYTES,
    KEYS_FILE,
    MENTIONS,
    PARTS,
    TAGS,
    Segment,
    part_path,
)
from index.engines.whoosh.writing import workers
from index.engines.whoosh.writing.segment_merger import Part, merge_segments, merge_text
from index.engines.whoosh.writing.segment_writer import Written, write_segment
from index.engines.whoosh.writing.workers import begin_indexing, merge_rest_of, write_run
from index.errors import BuildFailed
from index.generation import (
    BEST_LISTINGS,
    MOST_RUNS,
    Effort,
    IndexSummary,
    Progress,
    SpellingTally,
    SpellingWords,
    Vocabulary,
)
from index.listing import Listing, id_key
from index.processes import begin_working, in_batches, killed_is_told, started_processes
from index.terms import Inverter, NameTree, mentions_version, name_tree_of

MERGE_RATIO = 4
"""A segment is merged with the one after it unless it has this many times its documents."""

MOST_DELETED = 0.25
"""The share of deleted documents from which a segment is written anew."""


_decoder = msgspec.json.Decoder(Listing)


class WhooshWriter:
    """An `IndexWriter` over a directory that nobody reads yet."""

    def __init__(
        self,
        directory: Path,
        effort: Effort,
        progress: Progress,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._directory = directory
        self._effort = effort
        self._progress = progress
        self._vocabulary = vocabulary
        self._segments: list[ArraySegment] = []
        self._spelled = SpellingTally()

    def prepare(self) -> None:
        """Reads the names of concepts."""
        _ = self._name_tree

    def start_from(self, published: Path) -> None:
        """Takes over the segments of a published index: its files are linked, not copied.

        Those that another vocabulary has tagged, or none, are tagged anew.
        """
        self._segments = list(contents(published))
        for done, segment in enumerate(self._segments):
            name = segment.segment_id()
            for part in PARTS:
                self._link(published, name, part)
            if self._vocabulary is None:
                continue
            version = self._vocabulary.version
            for part, opened, make, current in (
                (CONCEPTS, open_concepts, tag_segment, version),
                (MENTIONS, open_mentions, mention_segment, mentions_version(version)),
            ):
                tags = opened(published, name)
                if tags is not None and tags.version == current:
                    self._link(published, name, part)
                elif self._name_tree is not None:
                    self._progress("Finding concepts", done, len(self._segments))
                    make(self._directory, name, self._name_tree)
        self._spelled.add(SpellingWords.read(published).counts())

    def _link(self, published: Path, name: str, part: str) -> None:
        source = part_path(published, name, part)
        os.link(source, self._directory / source.name)

    @cached_property
    def _name_tree(self) -> NameTree | None:
        if self._vocabulary is None:
            return None
        self._progress("Reading the names of concepts", 0, None)
        return name_tree_of(self._vocabulary)

    def add(self, listings: Iterable[bytes], expected: int) -> None:
        """Adds listings, given as JSON, no two with the same id; `expected` many, for the progress.

        A listing replaces one of the same id that was there before.
        """
        runs = self._runs(listings, expected)
        if not runs:
            return
        name = self._one_of(runs)
        added = self._open(name)
        self._delete(added.ids)
        self._segments.append(ArraySegment(INDEX_NAME, _short(name), added.size))

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Removes the listings with these ids; returns the ids that no listing has."""
        wanted = {id_key(one).encode(errors="replace"): one for one in ids}
        gone = self._delete(wanted)
        return [one for key, one in wanted.items() if key not in gone]

    def finish(self) -> IndexSummary:
        """Merges what is worth merging and writes the table of contents."""
        self._merge_small()
        if self._vocabulary is not None:
            write_concept_keys(self._directory, self._vocabulary.keys())
        storage = FileStorage(str(self._directory))
        whoosh_index.TOC(whoosh_schema(), self._segments, 1).write(storage, INDEX_NAME)
        summary = self._summary()
        readable = whoosh_index.open_dir(str(self._directory), readonly=True)
        try:
            if readable.doc_count() != summary.listings:
                raise BuildFailed(
                    f"Whoosh reads {readable.doc_count()} of {summary.listings} listings back from "
                    "the new index, so it was not published."
                )
        finally:
            readable.close()
        return summary

    def publish(self, generation: str) -> None:
        """Does nothing: all of it lies in the directory, which `Generations.publish` makes that of
        the generation by renaming it."""

    def abandon(self) -> None:
        """Removes the files of the index from the directory."""
        for path in self._directory.glob(f"*{INDEX_NAME}_*"):
            path.unlink()
        (self._directory / KEYS_FILE).unlink(missing_ok=True)

    def _document_counts(self) -> NDArray[np.int64]:
        counts = np.zeros(len(self._vocabulary or ()), np.int64)
        for segment in self._segments:
            concepts = open_concepts(self._directory, segment.segment_id())
            if concepts is not None:
                counts += concepts.listings(_live_docs(segment))
        return counts

    # --- runs -------------------------------------------------------------------------------

    def _runs(self, listings: Iterable[bytes], expected: int) -> list[str]:
        """Writes runs, in as many processes as there is work for; their names, in order."""
        most = self._effort.run_listings(expected)
        batches = in_batches(listings, len, self._effort.run_bytes, most)
        first = list(next(batches, ()))
        second = next(batches, None)
        if not first:
            return []
        if second is None:
            # One batch is not worth starting processes for.
            self._progress("Indexing", 0, expected)
            name = self._free_name()
            written = write_segment(self._directory, name, first, Inverter(), self._name_tree)
            self._spelled.add(written.spelled)
            return [name]
        batches = chain((first, second), batches)
        if self._effort.processes == 1:
            return list(self._in_this_process(batches, expected))
        return list(self._in_processes(batches, expected))

    def _in_this_process(self, batches: Iterable[list[bytes]], expected: int) -> Iterator[str]:
        done, inverter = 0, Inverter()
        for number, batch in enumerate(batches):
            name = f"{INDEX_NAME}_run{number}"
            done += self._taken(
                write_segment(self._directory, name, batch, inverter, self._name_tree)
            )
            self._progress("Indexing", done, expected)
            yield name

    def _in_processes(self, batches: Iterable[list[bytes]], expected: int) -> Iterator[str]:
        done = 0
        waiting: list[tuple[str, Future[Written]]] = []
        context = started_processes([workers.__name__, STEMMER_MODULE])
        with (
            killed_is_told("indexing"),
            ProcessPoolExecutor(
                self._effort.processes, context, begin_indexing, (self._name_tree,)
            ) as pool,
        ):
            try:
                for number, batch in enumerate(batches):
                    name = f"{INDEX_NAME}_run{number}"
                    waiting.append((name, pool.submit(write_run, self._directory, name, batch)))
                    while len(waiting) > self._effort.processes:
                        name, run = waiting.pop(0)
                        done += self._taken(run.result())
                        self._progress("Indexing", done, expected)
                        yield name
                for name, run in waiting:
                    done += self._taken(run.result())
                    self._progress("Indexing", done, expected)
                    yield name
            finally:
                pool.shutdown(cancel_futures=True)

    def _taken(self, run: Written) -> int:
        self._spelled.add(run.spelled)
        return run.listings

    # --- segments ---------------------------------------------------------------------------

    def _open(self, name: str) -> Segment:
        return Segment(self._directory, name)

    def _free_name(self) -> str:
        taken = (path.stem for path in self._directory.glob(f"{INDEX_NAME}_*.docs"))
        numbers = (int(short) for name in taken if (short := _short(name)).isdigit())
        return f"{INDEX_NAME}_{1 + max(numbers, default=0):06d}"

    def _one_of(self, runs: Sequence[str]) -> str:
        """Merges runs into one segment, in several rounds where they are many; its name."""
        for level in count():
            if len(runs) == 1:
                break
            groups = [runs[at : at + MOST_RUNS] for at in range(0, len(runs), MOST_RUNS)]
            free = self._free_name()
            names = [f"{INDEX_NAME}_level{level}x{number}" for number in range(len(groups))]
            runs = [
                self._merged([Part(self._open(run)) for run in group], name)
                for group, name in zip(groups, names if groups[1:] else [free], strict=True)
            ]
        return runs[0]

    def _merged(self, parts: Sequence[Part], name: str) -> str:
        """Merges segments of the directory into a new one, and removes them."""
        size = sum(part.size for part in parts)
        self._progress("Merging", size, size)
        if self._effort.processes == 1 or size < BEST_LISTINGS:
            merge_segments(self._directory, name, parts)
        else:
            self._merge_in_two(parts, name)
        for part in parts:
            self._drop(part.segment.name)
        return name

    def _merge_in_two(self, parts: Sequence[Part], name: str) -> None:
        again = [(part.segment.name, part.live) for part in parts]
        context = started_processes([workers.__name__, STEMMER_MODULE])
        with killed_is_told("indexing"), ProcessPoolExecutor(1, context, begin_working) as pool:
            rest = pool.submit(merge_rest_of, self._directory, name, again)
            merge_text(self._directory, name, parts)
            rest.result()

    def _merge_small(self) -> None:
        """Keeps the number of segments logarithmic in the number of updates."""
        segments = self._segments
        while segments and segments[-1].doc_count() == 0:
            self._drop(segments.pop().segment_id())
        first = len(segments) - 1
        while first > 0 and segments[first - 1].doc_count() < MERGE_RATIO * sum(
            one.doc_count() for one in segments[first:]
        ):
            first -= 1
        if first < len(segments) - 1:
            segments[first:] = [self._rewritten(segments[first:])]
        for i, segment in enumerate(segments):
            if segment.deleted_count() > MOST_DELETED * segment.doc_count_all():
                segments[i] = self._rewritten([segment])

    def _rewritten(self, segments: Sequence[ArraySegment]) -> ArraySegment:
        opened = [self._open(segment.segment_id()) for segment in segments]
        parts = [
            Part(one, _live_docs(segment)) for one, segment in zip(opened, segments, strict=True)
        ]
        size = sum(part.size for part in parts)
        return ArraySegment(INDEX_NAME, _short(self._merged(parts, self._free_name())), size)

    def _drop(self, name: str) -> None:
        for part in PARTS:
            part_path(self._directory, name, part).unlink()
        for part in TAGS:
            part_path(self._directory, name, part).unlink(missing_ok=True)

    def _delete(self, ids: Iterable[bytes]) -> set[bytes]:
        """Marks the documents of these ids as deleted; returns the ids that had one."""
        wanted = list(ids)
        gone: set[bytes] = set()
        for i, segment in enumerate(self._segments):
            arrays = self._open(segment.segment_id())
            keys, own = arrays.field(KNOWN_AS), arrays.ids
            docs: list[int] = []
            for key in wanted:
                number = keys.terms.find(key)
                if number is None:
                    continue
                here = [
                    doc
                    for doc in keys.postings(number).docs.tolist()
                    if own[doc] == key and not segment.is_deleted(doc)
                ]
                docs += here
                for doc in here:
                    self._spelled.remove(_decoder.decode(arrays.listing(doc)))
                if here:
                    gone.add(key)
            if docs:
                self._segments[i] = segment.without(docs)
        return gone

    def _summary(self) -> IndexSummary:
        samples, digests, columns = 0, [], []
        for segment in self._segments:
            arrays, live = self._open(segment.segment_id()), _live_docs(segment)
            rows = slice(None) if live is None else live
            samples += int(arrays.samples[rows].sum())
            digests.append(arrays.digests[rows])
            columns.append((arrays.column, live))
        together = np.concatenate(digests) if digests else np.empty((0, DIGEST_BYTES), np.uint8)
        halves = np.ascontiguousarray(together).view("<u8")
        ordered = together[np.lexsort((halves[:, 1], halves[:, 0]))]
        return IndexSummary(
            listings=len(together),
            samples=samples,
            digest=hashlib.sha256(ordered.tobytes()).hexdigest(),
            document_counts=self._document_counts(),
            words=self._spelled.counts(),
            names=completion_names(columns),
        )


def _live_docs(segment: ArraySegment) -> NDArray[np.bool_] | None:
    if not segment.deleted_count():
        return None
    live = np.ones(segment.doc_count_all(), dtype=np.bool_)
    live[list(segment.deleted_docs())] = False
    return live


def _short(name: str) -> str:
    return name.rpartition("_")[2]
