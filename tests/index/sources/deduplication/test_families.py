from __future__ import annotations

import contextlib
import itertools
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import RecordRefused
from index.listing import Listing
from index.sources.source import Attachment, Raw, Translation
from index.sources.translators.nih_reporter import NihReporter
from tests.conftest import examples
from tests.index.sources.deduplication.collapsed import Collapsed, collapse

CENTER = "Center for Spring Flowers"


def _read(*records: dict[str, Any]) -> Collapsed:
    source = NihReporter()
    read = [source.translate(Raw(f"a.json, record {n}", one)) for n, one in enumerate(records, 1)]
    return collapse(read, Path(tempfile.gettempdir()))


def _award(appl_id: int | None, number: str, title: str | None, **fields: Any) -> dict[str, Any]:
    year = fields.pop("fiscal_year", 2024)
    record = {
        "appl_id": appl_id, "project_num": number, "project_title": title, "fiscal_year": year,
    } | fields  # fmt: skip
    return {key: value for key, value in record.items() if value is not None}


def _by_id(found: Collapsed) -> dict[str, Listing]:
    return {one.id: one for one in found.listings}


def test_a_supplement_never_replaces_what_it_is_added_to() -> None:
    parent = _award(
        1, "5R01CA998001-03", "Larkspur Against Tumors", fiscal_year=2024, award_amount=400_000
    )
    supplement = _award(
        2, "3R01CA998001-03S1", "Buy a Freezer", fiscal_year=2025, award_amount=9_000,
        abstract_text="We will buy a freezer.", phr_text="It is cold.", pref_terms="Freezing",
        principal_investigators="ICE, ANN",
    )  # fmt: skip
    for order in itertools.permutations((parent, supplement)):
        found = _read(*order)
        (listing,) = found.listings
        assert found.collapsed == 1
        assert (listing.id, listing.title) == ("NIH-1", "Larkspur Against Tumors")
        assert listing.funding is not None
        assert (listing.funding.amount, listing.funding.fiscal_year) == (400_000, 2024)
        assert (listing.summary, listing.description, listing.keyword) == ("", "", ())
        assert listing.researcher == ()
        assert {"NIH-2", "3R01CA998001-03S1"} <= set(listing.other_id)


def test_a_supplement_alone_is_a_listing() -> None:
    (listing,) = _read(_award(2, "3R01CA998001-03S1", "Buy a Freezer")).listings
    assert listing.title == "Buy a Freezer"


def test_a_renewal_fills_what_the_newest_record_leaves_out() -> None:
    old = _award(1, "5R01CA998001-03", "Larkspur", fiscal_year=2023, abstract_text="Old words.")
    new = _award(2, "5R01CA998001-04", "Larkspur", fiscal_year=2024)
    (listing,) = _read(old, new).listings
    assert (listing.id, listing.description) == ("NIH-2", "Old words.")


_FLAGS: list[tuple[str, dict[str, Any]]] = [
    ("5P30CA998001-45", {"subproject_id": "5678"}),
    ("5P30CA998001-45", {"SUBPROJECT_ID": 5678}),
    ("5P30CA998001-45-5678", {}),
    ("5P30CA998001-45 Sub-Project ID: 5678", {}),
]


@pytest.mark.parametrize(("number", "flag"), _FLAGS)
def test_a_part_is_a_listing_of_its_own_linked_to_its_center(
    number: str, flag: dict[str, Any]
) -> None:
    center = _award(1, "5P30CA998001-45", CENTER, award_amount=900_000)
    part = _award(
        2, number, "Mouse Colony", award_amount=100_000, fiscal_year=2025,
        abstract_text="Mice are kept.", principal_investigators="MOUSE, MO", **flag,
    )  # fmt: skip
    for order in itertools.permutations((center, part)):
        found = _read(*order)
        by_id = _by_id(found)
        assert set(by_id) == {"NIH-1", "NIH-2"}
        assert found.collapsed == 0
        whole, colony = by_id["NIH-1"], by_id["NIH-2"]
        assert (whole.title, whole.description, whole.researcher) == (CENTER, "", ())
        assert whole.subproject == ("NIH-2",)
        assert colony.center == "NIH-1"
        assert (colony.title, colony.description) == ("Mouse Colony", "Mice are kept.")
        assert whole.funding is not None
        assert colony.funding is not None
        assert (whole.funding.amount, colony.funding.amount) == (900_000, 100_000)
        # The number of the award finds the center alone.
        assert "P30CA998001" in whole.other_id
        assert "P30CA998001" not in colony.other_id
        assert "5P30CA998001-45" not in colony.other_id


def test_the_cost_of_a_subproject_has_a_column_of_its_own() -> None:
    part = _award(2, "5P30CA998001-45", "Mouse Colony", SUBPROJECT_ID="5678",
                  TOTAL_COST_SUB_PROJECT="100000")  # fmt: skip
    center = _award(1, "5P30CA998001-45", CENTER, SUBPROJECT_ID="", TOTAL_COST="900000",
                    TOTAL_COST_SUB_PROJECT="")  # fmt: skip
    by_id = _by_id(_read(center, part))
    assert [one.funding.amount for one in by_id.values() if one.funding] == [900_000, 100_000]


