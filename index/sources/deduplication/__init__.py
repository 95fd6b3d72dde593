"""Many records of one thing → one listing: renewals, repeats, our words beside official ones; and
what belongs together is linked: a center and its subprojects, a trial and the grant it cites."""

from index.sources.deduplication.collapsing import collapse
from index.sources.deduplication.condensed import Condensed, condense
from index.sources.deduplication.plans import Planned

__all__ = ["Condensed", "Planned", "collapse", "condense"]
