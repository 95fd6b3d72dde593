"""Names in capitals, written as people write them."""

from __future__ import annotations

import re

_SMALL = (
    "a an and as at by de del der di du et for from in la las le of on or the to und van via von"
    " with y vitro vivo"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_SHORT = (
    "adhd ai aids aiims als bidmc caba copd covid ct cuny cwru dba dc dna eeg gaba gi hiv icu"
    " ii iii il iv jhu llc llp lp lsu mapk md mit mri nci nei nia niaaa niaid niams nibib"
    " nichd nida nidcd nidcr niddk niehs nigms nih nimh nimhd nmda ny nyu pet rand rna sbir"
    " sti suny uab uc ucb ucla ucsd ucsf uk unc us usa usc ut uta utep utmb utr uv va"
)
_INITIALS = frozenset(_SHORT.split())
# Shortened words that have no vowel but are not initials.
_NOT_INITIALS = frozenset(
    {"st", "dr", "mt", "ft", "hlth", "ctr", "dnt", "sch", "br", "blvd", "bldg"}
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_IRISH = re.compile(r"(?:mc|[od]['’])(?=[a-z]{3})")


def without_shouting(text: str) -> str:
    """EMORY UNIVERSITY → Emory University; text with any lower-case letter is left alone.

    Well-known initials stay (``UCLA``), and so do words without a vowel (``MRC``), words
    that touch a digit (``GPR55``) and short ones alone in brackets (``(MESA)``): these are
    initials too.
    """
    if text.upper() != text or sum(letter.isalpha() for letter in text) < 4:
        return text

    def calm(match: re.Match[str]) -> str:
        start, end = match.span()
        word = match.group().casefold()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        code = before.isdigit() or after.isdigit() or re.match(r"-\d", text[end : end + 2])
        if word in _INITIALS or (code and len(word) <= 4):
            return match.group()
        if len(word) == 1 and start > 0 and ((before + after).strip() or end == len(text)):
            return match.group()  # A&M, N.J., Task Area A
        if before + after == "()" and len(word) <= 5:
            return match.group()
        last = end == len(text) and text[:start].endswith(", ")  # Scripps Research Institute, The
        if word in _SMALL_WORDS and start > 0 and not last and text[:start][-2:] != ": ":
            return word
        if not re.search(r"[aeiouyà-ÿ]", word) and word not in _NOT_INITIALS:
            return match.group()
        if prefix := _IRISH.match(word):
            rest = word[prefix.end() :]
            return word[: prefix.end()].capitalize() + rest[:1].upper() + rest[1:]
        return word[:1].upper() + word[1:]

    return _WORD.sub(calm, text).replace("D/B/A", "d/b/a")
