"""Every way a request can fail → a sentence, as a page or as JSON."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Sequence

import msgspec
from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    RequestEntityTooLarge,
    RequestURITooLarge,
)

from index.errors import Problem
from index.listing import FACETS
from search.errors import BadRequest, EngineUnavailable
from search.request import MAX_TEXT, PARAMETER, ParameterProblem, SearchRequest

log = logging.getLogger(__name__)

API = "/api/"

BYTES_OF_A_CHARACTER = 12
"""In an address: up to four bytes of UTF-8, each written like ``%F0``."""

MAX_QUERY_BYTES = 2 * MAX_TEXT * BYTES_OF_A_CHARACTER
"""The longest question fits twice: half of it is room for a hundred facet values. Longer
query strings are refused unread."""

MAX_BODY_BYTES = 10_000

SENTENCES = {
    400: ("This request cannot be read", "Something in the address is not right."),
    404: (
        "There is no page here",
        "The address may be mistyped, or the listing may have been withdrawn. "
        "You can search for it instead.",
    ),
    405: ("This page cannot be used that way", "It can only be read."),
    413: ("That is too much at once", "Nothing on this site takes an upload."),
    414: ("This address is too long", "Please shorten the question or choose fewer filters."),
    431: (
        "This request cannot be read",
        "The browser sent more along with it than this site reads.",
    ),
    500: (
        "Something went wrong on our side",
        "It is not your fault, and nothing you typed was kept. Please try again in a moment.",
    ),
    503: (
        "Search is not available just now",
        "The listings are being prepared. Please try again in a few minutes.",
    ),
}


_CAN_NARROW = f"Listings can be narrowed by: {'; '.join(facet.label for facet in FACETS)}."


class ApiProblem(msgspec.Struct, frozen=True):
    """What is wrong and where: a parameter's name, or the part of the address."""

    where: str
    what: str


class ApiProblems(msgspec.Struct, frozen=True):
    """Every problem of a request, all at once."""

    problems: tuple[ApiProblem, ...]


def handle_errors(app: Flask) -> None:
    """Registers a handler for everything that can be raised while answering."""

    @app.before_request
    def refuse_what_is_too_long() -> None:
        if len(request.query_string) > MAX_QUERY_BYTES:
            raise RequestURITooLarge
        if (request.content_length or 0) > MAX_BODY_BYTES:
            raise RequestEntityTooLarge

    @app.errorhandler(BadRequest)
    def bad_request(error: BadRequest) -> Response:
        return failed(400, error.problems)

    @app.errorhandler(EngineUnavailable)
    def unavailable(error: EngineUnavailable) -> Response:
        # Its text is for staff: it names the command to run, and never a question.
        log.error("%s", error)
        return failed(503)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        response = failed(error.code or 500)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.error("Unexpected failure in %s\n%s", request.endpoint, "".join(where_it_failed(error)))
        return failed(500)


def where_it_failed(error: BaseException) -> Iterator[str]:
    """The types and code lines of an exception and its causes.

    Not their texts, nor the address: either could repeat what somebody typed.
    """
    seen: BaseException | None = error
    while seen is not None:
        yield f"{type(seen).__module__}.{type(seen).__qualname__}\n"
        yield from traceback.format_tb(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__


def failed(code: int, problems: Sequence[Problem] = ()) -> Response:
    """The response to a request that failed: JSON under ``/api/``, a page elsewhere."""
    title, sentence = SENTENCES.get(code, SENTENCES[500 if code >= 500 else 400])
    if request.path.startswith(API):
        return problems_response(code, problems or [Problem("request", f"{title}. {sentence}")])
    page = render_template(
        "error.html",
        title=title,
        sentence=sentence,
        code=code,
        problems=[in_words(problem) for problem in problems],
        asked=_asked_so_far(),
    )
    response = make_response(page, code)
    _retry_later(response)
    return response


def refusal(app: Flask, code: int, path: str) -> Response:
    """The response, headers and all, to what never became a request of the app.

    `path` only says who is answered: JSON under ``/api/``, a page elsewhere.
    """
    with app.test_request_context(path):
        return app.process_response(failed(code))


def problems_response(code: int, problems: Sequence[Problem]) -> Response:
    """Problems as JSON."""
    body = ApiProblems(tuple(ApiProblem(problem.where, problem.what) for problem in problems))
    response = Response(msgspec.json.encode(body), code, mimetype="application/json")
    _retry_later(response)
    return response


def _retry_later(response: Response) -> None:
    if response.status_code == 503:
        response.headers["Retry-After"] = "60"


def in_words(problem: Problem) -> Problem:
    """The problem as a page says it: labels where the API names parameters and codes."""
    parameter = PARAMETER.get(problem.where)
    where = f"“{parameter.label if parameter else problem.where}”"
    if not isinstance(problem, ParameterProblem):
        return Problem(where, problem.what)
    if parameter is None:
        return Problem(where, f"{problem.fault} {_instead_of_it(problem.choices)}")
    labels = dict(parameter.choices)
    known = "; ".join(labels[code] for code in problem.choices)
    return Problem(where, f"{problem.fault}; it can be: {known}.")


def _instead_of_it(parameters: Sequence[str]) -> str:
    """*Did you mean age_group, for “Age”?*, or what there is to narrow by."""
    if len(parameters) > 1:
        return _CAN_NARROW
    (meant,) = parameters
    return f"Did you mean {meant}, for “{PARAMETER[meant].label}”?"


def _asked_so_far() -> SearchRequest:
    """What was typed, to be corrected in the search form."""
    text, near, within = (
        request.args.get(name, "")[: PARAMETER[name].max_length] for name in ("q", "near", "within")
    )
    return SearchRequest(text=text, near=near, within=within)
