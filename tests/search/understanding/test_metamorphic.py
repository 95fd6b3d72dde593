"""What must not change what a question finds, whatever it asks: courtesy, filler, number, the name
that somebody has for an illness, the order of what any will do of; and what must only take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.model import Listing
from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.request.request import SearchRequest
from search.searcher.serving import Served
from search.understanding.understood import query_of
from tests.conftest import examples, listing
from tests.in_memory import served_in_memory

NAMES = {
    "asthma": "bronchial asthma",
    "migraine": "migraine disorder",
    "stroke": "cerebrovascular accident",
    "heart attack": "myocardial infarction",
    "high blood pressure": "hypertension",
    "breast cancer": "breast carcinoma",
    "lung cancer": "cancer of the lung",
    "kidney stone": "kidney stones",
    "amyotrophic lateral sclerosis": "ALS",
    "type 2 diabetes": "type 2 diabetes mellitus",
    "lupus": "systemic lupus erythematosus",
    "hepatitis C": "hep C",
    "COPD": "chronic obstructive pulmonary disease",
    "depression": "depressive disorder",
    "epilepsy": "epilepsies",
    "psoriasis": "psoriases",
    "rheumatoid arthritis": "RA",
    "multiple sclerosis": "MS",
    "cystic fibrosis": "mucoviscidosis",
    "Parkinson's disease": "Parkinson disease",
    "gout": "gouts",
    "melanoma": "malignant melanoma",
    "obesity": "obese",
    "insomnia": "sleeplessness",
}
"""Illnesses, and what else they are called."""

PLURALS = {
    "migraine": "migraines",
    "stroke": "strokes",
    "heart attack": "heart attacks",
    "kidney stone": "kidney stones",
    "breast cancer": "breast cancers",
    "lung cancer": "lung cancers",
    "melanoma": "melanomas",
}

POLITE = [
    "please, {}",
    "{} please",
    "hello, {}",
    "hi, I am looking for {}",
    "could you show me {}",
    "can you help me find {}",
    "thank you for helping me with {}",
    "{}, thanks",
    "I would like to know about {}",
    "do you have anything for {}?",
    "is there something for {}",
    "tell me about {}",
    "what is out there for {}?",
    "I need help with {}",
    "help me with {}",
    "my doctor says I have {}",
    "I was told that I have {}",
    "I have been living with {}",
    "I just found out I have {}",
    "where can I learn about {}",
]

FILLER = [
    "the {}",
    "some {}",
    "about {}",
    "for {}",
    "just {}",
    "{} only",
    "actually {}",
    "so, {}",
    "well, {}",
    "{} then",
    "really {}",
    "{} and so on",
    "{} etc.",
    "basically {}",
    "{} or something",
    "{} maybe",
    "{} again",
    "with {}",
    "all about {}",
    "{}?",
]

NARROWING = [
    "{} in Texas",
    "{} in Boston",
    "{} in Germany",
    "{} phase 3",
    "recruiting {}",
    "{} in women",
    "{} over 65",
    "{} in children",
    "{}, phase 2, Texas",
    "completed {}",
    "{} near Dallas",
    "{} not in Texas",
]

NOT = ["{} not {}", "{} without {}", "{} but not {}", "{} except {}", '{} NOT "{}"', "{} w/o {}"]

EXCEPTIONS: dict[str, str] = {}
"""Questions that do not keep to it, and why."""

Found = Callable[[str], frozenset[str]]

_PLACES = [
    {
        "country": "United States",
        "state": "Texas",
        "city": "Dallas",
        "latitude": 32.8,
        "longitude": -96.8,
    },
    {"country": "United States", "state": "Massachusetts", "city": "Boston"},
    {"country": "Germany", "city": "Berlin"},
]


def _listings() -> list[Listing]:
    """Each illness alone at three places, and beside each of the three that follow it."""
    said = [*NAMES]
    made = []
    for number, name in enumerate(said):
        for where, place in enumerate(_PLACES):
            made.append(
                listing(
                    f"A{number}-{where}",
                    title=f"Care of {name}",
                    condition=[name],
                    status=("recruiting", "completed", "recruiting")[where],
                    phase=[("phase-2", "phase-3", "phase-3")[where]],
                    site=[place],
                )
            )
        for step, other in enumerate((said * 2)[number + 1 : number + 4]):
            title = f"Care of {name} beside {other}"
            made.append(listing(f"B{number}-{step}", title=title, condition=[name, other]))
    return made


LISTINGS = _listings()


@pytest.fixture(scope="module")
def served(
    gazetteer: Gazetteer, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> Served:
    folder = tmp_path_factory.mktemp("metamorphic")
    return served_in_memory(LISTINGS, gazetteer, folder, vocabulary)


@pytest.fixture(scope="module")
def found(served: Served) -> Found:
    """The ids of all that has all of a question: nothing is widened."""

    @cache
    def matching(question: str) -> frozenset[str]:
        asked = served.understand(SearchRequest(text=question))
        return frozenset(one.id for one in served.engine.scan(query_of(asked, (), 0)))

    return matching


def _said(phrases: list[str]) -> list[tuple[str, str]]:
    """Every illness as each phrase says it: what it is said as, and the bare name."""
    return [(phrase.format(name), name) for phrase, name in product(phrases, NAMES)]


def _pairs() -> list[tuple[str, str]]:
    return [(one, other) for one, other in product(NAMES, NAMES) if one != other]


SAME = [
    *_said(POLITE),
    *_said(FILLER),
    *PLURALS.items(),
    *NAMES.items(),
    *((f"{one} or {other}", f"{other} or {one}") for one, other in _pairs()),
]
LEAVES_OUT = [(said.format(one, other), one, other) for said in NOT for one, other in _pairs()]
NARROWS = _said(NARROWING)


def _about(name: str) -> frozenset[str]:
    return frozenset(one.id for one in LISTINGS if name in one.condition)


def _keeps(found: Found, one: str, other: str) -> bool:
    return found(one) == found(other) != frozenset()


@examples(400)
@given(said=st.sampled_from(SAME).filter(lambda one: one[0] not in EXCEPTIONS))
def test_another_way_to_say_it_finds_the_same(found: Found, said: tuple[str, str]) -> None:
    assert _keeps(found, *said)


@examples(400)
@given(said=st.sampled_from(LEAVES_OUT).filter(lambda one: one[0] not in EXCEPTIONS))
def test_what_is_not_wanted_shares_no_hit(found: Found, said: tuple[str, str, str]) -> None:
    question, wanted, other = said
    got = found(question)
    assert got
    assert got == _about(wanted) - _about(other)


@examples(200)
@given(said=st.sampled_from(NARROWS).filter(lambda one: one[0] not in EXCEPTIONS))
def test_what_narrows_never_adds(found: Found, said: tuple[str, str]) -> None:
    question, bare = said
    assert found(question) <= found(bare)


def test_exceptions_are_few_and_are_asked() -> None:
    asked = {one[0] for one in (*SAME, *LEAVES_OUT, *NARROWS)}
    assert {*EXCEPTIONS} <= asked
    assert len(EXCEPTIONS) < 0.02 * len(asked)
