"""Quantities: the numbers of a question, with what each belongs to. Nothing inside one is an age, a
ZIP code, a short form or a code."""

from search.understanding.quantities.quantity import Quantity
from search.understanding.quantities.reading import quantities

__all__ = [
    "Quantity",
    "quantities",
]
