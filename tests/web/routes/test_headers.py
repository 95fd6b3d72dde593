from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.routes.headers import PUBLIC_SECONDS

EVERY_KIND = (
    "/",
    "/about",
    "/places",
    "/places/united-states/georgia",
    "/search?q=asthma",
    "/search/facet/condition",
    "/search?q=NCT01000002",
    "/why?q=asthma&id=NCT01000001",
    "/listing/NCT01000001",
    "/listing/NIH-9000001",
    "/listing/nothing",
    "/search?colour=1",
    "/api/v1/search?q=asthma",
    "/api/v1/listings/NCT01000001",
    "/api/v1/complete?q=asth",
    "/api/v1/openapi.json",
    "/health",
    "/robots.txt",
    "/static/site.css",
    "/nowhere",
)


@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_response_carries_the_headers_and_no_cookie(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"].split("; ")
    for rule in (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ):
        assert rule in policy
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("path", "stored"),
    [
        ("/", "public, max-age=300"),
        ("/about", "public, max-age=300"),
        ("/places", "public, max-age=300"),
        ("/places/united-states/georgia", "private, no-store"),
        ("/static/site.css", "public, max-age=3600"),
        ("/api/v1/openapi.json", "public, max-age=300"),
        ("/search?q=asthma", "private, no-store"),
        ("/search/facet/condition?q=asthma", "private, no-store"),
        ("/search?q=NCT01000002", "private, no-store"),
        ("/why?q=asthma&id=NCT01000001", "private, no-store"),
        ("/why?q=asthma&id=nothing", "private, no-store"),
        ("/search?colour=1", "private, no-store"),
        ("/listing/NCT01000001", "private, no-store"),
        ("/listing/nothing", "private, no-store"),
        ("/api/v1/search?q=asthma", "private, no-store"),
        ("/api/v1/listings/NCT01000001", "private, no-store"),
        ("/health", "private, no-store"),
    ],
)
def test_no_question_stays_in_a_cache(client: FlaskClient, path: str, stored: str) -> None:
    with client.get(path) as response:
        assert response.headers["Cache-Control"] == stored


def test_what_may_be_cached_is_named_as_the_app_names_it(app: Flask) -> None:
    assert set(PUBLIC_SECONDS) <= set(app.view_functions)
