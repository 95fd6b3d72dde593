from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import InterventionKind, Kind, Origin, Phase, Sex, Status
from index.listing.model import Listing
from index.listing.parts import Funding, Intervention, Sponsor
from index.listing.wording.lead import (
    _WORD,
    _stands_in_a_sentence,
    _Written,
    in_a_sentence,
    lead_sentence,
)
from index.sources.reader import read
from tests.conftest import listing


def _lead(**fields: Any) -> str:
    defaults: dict[str, Any] = {
        "id": "X-1", "kind": Kind.TRIAL, "source": Origin.EDITORIAL, "title": "T",
    }  # fmt: skip
    return lead_sentence(Listing(**(defaults | fields)))


def _drugs(*names: str) -> tuple[Intervention, ...]:
    return tuple(Intervention(name, InterventionKind.DRUG) for name in names)


def test_a_trial_is_told_in_two_sentences() -> None:
    assert _lead(
        phase=(Phase.PHASE_3,),
        intervention=_drugs("Larkspur", "Placebo"),
        condition=("Episodic Cluster Headache",),
        minimum_age=18.0,
        status=Status.COMPLETED,
    ) == (
        "A phase 3 trial testing Larkspur in adults with episodic cluster headache. "
        "It is completed."
    )


def test_a_project_says_who_pays_and_that_it_does_not_enroll() -> None:
    project = {"kind": Kind.FUNDED_PROJECT, "status": Status.DOES_NOT_ENROLL}
    assert _lead(
        **project, sponsor=Sponsor("Emory University"), funding=Funding(institute="CA")
    ) == (
        "Research at Emory University, funded by the National Cancer Institute. "
        "It does not enroll participants."
    )
    assert _lead(**project, sponsor=Sponsor("University of Oz")).startswith(
        "Research at the University of Oz, paid for with public money."
    )
    assert _lead(**project) == (
        "Research paid for with public money. It does not enroll participants."
    )


def test_a_project_does_not_invite_volunteers() -> None:
    claims = _lead(kind=Kind.FUNDED_PROJECT, status=Status.DOES_NOT_ENROLL, healthy_volunteers=True)
    assert "recruiting" not in claims
    assert claims.endswith("It does not enroll participants.")


@pytest.mark.parametrize(
    ("fields", "lead"),
    [
        ({}, "A clinical trial in people."),
        ({"phase": (Phase.NOT_APPLICABLE,)}, "A clinical trial in people."),
        ({"phase": (Phase.EARLY_PHASE_1,)}, "An early phase 1 trial in people."),
        ({"phase": (Phase.PHASE_1, Phase.PHASE_2)}, "A phase 1 and 2 trial in people."),
        ({"sex": Sex.FEMALE, "maximum_age": 12.0}, "A clinical trial in girls."),
        ({"sex": Sex.MALE}, "A clinical trial in men and boys."),
        ({"minimum_age": 65.0}, "A clinical trial in older adults."),
        ({"condition": ("Healthy Volunteers",)}, "A clinical trial in healthy people."),
        ({"condition": ("Surfing",)}, "A clinical trial in people. It is about surfing."),
        (
            {"condition": tuple(f"Stage {n} Lung Cancer" for n in range(1, 6))},
            "A clinical trial in people with stage 1 lung cancer, stage 2 lung cancer, and 3 more "
            "conditions.",
        ),
        (
            {"intervention": _drugs("A", "B", "C")},
            "A clinical trial testing A, B, and C in people.",
        ),
        ({"intervention": _drugs("x" * 90)}, "A clinical trial testing a drug in people."),
        ({"intervention": _drugs("Placebo")}, "A clinical trial testing Placebo in people."),
        (
            {"kind": Kind.OBSERVATIONAL, "condition": ("Gout",)},
            "An observational study of people with gout.",
        ),
        (
            {"kind": Kind.EXPANDED_ACCESS, "intervention": _drugs("Larkspur")},
            "An expanded access program offering Larkspur to people.",
        ),
        (
            {"status": Status.RECRUITING, "healthy_volunteers": True},
            "A clinical trial in people. It is recruiting participants. Healthy volunteers can "
            "take part.",
        ),
    ],
)
def test_every_combination_is_good_english(fields: dict[str, Any], lead: str) -> None:
    assert _lead(**fields) == lead


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Breast Cancer", "breast cancer"), ("Crohn Disease", "Crohn disease"),
        ("Alzheimer's Disease", "Alzheimer's disease"), ("HIV Infections", "HIV infections"),
        ("COVID-19", "COVID-19"), ("Anemia, Aplastic", "aplastic anemia"),
        ("Diabetes Mellitus, Type 2", "type 2 diabetes mellitus"),
        ("BREAST CANCER", "breast cancer"), ("Depression, Anxiety", "depression, anxiety"),
        ("West Nile Virus", "West Nile Virus"), ("Hodgkin Lymphoma", "Hodgkin lymphoma"),
    ],
)  # fmt: skip
def test_condition_names_lose_capitals_only_where_that_is_safe(name: str, said: str) -> None:
    assert in_a_sentence(name) == said


@given(
    st.text(min_size=1, max_size=80),
    st.sampled_from(Kind),
    st.sampled_from(sorted(set(Status) - {Status.DOES_NOT_ENROLL})),
)
def test_any_names_make_a_sentence(name: str, kind: Kind, status: Status) -> None:
    if kind is Kind.FUNDED_PROJECT:
        status = Status.DOES_NOT_ENROLL
    lead = _lead(
        kind=kind, status=status, condition=(name,), intervention=_drugs(name),
        sponsor=Sponsor(name),
    )  # fmt: skip
    assert lead.endswith(".")
    assert lead[0] in "AR"


