"""What a question means: text → clauses, each with its place in the text, and what to match.

In order: the id of a record, quoted phrases, words left out by a minus or NOT, the concepts that
the vocabulary knows by the longest names, and the rest as words. A concept is found by the words
that were typed or by any other name of it, which counts less. Everything must be found;
`Read.any_words` is the match for when nothing has all of it, and `Read.partial` what may follow.
"""

from __future__ import annotations

import msgspec

from index.analysis import TermGroup, fold, phrase_terms, term_groups
from index.reference import Concept, ShortForm, SmallLetters
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
from search.understanding.people import Preference
from search.understanding.text import PART, Span, id_in, normal, plain_spans
from search.understanding.words import (
    REMARK,
    Lexicon,
    Word,
    concept_phrases,
    nearest_phrases,
    spoken,
)


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
    parts = within_bounds(reader.wanted)
    notices = []
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
    aside = [*unwanted, *(wish.node for wish in wishes)]
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
        found = term_groups(self._text)
        plain = plain_spans(self._request)
        words = [
            Word(group, self._text[group.start : group.end])
            for group in found
            if not any(a < group.end and group.start < b for a, b in plain)
        ]
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
            self._concept(run, phrase.concepts[:MOST_MEANINGS], phrase.short)
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
        start, end = run[0].group.start, run[-1].group.end
        clause = self._read_as(ClauseKind.CONCEPT, start, end, meant)
        words = [group_node(group) for group in term_groups(named) if not group.stop]
        self.wanted.append(Part(clause, Best((all_of(words), About(concept.key))), tuple(words)))
        self.terms |= content_terms(named)
        self.runs.update(phrase_terms(name.text) for name in concept.names)

    def _concept(
        self, run: list[Word], concepts: tuple[Concept, ...], short: ShortForm | None = None
    ) -> None:
        meant = " or ".join(concept.name for concept in concepts)
        named = spoken(self._text, run)
        if short is not None:
            # One sense is meant, the likeliest. What is a word as well is not looked for: *nets*
            # are of fishermen in most listings that say so.
            meant = " (another sense: ".join(concept.name for concept in concepts[:2])
            meant += ")" if len(concepts) > 1 else ""
            concepts = concepts[:1]
            named = named if short.small is SmallLetters.ANYWHERE else concepts[0].name
        start, end = run[0].group.start, run[-1].group.end
        clause = self._read_as(ClauseKind.CONCEPT, start, end, meant)
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
        ways += [About(concept.key) for concept in concepts]
        node = AllOf((Best(tuple(ways)), Preferred(Weighted(ways[0], AS_TYPED))))
        above = sorted({number for concept in concepts for number in concept.broader})
        keys = (self._lexicon.names.concept(number).key for number in above)
        broader = tuple(Weighted(About(key), BROADER) for key in keys)
        if all(part.node != node for part in self.wanted):
            self.wanted.append(Part(clause, node, words, broader))
        for concept in concepts:
            self.runs.update(phrase_terms(name.text) for name in concept.names)
