from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import NOT_STATED
from index.listing.schema import FACET, FACETS, SORTS
from search.request.parameters import MAX_PAGE, SIZES
from search.request.request import SearchRequest

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


@given(requests(), st.sampled_from([facet.name for facet in FACETS]), st.data())
def test_choosing_a_value_and_taking_it_back_leaves_the_question_as_it_was(
    request: SearchRequest, name: str, data: st.DataObject
) -> None:
    value = data.draw(values_of(name))
    narrowed = request.with_value(name, value)
    assert value in narrowed.values(name)
    assert narrowed.page == 1
    if value not in request.values(name):
        assert narrowed.without_value(name, value) == request.at_page(1)


def test_equal_choices_in_any_order_have_one_address() -> None:
    one = SearchRequest(text="x").with_value("status", "recruiting").with_value("phase", "phase-1")
    other = (
        SearchRequest(text="x").with_value("phase", "phase-1").with_value("status", "recruiting")
    )
    assert one == other
    assert one.to_args() == other.to_args()


def test_defaults_are_left_out_of_an_address() -> None:
    assert SearchRequest().to_args() == ()


def test_a_new_choice_question_or_order_starts_at_the_first_page() -> None:
    deep = SearchRequest(text="x", page=7).with_value("sex", "female").at_page(5)
    assert deep.page == 5
    for moved in (
        deep.without_facet("sex"),
        deep.without_chosen(),
        deep.sorted_by("title"),
    ):
        assert moved.page == 1