def test_the_lead_of_real_studies_is_short(shared: Path) -> None:
    file = shared / "records" / "clinicaltrials-v2-as-served.jsonl.gz"
    leads = [lead_sentence(a.translation.listing) for a in read(file) if a.translation]
    assert len(leads) == 546
    assert max(map(len, leads)) < 400
    assert not any("None" in lead or "  " in lead or "Status." in lead for lead in leads)


def test_a_name_begins_small_where_the_listing_itself_writes_it_small() -> None:
    one = listing(
        "T1",
        summary="People get paclitaxel, and some get Taxol.",
        condition=["Sarcoidosis"],
        intervention=[{"name": "Paclitaxel", "kind": "drug"}, {"name": "Taxol", "kind": "drug"}],
    )
    assert "testing paclitaxel and Taxol" in lead_sentence(one)


@pytest.mark.parametrize(
    ("text", "condition", "said"),
    [
        ("Babies with heart defects, septal ones too.", "Heart Septal Defects",
         "heart septal defects"),
        ("Babies whose heart is ill.", "Heart Larkspur Defects", "Heart Larkspur Defects"),
        ("An infection with mycobacterium avium.", "Mycobacterium Avium Infection",
         "mycobacterium avium infection"),
        ("It was covid that began it.", "Covid19 Infection", "Covid19 infection"),
        ("Doctors say tourette syndrome.", "Tourette Syndrome", "Tourette syndrome"),
    ],
)  # fmt: skip
def test_a_condition_loses_all_its_capitals_or_none(text: str, condition: str, said: str) -> None:
    assert f" {said}." in _lead(summary=text, condition=(condition,))


@pytest.mark.parametrize(
    ("text", "treatment", "said"),
    [
        ("We give them a patch on the eye.", "Eye Patch", "eye patch"),
        ("The status of a patient is shown.", "Patient Status Larkspur",
         "Patient Status Larkspur"),
        ("We compare a toxin and a vitamin.", "Vitamin A Toxin", "vitamin A toxin"),
        ("Healthy minds need training; we test the app Healthy Minds Training.",
         "Healthy Minds Training", "Healthy Minds Training"),
    ],
)  # fmt: skip
def test_a_treatment_loses_all_its_capitals_or_none(text: str, treatment: str, said: str) -> None:
    assert f"testing {said} in" in _lead(summary=text, intervention=_drugs(treatment))


def test_no_real_name_is_left_half_in_capitals(shared: Path) -> None:
    file = shared / "records" / "clinicaltrials-v2-as-served.jsonl.gz"
    leads = [lead_sentence(a.translation.listing) for a in read(file) if a.translation]
    begun_small = re.compile(r"(?:with|of|about|testing|and) [a-z]{3,} [A-Z][a-z]{3,}")
    # A name before "with" may end small: "DREEM 2 Headband ... with device Clickotine" is right.
    assert sum(begun_small.search(lead) is not None for lead in leads) <= 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "recruiting", "verified": "2026-05"}, "It is recruiting participants."),
        (
            {"status": "recruiting", "verified": "2025-05"},
            "It said that it was recruiting in May 2025; check first whether it still is.",
        ),
        (
            {"status": "recruiting", "verified": "2020-08"},
            "It said that it was recruiting in August 2020, and may have closed.",
        ),
        (
            {"status": "unknown", "last_known_status": "recruiting", "verified": "2020-08"},
            "It said that it was recruiting in August 2020, and may have closed.",
        ),
        (
            {"status": "unknown"},
            "Whether it is still going on is not known, and it may have closed.",
        ),
        (
            {"status": "not-yet-recruiting", "start_date": "2026-06"},
            "It was to start recruiting in June 2026, and may be open by now.",
        ),
        (
            {
                "status": "not-yet-recruiting",
                "start_date": "2012-03",
                "completion_date": "2014",
            },
            "It was to start in March 2012, and to end in 2014; whether it opened is not known.",
        ),
        (
            {"status": "not-yet-recruiting", "start_date": "2027-06"},
            "It is not recruiting yet.",
        ),
    ],
)
def test_it_says_that_a_study_recruits_only_where_that_is_so_on_the_day(
    fields: dict[str, str], said: str
) -> None:
    lead = lead_sentence(listing("A1", **fields), date(2026, 11, 30))
    assert lead == f"A clinical trial in people. {said}"


_SIGNS = st.text(alphabet="aB é2_'’ ,.-½", max_size=30)


@given(_SIGNS, _SIGNS)
def test_the_words_of_a_text_are_those_that_its_pattern_finds(text: str, other: str) -> None:
    # A letter of "'s" that another letter follows stands in no text.
    text = re.sub(r"(['’]s)(?=\w)", r"\1 ", text)
    words = set(_WORD.findall(text))
    for word in {*words, *_WORD.findall(other)}:
        assert (word in _Written(text)) == (word in words)


@given(_SIGNS, st.text(alphabet="aB2 -", min_size=1, max_size=4))
def test_a_name_stands_in_a_sentence_behind_a_small_letter_or_a_comma(text: str, name: str) -> None:
    text = f"{text} {name}{text[:3]}"
    found = re.search(rf"[a-z,] {re.escape(name)}\b", text)
    assert _stands_in_a_sentence(name, text) == (found is not None)
