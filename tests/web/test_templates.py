"""What templates and styles declare by code must be complete: a new code would look wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from index.listing.codes import Kind
from web.views.listing import ShownStatus, every_status
from web.views.schema_org import TYPES


def _macros(app: Flask) -> Any:
    return app.jinja_env.get_template("macros.html").module


def _styles(app: Flask) -> str:
    return Path(app.root_path, "static", "site.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("status", every_status(), ids=lambda status: status.words)
def test_every_status_has_an_icon_and_a_style(app: Flask, status: ShownStatus) -> None:
    macros = _macros(app)
    assert status.shape in macros.paths
    assert f".status-{status.shape}" in _styles(app)
    assert f".site-status.status-{status.shape}::before" in _styles(app)
    assert f"status-{status.shape}" in macros.status_badge(status)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_an_icon_a_style_and_a_type(app: Flask, kind: Kind) -> None:
    assert kind.value in _macros(app).paths
    assert f".kind-{kind.value} {{" in _styles(app)
    assert f".badge.kind-{kind.value} {{" in _styles(app)
    assert kind in TYPES
