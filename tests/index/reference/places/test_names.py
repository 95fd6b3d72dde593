"""One spelling of each place."""

from __future__ import annotations

from index.reference.places.names import city_name, country_name, state_name


def test_places_have_one_spelling() -> None:
    assert country_name("united states") == country_name("USA") == "United States"
    assert country_name("UNITED STATES") == "United States"
    assert country_name("Korea, Republic of") == "South Korea"
    assert state_name("GA", "United States") == state_name("GEORGIA", "United States") == "Georgia"
    assert state_name("GA", "Gabon") == "GA"
    assert city_name("ATLANTA") == "Atlanta"
