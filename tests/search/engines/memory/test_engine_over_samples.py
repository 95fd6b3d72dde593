"""Questions as people ask them, over the samples: the index answers as the listings in memory."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.data_files import DATA
from index.generation.generations import Generations
from index.listing.model import Listing
from index.listing.schema import FACETS
from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from index.sources.reader import read
from search.engine.query import FacetWish
from search.engines.memory.engine import MemoryEngine
from search.request.request import SearchRequest
from search.searcher.serving import Served, open_served
from search.understanding.understood import query_of
from tests.generated import publish_pieces

QUESTIONS = (
    "asthma",
    "breast cancer in women over 50",
    "type 2 diabetes near Atlanta",
    "heart attack",
    "recruiting lung cancer trials in Georgia",
    "my knee hurts when I climb stairs",
    "sugar diabetes",
    "SAMPLE-101",
    "Parkinson's phase 3",
    "kids with leukemia",
    "heart failure -children",
    "migrane",
    '"kidney disease" gene therapy',
    "healthy volunteers sleep",
    "quantum toothbrush asthma",
)
SORTS = ("relevance", "distance", "title", "start_date")
EVERY_FACET = tuple(FacetWish(facet.name, 12) for facet in FACETS)


@pytest.fixture(scope="module")
def samples(gazetteer: Gazetteer) -> list[Listing]:
    found = read(DATA / "listings")
    return [gazetteer.located(one.translation.listing) for one in found if one.translation]


@pytest.fixture(scope="module")
def served(
    samples: Sequence[Listing],
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    tmp_path_factory: pytest.TempPathFactory,
) -> Served:
    home = publish_pieces(tmp_path_factory.mktemp("samples"), [samples], vocabulary=vocabulary)
    return open_served(home, Generations(home).current_name(), gazetteer)


@pytest.fixture(scope="module")
def memory(samples: Sequence[Listing], vocabulary: Vocabulary) -> MemoryEngine:
    return MemoryEngine(samples, vocabulary)


@pytest.mark.long
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_alike(served: Served, memory: MemoryEngine, question: str) -> None:
    for sort in SORTS:
        asked = served.understand(SearchRequest(text=question, sort=sort))
        query = query_of(asked, EVERY_FACET, limit=50)
        ours, theirs = memory.search(query), served.engine.search(query)
        assert (ours.total, ours.partial_total, ours.facets) == (
            theirs.total,
            theirs.partial_total,
            theirs.facets,
        )
        assert [hit.listing for hit in ours.hits] == [hit.listing for hit in theirs.hits]
        assert [hit.score for hit in theirs.hits] == pytest.approx(
            [hit.score for hit in ours.hits], rel=1e-5
        )
        for hit in ours.hits[:2]:
            both = (memory.explain(query.match, hit.listing.id),
                    served.engine.explain(query.match, hit.listing.id))  # fmt: skip
            one, other = ([] if scoring is None else scoring.shares for scoring in both)
            assert [(share.term, share.field, share.concept) for share in one] == [
                (share.term, share.field, share.concept) for share in other
            ]


def test_the_questions_find_something(served: Served, memory: MemoryEngine) -> None:
    queries = [
        query_of(served.understand(SearchRequest(text=question)), (), limit=0)
        for question in QUESTIONS
    ]
    assert sum(1 for total in memory.counts(queries) if total) > len(QUESTIONS) / 2
    assert memory.counts(queries) == served.engine.counts(queries)
