"""The pages to browse by place: every country, one country, one state."""

from __future__ import annotations

from urllib.parse import unquote

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from index.listing import PLACE
from search.request import SearchRequest
from web.routes.service import Answers
from web.views import found_place, place_view, places_view, recruiting_there


def make_places(searcher: Answers) -> Blueprint:
    """The pages of places over a searcher."""
    places = Blueprint("places", __name__, url_prefix="/places")

    @places.get("")
    def index() -> str:
        view = places_view(searcher.facet(SearchRequest(), PLACE.name))
        return render_template("places.html", view=view)

    @places.get("/<country>")
    def country(country: str) -> Response | str:
        return _page(country)

    @places.get("/<country>/<state>")
    def state(country: str, state: str) -> Response | str:
        return _page(country, state)

    def _page(*slugs: str) -> Response | str:
        now = searcher.pinned()
        facet = now.facet(SearchRequest(), PLACE.name)
        place = found_place(facet, slugs)
        if place is None or not place.count:
            abort(404)
        answer = now.search(SearchRequest().with_value(PLACE.name, place.value))
        recruiting = now.search(recruiting_there(place.value)).total
        view = place_view(place, facet, answer, recruiting)
        if request.path != unquote(view.canonical):
            return redirect(view.canonical, 301)
        return render_template("place.html", view=view)

    return places
