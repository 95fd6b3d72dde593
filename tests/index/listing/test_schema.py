from __future__ import annotations

import msgspec
import pytest

from index.listing import schema
from index.listing.codes import NOT_STATED
from index.listing.schema import FACET, FACETS, FIELDS, facet_values, value_label
from tests.conftest import listing

# The fields that the design names, by the names that YAML files and the API know.
DESIGNED = """id kind source url title official_title summary description good_fit not_a_fit
potential_benefit similar_studies eligibility condition keyword intervention phase status sex
minimum_age maximum_age healthy_volunteers sponsor collaborator site researcher contact funding
enrollment start_date completion_date verified reviewed related"""


def test_every_designed_field_is_declared_with_label_and_help() -> None:
    assert set(DESIGNED.split()) <= {field.name for field in FIELDS}
    for field in FIELDS:
        assert field.label, field.name
        assert field.help.endswith("."), field.name


def test_json_schema_describes_every_field_with_its_words() -> None:
    described = schema.listing_json_schema()["Listing"]["properties"]
    for field in FIELDS:
        assert described[field.name]["title"] == field.label
        assert described[field.name]["description"] == field.help


def test_the_fingerprint_is_the_same_in_every_process_and_minds_weights() -> None:
    import subprocess
    import sys

    program = "from index.listing.schema import schema_fingerprint as sum_of; print(sum_of())"
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == schema.schema_fingerprint()


def test_the_fingerprint_changes_with_a_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema.schema_fingerprint()
    field = FIELDS[0]
    heavier = msgspec.structs.replace(field, use=msgspec.structs.replace(field.use, weight=99))
    monkeypatch.setattr(schema, "FIELDS", (heavier, *FIELDS[1:]))
    assert schema.schema_fingerprint() != before


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
def test_a_listing_that_states_nothing_counts_as_not_stated(facet: schema.Facet) -> None:
    empty = listing("T1")
    if facet.name != "kind":
        assert facet_values(facet, empty) == {NOT_STATED: "Not stated"}
    assert value_label(facet, NOT_STATED) == "Not stated"


def test_a_study_with_many_sites_counts_once_for_each_place() -> None:
    site = {"city": "Atlanta", "state": "Georgia", "country": "United States"}
    one = listing("T1", site=[site, site | {"city": "Macon"}, site])
    assert set(facet_values(FACET["place"], one)) == {
        "United States",
        "United States/Georgia",
        "United States/Georgia/Atlanta",
        "United States/Georgia/Macon",
    }
