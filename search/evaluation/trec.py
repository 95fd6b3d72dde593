"""Judged questions in the files of TREC."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.errors import Problem
from search.errors import BadRequest

Qrels = Mapping[str, Mapping[str, int]]


def read_queries(path: Path) -> dict[str, str]:
    """Questions of a file with ``id<TAB>text`` lines. Raises `BadRequest` naming the line."""
    queries: dict[str, str] = {}
    for number, line in _lines(path):
        id_, tab, text = line.partition("\t")
        if not tab or not text.strip():
            raise _bad(path, number, "is not an id, a tab and a question.")
        if id_ in queries:
            raise _bad(path, number, f"repeats the id {id_}.")
        queries[id_] = text.strip()
    return queries


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Judgements in TREC form: ``query 0 listing grade``. Raises `BadRequest` naming the line."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        fields = line.split()
        try:
            query, _, listing, grade = fields
            qrels.setdefault(query, {})[listing] = int(grade)
        except ValueError:
            raise _bad(path, number, "is not: query, 0, listing, grade.") from None
    return qrels


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadRequest([Problem(str(path), f"cannot be read ({problem}).")]) from problem
    return [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _bad(path: Path, number: int, what: str) -> BadRequest:
    return BadRequest([Problem(f"{path.name}, line {number}", what)])
