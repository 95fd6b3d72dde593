"""A question taken apart: what is quoted, markers, names, slips of the pen, and the words left,
each as a piece with its clause and what it asks for. Names are cut anew after markers and slips,
which change the words that stand side by side."""

from __future__ import annotations

import msgspec

from index.analysis import TermGroup, phrase_terms, term_groups
from index.reference import Concept, ConceptKind, SmallLetters
from search.engine import About, Best, Node, Preferred, Weighted
from search.request import SearchRequest
from search.understanding.composing import (
    MOST_MEANINGS,
    ORDERS,
    Part,
    Piece,
    all_of,
    content_terms,
    group_node,
    kind_of_concepts,
    name_part,
    pieces_of_clauses,
    quoted_parts,
)
from search.understanding.cutting import (
    NameInText,
    name_candidates,
    names_of,
    other_names,
    second_readings,
    slips_in,
    surely_short,
    words_in,
)
from search.understanding.entities import (
    REMARK,
    ConceptPhrase,
    Lexicon,
    MarkerPhrase,
    Preference,
    Word,
    marker_nodes,
    marker_phrases,
    misspelt_names,
    nearest_phrases,
    orders,
    question_groups,
    spoken,
    staying,
    tells_nothing,
    word_in_english,
)
from search.understanding.operators import ItemKind, joining_spans
from search.understanding.question import (
    Choice,
    Clause,
    ClauseKind,
    Disambiguation,
    Span,
    blanked,
    covered,
    instead,
    normal,
    open_text,
    plain_spans,
)

_OF_PART = {ClauseKind.QUANTITY: ItemKind.QUANTITY, ClauseKind.CODE: ItemKind.CODE}


class RecognisedEntities(msgspec.Struct, frozen=True):
    """The entities recognised in a question before the rest of it is read: places, distances,
    eligibility, quantities and codes, each as a clause."""

    clauses: tuple[Clause, ...] = ()
    """Their words are not searched for."""
    filler: tuple[Span, ...] = ()
    """Where words stand that have no topic, as in *studies on*: they are searched for only where
    there is nothing else."""
    preferred: tuple[Preference, ...] = ()
    """What is asked for by nothing else, and listings that say it come first."""
    wanted: tuple[Part, ...] = ()
    """What clauses ask for that are no words."""
    wishes: tuple[Part, ...] = ()
    """What makes a listing come first, beside `preferred`."""
    unwanted: tuple[Node, ...] = ()
    """What listings must not be about, that no filter can say."""


def _lies_in(word: Word, phrases: list[MarkerPhrase]) -> bool:
    return any(one.start < word.group.end and word.group.start < one.end for one in phrases)


