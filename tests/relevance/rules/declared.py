"""The rules by which a question is read, each declared once: its name in plain words, a question
that is read otherwise without it, and what is replaced to switch it off.

Not among them are the closest names, which need an extra, and what sites and pages do with a
reading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from index.data_files import read_as
from search.understanding.composing.numbers import Numbered
from search.understanding.entities.people.word_lists import Age, OneSex, OneStatus, Volunteers
from search.understanding.entities.places.phrase import PlacePhrase
from search.understanding.entities.words.asking import WORDS_FILE
from search.understanding.entities.words.asking import _File as AskingWords
from search.understanding.lattice import Candidate
from search.understanding.operators.items import FACETS
from search.understanding.operators.word_lists import Operator
from tests.relevance.rules.switches import Instead, Rule, Switch

replace = msgspec.structs.replace


# --- what stands in the place of something -------------------------------------------------------


def always(value: Any) -> Instead:
    """A function that says the same whatever it is asked."""
    return lambda was: lambda *args, **kwargs: value


def only(value: Any) -> Instead:
    """A value in the place of a value."""
    return lambda was: value


nothing = always(())


def changed(**fields: Any) -> Instead:
    """The same function, with some fields of what it gives changed."""
    return lambda was: lambda *args, **kwargs: replace(was(*args, **kwargs), **fields)


def with_fields(**fields: Any) -> Instead:
    """The same value, with some of its fields changed."""
    return lambda was: replace(was, **fields)


def kept(keeps: Callable[[Any], bool]) -> Instead:
    """The same function, with those of its results alone that are kept."""
    return lambda was: lambda *args, **kwargs: tuple(filter(keeps, was(*args, **kwargs)))


def _without_meaning(kind: type) -> Instead:
    def without(words: Any) -> Any:
        meanings = {
            phrase: tuple(one for one in several if not isinstance(one, kind))
            for phrase, several in words.meanings.items()
        }
        return replace(words, meanings={said: some for said, some in meanings.items() if some})

    return without


def _greedy(was: object) -> Callable[[Any], tuple[Candidate[Any], ...]]:
    def cut(candidates: Any) -> tuple[Candidate[Any], ...]:
        taken: list[Candidate[Any]] = []
        for one in sorted(candidates, key=lambda one: (one.start - one.end, -one.weight)):
            if all(one.end <= other.start or other.end <= one.start for other in taken):
                taken.append(one)
        return tuple(sorted(taken, key=lambda one: one.start))

    return cut


def _not_left_out(left_out: Callable[[Any], bool]) -> Instead:
    """*Left out* of the cut, without what has some meanings."""

    def without(was: Any) -> Any:
        def left(text: str, cut: Any, spanish: bool) -> Any:
            spans = {(one.start, one.end) for one in cut if left_out(one.meaning)}
            return (one for one in was(text, cut, spanish) if one[0] not in spans)

        return left

    return without


def _joined_by_none(*operators: Operator) -> Instead:
    def without(was: Any) -> Any:
        def join(self: Any, at: int) -> Any:
            found = was(self, at)
            return None if found in operators else found

        return join

    return without


def _no_small_letters(was: Any) -> Any:
    def supported(short: Any, at: int, words: Any, *args: Any, **kwargs: Any) -> Any:
        small = words[at].said.islower()
        return () if small else was(short, at, words, *args, **kwargs)

    return supported


def _whatever_stands_beside(was: Any) -> Any:
    def supported(short: Any, at: int, words: Any, names: Any, *, named: bool) -> Any:
        several = len(words) > 1
        return short.meant(frozenset({""} if several else ()), named)

    return supported


def _demanding_numbers(was: Any) -> Any:
    def tells_nothing(said: str, spanish: bool = False) -> bool:
        return not said.isdigit() and was(said, spanish)

    return tells_nothing


_GROUPS = read_as(WORDS_FILE, AskingWords)


def _asking(name: str) -> tuple[Switch, ...]:
    """Without the words of a group that no other has."""
    others = {
        word
        for group in AskingWords.__struct_fields__
        if group != name and isinstance(words := getattr(_GROUPS, group), str)
        for word in words.split()
    }
    own = {*getattr(_GROUPS, name).split()} - others

    def without(was: frozenset[str]) -> frozenset[str]:
        return was - own

    module = "entities.words.asking"
    return Switch(module, "_asking", without), Switch(module, "_in_spanish", without)


def _rule(name: str, example: str, module: str, what: str, instead: Instead, why: str = "") -> Rule:
    return Rule(name, example, (Switch(module, what, instead),), why)


_NUMBERS, _QUANTITIES = "composing.numbers", "entities.quantities"
_MARKERS = "entities.markers.nodes"
_ROW, _NEGATION = "operators.row", "operators.negation"
_CUT, _NAMING, _LATTICE = "cutting.cut", "cutting.naming", "lattice"
_CONCEPTS, _MATCH = "entities.words.concepts", "composing.match"
_PLACES, _PEOPLE = "entities.places", "entities.people"
_ASKING, _LANGUAGE = "entities.words.asking", "entities.language"

OF_NUMBERS = (
    _rule("numbers of quantities are read first", "metformin 500 mg",
          f"{_QUANTITIES}.reading", "quantities_in", nothing),
    _rule("a test with its value asks for the test", "HbA1c over 8",
          f"{_QUANTITIES}.tests", "tests", nothing),
    _rule("an amount is not demanded", "metformin 500 mg",
          f"{_QUANTITIES}.amounts", "amounts", nothing),
    _rule("a time is no age and not demanded", "back pain for 3 years",
          f"{_QUANTITIES}.times", "durations", nothing),
    _rule("a count is not demanded", "migraine twice a week",
          f"{_QUANTITIES}.times", "counts", nothing),
    _rule("a radioactive label is one thing", "18F PET scan",
          f"{_QUANTITIES}.amounts", "labels", nothing),
    _rule("money is not demanded", "asthma studies that pay $500",
          f"{_QUANTITIES}.amounts", "money", nothing),
    _rule("listings that say a value come first", "HbA1c over 8 diabetes",
          _NUMBERS, "numbered", changed(wishes=())),
    _rule("ids are found in sentences", "what is SAMPLE-001 about",
          _NUMBERS, "named_ids", nothing),
    _rule("an id that is not here is left aside", "NCT99999999 asthma",
          _NUMBERS, "left_aside", always(Numbered())),
    _rule("ICD-10 codes are what their titles name", "ICD-10 E11",
          "entities.ids.icd10", "diagnosis_codes", nothing),
    _rule("a code's title is bared to a known name", "dx M32.9",
          "entities.ids.titles", "disease_names", lambda was: lambda title: (title,)),
)  # fmt: skip

OF_MARKERS = (
    _rule("a marker and its status are one thing", "HER2- breast cancer",
          "entities.markers.phrases", "marker_phrases", nothing),
    _rule("listings that state only the opposite are left out", "HER2- breast cancer",
          _MARKERS, "marker_nodes", changed(opposites=())),
    _rule("silence of a marker is no “no”", "HER2- breast cancer",
          _MARKERS, "marker_nodes", changed(demanded=True),
          "by either sign those that state nothing are found, which two relations take for one "
          "set; without it 4 of 152 listings are left of throat cancer, and 2 of 261 of the colon"),
    _rule("listings that state a status come first", "HER2- breast cancer",
          _MARKERS, "marker_nodes", changed(preferred=())),
    _rule("a change of a gene must be stated", "KRAS G12C lung cancer",
          _MARKERS, "marker_nodes", changed(demanded=False),
          "where two listings have the change, the relation wants ten about the illness, which "
          "follow as partial matches: of 18 such questions over the real records the first ten "
          "have 166 of 180 about the illness with it and 167 without"),
    _rule("a status finds the concept that it names", "HIV positive",
          _MARKERS, "MarkerNodes.named", lambda was: lambda self, keys: self),
)  # fmt: skip

OF_OPERATORS = (
    _rule("names are left out", "asthma without COPD",
          _NEGATION, "left_out", lambda was: lambda items, negations: tuple(
              one for one in was(items, negations) if items[one.places[0]].kind in FACETS)),
    _rule("only a name that stands alone is left out", "asthma no COPD exacerbations",
          _NEGATION, "_stands_alone", always(True)),
    _rule("treatments left out spare what does without", "back pain without surgery",
          "operators.word_lists", "WORDS", with_fields(spared=()),
          "the one listing more that it finds compares or spares the treatment that is left out, "
          "and its title does not say the name that the relation asks for"),
    _rule("what somebody lacks is the name of a state", "no sense of smell",
          "operators.states", "negated_states", nothing),
    _rule("places are left out", "asthma not in Georgia",
          _CUT, "_left_out", _not_left_out(lambda known: isinstance(known, PlacePhrase))),
    _rule("ages, sexes, phases and statuses are left out", "diabetes except children",
          _CUT, "_left_out", _not_left_out(lambda known: isinstance(known, tuple))),
    _rule("with or without asks for nothing", "migraine with or without aura",
          _NEGATION, "covered", kept(lambda one: one.operator is not Operator.OPEN)),
    _rule("quotation marks and minus signs", "asthma -children",
          "apart", "Apart._quoted_and_left_out", always(None)),
    _rule("*or* makes alternatives", "asthma or COPD",
          _ROW, "Row._join", _joined_by_none(Operator.OR)),
    _rule("a slash makes alternatives", "asthma/COPD",
          _ROW, "Row._join", _joined_by_none(Operator.SLASH, Operator.PLUS)),
    _rule("of a list with commas any will do", "asthma, allergies, eczema",
          _ROW, "Row._may_list", always(False)),
    _rule("like goes with like around *or*", "stage 3 melanoma or stage 4 melanoma",
          _ROW, "Row._is_like", always(False)),
    _rule("as many words on each side of *or*", "purple fingers or orange toes",
          _ROW, "Row._runs_of_words", always(None)),
    _rule("words that join are not demanded", "asthma together with eczema",
          "operators.connectives", "joining_spans", nothing),
    _rule("names share a word over *or*", "hep B or C",
          "operators.coordination", "shared_names", nothing),
    _rule("shorthand is written out", "h/o stroke",
          "operators.short_forms", "shorthand", nothing),
    _rule("no name goes over a comma or *or*", "nausea, vomiting and diarrhea",
          "operators.coordination", "crosses_a_mark", always(False)),
)  # fmt: skip

OF_CUTTING = (
    _rule("the best cut, not the longest name first", "breast cancer spread to bones",
          _LATTICE, "best_cut", _greedy,
          "it keeps people, places and pairs apart (*pregnant woman with lupus*, *Alzheimer en "
          "Boston*); what it loses are single places on two judged pages, a page of nine listings "
          "about both breast cancer and bones of which six say the breast in their title, and "
          "*pancreatic cancer survival*, whose *cancer survival* has the stems of survivors"),
    _rule("what narrows holds over a name", "pregnant women with diabetes",
          _CUT, "NARROWING", only(0.0)),
    _rule("filler holds over a name", "clinical trial for lupus",
          _CUT, "OF_FILLER", only(-9.0)),
    _rule("of two cuts the one with more listings", "GA macular degeneration",
          _CONCEPTS, "HELD", only(0.0)),
    _rule("names are known in another order", "cancer breast",
          _CONCEPTS, "TURNED", only(0.0)),
    _rule("stop words in capitals are names", "Ph- ALL",
          _NAMING, "_in_capitals", lambda was: lambda word, names: word),
    _rule("short forms in small letters", "copd",
          _CONCEPTS, "_supported", _no_small_letters),
    _rule("words beside a short form tell its sense", "PD catheter",
          _CONCEPTS, "_supported", _whatever_stands_beside),
)  # fmt: skip

OF_NAMES = (
    _rule("names mean concepts", "heart attack",
          _CONCEPTS, "concept_candidates", lambda was: lambda text, words, names: []),
    _rule("other names are looked for in texts", "heart attack",
          _NAMING, "other_names", always([]),
          "whichever name is typed, the same listings are found (*hep c*, *throwing up*, stroke); "
          "nearly all losses are pages with one listing more whose title says it otherwise, or "
          "questions that nothing is about, where mentions follow instead of words"),
    _rule("what is broader may follow", "gout",
          _MATCH, "name_part", changed(broader=())),
    _rule("words of a name may be found by themselves", "heart attack",
          _MATCH, "name_part", changed(words=())),
    _rule("what says a name as typed comes first", "heart attack",
          _MATCH, "AS_TYPED", only(0.0)),
    _rule("a name may mean two concepts", "eczema",
          _MATCH, "MOST_MEANINGS", only(1)),
    _rule("slips of the pen are corrected", "hemorage",
          "entities.words.lexicon", "Lexicon.corrections", nothing),
    _rule("real words are slips in whole names", "breast dancer",
          "entities.words.whole_names", "misspelt_names", nothing),
)  # fmt: skip

OF_PLACES = (
    _rule("places are read", "asthma in Georgia",
          f"{_PLACES}.phrases", "place_candidates", nothing),
    _rule("places that nothing leads to", "lung cancer Texas",
          f"{_PLACES}.bare", "bare_phrases", always([])),
    _rule("two letters are a state", "asthma in TX",
          f"{_PLACES}.codes", "code_at", always(None)),
    _rule("a ZIP code alone is a place", "asthma 30322",
          f"{_PLACES}.bare", "_Place._zip_code", always(None)),
    _rule("*near me* is told what to type", "asthma near me",
          f"{_PLACES}.here", "here_spans", nothing),
    _rule("regions without a border", "asthma in the bay area",
          f"{_PLACES}.atlas", "Atlas.region", always(None)),
    _rule("of places of one name the likeliest is taken", "asthma in Washington",
          f"{_PLACES}.atlas", "Atlas._taken", always(None)),
    Rule("names that hold a place stay whole", "St. Louis encephalitis", (
        Switch(f"{_PLACES}.context", "Context.is_of_a_name", always(False)),
        Switch("entities.words.beside", "Beside.lies_in_name", always(False)))),
)  # fmt: skip

OF_PEOPLE = (
    Rule("ages in numbers are read", "asthma for my 6 year old", (
        Switch(f"{_PEOPLE}.ages", "age_phrases", nothing),
        Switch(f"{_PEOPLE}.ages_beside", "ages_beside", nothing),
        Switch(f"{_PEOPLE}.ages_spanish", "ages_in_spanish", nothing))),
    _rule("ages told by what stands beside them", "45F with lupus",
          f"{_PEOPLE}.ages_beside", "ages_beside", nothing),
    _rule("age groups in words", "asthma in children",
          f"{_PEOPLE}.word_lists", "WORDS", _without_meaning(Age)),
    _rule("a sex", "women with lupus",
          f"{_PEOPLE}.word_lists", "WORDS", _without_meaning(OneSex)),
    _rule("a status in words", "asthma recruiting",
          f"{_PEOPLE}.word_lists", "WORDS", _without_meaning(OneStatus),
          "*can I join* asks for what recruits: the best answer stays first in both judged "
          "questions, whose full trials are worth less, and no sarcoidosis study here recruits"),
    _rule("healthy volunteers", "healthy volunteers asthma",
          f"{_PEOPLE}.word_lists", "WORDS", _without_meaning(Volunteers)),
    _rule("phases", "phase 2 asthma",
          f"{_PEOPLE}.phrases", "_Reader._phases", nothing),
    _rule("who is only spoken of asks for nothing", "my son's teacher has asthma",
          f"{_PEOPLE}.mentions", "mentions", nothing),
    _rule("words for people that stay words", "recruiting T cells",
          f"{_PEOPLE}.word_lists", "WORDS", with_fields(stay_words=frozenset())),
    _rule("filler has no topic", "clinical trials for lupus",
          f"{_PEOPLE}.word_lists", "WORDS",
          with_fields(filler=frozenset(), spanish_filler=frozenset())),
    _rule("what can be joined comes first", "asthma trials I can join",
          f"{_PEOPLE}.word_lists", "WORDS",
          with_fields(joining=frozenset(), spanish_joining=frozenset())),
    _rule("listings that say who is meant come first", "women with lupus",
          f"{_PEOPLE}.narrowing", "eligibility_intent", changed(preferred=())),
)  # fmt: skip

OF_ASKING = (
    _rule("words of asking are not demanded", "what is the best treatment for lupus",
          _ASKING, "tells_nothing", always(False)),
    *(Rule(f"words of asking: {name}", example, _asking(name)) for name, example in (
        ("between", "lupus whatever happens"),
        ("asking", "best advice for lupus"),
        ("people", "lupus patients and their husbands or mother"),
        ("diagnosis", "lupus diagnosed"),
        ("outlook", "lupus prognosis"),
        ("treating", "lupus treatment"),
        ("studies", "lupus research articles"),
        ("paying", "lupus compensation"),
        ("amounts", "severe lupus"),
        ("spanish", "la quimio me da náuseas"),
    )),
    _rule("words of asking order", "severe lupus", _ASKING, "orders", always("")),
    _rule("words of asking stay in what they are part of", "newly diagnosed lupus",
          _ASKING, "staying", nothing),
    _rule("a number by itself is not demanded", "lupus 77",
          _ASKING, "tells_nothing", _demanding_numbers),
)  # fmt: skip

OF_LANGUAGE = (
    _rule("the language is told once", "mi hijo con asma",
          f"{_LANGUAGE}.language", "is_spanish", always(False)),
    _rule("Spanish names are asked for in English", "cáncer de seno",
          f"{_LANGUAGE}.spanish_names", "in_english", lambda was: lambda said, names: said),
    _rule("Spanish words are asked for in English", "ardor al orinar con sangre",
          f"{_LANGUAGE}.spanish_names", "word_in_english", always("")),
    _rule("two words of Spanish are a name of English", "alergia al maní",
          _NAMING, "_translated", nothing),
    _rule("words of Spanish are no slips", "dolor de rodilla y epoc",
          f"{_LANGUAGE}.spanish_names", "may_be_slip", always(True)),
    _rule("Spanish in capitals is no name in English", "TOS surgery",
          _NAMING, "_is_spanish_in_capitals", always(False)),
)  # fmt: skip

RULES = (
    *OF_NUMBERS,
    *OF_MARKERS,
    *OF_OPERATORS,
    *OF_CUTTING,
    *OF_NAMES,
    *OF_PLACES,
    *OF_PEOPLE,
    *OF_ASKING,
    *OF_LANGUAGE,
)
