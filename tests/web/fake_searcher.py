"""A searcher over a handful of listings in memory: exact, slow, and without an index.

It reads a few place phrases and one concept from a question, and knows a few places to be near.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from index.codes import NOT_STATED, NOT_STATED_WORDS
from index.completion import KINDS, key_of
from index.listing import Listing, Place, Site
from index.place_names import place_path
from index.places import kilometers
from index.schema import FACET, FACETS, facet_values, value_depth, value_label
from index.vocabulary import SourceName
from search.answers import EngineStatus, FacetAnswer, FacetCount
from search.explaining import ClauseShare, Explanation, Matched
from search.near import distance_or_default
from search.request import SearchRequest
from search.results import (
    MOST_BEYOND,
    Ask,
    Choice,
    Clause,
    ClauseKind,
    Hit,
    Nearness,
    Reading,
    Results,
    Snippet,
)
from search.suggest import LEAST_TYPED, MOST, Suggestion
from search.ways_out import ways_out

STAMP = "3f9c2a71d04be588"

ATLANTA = Place(
    country="United States", state="Georgia", city="Atlanta", latitude=33.749, longitude=-84.388
)
SPOTS = {
    "atlanta": ATLANTA,
    "30308": ATLANTA,
    "lima": Place(country="Peru", state="Lima", city="Lima", latitude=-12.04, longitude=-77.03),
}
DOUBTFUL = {"portland": ("Portland, Oregon, United States", "Portland, Maine, United States")}
PLACES = {"in georgia": "United States/Georgia", "in france": "France"}
NEAR = {"near atlanta": "Atlanta"}
CONCEPTS = {
    "blood pressure": "Hypertension",
    "watch": "Wearable Electronic Devices",
    "sleep": "Sleep",
}


class Understood(msgspec.Struct, frozen=True):
    """A request as it was read: `request` is narrowed by what was read from its text."""

    reading: Reading
    text: str
    request: SearchRequest


def understood(request: SearchRequest) -> Understood:
    """A request with its place phrases read."""
    text, clauses, narrowed = request.text, [], request
    for said in (*PLACES, *NEAR):
        start = text.casefold().find(said)
        if start < 0 or said in [one.casefold() for one in request.words]:
            continue
        written = text[start : start + len(said)]
        undo = request.with_words(written)
        if said in PLACES:
            kind, meant = ClauseKind.PLACE, ", ".join(reversed(PLACES[said].split("/")))
            narrowed = narrowed.with_value("place", PLACES[said])
        else:
            kind, meant = ClauseKind.NEAR, "within 50 miles of Atlanta, Georgia"
            narrowed = narrowed if request.near else narrowed.near_to(NEAR[said])
        clauses.append(Clause(kind, written, start, start + len(said), meant, undo))
        text = text.replace(written, " " * len(written))
    for said, meant in CONCEPTS.items():
        start = text.casefold().find(said)
        if start >= 0 and said not in [one.casefold() for one in request.words]:
            written = text[start : start + len(said)]
            undo = request.with_words(written)
            end = start + len(said)
            clauses.append(Clause(ClauseKind.CONCEPT, written, start, end, meant, undo))
    typed = narrowed.near.casefold()
    distance, notices = distance_or_default(narrowed.within)
    if typed and typed not in SPOTS and typed not in DOUBTFUL:
        notices += (f"No place called “{request.near}” is known here.",)
    asks = tuple(
        Ask(request.near, tuple(Choice(name, request.near_to(name)) for name in names))
        for name, names in DOUBTFUL.items()
        if name == typed
    )
    return Understood(
        Reading(tuple(clauses), notices, asks, SPOTS.get(typed), distance),
        " ".join(text.split()),
        narrowed.at_page(request.page),
    )


class FakeSearcher:
    """Matches listings that hold every word, ignoring case; with none, those with some."""

    def __init__(self, listings: Sequence[Listing], facet_limit: int = 6) -> None:
        self.listings = tuple(listings)
        self.facet_limit = facet_limit
        self.notices: tuple[str, ...] = ()
        self.unheld_id_is_read_as_an_id = False
        self.asked: list[SearchRequest] = []
        self.typed: list[str] = []

    def source_versions(self) -> dict[SourceName, str]:
        return {SourceName.HPO: "2025-01-16", SourceName.MESH: "0.4"}

    def search(self, request: SearchRequest) -> Results:
        self.asked.append(request)
        read = understood(request)
        matched, relaxed, clauses = self._matched(read.text)
        found = [listing for listing in matched if self._narrowed(listing, read, "")]
        beyond = self._beyond(read, matched) if found and not relaxed else []
        if request.sort == "title":
            found.sort(key=lambda listing: listing.title)
        if request.sort == "distance" and read.reading.near:
            found.sort(key=lambda listing: _nearest(listing, read)[0])
        start = (request.page - 1) * request.size
        end = start + request.size
        if end < len(found) or request.sort != "relevance":
            beyond = []
        shown = [*((one, True) for one in found), *((one, False) for one in beyond[:MOST_BEYOND])]
        reading = msgspec.structs.replace(read.reading, clauses=clauses + read.reading.clauses)
        nothing = relaxed or not found
        return Results(
            hits=tuple(self._hit(listing, read, fits) for listing, fits in shown[start:end]),
            total=len(found),
            beyond=len(beyond),
            ways_out=ways_out(request, reading, self._totals) if nothing else (),
            facets=tuple(
                self._facet(read, matched, facet.name, self.facet_limit) for facet in FACETS
            ),
            reading=msgspec.structs.replace(reading, notices=self.notices + read.reading.notices),
            relaxed=relaxed,
            stamp=STAMP,
        )

    def facet(self, request: SearchRequest, name: str) -> FacetAnswer:
        read = understood(request)
        matched, _, _ = self._matched(read.text)
        return self._facet(read, matched, name, len(self.listings) * 2_000)

    def explain(self, request: SearchRequest, id: str) -> Explanation | None:  # noqa: A002
        read = understood(request)
        matched, _, clauses = self._matched(read.text)
        listing = self.listing(id)
        if listing not in (*matched, *self._beyond(read, matched)):
            return None
        reading = msgspec.structs.replace(read.reading, clauses=clauses + read.reading.clauses)
        asked = re.findall(r"\w+", read.text)
        held = [word for word in asked if word.casefold() in _searched(listing).casefold()]
        shares = tuple(
            ClauseShare(
                Clause(ClauseKind.WORDS, word, 0, len(word)),
                float(word in held),
                (word in held) / max(1, len(held)),
                (Matched("Title", (word,)),) if word in held else (),
            )
            for word in asked
        )
        return Explanation(listing, float(len(held)), listing in matched, shares, reading)

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        wanted = id.casefold()
        for listing in self.listings:
            if wanted in {known.casefold() for known in (listing.id, *listing.other_id)}:
                return listing
        return None

    def complete(self, typed: str) -> tuple[Suggestion, ...]:
        self.typed.append(typed)
        named: Counter[tuple[str, str]] = Counter()
        for listing in self.listings:
            for facet in KINDS:
                values = facet_values(facet, listing).items()
                labels = {value_label(facet, code, written) for code, written in values}
                named.update((facet.name, label) for label in labels - {NOT_STATED_WORDS})
        key = key_of(typed)
        found = [
            Suggestion(label, kind, listings)
            for (kind, label), listings in named.items()
            if len(key) >= LEAST_TYPED and f" {key}" in f" {key_of(label)}"
        ]
        found.sort(key=lambda one: (-one.listings, one.name))
        return tuple(found[:MOST])

    def status(self) -> EngineStatus:
        return EngineStatus(
            generation="20240311-1",
            stamp=STAMP,
            built="2024-03-11T09:30:00Z",
            listings=len(self.listings),
            samples=sum(listing.sample for listing in self.listings),
        )

    def _totals(self, requests: Sequence[SearchRequest]) -> list[int]:
        return [self._total(request) for request in requests]

    def _total(self, request: SearchRequest) -> int:
        read = understood(request)
        matched, relaxed, _ = self._matched(read.text)
        found = [] if relaxed else matched
        return sum(self._narrowed(listing, read, "") for listing in found)

    def _beyond(self, read: Understood, matched: Sequence[Listing]) -> list[Listing]:
        """Listings with some word of the question that have not all of them."""
        words = re.findall(r"\w+", read.text.casefold())
        return [
            one
            for one in self.listings
            if one not in matched
            and any(word in _searched(one).casefold() for word in words)
            and self._narrowed(one, read, "")
        ]

    def _matched(self, text: str) -> tuple[list[Listing], bool, tuple[Clause, ...]]:
        if not text:
            return list(self.listings), False, ()
        record = self.listing(text)
        if record:
            return [record], False, (Clause(ClauseKind.ID, text, 0, len(text)),)
        if self.unheld_id_is_read_as_an_id:
            mentioning = [one for one in self.listings if text in _searched(one)]
            return mentioning, bool(mentioning), (Clause(ClauseKind.ID, text, 0, len(text)),)
        clauses = tuple(
            Clause(ClauseKind.WORDS, word.group(), word.start(), word.end())
            for word in re.finditer(r"\w+", text)
        )
        words = re.findall(r"\w+", text.casefold())
        texts = {one.id: _searched(one).casefold() for one in self.listings}
        every = [one for one in self.listings if all(word in texts[one.id] for word in words)]
        if every or len(words) < 2:
            return every, False, clauses
        some = [one for one in self.listings if any(word in texts[one.id] for word in words)]
        return some, bool(some), clauses

    def _narrowed(self, listing: Listing, read: Understood, but: str) -> bool:
        return all(
            name in (but, "place") or set(values) & set(facet_values(FACET[name], listing))
            for name, values in read.request.chosen
        ) and any(_sites(listing, read, but))

    def _values(self, listing: Listing, read: Understood, name: str) -> dict[str, str]:
        """The values of a facet that a listing counts under: places of the sites that fit all
        else, its status where one of these has it."""
        if name == "place":
            fitting = tuple(_sites(listing, read, name))
            return facet_values(FACET[name], msgspec.structs.replace(listing, site=fitting))
        values = facet_values(FACET[name], listing)
        if name == "status" and (read.request.values("place") or read.reading.near):
            there = {site.status or listing.status for site in _sites(listing, read, name)}
            return values if listing.status in there else {}
        return values

    def _facet(
        self, read: Understood, matched: Sequence[Listing], name: str, limit: int
    ) -> FacetAnswer:
        facet = FACET[name]
        counts: Counter[str] = Counter()
        written: dict[str, str] = {}
        for listing in matched:
            if self._narrowed(listing, read, name):
                values = self._values(listing, read, name)
                counts.update(values.keys())
                written |= values
        chosen = read.request.values(name)
        for value in chosen:
            counts.setdefault(value, 0)
        commonest = sorted(counts, key=lambda value: (value == NOT_STATED, -counts[value], value))
        if facet.separator:
            commonest = _below_their_parents(commonest)
        shown = [value for rank, value in enumerate(commonest) if rank < limit or value in chosen]
        return FacetAnswer(
            name=name,
            label=facet.label,
            counts=tuple(
                FacetCount(
                    value,
                    value_label(facet, value, written.get(value, "")),
                    counts[value],
                    value in chosen,
                    value_depth(facet, value),
                )
                for value in shown
            ),
            more=len(commonest) - len(shown),
        )

    def _hit(self, listing: Listing, read: Understood, fits: bool) -> Hit:
        words = re.findall(r"\w+", read.text) or ["\0"]
        pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
        passage = (listing.description or listing.summary)[:240]
        return Hit(
            listing=listing,
            score=float(bool(read.text)),
            matches=fits,
            snippet=Snippet(passage, _marks(pattern, passage)),
            title_marks=_marks(pattern, listing.title),
            near=_nearness(listing, read) if read.reading.near else None,
        )


def _sites(listing: Listing, read: Understood, but: str) -> Iterator[Site]:
    """The sites of a listing that have the status, the place and the distance asked for."""
    for site in listing.site or (Site(),):
        asked = {name: values for name, values in read.request.chosen if name != but}
        place = set(place_path(*site.levels)) or {NOT_STATED}
        if "place" in asked and not place & set(asked["place"]):
            continue
        if read.reading.near and _away(site, read) > read.reading.within.kilometers:
            continue
        together = "place" in asked or read.reading.near or but == "place"
        if together and "status" in asked:
            status = site.status or listing.status
            if status is None or status.value not in asked["status"]:
                continue
        yield site


def _away(site: Site, read: Understood) -> float:
    near = read.reading.near and read.reading.near.point
    return kilometers(near, site.point) if near and site.point else float("inf")


def _nearest(listing: Listing, read: Understood) -> tuple[float, Site]:
    away = [(_away(site, read), site) for site in _sites(listing, read, "")]
    return min(away, key=lambda one: one[0])


def _nearness(listing: Listing, read: Understood) -> Nearness:
    away, nearest = _nearest(listing, read)
    within = len(list(_sites(listing, read, "")))
    return Nearness(len(listing.site), within, nearest, away, read.reading.within)


def _marks(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(text))


def _searched(listing: Listing) -> str:
    return msgspec.json.encode(listing).decode()


def _below_their_parents(values: Sequence[str]) -> list[str]:
    rank = {value: place for place, value in enumerate(values)}

    def key(value: str) -> list[int]:
        levels = value.split("/")
        above = ["/".join(levels[: end + 1]) for end in range(len(levels))]
        return [rank[one] for one in above if one in rank]

    return sorted(values, key=key)
