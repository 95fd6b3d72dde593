"""A corpus of any size that reads like the real records, the same every time it is made.

Listing `k` is a function of `k` and of the records it is drawn from, so a small corpus is the
beginning of a large one. A listing keeps the plain facts of one record (its skeleton: kind,
phase, status, ages, treatments), and mixes its sentences, conditions, keywords and sites with
those of records on related topics, and now and then of any. New words keep arriving, as they do
in real records: every listing has ids of its own and coins a name, and names coined earlier
recur, the older the more often.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import overload

import msgspec
import numpy as np

from index.listing.codes import Kind
from index.listing.model import Listing
from index.listing.parts import Site, Sponsor
from index.reference.places.gazetteer import Gazetteer
from index.sources.reader import read
from index.sources.source import Translation

SEED = 20240301

STUDIES = 0.47
"""Share of studies; the rest are funded projects. Studies have 639 searched words on average and
projects 61, so that this share gives 334."""

OWN = 0.5
"""Share of sentences, keywords and sites that a listing has from its skeleton."""

NEAR = 0.8
"""Share of the borrowed ones that come from the neighborhood."""

NEIGHBORS = 20
"""Records on each side, in order of topic, that count as the neighborhood."""

RENAMED = 0.12
"""Share of conditions and sponsors that get a name of their own: registries have many that
stand in one record only."""

PROSE = (
    "official_title",
    "summary",
    "description",
    "good_fit",
    "not_a_fit",
    "potential_benefit",
    "similar_studies",
    "eligibility",
)
"""Fields that are mixed sentence by sentence."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*")
_SERIAL = re.compile(r"\d{6,}")
_SYLLABLES = [a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ar", "en")]
_ENDINGS = ("mab", "nib", "tox", "cept", "zol", "stat", "gard", "vir")
_QUALIFIERS = ("Recurrent", "Refractory", "Pediatric", "Severe", "Chronic", "Advanced", "Familial")
_HOUSES = ("Medical Center", "University Hospital", "Research Institute", "Clinic", "Cancer Center")


class Drawn(msgspec.Struct, frozen=True):
    """A record to draw from, its prose cut into sentences."""

    listing: Listing
    sentences: dict[str, tuple[str, ...]]


class Pool(msgspec.Struct, frozen=True):
    """The records that a corpus is drawn from, those on related topics beside each other."""

    studies: tuple[Drawn, ...]
    projects: tuple[Drawn, ...]


def pool(shared: Path, samples: Path, gazetteer: Gazetteer) -> Pool:
    """The real records in `shared`, or where there are none the samples in `samples`; their sites
    are located, as those of a real index.

    Raises `SourceUnreadable` where neither can be read.
    """
    files = [shared / "records" / f"{name}.jsonl.gz" for name in ("clinicaltrials", "nih-projects")]
    paths = files if all(file.exists() for file in files) else [samples]
    arrivals = itertools.chain.from_iterable(map(read, paths))
    translations = (arrival.translation for arrival in arrivals)
    listings = (one.listing for one in translations if isinstance(one, Translation))
    drawn = sorted(
        (_drawn(gazetteer.located(one)) for one in listings), key=lambda one: _topic(one.listing)
    )
    projects = tuple(one for one in drawn if one.listing.kind is Kind.FUNDED_PROJECT)
    studies = tuple(one for one in drawn if one.listing.kind is not Kind.FUNDED_PROJECT)
    return Pool(studies, projects)


def _drawn(listing: Listing) -> Drawn:
    return Drawn(
        listing,
        {
            field: tuple(filter(None, _SENTENCE.split(text)))
            for field in PROSE
            if (text := getattr(listing, field))
        },
    )


def _topic(listing: Listing) -> tuple[str, str]:
    named = listing.condition or listing.keyword or (listing.title,)
    return named[0].casefold(), listing.id


def coined(number: int) -> str:
    """A made-up name like that of a drug: another one for every number from 0 to 2³¹ - 2."""
    # Multiplying by an odd number mixes the order without ever giving one name twice.
    scattered = (number + 1) * 1_597_334_677 % 2**31
    scattered, ending = divmod(scattered, len(_ENDINGS))
    syllables: list[str] = []
    while scattered or len(syllables) < 2:
        scattered, syllable = divmod(scattered, len(_SYLLABLES))
        syllables.append(_SYLLABLES[syllable])
    return "".join(syllables) + _ENDINGS[ending]


def listing(number: int, drawn_from: Pool) -> Listing:
    """Listing `number` of every corpus that is drawn from this pool."""
    chance = Random(SEED + number)
    alternatives = [part for part in (drawn_from.studies, drawn_from.projects) if part]
    is_study = len(alternatives) == 1 or chance.random() < STUDIES
    return _Mixed(alternatives[0 if is_study else 1], number, chance).listing()


def listings(count: int, drawn_from: Pool) -> Iterator[Listing]:
    """The first `count` listings."""
    return (listing(number, drawn_from) for number in range(count))


def write(path: Path, count: int, drawn_from: Pool) -> None:
    """Writes a corpus to a file, one listing a line, as JSON."""
    with path.open("wb") as file:
        for one in listings(count, drawn_from):
            file.write(msgspec.json.encode(one) + b"\n")


class Corpus(Sequence[Listing]):
    """The listings of a corpus file, each decoded when it is asked for."""

    def __init__(self, path: Path, count: int | None = None) -> None:
        """The first `count` of them; None takes all."""
        self.path = path
        with path.open("rb") as file:
            lines = np.fromiter(map(len, itertools.islice(file, count)), dtype=np.int64)
        self._starts = np.concatenate([[0], np.cumsum(lines)])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[Listing]:
        decoder = msgspec.json.Decoder(Listing)
        return map(decoder.decode, self.lines())

    def lines(self) -> Iterator[bytes]:
        """The listings as they stand in the file, as JSON."""
        with self.path.open("rb") as file:
            yield from (line.rstrip(b"\n") for line in itertools.islice(file, len(self)))

    @overload
    def __getitem__(self, at: int) -> Listing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Listing]: ...
    def __getitem__(self, at: int | slice) -> Listing | Sequence[Listing]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        begin, end = self._starts[range(len(self))[at] :][:2].tolist()
        with self.path.open("rb") as file:
            file.seek(begin)
            return msgspec.json.decode(file.read(end - begin), type=Listing)


