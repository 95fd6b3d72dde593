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
from index.reference import Concept, ConceptKind, SmallLetters
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
from search.understanding.composing import (
    ANOTHER_WORD,
    AS_TYPED,
    BROADER,
    MAX_GROUPS,
    MORE_LIKE_THIS,
    MOST_MEANINGS,
    ORDERS,
    SCATTERED,
    WORD_OF_NAME,
    Part,
    Piece,
    Read,
    all_of,
    composed,
    content_terms,
    first_words,
    group_node,
    kind_of_concepts,
    named_ids,
    parts_wished,
    phrase_node,
    pieces_of_clauses,
    with_few_runs,
    within_bounds,
)
from search.understanding.cutting import NameInText, names_in, surely_short, words_in
from search.understanding.entities import (
    REMARK,
    ConceptPhrase,
    Lexicon,
    MarkerNodes,
    MarkerPhrase,
    Preference,
    RecordId,
    Word,
    marker_nodes,
    marker_phrases,
    misspelt_names,
    nearest_phrases,
    orders,
    spoken,
    staying,
    tells_nothing,
)
from search.understanding.operators import ItemKind, joins_nothing
from search.understanding.question import (
    PART,
    Choice,
    Clause,
    ClauseKind,
    Disambiguation,
    Highlights,
    Reading,
    Span,
    blanked,
    covered,
    normal,
    open_text,
    plain_spans,
)

_OF_PART = {ClauseKind.QUANTITY: ItemKind.QUANTITY, ClauseKind.CODE: ItemKind.CODE}


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
    wanted: tuple[Part, ...] = ()
    """What clauses ask for that are no words."""
    wishes: tuple[Part, ...] = ()
    """What makes a listing come first, beside `preferred`."""


def read(
    request: SearchRequest, lexicon: Lexicon, entities: RecognisedEntities | None = None
) -> Read:
    """The reading of a question. Never fails: what has no words matches everything and says so."""
    text = normal(request.text)
    stripped = text.strip()
    entities = entities or RecognisedEntities()
    taken = [(clause.start, clause.end) for clause in entities.clauses]
    ids = tuple(one for one in named_ids(request) if (one.start, one.end) not in taken)
    if ids:
        return _read_ids(request, ids)
    reader = _Reader(request, lexicon, entities)
    asked = composed(text, reader.opened, reader.pieces, request)
    reader.clauses += asked.clauses
    reader.unwanted += asked.unwanted
    wishes = [*parts_wished(entities.preferred), *reader.ordering, *asked.preferred]
    parts = within_bounds(list(asked.parts))
    notices = [*_opposites(parts, asked.markers, lexicon)]
    if len(parts) < len(asked.parts):
        notices.append(
            f"The question is very long, so only its first {MAX_GROUPS} words are searched for."
        )
    wishes += entities.wishes
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
    reading = Reading(
        tuple(sorted(reader.clauses, key=_start)),
        tuple(notices),
        tuple(reader.offered.values()),
    )
    if anything:
        return Read(reading, Everything(), None, None, Highlights())
    unwanted = map(Not, with_few_runs(first_words(reader.unwanted)))
    marked = [node for _, marker in asked.markers for node in marker.beside]
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
        asked.lists,
        AllOf((AnyOf(loose), *aside, *map(Preferred, broader))) if any_words else None,
    )


def _read_ids(request: SearchRequest, ids: tuple[RecordId, ...]) -> Read:
    """The records themselves: what stands around an id asks about them, and for nothing else."""
    text = normal(request.text)
    alone = len(ids) == 1 and not text.replace(text[ids[0].start : ids[0].end], "", 1).strip(
        "()[]{}<>.,;:!?\"'“”‘’# "
    )
    clauses = []
    for one in ids:
        said = text[one.start : one.end]
        undo = None if alone else request.with_words(said)
        meant = "" if alone else f"the record {one.said}"
        clauses.append(Clause(ClauseKind.ID, said, one.start, one.end, meant, undo))
    groups = [term_groups(one.said) for one in ids]
    # Nothing is lost when no record has the id: it may stand in some listing's text.
    mentions = [all_of([group_node(group) for group in found]) for found in groups if found]
    notices = tuple(one.note for one in ids if one.note)
    return Read(
        Reading(tuple(clauses), notices),
        Ids(tuple(dict.fromkeys(id_ for one in ids for id_ in one.ids))),
        mentions[0] if len(mentions) == 1 else AnyOf(tuple(mentions)) if mentions else None,
        None,
        Highlights(
            frozenset(term for found in groups for group in found for term in group.alternatives[0])
        ),
    )


