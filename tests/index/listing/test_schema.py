from __future__ import annotations

import msgspec
import pytest

from index.analysis.truecasing import without_shouting
from index.listing import schema
from index.listing.codes import NOT_STATED, AgeGroup, Phase, Worded
from index.listing.facets import PHASE, age_groups
from index.listing.model import Listing
from index.listing.place_paths import place_label, place_path
from index.listing.schema import FACET, FACETS, FIELDS, facet_values, value_label
from index.reference.places.names import city_name, country_name, state_name
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


def test_every_code_has_words_that_are_not_the_code() -> None:
    for words in Worded.__subclasses__():
        for member in words:
            assert member.words
            assert member.words != member.value
            assert "_" not in member.words
        assert len({member.words for member in words}) == len(words)


def test_json_schema_describes_every_field_with_its_words() -> None:
    described = schema.listing_json_schema()["Listing"]["properties"]
    for field in FIELDS:
        assert described[field.name]["title"] == field.label
        assert described[field.name]["description"] == field.help


def test_a_facet_with_more_words_than_can_be_kept_is_no_facet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.listing.facets.MOST_WORDS", len(Phase))
    assert msgspec.structs.replace(PHASE) == PHASE
    monkeypatch.setattr("index.listing.facets.MOST_WORDS", len(Phase) - 1)
    with pytest.raises(TypeError, match=f"phase has {len(Phase)} values with words, and at most"):
        msgspec.structs.replace(PHASE)


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


def test_a_listing_is_read_back_whole_from_json() -> None:
    one = listing(
        "T1",
        phase=["phase-1", "phase-2"],
        site=[{"city": "Atlanta", "country": "United States", "latitude": 33.7}],
        funding={"mechanism": "R21", "amount": 1},
        healthy_volunteers=False,
        minimum_age=0.5,
    )
    assert msgspec.json.decode(msgspec.json.encode(one), type=Listing) == one


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "blue"),
        ("title", ""),
        ("url", "javascript:alert(1)"),
        ("url", "http://example.org"),
        ("start_date", "2024-13"),
        ("start_date", "1 March 2024"),
        ("minimum_age", -1),
        ("maximum_age", 151),
        ("phase", ["PHASE2"]),
        ("id", "../etc"),
        ("id", "a b"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        listing(**({"id": "T1"} | {field: value}))


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


@pytest.mark.parametrize(
    ("low", "high", "groups"),
    [
        (None, None, ()),
        (None, 17, (AgeGroup.CHILD,)),
        (0.5, 17.99, (AgeGroup.CHILD,)),
        (18, None, (AgeGroup.ADULT, AgeGroup.OLDER_ADULT)),
        (18, 64, (AgeGroup.ADULT,)),
        (16, 18, (AgeGroup.CHILD, AgeGroup.ADULT)),
        (65, None, (AgeGroup.OLDER_ADULT,)),
        (64, 65, (AgeGroup.ADULT, AgeGroup.OLDER_ADULT)),
        (0, None, (AgeGroup.CHILD, AgeGroup.ADULT, AgeGroup.OLDER_ADULT)),
    ],
)
def test_an_age_range_touches_the_groups_it_overlaps(
    low: float | None, high: float | None, groups: tuple[AgeGroup, ...]
) -> None:
    assert age_groups(low, high) == groups


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("EMORY UNIVERSITY", "Emory University"),
        ("UNIVERSITY OF TEXAS AT AUSTIN", "University of Texas at Austin"),
        ("Emory University", "Emory University"),
        ("MIT", "MIT"),
        ("ST. LOUIS", "St. Louis"),
    ],
)
def test_capitals_are_calmed_and_initials_kept(written: str, shown: str) -> None:
    assert without_shouting(written) == shown


def test_places_have_one_spelling() -> None:
    assert country_name("united states") == country_name("USA") == "United States"
    assert country_name("UNITED STATES") == "United States"
    assert country_name("Korea, Republic of") == "South Korea"
    assert state_name("GA", "United States") == state_name("GEORGIA", "United States") == "Georgia"
    assert state_name("GA", "Gabon") == "GA"
    assert city_name("ATLANTA") == "Atlanta"


@pytest.mark.parametrize(
    ("place", "paths"),
    [
        (("", "Georgia", "Atlanta"), []),
        (("France", "", ""), ["France"]),
        (("France", "", "Paris"), ["France", "France//Paris"]),
        (("A/B", "", ""), ["A-B"]),
    ],
)
def test_a_path_says_no_more_than_the_site_does(
    place: tuple[str, str, str], paths: list[str]
) -> None:
    assert list(place_path(*place)) == paths


def test_a_us_city_without_a_state_says_so_and_others_just_name_their_country() -> None:
    assert place_label("United States//Atlanta") == "Atlanta, United States (state not stated)"
    assert place_label("France//Paris") == "Paris, France"
    assert place_label("United States/Georgia/Atlanta") == "Atlanta, Georgia"


@pytest.mark.parametrize(
    ("kind", "status"),
    [("funded-project", "recruiting"), ("funded-project", None), ("trial", "does-not-enroll")],
)
def test_a_funded_project_can_never_be_taken_for_a_study_to_join(
    kind: str, status: str | None
) -> None:
    with pytest.raises(msgspec.ValidationError, match="does-not-enroll"):
        listing("T1", kind=kind, status=status)


def test_worded_codes_know_their_words() -> None:
    assert isinstance(AgeGroup.of("child"), Worded)
    with pytest.raises(ValueError, match="infant"):
        AgeGroup.of("infant")
