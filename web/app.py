"""From an answer to a page: the site and its API."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, url_for
from jinja2 import StrictUndefined

from index.listing import NOT_STATED_WORDS
from search.engine import EngineStatus
from search.errors import EngineUnavailable
from search.request import PARAMETER, SearchRequest
from search.results import LEAST_TYPED, MAX_TYPED
from search.searcher import Searcher
from web.errors import handle_errors
from web.links import condition_url, search_url
from web.routes import Answers, make_api, make_pages, make_places, protect
from web.views import search_form
from web.wording import count_words, date_words, sources_words


def create_app(home: Path, searcher: Answers | None = None) -> Flask:
    """The site over the index published in `home`, or over another searcher.

    The index need not exist yet: until it does, pages answer 503.
    """
    answers = searcher if searcher is not None else Searcher(home)
    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["date_words"] = date_words
    app.jinja_env.filters["thousands"] = "{:,}".format
    app.jinja_env.globals.update(
        asking=PARAMETER["q"],
        near=PARAMETER["near"],
        within=PARAMETER["within"],
        condition_url=condition_url,
        count_words=count_words,
        form_of=search_form,
        nothing_asked=SearchRequest(),
        not_stated_words=NOT_STATED_WORDS,
        search_url=search_url,
        least_typed=LEAST_TYPED,
        most_typed=MAX_TYPED,
    )

    @app.context_processor
    def foot() -> dict[str, object]:
        def index_status() -> EngineStatus | None:
            try:
                return answers.status()
            except EngineUnavailable:
                return None

        return {"index_status": index_status, "sources_words": sources_words}

    versions = {
        name: _version(Path(app.root_path, "static", name)) for name in ("site.css", "complete.js")
    }

    @app.template_global()
    def static_file(name: str) -> str:
        return url_for("static", filename=name, v=versions[name])

    app.register_blueprint(make_pages(answers))
    app.register_blueprint(make_places(answers))
    app.register_blueprint(make_api(answers))
    handle_errors(app)
    protect(app)
    return app


def _version(path: Path) -> str:
    """Eight hex digits that change with a file, so that no cache keeps an old one."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
