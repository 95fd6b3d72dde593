from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from index.listing.model import Listing
from index.listing.parts import Funding
from tests.web.listings import (
    AWKWARD,
    DAY,
    EXPANDED_ACCESS,
    FUNDED,
    HOSTILE,
    OBSERVATIONAL,
    SAMPLE,
    TRIAL,
    many_sites,
)
from web.views.schema_org import MAX_PLACES, structured_data


def data(listing: Listing, day: date = DAY) -> Any:
    text = structured_data(listing, "https://listings.example", day)
    assert text is not None
    return json.loads(text)


@pytest.mark.parametrize(
    ("listing", "type_"),
    [
        (TRIAL, "MedicalTrial"),
        (OBSERVATIONAL, "MedicalObservationalStudy"),
        (EXPANDED_ACCESS, "MedicalStudy"),
        (FUNDED, "ResearchProject"),
    ],
)
def test_each_kind_has_its_type(listing: Listing, type_: str) -> None:
    assert data(listing)["@type"] == type_


def test_a_trial_says_what_it_studies_and_whether_it_recruits() -> None:
    trial = data(TRIAL)
    assert trial["status"] == "https://schema.org/Recruiting"
    assert trial["healthCondition"][0]["name"] == "Asthma"
    assert trial["url"] == "https://listings.example/listing/NCT01000001"
    assert trial["sameAs"] == TRIAL.url


def test_a_funded_project_carries_no_status() -> None:
    assert "Recruiting" not in json.dumps(data(FUNDED))
    assert "status" not in data(FUNDED)


def _paid_by(institute: str) -> Any:
    funded = msgspec.structs.replace(FUNDED, funding=Funding(institute=institute))
    return data(funded).get("funder", {}).get("name")


def test_whoever_pays_for_a_project_is_named_and_not_guessed() -> None:
    assert _paid_by("FD") == "Food and Drug Administration"
    assert _paid_by("HS") == "Agency for Healthcare Research and Quality"
    assert _paid_by("HL") == "National Heart, Lung, and Blood Institute"
    assert _paid_by("QQ") is None
    assert "funder" not in data(msgspec.structs.replace(FUNDED, funding=None))


def test_a_sample_is_not_described_as_real() -> None:
    assert structured_data(SAMPLE, "", DAY) is None


def test_no_text_can_end_the_script() -> None:
    text = structured_data(AWKWARD, "", DAY)
    assert text is not None
    assert "<" not in text
    assert "&" not in text
    assert data(AWKWARD)["name"] == HOSTILE


def test_places_are_cut_where_they_would_outweigh_the_page() -> None:
    assert len(data(many_sites())["studyLocation"]) == MAX_PLACES
