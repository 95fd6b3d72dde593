"""Concepts of several sources → one list of concepts, and ours among them.

Two sources have one concept where both have the same preferred label for it, or the preferred label
of one is an exact name of the other. No condition ever joins a medicine, and no source's concepts
join each other: of two that a name fits, one is narrower than the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from index.errors import FileRefused, Problem
from index.reference.vocabulary.compile.files import NoKind, Sayings, Written, WrittenVocabulary
from index.reference.vocabulary.compile.packages import SourceEntry, SourceText
from index.reference.vocabulary.concepts import Concept, ConceptKind, Name, NameKind, SourceName
from index.reference.vocabulary.names import is_short, name_key, terms_of, uninverted

_ORDER = tuple(SourceName)
_HOW = tuple(NameKind)
_OF_A_DRUG = (ConceptKind.DRUG, ConceptKind.TREATMENT, ConceptKind.BIOMARKER)


class _Draft:
    """A concept while it grows."""

    def __init__(self, key: str, name: str, kind: ConceptKind) -> None:
        self.key = key
        self.name = name
        self.kind = kind
        self.names: dict[tuple[str, SourceName], Name] = {}
        self.said_plainly = ""
        self.narrower: list[_Draft] = []
        self.apart = False
        self.into: _Draft | None = None
        self.sources: set[SourceName] = set()

    def add(self, text: str, source: SourceName, how: NameKind) -> None:
        self.sources.add(source)
        self.names.setdefault((text, source), Name(text, source, how))

    def join(self, other: _Draft) -> None:
        """Takes the other in, which is this one from then on."""
        if self.kind is ConceptKind.SIGN and other.kind is ConceptKind.CONDITION:
            self.kind, self.name = other.kind, other.name
        if self.sources == {SourceName.OURS}:
            # What a source calls it lasts longer than how we write it.
            self.key = other.key
        for key, name in other.names.items():
            self.names.setdefault(key, name)
        self.narrower += other.narrower
        self.sources |= other.sources
        self.said_plainly = self.said_plainly or other.said_plainly
        self.apart = self.apart or other.apart
        other.into = self

    @property
    def shown(self) -> str:
        """What a reader sees: what we call it where that is plainer, *lung cancer* where MeSH has
        *lung neoplasms*, or its preferred name."""
        cancer = " ".join("cancer" if "eoplasm" in word else word for word in self.name.split())
        ours = (
            name.text
            for name in self.names.values()
            if name.source is SourceName.OURS and name_key(name.text) == name_key(cancer)
        )
        return self.said_plainly or (next(ours, self.name) if cancer != self.name else self.name)

    @property
    def whole(self) -> _Draft:
        draft = self
        while draft.into is not None:
            draft = draft.into
        return draft


def merged(texts: Iterable[SourceText], written: WrittenVocabulary) -> tuple[Concept, ...]:
    """The concepts, numbered in an order that depends on them alone. Raises `FileRefused` where
    what we wrote says too many things by one word."""
    pool = _Pool()
    for text in sorted(texts, key=lambda text: _ORDER.index(text.name)):
        if text.name is SourceName.BRANDS:
            pool.add_brands(text.entries)
        else:
            pool.add_source(text.entries)
    pool.add_ours(written)
    pool.part(written.no_kinds)
    return pool.concepts()


class _Pool:
    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.by_id: dict[str, _Draft] = {}
        self.preferred: dict[tuple[bool, str], _Draft] = {}
        """By whether it is a medicine, and the key of a preferred name."""
        self.exact: dict[tuple[bool, str], list[_Draft]] = defaultdict(list)

    # --- packages -------------------------------------------------------------------------------

    def add_source(self, entries: Sequence[SourceEntry]) -> None:
        before = len(self.drafts)
        left = [entry for entry in entries if not self._joined_by_name(entry)]
        self._join_by_other_names(left)
        for draft in self.drafts[before:]:
            self._index(draft)
        for entry in entries:
            for id_ in entry.broader:
                if id_ in self.by_id:
                    self._put_below(self.by_id[id_].whole, self.by_id[entry.id].whole)

    def _put_below(self, broader: _Draft, draft: _Draft) -> None:
        """Makes one a kind of the other, unless an earlier source has the kind alone, which knows
        what it is one of (HPO puts AIDS below *recurrent infections*), or says the opposite."""
        knows = broader.sources >= draft.sources or len(broader.sources) > 1
        if knows and not _is_below(broader, draft):
            broader.narrower.append(draft)

    def _joined_by_name(self, entry: SourceEntry) -> bool:
        draft = self.preferred.get((entry.kind is ConceptKind.DRUG, name_key(entry.name)))
        if draft is None or _is_of_a_whole_system(entry):
            return False
        self._take(entry, draft)
        return True

    def _join_by_other_names(self, entries: Sequence[SourceEntry]) -> None:
        """Joins each to the one concept of another source that has its preferred name as an exact
        one, or the other way round; where several would join one, they are kinds of it."""
        suitors: dict[int, list[tuple[SourceEntry, _Draft]]] = defaultdict(list)
        for entry in entries:
            found = self._other_sources(entry)
            if len(found) == 1:
                suitors[id(found[0])].append((entry, found[0]))
        joined = set()
        for several in suitors.values():
            draft = several[0][1]
            alone = len(several) == 1 and several[0][0].source not in draft.sources
            for entry, _ in several:
                if alone or _is_a_cancer(entry):
                    self._take(entry, draft)
                    joined.add(entry.id)
                else:
                    self._cede(draft, name_key(entry.name))
                    draft.narrower.append(self._new(entry))
                    joined.add(entry.id)
        for entry in entries:
            if entry.id not in joined:
                self._new(entry)

    def _other_sources(self, entry: SourceEntry) -> list[_Draft]:
        drug = entry.kind is ConceptKind.DRUG
        if _is_of_a_whole_system(entry):
            return []
        found = self.exact.get((drug, name_key(entry.name)), [])
        # HPO's *abnormal movement during sleep* has *nocturnal myoclonus* for a name, and is more.
        if not found and not entry.name.startswith("Abnormal"):
            keys = [name_key(text) for text, how in entry.names if how is NameKind.EXACT]
            found = [self.preferred[drug, key] for key in keys if (drug, key) in self.preferred]
        unique = {
            id(draft): draft
            for draft in found
            if entry.source not in draft.sources or _is_a_cancer(entry)
        }
        return list(unique.values())

    def _cede(self, draft: _Draft, key: str) -> None:
        """A name is dropped that is the preferred label of another concept."""
        draft.names = {
            at: name
            for at, name in draft.names.items()
            if name.how is NameKind.MAIN or name_key(name.text) != key
        }

    def _new(self, entry: SourceEntry) -> _Draft:
        at = (entry.kind is ConceptKind.DRUG, name_key(entry.name))
        draft = self.preferred.get(at)  # two of one source under one name are one
        if draft is None or _is_of_a_whole_system(entry):
            draft = _Draft(entry.id, uninverted(entry.name), entry.kind)
            self.drafts.append(draft)
            self.preferred.setdefault(at, draft)
        self._take(entry, draft)
        return draft

    def _take(self, entry: SourceEntry, draft: _Draft) -> None:
        self.by_id[entry.id] = draft
        draft.add(entry.name, entry.source, NameKind.MAIN)
        for text, how in entry.names:
            draft.add(text, entry.source, how)

    def _index(self, draft: _Draft) -> None:
        drug = draft.kind is ConceptKind.DRUG
        keys = {name_key(name.text) for name in draft.names.values() if name.how is NameKind.EXACT}
        for key in sorted(keys):
            self.exact[drug, key].append(draft)

    def add_brands(self, entries: Sequence[SourceEntry]) -> None:
        """Adds brand names to the medicines that other sources have. The rest is the trade's:
        of 9,700 substances with a brand name, most are detergents, dyes and resins."""
        for entry in entries:
            draft = self._medicine(entry.name)
            if draft is not None:
                for text, how in entry.names:
                    draft.add(text, entry.source, how)

    def _medicine(self, name: str) -> _Draft | None:
        """By its name, or that without the salt: *minocycline hydrochloride*."""
        words = name.split()
        for length in range(len(words), 0, -1):
            key = name_key(" ".join(words[:length]))
            exact = self.exact.get((True, key), [])
            draft = self.preferred.get((True, key)) or (exact[0] if len(exact) == 1 else None)
            if draft is not None:
                return draft
        return None

    # --- ours -----------------------------------------------------------------------------------

    def add_ours(self, written: WrittenVocabulary) -> None:
        meant = [(one, self._meant(one)) for one in written.entries]
        claimed = {id(draft) for _, draft in meant}
        for one, draft in meant:
            # *Jab* in a list of British words says nothing of what a vaccination is; a list of what
            # is done or measured does.
            if draft.whole.sources == {SourceName.OURS} and one.kind.says_what_it_is:
                draft.whole.kind = one.kind.concept
        for one, draft in meant:
            draft.add(one.meaning.means, SourceName.OURS, NameKind.EXACT)
            if one.meaning.shown:
                draft.add(one.meaning.shown, SourceName.OURS, NameKind.EXACT)
                draft.said_plainly = one.meaning.shown
            for text in one.meaning.also:
                other = self._preferred(text, one.kind.concept)
                if other is not None and other.whole is not draft.whole:
                    self._join_also(draft.whole, other.whole, claimed)
                draft.whole.add(text, SourceName.OURS, NameKind.EXACT)
        said = Sayings()
        for one, draft in meant:
            for text in one.meaning.said:
                said.check(one, text, draft.whole)
                draft.whole.add(text, SourceName.OURS, NameKind.SAID)
        if said.problems:
            raise FileRefused(said.problems)
        for one, draft in meant:
            for text in one.meaning.narrower:
                kind = self._found(text, one.kind.concept) or self._ours(text, one.kind.concept)
                if not _is_below(draft.whole, kind.whole):
                    draft.whole.narrower.append(kind)

    def _meant(self, one: Written) -> _Draft:
        """The concept that an entry is of: by its name, else by another that one prefers."""
        kind = one.kind.concept
        if one.meaning.apart:
            own = self._preferred(one.meaning.means, kind) or self._ours(one.meaning.means, kind)
            own.whole.apart = True
            return own.whole
        draft = self._found(one.meaning.means, kind)
        also = (self._preferred(text, kind) for text in one.meaning.also)
        draft = draft or next((other.whole for other in also if other is not None), None)
        return draft or self._ours(one.meaning.means, kind)

    def _found(self, text: str, kind: ConceptKind) -> _Draft | None:
        preferred = self._preferred(text, kind)
        if preferred is not None:
            return preferred.whole
        # Lists of medicines have *estrogen replacement therapy* as a name of estradiol: what is
        # done or measured is no medicine unless that is its own name.
        found = self.exact.get((False, name_key(text))) or (
            self.exact.get((True, name_key(text))) if kind not in _OF_A_DRUG else None
        )
        # MeSH's entry terms may be of several headings: the one with most names is the one that
        # people mean.
        return max(found, key=lambda draft: len(draft.names)).whole if found else None

    def _preferred(self, text: str, kind: ConceptKind) -> _Draft | None:
        key, drug = name_key(text), kind in _OF_A_DRUG
        return self.preferred.get((drug, key)) or self.preferred.get((not drug, key))

    def _ours(self, text: str, kind: ConceptKind) -> _Draft:
        draft = _Draft(f"OURS:{text.casefold()}", uninverted(text), kind)
        draft.add(text, SourceName.OURS, NameKind.MAIN)
        self.drafts.append(draft)
        self.preferred[kind is ConceptKind.DRUG, name_key(text)] = draft
        return draft

    def _join_also(self, draft: _Draft, other: _Draft, claimed: set[int]) -> None:
        """Makes two one, unless another entry means the second, or a source has both: that tells
        them apart, and the second is a kind of the first at most."""
        ours_alone = {SourceName.OURS}
        if (draft.kind is ConceptKind.DRUG) != (other.kind is ConceptKind.DRUG):
            return
        if draft.sources & other.sources - ours_alone:
            if not _is_below(draft, other):
                draft.narrower.append(other)
        elif id(other) not in claimed or other.sources == ours_alone:
            draft.join(other)
        elif draft.sources == ours_alone:
            other.join(draft)

    def part(self, no_kinds: Iterable[NoKind]) -> None:
        """Takes from concepts what is below them in a source and is no kind of them. Raises
        `FileRefused` where it is not there: what a source has mended needs no entry."""
        problems = []
        for one in no_kinds:
            above, kind = (self._found(text, ConceptKind.CONDITION) for text in (one.of, one.name))
            if above and any(other.whole is kind for other in above.narrower):
                above.narrower = [other for other in above.narrower if other.whole is not kind]
            else:
                where = f"vocabulary, no kind “{one.name}”"
                problems.append(Problem(where, f"no source has it right below “{one.of}”"))
        if problems:
            raise FileRefused(problems)

    # --- the list -------------------------------------------------------------------------------

    def concepts(self) -> tuple[Concept, ...]:
        drafts = [draft for draft in self.drafts if draft.into is None]
        self._cede_preferred(drafts)
        drafts.sort(key=lambda draft: (name_key(draft.name), draft.kind, draft.name))
        number_of = {id(draft): number for number, draft in enumerate(drafts)}
        narrower = [
            sorted({number_of[id(one.whole)] for one in draft.narrower} - {number})
            for number, draft in enumerate(drafts)
        ]
        broader: list[list[int]] = [[] for _ in drafts]
        for number, kinds in enumerate(narrower):
            for kind in kinds:
                broader[kind].append(number)
        return tuple(
            Concept(
                number=number,
                key=draft.key,
                name=draft.shown,
                kind=draft.kind,
                names=tuple(_ordered(draft.names.values())),
                narrower=tuple(narrower[number]),
                broader=tuple(broader[number]),
            )
            for number, draft in enumerate(drafts)
        )

    def _cede_preferred(self, drafts: Iterable[_Draft]) -> None:
        """Takes from each concept what is another's preferred label and a package alone has here:
        HPO has *epilepsy* as an everyday name of a seizure. And what we tell apart."""
        preferring: dict[str, set[int]] = defaultdict(set)
        apart: dict[str, set[int]] = defaultdict(set)
        drafts = list(drafts)
        for draft in drafts:
            for name in draft.names.values():
                if name.how is NameKind.MAIN and name.source is not SourceName.OURS:
                    preferring[name_key(name.text)].add(id(draft))
                if draft.apart:
                    apart[name_key(name.text)].add(id(draft))

        def keeps(draft: _Draft, name: Name) -> bool:
            key = name_key(name.text)
            if name.source is SourceName.OURS or key == name_key(draft.name):
                return True
            mine = id(draft) in preferring.get(key, {id(draft)}) or name.how is NameKind.MAIN
            return id(draft) in apart[key] if key in apart else mine

        for draft in drafts:
            draft.names = {at: name for at, name in draft.names.items() if keeps(draft, name)}


def _is_a_cancer(entry: SourceEntry) -> bool:
    """HPO tells *prostate cancer* from *prostate neoplasm*; MeSH and registries do not."""
    return "cancer" in terms_of(entry.name)


def _is_of_a_whole_system(entry: SourceEntry) -> bool:
    """HPO's *abnormality of the nervous system* is all of neurology, MeSH's *nervous system
    abnormalities* are malformations: as one, half of all listings were of congenital ones."""
    return entry.name.startswith("Abnormality of ")


def _is_below(draft: _Draft, other: _Draft) -> bool:
    """Whether a concept is a kind of another, at any depth."""
    waiting, seen = [other], {id(other)}
    while waiting:
        for one in waiting.pop().narrower:
            if one.whole is draft:
                return True
            if id(one.whole) not in seen:
                seen.add(id(one.whole))
                waiting.append(one.whole)
    return False


def _ordered(names: Iterable[Name]) -> Iterator[Name]:
    """Preferred names first, then ours, without those that another of its source says too."""
    seen: set[tuple[SourceName, tuple[str, ...]]] = set()
    for name in sorted(names, key=lambda one: (_HOW.index(one.how) > 0, _ORDER.index(one.source))):
        at = (name.source, terms_of(name.text))
        # Short ones differ in their capitals: *ALL*, *all*.
        if at[1] and (at not in seen or is_short(name.text)):
            seen.add(at)
            yield name