@pytest.mark.parametrize("title", [None, CENTER, CENTER.upper(), "Project 1", "Core-001"])
def test_a_part_without_a_title_of_its_own_is_found_under_its_center(title: str | None) -> None:
    center = _award(1, "5P30CA998001-45", CENTER)
    part = _award(2, "5P30CA998001-45", title, subproject_id="5678", fiscal_year=2025,
                  abstract_text="Words of a part.", phr_text="Worth of it.")  # fmt: skip
    for order in itertools.permutations((center, part)):
        found = _read(*order)
        (listing,) = found.listings
        assert (listing.title, found.collapsed, found.refused) == (CENTER, 1, ())
        assert (listing.summary, listing.description) == ("", "")
        assert (listing.subproject, listing.center) == ((), None)
        assert {"NIH-2", "5P30CA998001-45-5678"} <= set(listing.other_id)


def test_a_part_without_a_title_and_without_its_center_is_refused() -> None:
    found = _read(_award(2, "5P30CA998001-45", None, subproject_id="5678"))
    ((problem,),) = found.refused
    assert len(found.listings) == 0
    assert "without a title" in problem.what
    assert "read the file that has the center" in problem.what


def test_parts_without_their_center_are_all_found_by_its_number() -> None:
    found = _read(
        _award(2, "5P30CA998001-45", "Mouse Colony", subproject_id="1"),
        _award(3, "5P30CA998001-45", "Fish Tanks", subproject_id="2"),
    )
    assert [(one.center, "P30CA998001" in one.other_id) for one in found.listings] == [
        (None, True),
        (None, True),
    ]


def test_the_years_of_a_part_are_one_listing() -> None:
    found = _read(
        _award(1, "5P30CA998001-44", CENTER, fiscal_year=2023),
        _award(2, "5P30CA998001-44", "Mouse Colony", fiscal_year=2023, subproject_id="7",
               abstract_text="Mice are kept."),
        _award(3, "5P30CA998001-45", CENTER),
        _award(4, "5P30CA998001-45", "Mouse Colony", subproject_id="7"),
    )  # fmt: skip
    by_id = _by_id(found)
    assert set(by_id) == {"NIH-3", "NIH-4"}
    assert by_id["NIH-4"].description == "Mice are kept."
    assert "NIH-2" in by_id["NIH-4"].other_id


def test_a_center_lists_its_parts_in_the_order_of_their_applications() -> None:
    found = _read(
        _award(99, "5P30CA998001-45", "Fish Tanks", subproject_id="3"),
        _award(101, "5P30CA998001-45", "Mouse Colony", subproject_id="1"),
        _award(98, "5P30CA998001-45", CENTER),
    )
    assert _by_id(found)["NIH-98"].subproject == ("NIH-99", "NIH-101")


# Of records that do not say what they are: titles with their amounts, in the order of their
# applications, and the center among them, if any.
@pytest.mark.parametrize(
    ("records", "center"),
    [
        ([(CENTER, 900), ("Administrative Core", 100), ("How Roots Grow", 300)], CENTER),
        ([("How Flowers Bloom", 900), ("Core A: Mice", 300), ("How Roots Grow", 300)],
         "How Flowers Bloom"),
        ([("How Flowers Bloom", None), ("Administrative Core", None)], "How Flowers Bloom"),
        ([("Administrative Core", 100), ("How Roots Grow", 900)], ""),
        ([("Core A: Mice", 500), ("Project 1: How Roots Grow", 300)], ""),
        ([("How Stems Grow", 300), ("How Roots Grow", 300)], ""),
        ([("How Stems Grow", 301), ("How Roots Grow", 300)], ""),
        ([("Imaging Core", 900), ("How Roots Grow", 300)], ""),
        ([(CENTER, 400), ("How Roots Grow", 300), ("How Stems Grow", 300)], CENTER),
    ],
)  # fmt: skip
def test_a_center_is_told_from_its_parts_by_order_title_and_amount(
    records: list[tuple[str, int | None]], center: str
) -> None:
    found = _read(
        *(
            _award(n, "5P30CA998001-45", title, award_amount=amount)
            for n, (title, amount) in enumerate(records, start=1)
        )
    )
    assert len(found.listings) == len(records)
    assert {one.title for one in found.listings if one.subproject} == ({center} - {""})
    for one in found.listings:
        assert bool(one.center) == bool(center and one.title != center)


def test_parts_with_the_title_of_their_center_fill_nothing() -> None:
    found = _read(
        _award(1, "5P30CA998001-45", CENTER, award_amount=100, abstract_text="Of a part."),
        _award(2, "5P30CA998001-45", CENTER, award_amount=900),
        _award(3, "5P30CA998001-45", CENTER, award_amount=300, phr_text="Of another part."),
        _award(4, "5P30CA998001-44", CENTER, fiscal_year=2023, phr_text="Of the center."),
    )
    (listing,) = found.listings
    assert (listing.id, listing.description) == ("NIH-2", "")
    assert listing.summary == "Of the center."
    assert {"NIH-1", "NIH-3", "NIH-4"} <= set(listing.other_id)


