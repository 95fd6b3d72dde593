"""The story: records as they come, what is one thing, what belongs together, and the listings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from index.errors import Problem
from index.sources.deduplication.condensed import Condensed
from index.sources.deduplication.families import family
from index.sources.deduplication.plans import Plan, Planned
from index.sources.deduplication.same import Same
from index.sources.deduplication.shelf import Place, Shelf, Shelved
from index.sources.source import Attachment, RecordAuthority

Refusal = tuple[Problem, ...]


class Collapsed(msgspec.Struct, frozen=True):
    """One listing per id, how many records were folded into another, and who was turned away.

    records given = ``len(listings) + collapsed + len(refused)``.
    """

    listings: Planned
    collapsed: int
    refused: tuple[Refusal, ...]


class _Described(msgspec.Struct, frozen=True):
    """An editorial listing, its id as it is written, and where it was read."""

    shelved: Shelved
    where: str
    sample: bool


class _Waiting(msgspec.Struct, frozen=True):
    """An attachment without its texts, which lie on the shelf."""

    attachment: Attachment
    place: Place | None


class _Gathered(msgspec.Struct):
    """Everything that was read, before it is known what belongs together."""

    records: list[Shelved] = []
    same: Same = msgspec.field(default_factory=Same)
    editorial: dict[str, _Described] = {}
    waiting: list[_Waiting] = []
    refused: list[Refusal] = []
    given: int = 0


class _Awards:
    """Which plan an id or the number of an award means."""

    def __init__(self, same: Same, wholes: dict[str, Plan], by_id: dict[str, Plan]) -> None:
        self._same = same
        self._wholes = wholes
        self._by_id = by_id

    def of_number(self, number: str) -> Plan | None:
        """The project that has the award of the number: a center, and none of its parts."""
        return self._wholes.get(self._same.root(_group(number)))

    def is_record(self, name: str) -> bool:
        """Whether this is the id of a record, and not the number of an award."""
        return name in self._by_id

    def of(self, name: str) -> Plan | None:
        """What has this id, or the award of this number."""
        return self._by_id.get(name) or self.of_number(name)


def collapse(records: Iterable[Condensed | Attachment], directory: Path) -> Collapsed:
    """One listing per id, in the order their first record was read.

    The listings lie in `directory`, in a file without a name, as long as they are used.
    Raises OSError where there is no room for it.

    Ids that differ in case alone are one, written as the official record writes it, or else as
    the first one did.

    - Records of one `group` that describe the whole are one listing: the one with the highest
      `rank`, with its blanks filled from the next newest, and every earlier id kept as another id.
      Supplements and parts without a title of their own are found under it and fill nothing.
    - A part with a title of its own is a listing, linked to that of its center and back.
    - A trial that cites the number of an award is linked to the project, and back.
    - Of the same id twice in registry records, the later updated wins, then the later read.
    - An editorial listing keeps its own words (fields declared `editorial`); everything else
      comes from the official record of the same id, where it states it.
    - A second editorial listing of one id is refused; its problem names both places. A sample
      gives way to a listing that is none.
    - An attachment is folded into what it belongs to, in whatever order they come, and refused
      where that is not among what was read.
    """
    shelf = Shelf(directory)
    gathered = _gather(records, shelf)
    plans, wholes = _plans(gathered)
    refused = gathered.refused + _describe(plans, gathered.editorial)
    by_id = {
        one.id.casefold(): plan
        for plan in (plans if gathered.waiting else ())
        for one in plan.records
    }
    awards = _Awards(gathered.same, wholes, by_id)
    attached, too_many = _attach(gathered.waiting, awards)
    refused += too_many
    _link_citations(plans, awards)
    plans.sort(key=lambda plan: plan.first_read)
    return Collapsed(
        listings=Planned(shelf, plans, attached),
        collapsed=gathered.given - len(plans) - len(refused),
        refused=tuple(refused),
    )


def _group(name: str) -> str:
    return f"group {name.casefold()}"


def _gather(records: Iterable[Condensed | Attachment], shelf: Shelf) -> _Gathered:
    found = _Gathered()
    editorial = found.editorial
    for record in records:
        found.given += 1
        if isinstance(record, Attachment):
            adds = record.summary or record.description or record.found_by
            place = shelf.put_attachment(record) if adds else None
            bare = msgspec.structs.replace(record, summary="", description="")
            found.waiting.append(_Waiting(bare, place))
            continue
        one = record.known
        id_ = one.id.casefold()
        if one.authority is RecordAuthority.OFFICIAL:
            # The same award may come once with its core project number and once without.
            if one.group:
                found.same.join(id_, _group(one.group))
            found.records.append(_shelved(shelf, record, found.given))
        elif id_ not in editorial or (editorial[id_].sample and not one.sample):
            shelved = _shelved(shelf, record, found.given)
            editorial[id_] = _Described(shelved, one.where, one.sample)
        elif editorial[id_].sample or not one.sample:
            found.refused.append(_second(one.where, one.id, editorial[id_].where))
    return found


def _shelved(shelf: Shelf, record: Condensed, order: int) -> Shelved:
    known = record.known
    return Shelved(
        place=shelf.put_listing(record.encoded),
        order=order,
        id=known.id,
        rank=known.rank,
        aliases=known.aliases,
        group=known.group,
        membership=known.membership,
        amount=known.amount,
        cites=known.cites,
    )


def _second(where: str, id_: str, first: str) -> Refusal:
    what = f"the same record is already described in {first}; keep one of the two"
    return (Problem(f"{where}, {id_}, id", what),)


def _plans(gathered: _Gathered) -> tuple[list[Plan], dict[str, Plan]]:
    """A plan for each listing with an official record, and those of whole projects by the name
    that stands for their award."""
    together: dict[str, list[Shelved]] = defaultdict(list)
    for one in gathered.records:
        together[gathered.same.root(one.id.casefold())].append(one)
    plans: list[Plan] = []
    wholes: dict[str, Plan] = {}
    for key, records in together.items():
        if not gathered.same.knows(key):
            # An earlier version of a registry record may hold what its sponsor has since removed.
            newest = max(records, key=lambda one: (one.rank, one.order))
            plans.append(Plan([newest]))
            continue
        found = family(records)
        whole = Plan(found.whole, found.folded) if found.whole else None
        parts = tuple(Plan(part, center=whole) for part in found.parts)
        if whole:
            whole.subproject = parts
            wholes[key] = whole
            plans.append(whole)
        plans += parts
    return plans, wholes


def _describe(plans: list[Plan], editorial: dict[str, _Described]) -> list[Refusal]:
    """Puts each editorial listing beside its official record; gives the ones that are too many."""
    owners: dict[str, Plan] = {}
    for plan in plans:
        for one in plan.records:
            for alias in one.aliases:
                if alias in editorial:
                    owners.setdefault(alias, plan)
    for plan in plans:
        for one in plan.records:
            if (id_ := one.id.casefold()) in editorial:
                owners[id_] = plan
    described: dict[int, str] = {}
    too_many: list[Refusal] = []
    for id_, ours in editorial.items():
        owner = owners.get(id_)
        if owner is None:
            plans.append(Plan([], editorial=ours.shelved))
        elif id(owner) in described:
            what = f"the same project is already described in {described[id(owner)]}; keep one"
            too_many.append((Problem(f"{ours.where}, {ours.shelved.id}, id", what),))
        else:
            owner.editorial = ours.shelved
            described[id(owner)] = ours.where
    return too_many


def _attach(
    waiting: list[_Waiting], awards: _Awards
) -> tuple[dict[str, list[Place]], list[Refusal]]:
    """Where the texts lie that belong to a record, by its id; links a project to the trials that
    a table names; gives the attachments that belong to nothing that was read."""
    attached: dict[str, list[Place]] = defaultdict(list)
    refused: list[Refusal] = []
    for one in waiting:
        said = one.attachment
        owner = awards.of(said.to.casefold())
        trial = awards.of(said.trial.casefold()) if said.trial else None
        if owner is None:
            refused.append((Problem(f"{said.where}, {said.to}", said.missing),))
        elif said.trial and trial is None:
            refused.append((Problem(f"{said.where}, {said.trial}", said.missing_trial),))
        elif trial is not None:
            _link(owner, trial)
        elif any(awards.is_record(name.casefold()) for name in said.found_by):
            continue  # The same record came with a title as well.
        elif one.place is not None:
            to = said.to.casefold()
            # What belongs to an award, and to no record of it, goes to the newest.
            record = to if awards.is_record(to) else owner.official[0].id.casefold()
            attached[record].append(one.place)
    return attached, refused


def _link_citations(plans: list[Plan], awards: _Awards) -> None:
    for plan in plans:
        for number in plan.official[0].cites if plan.official else ():
            if (project := awards.of_number(number)) is not None:
                _link(project, plan)


def _link(project: Plan, trial: Plan) -> None:
    project.trial.append(trial)
    trial.grant.append(project)
