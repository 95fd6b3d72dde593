"""What a quantity is."""

from __future__ import annotations

import enum

import msgspec


class QuantityKind(enum.Enum):
    """What a number belongs to."""

    TEST = "test"
    """A test or a score with its value: *BMI over 40*."""
    AMOUNT = "amount"
    """*500 mg*, *38.5 C*, *30 %*."""
    DURATION = "duration"
    """*for 3 years*, *20 year old* of an injury."""
    COUNT = "count"
    """*2* of *2 kids*, *twice a day*."""
    TRACER = "tracer"
    """*18F*, *Lu-177*."""
    MONEY = "money"


class Asked(msgspec.Struct, frozen=True):
    """What listings must say for a quantity to be of theirs: any of these names."""

    name: str
    """As a reader is told."""
    names: tuple[str, ...]
    """As listings write it."""
    concept: str = ""
    """A name under which the vocabulary knows it; "" where it does not."""


class Quantity(msgspec.Struct, frozen=True):
    """A part of a question that is a quantity, from `start` until before `end`.

    `meant` says it in words. It asks for `asked`, for nothing where that is None; listings that
    say one of `preferred` come first. Two writings of one quantity are equal but for their places.
    """

    kind: QuantityKind
    start: int
    end: int
    meant: str
    asked: Asked | None = None
    preferred: tuple[str, ...] = ()
