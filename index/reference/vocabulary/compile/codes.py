"""Codes of diseases with their titles: ICD-10-CM, from the file that a package ships.

The file is read while the vocabulary is compiled; the package is never imported.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from index.errors import BuildFailed
from index.reference.vocabulary.sources import Source, package_version

_CODE = re.compile(r"[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?")
_TABLE = re.compile(r"simple_icd_10_cm/data/[\w-]*tabular[\w-]*\.xml")
"""The classification as its owner publishes it; the name of the file says of which month."""


def read_codes(source: Source) -> tuple[str, dict[str, str]]:
    """The edition, and the title of each code. Raises `BuildFailed` where the package is missing
    or its file is not as expected."""
    package_version(source)
    held = distribution(source.package)
    files = [file for file in held.files or () if _TABLE.fullmatch(str(file))]
    if len(files) != 1:
        raise BuildFailed(
            f"{source.package} should hold one table of ICD-10-CM, and holds {len(files)}. "
            "Install the locked version again (make install)."
        )
    path = Path(str(held.locate_file(files[0])))
    try:
        with path.open("rb") as file:
            return _edition_and_titles(ElementTree.iterparse(file), path)
    except (OSError, ElementTree.ParseError, ValueError) as error:
        raise BuildFailed(
            f"{path}: the codes of diseases could not be read from it ({error}). Install the "
            f"locked version of {source.package} again (make install)."
        ) from error


def _edition_and_titles(
    events: Iterator[tuple[str, ElementTree.Element]], path: Path
) -> tuple[str, dict[str, str]]:
    edition, titles = "", {}
    for _, one in events:
        if one.tag == "version":
            edition = (one.text or "").strip()
        elif one.tag == "diag":
            code, title = one.findtext("name", ""), one.findtext("desc", "")
            if _CODE.fullmatch(code) and title:
                titles[code] = " ".join(title.split())
            # Codes lie within each other: what was read is let go, 300 MB of it.
            one.clear()
    if len(titles) < 1000:
        raise ValueError(f"{path.name} has {len(titles)} codes")
    return edition, titles
