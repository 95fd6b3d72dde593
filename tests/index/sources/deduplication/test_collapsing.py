from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import Any

import pytest

from index.listing.codes import Kind, Origin, Status
from index.listing.model import Listing
from index.listing.parts import Site
from index.sources.source import Raw, RecordAuthority, Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.listing_page.page import ListingPage
from index.sources.translators.nih_reporter import NihReporter
from tests.index.sources.deduplication.collapsed import collapse
from tests.index.sources.raw_records import PROJECT_PAGE, TRIAL_PAGE, award, raw, study


def _award(**changes: Any) -> Translation:
    return NihReporter().translate(raw(award(**changes)))


def _page(text: str, where: str = "page.txt") -> Translation:
    return ListingPage().translate(Raw(where, text))


def _editorial(id_: str, where: str, **changes: Any) -> Translation:
    listing = Listing(
        id=id_, kind=Kind.TRIAL, source=Origin.EDITORIAL, title="Our title", **changes
    )
    return Translation(listing=listing, where=where, authority=RecordAuthority.EDITORIAL)


def test_awards_of_one_project_are_the_newest_one_with_the_gaps_filled() -> None:
    records = [
        _award(appl_id=1, fiscal_year=2022, abstract_text="Old words."),
        _award(appl_id=3, fiscal_year=2024, abstract_text=None, phr_text=None),
        _award(appl_id=2, fiscal_year=2023, abstract_text="Newer words.", phr_text=None),
    ]
    for order in itertools.permutations(records):
        found = collapse(order)
        (listing,) = found.listings
        assert (listing.id, found.collapsed) == ("NIH-3", 2)
        assert listing.description == "Newer words."
        assert listing.funding is not None
        assert listing.funding.fiscal_year == 2024
        assert {"NIH-1", "NIH-2", "R21CA900001"} <= set(listing.other_id)


def test_an_award_without_its_core_number_joins_the_project_by_its_id() -> None:
    alone = _award(project_num=None, core_project_num=None)
    for order in ([alone, _award(), _award(appl_id=5)], [_award(appl_id=5), alone, _award()]):
        found = collapse(order)
        assert [one.id for one in found.listings] == ["NIH-90000001"]
        assert found.collapsed == 2


def test_a_project_that_was_never_numbered_has_its_core_number_for_an_id() -> None:
    found = collapse([_award(appl_id=None), _award(appl_id=None, fiscal_year=2020)])
    assert [one.id for one in found.listings] == ["NIH-R21CA900001"]


def test_of_the_same_study_twice_the_later_update_wins_unmixed() -> None:
    old, new = study(), study()
    new["protocolSection"]["statusModule"]["lastUpdateSubmitDate"] = "2025-06-01"
    del new["protocolSection"]["contactsLocationsModule"]["centralContacts"]
    source = ClinicalTrials()
    for order in ([old, new], [new, old]):
        found = collapse([source.translate(raw(value)) for value in order])
        (listing,) = found.listings
        assert (listing.updated, listing.contact, found.collapsed) == ("2025-06-01", (), 1)


def test_a_page_keeps_its_words_and_takes_the_facts_of_the_official_record() -> None:
    for order in ([_page(PROJECT_PAGE), _award()], [_award(), _page(PROJECT_PAGE)]):
        found = collapse(order)
        (listing,) = found.listings
        assert found.collapsed == 1
        assert listing.title == "How larkspur slows tumors"
        assert listing.official_title == "How Larkspur Slows Egfr Signals"
        assert listing.summary == "Scientists study larkspur."
        assert listing.description == "Petals hold compounds that we will separate."
        assert listing.site[0].state == "Georgia"
        assert (listing.condition, listing.reviewed) == (("Breast Cancer",), "2026-05-15")
        assert listing.status is Status.DOES_NOT_ENROLL


def test_a_city_here_and_a_state_there_are_one_place_unless_they_contradict() -> None:
    state = {"org_name": "HEATH UNIVERSITY", "org_state": "GA"}
    for page, city in ((PROJECT_PAGE, "Atlanta"), (PROJECT_PAGE.replace("ATLANTA, ", ""), "")):
        (listing,) = collapse([_award(organization=state), _page(page)]).listings
        assert listing.site == (Site(city=city, state="Georgia", country="United States"),)
    abroad = PROJECT_PAGE.replace("ATLANTA, UNITED STATES", "Busan, South Korea")
    (listing,) = collapse([_award(organization=state), _page(abroad)]).listings
    assert listing.site == (Site(state="Georgia", country="United States"),)
    moved = {"org_name": "ELSEWHERE COLLEGE", "org_state": "GA"}
    (listing,) = collapse([_award(organization=moved), _award(fiscal_year=2020)]).listings
    assert listing.site[0].city == ""
    (listing,) = collapse([_award(organization=state), _award(fiscal_year=2020)]).listings
    assert listing.site[0].city == "Atlanta"


