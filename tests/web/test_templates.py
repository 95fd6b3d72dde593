"""What templates and styles declare by code must be complete: a new code would look wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from index.listing.codes import Kind, Status
from web.views.schema_org import TYPES


def _macros(app: Flask) -> Any:
    return app.jinja_env.get_template("macros.html").module


def _styles(app: Flask) -> str:
    return Path(app.root_path, "static", "site.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_standing_with_an_icon_and_a_style(app: Flask, status: Status) -> None:
    macros = _macros(app)
    standing = macros.standing[status.value]
    assert standing in macros.paths
    assert f".status-{standing}" in _styles(app)
    assert f"status-{standing}" in macros.status_badge(status)


def test_nothing_but_a_status_has_a_standing(app: Flask) -> None:
    assert set(_macros(app).standing) == {status.value for status in Status}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_an_icon_a_style_and_a_type(app: Flask, kind: Kind) -> None:
    assert kind.value in _macros(app).paths
    assert f".kind-{kind.value} {{" in _styles(app)
    assert f".badge.kind-{kind.value} {{" in _styles(app)
    assert kind in TYPES
