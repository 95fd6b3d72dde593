"""What *more like this* stands for."""

from __future__ import annotations

from search.engine.query import (
    AllOf,
    Like,
    Not,
    Preferred,
    Term,
    Weighted,
)
from search.engines.memory.analysed import analysed
from search.engines.memory.collection import Collection
from search.engines.memory.more_like_this import spelled_out
from tests.conftest import listing


def test_what_is_alike_is_spelled_out_in_terms_wherever_it_stands() -> None:
    some = [listing(f"T{n}", title=f"lung cancer {word}") for n, word in enumerate(("one", "two"))]
    rows = [analysed(one, None) for one in (*some, listing("T9", title="skin"))]
    collection = Collection(rows, range(3))
    like = Like((Term("lung"),))
    spelled = spelled_out(like, collection)
    assert spelled.children == (  # type: ignore[attr-defined]
        Weighted(Term("cancer"), 2 / 7),
        Weighted(Term("lung"), 2 / 7),
    )
    tree = AllOf((Not(like), Preferred(Weighted(like, 2.0)), Term("skin")))
    assert spelled_out(tree, collection) == AllOf(
        (Not(spelled), Preferred(Weighted(spelled, 2.0)), Term("skin"))
    )
