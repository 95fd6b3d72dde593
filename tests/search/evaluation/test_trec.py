"""Files of questions and judgements: what is wrong in them is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import BadRequest
from search.evaluation.trec import read_qrels, read_queries


@pytest.mark.parametrize(
    ("text", "line"),
    [("1 asthma\n", "line 1"), ("1\tasthma\n1\tlupus\n", "line 2"), ("1\t \n", "line 1")],
)
def test_a_bad_line_of_questions_is_named(tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / "q.tsv"
    path.write_text(text)
    with pytest.raises(BadRequest, match=f"q.tsv, {line}"):
        read_queries(path)


def test_a_bad_line_of_judgements_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("1 0 A 1\n\n1 0 B good\n")
    with pytest.raises(BadRequest, match=r"r.txt, line 3"):
        read_qrels(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"nowhere\.tsv"):
        read_queries(tmp_path / "nowhere.tsv")
