"""Kinds of files and records that we know by name and do not read: what is said of each."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN_KEYS = 5


def foreign(keys: Iterable[object]) -> str:
    """What is said of a JSON object that no source recognises, by its keys."""
    names = [str(key)[:40] for key in keys]
    has = ", ".join(names[:_SHOWN_KEYS]) + (", …" if len(names) > _SHOWN_KEYS else "")
    return (
        "is neither a study of ClinicalTrials.gov (version 2: protocolSection) nor a project of "
        f"NIH RePORTER (version 2: appl_id, project_title). It has {has or 'nothing in it'}."
    )
