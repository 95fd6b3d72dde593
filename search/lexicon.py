"""What a generation knows of words: what they name, and what a misspelt one may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from index.units import units
from search.concept_phrases import NO_NAMES, Names
from search.nearest_names import NOT_ASKED, Closest
from search.query import Node, Phrase, Term
from search.spelling import Corrected, Speller, corrections


class Lexicon(msgspec.Struct, frozen=True):
    """Names, what comes closest to them, right spellings, and how many listings match a node."""

    names: Names = NO_NAMES
    speller: Speller = Speller(())
    listings: Callable[[Node], int] = lambda node: 1
    """Without an index every word is taken for one that listings have."""
    closest: Closest = NOT_ASKED

    def corrections(self, words: Sequence[str]) -> tuple[Corrected, ...]:
        """What of some words is misspelt: see `search.spelling.corrections`."""
        return corrections(words, self.speller, self._found)

    def _found(self, word: str) -> int:
        """How many listings a word finds, or another name of what it names."""
        (alternative,) = units(word)[0].alternatives
        node = Phrase(alternative) if len(alternative) > 1 else Term(alternative[0])
        named = (concept.listings for concept in self.names.named(word))
        return max(self.listings(node), *named, 0)


NO_LEXICON = Lexicon()
