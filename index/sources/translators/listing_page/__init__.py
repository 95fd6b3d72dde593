"""The text of a listing page becomes a listing."""

from index.sources.translators.listing_page.layout import looks_like_page
from index.sources.translators.listing_page.page import ListingPage

__all__ = [
    "ListingPage",
    "looks_like_page",
]
