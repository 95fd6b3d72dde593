"""Reads the declaration of a listing: its fields, facets, sorts, JSON Schema and fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from index.analysis import folded
from index.listing.codes import NOT_STATED, NOT_STATED_WORDS
from index.listing.facets import INTERVENTION, Facet, Sort, place_depth, place_label
from index.listing.model import Listing
from index.listing.parts import UNSEARCHED
from index.listing.use import Use

FORMAT = 9
"""Counts changes of what is written that the declaration does not show: how a facet derives its
values, how places are spelled, how weights and columns are laid out, which files a segment has."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a listing, as declared."""

    name: str
    label: str
    help: str
    type: Any
    required: bool
    use: Use


def _declared_fields() -> Iterator[Field]:
    hints = get_type_hints(Listing, include_extras=True)
    required = {field.name: field.required for field in msgspec.structs.fields(Listing)}
    for name in Listing.__struct_fields__:
        metas = [meta for meta in get_args(hints[name])[1:] if isinstance(meta, msgspec.Meta)]
        declared = next((meta for meta in metas if meta.extra and "use" in meta.extra), None)
        if declared is None or declared.extra is None:
            raise TypeError(f"Listing.{name} has no label, help and use in its declaration")
        yield Field(
            name=name,
            label=declared.title or "",
            help=declared.description or "",
            type=hints[name],
            required=required[name],
            use=declared.extra["use"],
        )


FIELDS: tuple[Field, ...] = tuple(_declared_fields())
FIELD = {field.name: field for field in FIELDS}

FACETS: tuple[Facet, ...] = tuple(
    sorted((facet for field in FIELDS for facet in field.use.facets), key=lambda facet: facet.order)
)
FACET = {facet.name: facet for facet in FACETS}

COLUMN_FACETS = (*FACETS, INTERVENTION)
"""What an index keeps the values of: the facets that listings are narrowed by, and names that are
only completed while somebody types."""

RELEVANCE = Sort(name="relevance", label="Best match", descending=True)
SORTS: tuple[Sort, ...] = (
    RELEVANCE,
    *sorted(
        (field.use.sort for field in FIELDS if field.use.sort),
        key=lambda sort: not sort.descending,
    ),
)
SORTED_FIELD = {field.use.sort.name: field.name for field in FIELDS if field.use.sort}


def facet_values(facet: Facet, listing: Listing) -> dict[str, str]:
    """The distinct values of a listing for a facet: code → the words the listing itself uses.

    Values of coded facets are their own; names are folded, so that *Asthma* and *asthma*
    are one value. A listing that states nothing has the one value ``not-stated``.
    """
    if facet.words is not None:
        found = {str(code): facet.words.of(code).words for code in facet.values(listing)}
    else:
        found = {}
        for name in facet.values(listing):
            found.setdefault(folded(name) if not facet.separator else name, name)
        found.pop("", None)
    return found or {NOT_STATED: NOT_STATED_WORDS}


def value_label(facet: Facet, code: str, written: str = "") -> str:
    """The words a reader sees for a value; `written` is how listings write a name."""
    if code == NOT_STATED:
        return NOT_STATED_WORDS
    if facet.words is not None:
        return facet.words.of(code).words
    if facet.separator:
        return place_label(code)
    return written or code


def value_depth(facet: Facet, code: str) -> int:
    """How deep a value lies in its hierarchy; 0 for facets without one."""
    return place_depth(code) if facet.separator and code != NOT_STATED else 0


def listing_json_schema() -> dict[str, Any]:
    """JSON Schema of a listing and its parts, keyed by name, with ``#/components/schemas`` refs."""
    _, components = msgspec.json.schema_components(
        [Listing], ref_template="#/components/schemas/{name}"
    )
    return dict(components)


def is_many_valued(field: Field) -> bool:
    """Whether a field holds a tuple of values."""
    bare = field.type
    while get_origin(bare) is Annotated:
        bare = get_args(bare)[0]
    return get_origin(bare) is tuple


@cache
def searched_parts(part: type[msgspec.Struct]) -> tuple[str, ...]:
    """The texts of a part of a listing that are searched where the part is, in their order."""
    hints = get_type_hints(part, include_extras=True)
    return tuple(name for name in part.__struct_fields__ if not _is_aside(hints[name]))


def _parts(field: Field) -> list[type[msgspec.Struct]]:
    """The types of the parts that a field holds, those within them left out."""
    found: list[type[msgspec.Struct]] = []
    waiting = [field.type]
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            found.append(one)
        waiting += [inner for inner in get_args(one) if inner is not Ellipsis]
    return found


def _is_aside(hint: Any) -> bool:
    return any(
        isinstance(meta, msgspec.Meta) and meta.extra and meta.extra.get(UNSEARCHED)
        for meta in get_args(hint)[1:]
    )


def schema_fingerprint() -> str:
    """Sixteen hex digits that change when what an index holds would change.

    Labels and help texts are left out: rewording them needs no rebuild.
    """
    declared = [
        [
            field.name,
            field.use.weight,
            field.use.counts_once,
            [[part.__name__, *searched_parts(part)] for part in _parts(field)],
            [
                [facet.name, facet.separator, [word.value for word in facet.words or ()]]
                for facet in field.use.facets
            ],
            field.use.sort.name if field.use.sort else "",
        ]
        for field in FIELDS
    ]
    text = json.dumps([FORMAT, declared, _without_prose(listing_json_schema())], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _without_prose(schema: object) -> object:
    if isinstance(schema, dict):
        return {
            key: _without_prose(value)
            for key, value in schema.items()
            if key not in ("title", "description", "examples") or not isinstance(value, str | list)
        }
    if isinstance(schema, list):
        return [_without_prose(item) for item in schema]
    return schema


DISTANCE = Sort(name="distance", label="Nearest first", descending=False)
