"""What may be a facet, and the groups of ages."""

from __future__ import annotations

import msgspec
import pytest

from index.listing.codes import AgeGroup, Phase
from index.listing.facets.facets import PHASE, age_groups


def test_a_facet_with_more_words_than_can_be_kept_is_no_facet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.listing.facets.facets.MOST_WORDS", len(Phase))
    assert msgspec.structs.replace(PHASE) == PHASE
    monkeypatch.setattr("index.listing.facets.facets.MOST_WORDS", len(Phase) - 1)
    with pytest.raises(TypeError, match=f"phase has {len(Phase)} values with words, and at most"):
        msgspec.structs.replace(PHASE)


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
