"""What a downloaded page says of how much there is: whether it is one of many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from index.errors import Problem, Severity

_OLD = "studies of the registry's first API"
_TOTALS = {"totalCount": "studies", "total": "projects", "NStudiesFound": _OLD}
_TOKEN = "nextPageToken"

SAYS = frozenset({*_TOTALS, _TOKEN})
"""The keys with which a page says how much there is."""

_WHAT_TO_DO = {
    "studies": "Fetch the other pages too (each page's nextPageToken is the pageToken of the next "
    "request), put all of them in one folder, and rebuild from the folder.",
    "projects": "Fetch the other pages too (the same request with a higher offset), put all of "
    "them in one folder, and rebuild from the folder.",
    _OLD: "ClinicalTrials.gov no longer answers in this form: search there again, and download "
    "all studies as JSON.",
}


class Page(msgspec.Struct):
    """One page of a download: what it holds, and what it says of the whole."""

    name: str
    held: int = 0
    total: int | None = None
    """How many records the search found, where the page says it."""
    more: bool = False
    """Whether it names a page that follows."""
    kind: str = "studies"

    def note(self, key: str, value: object) -> None:
        """Takes up what the page says under one of the keys of `SAYS`."""
        if key == _TOKEN:
            self.more = isinstance(value, str) and bool(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            self.total = max(value, self.total or 0)
            self.kind = _TOTALS[key]


def one_of_many(pages: Sequence[Page]) -> Iterator[Problem]:
    """A notice where pages that belong together do not make up the whole.

    Pages of one search say the same total, or say it on the first page alone; so all pages of a
    kind are summed up, and are whole where they hold as much as the largest totals say together.
    """
    for kind, what_to_do in _WHAT_TO_DO.items():
        ours = [page for page in pages if page.kind == kind]
        totals = {page.total for page in ours if page.total}
        held, whole = sum(page.held for page in ours), sum(totals)
        if held >= whole if totals else not ours or not all(page.more for page in ours):
            continue
        if totals:
            one, many = "and holds", "which hold"
            said = f"{held:,} of {whole:,} {kind}"
        else:
            one = many = "and"
            said = "the one that follows is missing"
        files = (
            f"is one page of a download, {one}"
            if len(ours) == 1
            else (f"is the first of {len(ours):,} pages of a download, {many}")
        )
        yield Problem(ours[0].name, f"{files} {said}. {what_to_do}", Severity.WARNING)