def _opposites(
    parts: list[Part], markers: tuple[tuple[Clause, MarkerNodes], ...], lexicon: Lexicon
) -> Iterator[str]:
    """How many listings are left out for what they state of a marker."""
    for clause, marker in markers:
        if marker.opposites:
            wanted = tuple(part.node for part in parts)
            (count,) = lexicon.counts([AllOf((*wanted, AnyOf(marker.opposites)))])
            if count:
                state = "1 listing that states" if count == 1 else f"{count:,} listings that state"
                leave = "is" if count == 1 else "are"
                yield f"{state} nothing but the opposite of “{clause.meant}” {leave} left out."


def _start(clause: Clause) -> int:
    return clause.start


def _lies_in(word: Word, phrases: list[MarkerPhrase]) -> bool:
    return any(one.start < word.group.end and word.group.start < one.end for one in phrases)


def _goes_beyond(name: NameInText, phrase: MarkerPhrase) -> bool:
    """Whether a name goes beyond a marker phrase that it holds."""
    holds = name.start <= phrase.start and phrase.end <= name.end
    return holds and name.end - name.start > phrase.end - phrase.start


class _Reader:
    """Takes a question apart: `pieces` are its parts in the order of the text."""

    def __init__(
        self, request: SearchRequest, lexicon: Lexicon, entities: RecognisedEntities
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
            and all(group.stop for group in term_groups(self._text))
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
        every = [self._in_capitals(word) for word in words_in(self._text, self.opened)]
        words = [word for word in every if not self._is_plain(word)]
        names = names_in(self._text, self.opened, words, self._lexicon.names)
        marked = self._marked(names)
        if marked:
            every = [word for word in every if not _lies_in(word, marked)]
            words = [word for word in words if not _lies_in(word, marked)]
            names = names_in(self._text, self.opened, words, self._lexicon.names)
        corrected = self._whole_names(words, names)
        if corrected:
            words = [corrected.get(word.group, word) for word in words]
            names = names_in(self._text, self.opened, words, self._lexicon.names)
        named = {i for name in names for i in range(name.first, name.last)}
        mended = self._corrected([word for i, word in enumerate(words) if i not in named])
        if mended:
            words = [mended.get(word.group, word) for word in words]
            words = [word for word in words if word.said]
            names = names_in(self._text, self.opened, words, self._lexicon.names)
        for name in names:
            self._named(name)
        taken = {i for name in names for i in range(name.first, name.last)}
        phrases = [ConceptPhrase(name.first, name.last, name.concepts) for name in names]
        for phrase in nearest_phrases(self._text, words, phrases, self._lexicon.closest):
            self._closest(words[phrase.first : phrase.last], phrase.concepts[0])
            taken.update(range(phrase.first, phrase.last))
        left = [word for i, word in enumerate(words) if i not in taken]
        plain = [word for word in every if self._is_plain(word)]
        self._left_over([*surely_short(self.opened, left), *plain])

    def _in_capitals(self, word: Word) -> Word:
        """A word of a question: *ALL* in *Ph- ALL* is no stop word."""
        said = word.said
        if (
            word.group.stop
            and len(said) > 2
            and said.isupper()
            and not self._request.text.isupper()
        ):
            stop = not self._lexicon.names.named(said)
            return Word(word.group._replace(stop=stop), said)
        return word

    def _marked(self, names: list[NameInText]) -> list[MarkerPhrase]:
        """The markers with a status, but those in the longer name of an illness: *22q11 deletion
        syndrome*. Their text is blanked."""
        found = []
        for phrase in marker_phrases(self._text):
            if any(a < phrase.end and phrase.start < b for a, b in self._plain) or any(
                _goes_beyond(name, phrase) and name.concepts[0].kind is ConceptKind.CONDITION
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
            if any(start <= word.group.start and word.group.end <= end for start, end in stay)
            or not tells_nothing(word.said)
        ]

    def _ordering_word(self, word: Word) -> None:
        start, end = word.group.start, word.group.end
        clause = self._clause(ClauseKind.WORDS, start, end)
        ordering = orders(word.said)
        if joins_nothing(self.opened[start:end]):
            # *Rejection drugs* are no rejection.
            kind = ItemKind.WORD if ordering else ItemKind.FILLER
            self.pieces.append(Piece(kind, start, end, (clause,)))
        else:
            self.clauses.append(clause)
        if ordering:
            self.ordering.append(Part(clause, Preferred(Weighted(group_node(word.group), ORDERS))))
            self.terms.update(term for run in word.group.alternatives for term in run)

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
        content = [word for word in words if not word.group.stop]
        # What is written in capitals among small letters is a short form, and no slip.
        mixed = any(letter.islower() for letter in self._text)
        folded = [
            "" if mixed and word.said.isupper() else " ".join(fold(word.said)) for word in content
        ]
        corrected: dict[TermGroup, Word] = {}
        for one in self._lexicon.corrections(folded):
            run = [word.group for word in content[one.first : one.last]]
            group = run[0]._replace(end=run[-1].end)
            if "\n" in self._text[group.start : group.end]:
                continue
            meant = " ".join(one.meant)
            if not one.taken:
                self._offer(group, meant)
                continue
            self.clauses.append(self._clause(ClauseKind.SPELLING, group.start, group.end, meant))
            corrected.update((other, Word(other, "")) for other in run)
            corrected[run[0]] = Word(group, meant)
        return corrected

    def _offer(self, group: TermGroup, meant: str) -> None:
        said = self._text[group.start : group.end]
        choice = self._instead(group.start, group.end, meant)
        before = self.offered.get(said, Disambiguation(said, ()))
        self.offered[said] = Disambiguation(said, (*before.choices, choice))

    def _is_word_of_its_own(self, named: str, concepts: tuple[Concept, ...]) -> bool:
        """Whether a name without its last letter is another word: *hives* are no hive, though a
        listing has the same term for both."""
        bare = named.casefold().removesuffix("s")
        if bare == named.casefold() or not self._lexicon.is_real_word(bare):
            return False
        return not {one.key for one in concepts} & {
            one.key for one in self._lexicon.names.named(bare)
        }

    def _instead(self, start: int, end: int, meant: str) -> Choice:
        """The question with something else in the place of a part of it."""
        text = normal(self._request.text)
        instead = f"{text[:start]}{meant}{text[end:]}"
        return Choice(meant, msgspec.structs.replace(self._request, text=instead, page=1))

    def _clause(self, kind: ClauseKind, start: int, end: int, meant: str = "") -> Clause:
        """A part of the text as a clause, with what takes it back where it was taken for more."""
        said = self._text[start:end]
        undo = self._request.with_words(said) if meant else None
        return Clause(kind, said, start, end, meant, undo)

    def _add(
        self, kind: ItemKind, clause: Clause, part: Part, concepts: tuple[Concept, ...] = ()
    ) -> None:
        self.pieces.append(Piece(kind, clause.start, clause.end, (clause,), part, concepts))

    def _word(self, word: Word) -> None:
        for group in term_groups(word.said):
            clause = self._clause(ClauseKind.WORDS, word.group.start, word.group.end)
            self.terms.update(term for run in group.alternatives for term in run)
            self._add(ItemKind.WORD, clause, Part(clause, group_node(group)))

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
        concepts, named, short = name.concepts[:MOST_MEANINGS], name.said, name.short
        if short is not None:
            # One sense is meant, the likeliest. What is a word as well is not looked for: *nets*
            # are of fishermen in most listings that say so.
            said = self._text[name.start : name.end]
            choices = [self._instead(name.start, name.end, one.name) for one in name.concepts[1:]]
            if choices:
                self.offered[said] = Disambiguation(said, tuple(choices), concepts[0].name)
            concepts = concepts[:1]
            named = named if short.small is SmallLetters.ANYWHERE else concepts[0].name
        meant = " or ".join(concept.name for concept in concepts)
        clause = self._clause(ClauseKind.CONCEPT, name.start, name.end, meant)
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
        if len(typed) == 1 and self._is_word_of_its_own(named, concepts):
            ways = [Weighted(ways[0], ANOTHER_WORD)]
        abouts = [About(concept.key) for concept in concepts]
        node: Node = Best(tuple(abouts))
        if typed[0] not in STOP_WORDS or len(typed) > 1:
            # Every listing has the word *all*, which names a leukemia.
            node = AllOf((Best((*ways, *abouts)), Preferred(Weighted(ways[0], AS_TYPED))))
        above = sorted({number for concept in concepts for number in concept.broader})
        keys = (self._lexicon.names.concept(number).key for number in above)
        broader = tuple(Weighted(About(key), BROADER) for key in keys)
        part = Part(clause, node, words, broader)
        self._add(kind_of_concepts(concepts), clause, part, concepts)
        for concept in concepts:
            self.runs.update(phrase_terms(name.text) for name in concept.names)
