"""What a study does: what is given, to which groups, and what is measured."""

from __future__ import annotations

import msgspec

from index.analysis import folded
from index.listing import AccessKind, Arm, Intervention, Outcome
from index.sources.records import Section
from index.sources.translators.clinicaltrials.codes import ACCESS, ARMS, INTERVENTIONS


class Treatments(msgspec.Struct, frozen=True):
    """What is given in a study."""

    intervention: tuple[Intervention, ...]
    """Each name of a kind once. A drug that two groups get in two doses is written twice: both
    descriptions are kept."""
    other_names: tuple[str, ...]
    given: dict[str, tuple[str, ...]]
    """Group, as one spelling has it → the names of what is said to be for it."""


def treatments(module: Section) -> Treatments:
    """What is given, read once, so that what is wrong is told once."""
    found: dict[tuple[str, object], Intervention] = {}
    other_names: list[str] = []
    given: dict[str, tuple[str, ...]] = {}
    for one in module.sections("interventions"):
        other_names += one.texts("otherNames")
        name = one.text("name")
        if not name:
            continue
        intervention = Intervention(
            name, one.coded("type", INTERVENTIONS), one.passage("description")
        )
        key = (name, intervention.kind)
        found[key] = _both(found[key], intervention) if key in found else intervention
        for label in one.texts("armGroupLabels"):
            group = folded(label)
            given[group] = (*given.get(group, ()), name)
    return Treatments(tuple(found.values()), tuple(other_names), given)


def _both(earlier: Intervention, again: Intervention) -> Intervention:
    """One treatment of two with the same name and kind."""
    if again.description in earlier.description:
        return earlier
    parts = [part for part in (earlier.description, again.description) if part]
    return msgspec.structs.replace(earlier, description="\n\n".join(parts))


def arms(module: Section, what: Treatments) -> tuple[Arm, ...]:
    """The groups of a study with what each is given, by the names that the treatments have.

    A group names its treatments (``Drug: Aspirin``). Where it does not, as in records that were
    converted from the registry's older form, the treatments say which groups they are for.
    """
    known = {folded(one.name): one.name for one in what.intervention}
    found: dict[Arm, None] = {}
    for position, one in enumerate(module.sections("armGroups"), start=1):
        kind, label = one.coded("type", ARMS), one.text("label")
        description = one.passage("description")
        stated = tuple(_treatment(name, known) for name in one.texts("interventionNames"))
        names = stated or what.given.get(folded(label), ())
        if label or description or names or kind:
            arm = Arm(
                label=label or f"Group {position}",
                kind=kind,
                description=description,
                intervention=tuple(dict.fromkeys(names)),
            )
            found[arm] = None
    return tuple(found)


def _treatment(stated: str, known: dict[str, str]) -> str:
    """The name of a treatment without its kind: ``Drug: Aspirin`` is *Aspirin*."""
    kind, colon, name = stated.partition(": ")
    code = kind.upper().replace(" ", "_")
    bare = name if colon and (code in INTERVENTIONS or folded(name) in known) else stated
    if folded(stated) in known:
        bare = stated
    return known.get(folded(bare), bare)


def primary_outcomes(study: Section) -> tuple[Outcome, ...]:
    """What the study is there to find out. Its other measures are left out: a study has dozens."""
    found: dict[Outcome, None] = {}
    measures = study.section("outcomesModule").sections("primaryOutcomes")
    for position, one in enumerate(measures, start=1):
        measure, description = one.text("measure"), one.passage("description")
        if measure or description:
            outcome = Outcome(
                measure=measure or f"Measure {position}",
                time_frame=one.text("timeFrame"),
                description=description,
            )
            found[outcome] = None
    return tuple(found)


def access_kinds(design: Section) -> tuple[AccessKind, ...]:
    """For whom expanded access is open."""
    types = design.section("expandedAccessTypes")
    return tuple(kind for key, kind in ACCESS.items() if types.truth(key))


def gender(eligibility: Section) -> str:
    """What is said of gender, in words: the record's own where it has some."""
    based, described = eligibility.truth("genderBased"), eligibility.text("genderDescription")
    return described or ("Who can take part depends on gender." if based else "")
