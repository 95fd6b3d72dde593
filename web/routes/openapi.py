"""The API described as OpenAPI 3.1, derived from the declarations it serves."""

from __future__ import annotations

from typing import Any

import msgspec

from search.request import PARAMETERS, Parameter
from search.results import LEAST_TYPED, MAX_TYPED, MOST, Answer, Completions, Record
from web.errors import ApiProblems

VERSION = "1"

REF = "#/components/schemas/{name}"


def openapi() -> dict[str, Any]:
    """The description served at ``/api/v1/openapi.json``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Listing Search",
            "version": VERSION,
            "summary": "Search clinical trials and NIH-funded research projects.",
            "description": "Read-only and open to all. Listings are information, not medical "
            "advice. A funded research project is not a trial and enrolls nobody.",
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/api/v1/search": {"get": _search()},
            "/api/v1/listings/{id}": {"get": _listing()},
            "/api/v1/complete": {"get": _complete()},
            "/api/v1/openapi.json": {"get": _description()},
        },
        "components": {"schemas": _schemas()},
    }


def _search() -> dict[str, Any]:
    return {
        "operationId": "search",
        "summary": "Search the listings",
        "description": "Values of one facet widen each other; different facets narrow. "
        "Counts of a facet leave out what is chosen in it.",
        "parameters": [_parameter(parameter) for parameter in PARAMETERS],
        "responses": {
            "200": _response("One page of results with the facets beside them.", "Answer"),
            "400": _response("The parameters that cannot be read, all of them.", "ApiProblems"),
            "414": _response("The address is too long.", "ApiProblems"),
            "503": _response("There is no index to search just now.", "ApiProblems"),
        },
    }


def _listing() -> dict[str, Any]:
    return {
        "operationId": "listing",
        "summary": "Read one listing",
        "parameters": [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "The record's id. An earlier id leads to the present one.",
                "schema": {"type": "string"},
            }
        ],
        "responses": {
            "200": _response("The whole listing. What it does not state is left out.", "Record"),
            "301": {"description": "The record has another id now; see the Location header."},
            "404": _response("No listing has this id.", "ApiProblems"),
            "503": _response("There is no index to read from just now.", "ApiProblems"),
        },
    }


def _complete() -> dict[str, Any]:
    return {
        "operationId": "complete",
        "summary": "Complete what is being typed",
        "description": "Conditions, treatments, sponsors and places that the listings state, by "
        "the beginning of the name or of one of its words, whatever the case, accents and signs. "
        "The whole name comes first, then names that begin so, then those with a later word that "
        "does; of equal ones what most listings state.",
        "parameters": [
            {
                "name": "q",
                "in": "query",
                "required": False,
                "description": f"What is typed so far; fewer than {LEAST_TYPED} letters or digits "
                "complete nothing.",
                "schema": {"type": "string", "maxLength": MAX_TYPED, "default": ""},
            }
        ],
        "responses": {
            "200": _response(f"At most {MOST} names.", "Completions"),
            "400": _response("The parameters that cannot be read, all of them.", "ApiProblems"),
            "414": _response("The address is too long.", "ApiProblems"),
            "503": _response("There is no index to read from just now.", "ApiProblems"),
        },
    }


def _description() -> dict[str, Any]:
    return {
        "operationId": "description",
        "summary": "Read this description",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }


def _response(description: str, schema: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": {"$ref": REF.format(name=schema)}}},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    value: dict[str, Any] = {"type": parameter.type}
    if parameter.choices:
        codes = [code for code, _ in parameter.choices]
        value["enum"] = [int(code) for code in codes] if parameter.type == "integer" else codes
    for name, limit in (
        ("minimum", parameter.minimum),
        ("maximum", parameter.maximum),
        ("maxLength", parameter.max_length),
    ):
        if limit is not None:
            value[name] = limit
    if parameter.default is not None:
        value["default"] = parameter.default
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": _described(parameter),
        "schema": value,
    }
    if parameter.many:
        described["schema"] = {"type": "array", "items": value}
        if parameter.max_items is not None:
            described["schema"]["maxItems"] = parameter.max_items
        described |= {"style": "form", "explode": True}
    return described


def _described(parameter: Parameter) -> str:
    text = f"{parameter.label.rstrip('.?')}. {parameter.help}"
    if any(code != words for code, words in parameter.choices):
        text += " " + "; ".join(f"{code}: {words}" for code, words in parameter.choices) + "."
    return text


def _schemas() -> dict[str, Any]:
    _, schemas = msgspec.json.schema_components(
        [Answer, Record, Completions, ApiProblems], ref_template=REF
    )
    return dict(schemas)
