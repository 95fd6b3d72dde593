from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import BadRequest
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher
from tests.relevance.golden import Absent, Case, First, Same, Top, read_golden

CASES = read_golden()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_case_holds_or_waits_for_what_it_needs(case: Case, samples: Searcher) -> None:
    failure = case.failure(samples)
    if case.waits:
        assert failure, f"holds now: take `waits` from “{case.question}” in data/golden.yml"
    else:
        assert not failure, f"“{case.question}”: {failure}. {case.why}"


def test_there_are_enough_cases_of_every_kind_and_they_name_samples(samples: Searcher) -> None:
    assert len(CASES) >= 110
    assert {type(case) for case in CASES} == {First, Top, Absent, Same}
    for case in CASES:
        named = (case.listing,) if isinstance(case, First) else getattr(case, "listings", ())
        above = (case.above,) if isinstance(case, Absent) and case.above else ()
        for id_ in (*named, *above):
            found = samples.listing(id_)
            assert found, f"“{case.question}” names {id_}"
            assert found.id == id_


GOOD = "- {kind: first, question: asthma, listing: AA, why: It is the only one of them.}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("kind: first", "kind: last"), "line 1, “asthma”"),
        (GOOD.replace("listing: AA", "listings: AA"), "“asthma”, listing"),
        (GOOD.replace("It is the only one of them", "So"), "“asthma”, why"),
        (GOOD + GOOD, "line 2, “asthma”: is the same case"),
        (GOOD.replace("first, q", "same, as: lupus, q").replace("listing: AA, ", ""), "first"),
        (GOOD.replace("why:", "question: again, why:"), "gives question twice"),
        ("asthma", "is not a list"),
        ("- [", "is not valid YAML"),
    ],
)
def test_a_bad_case_is_named_with_its_line_and_field(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "golden.yml"
    path.write_text(text)
    with pytest.raises(BadRequest) as bad:
        read_golden(path)
    assert "golden.yml" in str(bad.value)
    assert said in str(bad.value)


def test_what_nothing_names_is_followed_by_what_is_broader(samples: Searcher) -> None:
    answer = samples.search(SearchRequest(text="gout"))
    assert (answer.total, answer.relaxed) == (0, False)
    assert answer.hits
    assert not any(hit.matches for hit in answer.hits)
    narrowed = samples.search(SearchRequest(text="gout").with_value("sex", "female"))
    assert (narrowed.total, narrowed.hits) == (0, ())
