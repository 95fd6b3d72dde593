from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Problem, RecordRefused, Severity
from index.listing.codes import Phase, Status
from index.listing.model import Listing
from index.listing.parts import Site, Sponsor
from index.sources.files.yaml_nodes import read_yaml_listings
from index.sources.reader import read
from index.sources.translators.editorial import YamlFiles
from tests.conftest import examples

_GOOD = """\
# A comment.
- id: OURS-1
  kind: trial
  source: editorial
  title: Drops for hay fever
  phase: [phase-1, phase-2]
  minimum_age: 0.5
  healthy_volunteers: no
  start_date: 2024-03-01
  completion_date: 2026
  sponsor: {name: Heath University, kind: other}
  site:
    - {city: Athens, state: Georgia, country: United States, postal_code: 30601}
  summary: >-
    Two lines
    make one.
"""


def _all(text: str) -> tuple[list[Listing], list[Problem]]:
    good: list[Listing] = []
    bad: list[Problem] = []
    for found in read_yaml_listings(text, "a.yml"):
        if isinstance(found, Problem):
            bad.append(found)
            continue
        try:
            good.append(YamlFiles().translate(found).listing)
        except RecordRefused as refusal:
            bad += refusal.problems
    return good, bad


def test_a_listing_is_read_and_dates_stay_text() -> None:
    (listing,), problems = _all(_GOOD)
    assert not problems
    assert (listing.start_date, listing.completion_date) == ("2024-03-01", "2026")
    assert listing.phase == (Phase.PHASE_1, Phase.PHASE_2)
    assert (listing.minimum_age, listing.healthy_volunteers) == (0.5, False)
    assert isinstance(listing.sponsor, Sponsor)
    assert listing.site == (
        Site(city="Athens", state="Georgia", country="United States", postal_code="30601"),
    )
    assert listing.summary == "Two lines make one."


def test_one_listing_needs_no_list() -> None:
    (listing,), _ = _all("id: A-1\nkind: trial\nsource: editorial\ntitle: One\n")
    assert listing.id == "A-1"


def test_every_problem_of_a_listing_is_told_at_once_by_line_and_key() -> None:
    text = (
        "- id: OURS-1\n  kind: trail\n  source: editorial\n  tittle: Typo\n"
        "  start_date: 2024-13\n  sex: [all]\n  site:\n    - city: Athens\n      longitud: 3\n"
        "  enrollment: many\n  url: http://plain\n  url: https://twice\n"
        "  completion_date: 2023-02-30\n  condition: Asthma\n"
    )
    good, problems = _all(text)
    assert not good
    told = {problem.where.removeprefix("a.yml, "): problem.what for problem in problems}
    assert "Did you mean trial?" in told["line 2, OURS-1, kind"]
    assert "expanded-access" in told["line 2, OURS-1, kind"]
    assert "did you mean title?" in told["line 4, OURS-1, tittle"]
    assert "not a date" in told["line 5, OURS-1, start_date"]
    assert "but is a list" in told["line 6, OURS-1, sex"]
    assert "did you mean longitude?" in told["line 9, OURS-1, site[1].longitud"]
    assert "whole number" in told["line 10, OURS-1, enrollment"]
    assert "https://" in told["line 11, OURS-1, url"]
    assert "twice; first in line 11" in told["line 12, OURS-1, url"]
    assert "not a day" in told["line 13, OURS-1, completion_date"]
    assert "[one, two]" in told["line 14, OURS-1, condition"]
    assert "missing" in told["line 1, OURS-1, title"]
    assert len(problems) == 11


def test_a_good_listing_beside_a_bad_one_is_kept() -> None:
    good, problems = _all(_GOOD + "- id: OURS-2\n")
    assert [one.id for one in good] == ["OURS-1"]
    assert {problem.where for problem in problems} >= {"a.yml, line 17, OURS-2, title"}


