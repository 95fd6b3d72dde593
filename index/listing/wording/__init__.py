"""A listing in words: its lead sentence, its grant, its lines for staff."""

from index.listing.wording.grants import UNKNOWN, institute_words, institutes, mechanism_words
from index.listing.wording.lead import lead_sentence, payer
from index.listing.wording.lines import Headed, listing_count, listing_lines
from index.listing.wording.recruitment import standing_words

__all__ = [
    "UNKNOWN",
    "Headed",
    "institute_words",
    "institutes",
    "lead_sentence",
    "listing_count",
    "listing_lines",
    "mechanism_words",
    "payer",
    "standing_words",
]
