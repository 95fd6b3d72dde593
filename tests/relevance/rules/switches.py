"""A rule of reading, and how it is switched off from outside while it is measured.

The code has no switch. What a rule is, is a function, a method or a table of a room of
`search.understanding`; for the while of a run something else stands in its place, wherever a module
has it by that name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any, NamedTuple

ROOM = "search.understanding"

Instead = Callable[[Any], Any]
"""What stands in the place of something, made of it."""


class Switch(NamedTuple):
    """What is replaced: `name` of a module below `search.understanding`, a method as
    *Class.method*."""

    module: str
    name: str
    instead: Instead


class Rule(NamedTuple):
    """A rule by its name in plain words, and a question that is read otherwise without it. `why`
    says of one that loses more than it wins why it is kept."""

    name: str
    example: str
    switches: tuple[Switch, ...]
    why: str = ""

    @contextmanager
    def off(self) -> Iterator[None]:
        """Reads without it. Not for several threads at once."""
        with ExitStack() as stack:
            for switch in self.switches:
                stack.enter_context(_replaced(switch))
            yield


@contextmanager
def _replaced(switch: Switch) -> Iterator[None]:
    holder: Any = import_module(f"{ROOM}.{switch.module}")
    *owners, name = switch.name.split(".")
    for owner in owners:
        holder = getattr(holder, owner)
    was = getattr(holder, name)
    instead = switch.instead(was)
    # A name that a module imports is its own, so that each that has this one is given the other.
    holders = [holder] if owners else [one for one in _rooms() if vars(one).get(name) is was]
    try:
        for one in holders:
            setattr(one, name, instead)
        yield
    finally:
        for one in holders:
            setattr(one, name, was)


def _rooms() -> Iterator[Any]:
    for name, module in list(sys.modules.items()):
        if name == ROOM or name.startswith(f"{ROOM}."):
            yield module
