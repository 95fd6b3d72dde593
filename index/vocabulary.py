from __future__ import annotations

import msgspec


class Name(msgspec.Struct, frozen=True):
    text: str
    source: str = ""


class Concept(msgspec.Struct, frozen=True):
    number: int
    name: str
    names: tuple[Name, ...] = ()
    narrower: tuple[int, ...] = ()
    listings: int = 0
