"""What a question means: text → clauses, each with its place in the text, and what to match.

In order: the id of a record, quoted phrases, words left out by a minus or NOT, the concepts that
the vocabulary knows by the longest names, and the rest as words. A concept is found by the words
that were typed or by any other name of it, which counts less. Everything must be found;
`Read.any_words` is the match for when nothing has all of it, and `Read.partial` what may follow.
"""

from __future__ import annotations

import msgspec

from index.analysis import TermGroup, fold, phrase_terms, term_groups
from index.reference import Concept
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
from search.understanding.composing import Piece, composed, kind_of_concepts, pieces_of_clauses
from search.understanding.match import (
    AS_TYPED,
    BROADER,
    MAX_GROUPS,
    MORE_LIKE_THIS,
    MOST_MEANINGS,
    ORDERS,
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
from search.understanding.naming import NameInText, names_in, surely_short, words_in
from search.understanding.operators import ItemKind, joins_nothing
from search.understanding.people import Preference
from search.understanding.text import (
    PART,
    Span,
    blanked,
    covered,
    id_in,
    normal,
    open_text,
    plain_spans,
)
from search.understanding.words import (
    REMARK,
    ConceptPhrase,
    Lexicon,
    Word,
    may_be_slip,
    may_mean,
    nearest_phrases,
    orders,
    question_groups,
    spoken,
    staying,
    tells_nothing,
    word_in_english,
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
    request: SearchRequest,
    lexicon: Lexicon,
    entities: RecognisedEntities | None = None,
    spanish: bool = False,
) -> Read:
    """The reading of a question in English, or in Spanish. Never fails: what has no words matches
    everything and says so."""
    text = normal(request.text)
    stripped = text.strip()
    id_ = id_in(stripped)
    if id_:
        return _read_id(id_, stripped, text.index(stripped))
    entities = entities or RecognisedEntities()
    reader = _Reader(request, lexicon, entities, spanish)
    asked = composed(text, reader.opened, reader.pieces, request, spanish)
    reader.clauses += asked.clauses
    reader.unwanted += asked.unwanted
    wishes = [*parts_wished(entities.preferred), *reader.ordering, *asked.preferred]
    parts = within_bounds(list(asked.parts))
    notices = []
    if len(parts) < len(asked.parts):
        notices.append(
            f"The question is very long, so only its first {MAX_GROUPS} words are searched for."
        )
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
        asked.lists,
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
    """Takes a question apart: `pieces` are its parts in the order of the text."""

    def __init__(
        self,
        request: SearchRequest,
        lexicon: Lexicon,
        entities: RecognisedEntities,
        spanish: bool,
    ) -> None:
        self.clauses = [one for one in entities.clauses if not pieces_of_clauses([one])]
        """Clauses that no piece has."""
        self.pieces = pieces_of_clauses(entities.clauses)
        self.unwanted: list[Node] = []
        self.ordering: list[Part] = []
        """Words that tell nothing of the topic: listings with them come first."""
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
        self._spanish = spanish
        self._text = normal(request.text)
        self._plain = plain_spans(request)
        self.opened = covered(open_text(self._text), self._plain)
        """The text in which operators are read."""
        for clause in entities.clauses:
            self._blank(clause.start, clause.end)
        self._quoted_and_left_out()
        with_filler = self._text
        for start, end in entities.filler:
            self._blank(start, end)
        self.says_little = (
            not entities.clauses
            and not self.clauses
            and all(group.stop for group in question_groups(self._text, spanish))
            and not self.pieces
        )
        """Whether there are only words that tell nothing of what is looked for."""
        if self.says_little:
            self._text = with_filler
        else:
            self.pieces += (Piece(ItemKind.FILLER, *span) for span in entities.filler)
        self._words()
        self.pieces.sort(key=lambda piece: (piece.start, piece.end))

    def _blank(self, start: int, end: int) -> None:
        self._text = blanked(self._text, [(start, end)])

    # --- what is quoted or left out by a sign ----------------------------------------------------

    def _quoted_and_left_out(self) -> None:
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
            if minus:
                self.clauses.append(clause)
                self.unwanted.append(all_of(nodes))
            else:
                self._add(ItemKind.WORD, clause, Part(clause, nodes[0]))
                self.terms |= content_terms(quoted or "")

    # --- words ----------------------------------------------------------------------------------

    def _words(self) -> None:
        every = words_in(self._text, self.opened, self._spanish)
        words = [word for word in every if not self._is_plain(word)]
        names = self._names_in(words)
        named = {i for name in names for i in range(name.first, name.last)}
        corrected = self._corrected([word for i, word in enumerate(words) if i not in named])
        if corrected:
            words = [corrected.get(word.group, word) for word in words]
            words = [word for word in words if word.said]
            names = self._names_in(words)
        for name in names:
            self._named(name)
        taken = {i for name in names for i in range(name.first, name.last)}
        phrases = [ConceptPhrase(name.first, name.last, name.concepts) for name in names]
        for phrase in nearest_phrases(self._text, words, phrases, self._lexicon.closest):
            self._closest(words[phrase.first : phrase.last], phrase.concepts[0])
            taken.update(range(phrase.first, phrase.last))
        left = [word for i, word in enumerate(words) if i not in taken]
        plain = [word for word in every if self._is_plain(word)]
        self._left_over([*surely_short(self.opened, left, self._spanish), *plain])

    def _names_in(self, words: list[Word]) -> list[NameInText]:
        return names_in(self._text, self.opened, words, self._lexicon.names, self._spanish)

    def _is_plain(self, word: Word) -> bool:
        return any(a < word.group.end and word.group.start < b for a, b in self._plain)

    def _left_over(self, words: list[Word]) -> None:
        """Plain words: those that tell something of the topic are asked for."""
        content = [word for word in words if not word.group.stop]
        if not content and not self._has_topic and not self.clauses:
            content = words
        topic = self._of_topic(content)
        if not topic and not any(piece.part for piece in self.pieces):
            topic = content
        for word in content:
            if word in topic:
                self._word(word)
            else:
                self._ordering_word(word)

    @property
    def _has_topic(self) -> bool:
        return any(piece.kind is not ItemKind.FILLER for piece in self.pieces)

    def _of_topic(self, words: list[Word]) -> list[Word]:
        """The words that tell something of what is looked for."""
        stay = [*staying(self._text), *self._plain]
        return [
            word
            for word in words
            if any(start <= word.group.start and word.group.end <= end for start, end in stay)
            or not tells_nothing(word.said, self._spanish)
        ]

    def _ordering_word(self, word: Word) -> None:
        start, end = word.group.start, word.group.end
        clause = self._clause(ClauseKind.WORDS, start, end)
        if joins_nothing(self.opened[start:end], self._spanish):
            self.pieces.append(Piece(ItemKind.FILLER, start, end, (clause,)))
        else:
            self.clauses.append(clause)
        for group in term_groups(orders(word.said, self._spanish)):
            self.ordering.append(Part(clause, Preferred(Weighted(group_node(group), ORDERS))))
            self.terms.update(term for run in group.alternatives for term in run)

    def _corrected(self, words: list[Word]) -> dict[TermGroup, Word]:
        """What is searched for instead of misspelt words; a word that is part of another one is
        said by that."""
        content = [word for word in words if not word.group.stop]
        if self._spanish:
            content = [word for word in content if may_be_slip(word.said)]
        folded = [" ".join(fold(word.said)) for word in content]
        corrected: dict[TermGroup, Word] = {}
        for one in self._lexicon.corrections(folded):
            run = [word.group for word in content[one.first : one.last]]
            group = run[0]._replace(end=run[-1].end)
            meant = " ".join(one.meant)
            wrong = folded[one.first]
            strange = self._spanish and not may_mean(wrong, meant, self._lexicon.names)
            if strange or "\n" in self._text[group.start : group.end]:
                continue
            self.clauses.append(self._clause(ClauseKind.SPELLING, group.start, group.end, meant))
            corrected.update((other, Word(other, "")) for other in run)
            corrected[run[0]] = Word(group, meant)
        return corrected

    def _clause(self, kind: ClauseKind, start: int, end: int, meant: str = "") -> Clause:
        """A part of the text as a clause, with what takes it back where it was taken for more."""
        said = self._text[start:end]
        undo = self._request.with_words(said) if meant else None
        return Clause(kind, said, start, end, meant, undo)

    def _add(
        self,
        kind: ItemKind,
        clause: Clause,
        part: Part,
        concepts: tuple[Concept, ...] = (),
        said: str = "",
    ) -> None:
        self.pieces.append(Piece(kind, clause.start, clause.end, (clause,), part, concepts, said))

    def _word(self, word: Word) -> None:
        said = (self._spanish and word_in_english(word.said)) or word.said
        for group in term_groups(said):
            clause = self._clause(ClauseKind.WORDS, word.group.start, word.group.end)
            self.terms.update(term for run in group.alternatives for term in run)
            self._add(ItemKind.WORD, clause, Part(clause, group_node(group)), said=said)

    def _closest(self, run: list[Word], concept: Concept) -> None:
        named, meant = spoken(self._text, run), f"{concept.name} ({REMARK})"
        start, end = run[0].group.start, run[-1].group.end
        clause = self._clause(ClauseKind.CONCEPT, start, end, meant)
        words = [group_node(group) for group in term_groups(named) if not group.stop]
        node = Best((all_of(words), About(concept.key)))
        kind = kind_of_concepts([concept])
        self._add(kind, clause, Part(clause, node, tuple(words)), (concept,))
        self.terms |= content_terms(named)
        self.runs.update(phrase_terms(name.text) for name in concept.names)

    def _named(self, name: NameInText) -> None:
        concepts = name.concepts[:MOST_MEANINGS]
        meant = " or ".join(concept.name for concept in concepts)
        clause = self._clause(ClauseKind.CONCEPT, name.start, name.end, meant)
        named = name.said
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
        part = Part(clause, node, words, broader)
        self._add(kind_of_concepts(concepts), clause, part, concepts)
        for concept in concepts:
            self.runs.update(phrase_terms(name.text) for name in concept.names)
