"""The machine that a figure was measured on, and the CPU time and memory of a process."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from pathlib import Path


def describe() -> list[str]:
    """What to know of the machine before reading a figure."""
    model = "unknown"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = [line for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = lines[0].split(":", 1)[1].strip() if lines else model
    return [
        f"{os.cpu_count()} cores, {model}",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}",
        f"fsync of 4 KiB: {_fsync_ms():.2f} ms (median of 50)",
    ]


def _fsync_ms() -> float:
    target = Path("fsync.probe")
    times = []
    with target.open("wb") as file:
        for _ in range(50):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    target.unlink()
    return sorted(times)[len(times) // 2]


def cpu_s(pid: int) -> float:
    """CPU time of all threads of a process, in seconds (ns resolution, Linux schedstat)."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def rss_kib(pid: int) -> int:
    """Resident memory of a process, in KiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(title: str, rows: list[tuple[str, str]]) -> str:
    """Rows of measure and figure as Markdown."""
    lines = [f"### {title}", "", "| Measure | Figure |", "|---|---|"]
    lines += [f"| {measure} | {figure} |" for measure, figure in rows]
    return "\n".join(lines) + "\n"
