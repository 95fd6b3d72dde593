from __future__ import annotations

from typing import Any

import pytest

from index.listing.codes import AccessKind, ArmKind, InterventionKind
from index.listing.model import Listing
from index.listing.parts import Arm, Intervention, Outcome
from index.sources.source import Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from tests.index.sources.raw_records import raw, study


def _with(module: str, **changes: object) -> Translation:
    value = study()
    value["protocolSection"][module] |= changes
    return ClinicalTrials().translate(raw(value))


def _listing(module: str, **changes: object) -> Listing:
    return _with(module, **changes).listing


def _told(translation: Translation) -> list[str]:
    return [one.where.rsplit(".", 1)[1] for one in translation.problems]


def test_groups_say_what_they_are_given() -> None:
    assert _listing("armsInterventionsModule").arm == (
        Arm(
            label="Drops",
            kind=ArmKind.EXPERIMENTAL,
            description="Two drops a day.",
            intervention=("Larkspur",),
        ),
        # The older form names the groups at the treatment alone.
        Arm(label="Water", kind=ArmKind.PLACEBO_COMPARATOR, intervention=("Placebo",)),
    )


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("Drug: Larkspur", "Larkspur"),
        ("drug: larkspur", "Larkspur"),
        ("Larkspur", "Larkspur"),
        ("Dietary Supplement: Honey", "Honey"),
        ("Combination Product: Drops: the second", "Drops: the second"),
        # A colon of the name's own.
        ("Step 1: Rest", "Step 1: Rest"),
        ("Device: the first", "Device: the first"),
    ],
)
def test_the_kind_before_the_name_of_a_treatment_is_taken_off(stated: str, name: str) -> None:
    found = _listing(
        "armsInterventionsModule",
        interventions=[
            {"type": "DRUG", "name": "Larkspur"},
            {"type": "DEVICE", "name": "Device: the first"},
        ],
        armGroups=[{"label": "A", "interventionNames": [stated, stated]}],
    )
    assert found.arm[0].intervention == (name,)


@pytest.mark.parametrize(
    ("groups", "labels", "told"),
    [
        (None, [], []),
        ([], [], []),
        ({"label": "A"}, [], ["armGroups"]),
        ([{"label": "A", "type": None, "interventionNames": None}], ["A"], []),
        ([{"label": "A", "type": "RABBIT"}], ["A"], ["type"]),
        ([{"label": "A", "interventionNames": "Larkspur"}], ["A"], ["interventionNames"]),
        ([{}, {"description": "Two drops."}, 7], ["Group 2"], ["armGroups[2]"]),
        ([{"label": "A"}, {"label": "A"}], ["A"], []),
    ],
)
def test_odd_groups_are_told_and_lose_nothing_else(
    groups: object, labels: list[str], told: list[str]
) -> None:
    found = _with("armsInterventionsModule", armGroups=groups)
    assert [one.label for one in found.listing.arm] == labels
    assert _told(found) == told
    assert [one.name for one in found.listing.intervention] == ["Larkspur", "Placebo"]


def test_a_treatment_that_is_written_twice_is_one_with_both_descriptions() -> None:
    found = _listing(
        "armsInterventionsModule",
        interventions=[
            {"type": "DRUG", "name": "Larkspur", "description": "1 mg"},
            {"type": "DRUG", "name": "Larkspur", "description": "2 mg"},
            {"type": "DRUG", "name": "Larkspur", "description": "2 mg"},
            {"type": "OTHER", "name": "Larkspur", "description": None},
            {"type": "OTHER", "description": "No name"},
        ],
    )
    assert found.intervention == (
        Intervention("Larkspur", InterventionKind.DRUG, "1 mg\n\n2 mg"),
        Intervention("Larkspur", InterventionKind.OTHER),
    )


@pytest.mark.parametrize(
    ("outcomes", "expected", "told"),
    [
        (
            [{"measure": "Sneezes", "timeFrame": "2 weeks", "description": "Counted daily."}],
            [Outcome(measure="Sneezes", time_frame="2 weeks", description="Counted daily.")],
            [],
        ),
        ([{"measure": "Sneezes"}, {"measure": "Sneezes"}], [Outcome(measure="Sneezes")], []),
        (
            [{"description": "Sneezes, counted"}],
            [Outcome(measure="Measure 1", description="Sneezes, counted")],
            [],
        ),
        ([{"timeFrame": "2 weeks"}, {}], [], []),
        ([{"measure": 3}, None], [], ["measure", "primaryOutcomes[1]"]),
        ({"measure": "Sneezes"}, [], ["primaryOutcomes"]),
        (None, [], []),
    ],
)
def test_main_measures_come_over(
    outcomes: object, expected: list[Outcome], told: list[str]
) -> None:
    found = _with("outcomesModule", primaryOutcomes=outcomes)
    assert list(found.listing.primary_outcome) == expected
    assert _told(found) == told


@pytest.mark.parametrize(
    ("types", "expected", "told"),
    [
        ({"individual": True, "intermediate": "Yes", "treatment": False}, "individual", []),
        ({}, "", []),
        (None, "", []),
        (["individual"], "", ["expandedAccessTypes"]),
        ({"treatment": 7}, "", ["treatment"]),
    ],
)
def test_kinds_of_expanded_access_are_those_that_are_true(
    types: Any, expected: str, told: list[str]
) -> None:
    found = _with("designModule", expandedAccessTypes=types)
    wanted = (AccessKind.INDIVIDUAL, AccessKind.INTERMEDIATE) if expected else ()
    assert found.listing.access == wanted
    assert _told(found) == told


@pytest.mark.parametrize(
    ("based", "described", "expected"),
    [
        (True, "Identifies as a woman", "Identifies as a woman"),
        (False, "All are welcome", "All are welcome"),
        (True, None, "Who can take part depends on gender."),
        ("Yes", "", "Who can take part depends on gender."),
        (False, None, ""),
        (None, None, ""),
        ([], {}, ""),
    ],
)
def test_gender_is_said_in_the_words_of_the_record(
    based: object, described: object, expected: str
) -> None:
    found = _listing("eligibilityModule", genderBased=based, genderDescription=described)
    assert found.gender == expected


def test_what_is_wrong_is_told_once() -> None:
    found = _with("armsInterventionsModule", interventions=[{"name": 7, "type": "DRUG"}, "x"])
    assert _told(found) == ["name", "interventions[1]"]
