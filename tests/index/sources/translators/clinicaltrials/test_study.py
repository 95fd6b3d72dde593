from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import RecordRefused
from index.listing.codes import (
    AccessKind,
    Certainty,
    InterventionKind,
    Kind,
    Phase,
    Sex,
    SponsorKind,
    Status,
)
from index.listing.model import Listing
from index.sources.translators.clinicaltrials import ClinicalTrials
from tests.conftest import examples
from tests.index.sources.damage import damaged, translated_or_refused
from tests.index.sources.raw_records import raw, study

SOURCE = ClinicalTrials()


def _translated(value: Any) -> Listing:
    return SOURCE.translate(raw(value)).listing


def test_a_study_comes_over_whole() -> None:
    listing = _translated(study())
    assert (listing.id, listing.kind, listing.status) == (
        "NCT90000001", Kind.TRIAL, Status.RECRUITING,
    )  # fmt: skip
    assert listing.title == "Larkspur Drops for Hay Fever [Pilot]"
    assert listing.url == "https://clinicaltrials.gov/study/NCT90000001"
    assert listing.other_id == ("NCT90000009", "LARK-7", "2019-001-22")
    assert listing.summary == "Do the drops help?\n\n- Nose count > 3\n- Eyes < 2"
    assert (listing.good_fit, listing.not_a_fit) == ("- Hay fever", "- Asthma")
    assert listing.keyword == (
        "pollen", "Rhinitis, Allergic, Seasonal", "Larkspur", "Delphinium", "LARK",
    )  # fmt: skip
    assert [one.kind for one in listing.intervention] == [
        InterventionKind.DRUG,
        InterventionKind.OTHER,
    ]
    assert listing.phase == (Phase.PHASE_1, Phase.PHASE_2)
    assert (listing.sex, listing.minimum_age, listing.maximum_age) == (Sex.ALL, 0.5, None)
    assert [one.kind for one in listing.collaborator] == [SponsorKind.INDUSTRY, None]
    assert [one.name for one in listing.researcher] == ["Bo Ray, MD", "Gil Fir, MD"]
    assert listing.contact[0].phone == "555-0100 ext. 7"
    assert listing.related == ("NCT90000002",)
    assert (listing.enrollment, listing.healthy_volunteers) == (40, False)


def test_sites_keep_their_own_status_and_point() -> None:
    athens, busan = _translated(study()).site
    assert (athens.city, athens.state, athens.country) == ("Athens", "Georgia", "United States")
    assert (athens.status, athens.latitude) == (Status.NOT_YET_RECRUITING, 33.96)
    assert (busan.state, busan.country, busan.status) == ("", "South Korea", None)


def test_partial_dates_stay_partial_and_impossible_ones_go() -> None:
    found = _translated(study())
    assert (found.start_date, found.completion_date, found.updated) == (
        "2024-03", "2026-02-28", "2025-01-09",
    )  # fmt: skip
    assert (found.first_posted, found.results_posted, found.verified, found.copied) == (
        "2024-02-11", "2025-01-07", "2024-12", "2025-01-20",
    )  # fmt: skip
    value = study()
    value["protocolSection"]["statusModule"]["startDateStruct"]["date"] = "2023-02-30"
    translation = SOURCE.translate(raw(value))
    assert translation.listing.start_date is None
    assert translation.problems[0].where == (
        "file.jsonl, line 7, NCT90000001, protocolSection.statusModule.startDateStruct.date"
    )


@pytest.mark.parametrize("code", ["UNKNOWN", "UNKNOWN_STATUS"])
def test_both_words_for_an_unknown_status_are_known(code: str) -> None:
    value = study()
    value["protocolSection"]["statusModule"]["overallStatus"] = code
    assert _translated(value).status is Status.UNKNOWN


def test_one_bad_optional_value_does_not_refuse_the_study() -> None:
    value = study()
    place = value["protocolSection"]["contactsLocationsModule"]["locations"][0]
    place["geoPoint"]["lat"], place["status"] = 4000, "MAYBE"
    translation = SOURCE.translate(raw(value))
    assert translation.listing.site[0].longitude is None
    assert translation.listing.site[0].status is None
    assert {problem.where.rsplit(", ", 1)[1] for problem in translation.problems} == {
        "protocolSection.contactsLocationsModule.locations[0].geoPoint.lat",
        "protocolSection.contactsLocationsModule.locations[0].status",
    }


def test_a_study_without_id_and_title_is_refused_for_both() -> None:
    value = study()
    value["protocolSection"]["identificationModule"] = {}
    with pytest.raises(RecordRefused) as refusal:
        SOURCE.translate(raw(value))
    fields = {problem.where.rsplit(".", 1)[1] for problem in refusal.value.problems}
    assert fields == {"nctId", "briefTitle"}


