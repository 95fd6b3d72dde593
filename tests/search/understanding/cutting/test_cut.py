"""What wins where places, eligibility and names want the same words."""

from __future__ import annotations

import pytest

from index.listing import Place
from index.reference.vocabulary.concepts import Concept, ConceptKind, Name, NameKind, SourceName
from search.understanding.cutting.cut import Cut, cut_of
from search.understanding.entities.people.phrases import eligibility_phrases
from search.understanding.entities.places.phrases import PlacePhrase
from search.understanding.entities.words.concepts import NoNames


class SomeNames(NoNames):
    """Knows the names that it is made with."""

    longest = 5

    def __init__(self, *names: str) -> None:
        self._names = names

    def named(self, said: str) -> tuple[Concept, ...]:
        """A concept of its own for every name."""
        if said.lower() not in self._names:
            return ()
        name = Name(said, SourceName.OURS, NameKind.MAIN)
        return (Concept(0, f"TEST:{said}", said, ConceptKind.CONDITION, (name,)),)


def cut(text: str, *names: str, place: str = "", plain: str = "") -> Cut:
    at, as_words = text.find(place), text.find(plain)
    places = [PlacePhrase(at, at + len(place), (Place(country="Germany"),), None)] if place else []

    def is_plain(start: int, end: int) -> bool:
        return bool(plain) and as_words <= start and end <= as_words + len(plain)

    return cut_of(text, places, eligibility_phrases(text), SomeNames(*names), is_plain)


def said(text: str, found: Cut) -> list[str]:
    """What is read as something else than names."""
    return [text[start:end] for start, end in sorted(found.spans)]


@pytest.mark.parametrize(
    ("text", "names", "read"),
    [
        ("women with asthma", ["asthma"], ["women"]),
        ("asthma in children", ["asthma", "asthma in children"], ["children"]),
        ("adult t-cell leukemia", ["leukemia", "adult t-cell leukemia"], []),
        ("clinical trials for asthma", ["asthma", "clinical trials"], ["clinical trials"]),
        ("feeling sad", ["sad", "feeling sad"], []),
        ("my 6 year old son has asthma", ["asthma"], ["6 year old", "son"]),
    ],
)
def test_what_weighs_more_is_read(text: str, names: list[str], read: list[str]) -> None:
    assert said(text, cut(text, *names)) == read


def test_a_name_that_holds_a_place_is_no_place() -> None:
    assert not cut("german measles", "german measles", place="german").places
    assert cut("german measles", "measles", place="german").places


def test_what_is_to_be_taken_as_words_is_not_read() -> None:
    assert said("women with asthma", cut("women with asthma", "asthma", plain="women")) == []
