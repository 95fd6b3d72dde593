from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.operators.coordination import MOST_LOOKED_UP, crosses_a_mark, shared_names
from tests.search.understanding.operators.rows import KINDS

SHARED = [
    ("hep B or C", ["hep B", "hep C"]),
    ("type 1 or type 2 diabetes", ["type 1 diabetes", "type 2 diabetes"]),
    ("type 1 or 2 diabetes", ["type 1 diabetes", "type 2 diabetes"]),
    ("heart and kidney disease", ["heart disease", "kidney disease"]),
    ("breast, lung or colon cancer", ["breast cancer", "lung cancer", "colon cancer"]),
    ("breast/lung cancer", ["breast cancer", "lung cancer"]),
    ("my hip or knee replacement", ["hip replacement", "knee replacement"]),
    ("ischemic or hemorrhagic stroke", ["ischemic stroke", "hemorrhagic stroke"]),
    ("phase 3 or 2 asthma", ["phase 3", "phase 2"]),
    ("lung cancer not small cell", ["lung cancer", "small cell lung cancer"]),
    ("hepatitis except B", ["hepatitis", "hepatitis B"]),
    ("diabetes but not type 1", ["diabetes", "type 1 diabetes"]),
    ("arthritis other than rheumatoid", ["arthritis", "rheumatoid arthritis"]),
    ("asthma or COPD", []),
    ("lung cancer or mesothelioma", []),
    ("heart. Kidney disease", []),
    ("heart or", []),
    ("or kidney disease", []),
    ("heart or brain or knee disease", []),
    ("", []),
]


def known(said: str) -> bool:
    return said.casefold() in {*KINDS}


@pytest.mark.parametrize(("text", "names"), SHARED)
def test_names_that_share_words_are_written_out(text: str, names: list[str]) -> None:
    assert [part.name for one in shared_names(text, known) for part in one.parts] == names


def test_a_name_that_holds_and_is_not_taken_apart() -> None:
    names = {"head cancer", "neck cancer", "head and neck cancer"}
    assert shared_names("head and neck cancer", names.__contains__) == ()
    (shared,) = shared_names("head or neck cancer", names.__contains__)
    assert [part.name for part in shared.parts] == ["head cancer", "neck cancer"]


def test_a_vaccine_is_shared_by_names_that_stand_alone() -> None:
    names = {"flu", "RSV", "flu vaccine", "RSV vaccine", "asthma", "asthma drugs", "gout drugs"}
    (shared,) = shared_names("RSV or flu vaccine", names.__contains__)
    assert [part.name for part in shared.parts] == ["RSV vaccine", "flu vaccine"]
    assert shared_names("asthma or gout drugs", {*names, "gout"}.__contains__) == ()


def test_parts_stand_where_they_are_said() -> None:
    text = "is type 1 or 2 diabetes worse"
    (shared,) = shared_names(text, known)
    assert [text[one.start : one.end] for one in shared.parts] == ["type 1", "2 diabetes"]
    assert text[shared.start : shared.end] == "type 1 or 2 diabetes"


def test_a_long_question_is_looked_up_in_part() -> None:
    asked: list[str] = []

    def nothing(said: str) -> bool:
        asked.append(said)
        return False

    shared_names(" or ".join(f"word{n} thing{n}" for n in range(500)), nothing)
    assert len(asked) <= MOST_LOOKED_UP


@given(st.lists(st.sampled_from(["hep", "B", "or", "C", ",", "not", "lung", "cancer", "/"])))
def test_parts_follow_each_other(words: list[str]) -> None:
    text = " ".join(words)
    for shared in shared_names(text, known):
        spans = [(one.start, one.end) for one in shared.parts]
        assert all(a < b for a, b in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert all(known(one.name) for one in shared.parts)


@pytest.mark.parametrize(
    ("said", "names", "crosses"),
    [
        ("fever, yellow", ["Yellow Fever", "Fever, Yellow"], True),
        ("allergies, eczema", ["Eczema, Allergic"], True),
        ("heart. Attack", ["heart attack"], True),
        ("hand, foot and mouth disease", ["Hand, Foot and Mouth Disease"], False),
        ("hand, foot, and mouth disease", ["Hand, Foot, and Mouth Disease"], False),
        ("hand, foot, and mouth disease", ["HFMD", "hand foot mouth disease"], True),
        ("yellow fever", ["Fever, Yellow"], False),
        ("oil or sesame", ["Sesame oil"], True),
        ("bite or a sting", ["Bites and Stings"], False),
        ("head & neck cancer", ["Head and Neck Neoplasms"], False),
        ("migraine without aura", ["Migraine without Aura"], False),
        ("rosacea & acne", ["acne rosacea", "red nose and cheeks"], True),
        ("pain without knee", ["knee pain"], True),
        ("St. John's wort", ["St John's Wort"], True),
        ("1,25-dihydroxyvitamin D", ["calcitriol"], False),
    ],
)
def test_a_name_goes_over_a_mark_that_it_is_written_with(
    said: str, names: list[str], crosses: bool
) -> None:
    assert crosses_a_mark(said, names) is crosses
