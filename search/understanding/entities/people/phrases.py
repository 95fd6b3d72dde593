"""Eligibility phrases, the parts of a question that say who would take part and what may be joined:
an age, a sex, a phase, a status, healthy volunteers; and filler, which says nothing: *clinical
trials for*, *how can I join*.

Of what may be read at one place the longest holds, and what `data/eligibility_words.yml` keeps as
words holds over the rest: *recruiting* is a status and *recruiting T cells* is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from index.listing import HEALTHY, NOT_STATED, PHASE, SEX, STATUS, HealthyVolunteers, Phase, Sex
from search.engine import AgeSpan
from search.understanding.entities.people.ages import MAY_SAY_AGE, AgePhrase, age_phrases
from search.understanding.entities.people.ages_beside import ages_beside
from search.understanding.entities.people.ages_spanish import ages_in_spanish
from search.understanding.entities.people.mentions import mentions
from search.understanding.entities.people.word_lists import (
    WORDS,
    Age,
    Meaning,
    OneSex,
    OneStatus,
    Phrase,
    key,
)
from search.understanding.entities.words import NO_NAMES, Beside, Names
from search.understanding.question import ClauseKind

FACET_OF = {
    ClauseKind.SEX: SEX.name,
    ClauseKind.PHASE: PHASE.name,
    ClauseKind.STATUS: STATUS.name,
    ClauseKind.VOLUNTEERS: HEALTHY.name,
}
"""The facet whose values each kind of phrase stands for."""

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_GAP = re.compile(r"\s+")
_I = re.compile(r"\bi\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:$|[,;:.?!()\[\]/&+\d])")
_STUDIES = re.compile(r"\s+(?:(?:clinical|research)\s+)*(?:trials?|stud(?:y|ies))(?![\w-])", re.I)

# *Phase 2, 3 months* is one phase.
_AMOUNT = r"\s*-?\s*(?:months?|years?|weeks?|days?|hours?|arms?|mg)\b"
_X = rf"(?:[0-4]|iv|i{{1,3}}|one|two|three|four)[abc]?(?![\w%]|\.\d|{_AMOUNT})"
_PHASE = re.compile(
    rf"""(?<![\w-])(?:(?P<early>early)[\s-]+)?(?:phase|fase)s?[\s-]*
    (?P<list>{_X}(?:\s*(?:/|-|–|,|&|\bor\b|\band\b|\bto\b|\b[oy]\b)\s*(?:phase[\s-]*)?{_X})*)""",
    re.IGNORECASE | re.VERBOSE,
)
_IN_PHASE = re.compile(rf"(?P<to>(?:-|–|\bto\b)\s*(?:phase[\s-]*)?)?\b(?P<x>{_X})", re.IGNORECASE)
_PHASE_NUMBER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_PHASES = (Phase.EARLY_PHASE_1, Phase.PHASE_1, Phase.PHASE_2, Phase.PHASE_3, Phase.PHASE_4)


class EligibilityPhrase(msgspec.Struct, frozen=True):
    """A part of a question and what it narrows to: one of the `values` of the facet of its kind, or
    an age in years. `prefer` are words that a listing may say for it."""

    kind: ClauseKind
    start: int
    end: int
    meant: str
    values: tuple[str, ...] = ()
    age: AgeSpan | None = None
    prefer: str = ""
    in_numbers: bool = False
    """Whether it is an age in numbers, which says more than one in words."""


class EligibilityPhrases(msgspec.Struct, frozen=True):
    """The eligibility phrases of a question, in its order; phrases of one place follow each other.
    `filler` are (start, end) of what has no topic."""

    phrases: tuple[EligibilityPhrase, ...] = ()
    filler: tuple[tuple[int, int], ...] = ()
    joining: tuple[tuple[int, int], ...] = ()
    """Where somebody says that they look for what can be joined: by words such as *trial to join*,
    or with an age in numbers."""


class _Token(msgspec.Struct, frozen=True):
    key: str
    start: int
    end: int


class _Candidate(msgspec.Struct, frozen=True):
    """What may be read at a place; no phrases where it stays words."""

    end: int
    phrases: tuple[EligibilityPhrase, ...] = ()
    is_filler: bool = False
    joins: bool = False


def eligibility_phrases(
    text: str, names: Names = NO_NAMES, spanish: bool = False
) -> EligibilityPhrases:
    """The eligibility phrases of a question. Never fails.

    `text` is as `question.text.open_text` makes it: what is quoted or left out is not read. `names`
    tell the illness beside an age: *over 65 depression*. Filler of Spanish is read in `spanish`
    questions alone.
    """
    return _Reader(text, names, spanish).phrases()


def _ages(text: str, names: Names) -> tuple[AgePhrase, ...]:
    if not MAY_SAY_AGE.search(text):
        return ()
    return (*age_phrases(text), *ages_beside(Beside(text, names)), *ages_in_spanish(text))


class _Reader:
    def __init__(self, text: str, names: Names, spanish: bool) -> None:
        self._filler = WORDS.spanish_filler if spanish else WORDS.filler
        self._joining = WORDS.spanish_joining if spanish else WORDS.joining
        self._text = text
        self._mentions = mentions(text)
        self._aged_to = -9
        """Where the last age in numbers ends."""
        self._tokens = [
            _Token(key(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)
        ]
        self._found: dict[int, list[_Candidate]] = {}
        """By pattern, where each begins."""
        for age in _ages(text, names):
            if not self._is_of_somebody_else(age.start, age.end):
                self._found.setdefault(age.start, []).append(_aged(age))
        for phrase in self._phases():
            self._found.setdefault(phrase.start, []).append(_Candidate(phrase.end, (phrase,)))

    def phrases(self) -> EligibilityPhrases:
        phrases: list[EligibilityPhrase] = []
        filler: list[tuple[int, int]] = []
        joining: list[tuple[int, int]] = []
        read_to, mine = 0, -1
        starts = {token.start: n for n, token in enumerate(self._tokens)}
        for start in sorted({*starts, *self._found}):
            if start < read_to:
                continue
            candidates = [*self._found.get(start, ())]
            if start in starts:
                first = starts[start]
                candidates += self._listed(first, ())
                if start == mine:
                    candidates += self._listed(first, ("my",))
            if not candidates:
                continue
            # Of two that end together the one that stays words comes first.
            best = max(candidates, key=lambda one: (one.end, not one.phrases, not one.is_filler))
            phrases += best.phrases
            filler += [(start, best.end)] if best.is_filler else []
            read_to = best.end
            if best.joins or any(one.in_numbers for one in best.phrases):
                joining.append((start, best.end))
            if best.phrases and best.phrases[0].in_numbers:
                self._aged_to = best.end
                mine = self._whose(start, best.end)
        return EligibilityPhrases(tuple(phrases), tuple(filler), tuple(joining))

    def _whose(self, start: int, end: int) -> int:
        """Where *son* begins in *my 6 year old son*, an age from `start` to `end`; -1 where there
        is no *my*, or nothing behind the age."""
        after = bisect_left(self._tokens, end, key=lambda token: token.start)
        before = bisect_left(self._tokens, start, key=lambda token: token.start) - 1
        if before < 0 or after == len(self._tokens) or self._tokens[before].key != "my":
            return -1
        gap = self._text[end : self._tokens[after].start]
        return self._tokens[after].start if not gap.strip(" -") else -1

    # --- in the lists ---------------------------------------------------------------------------

    def _listed(self, first: int, phrase: Phrase) -> Iterator[_Candidate]:
        """What the lists know that begins with a word, and with `phrase` before it."""
        start = self._tokens[first].start
        for last in range(first, min(first + WORDS.longest, len(self._tokens))):
            token = self._tokens[last]
            if last > first and not _GAP.fullmatch(
                self._text, self._tokens[last - 1].end, token.start
            ):
                return
            phrase = (*phrase, token.key)
            if phrase in WORDS.stay_words:
                yield _Candidate(token.end)
            elif phrase in self._filler:
                yield _Candidate(token.end, is_filler=True, joins=phrase in self._joining)
            meanings = WORDS.meanings.get(phrase, ())
            if meanings and self._is_mentioned(start, token.end, meanings):
                # Not asked for, and no topic either.
                yield _Candidate(token.end, is_filler=True)
            elif meanings and self._is_meant(meanings, first, last):
                yield self._meaning(meanings, start, token.end)

    def _is_meant(self, meanings: tuple[Meaning, ...], first: int, last: int) -> bool:
        if first == last and self._is_abbreviation(first):
            return False
        # *65 y/o male prostate cancer*: behind an age a person stands, whatever follows.
        aged = self._tokens[first].start - self._aged_to in (1, 2)
        return all(not one.before_these or aged or self._goes_on(last) for one in meanings)

    def _is_mentioned(self, start: int, end: int, meanings: tuple[Meaning, ...]) -> bool:
        """Whether these words are of somebody who would not take part."""
        return all(isinstance(one, Age | OneSex) for one in meanings) and any(
            one.start <= start and end <= one.end for one in self._mentions
        )

    def _is_of_somebody_else(self, start: int, end: int) -> bool:
        """Whether an age is that of somebody who would not take part: *my dad, 71, died*."""
        return any(
            one.start <= start < one.until and not _I.search(self._text, one.end, end)
            for one in self._mentions
        )

    def _is_abbreviation(self, at: int) -> bool:
        """*MEN* among words that are not in capitals is multiple endocrine neoplasia."""
        said = self._text[self._tokens[at].start : self._tokens[at].end]
        return said.isupper() and any(letter.islower() for letter in self._text)

    def _goes_on(self, last: int) -> bool:
        end = self._tokens[last].end
        following = self._tokens[last + 1] if last + 1 < len(self._tokens) else None
        if _ENDS.match(self._text, end):
            return True
        if following is None or not _GAP.fullmatch(self._text, end, following.start):
            return False
        return following.key in WORDS.go_on

    def _meaning(self, meanings: tuple[Meaning, ...], start: int, end: int) -> _Candidate:
        if not any(isinstance(one, Age | OneSex) for one in meanings):
            end = self._with_studies(end)
        return _Candidate(end, tuple(_phrase(one, start, end) for one in meanings))

    def _with_studies(self, end: int) -> int:
        """*recruiting studies*, *phase 2 trial*: whatever is listed is one."""
        studies = _STUDIES.match(self._text, end)
        return studies.end() if studies else end

    # --- phases ---------------------------------------------------------------------------------

    def _phases(self) -> Iterator[EligibilityPhrase]:
        for match in _PHASE.finditer(self._text):
            first = bisect_left(self._tokens, match.start(), key=lambda token: token.start)
            after = bisect_left(self._tokens, match.end(), key=lambda token: token.start)
            if self._is_one_of(WORDS.phase_not_after, first - 1) or self._is_one_of(
                WORDS.phase_not_before, after
            ):
                continue
            numbers = _phase_numbers(match["list"], 0 if match["early"] else 1)
            values = tuple(_PHASES[number].value for number in numbers)
            said = ["early phase 1"] if numbers[0] == 0 else []
            if numbers[-1]:
                said.append(f"phase {' or '.join(str(number) for number in numbers if number)}")
            meant = f"{' or '.join(said)} trials"
            end = self._with_studies(match.end())
            yield EligibilityPhrase(ClauseKind.PHASE, match.start(), end, meant, values)

    def _is_one_of(self, words: frozenset[str], at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].key in words


def _phase_numbers(said: str, first: int) -> list[int]:
    """The phases of *1/2*, *II or III* and *1 to 3*, ascending; 0 is early phase 1, which a *1*
    stands for where `first` is 0."""
    numbers: list[int] = []
    for match in _IN_PHASE.finditer(said):
        written = match["x"].casefold()
        written = _PHASE_NUMBER.get(written) or _PHASE_NUMBER.get(written.rstrip("abc"), written)
        number = int(str(written).rstrip("abc"))
        if not numbers and number == 1:
            number = first
        numbers += range(numbers[-1] + 1, number) if match["to"] and numbers else ()
        numbers.append(number)
    return sorted({*numbers})


def _aged(age: AgePhrase) -> _Candidate:
    meant = f"open to people {age.meant}"
    phrase = EligibilityPhrase(
        ClauseKind.AGE, age.start, age.end, meant, age=age.span, in_numbers=True
    )
    sexes = () if age.sex is None else (_of_sex(age.sex, age.start, age.end),)
    return _Candidate(age.end, (phrase, *sexes))


def _of_sex(sex: Sex, start: int, end: int, prefer: str = "") -> EligibilityPhrase:
    # A study that does not say who can take part keeps nobody out.
    values = (sex.value, Sex.ALL.value, NOT_STATED)
    who = "women and girls" if sex is Sex.FEMALE else "men and boys"
    return EligibilityPhrase(ClauseKind.SEX, start, end, f"open to {who}", values, prefer=prefer)


def _phrase(meaning: Meaning, start: int, end: int) -> EligibilityPhrase:
    if isinstance(meaning, Age):
        meant = f"open to {meaning.meant}"
        span = AgeSpan(meaning.from_, meaning.below)
        return EligibilityPhrase(ClauseKind.AGE, start, end, meant, age=span, prefer=meaning.prefer)
    if isinstance(meaning, OneSex):
        return _of_sex(meaning.means, start, end, meaning.prefer)
    if isinstance(meaning, OneStatus):
        statuses = tuple(one.value for one in meaning.means)
        return EligibilityPhrase(ClauseKind.STATUS, start, end, meaning.meant, statuses)
    accepted = (HealthyVolunteers.ACCEPTED.value,)
    return EligibilityPhrase(
        ClauseKind.VOLUNTEERS, start, end, "open to healthy volunteers", accepted
    )
