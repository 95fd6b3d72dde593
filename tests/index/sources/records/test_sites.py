from __future__ import annotations

import pytest

from index.listing.parts import Site
from index.sources.files.yaml_nodes import read_yaml_listings
from index.sources.records.sites import spelled
from index.sources.source import Raw
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.editorial import YamlFiles
from index.sources.translators.listing_page.page import ListingPage
from index.sources.translators.nih_reporter import NihReporter
from tests.index.sources.raw_records import PROJECT_PAGE, award, raw, study

_LONDON = Site(city="London", country="United Kingdom")


def _yaml() -> Raw:
    text = (
        "id: A-1\nkind: trial\nsource: editorial\ntitle: T\nsite: [{city: LONDON, country: UK}]\n"
    )
    (found,) = read_yaml_listings(text, "a.yml")
    assert isinstance(found, Raw)
    return found


def test_every_source_spells_a_place_the_same_way() -> None:
    registered = study()
    registered["protocolSection"]["contactsLocationsModule"]["locations"] = [
        {"city": "LONDON", "country": "UK"}
    ]
    granted = award(organization={"org_city": "LONDON", "org_country": "UK"})
    page = PROJECT_PAGE.replace("\n\nATLANTA, UNITED STATES", "\n\nLONDON, UK")
    for found in (
        ClinicalTrials().translate(raw(registered)),
        NihReporter().translate(raw(granted)),
        ListingPage().translate(Raw("page.txt", page)),
        YamlFiles().translate(_yaml()),
    ):
        assert found.listing.site == (_LONDON,)


@pytest.mark.parametrize(
    ("site", "state"),
    [
        (Site(state="GA", country="USA"), "Georgia"),
        (Site(state="ON", country="Canada"), "Ontario"),
        (Site(state="GA"), "GA"),
    ],
)
def test_a_state_is_opened_only_where_its_country_is_stated(site: Site, state: str) -> None:
    assert spelled(site).state == state
    assert spelled(spelled(site)) == spelled(site)