class Apart:
    """Takes a question apart: `pieces` are its parts in the order of the text."""

    def __init__(
        self,
        request: SearchRequest,
        lexicon: Lexicon,
        entities: RecognisedEntities,
        spanish: bool,
    ) -> None:
        self.pieces = [
            *pieces_of_clauses(entities.clauses),
            *(
                Piece(_OF_PART[p.clause.kind], p.clause.start, p.clause.end, (p.clause,), p)
                for p in entities.wanted
            ),
        ]
        self.clauses = [
            one
            for one in entities.clauses
            if not any(one in piece.clauses for piece in self.pieces)
        ]
        """Clauses that no piece has."""
        self.unwanted: list[Node] = []
        self.ordering: list[Part] = []
        """Words that tell nothing of the topic: listings with them come first."""
        self.offered: dict[str, Disambiguation] = {}
        """What words may mean that was not taken for it."""
        preferred = [group for one in entities.preferred for group in term_groups(one.words)]
        self.terms = {term for group in preferred for run in group.alternatives for term in run}
        self.runs: set[tuple[str, ...]] = set()
        self._request = request
        self._lexicon = lexicon
        self._spanish = spanish
        self._text = normal(request.text)
        """The normal question, in which what was taken for something is blanked."""
        self._plain = plain_spans(request)
        self.opened = covered(open_text(self._text), self._plain)
        """The text in which operators are read."""
        for clause in entities.clauses:
            self._blank(clause.start, clause.end)
        self._quoted_and_left_out()
        self._joining = joining_spans(self.opened, spanish)
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
        for one in quoted_parts(self._text, self._lexicon.names):
            clause = one.clause
            self._blank(clause.start, clause.end)
            self.opened = covered(self.opened, [(clause.start, clause.end)])
            if one.is_left_out:
                self.clauses.append(clause)
                self.unwanted.append(one.node)
            else:
                self._add(ItemKind.WORD, clause, Part(clause, one.node))
                self.terms |= one.terms

    # --- words ----------------------------------------------------------------------------------

    def _words(self) -> None:
        every = words_in(self._text, self.opened, self._lexicon.names, self._spanish)
        words = [word for word in every if not self._is_plain(word)]
        names = self._names_in(words)
        marked = self._marked(names)
        if marked:
            every = [word for word in every if not _lies_in(word, marked)]
            words = [word for word in words if not _lies_in(word, marked)]
            names = self._names_in(words)
        corrected = self._whole_names(words, names)
        if corrected:
            words = [corrected.get(word.group, word) for word in words]
            names = self._names_in(words)
        named = {i for name in names for i in range(name.first, name.last)}
        mended = self._corrected([word for i, word in enumerate(words) if i not in named])
        if mended:
            words = [mended.get(word.group, word) for word in words]
            words = [word for word in words if word.said]
            names = self._names_in(words)
        for name in names:
            self._named(name)
        if not self._spanish:
            # One in Spanish is searched for by other names than those that it was cut by.
            for one in second_readings(self._named_by.every, self._request):
                self.offered.setdefault(one.said, one)
        taken = {i for name in names for i in range(name.first, name.last)}
        phrases = [ConceptPhrase(name.first, name.last, name.concepts) for name in names]
        for phrase in nearest_phrases(self._text, words, phrases, self._lexicon.closest):
            self._closest(words[phrase.first : phrase.last], phrase.concepts[0])
            taken.update(range(phrase.first, phrase.last))
        left = [word for i, word in enumerate(words) if i not in taken]
        plain = [word for word in every if self._is_plain(word)]
        self._left_over([*surely_short(self.opened, left, self._spanish), *plain])

    def _names_in(self, words: list[Word]) -> list[NameInText]:
        names = self._lexicon.names
        self._named_by = name_candidates(self._text, self.opened, words, names, self._spanish)
        return names_of(self._text, self._named_by, names, self._spanish)

    def _marked(self, names: list[NameInText]) -> list[MarkerPhrase]:
        """The markers with a status, but those in the longer name of an illness: *22q11 deletion
        syndrome*. Their text is blanked."""
        found = []
        for phrase in marker_phrases(self._text):
            if any(a < phrase.end and phrase.start < b for a, b in self._plain) or any(
                name.goes_beyond(phrase.start, phrase.end)
                and name.concepts[0].kind is ConceptKind.CONDITION
                for name in names
            ):
                continue
            nodes = marker_nodes(phrase)
            said = self._text[phrase.start : phrase.end]
            clause = self._clause(ClauseKind.MARKER, phrase.start, phrase.end, phrase.meant)
            if said[-1].isalnum():
                nodes = nodes.named(one.key for one in self._lexicon.names.named(said))
            groups = term_groups(said) if nodes.is_there else ()
            words = tuple(group_node(group) for group in groups if not group.stop)
            part = Part(clause, nodes.stated, words)
            span = phrase.start, phrase.end
            self.pieces.append(Piece(ItemKind.MARKER, *span, (clause,), part, marker=nodes))
            self.terms |= nodes.terms
            found.append(phrase)
        for phrase in found:
            self._blank(phrase.start, phrase.end)
        return found

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
            if word.lies_within(stay)
            or word.is_bound_number
            or not (tells_nothing(word.said, self._spanish) or word.lies_within(self._joining))
        ]

    def _ordering_word(self, word: Word) -> None:
        if word.lies_within(self._joining):
            return
        start, end = word.group.start, word.group.end
        clause = self._clause(ClauseKind.WORDS, start, end)
        ordering = term_groups(orders(word.said, self._spanish))
        # *Rejection drugs* are no rejection.
        kind = ItemKind.WORD if ordering else ItemKind.FILLER
        self.pieces.append(Piece(kind, start, end, (clause,)))
        for group in ordering:
            self.ordering.append(Part(clause, Preferred(Weighted(group_node(group), ORDERS))))
            self.terms.update(term for run in group.alternatives for term in run)

    def _whole_names(self, words: list[Word], names: list[NameInText]) -> dict[TermGroup, Word]:
        """What is searched for instead of real words that are misspelt in a whole name."""
        lexicon = self._lexicon
        named = [ConceptPhrase(name.first, name.last, name.concepts) for name in names]
        found = misspelt_names(
            self._text, words, named, lexicon.names, lexicon.speller, lexicon.is_real_word
        )
        for one in found:
            group = words[one.at].group
            self.clauses.append(
                self._clause(ClauseKind.SPELLING, group.start, group.end, one.meant)
            )
        return {words[one.at].group: Word(words[one.at].group, one.meant) for one in found}

    def _corrected(self, words: list[Word]) -> dict[TermGroup, Word]:
        """What is searched for instead of misspelt words; a word that is part of another one is
        said by that."""
        corrected: dict[TermGroup, Word] = {}
        for slip in slips_in(self._text, words, self._lexicon, self._spanish):
            if not slip.taken:
                self._offer(slip.group, slip.meant)
                continue
            start, end = slip.group.start, slip.group.end
            self.clauses.append(self._clause(ClauseKind.SPELLING, start, end, slip.meant))
            corrected.update((other, Word(other, "")) for other in slip.run)
            corrected[slip.run[0]] = Word(slip.group, slip.meant)
        return corrected

    def _offer(self, group: TermGroup, meant: str) -> None:
        said = self._text[group.start : group.end]
        choice = Choice(meant, instead(self._request, group.start, group.end, meant))
        before = self.offered.get(said, Disambiguation(said, ()))
        self.offered[said] = Disambiguation(said, (*before.choices, choice))

    def _clause(self, kind: ClauseKind, start: int, end: int, meant: str = "") -> Clause:
        """A part of the text as a clause, with what takes it back where it was taken for more."""
        said = normal(self._request.text)[start:end]
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
        start, end = clause.start, clause.end
        self.pieces.append(Piece(kind, start, end, (clause,), part, concepts, said=said))

    def _word(self, word: Word) -> None:
        start, end = word.group.start, word.group.end
        said = (self._spanish and word_in_english(word.said)) or word.said
        typed = said == self._text[start:end]
        # What is typed may be bound to words before it: the 4 of *stage 3 or 4*.
        for group in [word.group] if typed else term_groups(said):
            clause = self._clause(ClauseKind.WORDS, start, end)
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
        self.runs.update(self._lexicon.names.runs_of(concept.number))

    def _named(self, name: NameInText) -> None:
        concepts, named, short = name.concepts[:MOST_MEANINGS], name.said, name.short
        if short is not None:
            # One sense is meant, the likeliest. What is a word as well is not looked for: *nets*
            # are of fishermen in most listings that say so.
            said = self._text[name.start : name.end]
            choices = [
                Choice(one.name, instead(self._request, name.start, name.end, one.name))
                for one in name.concepts[1:]
            ]
            if choices:
                self.offered[said] = Disambiguation(said, tuple(choices), concepts[0].name)
            concepts = concepts[:1]
            named = named if short.small is SmallLetters.ANYWHERE else concepts[0].name
        meant = " or ".join(concept.name for concept in concepts)
        clause = self._clause(ClauseKind.CONCEPT, name.start, name.end, meant)
        typed = phrase_terms(named)
        self.terms |= content_terms(named) if len(typed) > 1 else {typed[0]}
        above = sorted({number for concept in concepts for number in concept.broader})
        keys = [self._lexicon.names.concept(number).key for number in above]
        others = other_names(concepts, self._lexicon.names)
        part = name_part(clause, named, [one.key for one in concepts], keys, others)
        self._add(kind_of_concepts(concepts), clause, part, concepts)
        for concept in concepts:
            self.runs.update(self._lexicon.names.runs_of(concept.number))
