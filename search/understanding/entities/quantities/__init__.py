"""Quantities: the numbers of a question, with what each belongs to. Nothing inside one is an age, a
ZIP code, a short form or a code."""

from search.understanding.entities.quantities.quantity import Quantity
from search.understanding.entities.quantities.reading import quantities_in

__all__ = [
    "Quantity",
    "quantities_in",
]
