"""What is being typed, completed: the sorted table against looking at every name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.folding import completion_key
from index.generation.completion import KINDS, CompletionNames, Name
from search.results.completion import MOST, ListedNames, Match, Suggester, Suggestion
from search.searcher.searcher import Searcher
from tests.conftest import Publish, listing
from tests.generated import publish_pieces, served

LUNG = "Non-Small Cell Lung Cancer"


def names(directory: Path, *names: Name) -> Suggester:
    CompletionNames.of(names).write(directory)
    return Suggester([ListedNames(directory)])


def completed(suggester: Suggester, typed: str) -> list[str]:
    return [one.name for one in suggester.complete(typed)]


@pytest.fixture
def suggester(tmp_path: Path) -> Suggester:
    return names(
        tmp_path,
        Name("condition", LUNG, 40),
        Name("condition", "Lung Transplant", 9),
        Name("condition", "Lung", 2),
        Name("condition", "Parkinson's Disease", 30),
        Name("condition", "Sjögren Syndrome", 5),
        Name("intervention", "Lung biopsy", 12),
        Name("sponsor", "Lungenklinik", 1),
        Name("place", "Ontario", 70),
    )


def test_the_whole_name_comes_before_its_beginnings_and_these_before_later_words(
    suggester: Suggester,
) -> None:
    assert completed(suggester, "lung") == [
        "Lung", "Lung biopsy", "Lung Transplant", "Lungenklinik", LUNG,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("cell lung", LUNG),
        ("non small", LUNG),
        ("NON-SMALL cell lung canc", LUNG),
        ("sjogren", "Sjögren Syndrome"),
        ("SJÖGREN  syn", "Sjögren Syndrome"),
        ("parkinsons", "Parkinson's Disease"),
        ("Parkinson’s dis", "Parkinson's Disease"),
    ],
)
def test_case_accents_and_signs_make_no_difference(
    suggester: Suggester, typed: str, name: str
) -> None:
    assert completed(suggester, typed) == [name]


@pytest.mark.parametrize("typed", ["", "l", " - ", "ung", "cancer non", "zz", "\n", "x" * 5000])
def test_nothing_is_suggested_for_too_little_or_for_what_no_word_begins_with(
    suggester: Suggester, typed: str
) -> None:
    assert suggester.complete(typed) == ()


def test_a_suggestion_says_what_it_is_and_what_to_ask_for(suggester: Suggester) -> None:
    (ontario,) = suggester.complete("onta")
    assert ontario == Suggestion("Ontario", "place", 70)
    assert (ontario.kind_label, ontario.text) == ("Place", "in Ontario")
    (biopsy,) = suggester.complete("biops")
    assert (biopsy.kind_label, biopsy.text) == ("Treatment", "Lung biopsy")


def test_spellings_of_one_name_are_one_suggestion(tmp_path: Path) -> None:
    suggester = names(
        tmp_path, Name("condition", "COVID 19", 3), Name("condition", "COVID-19", 9),
        Name("intervention", "covid-19", 2),
    )  # fmt: skip
    assert [(one.name, one.listings) for one in suggester.complete("covid")] == [
        ("COVID-19", 9), ("covid-19", 2),
    ]  # fmt: skip


class Fixed:
    """A source of names that are always found."""

    def beginning(self, key: str, most: int) -> list[Match]:
        return [Match(1, Name("synonym", "Lung trouble", 11)), Match(0, Name("place", "Lung", 1))]


def test_other_sources_of_names_are_ranked_among_them(suggester: Suggester, tmp_path: Path) -> None:
    both = Suggester([ListedNames(tmp_path), Fixed()])
    assert completed(both, "lung") == [
        "Lung", "Lung", "Lung biopsy", "Lung trouble", "Lung Transplant", "Lungenklinik", LUNG,
    ]  # fmt: skip
    assert [one.kind_label for one in both.complete("lung")][3] == "Synonym"


WORDS = st.lists(
    st.sampled_from(["a", "ab", "abc", "b", "ba-a", "b’a", "Ä", "abcdefgh"]), max_size=4
)
NAMES = st.lists(
    st.builds(
        Name,
        st.sampled_from([facet.name for facet in KINDS]),
        WORDS.map(" ".join),
        st.integers(1, 4),
    ),
    max_size=25,
)


def by_hand(listed: list[Name], key: str) -> list[tuple[int, int]]:
    """The fit and the listings of what is suggested."""
    most: dict[tuple[str, str], int] = {}
    for name in listed:
        at = (name.kind, completion_key(name.label))
        most[at] = max(most.get(at, 0), name.listings)
    found = [
        (0 if whole == key else 1 if whole.startswith(key) else 2, -listings)
        for (_, whole), listings in most.items()
        if f" {key}" in f" {whole}"
    ]
    return sorted(found)[:MOST]


@given(NAMES, WORDS.map(" ".join))
def test_the_table_finds_what_looking_at_every_name_finds(
    tmp_path_factory: pytest.TempPathFactory, listed: list[Name], typed: str
) -> None:
    key = completion_key(typed)
    directory = tmp_path_factory.mktemp("names")
    CompletionNames.of(listed).write(directory)
    found = ListedNames(directory).beginning(key, MOST) if key else []
    assert [(one.fit, -one.name.listings) for one in found] == (by_hand(listed, key) if key else [])


def test_names_come_from_the_listings_that_are_there_now(tmp_path: Path) -> None:
    drug = [{"name": "Albuterol"}]
    first = [
        listing("T1", condition=["Asthma"], intervention=drug, sponsor={"name": "Emory"}),
        listing("T2", condition=["ASTHMA", "Wheezing"], intervention=[{"name": "Only here"}],
                site=[{"country": "Peru"}]),
    ]  # fmt: skip
    second = [listing("T3", condition=["asthma"], intervention=drug), listing("T4")]
    home = publish_pieces(tmp_path / "home", [first, second])
    every = Suggester([ListedNames(served(home))])
    assert every.complete("asthm") == (Suggestion("ASTHMA", "condition", 3),)
    assert every.complete("albut") == (Suggestion("Albuterol", "intervention", 2),)
    assert every.complete("emor") == (Suggestion("Emory", "sponsor", 1),)
    assert every.complete("per") == (Suggestion("Peru", "place", 1),)
    # One listing alone names no treatment that is worth completing, and nothing is *not stated*.
    assert every.complete("only") == every.complete("not st") == ()
    publish_pieces(tmp_path / "rest", [first, second], removed=["T2"])
    rest = Suggester([ListedNames(served(tmp_path / "rest"))])
    assert rest.complete("asthm") == (Suggestion("Asthma", "condition", 2),)
    assert rest.complete("wheez") == rest.complete("per") == ()


def test_the_searcher_completes_from_what_is_published(publish: Publish) -> None:
    searcher = Searcher(publish([listing("T1", condition=["Asthma"])]))
    assert searcher.complete("ast") == (Suggestion("Asthma", "condition", 1),)
    publish([listing("T1", condition=["Astigmatism"])])
    assert searcher.complete("ast") == (Suggestion("Astigmatism", "condition", 1),)
