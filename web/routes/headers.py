"""The headers of every response: nothing from elsewhere, nothing told to elsewhere."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone",
        "payment", "usb", "browsing-topics",
    )
)  # fmt: skip

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Pages that say the same to everybody on every day. What is not here may hold a question, which
# listing somebody read, or a status of the day, and stays out of every cache.
PUBLIC_SECONDS = {
    "pages.home": 300,
    "pages.about": 300,
    "places.index": 300,
    "pages.robots": 3600,
    "api.description": 300,
    "static": 3600,
}

PRIVATE = "private, no-store"


def protect(app: Flask) -> None:
    """Puts the headers on every response of an app, errors too."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        seconds = PUBLIC_SECONDS.get(request.endpoint or "")
        public = seconds is not None and response.status_code < 400
        response.headers["Cache-Control"] = f"public, max-age={seconds}" if public else PRIVATE
        return response
