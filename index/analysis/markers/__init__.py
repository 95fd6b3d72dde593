"""Markers and their statuses in a text, and the codes of changes in genes and chromosomes.

*HER2-*, *HER2 negative* and *negative for HER2* are one term, ``her2=negative``, which no text can
hold by itself: its sign is part of no word.
"""

from index.analysis.markers.found import Stated
from index.analysis.markers.statuses import statuses_in
from index.analysis.markers.table import MARKERS, MARKERS_FILE, Status
from index.analysis.markers.variants import MAY_BE_VARIED, VARIANT, canonical, wider

__all__ = [
    "MARKERS",
    "MARKERS_FILE",
    "MAY_BE_VARIED",
    "VARIANT",
    "Stated",
    "Status",
    "canonical",
    "statuses_in",
    "wider",
]
