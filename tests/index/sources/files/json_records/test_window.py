from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.sources.files.json_records.window import Cut, End, Window


def _window(text: bytes, piece: int = 1) -> Window:
    def pieces() -> Iterator[bytes]:
        for start in range(0, len(text), piece):
            yield text[start : start + piece]

    return Window(pieces())


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (b'{"a": 1}', Cut(End.WHOLE, 8)),
        (b'{"a": 1} \n , {"b"', Cut(End.WHOLE, 8)),
        (b'"a\\"b" x', Cut(End.WHOLE, 6)),
        (b"12", Cut(End.WHOLE, 2)),
        (b"12]", Cut(End.WHOLE, 2)),
        (b'[{"a": "\xff"}]]', Cut(End.WHOLE, 12)),
        (b'{"a": oops}', Cut(End.TORN, 6, "is not valid JSON: invalid character")),
        (b'{"a": "x\ny"}', Cut(End.TORN, 8, "is not valid JSON: invalid character")),
        (b'{"a" 1}', Cut(End.TORN, 5, "is not valid JSON: expected ':'")),
        (b"[" * 100_000, Cut(End.TORN, 0, "is nested too deeply")),
        (b'{"a": [1', Cut(End.CUT, 8, "is not whole: the file breaks off here")),
    ],
)  # fmt: skip
def test_a_value_is_cut_where_it_ends_or_is_torn(text: bytes, cut: Cut) -> None:
    # The reasons are msgspec's: where another version words them in another way, this tells.
    for piece in (1, 1_000_000):
        if len(text) < 1_000 or piece > 1:
            assert _window(text, piece).value(1_000) == cut


def test_no_more_is_held_than_is_looked_at() -> None:
    window = _window(b'{"a": "' + b"x" * 10_000_000, 1_000)
    assert window.value(100_000).end is End.LONG
    assert window.fill(0) < 1_000_000


def test_lines_are_counted_and_their_starts_known() -> None:
    window = _window(b'  {"a":\n1},\n7 8\n')
    window.skip_space()
    assert (window.line, window.begins_line, window.line_of(9)) == (1, True, 2)
    window.move(window.value(100).size)
    assert (window.line, window.begins_line) == (2, False)
    window.skip_space()
    assert (window.line, window.begins_line, window.is_last_of_line(1)) == (3, True, False)
