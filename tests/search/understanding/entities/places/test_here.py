"""What asks for what is near the reader."""

from __future__ import annotations

import pytest

from search.understanding.entities.places.here import here_spans


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cancer trials near me", ["near me"]),
        ("lupus studies in my area", ["in my area"]),
        ("Close to home, asthma", ["Close to home"]),
        ("asthma around here", ["around here"]),
        ("trials near my house or near where i live", ["near my house", "near where i live"]),
        ("clinical trials nearby", ["trials nearby"]),
        ("asma cerca de mí", ["cerca de mí"]),
        ("ensayos cerca de mi casa", ["cerca de mi casa"]),
        ("near Boston", []),
        ("near-death experience", []),
        ("spread to nearby lymph nodes", []),
        ("near, me", []),
        ("", []),
    ],
)
def test_what_is_near_the_reader_is_asked_for(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in here_spans(text)] == said
