"""What each rule of reading is worth: `make bench-rules` runs it.

Every rule is switched off in turn, and what means something else then is asked again: our judged
questions over the samples and, with real records in the folder that ``LISTINGS_SHARED`` names,
those of others and what must hold between questions. Writes ``var/bench/rules.md``, which names
each question that changed, and ``rules.json``.

    python -m tests.relevance.rules [--homes FOLDER] [--docs] [PART OF A RULE'S NAME …]

``--homes`` keeps the indexes, to be taken as they are the next time; ``--docs`` writes
``docs/rules.md`` as well.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from tests.benchmarks.running import say
from tests.conftest import REPOSITORY
from tests.relevance.rules.declared import RULES
from tests.relevance.rules.measuring import Measured, measured
from tests.relevance.rules.report import Report, document, page
from tests.relevance.rules.sets import Homes, all_sets

HOME = REPOSITORY / "var"
INTO = HOME / "bench"


def main(arguments: Sequence[str]) -> int:
    """Measures the rules whose names have any of some parts, or all; 1 where one loses more than
    it wins, and nothing says why it is kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.relevance.rules")
    parser.add_argument("--homes", type=Path, help="a folder that keeps the indexes")
    parser.add_argument("--docs", action="store_true", help="write docs/rules.md")
    parser.add_argument("parts", nargs="*", metavar="PART", help="of the names of rules")
    chosen = parser.parse_args(arguments)
    if chosen.docs and chosen.parts:
        parser.error("docs/rules.md has all rules")
    parts = chosen.parts or [""]
    rules = [one for one in RULES if any(part in one.name for part in parts)]
    if not rules:
        parser.error(f"no rule's name has {' or '.join(parts)}")
    INTO.mkdir(parents=True, exist_ok=True)
    shared = Path(os.environ.get("LISTINGS_SHARED", REPOSITORY.parent / "shared"))
    with TemporaryDirectory(dir=INTO) as work:
        say("building and asking with every rule")
        sets = all_sets(Homes(chosen.homes or Path(work), HOME), shared)
        found: list[Measured] = []
        for one in measured(rules, sets, say):
            # What is known so far is kept: all of it takes a quarter of an hour and more.
            found.append(one)
            made = Report(f"{datetime.now(UTC):%Y-%m-%d}", tuple(found))
            (INTO / "rules.json").write_bytes(msgspec.json.format(msgspec.json.encode(made)))
            (INTO / "rules.md").write_text(page(made), encoding="utf-8")
    if chosen.docs:
        (REPOSITORY / "docs" / "rules.md").write_text(document(made), encoding="utf-8")
    print(page(made))
    return int(any(one.loses and not one.why for one in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
