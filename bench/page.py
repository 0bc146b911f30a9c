"""The console's speed in Chromium: `python -m bench.page [--check]`.

A real coordinator serves the built page with the session of 3,355 points. Keys are pressed as a
host presses them and answered over the network; an hour of meeting is played fast, and what the
page still holds after it is counted; the list of all points is opened and filtered with 40,000.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.eye import Eye, lacks, shows
from bench.live import Live
from bench.machine import describe, percentile, table
from coordinator.casefile.examples import COMMUNES, example
from coordinator.core.base import Command
from coordinator.core.floor.commands import (
    CallPoint,
    EndSpeech,
    ExtendSpeech,
    GiveFloor,
    PauseSpeech,
    ReportReady,
    RequestFloor,
    ResumeSpeech,
)
from coordinator.core.session import StartSession
from tests.support.browser import chromium, sit
from wire.vocabulary import Channel, EntryId, SpeechKind

PRESS_MS_MAX, OPEN_MS_MAX, FILTER_MS_MAX, TASK_MS_MAX = 150.0, 300.0, 50.0, 50.0
GROWN_MIB_MAX = 20.0
ROUNDS, WAITING = 20, 50
OPENINGS = 6
HOUR_FRAMES, WARM_FRAMES, FRAMES_PER_S = 3_600, 300, 50
MANY = 40_000
SETTLE_MS = 3_000
WITHIN_MS = 30_000
SEED = 20_231_122
MARKS = '[data-testid="points-grid"] [role=rowgroup] .mark'
ROWS_WITH_STATES = f"return document.querySelectorAll('{MARKS}').length > 9"
COUNTDOWN = '[data-testid="countdown"]'
FOUND = "phu cat gia lai"
QUERIES = ("dak lak", "tan tien", "07", "xa")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure and the most that it may be; None is only told."""

    name: str
    value: float
    unit: str
    most: float | None = None
    note: str = ""

    @property
    def good(self) -> bool:
        return self.most is None or self.value <= self.most

    def row(self) -> tuple[str, str]:
        bound = "" if self.most is None else f" (at most {self.most:g})"
        return self.name, f"{self.value:.1f} {self.unit}{bound}{self.note}"


class Meeting:
    """What happens in the session while its console is looked at."""

    def __init__(self, live: Live) -> None:
        self.live, self.sites = live, live.sites()
        self._chance = random.Random(SEED)
        self._speakers = itertools.cycle(self.sites[1:])

    def ask(self, count: int = 1) -> EntryId:
        """The next points ask to speak, by telephone; the first of all who wait."""
        for site in itertools.islice(self._speakers, count):
            self.live.act(RequestFloor(site, SpeechKind.DEBATE, channel=Channel.TELEPHONE))
        return self.live.first()

    def ready(self, entry: EntryId) -> None:
        self.live.act(ReportReady(entry, self.live.called_at(entry), True))

    def flip(self, count: int) -> None:
        """Some lines turn good or poor."""
        for site in self._chance.sample(self.sites, min(count, len(self.sites))):
            self.live.hear(site, self._chance.choice((20, 20, 20, 480)))

    def acts(self) -> Iterator[None]:
        """Speech after speech; each step is one act, and one picture."""
        while True:
            entry = self.ask()
            yield
            self.live.act(CallPoint(entry))
            yield
            self.ready(entry)
            yield
            for command in _speech(entry):
                self.live.act(command)
                yield


def _speech(entry: EntryId) -> tuple[Command, ...]:
    longer = ExtendSpeech(entry, 60_000)
    return GiveFloor(entry), PauseSpeech(entry), ResumeSpeech(entry), longer, EndSpeech(entry)


def presses(eye: Eye, meeting: Meeting) -> list[float]:
    """Call, give, pause, resume, a minute more, end, undo: each by its key, many times over."""
    took, page = [], eye.page
    for _ in range(ROUNDS):
        entry = meeting.ask()
        meeting.flip(20)
        page.locator('[data-testid="next-act"][data-act="call"]').wait_for(timeout=WITHIN_MS)
        took.append(eye.press("Space", shows("next-act", "data-act", "wait")))
        meeting.ready(entry)
        page.locator('[data-testid="next-act"][data-act="give"]').wait_for(timeout=WITHIN_MS)
        took.append(eye.press("Space", shows("countdown")))
        took.append(eye.press("p", shows("resume-speech")))
        took.append(eye.press("p", shows("pause-speech")))
        took.append(eye.press("+", _left_more_than(_left(page.inner_text(COUNTDOWN)) + 30)))
        page.keyboard.press("e")
        took.append(eye.press("e", lacks("countdown")))
        took.append(eye.press("z", shows("countdown")))
        page.keyboard.press("e")
        took.append(eye.press("e", lacks("countdown")))
    return took


def _left(text: str) -> int:
    minutes, seconds = text.split("\n")[0].strip().split(":")
    return int(minutes) * 60 + int(seconds)


def _left_more_than(seconds: int) -> str:
    return (
        f"const [m, s] = document.querySelector('{COUNTDOWN}').innerText.trim().split(':');"
        f"return Number(m) * 60 + Number(s) > {seconds};"
    )


