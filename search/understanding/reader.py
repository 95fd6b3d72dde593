"""What a question means: text → clauses, each with its place in the text, and what to match.

In order: the id of a record, quoted phrases, words left out by a minus or NOT, the concepts that
the vocabulary knows by the longest names, and the rest as words. A concept is found by the words
that were typed or by any other name of it, which counts less. Everything must be found;
`Read.any_words` is the match for when nothing has all of it, and `Read.partial` what may follow.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from index.analysis import STOP_WORDS, TermGroup, fold, phrase_terms, term_groups
from index.reference import Concept, ConceptKind
from search.engine import (
    About,
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Like,
    Node,
    Not,
    Phrase,
    Preferred,
    Term,
    Weighted,
)
from search.request import SearchRequest
from search.understanding.clauses import Clause, ClauseKind, Highlights, Reading
from search.understanding.markers import MarkerNodes, MarkerPhrase, marker_nodes, marker_phrases
from search.understanding.match import (
    AS_TYPED,
    BROADER,
    MAX_GROUPS,
    MORE_LIKE_THIS,
    MOST_MEANINGS,
    SCATTERED,
    WORD_OF_NAME,
    Part,
    Read,
    all_of,
    content_terms,
    first_words,
    group_node,
    parts_wished,
    phrase_node,
    with_few_runs,
    within_bounds,
)
from search.understanding.people import PEOPLE, Preference
from search.understanding.text import PART, Span, id_in, normal, plain_spans
from search.understanding.words import (
    REMARK,
    ConceptPhrase,
    Lexicon,
    Word,
    concept_phrases,
    nearest_phrases,
    spoken,
)

_ILLNESS = (ConceptKind.CONDITION, ConceptKind.SIGN)


class RecognisedEntities(msgspec.Struct, frozen=True):
    """The entities recognised in a question before the rest of it is read: places, distances and
    eligibility, each as a clause."""

    clauses: tuple[Clause, ...] = ()
    """Their words are not searched for."""
    filler: tuple[Span, ...] = ()
    """Where words stand that have no topic, as in *studies on*: they are searched for only where
    there is nothing else."""
    preferred: tuple[Preference, ...] = ()
    """What is asked for by nothing else, and listings that say it come first."""


def read(
    request: SearchRequest, lexicon: Lexicon, entities: RecognisedEntities | None = None
) -> Read:
    """The reading of a question. Never fails: what has no words matches everything and says so."""
    text = normal(request.text)
    stripped = text.strip()
    id_ = id_in(stripped)
    if id_:
        return _read_id(id_, stripped, text.index(stripped))
    entities = entities or RecognisedEntities()
    reader = _Reader(request, lexicon, entities)
    beside = reader.markers_beside()
    parts = within_bounds(reader.wanted)
    notices = [*_left_out(parts, beside, lexicon)]
    if len(parts) < len(reader.wanted):
        notices.append(
            f"The question is very long, so only its first {MAX_GROUPS} words are searched for."
        )
    wishes = parts_wished(entities.preferred)
    anything = not parts and not reader.unwanted and not wishes
    if anything and stripped and not entities.clauses:
        notices.append(
            "There are no letters or numbers to search for in that, so every listing is shown."
        )
    elif reader.says_little and parts:
        notices.append(
            "Words like these say little of what you are looking for. Name a condition, a symptom, "
            "a treatment or a place."
        )
    reading = Reading(tuple(sorted(reader.clauses, key=_start)), tuple(notices))
    if anything:
        return Read(reading, Everything(), None, None, Highlights())
    unwanted = map(Not, with_few_runs(first_words(reader.unwanted)))
    marked = [node for _, one in beside for node in one.beside]
    aside = [*unwanted, *marked, *(wish.node for wish in wishes)]
    match = all_of([*(part.node for part in parts), *aside])
    loose = tuple(dict.fromkeys(node for part in parts for node in (part.node, *part.words)))
    any_words = all_of([AnyOf(loose), *aside]) if len(loose) > 1 else None
    broader = tuple(dict.fromkeys(node for part in parts for node in part.broader))
    like = Weighted(Like((match, any_words) if any_words else (match,)), MORE_LIKE_THIS)
    return Read(
        reading,
        match,
        any_words,
        all_of([AnyOf((*loose, *broader, like)), *aside]) if loose else None,
        Highlights(frozenset(reader.terms), frozenset(reader.runs)),
        (*parts, *wishes),
        AllOf((AnyOf(loose), *aside, *map(Preferred, broader))) if any_words else None,
    )


def _left_out(
    parts: list[Part], beside: list[tuple[Clause, MarkerNodes]], lexicon: Lexicon
) -> Iterator[str]:
    """How many listings are left out for what they state of a marker."""
    for clause, one in beside:
        if one.opposites:
            wanted = tuple(part.node for part in parts)
            (count,) = lexicon.counts([AllOf((*wanted, AnyOf(one.opposites)))])
            if count:
                state = "1 listing that states" if count == 1 else f"{count:,} listings that state"
                leave = "is" if count == 1 else "are"
                yield f"{state} nothing but the opposite of “{clause.meant}” {leave} left out."


def _read_id(id_: str, said: str, start: int) -> Read:
    clause = Clause(ClauseKind.ID, said, start, start + len(said))
    found = term_groups(id_)
    # Nothing is lost when no record has the id: it may stand in some listing's text.
    return Read(
        Reading((clause,)),
        Ids((id_,)),
        all_of([group_node(group) for group in found]) if found else None,
        None,
        Highlights(frozenset(term for group in found for term in group.alternatives[0])),
    )


def _start(clause: Clause) -> int:
    return clause.start


def _lies_in(group: TermGroup, phrases: list[MarkerPhrase]) -> bool:
    return any(one.start < group.end and group.start < one.end for one in phrases)


def _covers(run: list[Word], phrase: MarkerPhrase) -> bool:
    """Whether a name goes beyond a marker phrase that it holds."""
    start, end = run[0].group.start, run[-1].group.end
    return start <= phrase.start and phrase.end <= end and end - start > phrase.end - phrase.start


class _Reader:
    """Takes a question apart."""

    def __init__(
        self, request: SearchRequest, lexicon: Lexicon, entities: RecognisedEntities
    ) -> None:
        self.clauses = [*entities.clauses]
        self.wanted: list[Part] = []
        self.unwanted: list[Node] = []
        self.terms = {
            term
            for one in entities.preferred
            for group in term_groups(one.words)
            for run in group.alternatives
            for term in run
        }
        self.runs: set[tuple[str, ...]] = set()
        self._names_illness = False
        self.markers: list[tuple[Clause, MarkerNodes]] = []
        self._request = request
        self._lexicon = lexicon
        self._text = normal(request.text)
        for clause in entities.clauses:
            self._blank(clause.start, clause.end)
        phrases = self._quoted_and_left_out()
        with_filler = self._text
        for start, end in entities.filler:
            self._blank(start, end)
        self.says_little = not self.clauses and all(group.stop for group in term_groups(self._text))
        """Whether there are only words that tell nothing of what is looked for."""
        if self.says_little:
            self._text = with_filler
        self._words()
        self.wanted += phrases

    def _blank(self, start: int, end: int) -> None:
        # Ends of lines, which no question has, keep the words around from being read as one.
        self._text = self._text[:start] + "\n" * (end - start) + self._text[end:]

    def _quoted_and_left_out(self) -> list[Part]:
        phrases: list[Part] = []
        text = self._text
        for match in PART.finditer(text):
            minus, quoted, word = match.group("minus", "quoted", "word")
            if quoted is None and not (minus and word):
                continue
            said = match.group()
            found = term_groups(word if quoted is None else quoted)
            nodes = (
                [group_node(group) for group in found] if quoted is None else phrase_node(quoted)
            )
            # A phrase of stop words alone is asked for only where it is the whole question;
            # beside others its words are words like any.
            if not nodes or (all(group.stop for group in found) and said.strip() != text.strip()):
                continue
            self._blank(match.start(), match.end())
            kind = ClauseKind.EXCLUDED if minus else ClauseKind.PHRASE
            clause = Clause(kind, said.strip(), match.start(), match.end())
            self.clauses.append(clause)
            if minus:
                self.unwanted.append(all_of(nodes))
            else:
                phrases.append(Part(clause, nodes[0]))
                self.terms |= content_terms(quoted or "")
        return phrases

    def _words(self) -> None:
        found = [self._in_capitals(group) for group in term_groups(self._text)]
        plain = plain_spans(self._request)
        words = [
            Word(group, self._text[group.start : group.end])
            for group in found
            if not any(a < group.end and group.start < b for a, b in plain)
        ]
        phrases = concept_phrases(self._text, words, self._lexicon.names)
        marked = self._marked(words, phrases)
        if marked:
            found = [group for group in found if not _lies_in(group, marked)]
            words = [word for word in words if not _lies_in(word.group, marked)]
            phrases = concept_phrases(self._text, words, self._lexicon.names)
        named = {i for phrase in phrases for i in range(phrase.first, phrase.last)}
        corrected = self._corrected([word for i, word in enumerate(words) if i not in named])
        if corrected:
            words = [corrected.get(word.group, word) for word in words]
            words = [word for word in words if word.said]
            phrases = concept_phrases(self._text, words, self._lexicon.names)
        read: set[TermGroup] = set()
        for phrase in phrases:
            run = words[phrase.first : phrase.last]
            self._concept(run, phrase.concepts[:MOST_MEANINGS])
            read.update(word.group for word in run)
        for phrase in nearest_phrases(self._text, words, phrases, self._lexicon.closest):
            run = words[phrase.first : phrase.last]
            self._closest(run, phrase.concepts[0])
            read.update(word.group for word in run)
        rest = [group for group in found if group not in read]
        content = [group for group in rest if not group.stop]
        if not content and not self.clauses:
            content = rest
        for group in content:
            self._word(corrected.get(group, Word(group, self._text[group.start : group.end])))
        self.wanted.sort(key=lambda part: part.clause.start)

    def _in_capitals(self, group: TermGroup) -> TermGroup:
        """A word of a question: *ALL* in *Ph- ALL* is no stop word."""
        said = self._text[group.start : group.end]
        if group.stop and len(said) > 2 and said.isupper() and not self._request.text.isupper():
            return group._replace(stop=not self._lexicon.names.named(said))
        return group

    def _marked(self, words: list[Word], names: list[ConceptPhrase]) -> list[MarkerPhrase]:
        """The marker phrases, but those in the longer name of an illness: *22q11 deletion
        syndrome*. Their text is blanked."""
        found = []
        for phrase in marker_phrases(self._text):
            plain = plain_spans(self._request)
            if any(a < phrase.end and phrase.start < b for a, b in plain) or any(
                _covers(words[name.first : name.last], phrase)
                and any(one.kind is ConceptKind.CONDITION for one in name.concepts)
                for name in names
            ):
                continue
            nodes = marker_nodes(phrase)
            said = self._text[phrase.start : phrase.end]
            clause = self._read_as(ClauseKind.MARKER, phrase.start, phrase.end, phrase.meant)
            if said[-1].isalnum():
                nodes = nodes.named(one.key for one in self._lexicon.names.named(said))
            self.markers.append((clause, nodes))
            self.terms |= nodes.terms
            found.append(phrase)
        for phrase in found:
            self._blank(phrase.start, phrase.end)
        return found

    def markers_beside(self) -> list[tuple[Clause, MarkerNodes]]:
        """The markers that stand beside an illness; what is asked for without one, or is demanded,
        is wanted as it is."""
        if self.markers and not self._names_illness:
            kept = [one for one in self.wanted if one.clause.said.casefold() not in PEOPLE]
            self.wanted = kept
        beside = []
        for clause, nodes in self.markers:
            if nodes.demanded or not self._names_illness:
                groups = term_groups(clause.said) if nodes.is_there else ()
                words = tuple(group_node(group) for group in groups if not group.stop)
                self.wanted.append(Part(clause, nodes.stated, words))
            else:
                beside.append((clause, nodes))
        self.wanted.sort(key=lambda part: part.clause.start)
        return beside

    def _corrected(self, words: list[Word]) -> dict[TermGroup, Word]:
        """What is searched for instead of misspelt words; a word that is part of another one is
        said by that."""
        content = [word for word in words if not word.group.stop]
        folded = [" ".join(fold(word.said)) for word in content]
        corrected: dict[TermGroup, Word] = {}
        for one in self._lexicon.corrections(folded):
            run = [word.group for word in content[one.first : one.last]]
            group = run[0]._replace(end=run[-1].end)
            if "\n" in self._text[group.start : group.end]:
                continue
            meant = " ".join(one.meant)
            self._read_as(ClauseKind.SPELLING, group.start, group.end, meant)
            corrected.update((other, Word(other, "")) for other in run)
            corrected[run[0]] = Word(group, meant)
        return corrected

    def _read_as(self, kind: ClauseKind, start: int, end: int, meant: str = "") -> Clause:
        """A part of the text as a clause, with what takes it back where it was taken for more."""
        said = self._text[start:end]
        undo = self._request.with_words(said) if meant else None
        clause = Clause(kind, said, start, end, meant, undo)
        self.clauses.append(clause)
        return clause

    def _word(self, word: Word) -> None:
        for group in term_groups(word.said):
            clause = self._read_as(ClauseKind.WORDS, word.group.start, word.group.end)
            self.terms.update(term for run in group.alternatives for term in run)
            node = group_node(group)
            if all(part.node != node for part in self.wanted):
                self.wanted.append(Part(clause, node))

    def _closest(self, run: list[Word], concept: Concept) -> None:
        named, meant = spoken(self._text, run), f"{concept.name} ({REMARK})"
        self._names_illness |= concept.kind in _ILLNESS
        start, end = run[0].group.start, run[-1].group.end
        clause = self._read_as(ClauseKind.CONCEPT, start, end, meant)
        words = [group_node(group) for group in term_groups(named) if not group.stop]
        self.wanted.append(Part(clause, Best((all_of(words), About(concept.key))), tuple(words)))
        self.terms |= content_terms(named)
        self.runs.update(phrase_terms(name.text) for name in concept.names)

    def _concept(self, run: list[Word], concepts: tuple[Concept, ...]) -> None:
        meant = " or ".join(concept.name for concept in concepts)
        self._names_illness |= any(one.kind in _ILLNESS for one in concepts)
        start, end = run[0].group.start, run[-1].group.end
        clause = self._read_as(ClauseKind.CONCEPT, start, end, meant)
        named = spoken(self._text, run)
        typed = phrase_terms(named)
        words: tuple[Node, ...] = ()
        ways: list[Node] = [Term(typed[0])]
        if len(typed) > 1:
            # The mean of its words: a name of five words is no more significant than one of two.
            ways = [Weighted(Phrase(typed), 1 / len(typed))]
            content = [group_node(group) for group in term_groups(named) if not group.stop]
            if len(content) > 1:
                ways.append(Weighted(AllOf(tuple(content)), SCATTERED / len(typed)))
            words = tuple(Weighted(node, WORD_OF_NAME) for node in content)
            self.terms |= content_terms(named)
        else:
            self.terms.add(typed[0])
        abouts = [About(concept.key) for concept in concepts]
        node: Node = Best(tuple(abouts))
        if typed[0] not in STOP_WORDS or len(typed) > 1:
            # Every listing has the word *all*, which names a leukemia.
            node = AllOf((Best((*ways, *abouts)), Preferred(Weighted(ways[0], AS_TYPED))))
        above = sorted({number for concept in concepts for number in concept.broader})
        keys = (self._lexicon.names.concept(number).key for number in above)
        broader = tuple(Weighted(About(key), BROADER) for key in keys)
        if all(part.node != node for part in self.wanted):
            self.wanted.append(Part(clause, node, words, broader))
        for concept in concepts:
            self.runs.update(phrase_terms(name.text) for name in concept.names)
