"""What the filters of a query leave of its matches, and what each facet counts of them.

A facet is counted under all filters but its own. What is asked of the place, the status and the
distance must hold at one site, so that these three are taken together: see
`search.engine.query.Query`.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from index.listing import PLACE, STATUS
from search.engine import FacetAnswer, FacetWish, Query
from search.engines.whoosh.facets import Facets, Mask
from search.engines.whoosh.filters.ages import Ages
from search.engines.whoosh.filters.sites import Float64, SiteFilter, Sites
from search.engines.whoosh.postings import Docs

# Beside the masks of facets, by their names.
_NEAR, _TOGETHER, _AGE = "near", "near, place and status at one site", "age"


class Narrowed:
    """The documents that pass every filter. Made for one query, by one thread."""

    def __init__(
        self, facets: Facets, sites: Sites, ages: Ages, query: Query, matched: Docs
    ) -> None:
        self._facets, self._sites, self._ages = facets, sites, ages
        self._matched = matched
        self._chosen = {one.facet: one.values for one in query.filters}
        self._site_filter = SiteFilter(
            places=self._chosen.get(PLACE.name, ()),
            statuses=self._chosen.get(STATUS.name, ()),
            near=sites.around(query.near) if query.near else None,
        )
        self._masks: dict[str, Mask] = {}
        """Which matches pass each filter."""
        if query.is_narrowed:
            self._narrow(query)
        self.docs = self._without()
        """The documents, ascending."""
        self._selected = facets.select(self.docs)

    def _narrow(self, query: Query) -> None:
        site_filter, masks = self._site_filter, self._masks
        selection = self._facets.select(self._matched)
        for one in query.filters:
            masks[one.facet] = self._facets.passing(selection, one)
        if query.age:
            masks[_AGE] = self._ages.passing(selection, query.age)
        if site_filter.near:
            masks[_NEAR] = self._sites.passing(selection, SiteFilter(near=site_filter.near))
        apart = [masks[name] for name in (PLACE.name, STATUS.name, _NEAR) if name in masks]
        if len(apart) > 1:
            # Few are left that satisfy each somewhere.
            together = reduce(np.logical_and, apart)
            candidates = self._facets.select(self._matched[together])
            together[together] = self._sites.passing(candidates, site_filter)
            masks[_TOGETHER] = together

    def _without(self, *lifted: str) -> Docs:
        """The matches that pass all filters but some."""
        masks = [mask for name, mask in self._masks.items() if name not in lifted]
        return self._matched.compress(reduce(np.logical_and, masks)) if masks else self._matched

    def count(self, wish: FacetWish) -> FacetAnswer:
        """A facet, counted under all filters but its own."""
        site_filter = self._site_filter
        if wish.facet == PLACE.name and (site_filter.statuses or site_filter.near):
            return self._count_places(wish)
        if wish.facet == STATUS.name and (site_filter.places or site_filter.near):
            return self._count_statuses(wish)
        chosen = self._chosen.get(wish.facet)
        if chosen is None:
            return self._facets.count(self._selected, wish, ())
        others = self._facets.select(self._without(wish.facet))
        return self._facets.count(others, wish, chosen)

    def _count_places(self, wish: FacetWish) -> FacetAnswer:
        """Over the sites that have the status and lie in the circle."""
        site_filter = SiteFilter(statuses=self._site_filter.statuses, near=self._site_filter.near)
        others = self._without(PLACE.name, _TOGETHER)
        counts = self._sites.counted(self._facets.select(others), site_filter)
        return self._facets.counted(counts, wish, self._site_filter.places)

    def _count_statuses(self, wish: FacetWish) -> FacetAnswer:
        """What has its status at a site in the places and in the circle as well."""
        site_filter = SiteFilter(places=self._site_filter.places, near=self._site_filter.near)
        others = self._without(STATUS.name, _TOGETHER)
        here = self._sites.passing_as_listed(self._facets.select(others), site_filter)
        selection = self._facets.select(others[here])
        return self._facets.count(selection, wish, self._site_filter.statuses)

    def kilometers(self) -> Float64:
        """How far the nearest site of each document is that satisfies all that is asked of one."""
        return self._sites.kilometers(self._selected, self._site_filter)
