"""What a JSON text says, as far as it can be told."""

from __future__ import annotations

from typing import Any

import msgspec

from index.sources.source import JsonText, JsonTextDamaged

_SHALLOW = msgspec.json.Decoder(dict[str, msgspec.Raw])


def decoded(text: bytes) -> Any:
    """The value of a JSON text; None also where it has none."""
    try:
        return JsonText(text).decoded()
    except JsonTextDamaged:
        return None


def first_inside(value: dict[str, Any]) -> dict[str, Any]:
    """The first object in a list inside a decoded object; an empty one where there is none."""
    lists = (one for one in value.values() if isinstance(one, list))
    return next((one for found in lists for one in found if isinstance(one, dict)), {})


def keys_of(text: bytes) -> list[str]:
    """The keys of an object whose values may be damaged; none where they cannot be told."""
    try:
        return list(_SHALLOW.decode(text))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
