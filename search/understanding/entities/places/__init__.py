"""Places in a question: phrases, the gazetteer beside the counts of the index, what is near."""

from search.understanding.entities.places.atlas import Atlas, full_name, place_value, spot_name
from search.understanding.entities.places.here import HERE_NOTICE, here_spans
from search.understanding.entities.places.near import Near, distance_or_default
from search.understanding.entities.places.phrase import PlacePhrase
from search.understanding.entities.places.phrases import place_candidates

__all__ = [
    "HERE_NOTICE",
    "Atlas",
    "Near",
    "PlacePhrase",
    "distance_or_default",
    "full_name",
    "here_spans",
    "place_candidates",
    "place_value",
    "spot_name",
]
