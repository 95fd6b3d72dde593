"""Links from one page to others."""

from __future__ import annotations

import pytest

from web.links import phone_url, place_slug, place_url, results_url, web_url


def test_slugs_are_plain_words() -> None:
    assert place_slug("Côte d’Ivoire") == "cote-divoire"
    assert place_url("United States", "New York") == "/places/united-states/new-york"
    assert place_slug("…") == ""


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("513-555-0184", "tel:5135550184"),
        ("(513) 555-0184 ext. 12", "tel:5135550184;ext=12"),
        ("513.555.0184 x7", "tel:5135550184;ext=7"),
        ("+33 4 65 55 01 00", "tel:+33465550100"),
        ("1-800-CALL-NOW", ""),
        ("513-555-0184 or 513-555-0185", ""),
        ("513-555-0184 / 513-555-0185", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_phone_number_is_dialled_where_it_is_one(phone: str, url: str) -> None:
    assert phone_url(phone) == url


def test_only_the_web_is_linked_to() -> None:
    assert web_url("https://example.org/a") == "https://example.org/a"
    assert web_url("http://example.org/a") == "http://example.org/a"
    assert web_url("javascript:alert(1)") == ""
    assert results_url("NCT01000001") == "https://clinicaltrials.gov/study/NCT01000001?tab=results"
