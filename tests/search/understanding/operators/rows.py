"""Rows of items for tests: a text cut by a small vocabulary, and a short way to write what is asked
of it."""

from __future__ import annotations

from collections.abc import Iterator

from search.understanding.operators.connectives import connecting
from search.understanding.operators.coordination import shared_names
from search.understanding.operators.groups import grouping
from search.understanding.operators.items import Grouping, Item, ItemKind, Joined
from search.understanding.operators.states import negated_states
from search.understanding.operators.word_lists import WORDS, Operator

_VOCABULARY = {
    ItemKind.CONDITION: """asthma, copd, emphysema, eczema, allergies, diabetes, neuropathy,
        diabetic neuropathy, lung cancer, small cell lung cancer, non-small cell lung cancer,
        breast cancer, triple negative breast cancer, colon cancer, mesothelioma, arthritis,
        rheumatoid arthritis, gout, depression, anxiety, ms, als, hiv/aids, hepatitis b,
        hepatitis c, hepatitis, hep b, hep c, type 1 diabetes, type 2 diabetes, heart disease,
        kidney disease, hypertension, migraine, migraine with aura, migraine without aura, lupus,
        infection, stroke, obesity, pregnancy, smoking, non-alcoholic fatty liver disease,
        non-hodgkin lymphoma, hand\\, foot and mouth disease, head and neck cancer, brain cancer,
        fibromyalgia, epilepsy, ibs, asma, epoc, cáncer de mama, neuropatía, diabetes tipo 1,
        diabetes tipo 2, depresión, dolor de espalda, back pain, knee pain, pcos, melanoma,
        low blood pressure, high blood pressure, ischemic stroke, hemorrhagic stroke, ischemic,
        scoliosis, alcohol use disorder, loss of smell, insomnia, heart failure, als, psoriasis,
        psoriatic arthritis, cirrhosis, leukemia, acute leukemia, chronic leukemia""",
    ItemKind.SIGN: """fever, cough, rash, pain, nausea, vomiting, fatigue, swelling, bleeding,
        dolor, fiebre, tos, white blood cells in urine, runny nose, itching""",
    ItemKind.DRUG: """metformin, insulin, opioids, dabrafenib, trametinib, ozempic, humira, statins,
        methotrexate, pembrolizumab, insulina, alcohol, lithium, ketamine""",
    ItemKind.TREATMENT: """chemotherapy, chemo, radiation, immunotherapy, exercise, yoga,
        hip replacement, knee replacement, acupuncture, quimioterapia""",
    ItemKind.MARKER: "her2+, her2-, er+, er-, brca1, brca2, egfr, alk, triple negative",
    ItemKind.PLACE: "texas, georgia, florida, atlanta\\, ga, boston, new york, europe, méxico",
    ItemKind.AGE_GROUP: "children, adults, teenagers, elderly, 18 or older, niños, infants",
    ItemKind.SEX: "men, women",
    ItemKind.PHASE: "phase 2, phase 3, phase 1",
    ItemKind.STATUS: "recruiting, not yet recruiting, completed",
    ItemKind.QUANTITY: "stage 4, bmi over 40, a1c over 7, stage 3",
    ItemKind.CODE: "nct00496977, nct00493831, g12c",
    ItemKind.FILLER: """clinical trials, trials, trial, studies, what, how, do, can, i, is, there,
        anything for, who, it, if, cause, me""",
}  # fmt: skip
KINDS = {
    name.strip().replace("\\,", ","): kind
    for kind, names in _VOCABULARY.items()
    for name in names.replace("\\,", "\0").split(",")
    for name in [" ".join(name.replace("\0", ",").split())]
}


def row(text: str, spanish: bool = False) -> list[Item]:
    """A text as a row of items: names first, the longer before the shorter, then states, connecting
    words, and the rest as plain words."""
    items = [*_states(text)]
    for shared in shared_names(text, lambda said: said.casefold() in KINDS, spanish):
        parts = [
            Item(KINDS[part.name.casefold()], part.start, part.end, part.name)
            for part in shared.parts
        ]
        items += parts if not any(_touch(part, one) for part in parts for one in items) else []
    lowered = text.casefold()
    for name in sorted(KINDS, key=len, reverse=True):
        start = lowered.find(name)
        while start >= 0:
            end = start + len(name)
            item = Item(KINDS[name], start, end, text[start:end])
            whole = (
                not lowered[start - 1 : start].isalnum() and not lowered[end : end + 1].isalnum()
            )
            if whole and not any(_touch(item, one) for one in items):
                items.append(item)
            start = lowered.find(name, end)
    joining = [
        Item(ItemKind.WORD, one.start, one.end, "")
        for one in connecting(text, spanish)
        if one.operator is not Operator.OTHER
    ]
    for token in WORDS.tokens(text):
        word = Item(ItemKind.WORD, token.start, token.end, text[token.start : token.end])
        if not any(_touch(word, one) for one in (*items, *joining)):
            items.append(word)
    return sorted(items, key=lambda one: one.start)


def _states(text: str) -> Iterator[Item]:
    for state in negated_states(text):
        said = text[state.start : state.end]
        if said.casefold() not in KINDS:
            kind = ItemKind.SIGN if state.means else ItemKind.STATE
            yield Item(kind, state.start, state.end, said)


def _touch(one: Item, other: Item) -> bool:
    return one.start < other.end and other.start < one.end


def asked(text: str, spanish: bool = False) -> str:
    """What is asked of a text: groups in their order, *a | b* for any, *a , b* for a list, *a + b*
    for both together first; then what is left out after *-*, what only prefers after *~-*, what is
    open after *?*, and states after *~*. Filler is not told."""
    items = row(text, spanish)
    return told(items, grouping(text, items, spanish))


_SIGNS = {Joined.ANY: " | ", Joined.LIST: " , ", Joined.TOGETHER: " + ", Joined.ALONE: ""}


def told(items: list[Item], found: Grouping) -> str:
    """A grouping as `asked` writes it."""
    parts = [
        _SIGNS[group.joined].join(_said(items, one) for one in group.alternatives)
        for group in found.groups
    ]
    parts += [
        ("~-" if one.only_prefers else "-") + "/".join(items[n].said for n in one.places)
        for one in found.left_out
    ]
    parts += [f"?{items[n].said}" for n in found.open]
    parts += [f"~{items[n].said}" for n in found.states]
    return "; ".join(parts)


def _said(items: list[Item], places: tuple[int, ...]) -> str:
    return " ".join(items[place].said for place in places)
