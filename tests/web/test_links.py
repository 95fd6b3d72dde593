"""Links from one page to others."""

from __future__ import annotations

from web.links import place_slug, place_url


def test_slugs_are_plain_words() -> None:
    assert place_slug("Côte d’Ivoire") == "cote-divoire"
    assert place_url("United States", "New York") == "/places/united-states/new-york"
    assert place_slug("…") == ""
