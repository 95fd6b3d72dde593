from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from index.listing.wording.grants import institute_words, institutes, mechanism_words, mechanisms


def test_codes_have_words() -> None:
    assert mechanism_words("R21") == "Early-stage research grant"
    assert mechanism_words(" r21 ") == "Early-stage research grant"
    assert institute_words("CA") == institute_words("NCI") == "National Cancer Institute"


def test_an_unknown_code_is_not_stated() -> None:
    assert mechanism_words("Q99") == institute_words("QQ") == mechanism_words("") == "not stated"


def test_every_entry_reads_well() -> None:
    for code, mechanism in mechanisms().items():
        assert re.fullmatch(r"[A-Z][A-Z0-9]{2}", code)
        assert code not in mechanism.words
        assert mechanism.words[0].isupper()
        assert mechanism.help.endswith(".")
    for code, institute in institutes().items():
        assert re.fullmatch(r"[A-Z]{2}", code)
        assert institute.name[0].isupper()


def test_every_award_type_of_the_real_projects_is_known(shared: Path) -> None:
    file = shared / "records" / "nih-projects.jsonl.gz"
    with gzip.open(file) as lines:
        codes = {json.loads(line).get("activity_code") for line in lines} - {None}
    assert len(codes) > 100
    assert codes <= set(mechanisms())
