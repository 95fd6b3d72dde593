"""Words that records are made of: our own samples, names of our vocabulary, and coined names.

Nothing is taken from a real record. Text is runs of a few words of the samples, in which the common
words are as common as in English, with names, numbers and now and then a name that nobody has used
before, so that terms keep arriving as they do in real records.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from random import Random

import msgspec

from index.listing.searched import searched_texts
from index.sources.reader import read
from index.sources.source import Translation
from tests.benchmarks.corpus import coined

_WORD = re.compile(r"[A-Za-z][\w'-]*")
_MOST_CITIES = 5_000
_AMERICAN = 0.45
"""Share of sites in the United States."""


class City(msgspec.Struct, frozen=True):
    """A city of our gazetteer, as a registry writes it."""

    name: str
    state: str
    country: str
    latitude: float
    longitude: float


class Words(msgspec.Struct, frozen=True):
    """What records are drawn from."""

    running: tuple[str, ...]
    """Words in the order in which our samples have them."""
    names: tuple[str, ...]
    """Names of concepts."""
    american: tuple[City, ...]
    other: tuple[City, ...]

    @classmethod
    def of(cls, samples: Path, vocabulary: Path, gazetteer: Path) -> Words:
        """From the folder of samples, and a vocabulary and a gazetteer that were compiled."""
        running: list[str] = []
        for arrival in read(samples):
            if isinstance(arrival.translation, Translation):
                for text in searched_texts(arrival.translation.listing):
                    running += _WORD.findall(text.text)
        with sqlite3.connect(vocabulary) as database:
            rows = database.execute(
                "select key from known where length(key) between 4 and 40 order by key"
            )
            names = tuple(key for (key,) in rows)
        american, other = _cities(gazetteer)
        return cls(tuple(running), names, american, other)


def _cities(gazetteer: Path) -> tuple[tuple[City, ...], tuple[City, ...]]:
    with sqlite3.connect(gazetteer) as database:
        rows = database.execute(
            "select city.name, division.name, country.name, latitude, longitude from city"
            " join country on country.code = city.country"
            " left join division on division.code = city.division"
            " order by population desc, city.id limit 40000"
        ).fetchall()
    cities = [City(name, state or "", country, lat, lon) for name, state, country, lat, lon in rows]
    american = [one for one in cities if one.country == "United States"]
    other = [one for one in cities if one.country != "United States"]
    return tuple(american[:_MOST_CITIES]), tuple(other[:_MOST_CITIES])


class Writer:
    """Writes the texts of one record; the same for the same number."""

    def __init__(self, words: Words, number: int, chance: Random) -> None:
        self._words = words
        self._chance = chance
        self._number = number

    def name(self) -> str:
        """The name of a concept; the first ones of a list that is mixed are the most common."""
        names = self._words.names
        # 7,919 is a prime that spreads the common ones over the alphabet.
        at = int(len(names) * self._chance.random() ** 3)
        return names[at * 7_919 % len(names)]

    def coined(self) -> str:
        """A name that was coined for this record or an earlier one, the older the more often."""
        if self._chance.random() < 0.2:
            return coined(self._number)
        return coined(int(self._number * self._chance.random() ** 3))

    def words(self, length: int) -> str:
        """About so many characters, of whole words and without an end."""
        chance, running = self._chance, self._words.running
        found: list[str] = []
        left = length
        while left > 0:
            drawn = chance.random()
            if drawn < 0.12:
                piece = self.name()
            elif drawn < 0.16:
                piece = self.coined()
            elif drawn < 0.24:
                piece = f"{chance.randint(1, 999)} {chance.choice(('mg', 'weeks', 'mL', 'kg/m2'))}"
            elif drawn < 0.26:
                piece = f"({chance.randint(1, 99)}.{chance.randint(0, 9)}%)"
            else:
                at = chance.randrange(len(running) - 8)
                piece = " ".join(running[at : at + chance.randint(3, 8)])
            found.append(piece)
            left -= len(piece) + 1
        return " ".join(found)

    def title(self, length: int) -> str:
        """A heading of about so many characters."""
        text = self.words(length)
        return text[0].upper() + text[1:]

    def sentences(self, length: int) -> str:
        """Sentences on one line."""
        found: list[str] = []
        left = length
        while left > 0:
            sentence = f"{self.title(min(left, self._chance.randint(60, 180)))}."
            found.append(sentence)
            left -= len(sentence) + 1
        return " ".join(found)

    def paragraphs(self, length: int) -> str:
        """Paragraphs with an empty line between them."""
        found: list[str] = []
        left = length
        while left > 0:
            text = self.sentences(min(left, self._chance.randint(200, 900)))
            found.append(text)
            left -= len(text) + 2
        return "\n\n".join(found)

    def items(self, length: int) -> str:
        """A list as the registry writes it today: Markdown, with signs escaped."""
        found: list[str] = []
        left = length
        while left > 0:
            text = self.title(min(max(left, 20), self._chance.randint(30, 200)))
            if self._chance.random() < 0.15:
                text += f" \\>= {self._chance.randint(1, 500)} mg/dL"
            found.append(f"* {text}")
            left -= len(found[-1]) + 1
        return "\n".join(found)

    def city(self) -> City:
        """A city; the large ones come most often."""
        american = self._chance.random() < _AMERICAN
        cities = self._words.american if american else self._words.other
        return cities[int(len(cities) * self._chance.random() ** 4)]

    def person(self) -> str:
        """A person that there is not."""
        first, last = coined(self._chance.randrange(3_000)), coined(self._chance.randrange(90_000))
        return f"{first[:5].title()} {last[:-3].title()}"

    def day(self, first_year: int, last_year: int) -> str:
        """A day of some years."""
        chance = self._chance
        year = chance.randint(first_year, last_year)
        return f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
