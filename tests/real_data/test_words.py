"""What looks alike stays apart, and what means the same finds the same."""

from __future__ import annotations

import re
import unicodedata

import pytest

from index.listing.model import Listing
from index.listing.searched import searched_texts
from search.searcher.serving import Served
from tests.real_data.asking import found

# What must stand in a listing that answers, found without any of the analysis. A list of
# numbers or letters may stand between the word and its own: stages II, III and IV.
NUMBERS = r"(?:[\s/,&+–—‑-]|and|or|to|through|vs\.?|[0-9]+|[ivx]+|[a-k])*?"


def numbered(word: str, number: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word}(?:{NUMBERS}(?<![0-9a-z]))?{number}[a-d]?(?![0-9a-z])", re.I)


def lettered(word: str, letter: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word}{NUMBERS}\b{letter}[0-9]?(?![a-z])", re.I)


def also(evidence: re.Pattern[str], names: str) -> re.Pattern[str]:
    """The same, or one of other names for it."""
    return re.compile(rf"{evidence.pattern}|\b(?:{names})\b", re.I)


TYPE_1 = (
    r"T1-?DM?|IDDM|type one|"
    r"(?:autoimmun\w+|juvenile(?:.onset)?|(?<!non.)insulin.dependent)\W+diabet(?:es|ic)"
)
TYPE_2 = "T2-?DM?|NIDDM|type two|adult.onset diabetes|non.?insulin.dependent diabetes"
VITAMIN_D = "hydroxyvitamin D|cholecalciferol|ergocalciferol|calcitriol|calcifediol"

APART = [
    ("hepatitis B", also(lettered("hep(?:atitis)?", "B"), "HBV|HBsAg"), "hepatitis C"),
    ("hepatitis C", also(lettered("hep(?:atitis)?", "C"), "HCV"), "hepatitis B"),
    ("type 1 diabetes", also(numbered("types?", "(?:1|i)"), TYPE_1), "type 2 diabetes"),
    ("type 2 diabetes", also(numbered("types?", "(?:2|ii)"), TYPE_2), "type 1 diabetes"),
    ("stage 3", numbered("stages?", "(?:3|iii)"), "stage 4"),
    ("stage 4", numbered("stages?", "(?:4|iv)"), "stage 3"),
    ("vitamin D", also(lettered("vitamins?", "D"), VITAMIN_D), "vitamin K"),
    ("vitamin K", lettered("vitamins?", "K"), "vitamin D"),
    ("IL-6", numbered("(?:IL|interleukins?)", "6"), "IL-2"),
    ("IL-2", also(numbered("(?:IL|interleukins?)", "2"), "aldesleukin|proleukin"), "IL-6"),
    ("phase 1", numbered("phases?", "(?:1|i)"), "phase 3"),
    ("phase 3", numbered("phases?", "(?:3|iii)"), "phase 1"),
]  # fmt: skip


def _text(one: Listing) -> str:
    """All that is searched of a listing."""
    return unicodedata.normalize("NFKC", "\n".join(found.text for found in searched_texts(one)))


@pytest.mark.parametrize(("question", "evidence", "other"), APART, ids=lambda row: str(row)[:16])
def test_what_looks_alike_stays_apart(
    served: Served,
    by_id: dict[str, Listing],
    question: str,
    evidence: re.Pattern[str],
    other: str,
) -> None:
    hits = found(served, question)
    assert hits
    without = [id_ for id_ in hits if not evidence.search(_text(by_id[id_]))]
    assert not without, (len(without), len(hits), without[:5])
    others = found(served, other)
    assert hits - others
    assert others - hits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tumor", "tumour"),
        ("Sjögren", "Sjogren"),
        ("child", "children"),
        ("metastatic", "metastasis"),
        ("HER2-low", "HER2 low"),
        ("IL-6", "IL6"),
        ("IL-6", "IL 6"),
        ("COVID-19", "COVID 19"),
        ("leukemia", "leukaemia"),
        ("pregnancy", "pregnant"),
    ],
)
def test_what_means_the_same_finds_the_same(served: Served, one: str, other: str) -> None:
    if one == "HER2-low":
        # A marker with its status is found however it is written; in quotation marks as it is.
        assert found(served, f'"{other}"') <= found(served, other)
    assert found(served, one) == found(served, other)
