"""How much of a question is looked up, so that none takes more than a moment."""

from __future__ import annotations

from search.query import AllOf, Best, Node, Phrase, Preferred, Term, Weighted

MAX_UNITS = 100
"""Distinct words of a question that are looked up; a page of text has a few hundred."""

MAX_RUNS = 8
"""Phrases and compounds of a question whose words must stand side by side."""


def first_words(nodes: list[Node]) -> list[Node]:
    """The nodes that hold the first `MAX_UNITS` words; a phrase that goes beyond is left out."""
    kept: list[Node] = []
    left = MAX_UNITS
    for node in nodes:
        left -= _width(node)
        if left < 0:
            break
        kept.append(node)
    return kept


def with_few_runs(nodes: list[Node]) -> list[Node]:
    """The nodes with at most `MAX_RUNS` runs of terms; later ones ask for their words anywhere.

    Finding a run means reading positions: a hundred compounds of common words took 22 s.
    """
    left = MAX_RUNS

    def eased(node: Node) -> Node:
        nonlocal left
        match node:
            case Phrase(terms):
                left -= 1
                return node if left >= 0 else AllOf(tuple(map(Term, terms)))
            case Best(children):
                return Best(tuple(map(eased, children)))
            case Weighted(child, factor):
                return Weighted(eased(child), factor)
            case Preferred(child):
                return Preferred(eased(child))
            case AllOf(children):
                return AllOf(tuple(map(eased, children)))
            case _:
                return node

    return [eased(node) for node in nodes]


def _width(node: Node) -> int:
    match node:
        case Phrase(terms):
            return len(terms)
        case AllOf(children):
            return sum(map(_width, children))
        case Weighted(child):
            return _width(child)
        case Preferred():
            return 0
        case _:
            return 1
