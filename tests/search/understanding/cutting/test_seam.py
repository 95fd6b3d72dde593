from __future__ import annotations

import pytest

from index.reference.vocabulary.lookup import Vocabulary
from search.understanding.cutting.seam import is_alike_without
from search.understanding.entities.words.lexicon import Lexicon
from search.understanding.question.text import open_text


def alike(question: str, part: str, vocabulary: Vocabulary) -> bool:
    start = question.index(part)
    return is_alike_without(
        open_text(question), start, start + len(part), Lexicon(names=vocabulary)
    )


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("asthma zebra", "zebra"),
        ("asthma dupilumab fatigue", "dupilumab"),
        ("asthma phase 2 in women over 50", "phase 2"),
        ("type 2 diabetes yoga", "yoga"),
        ("asthma near Atlanta in children", "near Atlanta"),
        ("asthma and yoga", "yoga"),
        ("asthma, zebra", "zebra"),
        ('asthma yoga "quality of life"', "yoga"),
        ("asma con fatiga en mujeres", "fatiga"),
    ],
)
def test_what_says_nothing_of_the_rest_can_be_left_out(
    question: str, part: str, vocabulary: Vocabulary
) -> None:
    assert alike(question, part, vocabulary)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        # Words on both sides would be a name.
        ("drug food interaction", "food"),
        ("liver blood tests", "blood"),
        ("high protein diet", "protein"),
        # Others are of the topic only beside it.
        ("newly diagnosed myeloma", "newly"),
        # It is denied, or goes with others.
        ("glaucoma with no family history", "history"),
        ("asthma or severe hives", "hives"),
        ("dabrafenib/trametinib melanoma", "trametinib"),
        ("breast and lung cancer", "lung cancer"),
        ("vaginal skin rashes and fungal infection", "skin rashes"),
        # A list would be made of the others.
        ("fatigue yoga , asthma", "yoga"),
        ("chronic obstructive pulmonary disease, migraine yoga and asthma", "yoga"),
        # Numbers mean something else beside others.
        ("trisomy 8 and 15", "trisomy 8"),
        ("20 year old injury and heart failure", "injury"),
        # Who would take part is told by it.
        ("my grandfather died of lung cancer", "died"),
        # The language is.
        ("asma zebra en mujeres", "asma zebra en mujeres"),
    ],
)
def test_what_the_rest_is_read_by_is_not_left_out(
    question: str, part: str, vocabulary: Vocabulary
) -> None:
    assert not alike(question, part, vocabulary)


def test_only_words_around_the_part_are_looked_at(vocabulary: Vocabulary) -> None:
    far = "zebra " * 20
    assert alike(f"asthma or hives {far} yoga", "yoga", vocabulary)