@pytest.mark.parametrize("written", [None, "SOMETHING"])
def test_a_study_that_does_not_say_its_type_is_a_study_of_no_stated_type(
    written: str | None,
) -> None:
    value = study()
    value["protocolSection"]["designModule"]["studyType"] = written
    translation = SOURCE.translate(raw(value))
    assert translation.listing.kind is Kind.STUDY
    assert bool(translation.problems) == (written is not None)


@examples(150)
@given(st.data())
def test_hostile_records_are_refused_or_translated_and_nothing_else(data: st.DataObject) -> None:
    listing = translated_or_refused(SOURCE, raw(damaged(data, study())))
    if listing is not None:
        assert msgspec.json.decode(msgspec.json.encode(listing), type=Listing) == listing


def test_ages_that_cross_are_both_left_out_and_told() -> None:
    value = study()
    value["protocolSection"]["eligibilityModule"] |= {
        "minimumAge": "70 Years",
        "maximumAge": "20 Years",
    }
    translation = SOURCE.translate(raw(value))
    assert (translation.listing.minimum_age, translation.listing.maximum_age) == (None, None)
    assert [problem.where.rsplit(".", 1)[1] for problem in translation.problems] == ["minimumAge"]


def test_a_description_that_repeats_the_summary_is_not_kept_twice() -> None:
    value = study()
    texts = value["protocolSection"]["descriptionModule"]
    texts["detailedDescription"] = texts["briefSummary"]
    listing = _translated(value)
    assert listing.summary
    assert listing.description == ""


def test_what_is_told_beside_the_topic_comes_over() -> None:
    found = _translated(study())
    assert found.why_stopped == "The drops ran out"
    assert found.last_known_status is Status.RECRUITING
    assert found.population == "Gardeners"
    assert found.gender == "Identifies as a woman"
    assert found.access == (AccessKind.INDIVIDUAL,)


def test_the_end_of_the_main_measures_is_not_the_end() -> None:
    value = study()
    del value["protocolSection"]["statusModule"]["completionDateStruct"]
    found = _translated(value)
    assert (found.primary_completion_date, found.primary_completion_certainty) == (
        "2025-12",
        Certainty.ESTIMATED,
    )
    assert (found.completion_date, found.completion_certainty) == (None, None)


@pytest.mark.parametrize(
    ("code", "certainty"),
    [
        ("ACTUAL", Certainty.ACTUAL),
        ("ESTIMATED", Certainty.ESTIMATED),
        ("Anticipated", Certainty.ESTIMATED),
        (None, None),
        ("MAYBE", None),
        (["ACTUAL", "ESTIMATED"], None),
    ],
)
def test_a_date_and_a_number_say_whether_they_came_true(
    code: object, certainty: Certainty | None
) -> None:
    value = study()
    value["protocolSection"]["statusModule"]["startDateStruct"]["type"] = code
    value["protocolSection"]["designModule"]["enrollmentInfo"]["type"] = code
    found = _translated(value)
    assert (found.start_certainty, found.enrollment_certainty) == (certainty, certainty)
    assert (found.start_date, found.enrollment) == ("2024-03", 40)


def test_nothing_is_certain_of_what_is_not_stated() -> None:
    value = study()
    value["protocolSection"]["statusModule"]["startDateStruct"] = {"type": "ACTUAL"}
    value["protocolSection"]["designModule"]["enrollmentInfo"] = {"type": "ACTUAL"}
    found = _translated(value)
    assert (found.start_certainty, found.enrollment_certainty) == (None, None)


def test_the_day_a_team_verified_a_record_is_not_the_day_of_its_update() -> None:
    value = study()
    status = value["protocolSection"]["statusModule"]
    del status["lastUpdateSubmitDate"]
    assert (_translated(value).verified, _translated(value).updated) == ("2024-12", None)
    status["lastUpdatePostDateStruct"] = {"date": "2025-01-12"}
    assert _translated(value).updated == "2025-01-12"


@pytest.mark.parametrize("written", ["nct90000001", " Nct90000001\n"])
def test_an_id_in_small_letters_is_that_id(written: str) -> None:
    value = study()
    identification = value["protocolSection"]["identificationModule"]
    identification["nctId"], identification["nctIdAliases"] = written, ["nct90000009"]
    value["protocolSection"]["statusModule"]["expandedAccessInfo"]["nctId"] = "nct90000002"
    found = _translated(value)
    assert (found.id, found.url) == (
        "NCT90000001",
        "https://clinicaltrials.gov/study/NCT90000001",
    )
    assert found.other_id[0] == "NCT90000009"
    assert found.related == ("NCT90000002",)


def test_numbers_of_awards_are_kept_among_the_other_ids() -> None:
    value = study()
    value["protocolSection"]["identificationModule"]["secondaryIdInfos"] = [
        {"id": "R01CA900001", "type": "NIH", "link": "https://example.org/R01CA900001"},
        {"id": None},
        "not an object",
    ]
    assert _translated(value).other_id == ("NCT90000009", "LARK-7", "R01CA900001")
