"""What a study does: what is given, to which groups, and what is measured."""

from __future__ import annotations

import msgspec

from index.listing import AccessKind, Arm, Intervention, Outcome
from index.sources.records import Section, one_spelling
from index.sources.translators.clinicaltrials.codes import ACCESS, ARMS, INTERVENTIONS


def interventions(module: Section) -> tuple[Intervention, ...]:
    """What is given, each name of a kind once.

    A drug that two groups get in two doses is written twice: both descriptions are kept.
    """
    found: dict[tuple[str, object], Intervention] = {}
    for one in module.sections("interventions"):
        name = one.text("name")
        if not name:
            continue
        kind, description = one.coded("type", INTERVENTIONS), one.passage("description")
        earlier = found.get((name, kind))
        if earlier is None:
            found[name, kind] = Intervention(name, kind, description)
        elif description and description not in earlier.description:
            both = "\n\n".join(part for part in (earlier.description, description) if part)
            found[name, kind] = msgspec.structs.replace(earlier, description=both)
    return tuple(found.values())


def other_names(module: Section) -> list[str]:
    """The other names that what is given goes by."""
    return [name for one in module.sections("interventions") for name in one.texts("otherNames")]


def arms(module: Section, intervention: tuple[Intervention, ...]) -> tuple[Arm, ...]:
    """The groups of a study with what each is given, by the names that the treatments have.

    A group names its treatments (``Drug: Aspirin``). Where it does not, as in records that were
    converted from the registry's older form, the treatments say which groups they are for.
    """
    known = {one_spelling(one.name): one.name for one in intervention}
    given = _given(module)
    found: list[Arm] = []
    for position, one in enumerate(module.sections("armGroups"), start=1):
        kind, label = one.coded("type", ARMS), one.text("label")
        description = one.passage("description")
        stated = [_treatment(name, known) for name in one.texts("interventionNames")]
        names = tuple(dict.fromkeys(stated or given.get(one_spelling(label), [])))
        if label or description or names or kind:
            found.append(
                Arm(
                    label=label or f"Group {position}",
                    kind=kind,
                    description=description,
                    intervention=names,
                )
            )
    return tuple(dict.fromkeys(found))


def _given(module: Section) -> dict[str, list[str]]:
    """Group → the names of what is said to be for it."""
    found: dict[str, list[str]] = {}
    for one in module.sections("interventions"):
        if name := one.text("name"):
            for label in one.texts("armGroupLabels"):
                found.setdefault(one_spelling(label), []).append(name)
    return found


def _treatment(stated: str, known: dict[str, str]) -> str:
    """The name of a treatment without its kind: ``Drug: Aspirin`` is *Aspirin*."""
    kind, colon, name = stated.partition(": ")
    code = kind.upper().replace(" ", "_")
    bare = name if colon and (code in INTERVENTIONS or one_spelling(name) in known) else stated
    if one_spelling(stated) in known:
        bare = stated
    return known.get(one_spelling(bare), bare)


def primary_outcomes(study: Section) -> tuple[Outcome, ...]:
    """What the study is there to find out. Its other measures are left out: a study has dozens."""
    found: dict[Outcome, None] = {}
    for one in study.section("outcomesModule").sections("primaryOutcomes"):
        measure, description = one.text("measure"), one.passage("description")
        if measure or description:
            outcome = Outcome(
                measure=measure or description,
                time_frame=one.text("timeFrame"),
                description=description if measure else "",
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
