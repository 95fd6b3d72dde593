"""What `data/markers.yml` declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis.markers.table import MARKERS, MARKERS_FILE, Status, load_markers
from index.errors import FileRefused


def test_there_are_more_than_120_markers() -> None:
    assert len(MARKERS.statuses) > 120


def test_low_lies_within_negative_and_contradicts_positive_alone() -> None:
    low, negative = Status("HER2", "low"), Status("HER2", "negative")
    assert low in MARKERS.closed(negative)
    assert negative not in MARKERS.contrary(low)
    assert Status("HER2", "positive") in MARKERS.contrary(low)
    assert Status("HER2", "amplified") in MARKERS.contrary(negative)


def test_mutant_is_positive_for_a_gene_and_not_for_a_receptor() -> None:
    assert MARKERS.statuses["KRAS"].said["positive",] == "mutant"
    assert MARKERS.statuses["KRAS"].said["wild", "type"] == "wild type"
    assert MARKERS.statuses["HER2"].said["mutant",] == "mutant"
    assert not MARKERS.contrary(Status("HER2", "mutant"))


def test_a_finding_in_a_part_is_one_in_the_whole_and_its_absence_is_not() -> None:
    found = MARKERS.with_wholes(Status("BRCA1", "mutant"))
    assert list(found) == [Status("BRCA1", "mutant"), Status("BRCA", "mutant")]
    assert len(list(MARKERS.with_wholes(Status("BRCA1", "wild type")))) == 1


def test_terms_of_statuses_are_distinct() -> None:
    states = [
        Status(one, status) for one, all_ in MARKERS.statuses.items() for status in all_.shown
    ]
    assert len({state.term for state in states}) == len(states)


@pytest.mark.parametrize(
    ("change", "to"),
    [("HER3: [HER3, ERBB3]", "HER3: [HER2]"), ("{MMR: proficient}", "{MMR: blue}")],
)
def test_a_name_in_two_places_or_an_unknown_status_is_refused(
    tmp_path: Path, change: str, to: str
) -> None:
    path = tmp_path / "markers.yml"
    path.write_text(MARKERS_FILE.read_text(encoding="utf-8").replace(change, to), encoding="utf-8")
    with pytest.raises(FileRefused):
        load_markers(path)
