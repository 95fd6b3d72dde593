"""Which names mean the same thing (union-find); most ids are never linked to anything."""

from __future__ import annotations


class Same:
    """Names that were joined, each with one that stands for all of them."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def knows(self, name: str) -> bool:
        """Whether the name was ever joined to anything."""
        return name in self._parent

    def root(self, name: str) -> str:
        """The name that stands for everything joined to this one."""
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
