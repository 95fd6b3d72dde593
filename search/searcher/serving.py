"""One generation, with all that is known to answer from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from index.errors import IndexingError
from index.generation import Generations
from index.listing import PLACE
from index.reference import (
    Gazetteer,
    Vocabulary,
    installed_encoder,
    load_name_vectors,
    load_vocabulary,
    open_gazetteer,
)
from search.engine import MOST_VALUES, Engine, Everything, FacetWish, Node, Query
from search.errors import EngineUnavailable
from search.request import SearchRequest
from search.results import ListedNames, Suggester
from search.understanding import (
    NO_LEXICON,
    NO_NAMES,
    Atlas,
    Lexicon,
    Speller,
    Understood,
    closest_names,
    understand,
)


class Served(NamedTuple):
    """An engine, the places that its listings have, what is known of words, and the names that can
    be completed."""

    engine: Engine
    atlas: Atlas
    lexicon: Lexicon
    suggester: Suggester

    def understand(self, request: SearchRequest) -> Understood:
        """What a request means to these listings."""
        return understand(request, self.atlas, self.lexicon)


def open_engine(home: Path, generation: str | None = None) -> Engine:
    """The engine over a generation of `home`, by default the one that is published: the only place
    that chooses one.

    Raises `EngineUnavailable` where there is none or it cannot be used.
    """
    from search.engines.whoosh import WhooshEngine

    return WhooshEngine.open(home, generation)


def open_served(home: Path, generation: str, gazetteer: Gazetteer) -> Served:
    """Opens a generation of a home. Raises `EngineUnavailable` with what to run."""
    engine = open_engine(home, generation)
    directory = Generations(home).directory(generation)

    def counts(nodes: Sequence[Node]) -> tuple[int, ...]:
        return engine.counts([Query(match=node) for node in nodes])

    try:
        vocabulary = load_vocabulary(directory)
        lexicon = Lexicon(
            names=vocabulary or NO_NAMES,
            is_real_word=_real_words(vocabulary, gazetteer),
            title_of_code=vocabulary.title_of_code if vocabulary else NO_LEXICON.title_of_code,
            closest=closest_names(load_name_vectors(directory), vocabulary, installed_encoder()),
            speller=Speller.open(directory),
            counts=counts,
        )
    except IndexingError as damaged:
        raise EngineUnavailable(str(damaged)) from damaged
    return Served(
        engine,
        Atlas(gazetteer, listings_by_place(engine)),
        lexicon,
        Suggester((ListedNames(directory),)),
    )


def _real_words(vocabulary: Vocabulary | None, gazetteer: Gazetteer) -> Callable[[str], bool]:
    """Whether a word is one of a language, or the name of a place: *fargo*."""

    def is_real(word: str) -> bool:
        return bool((vocabulary and vocabulary.is_real_word(word)) or gazetteer.areas(word))

    return is_real


def gazetteer_of(home: Path) -> Gazetteer:
    """The gazetteer of a home. Where there is none it is compiled, which only a home that was
    built by other software needs. Raises `EngineUnavailable`."""
    try:
        return open_gazetteer(home)
    except IndexingError as problem:
        raise EngineUnavailable(str(problem)) from problem
    except OSError as problem:
        raise EngineUnavailable(f"The places in {home} cannot be read: {problem}.") from problem


def listings_by_place(engine: Engine) -> dict[str, int]:
    """How many listings each place has, by its value in the facet."""
    wish = FacetWish(PLACE.name, MOST_VALUES)
    (answer,) = engine.search(Query(match=Everything(), facets=(wish,), limit=0)).facets
    return {value.value: value.count for value in answer.counts}