class Lines:
    """The listings of a corpus as JSON, as the index takes them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __len__(self) -> int:
        return len(self._corpus)

    def __iter__(self) -> Iterator[bytes]:
        return self._corpus.lines()


class _Mixed:
    """One listing in the making."""

    def __init__(self, records: Sequence[Drawn], number: int, chance: Random) -> None:
        self._records = records
        self._number = number
        self._chance = chance
        self._at = chance.randrange(len(records))
        self._skeleton = records[self._at]

    def listing(self) -> Listing:
        old = self._skeleton.listing
        number = self._number
        project = old.kind is Kind.FUNDED_PROJECT
        id = f"NIH-{20_000_000 + number}" if project else f"NCT{80_000_000 + number}"  # noqa: A001
        started = self._date(2000)
        names = [coined(number), *(coined(self._earlier()) for _ in range(2))]
        prose = {field: self._prose(field) for field in PROSE}
        compared = f"{names[1]} and {names[2]} are compared."
        prose["description"] = f"{prose['description']} {compared}".lstrip()
        return msgspec.structs.replace(
            old,
            id=id,
            url=f"https://example.org/{id}",
            title=f"{old.title} ({names[0].upper()})",
            other_id=tuple(_SERIAL.sub(f"{number:06d}", one) for one in old.other_id)
            or (f"{names[0][:4].upper()}-{number}",),
            condition=tuple(dict.fromkeys(map(self._condition, old.condition))),
            keyword=tuple(dict.fromkeys(map(self._keyword, old.keyword))),
            sponsor=self._sponsor(old.sponsor),
            site=self._sites(),
            start_date=started,
            completion_date=None,
            updated=self._date(int(started[:4])),
            related=(),
            **prose,
        )

    def _donor(self) -> Drawn:
        if self._chance.random() < NEAR:
            step = self._chance.randint(-NEIGHBORS, NEIGHBORS)
            return self._records[(self._at + step) % len(self._records)]
        return self._chance.choice(self._records)

    def _prose(self, field: str) -> str:
        text = []
        for sentence in self._skeleton.sentences.get(field, ()):
            others: Sequence[str] = ()
            if self._chance.random() >= OWN:
                others = self._donor().sentences.get(field, ())
            text.append(self._chance.choice(others) if others else sentence)
        return " ".join(text)

    def _keyword(self, name: str) -> str:
        if self._chance.random() < OWN:
            return name
        return self._chance.choice(self._donor().listing.keyword or (name,))

    def _sites(self) -> tuple[Site, ...]:
        # Whole: the sites of one study lie in the same few countries.
        if self._chance.random() < OWN:
            return self._skeleton.listing.site
        return self._donor().listing.site

    def _condition(self, name: str) -> str:
        if self._chance.random() >= OWN:
            name = self._chance.choice(self._donor().listing.condition or (name,))
        if self._chance.random() < RENAMED:
            name = f"{self._chance.choice(_QUALIFIERS)} {name}"
        return name

    def _sponsor(self, old: Sponsor | None) -> Sponsor | None:
        if old is None or self._chance.random() >= RENAMED:
            return old
        site = next(iter(self._donor().listing.site), Site())
        where = site.city or site.country or "Central"
        return Sponsor(f"{where} {self._chance.choice(_HOUSES)}", old.kind)

    def _earlier(self) -> int:
        # Cubed, so that the first names are met thousands of times and most of them once or twice.
        return int(self._number * self._chance.random() ** 3)

    def _date(self, first_year: int) -> str:
        year = self._chance.randint(first_year, 2026)
        return f"{year}-{self._chance.randint(1, 12):02d}-{self._chance.randint(1, 28):02d}"
