"""Files of arrays: what goes in comes out, and nothing that has changed is ever served."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from numpy.typing import NDArray

from index.errors import IndexDamaged
from index.generation.array_file import ALIGNMENT, BLOCK, ArrayFile, ArrayWriter, write_arrays
from tests.conftest import examples

Arrays = dict[str, NDArray[Any]]

TYPES = ("?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8")
vectors = st.sampled_from(TYPES).flatmap(
    lambda kind: arrays_of.arrays(np.dtype(kind), st.integers(0, 40))
)
some_arrays = st.dictionaries(st.text(max_size=12), vectors, max_size=5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("arrays")


def written(folder: Path, arrays: Arrays) -> Path:
    path = folder / "MAIN_1.test"
    path.unlink(missing_ok=True)
    write_arrays(path, arrays)
    return path


def read_all(path: Path) -> Arrays:
    """Everything a file serves, read as its users do: opened, then array by array."""
    file = ArrayFile(path)
    return {name: file.array(name).copy() for name in file}


def same(one: Arrays, other: Arrays) -> bool:
    """Equal to the bit: what is not a number equals itself."""
    return list(one) == list(other) and all(
        one[name].dtype == other[name].dtype and one[name].tobytes() == other[name].tobytes()
        for name in one
    )


# --- what goes in comes out ---------------------------------------------------------------------


@examples(50)
@given(arrays=some_arrays)
def test_arrays_of_every_type_come_back_as_they_were(folder: Path, arrays: Arrays) -> None:
    path = written(folder, arrays)
    assert same(read_all(path), arrays)
    file = ArrayFile(path)
    file.check()
    assert list(file) == list(arrays)
    assert all(name in file for name in arrays)
    assert "another " * 3 not in file


@examples(50)
@given(arrays=some_arrays, data=st.data())
def test_a_part_of_an_array_is_its_slice(folder: Path, arrays: Arrays, data: st.DataObject) -> None:
    path = written(folder, arrays)
    for name, values in arrays.items():
        start = data.draw(st.integers(0, len(values)))
        stop = data.draw(st.integers(start, len(values)))
        part = ArrayFile(path).part(name, start, stop)
        assert part.tobytes() == values[start:stop].tobytes()


@pytest.mark.parametrize("values", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
@pytest.mark.parametrize("kind", ["u1", "u4"])
def test_arrays_that_cross_blocks_come_back(folder: Path, values: int, kind: str) -> None:
    rng = np.random.default_rng(values)
    arrays: Arrays = {
        "first": np.arange(5, dtype="u2"),
        "long": rng.integers(0, 256, values).astype(kind),
        "last": np.array([1.5, np.nan]),
    }
    path = written(folder, arrays)
    assert same(read_all(path), arrays)
    file = ArrayFile(path)
    for start in (0, BLOCK // 4, BLOCK - 1, BLOCK):
        for stop in (BLOCK // 4, BLOCK + 1, values):
            if start <= stop <= values:
                wanted = arrays["long"][start:stop]
                assert file.part("long", start, stop).tobytes() == wanted.tobytes()


@examples(50)
@given(
    vector=vectors.flatmap(
        lambda one: st.tuples(st.just(one), st.lists(st.integers(0, len(one)), max_size=4))
    ),
    long=st.integers(0, BLOCK),
)
def test_written_in_pieces_is_written_at_once(
    folder: Path, vector: tuple[NDArray[Any], list[int]], long: int
) -> None:
    values, cuts = vector
    before = np.zeros(long, dtype=np.uint8)
    at_once = written(folder, {"before": before, "values": values}).read_bytes()
    path = folder / "pieces.test"
    path.unlink(missing_ok=True)
    with ArrayWriter(path) as writer:
        writer.append("before", before)
        for start, stop in pairwise([0, *sorted(cuts), len(values)]):
            writer.append("values", values[start:stop])
    assert path.read_bytes() == at_once


def test_every_array_begins_where_the_machine_likes_it(folder: Path) -> None:
    arrays = {str(n): np.zeros(n, dtype=np.uint8) for n in range(70)}
    file = ArrayFile(written(folder, arrays))
    base = file.array("0").__array_interface__["data"][0]
    for n in range(1, 70):
        assert (file.array(str(n)).__array_interface__["data"][0] - base) % ALIGNMENT == 0


def test_a_step_through_an_array_and_big_endian_values_are_written_as_their_values(
    folder: Path,
) -> None:
    steps = np.arange(20, dtype=">u4")[::3]
    assert read_all(written(folder, {"steps": steps}))["steps"].tolist() == steps.tolist()


def test_an_array_is_not_gone_back_to_and_keeps_its_type(tmp_path: Path) -> None:
    numbers = np.arange(3, dtype=np.uint16)
    with ArrayWriter(tmp_path / "a") as writer:
        writer.append("first", numbers)
        with pytest.raises(ValueError, match="first cannot be continued with int64"):
            writer.append("first", numbers.astype(np.int64))
        writer.append("second", numbers)
        with pytest.raises(ValueError, match="first cannot be continued"):
            writer.append("first", numbers)


def test_a_file_is_never_written_over(folder: Path) -> None:
    path = written(folder, {"a": np.arange(3)})
    with pytest.raises(FileExistsError):
        write_arrays(path, {"a": np.arange(4)})


def test_what_is_read_cannot_be_changed(folder: Path) -> None:
    array = ArrayFile(written(folder, {"a": np.arange(3)})).array("a")
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 7


def test_what_was_let_go_of_is_read_again(tmp_path: Path) -> None:
    values = np.arange(3 * BLOCK, dtype=np.uint32)
    write_arrays(tmp_path / "file", {"numbers": values})
    opened = ArrayFile(tmp_path / "file")
    kept = opened.array("numbers")
    opened.release()
    assert np.array_equal(kept, values)
    assert np.array_equal(opened.array("numbers"), values)


def test_a_file_whose_writing_failed_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "MAIN_1.test"
    with pytest.raises(ZeroDivisionError), ArrayWriter(path) as writer:  # noqa: PT012
        writer.append("a", np.arange(1000))
        raise ZeroDivisionError
    with pytest.raises(IndexDamaged, match=r"MAIN_1\.test"):
        ArrayFile(path)


# --- what has changed is refused ----------------------------------------------------------------

SMALL: Arrays = {
    "numbers": np.arange(30, dtype=np.uint16),
    "none": np.empty(0, dtype=np.int64),
    "few": np.array([1.0, np.nan, -0.0]),
    "flags": np.array([True, False]),
}


def refused(path: Path) -> None:
    """A check finds it, and every array is what it was, or reading it says what is wrong."""
    try:
        file = ArrayFile(path)
    except IndexDamaged as damaged:
        assert path.name in str(damaged)
        return
    with pytest.raises(IndexDamaged, match=path.name):
        ArrayFile(path).check()
    for name in file:
        try:
            array = file.array(name)
        except IndexDamaged as damaged:
            assert path.name in str(damaged)
        else:
            assert array.tobytes() == SMALL[name].tobytes()


def test_a_flipped_bit_anywhere_in_a_file_is_found(folder: Path) -> None:
    path = written(folder, SMALL)
    whole = path.read_bytes()
    # Every bit of the trailer, which decides how the rest is read; two or three of other bytes.
    bits = sorted({*range(0, 8 * len(whole), 3), *range(8 * len(whole) - 36 * 8, 8 * len(whole))})
    for bit in bits:
        harmed = bytearray(whole)
        harmed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(harmed)
        refused(path)


def test_a_file_cut_off_anywhere_is_found(folder: Path) -> None:
    path = written(folder, SMALL)
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(IndexDamaged, match=path.name):
            ArrayFile(path)
    for size in range(1, len(whole), 7):
        path.write_bytes(whole[size:])
        with pytest.raises(IndexDamaged, match=path.name):
            ArrayFile(path).check()


@examples(200)
@given(
    at=st.integers(0, 600),
    inserted=st.binary(min_size=1, max_size=80),
    replaced=st.integers(0, 80),
)
def test_bytes_put_in_or_written_over_are_found(
    folder: Path, at: int, inserted: bytes, replaced: int
) -> None:
    path = written(folder, SMALL)
    whole = path.read_bytes()
    harmed = whole[:at] + inserted + whole[at + replaced :]
    path.write_bytes(harmed)
    if harmed != whole:
        refused(path)


def test_an_empty_file_and_a_missing_one_are_found(tmp_path: Path) -> None:
    (tmp_path / "empty.docs").touch()
    with pytest.raises(IndexDamaged, match=r"empty\.docs cannot be read"):
        ArrayFile(tmp_path / "empty.docs")
    with pytest.raises(IndexDamaged, match=r"missing\.docs cannot be read"):
        ArrayFile(tmp_path / "missing.docs")
    with pytest.raises(IndexDamaged, match="cannot be read"):
        ArrayFile(tmp_path)


# --- block by block -----------------------------------------------------------------------------


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """Four blocks and a half of numbers."""
    path = tmp_path / "MAIN_1.docs"
    write_arrays(path, {"text": np.arange(BLOCK * 9 // 8, dtype=np.uint32)})
    return path


@pytest.mark.parametrize("block", range(5))
def test_an_undamaged_block_is_served_and_the_damaged_one_never(
    long_file: Path, block: int
) -> None:
    content = bytearray(long_file.read_bytes())
    content[block * BLOCK + 999] ^= 4
    long_file.write_bytes(content)
    file = ArrayFile(long_file)
    each = BLOCK // 4
    for one in range(5):
        start, stop = one * each, min((one + 1) * each, BLOCK * 9 // 8)
        for _ in range(2):  # what was refused once is refused again
            if one == block:
                with pytest.raises(IndexDamaged, match=f"after byte {block * BLOCK:,}"):
                    file.part("text", start, stop)
            else:
                assert file.part("text", start, stop).tolist() == list(range(start, stop))
    for start, stop in ((0, BLOCK * 9 // 8), (block * each + 5, block * each + 6)):
        with pytest.raises(IndexDamaged, match=long_file.name):
            file.part("text", start, stop)
    with pytest.raises(IndexDamaged, match=long_file.name):
        file.check()
    with pytest.raises(IndexDamaged, match=long_file.name):
        file.array("text")


@examples(60)
@given(start=st.integers(0, BLOCK * 9 // 8 - 1), stop=st.integers(0, BLOCK * 9 // 8))
def test_a_part_is_refused_just_where_it_touches_the_damaged_block(
    tmp_path_factory: pytest.TempPathFactory, start: int, stop: int
) -> None:
    start, stop = sorted((start, stop))
    stop += start == stop
    path = tmp_path_factory.mktemp("blocks") / "MAIN_1.docs"
    write_arrays(path, {"text": np.arange(BLOCK * 9 // 8, dtype=np.uint32)})
    content = bytearray(path.read_bytes())
    content[2 * BLOCK] ^= 1
    path.write_bytes(content)
    if start < 3 * BLOCK // 4 and stop > 2 * BLOCK // 4:
        with pytest.raises(IndexDamaged):
            ArrayFile(path).part("text", start, stop)
    else:
        assert ArrayFile(path).part("text", start, stop).tolist() == list(range(start, stop))
    shutil.rmtree(path.parent)