def conducting(browser: Browser, folder: Path) -> list[Figure]:
    """3,355 points: the keys, and the hour."""
    with Live(folder, example(COMMUNES)) as live:
        live.act(StartSession())
        meeting = Meeting(live)
        meeting.ask(WAITING)
        seat = sit(browser, live.server.url)
        eye = Eye(seat.page)
        seat.page.goto(live.page)
        seat.see("wall", WITHIN_MS / 1000)
        seat.page.wait_for_timeout(SETTLE_MS)
        with eye.tasks() as tasks:
            took = presses(eye, meeting)
        figures = [
            Figure("Key to changed screen, median", percentile(took, 0.5), "ms"),
            Figure(
                "Key to changed screen, p99",
                percentile(took, 0.99),
                "ms",
                PRESS_MS_MAX,
                f", {len(took)} presses",
            ),
            Figure("Longest task of the main thread meanwhile", tasks[0], "ms", TASK_MS_MAX),
            _hour(eye, meeting),
        ]
        assert not seat.faults, seat.faults
        seat.context.close()
    return figures


def _hour(eye: Eye, meeting: Meeting) -> Figure:
    acts = meeting.acts()
    _play(eye, meeting, acts, WARM_FRAMES)
    before = eye.heap_mib()
    shown = eye.frames
    _play(eye, meeting, acts, HOUR_FRAMES)
    grown = eye.heap_mib() - before
    words = f", {eye.frames - shown:,} pictures"
    return Figure("Memory that an hour of meeting leaves", grown, "MiB", GROWN_MIB_MAX, words)


def _play(eye: Eye, meeting: Meeting, acts: Iterator[None], frames: int) -> None:
    """Until the page was sent so many pictures."""
    until = eye.frames + frames
    while eye.frames < until:
        began = time.monotonic()
        next(acts)
        meeting.flip(2)
        rest_s = 1 / FRAMES_PER_S - (time.monotonic() - began)
        eye.page.wait_for_timeout(max(1.0, rest_s * 1000))


def listing(browser: Browser, folder: Path) -> list[Figure]:
    """40,000 points: the page loaded, the list opened and filtered, a point found."""
    with Live(folder, many_points()) as live:
        live.act(StartSession())
        Meeting(live).flip(MANY // 2)
        seat = sit(browser, live.server.url)
        eye = Eye(seat.page)
        with eye.tasks() as tasks:
            seat.page.goto(live.page)
            seat.see("wall", WITHIN_MS / 1000)
            seat.page.wait_for_timeout(SETTLE_MS)
            opened, typed, found = _looked_up(eye)
        assert not seat.faults, seat.faults
        seat.context.close()
    return [
        Figure("List of 40,000 points opens, median", percentile(opened, 0.5), "ms"),
        Figure("… worst", max(opened), "ms", OPEN_MS_MAX, f", n={len(opened)}"),
        Figure("… filters by a letter, median", percentile(typed, 0.5), "ms"),
        _worst("… filters by a letter, p99", typed),
        _worst("Finder among 40,000, p99", found),
        Figure("Longest task from load to end", tasks[0], "ms", TASK_MS_MAX),
    ]


def _worst(name: str, took: list[float]) -> Figure:
    return Figure(name, percentile(took, 0.99), "ms", FILTER_MS_MAX, f", n={len(took)}")


def _looked_up(eye: Eye) -> tuple[list[float], list[float], list[float]]:
    """Again and again: the list opened, a letter typed into its filter, one into the finder."""
    opened, typed, found = [], [], []
    for _ in range(OPENINGS):
        opened.append(eye.press("l", ROWS_WITH_STATES))
        eye.page.wait_for_timeout(500)
        for query in QUERIES:
            typed += _typed(eye, "points-query", "points-grid", query)
        eye.leave()
        eye.page.keyboard.press("Control+k")
        found += _typed(eye, "finder-input", "finder-list", FOUND)
        eye.leave()
    return opened, typed, found


def _typed(eye: Eye, field: str, told_by: str, query: str) -> list[float]:
    """Letter by letter; ms until the rows for what stands in the field were painted."""
    eye.page.get_by_test_id(field).fill("")
    took = []
    for end, letter in enumerate(query, start=1):
        took.append(eye.press(letter, shows(told_by, "data-query", query[:end])))
    return took


def many_points(count: int = MANY) -> str:
    """The session file of the second case, with so many points: its communes again and again."""
    lines = example(COMMUNES).splitlines()
    first = lines.index("communes:") + 1
    communes = lines[first:]
    above = sum(line.startswith("  - {code:") for line in lines[:first]) + 1
    extra = itertools.islice(itertools.cycle(communes), count - above - len(communes))
    codes = (f'  - {{code: "A{number:05d}"' for number in itertools.count())
    lines += [code + line[line.index(", name") :] for code, line in zip(codes, extra, strict=False)]
    return "\n".join(lines).replace("sample_delegates: 3", "sample_delegates: 0") + "\n"


def measure(folder: Path) -> list[Figure]:
    """All figures of the page, on this machine."""
    with chromium() as browser:
        return [
            *conducting(browser, folder / "conducting"),
            *listing(browser, folder / "listing"),
        ]


def rows(folder: Path) -> list[tuple[str, str]]:
    """The same as rows of a table."""
    return [figure.row() for figure in measure(folder)]


def main() -> int:
    """Measure and print; with --check the exit code is 1 when a bound does not hold."""
    parser = argparse.ArgumentParser(description="The console's speed")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    print("Machine: " + "; ".join(describe()) + "\n")
    print(table("The console in Chromium", [figure.row() for figure in figures]))
    missed = [figure.name for figure in figures if not figure.good]
    for name in missed:
        print(f"out of bounds: {name}", file=sys.stderr)
    return 1 if missed and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
