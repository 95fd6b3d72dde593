from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from search.understanding.entities.people.word_lists import WORDS_FILE, key, read_words


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The file with a change that staff might make."""
    text = WORDS_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "eligibility_words.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_words_are_the_same_in_any_case_and_possessives_are_words_of_their_own() -> None:
    assert key("Women") == "women"
    assert key("women’s") == key("women's") == "womens"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "below: 18",
            "belowe: 18",
            r"_words.yml: cannot be used: Object contains unknown",
        ),
        ("from: 0", "from: zero", r"Expected `float`, got `str` - at `\$.ages\[0\].from`"),
        ("means: female", "means: woman", r"at `\$.sexes\[0\].means`"),
        ("means: [recruiting, check-first]", "means: [open]", r"at `\$.statuses\[0\].means"),
        ("said: [women,", "said: [women, men,", "says twice what “men” means"),
        ("  - child care", "  - women", "has “women” in two lists"),
        ("  - child care", "  - near me", "has “near me” in two lists"),
        ("filler:", "filler: [", "is not valid YAML"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        read_words(changed(tmp_path, old, new))


def test_a_phrase_that_staff_add_is_read(tmp_path: Path) -> None:
    words = read_words(changed(tmp_path, "said: [women,", "said: [women, gals,"))
    (gals,) = words.meanings[("gals",)]
    assert gals.prefer == "women"
