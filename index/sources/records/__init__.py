"""What the translators of all sources share: fields, texts, names, sites, limits."""

from index.sources.records.ages import years
from index.sources.records.consistency import Facts, disagreements, settled
from index.sources.records.eligibility import split
from index.sources.records.fields import Notes, Section, in_words, partial_date
from index.sources.records.limits import MOST_CHARACTERS, excesses
from index.sources.records.names import distinct
from index.sources.records.people import dialled, person
from index.sources.records.sites import spelled
from index.sources.records.text import beyond, line, passage, visible

__all__ = [
    "MOST_CHARACTERS",
    "Facts",
    "Notes",
    "Section",
    "beyond",
    "dialled",
    "disagreements",
    "distinct",
    "excesses",
    "in_words",
    "line",
    "partial_date",
    "passage",
    "person",
    "settled",
    "spelled",
    "split",
    "visible",
    "years",
]
