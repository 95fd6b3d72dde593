"""The JSON API: the same requests and the same answers as the pages."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from index.errors import Problem
from search.errors import BadRequest
from search.request import from_args
from search.results import MAX_TYPED, answer, completions, record
from web.errors import failed
from web.links import quoted
from web.routes.openapi import openapi
from web.routes.service import Answers


def make_api(searcher: Answers) -> Blueprint:
    """The API over a searcher."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.get("/v1/search")
    def search() -> Response:
        asked = from_args(request.args.items(multi=True))
        return _json(answer(searcher.search(asked), asked))

    @api.get("/v1/listings/<id>")
    def listing(id: str) -> AnyResponse:  # noqa: A002  the field's own name
        now = searcher.pinned()
        found = now.listing(id)
        if found is None:
            return failed(404, [Problem("id", "names no listing that is held here.")])
        if found.id != id:
            return redirect(f"/api/v1/listings/{quoted(found.id)}", 301)
        return _json(record(found, now.status().stamp, now.today()))

    @api.get("/v1/complete")
    def complete() -> Response:
        return _json(completions(searcher.complete(_typed())))

    @api.get("/v1/openapi.json")
    def description() -> Response:
        return _json(openapi())

    return api


def _typed() -> str:
    """What is to be completed. Raises `BadRequest` for another parameter, or too long a text."""
    typed = request.args.get("q", "")
    problems = [
        Problem(name[:60], "is not a parameter here; give q.")
        for name in request.args
        if name != "q"
    ]
    if len(typed) > MAX_TYPED:
        problems.append(
            Problem("q", f"is {len(typed):,} characters long; use at most {MAX_TYPED}.")
        )
    if problems:
        raise BadRequest(tuple(problems))
    return typed


def _json(body: msgspec.Struct | dict[str, Any]) -> Response:
    return Response(msgspec.json.encode(body), mimetype="application/json")
