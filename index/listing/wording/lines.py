"""A listing, as the lines that staff read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from index.listing.model import Listing
from index.listing.parts import Funding
from index.listing.schema import FIELDS
from index.listing.wording.grants import institute_words, mechanism_words


class Headed(msgspec.Struct, frozen=True):
    """A line that begins with a heading, which stands out where whoever prints it can do that.
    Without a text the heading is the whole line."""

    heading: str
    text: str | None = None


def listing_lines(listing: Listing) -> Iterator[Headed]:
    """Each field that says something, in the order of their declaration: its label and its value,
    in words. Codes of NIH grants and institutes are looked up."""
    for field in FIELDS:
        value = getattr(listing, field.name)
        # That healthy volunteers are not taken says something; that it is no sample does not.
        # An age of 0 says something as well, and is equal to False.
        says_no = value is False and field.name != "healthy_volunteers"
        if not says_no and value not in ("", (), None):
            yield Headed(f"{field.label}:", _in_words(value))


def listing_count(count: int) -> str:
    """*1 listing*, *1,204 listings*."""
    return f"{count:,} listing{'' if count == 1 else 's'}"


def _in_words(value: Any) -> str:
    if isinstance(value, Funding):
        said = [mechanism_words(value.mechanism), institute_words(value.institute)]
        said += [f"fiscal year {value.fiscal_year}"] if value.fiscal_year else []
        said += [f"${value.amount:,}"] if value.amount is not None else []
        return ", ".join(said)
    if isinstance(value, tuple):
        return "; ".join(_in_words(item) for item in value)
    if isinstance(value, msgspec.Struct):
        parts = (getattr(value, name) for name in value.__struct_fields__)
        return ", ".join(
            _in_words(part)
            for part in parts
            if part not in ("", None, ()) and not isinstance(part, float)
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "words", value))
