from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.understanding.operators.groups import grouping
from search.understanding.operators.items import FACETS, Grouping, Item, ItemKind, Joined
from tests.search.understanding.operators.rows import row

NAMES = st.sampled_from(["asthma", "copd", "eczema", "lupus", "fever", "metformin", "chemo"])
BETWEEN = st.sampled_from(
    (
        *(" ", " or ", ", ", " and ", "/", " not ", " without ", " with or without ", " + ", ". "),
        *(" vs ", " except ", ", no ", " nor ", " instead of ", " of the ", ", and ", " (", ""),
        ' " ',
    )
)


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, list[Item]]:
    """A text of items of any kind, with anything between them."""
    text, items = draw(BETWEEN), []
    for kind in draw(st.lists(st.sampled_from(ItemKind), max_size=8)):
        said = draw(st.sampled_from(["abc", "surgery", "a b", "her2+"]))
        items.append(Item(kind, len(text), len(text) + len(said), said))
        text += said + draw(BETWEEN)
    return text, items


def places(found: Grouping) -> list[int]:
    return [
        *(place for group in found.groups for place in group.places),
        *(place for part in found.left_out for place in part.places),
        *found.open,
        *found.states,
        *found.filler,
    ]


@given(rows(), st.booleans())
def test_each_item_of_a_row_is_in_one_place(made: tuple[str, list[Item]], spanish: bool) -> None:
    text, items = made
    assert sorted(places(grouping(text, items, spanish))) == [*range(len(items))]


@given(rows())
def test_something_is_asked_beside_what_is_left_out(made: tuple[str, list[Item]]) -> None:
    text, items = made
    found = grouping(text, items)
    if any(items[place].kind not in FACETS for part in found.left_out for place in part.places):
        assert found.groups


@given(rows())
def test_connecting_words_stand_between_items(made: tuple[str, list[Item]]) -> None:
    text, items = made
    for start, end in grouping(text, items).connecting:
        assert text[start:end].strip() == text[start:end] != ""
        assert not any(start < item.end and item.start < end for item in items)


def asked_of(text: str) -> tuple[set[tuple[frozenset[str], Joined]], set[str]]:
    items = row(text)
    found = grouping(text, items)
    groups = {
        (frozenset(items[place].said for place in group.places), group.joined)
        for group in found.groups
    }
    return groups, {items[place].said for part in found.left_out for place in part.places}


@given(NAMES, NAMES, st.sampled_from([" or ", ", ", "/", " and/or ", " vs "]), NAMES)
def test_sides_may_be_swapped(one: str, other: str, by: str, left_out: str) -> None:
    for rest in ("", " in Texas", f" not {left_out}", ". lupus"):
        assert asked_of(f"{one}{by}{other}{rest}") == asked_of(f"{other}{by}{one}{rest}")


@given(st.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    found = grouping(text, ())
    assert found.groups == found.left_out == ()
    items = [Item(ItemKind.WORD, n, n + 1, text[n]) for n in range(0, len(text), 3)]
    assert sorted(places(grouping(text, items))) == [*range(len(items))]


def test_a_clause_stands_from_its_first_item_to_its_last() -> None:
    text = "lupus, asthma or COPD in Texas"
    found = grouping(text, row(text))
    assert [text[one.start : one.end] for one in found.groups] == ["lupus, asthma or COPD", "Texas"]


def test_connecting_words_are_told_where_they_are_no_part_of_what_is_left_out() -> None:
    text = "asthma or eczema but not COPD with fever"
    found = grouping(text, row(text))
    assert [text[start:end] for start, end in found.connecting] == ["or", "with"]
