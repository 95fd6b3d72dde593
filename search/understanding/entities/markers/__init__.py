"""Markers with a status in a question, as candidates, and what listings are asked for by them."""

from search.understanding.entities.markers.nodes import MarkerNodes, marker_nodes
from search.understanding.entities.markers.phrases import MarkerPhrase, marker_phrases

__all__ = [
    "MarkerNodes",
    "MarkerPhrase",
    "marker_nodes",
    "marker_phrases",
]
