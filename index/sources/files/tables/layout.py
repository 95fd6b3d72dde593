"""What the cells of a row mean: the columns of a header that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from index.sources.files.tables.kinds import TableKind, column_name, kind_of

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Layout(msgspec.Struct, frozen=True):
    """The header of a table: its kind, and the column of each cell, blank ones at the end left
    out."""

    kind: TableKind
    columns: tuple[str, ...]
    shift: int = 0
    """Cells before the first column: R's row numbers have no column of their own."""

    def has_key(self, cells: Sequence[str]) -> bool:
        """Whether what no row lacks is where it should be."""
        if self.kind.key not in self.columns:
            return False
        at = self.columns.index(self.kind.key) + self.shift
        return at < len(cells) and bool(re.fullmatch(self.kind.key_shape, cells[at], re.I))

    def shifted(self, cells: Sequence[str]) -> Layout:
        """The layout that fits the first row: after its number, if it has one before its cells."""
        filled = _filled(cells)
        numbered = filled == len(self.columns) + 1 and cells[0].strip().isdigit()
        moved = msgspec.structs.replace(self, shift=1)
        if numbered and not self.has_key(cells) and (moved.has_key(cells) or not self.kind.key):
            return moved
        return self

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """The row by column; cells that it lacks at its end are empty."""
        values = [_unescaped(cell) for cell in cells[self.shift :]]
        values += [""] * (len(self.columns) - len(values))
        return dict(zip(self.columns, values, strict=False))

    def fault(self, cells: Sequence[str]) -> str:
        """Why the cells cannot be told apart; empty where they can.

        Excel leaves the separators of empty cells at the end of a row away, so that a row that
        has its key and most of its cells is whole.
        """
        found = _filled(cells) - self.shift
        wanted = len(self.columns)
        if found > wanted:
            return (
                f"has {found} cells, but the header has {wanted} columns; put a text that holds "
                "a separator in quotation marks"
            )
        stated = len(cells) - self.shift
        if stated < wanted and not (self.has_key(cells) and 2 * stated >= wanted):
            return f"has {stated} cells, but the header has {wanted} columns; the row is not whole"
        return ""

    def is_repeated(self, cells: Sequence[str]) -> bool:
        """Whether the row is this header once more, as in files joined to one."""
        return tuple(map(column_name, cells[: len(self.columns)])) == self.columns


def layout_of(cells: Sequence[str]) -> Layout | None:
    """The layout that a header gives; None where it is the header of no known table."""
    named = [column_name(cell) for cell in cells]
    kind = kind_of(named)
    if kind is None:
        return None
    while named and not named[-1]:
        named.pop()
    columns: list[str] = []
    for position, name in enumerate(named, start=1):
        known = name or f"column {position}"
        columns.append(known if known not in columns else f"{known} ({position})")
    return Layout(kind, tuple(columns))


def _unescaped(text: str) -> str:
    """Without Excel's escapes, ``_x000D_`` for a carriage return, which exports carry into CSV."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _filled(cells: Sequence[str]) -> int:
    """How many cells there are without the empty ones at the end."""
    count = len(cells)
    while count and not cells[count - 1].strip():
        count -= 1
    return count
