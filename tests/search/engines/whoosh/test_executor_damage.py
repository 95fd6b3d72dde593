"""What is damaged is refused with what to do; what is answered is never wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import combinations
from operator import methodcaller
from pathlib import Path
from typing import Any

import pytest

from index.generation.generations import Generations
from index.listing.schema import FACETS, SORTS
from search.engine.query import AllOf, Everything, FacetWish, Filter, Ids, Not, Phrase, Query, Term
from search.engines.whoosh.executor import WhooshEngine
from search.errors import EngineUnavailable
from tests.conftest import publish_into
from tests.generated import corpus, publish_pieces, publish_update, served

Question = Callable[[WhooshEngine], Any]

MATCHES = (
    Term("lung"),
    Term("lung", "title"),
    Phrase(("asthma", "lupus")),
    AllOf((Term("drug"), Not(Term("sleep")))),
    Everything(),
    Ids(("OLD-7", "T001")),
)
WISHES = tuple(FacetWish(facet.name, 1000) for facet in FACETS)


def questions() -> Iterator[Question]:
    """Everything that can be asked of an engine, so that every file is read by something."""
    queries = [Query(match=match, facets=WISHES, limit=100) for match in MATCHES]
    queries += [Query(match=Term("lung"), sort=sort.name, limit=7) for sort in SORTS]
    narrowed = Filter("place", ("United States/Georgia",))
    queries.append(Query(match=Everything(), filters=(narrowed,), facets=WISHES[:2]))
    yield from (methodcaller("search", query) for query in queries)
    yield from (methodcaller("explain", match, "T002") for match in MATCHES)
    yield from (methodcaller("get", one.id) for one in corpus())


QUESTIONS = list(questions())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pieces = [corpus()[:40], corpus()[40:]]
    return publish_pieces(tmp_path_factory.mktemp("sound"), pieces, removed=["T004", "T058"])


@pytest.fixture(scope="module")
def answers(sound: Path) -> list[Any]:
    engine = WhooshEngine.open(sound)
    return [ask(engine) for ask in QUESTIONS]


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "home"))


def refusals(home: Path, answers: list[Any]) -> int:
    """How many questions are refused, with what to do; all others must be answered as before."""
    try:
        engine = WhooshEngine.open(home)
    except EngineUnavailable as refused:
        assert_says_what_to_do(refused)
        return len(answers)
    refused_ones = 0
    for ask, answer in zip(QUESTIONS, answers, strict=True):
        try:
            found = ask(engine)
        except EngineUnavailable as refused:
            assert_says_what_to_do(refused)
            refused_ones += 1
        else:
            assert found == answer
    return refused_ones


def assert_says_what_to_do(refused: EngineUnavailable) -> None:
    assert str(refused).endswith("Run: listings rebuild"), str(refused)


def files_of(home: Path) -> list[Path]:
    return [*sorted(served(home).iterdir()), home / "index" / "current"]


def flip(path: Path, place: int) -> None:
    """In place, as a disk does it: what has mapped the file sees it."""
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1 << place % 8]))


def test_an_undamaged_copy_answers_everything(home: Path, answers: list[Any]) -> None:
    assert refusals(home, answers) == 0


def test_a_file_with_a_flipped_bit_is_refused_or_never_answered_from(
    home: Path, answers: list[Any]
) -> None:
    for path in files_of(home):
        size = path.stat().st_size
        found = False
        for place in {size // 9, size // 2, size * 4 // 5, size - 2}:
            flip(path, place)
            found |= refusals(home, answers) > 0
            flip(path, place)
        assert found, path.name
    assert refusals(home, answers) == 0


@pytest.mark.parametrize("harm", ["missing", "empty", "cut off", "half", "longer"])
def test_a_file_that_is_not_whole_is_refused(home: Path, answers: list[Any], harm: str) -> None:
    for path in files_of(home):
        if path.name == "current" and harm in ("cut off", "longer"):
            continue  # a line break more or less is the same name
        whole = path.read_bytes()
        left = {
            "empty": b"",
            "cut off": whole[:-1],
            "half": whole[: len(whole) // 2],
            "longer": whole + b"0",
        }
        path.unlink()
        if harm != "missing":
            path.write_bytes(left[harm])
        assert refusals(home, answers) == len(answers), path.name
        path.write_bytes(whole)
    assert refusals(home, answers) == 0


def test_two_files_that_changed_places_are_refused(home: Path, answers: list[Any]) -> None:
    files = sorted(served(home).iterdir())
    pairs = [
        (one, other)
        for one, other in combinations(files, 2)
        if one.stat().st_size == other.stat().st_size or one.suffix == other.suffix
    ]
    # Weights and counts of the same postings are as long as each other.
    assert {one.suffix for one, other in pairs if one.suffix != other.suffix} >= {".counts"}
    for one, other in pairs:
        contents = one.read_bytes(), other.read_bytes()
        other.write_bytes(contents[0])
        one.write_bytes(contents[1])
        assert refusals(home, answers) == len(answers), (one.name, other.name)
        one.write_bytes(contents[0])
        other.write_bytes(contents[1])
    assert refusals(home, answers) == 0


def test_a_file_of_another_generation_is_refused(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(20))
    earlier = served(home)
    publish_into(home, corpus(20)[::-1])
    tried = 0
    for path in sorted(served(home).iterdir()):
        whole, other = path.read_bytes(), (earlier / path.name).read_bytes()
        if whole == other:
            continue
        tried += len(whole) == len(other)
        path.write_bytes(other)
        with pytest.raises(EngineUnavailable, match=path.name):
            WhooshEngine.open(home).search(Query(match=Term("lung")))
        path.write_bytes(whole)
    assert tried > 2


def test_what_is_damaged_after_opening_is_found_when_it_is_first_read(
    home: Path, answers: list[Any]
) -> None:
    engine = WhooshEngine.open(home)
    before = engine.search(Query(match=Term("lung")))
    for path in served(home).glob("*.positions"):
        flip(path, 10)
    assert engine.search(Query(match=Term("lung"))) == before
    for _ in range(2):
        with pytest.raises(EngineUnavailable, match=r"positions has changed.*listings rebuild$"):
            engine.search(Query(match=Phrase(("asthma", "lupus"))))
    assert engine.search(Query(match=Term("lung"))) == before


def test_a_rebuild_of_the_damaged_index_answers_again(home: Path, answers: list[Any]) -> None:
    for path in served(home).glob("*.docs"):
        flip(path, 10)
    left = [one for one in corpus() if one.id not in ("T004", "T058")]
    publish_into(home, left)
    engine = WhooshEngine.open(home)
    assert engine.search(Query(match=Everything())).total == len(left)
    flip(next(served(home).glob("*.toc")), 50)
    with pytest.raises(EngineUnavailable, match="toc has changed"):
        WhooshEngine.open(home)


def test_an_old_generation_is_still_there_to_go_back_to(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(10))
    first = Generations(home).current_name()
    publish_update(home, [corpus(11)[10]], removed=["T003"])
    # The files that both share are whole in each.
    (home / "index" / "current").write_text(first + "\n")
    assert WhooshEngine.open(home).search(Query(match=Everything())).total == 10
