"""Codes of diseases, as the package ships them."""

from __future__ import annotations

from index.reference.vocabulary.compile.codes import read_codes
from index.reference.vocabulary.concepts import SourceName
from index.reference.vocabulary.sources import SOURCE


def test_codes_of_every_length_have_their_titles() -> None:
    edition, titles = read_codes(SOURCE[SourceName.CODES])
    assert edition.isdigit()
    assert titles["E11"] == "Type 2 diabetes mellitus"
    assert titles["K92.2"] == "Gastrointestinal hemorrhage, unspecified"
    assert titles["U07.1"] == "COVID-19"
    assert len(titles) > 40_000
