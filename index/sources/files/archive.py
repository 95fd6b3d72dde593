"""ZIP archives as the files in them, each read where it lies: nothing is written by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Literal, cast

import msgspec

from index.errors import SourceUnreadable

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""What archives begin with; the second one is empty."""

# The registry's own has 600,000 members, 2.7 GB packed and 10 GB unpacked.
_MOST_MEMBERS = 3_000_000
_MOST_UNPACKED = 100 << 30
_FREELY_UNPACKED = 256 << 20
_MOST_TIMES = 200
"""JSON and CSV pack to a tenth or a thirtieth; a bomb to a thousandth."""
_LOCKED = 1
_UNREAD = "is packed in a way that is not read; unpack the archive, and rebuild from its folder"
_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


class Member(msgspec.Struct, frozen=True):
    """A file in an archive."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """Its name in the archive, with the folders it lies in."""
        return self.info.filename

    @property
    def fault(self) -> str:
        """Why it cannot be read; empty where it can."""
        if self.info.flag_bits & _LOCKED:
            return "has a password; unpack the archive, and rebuild from its folder"
        if self.info.compress_type not in _READ_METHODS:
            return _UNREAD
        if _is_bomb(self.info.file_size, self.info.compress_size):
            return (
                f"unpacks to {self.info.file_size:,} bytes from {self.info.compress_size:,}, "
                "more than any file of records; check where it came from"
            )
        return ""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Its bytes. Raises OSError, or what `zipfile` raises, for a damaged one."""
        assert mode == "rb"
        return cast(BinaryIO, self.archive.open(self.info))


@contextmanager
def archive_in(file: IO[bytes], name: str) -> Iterator[zipfile.ZipFile]:
    """An archive, with its list of files read.

    Raises `SourceUnreadable` where it is damaged, has a password, or holds more than any archive
    of records.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as fault:
        raise SourceUnreadable(
            f"{name}: is a ZIP archive that was cut short or is damaged, so that its list of files "
            "cannot be read. Download it again."
        ) from fault
    with archive:
        members = archive.infolist()
        packed = sum(one.compress_size for one in members)
        unpacked = sum(one.file_size for one in members)
        size = file.seek(0, 2)
        if members and all(one.flag_bits & _LOCKED for one in members if not one.is_dir()):
            raise SourceUnreadable(
                f"{name}: is a ZIP archive with a password. Unpack it, and rebuild from the folder "
                "of what was in it."
            )
        if (
            len(members) > _MOST_MEMBERS
            or unpacked > _MOST_UNPACKED
            or packed > size
            or _is_bomb(unpacked, packed)
        ):
            raise SourceUnreadable(
                f"{name}: is a ZIP archive that says it holds {len(members):,} files and unpacks "
                f"to {unpacked:,} bytes from {size:,}, more than any archive of records. Check "
                "where it came from; if it is right, unpack it, and rebuild from the folder."
            )
        yield archive


def members_of(archive: zipfile.ZipFile) -> Iterator[Member]:
    """The files in an archive in the order of their names, without those that systems hide."""
    for info in sorted(archive.infolist(), key=lambda one: one.filename):
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
        if not (info.is_dir() or hidden or "__MACOSX" in parts):
            yield Member(archive, info)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > max(_FREELY_UNPACKED, _MOST_TIMES * packed)
