from __future__ import annotations

import re
from collections import Counter

import msgspec
import pytest

from search.searcher.searcher import Searcher
from tests.conftest import Publish, listing
from tests.relevance.harm import Harm, read_harms

HARMS = read_harms()


def _asked(harm: Harm) -> str:
    return harm.question


def test_each_question_stands_once_and_says_what_must_not_be() -> None:
    assert len(HARMS) >= 80
    times = Counter(one.question.casefold() for one in HARMS)
    assert [question for question, count in times.items() if count > 1] == []
    said = ("never", "excluded", "closed", "ages", "sex", "among", "told")
    assert [one for one in HARMS if not any(getattr(one, field) for field in said)] == []
    assert [one for one in HARMS if one.unless and not (one.never or one.excluded)] == []
    for one in HARMS:
        for pattern in (one.never, one.excluded, one.unless, one.among, one.told):
            re.compile(pattern)


@pytest.mark.parametrize("harm", [one for one in HARMS if not one.waits], ids=_asked)
def test_nothing_that_would_mislead_is_among_the_first_samples(
    samples: Searcher, harm: Harm
) -> None:
    """What must be among the first is asked of real records alone: of many a topic there is no
    sample, and of the others `data/golden.yml` says it."""
    assert msgspec.structs.replace(harm, among="").failures(samples) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (Harm(question="asthma", never="asthma"), ["has “asthma”"]),
        (Harm(question="asthma", never="asthma", unless="Study"), []),
        (Harm(question="asthma", excluded="asthma"), ["has “asthma”"]),
        (Harm(question="asthma", closed=True), ["cannot be joined"]),
        (Harm(question="asthma", ages=(6, 6)), ["is for other ages"]),
        (Harm(question="asthma", ages=(17, 18)), []),
        (Harm(question="asthma", ages=(40.5, 40.5)), []),
        (Harm(question="asthma", ages=(41, 99)), ["is for other ages"]),
        (Harm(question="asthma", sex="male"), ["is for the other sex"]),
        (Harm(question="asthma", sex="female"), []),
        (Harm(question="asthma", among="lupus"), ["none of AA has “lupus”"]),
        (Harm(question="asthma", told="988"), ["“988” is not told"]),
        (Harm(question="I want to die", told="988"), []),
    ],
)
def test_a_page_that_would_mislead_is_told_listing_by_listing(
    publish: Publish, harm: Harm, said: list[str]
) -> None:
    of_women = {"sex": "female", "minimum_age": 18, "maximum_age": 40, "status": "completed"}
    ranks = Searcher(publish([listing("AA", condition=["Asthma"], **of_women)]))
    wrong = harm.failures(ranks)
    assert [one.removeprefix("AA “Study AA” ") for one in wrong] == said
