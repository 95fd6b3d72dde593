"""The words of listings as they are written: the fast count against the slow one, and the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.spelled import LONGEST
from index.errors import IndexDamaged
from index.generation.spelling import WORDS_FILE, SpellingTally, SpellingWords, WordCounts, words_of
from index.listing.model import Listing
from index.terms.inverter import Inverter
from tests.conftest import listing

TEXTS = st.lists(
    st.sampled_from(
        ["Asthma,", "asthma", "(ASTHMA)", "Crohn's", "Sjögren’s", "non-small-cell", "type", "2",
         "IL-6", "TNFα", "p53", "a_b_cde", "it", "naïve", "w" * 33, "диабет", "stage", "III", "—",
         "β-blocker", "and/or", "O'Neill"]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip

LISTINGS = st.lists(
    st.builds(
        lambda n, title, summary, condition, keyword, drugs, criteria: listing(
            f"T{n}", title=title or "Study", summary=summary, condition=condition, keyword=keyword,
            intervention=[{"name": name or "Drug", "kind": "drug"} for name in drugs],
            description=criteria,
        ),
        st.integers(0, 99), TEXTS, TEXTS, st.lists(TEXTS, max_size=2), st.lists(TEXTS, max_size=2),
        st.lists(TEXTS, max_size=2), TEXTS,
    ),
    max_size=5,
)  # fmt: skip

Counts = dict[str, tuple[int, int]]


def counted(counts: WordCounts) -> Counts:
    rows = zip(counts.words, counts.listings.tolist(), counts.named.tolist(), strict=True)
    return {word: (every, named) for word, every, named in rows}


def by_hand(listings: Sequence[Listing]) -> Counts:
    words = [words_of(one) for one in listings]
    every = Counter(word for one in words for word in one.every)
    named = Counter(word for one in words for word in one.named)
    return {word: (some, named[word]) for word, some in every.items()}


def test_what_a_listing_is_about_is_kept_apart_from_what_it_says() -> None:
    words = words_of(
        listing(
            "T1", title="Wheezing at night", summary="Children breathe", condition=["Asthma"],
            keyword=["Airways"], intervention=[{"name": "Albuterol"}], description="Elsewhere",
        )
    )  # fmt: skip
    assert words.named == {"asthma", "albuterol"}
    assert words.every == {"wheezing", "night", "children", "breathe", "airways", *words.named}


@given(st.lists(LISTINGS, min_size=1, max_size=3))
def test_batches_are_counted_as_listing_by_listing(batches: list[list[Listing]]) -> None:
    inverter = Inverter()
    for batch in batches:
        for one in batch:
            inverter.add(one)
        assert counted(inverter.take().spelled) == by_hand(batch)


@given(LISTINGS, LISTINGS)
def test_what_is_removed_is_counted_no_more(kept: list[Listing], gone: list[Listing]) -> None:
    inverter = Inverter()
    for one in (*kept, *gone):
        inverter.add(one)
    tally = SpellingTally()
    tally.add(inverter.take().spelled)
    for one in gone:
        tally.remove(one)
    assert counted(SpellingWords.of(tally.counts()).counts()) == by_hand(kept)


@given(
    st.dictionaries(
        st.text("abz", min_size=3, max_size=LONGEST),
        st.tuples(st.integers(1, 9), st.integers(0, 9)),
    )
)
def test_a_file_gives_back_the_words_in_order(
    tmp_path_factory: pytest.TempPathFactory, counts: Counts
) -> None:
    directory = tmp_path_factory.mktemp("words")
    tally = SpellingTally()
    for word, (every, named) in counts.items():
        one = SpellingWords.of_names([(word, every)]).counts()
        tally.add(WordCounts(one.words, one.listings, one.named * 0 + named))
    SpellingWords.of(tally.counts()).write(directory)
    read = SpellingWords.read(directory)
    assert list(read) == sorted(counts, key=lambda word: (len(word), word))
    assert counted(read.counts()) == counts
    for length in range(LONGEST + 1):
        rows = [row.tobytes().decode() for row in read.matrix(length)]
        assert rows == sorted(word for word in counts if len(word) == length)


def test_names_of_a_vocabulary_are_a_list_of_the_same_shape() -> None:
    names = SpellingWords.of_names([("metformin", 12), ("il6", 3), ("aspirin", 0), ("ab", 5)])
    assert counted(names.counts()) == {"metformin": (12, 12), "aspirin": (1, 1)}


def test_a_damaged_file_is_not_answered_from(tmp_path: Path) -> None:
    SpellingWords.of_names([("metformin", 12)]).write(tmp_path)
    whole = (tmp_path / WORDS_FILE).read_bytes()
    at = whole.index(b"metformin")
    (tmp_path / WORDS_FILE).write_bytes(whole[:at] + b"netformin" + whole[at + 9 :])
    with pytest.raises(IndexDamaged, match=WORDS_FILE):
        SpellingWords.read(tmp_path)