def test_a_funded_project_cannot_recruit() -> None:
    text = "id: NIH-1\nkind: funded-project\nsource: nih-reporter\ntitle: T\nstatus: recruiting\n"
    _, (problem,) = _all(text)
    assert problem.where == "a.yml, line 5, NIH-1, status"
    (listing,), _ = _all(text.replace("recruiting", "does-not-enroll"))
    assert listing.id == "NIH-1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- &a {id: A-1}\n- *a\n", "anchors"),
        ("- id: !!python/object:os.system x\n", "tags"),
        ("id: " + "[" * 30 + "]" * 30, "nested"),
        ("id: " + "[" * 200_000, "nested"),
        ("id: A-1\n---\nid: A-2\n", "second document"),
        ("id: [A-1\n", "not valid YAML"),
        ("id: A\x00B\n", "not valid YAML"),
    ],
)
def test_what_a_loader_must_not_build_is_refused_with_its_place(text: str, reason: str) -> None:
    good, problems = _all(text)
    assert not good
    assert reason in problems[0].what
    assert problems[0].where.startswith("a.yml")


def test_a_file_of_over_a_megabyte_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big.yml").write_text(_GOOD + "# " + "x" * 1_000_000)
    (arrival,) = read(tmp_path)
    assert "1 MB" in arrival.refused[0].what


_PIECES = st.sampled_from(
    ["id", "kind", ": ", "\n", "  ", "- ", "[", "]", "{", "}", "a", "7", "'", '"', "|", "title",
     "?", "site", "city", "#", ",", "~", "true"]
)  # fmt: skip


@examples(200)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    good, problems = _all(text)
    assert all(isinstance(one, Listing) for one in good)
    assert all(problem.where.startswith("a.yml") for problem in problems)


@pytest.mark.parametrize("empty", ["", " ~", ' ""', " '  '", " null"])
def test_a_required_key_without_a_value_is_told_by_its_line_and_the_rest_goes_on(
    empty: str,
) -> None:
    text = (
        f"- id: OURS-2\n  kind: trial\n  source: editorial\n  title:{empty}\n"
        f"- id:{empty}\n  kind: trial\n  source: editorial\n  title: T\n"
        f"- id: OURS-3\n  kind: trial\n  source: editorial\n  title: T\n  intervention:\n"
        f"    - name:{empty}\n"
    )
    good, problems = _all(text + _GOOD)
    assert [one.id for one in good] == ["OURS-1"]
    told = {problem.where: problem.what for problem in problems}
    assert told == {
        "a.yml, line 4, OURS-2, title": "has no value",
        "a.yml, line 5, id": "has no value",
        "a.yml, line 14, OURS-3, intervention[1].name": "has no value",
    }


def test_a_funded_project_that_states_no_status_does_not_enroll() -> None:
    (listing,), _ = _all("id: NIH-1\nkind: funded-project\nsource: nih-reporter\ntitle: T\n")
    assert listing.status is Status.DOES_NOT_ENROLL


def test_what_contradicts_is_refused_by_line_and_key() -> None:
    text = (
        "id: A-1\nkind: trial\nsource: editorial\ntitle: T\nstatus: does-not-enroll\n"
        "minimum_age: 70\nmaximum_age: 20\nsite:\n  - city: Athens\n"
        "  - city: Busan\n    status: does-not-enroll\n"
    )
    good, problems = _all(text)
    assert not good
    told = {problem.where.removeprefix("a.yml, "): problem.what for problem in problems}
    assert set(told) == {
        "line 5, A-1, status", "line 6, A-1, minimum_age", "line 11, A-1, site[2].status",
    }  # fmt: skip
    assert "only a funded project" in told["line 5, A-1, status"]
    assert "above the maximum age of 20" in told["line 6, A-1, minimum_age"]


def test_the_warnings_of_a_refused_listing_come_along(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(
        "id: NIH-1\nkind: funded-project\nsource: nih-reporter\ntitle: T\nstatus: recruiting\n"
        "funding: {mechanism: Q99}\n"
    )
    (arrival,) = read(tmp_path)
    assert {(p.where.rsplit(", ", 1)[1], p.severity) for p in arrival.refused} == {
        ("status", Severity.ERROR),
        ("funding.mechanism", Severity.WARNING),
    }
