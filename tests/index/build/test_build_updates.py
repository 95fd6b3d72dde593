"""Adding and removing: an updated index is the index of the listings that are there now."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.build import Encoded, update
from index.engines.whoosh.codec.codec import contents
from index.engines.whoosh.segment.files import PARTS
from index.errors import BuildFailed, GenerationUnusable, IndexDamaged
from index.generation.completion import COMPLETION_FILE
from index.generation.generations import Generations
from index.generation.manifest import file_sum
from index.generation.progress import silent
from index.generation.spelling import WORDS_FILE
from index.generation.writer import Effort
from index.listing.model import Listing
from tests.conftest import examples, listing, publish_into
from tests.generated import (
    by_id,
    corpus,
    held,
    manifest_of,
    no_merging,
    publish_pieces,
    publish_update,
    served,
)


def test_an_added_listing_takes_the_place_of_the_one_with_its_id(tmp_path: Path) -> None:
    home = publish_into(tmp_path, [listing("T1"), listing("NIH-2", other_id=["T3"])])
    new = listing("t1", title="Another")
    assert publish_update(home, [new]) == ()
    assert held(home) == by_id(new, listing("NIH-2", other_id=["T3"]))
    # A listing that is known by an id as well is another listing.
    publish_update(home, [listing("T3"), listing("NIH2")])
    assert set(held(home)) == {"t1", "NIH-2", "T3", "NIH2"}


def test_removing_reports_the_ids_that_no_listing_has(tmp_path: Path) -> None:
    home = publish_into(tmp_path, [listing("T1"), listing("T2", other_id=["T9"]), listing("T3")])
    assert publish_update(home, removed=["t1 ", "T9", "T8"]) == ("T9", "T8")
    assert set(held(home)) == {"T2", "T3"}
    assert publish_update(home, removed=["T1"]) == ("T1",)


def test_what_is_removed_and_added_at_once_is_there(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(8))
    new = listing("T003", title="New")
    assert publish_update(home, [new], removed=["T003", "T004"]) == ()
    assert held(home)["T003"] == new
    assert "T004" not in held(home)


def test_nothing_is_published_where_nothing_would_be_left(tmp_path: Path) -> None:
    home = publish_into(tmp_path, [listing("T1"), listing("T2")])
    before = sorted((home / "index").rglob("*"))
    with pytest.raises(BuildFailed, match="No listing would be left"):
        publish_update(home, removed=["T1", "T2"])
    assert sorted((home / "index").rglob("*")) == before


changes = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 11), st.integers(0, 3)), max_size=5),
        st.sets(st.integers(0, 11), max_size=4),
    ),
    min_size=1,
    max_size=5,
)


def _version(number: int, version: int) -> Listing:
    drug = ["Aspirin", "ASPIRIN", "Statin", "Placebo-controlled"][version]
    return listing(
        f"T{number:03}",
        title=f"Version {version} lung",
        condition=[drug.upper(), "Lung disease"],
        intervention=[{"name": drug, "kind": "drug"}],
        summary=f"Given {drug} daily",
    )


@examples(15)
@given(steps=changes)
def test_after_any_updates_the_index_holds_what_a_fresh_build_holds(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[list[tuple[int, int]], set[int]]],
) -> None:
    folder = tmp_path_factory.mktemp("updates")
    keeper = listing("KEEP", title="Lung study")
    now = by_id(keeper, *corpus(5))
    home = publish_into(folder / "updated", list(now.values()))
    for added, removed in steps:
        new = by_id(*(_version(n, v) for n, v in added))
        gone = {f"T{n:03}" for n in removed}
        unknown = publish_update(home, new.values(), sorted(gone))
        assert set(unknown) == gone - set(now)
        now = {id_: one for id_, one in now.items() if id_ not in gone} | new
        assert held(home) == now
    fresh = publish_into(folder / "fresh", list(now.values()))
    assert manifest_of(home).stamp == manifest_of(fresh).stamp
    assert manifest_of(home).listings == len(now)
    for name in (WORDS_FILE, COMPLETION_FILE):
        assert (served(home) / name).read_bytes() == (served(fresh) / name).read_bytes()


def test_samples_that_are_left_are_counted(tmp_path: Path) -> None:
    samples = [listing(f"S{n}", sample=True) for n in range(3)]
    home = publish_into(tmp_path, [*samples, listing("T1")])
    assert manifest_of(home).samples == 3
    publish_update(home, removed=["S1"])
    assert manifest_of(home).samples == 2


# --- segments -----------------------------------------------------------------------------------


def segment_sizes(home: Path) -> list[tuple[int, int]]:
    """Documents and deleted documents of each segment."""
    return [(one.doc_count_all(), one.deleted_count()) for one in contents(served(home))]


@pytest.mark.long
def test_sixty_updates_of_one_listing_leave_few_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "index.generation.generations._sync", lambda path: None
    )  # seconds, of a busy disk
    home = publish_into(tmp_path, corpus(40))
    most = 0
    for n in range(60):
        publish_update(home, [listing(f"U{n}")])
        most = max(most, len(segment_sizes(home)))
    assert most <= 5
    assert sum(size for size, _ in segment_sizes(home)) == 100
    assert manifest_of(home).listings == 100


def test_a_segment_of_which_a_quarter_is_deleted_is_written_anew(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(40))
    publish_update(home, removed=[f"T{n:03}" for n in range(10)])
    assert segment_sizes(home) == [(40, 10)]
    publish_update(home, removed=["T010"])
    assert segment_sizes(home) == [(29, 0)]


def test_a_segment_whose_listings_are_all_replaced_goes(tmp_path: Path) -> None:
    home = publish_pieces(tmp_path, [corpus(20), [listing("U1"), listing("U2")]])
    with no_merging():
        publish_update(home, removed=["U1", "U2"])
        assert segment_sizes(home) == [(20, 0)]
        publish_update(home, [listing("U3")])
        publish_update(home, [listing("U4")], removed=["U3"])
    assert set(held(home)) == {one.id for one in corpus(20)} | {"U4"}


def files_of(directory: Path) -> dict[str, Path]:
    return {path.name: path for path in directory.iterdir()}


def test_files_that_stay_are_linked_and_keep_their_sums(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(40))
    before, old = files_of(served(home)), manifest_of(home)
    linked = [name for name in before if name.rpartition(".")[2] in PARTS]
    harmed = before[next(name for name in linked if name.endswith(".positions"))]
    content = bytearray(harmed.read_bytes())
    content[5] ^= 1
    harmed.write_bytes(content)
    publish_update(home, [listing("U1")], removed=["T003"])
    after, new = files_of(served(home)), manifest_of(home)
    assert len(linked) == len(PARTS)
    for name in linked:
        assert after[name].samefile(before[name])
        assert new.files[name] == old.files[name]
    # What happened to a linked file is not blessed by a new sum.
    assert new.files[harmed.name] != file_sum(after[harmed.name])
    assert all(
        new.files[name] == file_sum(path)
        for name, path in after.items()
        if name not in linked and name != "manifest.json"
    )


def test_a_damaged_segment_is_not_merged_into_a_new_generation(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(12))
    name = Generations(home).current_name()
    (harmed,) = served(home).glob("*.positions")
    content = bytearray(harmed.read_bytes())
    content[5] ^= 1
    harmed.write_bytes(content)
    with pytest.raises(IndexDamaged, match=harmed.name):
        publish_update(home, [listing(f"U{n}") for n in range(6)])
    assert Generations(home).current_name() == name
    assert not list((home / "index").glob("building-*"))


@pytest.mark.parametrize("part", [*PARTS, "toc"])
@pytest.mark.parametrize("harm", ["missing", "empty", "cut off", "another"])
def test_an_update_of_what_lacks_a_file_is_refused(tmp_path: Path, part: str, harm: str) -> None:
    home = publish_into(tmp_path, corpus(3))
    (lost,) = served(home).glob(f"*.{part}")
    content = lost.read_bytes()
    lost.unlink()
    if harm != "missing":
        other = {"empty": b"", "cut off": content[:-1], "another": content[:-4] + b"else"}
        lost.write_bytes(other[harm])
    with pytest.raises(GenerationUnusable, match=rf"{lost.name}.*Run: listings rebuild"):
        publish_update(home, [listing("U1")])
    assert not list((home / "index").glob("building-*"))


def test_an_update_of_a_table_of_contents_with_a_flipped_bit_is_refused(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(12))
    (harmed,) = served(home).glob("*.toc")
    content = bytearray(harmed.read_bytes())
    content[len(content) // 2] ^= 1
    harmed.write_bytes(content)
    with pytest.raises(GenerationUnusable, match=r"toc has changed.*Run: listings rebuild"):
        publish_update(home, [listing("U1")])


def test_an_update_writes_nothing_into_the_generation_it_starts_from(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(12))
    published = served(home)
    before = {path.name: (path.stat().st_mtime_ns, file_sum(path)) for path in published.iterdir()}
    publish_update(home, [listing(f"U{n}") for n in range(9)], removed=["T001"])
    assert before == {
        path.name: (path.stat().st_mtime_ns, file_sum(path)) for path in published.iterdir()
    }


def test_an_update_into_a_directory_is_the_manifest_alone_away_from_being_published(
    tmp_path: Path,
) -> None:
    home = publish_into(tmp_path / "home", corpus(12))
    directory = tmp_path / "aside"
    directory.mkdir()
    made = update(
        directory,
        Generations(home),
        manifest_of(home),
        Encoded([listing("U1")]),
        ["T001", "nothing"],
        effort=Effort(),
        progress=silent,
    )
    assert made.unknown == ("nothing",)
    assert made.manifest.listings == 12
    assert sorted(made.manifest.files) == sorted(path.name for path in directory.iterdir())
    assert set(held(home)) == {one.id for one in corpus(12)}


@pytest.mark.parametrize("what", ["index.analysis.version", "index.build.build.schema_fingerprint"])
def test_what_was_built_with_another_analysis_or_schema_is_not_updated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    home = publish_into(tmp_path, corpus(3))
    # Its terms would stand beside others in one index, under the new name.
    monkeypatch.setattr(what, lambda: "another")
    with pytest.raises(GenerationUnusable, match="Run: listings rebuild"):
        publish_update(home, [listing("U1")])


def test_an_id_that_is_no_text_is_an_unknown_one(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(3))
    assert publish_update(home, removed=["\udcff", "T001"]) == ("\udcff",)
