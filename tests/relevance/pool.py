"""First pages beside a judged pool, over real records:

    python -m tests.relevance.pool --home HOME

asks the questions of `data/judgements/pool/` that were judged, of pages and of BM25 of any word,
and says how they compare. Questions that people asked are no part of the project: they are taken by
their line from the folder that `LISTINGS_SHARED` names, and left out where that is absent.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.data_files import DATA
from index.generation.progress import silent
from index.listing.model import Listing
from search.engine.answers import ScoredListing
from search.evaluation.measures import MEASURES, AnyWord
from search.evaluation.question_set import QuestionSet
from search.evaluation.report import evaluation_lines
from search.evaluation.trec import read_qrels
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher
from tests.conftest import REPOSITORY

POOL = DATA / "judgements" / "pool"
_LINE = "line "


class Pages:
    """What pages show, in their order: matches, and what follows them."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id."""
        return self._searcher.listing(id)

    def ranking(self, text: str, depth: int) -> tuple[ScoredListing, ...]:
        """The first page, or as much of it."""
        hits = self._searcher.search(SearchRequest(text=text, size=10)).hits
        return tuple(ScoredListing(hit.listing, hit.score) for hit in hits[:depth])


def questions(shared: Path) -> dict[str, str]:
    """The questions of the pool by their ids. Raises `ValueError` where a line of what people asked
    is another one than was judged."""
    file = shared / "queries" / "consumer-queries.tsv"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = {}
    for row in (POOL / "questions.tsv").read_text(encoding="utf-8").splitlines():
        id_, _, text = row.partition("\t")
        if not text.startswith(_LINE):
            found[id_] = text
        elif lines:
            _, number, digest = text.split()
            asked = lines[int(number) - 1].rpartition("\t")[2]
            if hashlib.sha256(asked.encode()).hexdigest()[:12] != digest:
                raise ValueError(f"{file}, line {number}: another question was judged")
            found[id_] = asked
    return found


def content_of(listing: Listing) -> str:
    """What a reader judged of a record, as a sum."""
    said = (
        listing.title,
        *listing.condition,
        listing.summary,
        listing.description,
        listing.good_fit,
        listing.not_a_fit,
        listing.eligibility,
    )
    return hashlib.sha256(" ".join(said).encode()).hexdigest()[:12]


def changed(pages: Pages) -> Iterator[str]:
    """The ids of judged records that say something else now, or are not there."""
    for row in (POOL / "records.tsv").read_text(encoding="utf-8").splitlines():
        id_, _, content = row.partition("\t")
        listing = pages.listing(id_)
        if listing is None or content_of(listing) != content:
            yield id_


def main(arguments: Sequence[str]) -> int:
    """Prints the figures; 1 where judged records have changed."""
    parser = argparse.ArgumentParser(prog="python -m tests.relevance.pool")
    parser.add_argument("--home", type=Path, required=True, help="a home with the real records")
    home = parser.parse_args(arguments).home
    shared = Path(os.environ.get("LISTINGS_SHARED", REPOSITORY.parent / "shared"))
    searcher = Searcher(home)
    pages = Pages(searcher)
    asked = QuestionSet(questions(shared), read_qrels(POOL / "qrels.txt"), {})
    result = asked.compared(AnyWord(searcher.engine()), pages, silent)
    for line in evaluation_lines(result, "plain"):
        print(line)
    for name in (name for name in MEASURES if name.startswith("harm")):
        every = sum(one[name] for one in result.by_question.values())
        print(f"{name}: {every:.0f} on {len(result.by_question)} pages")
    others = list(changed(pages))
    print(f"{len(others)} judged records are not as they were judged: {', '.join(others[:9])}")
    return int(bool(others))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
