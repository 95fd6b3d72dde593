"""How a mention stands in a clause of criteria: denied, refused, past, or as it is said.

In the manner of NegEx (Chapman, Bridewell, Hanbury, Cooper, Buchanan: A simple algorithm for
identifying negated findings and diseases in discharge summaries, J Biomed Inform 2001) and ConText
(Harkema, Dowling, Thornblade, Chapman: ConText, J Biomed Inform 2009): triggers before and after a
name, phrases that only look like triggers, and words that end a scope. Ours are in
`data/mention_words.yml`. A clause is a list item, or a sentence of one, so that no scope is longer.

Decided here is what words say; what it means in the section of a listing says `kind_of`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from functools import lru_cache

from index.terms.concept_tags import ConceptNames
from index.terms.mentions.kinds import MentionKind
from index.terms.mentions.passages import Section
from index.terms.mentions.trigger_words import Trigger, triggers

AHEAD = 3
"""Places that *not* reaches ahead: *not currently receiving phenytoin*."""

BACK = 1
"""Places that *negative* reaches back: of *melanoma, BRAF negative* the marker is within them, and
the disease is not."""


REACH = 12
"""Places that *is excluded* and *ruled out* reach back: what stands further off is mostly another
part of a long sentence."""

ENDING = (Trigger.END, Trigger.REQUIRE, Trigger.EXCEPT)
"""The triggers at which the scope of others ends."""


class Standing(enum.Enum):
    """What the words around a name say of it."""

    PLAIN = 0
    PAST = 1
    REFUSED = 2
    DENIED = 3
    EXCEPTED = 4


class Clause:
    """A clause by its terms at each place, and how each place in it stands."""

    def __init__(self, terms: Mapping[int, set[str]]) -> None:
        found = _trigger_names().places(terms)
        self._at = {one: found.own.get(one.key, set()) for one in Trigger}
        # *Negative* that begins a clause says it of what follows.
        self._at[Trigger.DENY] = self._at[Trigger.DENY] | (
            self._at[Trigger.DENY_LAST] & {min(terms, default=0)}
        )
        self._ends = set().union(*(self._at[one] for one in ENDING))

    def standing(self, place: int) -> Standing:
        """How a name stands that begins at a place."""
        begin = max((end for end in self._ends if end <= place), default=-1)
        end = min((end for end in self._ends if end > place), default=None)
        before = {one: [at for at in self._at[one] if begin < at <= place] for one in Trigger}
        after = {
            one: [at for at in self._at[one] if at > place and (end is None or at < end)]
            for one in Trigger
        }
        near = any(place - at <= AHEAD for at in before[Trigger.DENY_NEXT])
        last = any(at - place <= BACK for at in after[Trigger.DENY_LAST])
        refused = any(at - place <= REACH for at in after[Trigger.REFUSE_BEFORE])
        denied = any(at - place <= REACH for at in after[Trigger.DENY_BEFORE])
        ways = (
            (bool(before[Trigger.REFUSE]), Standing.REFUSED),
            (bool(before[Trigger.DENY]) or near or last, Standing.DENIED),
            (begin in self._at[Trigger.EXCEPT], Standing.EXCEPTED),
            (refused, Standing.REFUSED),
            (denied, Standing.DENIED),
            (bool(before[Trigger.HISTORY]), Standing.PAST),
        )
        return next((standing for holds, standing in ways if holds), Standing.PLAIN)


@lru_cache(1)
def _trigger_names() -> ConceptNames:
    return ConceptNames(triggers())


def kind_of(section: Section, standing: Standing) -> MentionKind:
    """The kind of a mention by its section and how it stands there; in a section that is not of
    criteria it stands as it is said. A denial among those left out is a double no, which requires,
    and what is excepted is neither asked for nor left out.
    """
    return _KINDS.get((section, standing), section.kind)


_KINDS = {
    (Section.INCLUSION, Standing.PAST): MentionKind.HISTORY,
    (Section.INCLUSION, Standing.REFUSED): MentionKind.DENIED,
    (Section.INCLUSION, Standing.DENIED): MentionKind.DENIED,
    (Section.INCLUSION, Standing.EXCEPTED): MentionKind.TEXT,
    (Section.EXCLUSION, Standing.DENIED): MentionKind.INCLUSION,
    (Section.EXCLUSION, Standing.EXCEPTED): MentionKind.TEXT,
}
