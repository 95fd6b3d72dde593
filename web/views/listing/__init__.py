"""What the page of a listing says, section by section, and what other pages say of one alike: its
status on a day, its stage, its places."""

from web.views.listing.facts import stage_words
from web.views.listing.relations import Held
from web.views.listing.sites import sites_line
from web.views.listing.status import RULE, ShownStatus, every_status, shown_status
from web.views.listing.view import listing_view

__all__ = [
    "RULE",
    "Held",
    "ShownStatus",
    "every_status",
    "listing_view",
    "shown_status",
    "sites_line",
    "stage_words",
]
