"""A set of judged questions, ours or anybody's, asked of a ranking and of another beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

import msgspec

from index.generation import Progress
from search.errors import BadRequest
from search.evaluation.comparison import Comparison, compare
from search.evaluation.judgements import JUDGEMENTS, read_judged, unknown_listings
from search.evaluation.measures import Evaluation, Ranks, evaluate
from search.evaluation.trec import Qrels, read_qrels, read_queries


class Measured(Evaluation, frozen=True, kw_only=True):
    """An evaluation with what it is compared to, if anything."""

    comparison: Comparison | None = None


class QuestionSet(msgspec.Struct, frozen=True):
    """Questions by id, their judgements, and which set each belongs to, if any."""

    queries: Mapping[str, str]
    qrels: Qrels
    sets: Mapping[str, str]

    @classmethod
    def of_files(cls, queries: Path, qrels: Path) -> Self:
        """Those of two files. Raises `BadRequest` naming the line that is wrong."""
        return cls(read_queries(queries), read_qrels(qrels), {})

    @classmethod
    def ours(cls, ranks: Ranks, folder: Path = JUDGEMENTS) -> Self:
        """Ours, in sets by who asks. Raises `BadRequest` naming what is wrong, or which judged
        listings this index does not have."""
        judged = read_judged(folder)
        problem = unknown_listings(judged, lambda id_: ranks.listing(id_) is not None)
        if problem:
            raise BadRequest([problem])
        return cls(
            queries={one.id: one.question for one in judged},
            qrels={one.id: one.grades for one in judged},
            sets={one.id: one.asker.value for one in judged},
        )

    def measured(self, ranks: Ranks, progress: Progress) -> Evaluation:
        """How well these questions are answered."""
        return evaluate(ranks, self.queries, self.qrels, progress=progress, sets=self.sets)

    def compared(self, before: Ranks, after: Ranks, progress: Progress) -> Measured:
        """How well they are answered now, and what was gained and lost since `before`."""
        new = self.measured(after, progress)
        comparison = compare(self.measured(before, progress), new, self.queries)
        return Measured(**msgspec.structs.asdict(new), comparison=comparison)


def evaluated(
    ranks: Ranks,
    queries: Path | None,
    qrels: Path | None,
    other: Ranks | None,
    progress: Progress,
) -> Evaluation:
    """How well questions are answered, those of two files or ours, and beside another ranking where
    one is given. Raises `BadRequest` naming what is wrong with them."""
    files = QuestionSet.of_files(queries, qrels) if queries and qrels else None
    asked = files or QuestionSet.ours(ranks)
    if other is None:
        return asked.measured(ranks, progress)
    return asked.compared(other, ranks, progress)
