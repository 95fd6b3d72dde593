from __future__ import annotations

import pytest

from search.engine.query import Preferred
from search.request.request import SearchRequest
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.question.clauses import ClauseKind
from search.understanding.reader import read
from tests.search.understanding.known_names import KnownNames

LEXICON = Lexicon(names=KnownNames())


def demanded(text: str) -> list[str]:
    """What of a question a listing must have."""
    parts = read(SearchRequest(text=text), LEXICON).parts
    return [one.clause.said for one in parts if not isinstance(one.node, Preferred)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("diabetes no insurance", ["diabetes"]),
        ("lung cancer that has not spread", ["lung cancer"]),
        ("cough no known cause", ["cough"]),
        ("breast cancer no chemo yet", ["breast cancer"]),
        ("never had surgery, back pain", ["back pain"]),
    ],
)
def test_a_negated_state_is_not_demanded(text: str, wanted: list[str]) -> None:
    assert demanded(text) == wanted


def test_listings_that_say_what_it_is_called_come_first() -> None:
    found = read(SearchRequest(text="diabetes no insurance"), LEXICON)
    wishes = {one.clause.said: one.clause.meant for one in found.parts[1:]}
    assert wishes["no insurance"] == "listings that say “uninsured” come first"


@pytest.mark.parametrize("text", ["no insurance", "not controlled"])
def test_alone_it_is_what_is_looked_for(text: str) -> None:
    found = read(SearchRequest(text=text), LEXICON)
    assert not any(one.meant for one in found.reading.clauses)


def test_nothing_is_left_out_by_it() -> None:
    found = read(SearchRequest(text="breast cancer no chemo yet"), LEXICON)
    assert ClauseKind.EXCLUDED not in {one.kind for one in found.reading.clauses}
