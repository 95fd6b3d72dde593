from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from index.processes import in_batches


@given(st.lists(st.binary(max_size=30)), st.integers(min_value=1, max_value=100), st.integers(1, 9))
def test_batches_hold_every_item_in_order_and_no_more_than_they_may(
    items: list[bytes], size: int, most: int
) -> None:
    batches = list(in_batches(items, len, size, most))
    assert list(chain(*batches)) == items
    for batch in batches:
        assert 0 < len(batch) <= most
        assert sum(map(len, batch[:-1])) < size
    assert all(len(one) == most or sum(map(len, one)) >= size for one in batches[:-1])
