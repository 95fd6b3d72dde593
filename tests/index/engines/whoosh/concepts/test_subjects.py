"""The terms of subject fields, against what reading each listing finds."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.query_analyzer import STOP_WORDS
from index.engines.whoosh.concepts.subjects import DOCS_AT_A_TIME, subject_tokens
from index.engines.whoosh.schema import TEXT
from index.engines.whoosh.segment.segment import Segment
from index.engines.whoosh.writing.segment_writer import write_segment
from index.listing.model import Listing
from index.listing.schema import FIELD
from index.listing.searched import SUBJECTS
from index.terms.inverter import Inverter
from tests.conftest import listing
from tests.vocabularies import any_subjects, words_of


def content_terms(one: Listing) -> list[str]:
    terms = {term for _, some in words_of(one).values() for term in some}
    return sorted((t for t in terms if len(t) > 1 and t not in STOP_WORDS), key=str.encode)


def segment_of(directory: Path, listings: list[Listing]) -> Segment:
    write_segment(directory, "MAIN_1", map(msgspec.json.encode, listings), Inverter())
    return Segment(directory, "MAIN_1")


@given(listings=any_subjects, wanted=st.lists(st.integers(0, 6), max_size=5))
def test_each_document_has_the_content_terms_of_its_subject_fields(
    tmp_path_factory: pytest.TempPathFactory, listings: list[Listing], wanted: list[int]
) -> None:
    segment = segment_of(tmp_path_factory.mktemp("subjects"), listings)
    docs = np.array([n % len(listings) for n in wanted], np.int64)
    rows = segment.subjects.rows(docs)
    terms = segment.field(TEXT).terms
    assert len(rows.starts) == len(docs) + 1
    for n, doc in enumerate(docs.tolist()):
        found = rows.terms[rows.starts[n] : rows.starts[n + 1]].tolist()
        assert [terms[number].decode() for number in found] == content_terms(listings[doc])


def test_words_that_tell_nothing_are_left_out_in_any_script(tmp_path: Path) -> None:
    one = listing("T1", title="The cold of a 愛 ż x asthma", summary="lupus")
    segment = segment_of(tmp_path, [one])
    terms = segment.field(TEXT).terms
    assert [terms[number] for number in segment.subjects.terms.tolist()] == [b"asthma", b"cold"]


def test_no_subject_field_counts_once() -> None:
    # Tags add up every place where a name begins, and know no such field.
    assert not any(FIELD[name].use.counts_once for name in SUBJECTS)


def test_more_documents_than_a_token_can_tell_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="65537 documents are too many"):
        subject_tokens([], [], np.zeros((0, 2), np.uint16), 0, DOCS_AT_A_TIME + 1)
