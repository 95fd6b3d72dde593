"""What quantities, codes and ids of a question ask for."""

from __future__ import annotations

import msgspec
import pytest

from search.engine.query import Best, Ids, Phrase, Preferred, Term
from search.request.request import SearchRequest
from search.understanding.composing.numbers import left_aside, named_ids, numbered
from search.understanding.entities.words.lexicon import NO_LEXICON, Lexicon

TITLES = {"K92.2": "Gastrointestinal hemorrhage, unspecified", "E11": "Type 2 diabetes mellitus"}
LEXICON = msgspec.structs.replace(NO_LEXICON, title_of_code=lambda code: TITLES.get(code, ""))
NOTHING_HELD = Lexicon(counts=lambda nodes: [0] * len(nodes))


def test_a_test_is_demanded_and_its_value_is_preferred() -> None:
    found = numbered(SearchRequest(text="diabetes BMI>40"), LEXICON)
    (part,) = found.wanted
    assert part.node == Best((Term("bmi"), Phrase(("bodi", "mass", "index"))))
    assert [wish.node for wish in found.wishes] == [Preferred(Phrase(("bmi", "40")))]
    same = numbered(SearchRequest(text="diabetes BMI over 40"), LEXICON)
    assert [one.node for one in same.wanted] == [part.node]


def test_an_amount_is_preferred_and_demanded_by_nothing() -> None:
    found = numbered(SearchRequest(text="metformin 500 MG"), LEXICON)
    assert found.wanted == ()
    assert [wish.node for wish in found.wishes] == [Preferred(Phrase(("500", "mg")))]


def test_an_amount_alone_stays_words() -> None:
    assert numbered(SearchRequest(text="30%"), LEXICON).clauses == ()


def test_a_quantity_that_is_to_be_words_is_words() -> None:
    request = SearchRequest(text="metformin 500 MG").with_words("500 MG")
    assert numbered(request, LEXICON).clauses == ()


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("K92.2", "K92.2 is the ICD-10 code of “Gastrointestinal hemorrhage, unspecified”."),
        ("ICD-10 E11", "E11 is the ICD-10 code of “Type 2 diabetes mellitus”."),
        ("dx code Z99.99", "Z99.99 is no ICD-10 code that is known here."),
    ],
)
def test_a_code_is_told(question: str, notice: str) -> None:
    assert numbered(SearchRequest(text=question), LEXICON).notices == (notice,)


def test_what_the_classification_does_not_have_is_no_code() -> None:
    assert numbered(SearchRequest(text="Q99.99"), LEXICON).notices == ()


def test_ids_in_quotation_marks_are_ids_where_they_are_all() -> None:
    assert [one.said for one in named_ids(SearchRequest(text='"NCT00496977"'))] == ["NCT00496977"]
    assert named_ids(SearchRequest(text="asthma -NCT00496977")) == ()


def test_an_id_that_is_not_here_leaves_the_rest_to_be_read() -> None:
    request = SearchRequest(text="NCT99999999 asthma")
    aside = left_aside(request, named_ids(request), NOTHING_HELD)
    assert aside.notices == ("No record here has the id NCT99999999, so it is left aside.",)
    alone = SearchRequest(text="NCT99999999")
    assert left_aside(alone, named_ids(alone), NOTHING_HELD).clauses == ()
    assert left_aside(request, named_ids(request), LEXICON).clauses == ()


def test_several_ids_are_asked_for_together() -> None:
    from search.understanding.reader import read

    found = read(SearchRequest(text="NCT00496977, NCT00493831"), LEXICON)
    assert found.match == Ids(("NCT00496977", "NCT00493831"))
