from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.translators.clinicaltrials.forms.sites import StatedSite, split_site
from tests.conftest import examples


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Heath Clinic, Little Rock, Arkansas, 72204, United States",
         ("Heath Clinic", "Little Rock", "Arkansas", "72204", "United States")),
        ("Dept. of Noses, Heath University, Little Rock, Arkansas, United States",
         ("Dept. of Noses, Heath University", "Little Rock", "Arkansas", "", "United States")),
        ("Heath Clinic, New York, New York, 10001-1234, United States",
         ("Heath Clinic", "New York", "New York", "10001-1234", "United States")),
        ("Little Rock, Arkansas, 72204, United States",
         ("", "Little Rock", "Arkansas", "72204", "United States")),
        ("Heath Clinic, Toronto, Ontario, M5G 2A2, Canada",
         ("Heath Clinic", "Toronto", "Ontario", "M5G 2A2", "Canada")),
        ("Heath Hospital, Quebec, Canada", ("Heath Hospital", "Quebec", "", "", "Canada")),
        ("Heath Hospital, London, England, SW1A 1AA, United Kingdom",
         ("Heath Hospital", "London", "England", "SW1A 1AA", "United Kingdom")),
        ("Heath Hospital, Oslo, Norway", ("Heath Hospital", "Oslo", "", "", "Norway")),
        ("Heath, Seoul, 03080, Korea, Republic of",
         ("Heath", "Seoul", "", "03080", "Korea, Republic of")),
        ("A University, Kermanshah, Iran, Kermanshah, Iran, Islamic Republic of",
         ("A University, Kermanshah, Iran", "Kermanshah", "", "", "Iran, Islamic Republic of")),
        ("Heath, Kinshasa, Congo, The Democratic Republic of the",
         ("Heath", "Kinshasa", "", "", "Congo, The Democratic Republic of the")),
        ("Heath, Bangalore, Karnataka, 560092, India",
         ("Heath", "Bangalore", "Karnataka", "560092", "India")),
        ("Heath, Madrid, Madrid, 28001, Spain", ("Heath", "Madrid", "Madrid", "28001", "Spain")),
        ("Heath, Getafe, Madrid, 28901, Spain", ("Heath, Getafe", "Madrid", "", "28901", "Spain")),
        ("Heath, Gdansk, 80-211, Poland", ("Heath", "Gdansk", "", "80-211", "Poland")),
        ("Heath, Turku, FIN-00029 HUS, Finland",
         ("Heath", "Turku", "", "FIN-00029 HUS", "Finland")),
        ("Heath, PARIS 13, France", ("Heath", "PARIS 13", "", "", "France")),
        ("Heath, Istanbul, Turkey (Türkiye)", ("Heath", "Istanbul", "", "", "Turkey (Türkiye)")),
        ("Norway", ("", "", "", "", "Norway")),
        ("Oslo, Norway", ("", "Oslo", "", "", "Norway")),
        (" , Heath ,, Oslo , Norway ,", ("Heath", "Oslo", "", "", "Norway")),
        ("Heath, Someplace, Atlantis", ("Heath, Someplace, Atlantis", "", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)  # fmt: skip
def test_a_site_is_split_from_its_end(text: str, parts: tuple[str, ...]) -> None:
    assert split_site(text) == StatedSite(*parts)


@given(st.lists(st.sampled_from(["Heath", "Oslo", "Ohio", "12345", "Norway", "Iran", "", "x y"])))
@examples(60)
def test_no_part_of_a_text_is_lost(parts: list[str]) -> None:
    site = split_site(", ".join(parts))
    kept = (site.facility, site.city, site.state, site.postal_code, site.country)
    assert ", ".join(one for one in kept if one) != "" or not any(parts)
    assert sorted(", ".join(one for one in kept if one).split(", ")) == sorted(
        [one for one in parts if one] or [""]
    )
