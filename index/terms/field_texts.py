"""The texts of a listing, field by field: the fast twin of `index.listing.searched.searched_texts`.

A plan of where they are is made once, from the declaration of a listing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

import msgspec

from index.listing import SEARCHED, Coded, Field, Listing, is_many_valued, searched_parts

_Texts = Callable[[Any], Sequence[str]]


def _item_type(declared: Any) -> type:
    """The bare type of a value, or of each value of a tuple."""
    while arguments := get_args(declared):
        declared = next(one for one in arguments if one is not NoneType)
    return cast(type, declared)


def _texts_of(field: Field) -> _Texts:
    """How the texts of a field's value are found, for values that are not empty."""
    of_each = _texts_of_each(_item_type(field.type))
    return of_each if is_many_valued(field) else lambda value: of_each((value,))


def _texts_of_each(item: type) -> _Texts:
    if issubclass(item, Coded):
        return lambda values: [value.words.partition(":")[0] for value in values]
    if issubclass(item, str):
        return lambda values: [text for text in values if text]
    declared = cast(type[msgspec.Struct], item)
    hints = get_type_hints(declared)
    names = [name for name in searched_parts(declared) if _is_text(hints[name])]
    parts = [attrgetter(name) for name in names]
    return lambda values: [text for value in values for part in parts if (text := part(value))]


def _is_text(hint: Any) -> bool:
    """Whether a part holds one text: no code, and no list of names that another field has."""
    return isinstance(hint, type) and issubclass(hint, str) and not issubclass(hint, Coded)


_TEXTS_OF = tuple(_texts_of(field) for field in SEARCHED)
_searched_values = attrgetter(*(field.name for field in SEARCHED))


def texts_by_field(listing: Listing) -> list[Sequence[str]]:
    """The texts of each searched field."""
    values = _searched_values(listing)
    return [of(value) if value else () for of, value in zip(_TEXTS_OF, values, strict=True)]
