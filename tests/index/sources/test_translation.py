from __future__ import annotations

import json
import pickle
import re
from typing import Any

import pytest

from index.errors import Problem, Severity
from index.sources.source import JsonText, Raw
from index.sources.translation import Arrival, translated
from tests.index.sources.raw_records import award, study


def _text(value: Any) -> JsonText:
    return JsonText(json.dumps(value).encode())


@pytest.mark.parametrize("record", [study(), award()])
def test_bytes_and_what_they_decode_to_become_the_same_listing(record: dict[str, Any]) -> None:
    found = translated(Raw("f, line 7", _text(record)))
    assert found == translated(Raw("f, line 7", record))
    assert found.translation is not None
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'{"protocolSection": oops}', "is not valid JSON"),
        (b'{"protocolSection": "\xff"}', "is not UTF-8"),
        (b'{"a": ' + b"[" * 100_000, "is nested too deeply"),
        (b'{"name": 1}', "is neither a study of ClinicalTrials.gov .* It has name."),
        (b"[7]", "should be a JSON object, but is a list"),
    ],
)
def test_what_cannot_be_decoded_or_recognised_is_refused_where_it_was_read(
    text: bytes, said: str
) -> None:
    found = translated(Raw("f, line 7", JsonText(text)))
    (problem,) = found.refused
    assert problem.where == found.where == "f, line 7"
    assert re.match(said, problem.what)


def test_a_problem_is_a_refused_record_and_a_warning_a_notice() -> None:
    problem, warning = Problem("f", "broken"), Problem("f", "empty", Severity.WARNING)
    assert translated(problem) == Arrival("f", refused=(problem,))
    assert translated(warning) == Arrival("f", notice=warning)
