"""`listings rebuild` as staff run it, from its start to its end: time, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile

import msgspec

from tests.benchmarks.measuring import Memory, family, memory
from tests.conftest import REPOSITORY

_EVERY = 0.1
_MEMORY_EVERY = 5
"""One look in so many is at memory as well: it takes some ten milliseconds of a large process."""

_TICKS = os.sysconf("SC_CLK_TCK")


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the command over a file."""

    records: int
    seconds: float
    processor_seconds: float
    """Of all its processes, to a tenth of a second for each."""
    peak: Memory
    stamp: str
    indexed: int
    collapsed: int
    refused: int

    @property
    def per_second(self) -> float:
        """Records, start and end of the command included."""
        return self.records / self.seconds


def rebuilt(home: Path, file: Path, records: int, processes: int) -> Rebuilt:
    """Runs the command in a process of its own, into a home that has what is compiled once."""
    command = [sys.executable, "-m", "cli", "rebuild", "--json"]
    command += ["--home", str(home), "--from", str(file), "--processes", str(processes)]
    looks = 0
    peak = Memory()
    spent: dict[tuple[int, int], int] = {}
    started = time.perf_counter()
    # What it says goes into a file: a pipe that nobody empties would stop it.
    with (
        TemporaryFile(dir=home) as output,
        subprocess.Popen(
            command, cwd=REPOSITORY, stdout=output, stderr=subprocess.DEVNULL
        ) as running,
    ):
        while True:
            try:
                running.wait(_EVERY)
                break
            except subprocess.TimeoutExpired:
                spent |= _ticks(running.pid)
                if looks % _MEMORY_EVERY == 0:
                    now = memory(running.pid)
                    peak = Memory(max(peak.whole, now.whole), max(peak.own, now.own))
                looks += 1
        seconds = time.perf_counter() - started
        output.seek(0)
        said = msgspec.json.decode(output.read())
    return Rebuilt(
        records=records,
        seconds=round(seconds, 2),
        processor_seconds=round(sum(spent.values()) / _TICKS, 1),
        peak=peak,
        stamp=said["stamp"],
        indexed=said["indexed"],
        collapsed=said["collapsed"],
        refused=said["refused"],
    )


def _ticks(pid: int) -> dict[tuple[int, int], int]:
    """Of each process of a family, by its number and start: the clock ticks that it has spent."""
    found: dict[tuple[int, int], int] = {}
    for one in family(pid):
        try:
            text = Path(f"/proc/{one}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # it has ended since
        fields = text.rpartition(")")[2].split()
        found[one, int(fields[19])] = int(fields[11]) + int(fields[12])
    return found
