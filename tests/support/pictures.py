"""`make pictures`: the four pages in both languages and sizes, from a running demonstration."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.support.browser import DESK, PHONE, chromium, sit
from tests.support.lively import Lively
from tests.support.processes import Demo

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SETTLE_MS = 2_500


def take(demo: Demo) -> None:
    """Sixteen pictures."""
    with chromium() as browser:
        for name, address in demo.links.items():
            for size in (DESK, PHONE):
                for language in ("vi", "en"):
                    seat = sit(browser, address, size=size, language=language)
                    seat.page.wait_for_timeout(SETTLE_MS)
                    if name == "attendance":
                        seat.page.get_by_test_id("pick-64").first.click()
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
            take(demo)
        finally:
            demo.program.stop()


if __name__ == "__main__":
    main()