def test_a_page_of_an_earlier_award_describes_the_newest() -> None:
    found = collapse([_page(PROJECT_PAGE), _award(), _award(appl_id=7, fiscal_year=2026)])
    (listing,) = found.listings
    assert listing.id == "NIH-7"
    assert listing.title == "How larkspur slows tumors"
    assert listing.other_id.count("NIH-90000001") == 1


def test_official_criteria_are_kept_beside_our_plain_words() -> None:
    found = collapse([_page(TRIAL_PAGE), ClinicalTrials().translate(raw(study()))])
    (listing,) = found.listings
    assert listing.good_fit == "Children with hay fever."
    assert "Exclusion criteria:\n\n- Asthma" in listing.eligibility


def test_a_sample_mark_does_not_stick_to_an_official_record() -> None:
    found = collapse(
        [
            _editorial("NCT90000001", "a.yml, line 1", sample=True),
            ClinicalTrials().translate(raw(study())),
        ]
    )
    assert [(one.title, one.sample) for one in found.listings] == [("Our title", False)]


def test_two_editorial_listings_of_one_id_are_an_error_that_names_both() -> None:
    found = collapse([_editorial("A-1", "a.yml, line 1"), _editorial("A-1", "b.yml, line 9")])
    assert (len(found.listings), found.collapsed) == (1, 0)
    ((problem,),) = found.refused
    assert problem.where == "b.yml, line 9, A-1, id"
    assert "a.yml, line 1" in problem.what


@pytest.mark.parametrize("first_is_sample", [True, False])
def test_a_sample_gives_way_to_a_listing_that_is_none(first_is_sample: bool) -> None:
    both = [
        _editorial("A-1", "a.yml", sample=first_is_sample, summary="First."),
        _editorial("A-1", "b.yml", sample=not first_is_sample, summary="Second."),
    ]
    found = collapse(both)
    assert [one.summary for one in found.listings] == ["Second." if first_is_sample else "First."]
    assert (found.collapsed, found.refused) == (1, ())


def test_listings_come_back_as_they_went_in_and_in_order() -> None:
    given = [
        _editorial(f"A-{n}", f"a.yml, line {n}", site=(Site(city="Lyon", latitude=45.7),))
        for n in range(5)
    ]
    found = collapse(given)
    assert list(found.listings) == [one.listing for one in given]
    assert len(collapse([]).listings) == 0


def test_ids_that_differ_in_case_alone_are_one() -> None:
    found = collapse([_editorial("Sample-1", "a.yml"), _editorial("SAMPLE-1", "b.yml")])
    assert [one.id for one in found.listings] == ["Sample-1"]
    assert len(found.refused) == 1
    official = ClinicalTrials().translate(raw(study()))
    for ours in ("nct90000001", "nct90000009"):
        for order in ([_editorial(ours, "a.yml"), official], [official, _editorial(ours, "a.yml")]):
            (listing,) = collapse(order).listings
            assert (listing.id, listing.title) == ("NCT90000001", "Our title")
            assert [one.upper() for one in listing.other_id].count("NCT90000009") == 1
    found = collapse([_award(), _editorial("nih-90000001", "a.yml")])
    assert [one.id for one in found.listings] == ["NIH-90000001"]


def test_the_two_records_of_a_listing_never_contradict_each_other() -> None:
    ours = _editorial(
        "NIH-90000001", "a.yml", status=Status.RECRUITING,
        site=(Site(city="Lyon", status=Status.RECRUITING),),
    )  # fmt: skip
    (listing,) = collapse([_award(organization=None), ours]).listings
    assert (listing.kind, listing.status) == (Kind.FUNDED_PROJECT, Status.DOES_NOT_ENROLL)
    assert listing.site == (Site(city="Lyon"),)
    value = study()
    value["protocolSection"]["eligibilityModule"] |= {"minimumAge": None, "maximumAge": "20 Years"}
    value["protocolSection"]["statusModule"]["overallStatus"] = None
    funded = Listing(
        id="NCT90000001", kind=Kind.FUNDED_PROJECT, source=Origin.EDITORIAL, title="Ours",
        status=Status.DOES_NOT_ENROLL, minimum_age=70,
    )  # fmt: skip
    described = Translation(listing=funded, where="a.yml", authority=RecordAuthority.EDITORIAL)
    (listing,) = collapse([ClinicalTrials().translate(raw(value)), described]).listings
    assert (listing.kind, listing.status) == (Kind.TRIAL, None)
    assert (listing.minimum_age, listing.maximum_age) == (None, 20.0)


def test_the_listings_lie_in_the_given_directory_and_leave_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somewhere else there may be no room, as in a /tmp that is held in memory.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    found = collapse([_award()], tmp_path)
    assert [one.id for one in found.listings] == ["NIH-90000001"]
    assert list(tmp_path.iterdir()) == []
