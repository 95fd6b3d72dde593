"""What a generation knows of words: what they name, and what a misspelt one may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from index.analysis import term_groups
from index.reference import ConceptKind
from search.engine import Node, Phrase, Term
from search.understanding.entities.words.closest import NOT_ASKED, Closest
from search.understanding.entities.words.concepts import NO_NAMES, Names
from search.understanding.entities.words.corrections import (
    Corrected,
    Knowledge,
    corrections,
    may_be_slip,
)
from search.understanding.entities.words.speller import Speller


class Lexicon(msgspec.Struct, frozen=True):
    """Names, what comes closest to them, right spellings, and how many listings match nodes."""

    names: Names = NO_NAMES
    speller: Speller = Speller(())
    counts: Callable[[Sequence[Node]], Sequence[int]] = lambda nodes: [1] * len(nodes)
    """Without an index every word is taken for one that listings have."""
    closest: Closest = NOT_ASKED
    is_real_word: Callable[[str], bool] = lambda word: False
    """Whether a language that we read has a folded word, or a place is called so."""
    title_of_code: Callable[[str], str] = lambda code: ""
    """What a code of ICD-10 stands for; "" where there is none."""

    def corrections(self, words: Sequence[str]) -> tuple[Corrected, ...]:
        """What of some words is misspelt: see
        `search.understanding.entities.words.corrections.corrections`."""
        # Nearly all of these are looked up, so that the index is asked for them at once.
        typed = [word for word in dict.fromkeys(words) if may_be_slip(word, self.speller)]
        counted = dict(zip(typed, self._counted(typed), strict=True))

        def found(word: str) -> int:
            """How many listings a word finds, or another name of what it names."""
            if word not in counted:
                (counted[word],) = self._counted([word])
            named = (concept.listings for concept in self.names.named(word))
            return max(counted[word], *named, 0)

        known = Knowledge(found, self.is_real_word, self.is_name, self.medicines)
        return corrections(words, self.speller, known)

    def is_name(self, word: str) -> bool:
        """Whether a word is the name of a concept."""
        return bool(self.names.named(word))

    def medicines(self, word: str) -> frozenset[str]:
        """The keys of the medicines that a word names; none where it means something else first."""
        named = self.names.named(word)
        if not named or named[0].kind is not ConceptKind.DRUG:
            return frozenset()
        return frozenset(concept.key for concept in named if concept.kind is ConceptKind.DRUG)

    def _counted(self, words: Sequence[str]) -> Sequence[int]:
        """How many listings have each word."""
        return self.counts([_node(word) for word in words]) if words else ()


def _node(word: str) -> Node:
    (alternative,) = term_groups(word)[0].alternatives
    return Phrase(alternative) if len(alternative) > 1 else Term(alternative[0])


NO_LEXICON = Lexicon()
