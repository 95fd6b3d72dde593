"""What a searcher answers, as the lines that staff read: results, why a listing stands where it
does, which index is served."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from index.listing import FACET, FIELD, Headed, listing_count, open_on, standing_words
from search.request import SearchRequest
from search.results.explanation import FAR_DOWN, ClauseShare, Explanation, How
from search.results.results import Hit, HitGroup, Results, ServiceStatus
from search.understanding import ClauseKind, Disambiguation, Reading

_FOLLOWING = {
    HitGroup.RELAXED: "These are about it too, but elsewhere or of another phase:",
    HitGroup.MENTION: "These mention what was asked for, but are about something else:",
    HitGroup.CLOSE: "These do not have everything that was asked for, but are close:",
}
_HOW = {How.WORDS: "", How.NAME: ", a name of it", How.NARROWER: ", a kind of it"}


def results_lines(results: Results, request: SearchRequest) -> Iterator[str | Headed]:
    """How the request was read, what would find more, how many listings match, and the hits of
    this page under their numbers: those that only come close behind a line that says so."""
    yield from _reading_lines(results.reading, request)
    for way in results.relaxations:
        yield f"   {way.words}: {listing_count(way.total)}"
    mentioned = results.mentioned_total
    beside = f", and {mentioned:,} that mention{'s' * (mentioned == 1)} it" if mentioned else ""
    yield f"{listing_count(results.total)}{beside}"
    first = (request.page - 1) * request.size + 1
    group = HitGroup.MATCH
    for number, hit in enumerate(results.hits, start=first):
        yield ""
        if hit.group is not group:
            yield _FOLLOWING[hit.group]
            yield ""
        group = hit.group
        yield Headed(f"{number}. {hit.listing.title}")
        yield from _hit_lines(hit, results.day)


def _reading_lines(reading: Reading, request: SearchRequest) -> Iterator[str]:
    for clause in reading.clauses:
        if clause.says_more:
            read = "also searched for" if clause.kind is ClauseKind.CONCEPT else "read"
            yield f"“{clause.said}” is {read} as {clause.meant}"
    for one in reading.disambiguations:
        yield from _disambiguation_lines(one, request)
    yield from reading.notices


def _disambiguation_lines(one: Disambiguation, request: SearchRequest) -> Iterator[str]:
    """What a name may mean, each with the options of the command that say so."""
    taken = f"was read as {one.taken}; it may also mean:" if one.taken else "may mean:"
    yield f"“{one.said}” {taken}"
    for choice in one.choices:
        said = [pair for pair in choice.request.to_args() if pair not in request.to_args()]
        options = " ".join(
            f"--facet {shlex.quote(f'{name}={value}')}"
            if name in FACET
            else f"--{name} {shlex.quote(value)}"
            for name, value in said
            if name in FACET or name in ("near", "within")
        )
        yield f"   {choice.label}: {options or shlex.quote(choice.request.text)}"


def _hit_lines(hit: Hit, day: date | None) -> Iterator[str]:
    listing, standing = hit.listing, open_on(hit.listing, None, day)
    said = standing_words(standing)
    status = f", {said[0].lower()}{said[1:]}" if standing.shown else ""
    yield f"   {listing.id} · {listing.kind.words}{status} · {hit.score:.3f}"
    if hit.near:
        yield f"   {hit.near.words}"
    if hit.lacks:
        yield f"   {hit.lacks}"
    if hit.snippet.text:
        yield f"   {hit.snippet.text}"


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """The score of a listing; what each part of the question adds to it, as a number and of the
    whole, with the words that were found; and below each part its terms, field by field."""
    close = "" if explanation.matches else ", but it does not have everything that was asked for"
    yield f"score {explanation.score:.3f}{close}"
    for share in explanation.shares:
        said = f"“{share.clause.said}”" if share.clause else "Like what was found"
        yield f"{share.score:8.3f} {share.share:4.0%}  {said}{_found_by(share)}"
        for term in share.terms:
            where = FIELD[term.field].label if term.field in FIELD else FAR_DOWN
            what = f"{term.term} in {where}" if term.concept is None else f"about {term.term}"
            yield f"{term.score:18.3f}  {what}"


def _found_by(share: ClauseShare) -> str:
    """*: “myocardial infarction” in Conditions, another name of it*."""
    if not share.score:
        return ": not found"
    found = (
        f"{', '.join(f'“{word}”' for word in one.words)} in {one.field}{_HOW[one.how]}"
        for one in share.matched
    )
    return ": " + "; ".join(found) if share.matched else ""


def status_lines(status: ServiceStatus, home: Path) -> Iterator[str]:
    """Which index is served from `home`, how many listings it has, and from when it is."""
    samples = f", {status.samples:,} of them samples" if status.samples else ""
    yield f"{listing_count(status.listings)}{samples}"
    yield f"built {status.built}, stamp {status.stamp}"
    yield f"generation {status.generation} in {home}"
    if status.closest_names:
        yield status.closest_names
