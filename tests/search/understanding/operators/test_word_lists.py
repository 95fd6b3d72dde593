from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from search.understanding.operators.word_lists import WORDS, WORDS_FILE, read_words


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The file with a change that staff might make."""
    text = WORDS_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "operator_words.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("  except:", "  excepting:", "_words.yml: cannot be used: Object contains unknown"),
        ('    - "no"\n', "    - no\n", r"Expected `str`, got `bool` - at `\$.english.not\[0\]`"),
        ("    - except for\n", "    - not\n", "has “not” twice"),
        ("means: insomnia", "meens: insomnia", r"at `\$.functions\[0\]`"),
        ("prefer: refractory", "prefer: [x]", r"at `\$.states\[0\].prefer`"),
        ("{said: [sx,", "{said: [w/,", "has a short form twice"),
        ("“{}”".replace("“", '"').replace("”", ' free"'), '"free"', "needs one {} in “free”"),
        ("no cure for, no cure,", "no cure for, no cure for,", "has “no cure for” twice"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        read_words(changed(tmp_path, old, new))


def test_a_word_that_staff_add_is_read(tmp_path: Path) -> None:
    words = read_words(changed(tmp_path, "    - except for\n", "    - except for\n    - save\n"))
    assert "save" in words.english
    assert "save" in words.spanish


def test_short_forms_with_signs_are_one_token() -> None:
    keys = [token.key for token in WORDS.tokens("W/asthma w/o can’t MS/ALS and/or 9 y/o")]
    assert keys == ["w/", "asthma", "w/o", "can't", "ms", "/", "als", "and/or", "9", "y/o"]


def test_the_longest_phrase_is_found_and_the_next_shorter() -> None:
    tokens = WORDS.tokens("don't have any pain")
    assert WORDS.lacking.longest_in(tokens, 0) == "don't have any"
    assert WORDS.lacking.shorter_in("don't have any") == "don't have"
    assert WORDS.lacking.shorter_in("no") == ""
