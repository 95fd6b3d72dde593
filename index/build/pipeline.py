"""From files to a published generation: read, translate, collapse, locate, index, publish."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

import msgspec

from index.build.build import build, index_writer
from index.build.translating import translations
from index.errors import BuildFailed, Problem, Severity
from index.generation import Effort, Generations, Progress, Vocabulary
from index.listing import Listing
from index.reference import Encoder, Gazetteer
from index.sources import Attachment, Condensed, Planned, Prepared, collapse, read_records

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild did. Always: read = indexed + collapsed + refused."""

    read: int
    indexed: int
    collapsed: int
    refused: int
    problems: tuple[Problem, ...]
    """Every refusal, in the order they were met."""
    warnings: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    """What is said of files as a whole, such as that one holds no records; they count as none."""
    generation: str
    """The generation that was published; empty where none was, and then `indexed` listings
    would have been."""
    stamp: str

    @property
    def published(self) -> bool:
        """Whether the new generation is being served."""
        return bool(self.generation)


class _Located:
    """Collapsed listings as JSON; the sites of those that are put together from several records
    are looked up as they are asked for, as those of the others were when they were translated."""

    def __init__(self, listings: Planned, gazetteer: Gazetteer) -> None:
        self._listings = listings
        self._gazetteer = gazetteer

    def __len__(self) -> int:
        return len(self._listings)

    def __iter__(self) -> Iterator[bytes]:
        return self._listings.encoded(self._finished)

    def _finished(self, listing: Listing) -> bytes:
        return msgspec.json.encode(self._gazetteer.located(listing))


class _Tally:
    """Counts records as they stream by, and keeps what was wrong with them."""

    def __init__(self, progress: Progress) -> None:
        self.read = 0
        self.refused = 0
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.notices: list[Problem] = []
        self._progress = progress

    def translated(self, found: Iterable[Prepared]) -> Iterator[Condensed | Attachment]:
        """Every record that could be translated, in the order of the files."""
        for one in found:
            if one.notice is not None:
                self.notices.append(one.notice)
                continue
            self.read += 1
            if self.read % 500 == 0:
                self._progress("Reading records", self.read, None)
            if one.record is None:
                self.refuse(one.refused)
            else:
                self.warnings += one.warnings
                yield one.record

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Counts one refused record."""
        self.refused += 1
        self.problems += problems


@contextmanager
def _room_in(home: Path) -> Iterator[None]:
    """Says what to do where the disk is full: such an error does not name the file it met."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise BuildFailed(
            f"{home.absolute()}: there is no room for the new index ({error.strerror}). Free some "
            "space there, or name a directory on a larger disk with --home, then try again. "
            "What was served before still is."
        ) from error


def rebuild(
    home: Path,
    paths: Sequence[Path],
    *,
    gazetteer: Gazetteer,
    progress: Progress,
    vocabulary: Vocabulary | None = None,
    encoder: Encoder | None = None,
    tolerated: int | None = None,
    effort: Effort = Effort(),  # noqa: B008  frozen
) -> Report:
    """Builds a generation from `paths` and publishes it, tagged with the concepts of `vocabulary`
    where one is given, and with the vectors of its names where an encoder is given.

    More than `tolerated` refused records keep the old generation serving, and nothing is
    built; None tolerates any number. Raises
    `SourceUnreadable` for a path that cannot be read at all, `HomeLocked` while another
    command is at work, and `BuildFailed` where there is nothing to publish; in each case what
    was served before still is, and nothing half-made stays behind.
    """
    generations = Generations(home)
    with (
        _room_in(home),
        generations.locked("listings rebuild"),
        generations.building() as directory,
    ):
        tally = _Tally(progress)
        found = chain.from_iterable(map(read_records, paths))
        writer = index_writer(directory, effort, progress, vocabulary)
        with closing(
            translations(found, gazetteer, effort.processes, writer.prepare)
        ) as translated:
            collapsed = collapse(tally.translated(translated), directory)
        for problems in collapsed.refused:
            tally.refuse(problems)
        if not tally.read:
            raise BuildFailed(
                "There are no records in what was given, so nothing was published. "
                + "; ".join(str(notice) for notice in tally.notices[:3])
            )
        if not collapsed.listings:
            raise BuildFailed(
                f"None of the {tally.read} records read could become a listing, so nothing was "
                "published. " + "; ".join(str(problem) for problem in tally.problems[:3])
            )
        manifest = None
        if tolerated is None or tally.refused <= tolerated:
            listings = _Located(collapsed.listings, gazetteer)
            manifest = build(
                directory,
                listings,
                effort=effort,
                progress=progress,
                vocabulary=vocabulary,
                encoder=encoder,
                writer=writer,
            )
            generations.publish(directory, manifest)
        return Report(
            read=tally.read,
            indexed=len(collapsed.listings),
            collapsed=collapsed.collapsed,
            refused=tally.refused,
            problems=tuple(p for p in tally.problems if p.severity is Severity.ERROR),
            warnings=tuple(
                p for p in (*tally.warnings, *tally.problems) if p.severity is Severity.WARNING
            ),
            notices=tuple(tally.notices),
            generation=manifest.generation if manifest else "",
            stamp=manifest.stamp if manifest else "",
        )
