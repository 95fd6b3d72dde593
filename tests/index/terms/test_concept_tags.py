"""Concepts that a listing names, one by one, against reading word by word and against arrays."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from index.build.build import Encoded
from index.data_files import DATA
from index.engines.whoosh.concepts.tags import BELOW, OWN, Concepts
from index.engines.whoosh.segment.segment import Segment
from index.engines.whoosh.writing.segment_writer import write_segment
from index.generation.writer import Vocabulary as Names
from index.listing.model import Listing
from index.reference.vocabulary.lookup import Vocabulary
from index.sources.reader import read as read_records
from index.terms.concept_tags import ConceptNames, Tag
from index.terms.inverter import Inverter
from index.terms.listing_terms import term_positions
from index.terms.name_tree import name_tree_of
from index.terms.subjects import subject_terms
from tests.vocabularies import Made, any_subjects, any_vocabulary, key_of, named_by


def tags_of(one: Listing, names: ConceptNames) -> dict[str, Tag]:
    return names.tags(term_positions(one))


@settings(max_examples=200)
@given(listings=any_subjects, made=any_vocabulary)
def test_tags_are_those_of_reading_word_by_word(listings: list[Listing], made: Made) -> None:
    names = ConceptNames(made)
    for one in listings:
        expected = {
            key_of(concept): Tag(
                named.own,
                bool(named.conditions & OWN),
                named.below,
                bool(named.conditions & BELOW),
            )
            for concept, named in named_by(one, made).items()
        }
        assert tags_of(one, names) == expected


def samples() -> list[Listing]:
    """The sample listings of the checkout."""
    return [
        arrival.translation.listing
        for path in sorted((DATA / "listings").glob("*"))
        for arrival in read_records(path)
        if arrival.translation is not None
    ]


def by_arrays(directory: Path, listings: list[Listing], names: Names) -> list[dict[str, Tag]]:
    """What a segment of the listings is tagged with."""
    keys = names.keys()
    write_segment(directory, "MAIN_1", list(Encoded(listings)), Inverter(), name_tree_of(names))
    stored = Concepts(directory, "MAIN_1")
    found: list[dict[str, Tag]] = [{} for _ in listings]
    for number in range(len(stored)):
        tagged = stored.concept(number)
        for doc, own, below, bits in zip(
            tagged.docs.tolist(),
            tagged.own.tolist(),
            tagged.below.tolist(),
            tagged.conditions.tolist(),
            strict=True,
        ):
            found[doc][keys[number]] = Tag(own, bool(bits & OWN), below, bool(bits & BELOW))
    return found


def test_sample_listings_are_tagged_alike_one_by_one_and_in_arrays(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    listings = samples()
    assert len(listings) > 50
    names = ConceptNames(vocabulary)
    expected = by_arrays(tmp_path, listings, vocabulary)
    assert [tags_of(one, names) for one in listings] == expected
    assert any(expected)
    segment = Segment(tmp_path, "MAIN_1")
    terms = list(segment.field("text").terms)
    rows = segment.subjects
    for doc, one in enumerate(listings):
        stored = rows.terms[rows.starts[doc] : rows.starts[doc + 1]].tolist()
        assert {terms[number].decode() for number in stored} == subject_terms(term_positions(one))
