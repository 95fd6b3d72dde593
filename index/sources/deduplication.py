"""Many records of one thing → one listing: renewals, repeats, our words beside official ones."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from index.errors import Problem
from index.listing import FIELDS, Listing, Site
from index.sources.condensed import Condensed
from index.sources.records import Facts, disagreements, distinct, settled
from index.sources.source import RecordAuthority

# An older award's end and money are not the newest one's, even where that states none.
_NOT_FILLED = frozenset(
    {"id", "other_id", "url", "sample", "funding", "verified", "completion_date"}
)
_UNITED = frozenset({"condition", "keyword"})


class _Shelved(msgspec.Struct):
    """What is held in memory of a translation whose listing is written aside."""

    id: str
    """Casefolded, as every id is compared."""
    offset: int
    size: int
    order: int
    rank: tuple[int | str, ...]
    aliases: tuple[str, ...]


class _Shelf:
    """Listings as JSON in a nameless file of a directory: 500,000 are several gigabytes as objects.

    Nothing is buffered, so that a full disk is met where a listing is put and nowhere later.
    """

    def __init__(self, directory: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=directory, buffering=0)  # noqa: SIM115  kept
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._decoder = msgspec.json.Decoder(Listing)

    def put(self, encoded: bytes) -> tuple[int, int]:
        """Where it lies, and how long it is."""
        start, left = self._end, memoryview(encoded)
        while left:
            done = os.pwrite(self._file.fileno(), left, self._end)
            self._end, left = self._end + done, left[done:]
        return start, len(encoded)

    def encoded(self, shelved: _Shelved) -> bytes:
        """The listing as it was put there."""
        # At a place of its own choosing: a process that was forked shares the file's position.
        return os.pread(self._file.fileno(), shelved.size, shelved.offset)

    def get(self, shelved: _Shelved) -> Listing:
        """The listing without the places of its sites, which follow from what it states."""
        listing = self._decoder.decode(self.encoded(shelved))
        stated = tuple(msgspec.structs.replace(site, place=None) for site in listing.site)
        return msgspec.structs.replace(listing, site=stated)


class _Described(msgspec.Struct, frozen=True):
    """An editorial listing, its id as it is written, and where it was read."""

    shelved: _Shelved
    id: str
    where: str
    sample: bool


class _Plan(msgspec.Struct):
    """The records that become one listing, the newest official one first."""

    official: list[_Shelved]
    editorial: _Shelved | None = None


class Listings:
    """The collapsed listings, each put together when it is asked for."""

    def __init__(self, shelf: _Shelf, plans: list[_Plan]) -> None:
        self._shelf = shelf
        self._plans = plans

    def __len__(self) -> int:
        return len(self._plans)

    def encoded(self, finish: Callable[[Listing], bytes]) -> Iterator[bytes]:
        """Every listing as JSON: as it was given where one record is all of it, and what `finish`
        makes of it where it is put together from several."""
        for plan in self._plans:
            together = [*plan.official, *([plan.editorial] if plan.editorial else [])]
            if len(together) == 1:
                yield self._shelf.encoded(together[0])
            else:
                yield finish(self._listing(plan))

    def _listing(self, plan: _Plan) -> Listing:
        official = _newest([self._shelf.get(one) for one in plan.official])
        if plan.editorial is None:
            return official
        return _with_editorial(official, self._shelf.get(plan.editorial))


class Collapsed(msgspec.Struct, frozen=True):
    """One listing per id, how many records were folded into another, and who was turned away.

    records given = ``len(listings) + collapsed + len(refused)``.
    """

    listings: Listings
    collapsed: int
    refused: tuple[tuple[Problem, ...], ...]


def collapse(records: Iterable[Condensed], directory: Path) -> Collapsed:
    """One listing per id, in the order their first record was read.

    The listings lie in `directory`, in a file without a name, as long as they are used.
    Raises OSError where there is no room for it.

    Ids that differ in case alone are one, written as the official record writes it, or else as
    the first one did.

    - Records of one `group` are one listing: the one with the highest `rank`, with its blanks
      filled from the next newest, and every earlier id kept as another id.
    - Of the same id twice in registry records, the later verified wins, then the later read.
    - An editorial listing keeps its own words (fields declared `editorial`); everything else
      comes from the official record of the same id, where it states it.
    - A second editorial listing of one id is refused; its problem names both places. A sample
      gives way to a listing that is none.
    """
    shelf = _Shelf(directory)
    official: list[tuple[str, _Shelved]] = []
    links = _Links()
    editorial: dict[str, _Described] = {}
    refused: list[tuple[Problem, ...]] = []
    given = 0
    for given, one in enumerate(records, start=1):
        id_ = one.id.casefold()
        if one.authority is RecordAuthority.OFFICIAL:
            # The same award may come once with its core project number and once without.
            if one.group:
                links.join(id_, f"group {one.group.casefold()}")
            official.append((id_, _shelved(shelf, one, given)))
        elif id_ not in editorial or (editorial[id_].sample and not one.sample):
            shelved = _shelved(shelf, one, given)
            editorial[id_] = _Described(shelved, one.id, one.where, one.sample)
        elif editorial[id_].sample or not one.sample:
            refused.append(_second(one, editorial[id_].where))
    plans: dict[str, _Plan] = {}
    for id_, shelved in official:
        plans.setdefault(links.root(id_), _Plan([])).official.append(shelved)
    for key, plan in plans.items():
        plan.official.sort(key=lambda one: (one.rank, one.order), reverse=True)
        if not links.knows(key):
            # An earlier version of a registry record may hold what its sponsor has since removed.
            del plan.official[1:]
    refused += _attach(plans, editorial)
    ordered = sorted(plans.values(), key=_first_read)
    return Collapsed(
        listings=Listings(shelf, ordered),
        collapsed=given - len(ordered) - len(refused),
        refused=tuple(refused),
    )


class _Links:
    """Which names mean the same thing (union-find); most ids are never linked to anything."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def knows(self, name: str) -> bool:
        """Whether the name was ever linked."""
        return name in self._parent

    def root(self, name: str) -> str:
        """The name that stands for everything linked to this one."""
        path = []
        while (parent := self._parent.get(name, name)) != name:
            path.append(name)
            name = parent
        for passed in path:
            self._parent[passed] = name
        return name

    def join(self, one: str, other: str) -> None:
        """Both mean the same thing."""
        root = self.root(one)
        self._parent.setdefault(root, root)
        self._parent[self.root(other)] = root


