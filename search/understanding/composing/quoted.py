"""What a question quotes, and what it leaves out by a sign: *"heart attack"*, *-children*, *NOT
lung cancer*."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from index.analysis import term_groups
from search.engine import About, AnyOf, Node
from search.understanding.composing.match import all_of, content_terms, group_node, phrase_node
from search.understanding.entities import Names
from search.understanding.question import PART, Clause, ClauseKind

_MORE = re.compile(r"[ ]+(?P<word>[^\W_]+(?:['’-][^\W_]+)*)(?!\w)")

_LONGEST = 5
"""Words of a name that *NOT* leaves out."""


class Quoted(msgspec.Struct, frozen=True):
    """A part of a question as it is written: its clause, what it asks for or leaves out, and what
    to highlight of it."""

    clause: Clause
    node: Node
    terms: frozenset[str] = frozenset()

    @property
    def is_left_out(self) -> bool:
        """Whether every mention of it is left out."""
        return self.clause.kind is ClauseKind.EXCLUDED


def quoted_parts(text: str, names: Names) -> Iterator[Quoted]:
    """What a text quotes or leaves out by a sign, in its order. A minus takes the word that it
    stands before, and *NOT* the longest name that begins there."""
    for match in PART.finditer(text):
        minus, quoted, word = match.group("minus", "quoted", "word")
        if quoted is None and not (minus and word):
            continue
        end = match.end()
        if quoted is None and minus[0] == "N":
            end = _end_of_name(text, match.start("word"), end, names)
        said = text[match.start() : end]
        spoken = text[match.start("word") : end] if quoted is None else quoted
        found = term_groups(spoken)
        one_word = quoted is None and end == match.end()
        nodes = [group_node(group) for group in found] if one_word else phrase_node(spoken)
        # A phrase of stop words alone is asked for only where it is the whole question;
        # beside others its words are words like any.
        if not nodes or (all(group.stop for group in found) and said.strip() != text.strip()):
            continue
        kind = ClauseKind.EXCLUDED if minus else ClauseKind.PHRASE
        clause = Clause(kind, said.strip(), match.start(), end)
        if minus:
            # Every mention of *COPD* is one by another name as well, unless it is quoted.
            named = names.named(spoken) if quoted is None else ()
            ways = (all_of(nodes), *(About(one.key) for one in named))
            yield Quoted(clause, AnyOf(ways) if named else ways[0])
        else:
            yield Quoted(clause, nodes[0], frozenset(content_terms(spoken)))


def _end_of_name(text: str, start: int, end: int, names: Names) -> int:
    """Where the longest name ends that begins at a place, or else the first word of it."""
    longest = end
    for _ in range(_LONGEST - 1):
        more = _MORE.match(text, end)
        if more is None:
            break
        end = more.end()
        if names.named(text[start:end]):
            longest = end
    return longest
