"""One shape for everything that can be wrong with what people hand us."""

from __future__ import annotations

import enum

import msgspec


class Severity(enum.Enum):
    """How much a problem costs: an error refuses the record, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True):
    """What is wrong, where, and what to do about it.

    `where` names the place as its owner would look for it: a URL parameter
    (``page``), a YAML key with its file and line (``asthma.yml, line 12, sex``),
    or a source record (``studies.json, record 7, NCT00000102``).
    """

    where: str
    what: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
