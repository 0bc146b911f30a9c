"""Every page in both languages and sizes, from a running demonstration: run it with
`python -m tests.support.pictures`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.browser import DESK, PHONE, chromium, sit
from tests.support.lively import Lively
from tests.support.processes import Demo
from tests.support.scenes import SCENES

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SETTLE_MS = 2_500
SCREENS = ("clock", "queue", "wall")
# What lies under a caption in the mixer; a picture without it would show nothing but air.
GROUND = "?bg=3b4047"
BOTH = ("vi", "en")


Wanted = tuple[str, str, tuple[int, int], str]


def of_all(demo: Demo) -> Iterator[Wanted]:
    """Name, address, size and language of each picture."""
    session = demo.said["session"]
    pages = dict(demo.links)
    for name in SCREENS:
        pages[name] = f"{demo.url}/{name}/{session}#t={demo.token('stage')}"
    for name, address in pages.items():
        for size in (DESK, PHONE):
            for language in BOTH:
                yield name, address, size, language
    caption = f"{demo.url}/lower-third/{session}{GROUND}#t={demo.token('stage')}"
    yield "lower-third", caption, DESK, "vi"


def of_operator(demo: Demo) -> Iterator[Wanted]:
    """The page of whoever works the mixer."""
    address = f"{demo.url}/picture/{demo.said['session']}#t={demo.token('operator')}"
    for size in (DESK, PHONE):
        for language in BOTH:
            yield "picture", address, size, language


def of_record(demo: Demo) -> Iterator[Wanted]:
    """The pages of the record: lists from files, reports, scanning, the roll called by voice."""
    session = demo.said["session"]
    organizer = demo.token("organizer")
    pages = {
        "roster": f"{demo.url}/roster/{session}#t={organizer}",
        "reports": f"{demo.url}/attendance/{session}#t={organizer}",
        "checkin": demo.links["site"],
        "roll-voice": f"{demo.url}/host/{session}#t={demo.token('secretary')}",
    }
    for name, address in pages.items():
        # Whoever calls the roll sits at a desk.
        for size in (DESK,) if name == "roll-voice" else (DESK, PHONE):
            for language in BOTH:
                yield name, address, size, language


def take(wanted: Iterator[Wanted]) -> None:
    """Each picture in a browser of its own sign-in."""
    with chromium() as browser:
        for name, address, size, language in wanted:
            seat = sit(browser, address, size=size, language=language)
            seat.page.wait_for_timeout(SETTLE_MS)
            if name in SCENES:
                SCENES[name](seat)
                seat.page.wait_for_timeout(SETTLE_MS)
            file = IMAGES / f"{name}-{language}-{size[0]}.png"
            seat.page.screenshot(path=file)
            assert seat.outside == [], seat.outside
            seat.context.close()
            print(file.name)


def main() -> None:
    """Play until Gia Lai is on air, then take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(Path(folder) / "data", env={"DIEMCAU_SPREAD_S": "8"}).start()
        try:
            demo.joined(62)
            lively = Lively(demo)
            lively.until_discussion()
            lively.gia_lai_on_air()
            take(of_all(demo))
            ready = next(row for row in demo.get("/floor")["queue"] if row["state"] == "ready")
            lively.act("host", "cue_picture", entry=ready["entry"])
            take(of_operator(demo))
            lively.act("secretary", "open_roll_call", duration_ms=3_600_000, way="in_order")
            take(of_record(demo))
        finally:
            demo.program.stop()


if __name__ == "__main__":
    main()
