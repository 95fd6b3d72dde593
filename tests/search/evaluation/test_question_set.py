from __future__ import annotations

from pathlib import Path

import pytest

from index.generation.progress import silent
from search.errors import BadRequest
from search.evaluation.question_set import QuestionSet
from search.evaluation.report import evaluation_lines
from search.searcher.searcher import Searcher
from tests.conftest import Publish, listing

OURS = """\
- {id: asthma, question: asthma, asker: patient, why: The illness by its name., judged: {T1: 3}}
- {id: gout, question: gout, asker: clinician, why: The illness by its name., judged: {T2: 3}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "judged").mkdir()
    (tmp_path / "judged" / "ours.yml").write_text(OURS)
    return tmp_path / "judged"


def test_our_questions_are_measured_together_and_by_who_asks(
    publish: Publish, folder: Path
) -> None:
    home = publish([listing("T1", title="Asthma"), listing("T2", title="Lupus")])
    searcher = Searcher(home)
    result = QuestionSet.ours(searcher, folder).measured(searcher, silent)
    assert result.measures["nDCG@10"] == pytest.approx(0.5)
    assert result.sets["patient"]["nDCG@10"] == 1
    assert result.sets["clinician"]["nDCG@10"] == 0
    lines = list(evaluation_lines(result, ""))
    assert lines[0] == "2 questions, 1 without a hit"
    assert lines[1].split() == ["all", "clinician", "patient"]
    assert lines[2].split() == ["nDCG@10", "0.5000", "0.0000", "1.0000"]


def test_our_questions_are_refused_where_a_judged_listing_is_not_in_the_index(
    publish: Publish, folder: Path
) -> None:
    with pytest.raises(BadRequest, match=r"“gout”, judged: T2 is not in this index\. Our"):
        QuestionSet.ours(Searcher(publish([listing("T1")])), folder)


def test_another_generation_of_a_home_is_asked_the_same(publish: Publish, folder: Path) -> None:
    before = publish([listing("T1", title="Asthma"), listing("T2", title="Lupus")])
    old = Searcher(before).status().generation
    home = publish([listing("T1", title="Asthma"), listing("T2", title="Gout")])
    searcher = Searcher(home)
    assert Searcher(home, old).status().generation == old
    assert searcher.status().generation != old
    asked = QuestionSet.ours(searcher, folder)
    result = asked.compared(Searcher(home, old), searcher, silent)
    assert result.comparison
    (change,) = result.comparison.changes
    assert (change.text, change.before, change.after) == ("gout", 0, 1)
    lines = list(evaluation_lines(result, old))
    assert f"compared with generation {old}: before, now, difference" in lines
    assert "  +1.000  0.000 → 1.000  gout: gout" in lines
    assert lines[-1] == result.comparison.words
