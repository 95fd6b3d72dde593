"""What a case is: the files that come in, and what must come out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

Fields = Mapping[str, Any]
"""Values by the path of their field, as in ``site.0.contact.0.phone``; None where there is none."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Files, and what a rebuild makes of them.

    `listings` names every listing that comes out, by its id, with the fields that matter to the
    case. `told` are pieces of sentences that staff must be told.
    """

    name: str
    files: Mapping[str, bytes]
    listings: Mapping[str, Fields]
    collapsed: int = 0
    refused: int = 0
    told: tuple[str, ...] = ()
