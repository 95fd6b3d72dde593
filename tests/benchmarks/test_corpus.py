"""The corpus of the benchmark is what the report says it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from index.data_files import DATA
from index.listing.codes import Kind
from index.listing.model import Listing
from index.listing.searched import searched_texts
from index.reference.places.gazetteer import Gazetteer
from tests.benchmarks.corpus import Corpus, Lines, Pool, coined, listings, pool, write

SAMPLES = DATA / "listings"


@pytest.fixture(scope="module")
def samples(gazetteer: Gazetteer) -> Pool:
    return pool(Path("there are no real records here"), SAMPLES, gazetteer)


def _words(listing: Listing) -> list[str]:
    return re.findall(r"\w+", " ".join(one.text for one in searched_texts(listing)).lower())


def test_a_corpus_is_the_same_every_time_and_a_small_one_begins_a_large_one(samples: Pool) -> None:
    assert list(listings(40, samples)) == list(listings(80, samples))[:40]


def test_every_listing_has_an_id_and_a_name_of_its_own(samples: Pool) -> None:
    made = list(listings(2000, samples))

    assert len({one.id for one in made}) == 2000
    assert len({coined(number) for number in range(50_000)}) == 50_000
    assert all(coined(number).isalpha() for number in range(100))


def test_no_listing_is_a_copy_of_a_record(samples: Pool) -> None:
    records = {one.listing.description for one in (*samples.studies, *samples.projects)}

    assert not records & {one.description for one in listings(300, samples)}


def test_the_vocabulary_keeps_growing_and_a_few_words_are_everywhere(samples: Pool) -> None:
    seen: set[str] = set()
    sizes = []
    held: Counter[str] = Counter()
    for number, one in enumerate(listings(2000, samples), start=1):
        words = set(_words(one))
        seen |= words
        held.update(words)
        if number % 1000 == 0:
            sizes.append(len(seen))

    assert sizes[1] - sizes[0] > 2000, "each of the second thousand brings new words"
    assert held.most_common(1)[0][1] > 1000
    assert sum(times == 1 for times in held.values()) > len(held) / 4


@pytest.mark.thorough
def test_a_corpus_of_real_records_has_the_promised_proportions(
    shared: Path, gazetteer: Gazetteer
) -> None:
    made = list(listings(3000, pool(shared, SAMPLES, gazetteer)))
    projects = sum(one.kind is Kind.FUNDED_PROJECT for one in made)

    assert mean(len(" ".join(t.text for t in searched_texts(one)).split()) for one in made) > 310
    assert 1450 < projects < 1730
    assert len({name for one in made for name in one.condition}) > 800
    sites = [site for one in made for site in one.site]
    assert len({(site.country, site.state, site.city) for site in sites}) > 1000
    assert mean(site.point is not None for site in sites) > 0.8


def test_a_file_gives_back_its_listings_by_number_and_in_order(
    tmp_path: Path, samples: Pool
) -> None:
    write(tmp_path / "corpus.jsonl", 20, samples)
    corpus = Corpus(tmp_path / "corpus.jsonl", 15)
    made = list(listings(20, samples))

    assert len(corpus) == len(Lines(corpus)) == 15
    assert list(corpus) == made[:15]
    assert (corpus[3], corpus[-1], corpus[2:4]) == (made[3], made[14], made[2:4])
    assert [line.endswith(b"}") for line in Lines(corpus)] == [True] * 15
    with pytest.raises(IndexError):
        corpus[15]