def _shelved(shelf: _Shelf, one: Condensed, order: int) -> _Shelved:
    offset, size = shelf.put(one.encoded)
    return _Shelved(one.id.casefold(), offset, size, order, one.rank, one.aliases)


def _second(one: Condensed, first: str) -> tuple[Problem, ...]:
    what = f"the same record is already described in {first}; keep one of the two"
    return (Problem(f"{one.where}, {one.id}, id", what),)


def _first_read(plan: _Plan) -> int:
    together = [*plan.official, *([plan.editorial] if plan.editorial else [])]
    return min(one.order for one in together)


def _attach(plans: dict[str, _Plan], editorial: dict[str, _Described]) -> list[tuple[Problem, ...]]:
    """Puts each editorial listing beside its official record; gives the ones that are too many."""
    owners: dict[str, str] = {}
    for key, plan in plans.items():
        for one in plan.official:
            for alias in one.aliases:
                if alias in editorial:
                    owners.setdefault(alias, key)
    for key, plan in plans.items():
        for one in plan.official:
            if one.id in editorial:
                owners[one.id] = key
    described: dict[str, str] = {}
    too_many: list[tuple[Problem, ...]] = []
    for id_, ours in editorial.items():
        owner = owners.get(id_)
        if owner is None:
            plans[f"editorial {id_}"] = _Plan([], ours.shelved)
        elif owner in described:
            what = f"the same project is already described in {described[owner]}; keep one"
            too_many.append((Problem(f"{ours.where}, {ours.id}, id", what),))
        else:
            plans[owner].editorial = ours.shelved
            described[owner] = ours.where
    return too_many


