from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import BadRequest
from search.evaluation.judgements import Asker, read_judged, unknown_listings

GOOD = """\
- id: heart
  question: heart attack
  asker: patient
  why: The illness by its lay name.
  judged: {AA: 3, BB: 1}
"""


def write(folder: Path, text: str, name: str = "hearts.yml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_questions_are_read_from_every_file_but_the_baseline(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("heart", "lung"), "lungs.yml")
    write(tmp_path, "day: today", "baseline.yml")
    one, other = read_judged(tmp_path)
    assert (one.id, one.question, one.asker) == ("heart", "heart attack", Asker.PATIENT)
    assert one.grades == {"AA": 3, "BB": 1}
    assert other.question == "lung attack"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("AA: 3", "AA: 4"), "hearts.yml, line 1, “heart”, judged: gives AA “4”"),
        (("AA: 3", "AA: good"), "“heart”, judged: gives AA “good”"),
        (("AA: 3", "AA: 0"), "“heart”, judged: gives AA “0”"),
        (("{AA: 3, BB: 1}", "{}"), "“heart”, judged"),
        (("{AA: 3, BB: 1}", "[AA, BB]"), "“heart”, judged"),
        (("BB: 1", "AA: 1"), "line 5: gives AA twice"),
        (("patient", "doctor"), "“heart”, asker"),
        (("The illness by its lay name.", "Heart."), "“heart”, why: is no sentence"),
        (("id: heart", "id: Heart attack"), "“Heart attack”, id"),
        (("question: heart attack", "question:"), "“heart”, question"),
        (("why:", "reason:"), "“heart”, reason"),
    ],
)
def test_what_is_wrong_is_named_with_file_question_and_field(
    tmp_path: Path, wrong: tuple[str, str], said: str
) -> None:
    with pytest.raises(BadRequest) as bad:
        read_judged(write(tmp_path, GOOD.replace(*wrong)))
    assert said in str(bad.value)


def test_an_id_or_a_question_that_is_given_before_is_named_with_where(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("heart attack", "Heart attack"), "more.yml")
    with pytest.raises(BadRequest) as bad:
        read_judged(tmp_path)
    assert [problem.where for problem in bad.value.problems] == [
        "more.yml, line 1, “heart”, id",
        "more.yml, line 1, “heart”, question",
    ]
    assert "hearts.yml, line 1" in str(bad.value)


def test_a_folder_without_questions_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="holds no judged question"):
        read_judged(tmp_path)


def test_listings_that_an_index_lacks_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    judged = read_judged(write(tmp_path, GOOD))
    assert unknown_listings(judged, lambda id_: True) is None
    one = unknown_listings(judged, lambda id_: id_ == "AA")
    assert one
    assert "“heart”" in one.where
    assert one.what.startswith("BB is not in this index. ")
    both = unknown_listings(judged, lambda id_: False)
    assert both
    assert "nor are 1 other judged listings" in both.what
