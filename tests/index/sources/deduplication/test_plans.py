from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import Any

import pytest

from index.listing import Listing
from index.sources.deduplication.plans import MOST_LINKS
from index.sources.source import Attachment, Raw, Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.nih_reporter import NihReporter
from tests.index.sources.deduplication.collapsed import Collapsed, collapse
from tests.index.sources.raw_records import award, study


def _collapse(*read: Translation | Attachment) -> Collapsed:
    return collapse(read, Path(tempfile.gettempdir()))


def _by_id(found: Collapsed) -> dict[str, Listing]:
    return {one.id: one for one in found.listings}


def _trial(id_: str = "NCT90000001", *cited: str, own: str = "LARK-7") -> Translation:
    record = study()
    identification = record["protocolSection"]["identificationModule"]
    identification["nctId"] = id_
    identification["orgStudyIdInfo"] = {"id": own}
    identification["secondaryIdInfos"] = [{"id": one, "type": "NIH"} for one in cited]
    return ClinicalTrials().translate(Raw("trials.json, record 1", record))


def _row(value: dict[str, Any], where: str = "table.csv, row 2") -> Translation | Attachment:
    return NihReporter().translate(Raw(where, value))


def _project(**changes: Any) -> Translation | Attachment:
    return _row(award(**changes), "projects.json, record 1")


def _joined(core: str = "R21CA900001", trial: str = "NCT90000001") -> Translation | Attachment:
    return _row({"Core Project Number": core, "ClinicalTrials.gov ID": trial, "Study": "Larkspur"})


@pytest.mark.parametrize(
    "trial",
    [
        _trial("NCT90000001", "R21CA900001"),
        _trial("NCT90000001", "1 R21 CA-900001-01A1"),
        _trial("NCT90000001", own="5R21CA900001-02"),
    ],
)
def test_a_trial_and_the_award_that_it_cites_are_linked_both_ways(trial: Translation) -> None:
    for order in itertools.permutations((trial, _project())):
        by_id = _by_id(_collapse(*order))
        assert by_id["NCT90000001"].grant == ("NIH-90000001",)
        assert by_id["NIH-90000001"].trial == ("NCT90000001",)


def test_an_award_that_was_not_read_is_not_linked() -> None:
    (trial,) = _collapse(_trial("NCT90000001", "R01HL130040")).listings
    assert trial.grant == ()
    assert "R01HL130040" in trial.other_id


def test_a_table_of_studies_joins_projects_and_trials_in_whatever_order() -> None:
    for order in itertools.permutations((_trial(), _project(), _joined())):
        found = _collapse(*order)
        by_id = _by_id(found)
        assert (found.collapsed, found.refused) == (1, ())
        assert by_id["NCT90000001"].grant == ("NIH-90000001",)
        assert by_id["NIH-90000001"].trial == ("NCT90000001",)


def test_a_link_that_is_stated_twice_is_one() -> None:
    found = _collapse(_trial("NCT90000001", "R21CA900001"), _project(), _joined(), _joined())
    assert found.collapsed == 2
    assert _by_id(found)["NIH-90000001"].trial == ("NCT90000001",)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ([_trial(), _joined()], "read the file of projects as well"),
        ([_project(), _joined()], "read the studies of ClinicalTrials.gov as well"),
        ([_trial(), _project(), _joined("R01HL130040")], "read the file of projects as well"),
    ],
)
def test_a_row_that_joins_what_was_not_read_is_refused_and_says_what_to_do(
    read: list[Translation | Attachment], said: str
) -> None:
    found = _collapse(*read)
    ((problem,),) = found.refused
    assert said in problem.what
    assert problem.where.startswith("table.csv, row 2, ")
    assert len(read) == len(found.listings) + found.collapsed + len(found.refused)


def test_abstracts_join_their_application_and_fill_its_blanks() -> None:
    abstract = _row({"APPLICATION_ID": "90000001", "ABSTRACT_TEXT": "ABSTRACT Cells grow."})
    for order in itertools.permutations((abstract, _project(abstract_text=None))):
        found = _collapse(*order)
        (listing,) = found.listings
        assert (listing.description, found.collapsed) == ("Cells grow.", 1)
    (kept,) = _collapse(_project(), abstract).listings
    assert kept.description == "Petals hold compounds that we will separate."


def test_an_abstract_of_an_older_award_fills_what_the_newest_leaves_out() -> None:
    found = _collapse(
        _project(appl_id=1, fiscal_year=2022, abstract_text=None),
        _project(appl_id=2, fiscal_year=2024, abstract_text=None),
        _row({"APPLICATION_ID": "1", "ABSTRACT_TEXT": "ABSTRACT Cells grow."}),
    )
    (listing,) = found.listings
    assert (listing.id, listing.description) == ("NIH-2", "Cells grow.")


def test_an_abstract_without_its_project_is_refused() -> None:
    found = _collapse(_row({"APPLICATION_ID": "7", "ABSTRACT_TEXT": "Cells grow."}))
    ((problem,),) = found.refused
    assert problem.where == "table.csv, row 2, NIH-7"
    assert "read the file of projects as well" in problem.what


def test_a_trial_that_cites_a_center_is_linked_to_the_center_and_to_none_of_its_parts() -> None:
    found = _collapse(
        _project(project_num="5P30CA900001-45", core_project_num=None, activity_code="P30"),
        _project(
            appl_id=90000002, project_num="5P30CA900001-45", core_project_num=None,
            activity_code="P30", subproject_id="77", project_title="Mouse Colony",
        ),
        _trial("NCT90000001", "P30CA900001"),
    )  # fmt: skip
    by_id = _by_id(found)
    assert by_id["NCT90000001"].grant == ("NIH-90000001",)
    assert by_id["NIH-90000002"].trial == ()


def test_a_network_lists_its_newest_trials_and_every_trial_names_the_network() -> None:
    trials = [_trial(f"NCT9{n:07}", "R21CA900001") for n in range(MOST_LINKS + 20)]
    by_id = _by_id(_collapse(*trials, _project()))
    listed = by_id["NIH-90000001"].trial
    assert len(listed) == MOST_LINKS
    assert listed[0] == f"NCT9{MOST_LINKS + 19:07}"
    assert by_id["NCT90000000"].grant == ("NIH-90000001",)
