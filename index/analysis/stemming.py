"""One word → its term: folded, in one spelling, stemmed. The only user of NLTK."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING

from index.analysis.folding import LETTERS
from index.analysis.word_lists import load_words
from index.data_files import DATA

if TYPE_CHECKING:
    from nltk.stem.snowball import SnowballStemmer

MAX_WORD = 64
"""Letters of a word that are kept; the longest real one among 11,135 records has 61."""

STEMMER_MODULE = "nltk.stem.snowball"
"""What stems. NLTK imports all of scipy's statistics where it finds them, and ir-measures brings
them: 0.9 s and 65 MB of a process. So it is imported with the first word that is stemmed: a command
that has other processes index stems none itself."""

_MEMO_LIMIT = 1_000_000

WORDS_FILE = DATA / "words.yml"
WORDS = load_words(WORDS_FILE)

nltk_version = installed_version("nltk")

_folded: dict[str, tuple[str, ...]] = {}
_terms: dict[str, str] = {}


def fold(word: str) -> tuple[str, ...]:
    """A word without case, accents, ligatures, apostrophes; Greek letters become words."""
    known = _folded.get(word)
    if known is not None:
        return known
    if word.isascii() and word.isalnum():
        # Nothing below changes more than the case and the length of such a word.
        return (word.lower()[:MAX_WORD],)
    text = word.replace("’", "'").replace("ʼ", "'")
    if text[-2:] in ("'s", "'S"):
        text = text[:-2]
    # The micro sign is a unit prefix, not the letter mu: NFKC would make µg into "mu g".
    text = unicodedata.normalize("NFKC", text.replace("'", "").replace("µ", "mc")).casefold()
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = text.translate(LETTERS)[:MAX_WORD]
    folded = _named(WORDS.greek_or_word.findall(text))
    if len(word) <= MAX_WORD:
        if len(_folded) > _MEMO_LIMIT:
            _folded.clear()
        _folded[word] = folded
    return folded


def _named(parts: list[str]) -> tuple[str, ...]:
    """Greek letters by name, with the digits after them: β2 → beta2; TNFα → tnf, alpha."""
    named: list[str] = []
    after_greek = False
    for part in parts:
        if after_greek and part[0].isdigit():
            named[-1] += part
        else:
            named.append(WORDS.greek.get(part, part))
        after_greek = part in WORDS.greek
    return tuple(named)


# fmt: off
STEMMED = (
    "e", "l", "s", "y", "ed", "er", "gi", "ic", "li", "ant", "ent", "ing", "ion", "ism", "iti",
    "anci", "ator", "enci",
)
# fmt: on
"""Every word that the stemmer changes ends in one of these. Of the words that are new after
60,000 listings, mostly names of drugs, people and places, four in five do not."""


def term(folded: str) -> str:
    """The term of one folded word."""
    if not folded.isalpha() or not folded.isascii():
        return folded
    known = _terms.get(folded)
    if known is not None:
        return known
    found = _term_unremembered(folded)
    if len(_terms) > _MEMO_LIMIT:
        _terms.clear()
    _terms[folded] = found
    return found


def _term_unremembered(word: str) -> str:
    if len(word) < 3:
        return word
    # Most words have nothing to replace, and trying all 36 spellings takes as long as stemming.
    if WORDS.any_spelling.search(word):
        for pattern, replacement in WORDS.spellings:
            word = pattern.sub(replacement, word)
    word = WORDS.families.get(word, word)
    if word in WORDS.protected:
        return word
    endings = WORDS.endings if word.endswith(WORDS.any_ending) else ()
    for ending, replacement, exceptions in endings:
        if word.endswith(ending) and len(word) >= len(ending) + 2 and word not in exceptions:
            word = word.removesuffix(ending) + replacement
            word = WORDS.families.get(word, word)
            break
    # Snowball takes hepatitis and hepatic to the same stem; an inflammation keeps its name.
    if word.endswith("itis") or word in WORDS.protected or not word.endswith(STEMMED):
        return word
    return str(_stemmer().stem(word))


@lru_cache(1)
def _stemmer() -> SnowballStemmer:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")
