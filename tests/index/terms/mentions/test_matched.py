"""Mentions of many listings in arrays, against one listing at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.listing.model import Listing
from index.terms.concept_tags import ConceptNames
from index.terms.inverter import Inverter
from index.terms.mentions.matched import mentions_of
from index.terms.mentions.plain import MentionKinds, mentions_in
from index.terms.name_tree import name_tree_of
from tests.conftest import listing
from tests.vocabularies import WORDS, Made, any_vocabulary, key_of

SAID = (*WORDS, "no", "not", "without", "history of", "prior", "is excluded", "negative", "but",
        "for", "not without", "not only", "must not have", "ruled out", "; ", ". ", "\n",
        "\nExclusion Criteria:\n", "\nInclusion Criteria:\n")  # fmt: skip

_texts = st.lists(st.sampled_from(SAID), max_size=12).map(" ".join)

any_listing = st.builds(
    lambda summary, good, unfit, both, population, name: listing(
        "X1", title="A study of cancer", summary=summary, good_fit=good, not_a_fit=unfit,
        eligibility=both, population=population, condition=[name] if name else [],
        researcher=[{"name": name}] if name else [],
    ),
    _texts, _texts, _texts, _texts, _texts, st.sampled_from(("", "no lung cancer", "type 2")),
)  # fmt: skip


def in_arrays(listings: list[Listing], made: Made) -> list[dict[str, MentionKinds]]:
    """By key, what each listing mentions."""
    found = mentions_of(listings, Inverter(), name_tree_of(made))
    concepts = np.repeat(np.arange(len(made)), np.diff(found.starts)).tolist()
    rows: list[dict[str, MentionKinds]] = [{} for _ in listings]
    columns = (found.docs.tolist(), found.own.tolist(), found.below.tolist())
    for concept, doc, own, below in zip(concepts, *columns, strict=True):
        rows[doc][key_of(concept)] = MentionKinds(own, below)
    return rows


@settings(max_examples=300, deadline=None)
@given(listings=st.lists(any_listing, max_size=4), made=any_vocabulary)
def test_arrays_have_the_mentions_of_reading_one_by_one(
    listings: list[Listing], made: Made
) -> None:
    names = ConceptNames(made)
    assert in_arrays(listings, made) == [mentions_in(one, names) for one in listings]
