"""How a mention stands in a clause of criteria, and what that means in a section."""

from __future__ import annotations

from collections import defaultdict

import pytest

from index.analysis import analyse, phrase_terms
from index.terms.mentions.kinds import MentionKind
from index.terms.mentions.passages import Section
from index.terms.mentions.standing import Clause, Standing, kind_of


def standing(text: str, word: str) -> Standing:
    """How the first place of a word stands."""
    terms: dict[int, set[str]] = defaultdict(set)
    for token in analyse(text):
        terms[token.position].add(token.term)
    (wanted,) = phrase_terms(word)
    return Clause(terms).standing(min(place for place, here in terms.items() if wanted in here))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No history of gout", "gout"),
        ("Patients without gout or lupus", "lupus"),
        ("Free of gout", "gout"),
        ("Negative for gout", "gout"),
        ("Denies gout", "gout"),
        ("Absence of gout", "gout"),
        ("Gout has to be ruled out", "gout"),
        ("Not pregnant", "pregnant"),
        ("Negative gout test", "gout"),
        ("None of the following: gout", "gout"),
        ("No diabetes, hypertension or gout", "gout"),
    ],
)
def test_a_trigger_denies_what_it_reaches(text: str, word: str) -> None:
    assert standing(text, word) is Standing.DENIED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("With or without gout", "gout"),
        ("Not only gout", "gout"),
        ("Not known whether gout is there", "gout"),
        ("Gram negative sepsis", "sepsis"),
        ("No change of gout", "gout"),
        ("No increase in gout", "gout"),
        ("Not without gout", "gout"),
        ("No surgery for gout", "gout"),
        ("No diabetes, but gout", "gout"),
        ("Gout, HER2 negative", "gout"),
    ],
)
def test_what_only_looks_like_a_denial_and_what_lies_past_its_end_stands_as_it_is(
    text: str, word: str
) -> None:
    assert standing(text, word) is Standing.PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "Gout is excluded",
        "Must not have gout",
        "Gout: ineligible",
        "Women with gout may not participate",
    ],
)
def test_who_has_what_is_refused_is_kept_out(text: str) -> None:
    assert standing(text, "gout") is Standing.REFUSED


@pytest.mark.parametrize("text", ["Prior gout", "Family history of gout", "Status post gout"])
def test_a_history_is_of_what_was(text: str) -> None:
    assert standing(text, "gout") is Standing.PAST


@pytest.mark.parametrize(
    "text", ["No diabetes except gout", "Any disease other than gout", "Excluding gout"]
)
def test_what_is_excepted_is_neither_asked_for_nor_left_out(text: str) -> None:
    assert standing(text, "gout") is Standing.EXCEPTED
    assert kind_of(Section.INCLUSION, Standing.EXCEPTED) is MentionKind.TEXT
    assert kind_of(Section.EXCLUSION, Standing.EXCEPTED) is MentionKind.TEXT


def test_a_double_no_requires() -> None:
    assert kind_of(Section.EXCLUSION, Standing.DENIED) is MentionKind.INCLUSION
    assert kind_of(Section.EXCLUSION, Standing.REFUSED) is MentionKind.EXCLUSION
    assert kind_of(Section.INCLUSION, Standing.DENIED) is MentionKind.DENIED


@pytest.mark.parametrize("section", [Section.TOPIC, Section.NAME, Section.TEXT])
def test_nothing_is_denied_outside_of_criteria(section: Section) -> None:
    assert {kind_of(section, one) for one in Standing} == {section.kind}
