"""Answers become what templates show. Pure: no request, no clock."""

from web.views.explanation import why_view
from web.views.facets import NOTHING_READ, facet_page_view, lacks_places
from web.views.form import search_form
from web.views.listing import RULE, Held, every_status, listing_view
from web.views.places import found_place, place_view, places_view, recruiting_there
from web.views.results import only_record, results_view
from web.views.schema_org import structured_data

__all__ = [
    "NOTHING_READ",
    "RULE",
    "Held",
    "every_status",
    "facet_page_view",
    "found_place",
    "lacks_places",
    "listing_view",
    "only_record",
    "place_view",
    "places_view",
    "recruiting_there",
    "results_view",
    "search_form",
    "structured_data",
    "why_view",
]
