"""The made records of the benchmark are what its report says they are."""

from __future__ import annotations

import zipfile
from pathlib import Path
from statistics import mean, median

import msgspec
import pytest

from index.data_files import DATA
from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from index.sources.reader import read
from tests.benchmarks.records.files import MAKERS, Form, copy_as, write_lines
from tests.benchmarks.records.projects import project
from tests.benchmarks.records.studies import study
from tests.benchmarks.records.words import Words

COUNT = 300


@pytest.fixture(scope="module")
def words(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Words:
    return Words.of(DATA / "listings", vocabulary.path, gazetteer.path)


def test_a_record_is_the_same_every_time(words: Words) -> None:
    assert [study(7, words), project(7, words)] == [study(7, words), project(7, words)]


def test_studies_have_the_size_and_the_sites_of_real_ones(words: Words) -> None:
    made = [study(number, words) for number in range(COUNT)]
    sites = sorted(
        len(one["protocolSection"]["contactsLocationsModule"]["locations"]) for one in made
    )
    assert 15_000 < mean(len(msgspec.json.encode(one)) for one in made) < 19_000
    assert median(sites) <= 2
    assert 8 <= sites[int(COUNT * 0.9)] <= 30
    assert sites[-1] > 100


def test_projects_have_the_size_of_real_ones(words: Words) -> None:
    made = [project(number, words) for number in range(COUNT)]
    assert 4_000 < mean(len(msgspec.json.encode(one)) for one in made) < 5_500
    assert len({one["core_project_num"] for one in made}) < COUNT


@pytest.mark.parametrize("kind", MAKERS)
def test_every_form_has_the_same_records_and_all_can_be_used(
    kind: str, words: Words, tmp_path: Path
) -> None:
    lines = tmp_path / "lines"
    write_lines(lines, kind, 20, words)
    found = []
    for form in Form:
        copy_as(form, lines, tmp_path / form.name, kind)
        arrivals = list(read(tmp_path / form.name))
        assert all(one.translation for one in arrivals)
        found.append([one.translation.listing for one in arrivals if one.translation])  # type: ignore[union-attr]
    assert zipfile.is_zipfile(tmp_path / Form.ZIP.name)
    assert len(found[0]) == 20
    assert found[0] == found[1] == found[2]
