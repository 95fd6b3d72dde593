"""Which concepts a listing mentions, and how: plainly, one listing at a time.

To be read and to be measured against; `index.terms.mentions.matched` does the same for many
listings at once, in arrays.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from index.analysis import analyse
from index.listing import Listing
from index.terms.concept_tags import ConceptNames
from index.terms.mentions.passages import passages
from index.terms.mentions.standing import Clause, Standing, kind_of


class MentionKinds(NamedTuple):
    """How a listing names a concept: the sums of the bits of `MentionKind`, of its own names, and
    of those of all narrower concepts, at any depth."""

    own: int
    narrower: int

    @property
    def all(self) -> int:
        """Both together."""
        return self.own | self.narrower


def mentions_in(listing: Listing, names: ConceptNames) -> dict[str, MentionKinds]:
    """By key, the concepts that a listing mentions, and those broader than one that it mentions."""
    own: dict[str, int] = defaultdict(int)
    narrower: dict[str, int] = defaultdict(int)
    for text, section in passages(listing):
        terms: dict[int, set[str]] = defaultdict(set)
        for token in analyse(text):
            terms[token.position].add(token.term)
        clause = Clause(terms) if section.is_of_criteria else None
        found = names.places(terms)
        for kinds, places_of in ((own, found.own), (narrower, found.narrower)):
            for concept, places in places_of.items():
                for place in places:
                    standing = clause.standing(place) if clause else Standing.PLAIN
                    kinds[concept] |= kind_of(section, standing)
    return {
        key: MentionKinds(own.get(key, 0), narrower.get(key, 0))
        for key in sorted(own.keys() | narrower.keys())
    }
