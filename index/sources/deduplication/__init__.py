"""Many records of one thing → one listing: renewals, repeats, our words beside official ones; and
what belongs together is linked: a center and its subprojects, a trial and the grant it cites."""

from index.sources.deduplication.collapsing import collapse

__all__ = ["collapse"]