def _blank(value: Any) -> bool:
    return value is None or value == "" or value == ()


def _one_site(first: tuple[Site, ...], second: tuple[Site, ...]) -> tuple[Site, ...]:
    """One site of two that nowhere contradict each other; nothing where they do.

    One record of an award may name the state alone, and another the city.
    """
    if len(first) != 1 or len(second) != 1:
        return ()
    found: dict[str, Any] = {}
    for name in Site.__struct_fields__:
        one, other = getattr(first[0], name), getattr(second[0], name)
        if not _blank(one) and not _blank(other) and one != other:
            return ()
        found[name] = other if _blank(one) else one
    return (Site(**found),)


def _newest(listings: list[Listing]) -> Listing:
    """The first of the listings, its blanks filled from the next ones in turn."""
    newest = listings[0]
    if len(listings) == 1:
        return newest
    changes: dict[str, Any] = {}
    for field in FIELDS:
        if field.name in _NOT_FILLED or not _blank(getattr(newest, field.name)):
            continue
        found = next((v for o in listings[1:] if not _blank(v := getattr(o, field.name))), None)
        if found is not None:
            changes[field.name] = found
    for older in listings[1:]:
        same_place = older.sponsor is not None and older.sponsor == newest.sponsor
        if same_place and (site := _one_site(changes.get("site", newest.site), older.site)):
            changes["site"] = site
    ids = [name for one in listings for name in (one.id, *one.other_id)]
    changes["other_id"] = distinct(ids, beside=[newest.id])
    return msgspec.structs.replace(newest, **changes)


def _with_editorial(official: Listing, editorial: Listing) -> Listing:
    """One record of two: our words where we have any, the official facts for everything else."""
    merged: dict[str, Any] = {}
    for field in FIELDS:
        theirs, ours = getattr(official, field.name), getattr(editorial, field.name)
        if field.name in _UNITED:
            merged[field.name] = distinct([*theirs, *ours])
        elif field.use.editorial:
            merged[field.name] = theirs if _blank(ours) else ours
        else:
            merged[field.name] = ours if _blank(theirs) else theirs
    merged["site"] = _one_site(official.site, editorial.site) or merged["site"]
    merged["other_id"] = distinct(
        [*official.other_id, *editorial.other_id, editorial.id], beside=[official.id]
    )
    if official.title != merged["title"] and _blank(official.official_title):
        merged["official_title"] = official.title
    replaced = (official.good_fit, official.not_a_fit) != (merged["good_fit"], merged["not_a_fit"])
    if replaced and (official.good_fit or official.not_a_fit) and not official.eligibility:
        # Our words say it plainly, but the official criteria are what decides.
        parts = [
            f"{heading}\n\n{text}"
            for heading, text in (
                ("Inclusion criteria:", official.good_fit),
                ("Exclusion criteria:", official.not_a_fit),
            )
            if text
        ]
        merged["eligibility"] = "\n\n".join(parts)
    merged |= _agreed(official, merged)
    return Listing(**merged)


def _agreed(official: Listing, merged: dict[str, Any]) -> dict[str, Any]:
    """What has to agree with the official facts, without ours where they contradict them."""
    facts = Facts(**{name: merged[name] for name in Facts.__struct_fields__})
    agreed = msgspec.structs.asdict(settled(facts))
    if any(one.field == "minimum_age" for one in disagreements(facts)):
        agreed |= {"minimum_age": official.minimum_age, "maximum_age": official.maximum_age}
    return agreed
