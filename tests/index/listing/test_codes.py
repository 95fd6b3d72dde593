"""Every code has words for readers."""

from __future__ import annotations

import pytest

from index.listing.codes import AgeGroup, Coded


def test_every_code_has_words_that_are_not_the_code() -> None:
    for words in Coded.__subclasses__():
        for member in words:
            assert member.words
            assert member.words != member.value
            assert "_" not in member.words
        assert len({member.words for member in words}) == len(words)


def test_worded_codes_know_their_words() -> None:
    assert isinstance(AgeGroup.of("child"), Coded)
    with pytest.raises(ValueError, match="infant"):
        AgeGroup.of("infant")
