from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from index.reference.vocabulary.compile.files import (
    FieldWords,
    WrittenSense,
    WrittenShortForm,
    WrittenVocabulary,
)
from index.reference.vocabulary.compile.short_forms import ShortNames
from index.reference.vocabulary.concepts import Name, NameKind, SmallLetters, SourceName
from index.reference.vocabulary.lookup import Vocabulary
from tests.compiled_vocabularies import compiled, entry

MESH = SourceName.MESH
ENTRIES = (
    entry(MESH, "Multiple Sclerosis", "ms"),
    entry(MESH, "Mitral Valve Stenosis", "mitral stenosis"),
)
STENOSIS = WrittenSense("mitral stenosis", ("valve",))


def made(folder: Path, *senses: str | WrittenSense, small: str = "beside") -> Vocabulary:
    form = WrittenShortForm("MS", senses, "a unit as well", SmallLetters(small))
    words = FieldWords(("treatment",), "what is done")
    written = WrittenVocabulary(short_forms=(form,), field_words=(words,))
    return compiled(folder, *ENTRIES, written=written)


def test_senses_come_in_their_order_and_those_of_the_words_beside_first(tmp_path: Path) -> None:
    short = made(tmp_path, "multiple sclerosis", STENOSIS).short_form("MS")
    assert short is not None
    first = [one.name for one in short.meant()]
    assert first == ["Multiple Sclerosis", "Mitral Valve Stenosis"]
    beside = [one.name for one in short.meant(frozenset(("valv",)))]
    assert beside == ["Mitral Valve Stenosis", "Multiple Sclerosis"]


@pytest.mark.parametrize(
    ("small", "alone", "beside", "of_health"),
    [
        ("anywhere", True, True, True),
        ("beside", True, False, True),
        ("alone", True, False, False),
        ("never", False, False, False),
    ],
)
def test_small_letters_are_read_where_a_form_says(
    tmp_path: Path, small: str, alone: bool, beside: bool, of_health: bool
) -> None:
    short = made(tmp_path, "multiple sclerosis", small=small).short_form("ms")
    assert short is not None
    others = frozenset(("pan",))
    read = (short.meant(), short.meant(others), short.meant(others, of_health=True))
    assert tuple(map(bool, read)) == (alone, beside, of_health)


def test_capitals_are_read_everywhere(tmp_path: Path) -> None:
    vocabulary = made(tmp_path, "multiple sclerosis", small="never")
    assert [one.name for one in vocabulary.named("MS")] == ["Multiple Sclerosis"]
    assert vocabulary.named("ms") == vocabulary.named("Ms") == ()


def test_a_form_with_the_last_word_of_what_it_stands_for_is_one_in_small_letters(
    tmp_path: Path,
) -> None:
    form = WrittenShortForm("POTS", ("tachycardia syndrome",), "pots are for cooking")
    written = WrittenVocabulary(short_forms=(form,))
    vocabulary = compiled(tmp_path, entry(MESH, "Tachycardia Syndrome"), written=written)
    assert [one.name for one in vocabulary.named("pots syndrome")] == ["Tachycardia Syndrome"]
    assert vocabulary.short_form("pots disease") is None
    assert vocabulary.short_form("pots and pans") is None


def test_two_letters_and_the_stem_of_another_form_tell_nothing_in_a_listing() -> None:
    anywhere = SmallLetters.ANYWHERE
    short_names = ShortNames.of(
        (
            WrittenShortForm("STI", ("infection",), "no word", anywhere),
            WrittenShortForm("TB", ("tuberculosis",), "no word", anywhere),
            WrittenShortForm("ET", ("essential tremor",), "a word"),
        )
    )

    def tell(text: str) -> bool:
        return short_names.tell(Name(text, MESH, NameKind.EXACT))

    assert all(map(tell, ("STI", "TB", "tb", "PSP", "gout", "high BP")))
    assert not any(map(tell, ("ET", "sty")))


def test_two_letters_are_a_name_in_a_question_all_the_same(tmp_path: Path) -> None:
    vocabulary = compiled(tmp_path, entry(MESH, "Essential Tremor", "ET"))
    assert [terms for _, terms in vocabulary.names()] == [("essenti", "tremor")]
    assert [one.name for one in vocabulary.named("ET")] == ["Essential Tremor"]


def test_words_of_the_field_are_known_by_their_terms(tmp_path: Path) -> None:
    vocabulary = made(tmp_path, "multiple sclerosis")
    assert vocabulary.is_of_health("treatment")
    assert not vocabulary.is_of_health("pan")


@pytest.mark.parametrize(
    ("senses", "told"),
    [
        (("milky skin",), "short form “MS”: “milky skin” names no concept"),
        (("multiple sclerosis", "Multiple Sclerosis"), "is another name of one above"),
    ],
)
def test_senses_that_name_nothing_or_the_same_are_refused(
    tmp_path: Path, senses: tuple[str, ...], told: str
) -> None:
    with pytest.raises(FileRefused, match=told):
        made(tmp_path, *senses)