def test_no_two_listings_have_the_number_of_the_award_for_an_id() -> None:
    records = [
        _award(None, "5P30CA998001-45", "Administrative Core"),
        _award(None, "5P30CA998001-45", "How Roots Grow"),
        _award(None, "5P30CA998001-44", CENTER, fiscal_year=2023),
        _award(9, "5P30CA998001-45", "How Stems Grow", subproject_id="7"),
    ]
    for order in itertools.permutations(records):
        ids = [one.id for one in _read(*order).listings]
        assert sorted(ids) == ["NIH-9", "NIH-P30CA998001"]
    ids = [one.id for one in _read(*records[:2]).listings]
    assert ids == ["NIH-P30CA998001"]


def test_the_number_of_a_year_of_which_only_parts_were_read_finds_the_center() -> None:
    by_id = _by_id(
        _read(
            _award(1, "5P30CA998001-44", CENTER, fiscal_year=2023),
            _award(2, "5P30CA998001-45", "Mouse Colony", subproject_id="7"),
        )
    )
    assert "5P30CA998001-45" in by_id["NIH-1"].other_id
    assert by_id["NIH-2"].other_id == ("5P30CA998001-45-7",)


def test_a_center_of_another_year_is_not_replaced_by_a_part_of_this_one() -> None:
    found = _read(
        _award(1, "5P01CA998001-44", "How Flowers Bloom", fiscal_year=2023, award_amount=900),
        _award(2, "5P01CA998001-45", "How Stems Grow", award_amount=300),
        _award(3, "5P01CA998001-45", "How Roots Grow", award_amount=200),
    )
    by_id = _by_id(found)
    assert by_id["NIH-1"].subproject == ("NIH-2", "NIH-3")


def test_what_a_record_says_of_itself_goes_before_its_title() -> None:
    found = _read(
        _award(1, "5P30CA998001-45", "Vision Core", SUBPROJECT_ID=""),
        _award(2, "5P30CA998001-45", "How Eyes Grow", SUBPROJECT_ID="77"),
    )
    assert _by_id(found)["NIH-1"].subproject == ("NIH-2",)


def test_an_award_that_comes_once_for_each_institute_is_one_and_nothing_is_added() -> None:
    rows = [
        _award(1, "5R01AI998001-05", "Larkspur", **{
            "Administering IC": "NIAID", "Funding IC(s)": payer, "Total Cost": "884490",
            "Total Cost IC": part})
        for payer, part in (("NIMH", "23907"), ("NIDA", "28337"), ("NIAID", "832246"))
    ]  # fmt: skip
    found = _read(*rows)
    (listing,) = found.listings
    assert found.collapsed == 2
    assert listing.funding is not None
    assert listing.funding.amount == 884_490
    assert set(listing.funding.cofunded_by) == {"NIMH", "NIDA"}


def test_an_attachment_is_no_translation() -> None:
    found = NihReporter().translate(
        Raw("a.json", _award(2, "5P30CA998001-45", None, subproject_id="5678"))
    )
    assert isinstance(found, Attachment)
    assert not isinstance(found, Translation)


_RECORD = st.fixed_dictionaries(
    {
        "appl_id": st.sampled_from([None, 1, 2, 3, 4, 5]),
        "project_num": st.sampled_from(
            ["5P30CA998001-45", "5P30CA998001-44", "3P30CA998001-45S1", "5R01CA998002-01",
             "5P30CA998001-45-6785", "5P01HL998003-02", "P30CA998001"]
        ),
        "project_title": st.sampled_from(
            [None, CENTER, "Administrative Core", "Project 1", "How Roots Grow", "Imaging Core"]
        ),
        "fiscal_year": st.sampled_from([2023, 2024]),
        "award_amount": st.sampled_from([None, 100, 100, 900]),
    },
    optional={"subproject_id": st.sampled_from([None, "77", "78"])},
)  # fmt: skip


@examples(300)
@given(st.lists(_RECORD, min_size=1, max_size=9))
def test_whatever_is_read_every_record_is_counted_and_every_link_goes_both_ways(
    records: list[dict[str, Any]],
) -> None:
    source = NihReporter()
    read: list[Translation | Attachment] = []
    for position, record in enumerate(records, start=1):
        with contextlib.suppress(RecordRefused):
            read.append(source.translate(Raw(f"a.json, record {position}", record)))
    found = collapse(read, Path(tempfile.gettempdir()))
    listings = list(found.listings)
    by_id = {one.id: one for one in listings}
    assert len(by_id) == len(listings)
    assert len(read) == len(listings) + found.collapsed + len(found.refused)
    for one in listings:
        assert not set(one.other_id) & set(by_id)
        assert one.id not in one.subproject
        assert one.center != one.id
        assert all(by_id[part].center == one.id for part in one.subproject)
        if one.center:
            assert one.id in by_id[one.center].subproject
