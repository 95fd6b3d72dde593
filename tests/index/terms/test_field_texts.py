"""The texts of each field as the plan finds them, against the plain way."""

from __future__ import annotations

from index.data_files import DATA
from index.listing.searched import SEARCHED, searched_texts
from index.sources.reader import read
from index.sources.source import Translation
from index.terms.field_texts import texts_by_field


def test_the_texts_of_the_samples_are_those_that_are_searched() -> None:
    listings = [
        one.translation.listing
        for one in read(DATA / "listings")
        if isinstance(one.translation, Translation)
    ]
    assert len(listings) > 100
    for listing in listings:
        found = [
            (text, field.name)
            for texts, field in zip(texts_by_field(listing), SEARCHED, strict=True)
            for text in texts
        ]
        assert found == [(one.text, one.field) for one in searched_texts(listing)]
