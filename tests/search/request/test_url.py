"""What is read from the parameters of a URL, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import NOT_STATED
from index.listing.schema import FACET, FACETS, SORTS
from search.errors import BadRequest
from search.request.parameters import MAX_PAGE, MAX_VALUES, PARAMETER, SIZES
from search.request.request import ParameterProblem, SearchRequest
from search.request.url import from_args

printable = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1, max_size=20
).filter(str.strip)


def values_of(name: str) -> st.SearchStrategy[str]:
    words = FACET[name].words
    if words is None:
        return printable
    return st.sampled_from([*(word.value for word in words), NOT_STATED])


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    names = draw(st.lists(st.sampled_from([facet.name for facet in FACETS]), unique=True))
    return SearchRequest(
        text=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=50)),
        chosen=tuple((name, tuple(draw(st.lists(values_of(name), max_size=3)))) for name in names),
        sort=draw(st.sampled_from([sort.name for sort in SORTS])),
        page=draw(st.integers(1, MAX_PAGE)),
        size=draw(st.sampled_from(SIZES)),
    )


@given(requests())
def test_a_request_is_read_back_from_its_own_parameters(request: SearchRequest) -> None:
    assert from_args(request.to_args()) == request


def test_every_problem_is_told_at_once_and_names_its_parameter() -> None:
    args = [("q", "x"), ("stauts", "recruiting"), ("phase", "PHASE2"), ("page", "0"), ("size", "7")]
    with pytest.raises(BadRequest) as caught:
        from_args(args)
    told = {problem.where: problem.what for problem in caught.value.problems}
    assert set(told) == {"stauts", "phase", "page", "size"}
    assert "Did you mean status?" in told["stauts"]
    assert "phase-2" in told["phase"]


@pytest.mark.parametrize(
    ("name", "value", "fault", "choices"),
    [
        ("stauts", "recruiting", "is not a search parameter.", ("status",)),
        ("xyzzy", "1", "is not a search parameter.", tuple(PARAMETER)),
        ("size", "7", "does not know “7”", ("10", "20", "50", "100")),
    ],
)
def test_what_there_is_instead_is_told_apart_from_what_is_wrong(
    name: str, value: str, fault: str, choices: tuple[str, ...]
) -> None:
    with pytest.raises(BadRequest) as caught:
        from_args([(name, value)])
    (problem,) = caught.value.problems
    assert isinstance(problem, ParameterProblem)
    assert (problem.fault, problem.choices) == (fault, choices)
    assert problem.what.startswith(fault)
    assert all(choice in problem.what for choice in choices)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "-1"),
        ("page", "1.5"),
        ("page", "٣"),
        ("page", "99999999999999999999"),
        ("page", "1e3"),
        ("size", "1000000"),
        ("sort", "price"),
        ("q", "x" * 4_001),
        ("condition", "x" * 301),
        ("condition", "a\x00b"),
        ("healthy_volunteers", "true"),
        ("utm_source", "mail"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadRequest) as caught:
        from_args([(name, value)])
    assert [problem.where for problem in caught.value.problems] == [name]


def test_a_flood_of_values_is_refused() -> None:
    with pytest.raises(BadRequest, match=f"at most {MAX_VALUES}"):
        from_args([("condition", str(n)) for n in range(MAX_VALUES + 1)])


def test_a_parameter_given_twice_is_refused_unless_it_may_have_many_values() -> None:
    with pytest.raises(BadRequest, match="given twice"):
        from_args([("page", "2"), ("page", "3")])
    assert from_args([("sex", "male"), ("sex", "all")]).values("sex") == ("male", "all")


def test_an_address_with_a_value_that_was_renamed_still_answers() -> None:
    asked = from_args([("status", "unknown"), ("status", "completed")])
    assert asked.values("status") == ("may-have-closed", "completed")
    assert ("status", "unknown") not in asked.to_args()
    both = from_args([("status", "unknown"), ("status", "may-have-closed")])
    assert both.values("status") == ("may-have-closed",)


def test_empty_fields_of_a_form_count_as_not_given() -> None:
    assert from_args([("q", "  "), ("sort", ""), ("page", ""), ("status", "")]) == SearchRequest()
