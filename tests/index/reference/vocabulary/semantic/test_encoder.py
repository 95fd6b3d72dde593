from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.reference.vocabulary.semantic import encoder
from index.reference.vocabulary.semantic.encoder import DIMENSIONS, Encoder, installed_encoder


@pytest.fixture(scope="module")
def installed() -> Encoder:
    found = installed_encoder()
    if found is None:
        pytest.skip(f"the extra is not installed ({encoder.INSTALL})")
    return found


def test_texts_that_mean_alike_lie_closer_than_others(installed: Encoder) -> None:
    asked, meant, other = installed.encode(
        ["trouble catching my breath", "can't breathe well", "brittle nails"]
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


@pytest.mark.parametrize("missing", ["_WORDS_PACKAGE", "_MODEL_PACKAGE"])
def test_without_its_packages_there_is_none(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, missing, "a-package-that-nobody-has")
    assert installed_encoder.__wrapped__() is None


def test_a_package_without_the_file_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_WORDS_PACKAGE", "msgspec")
    monkeypatch.setattr(encoder, "_MODEL_PACKAGE", "msgspec")
    assert installed_encoder.__wrapped__() is None
    monkeypatch.setattr(encoder, "_WORDS", "__init__.py")
    monkeypatch.setattr(encoder, "_MODEL", "__init__.py")
    monkeypatch.setattr(encoder, "_RUNTIMES", ("click",))
    made = installed_encoder.__wrapped__()
    assert made is not None
    assert made.name.startswith("msgspec 0.")
