"""Every page of a running meeting, in both languages, on a desk and in a hand: readable by all.

axe finds nothing serious, no request leaves the host, no script fails, nothing scrolls sideways,
and the printed log is dark on white.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.access import faults
from tests.support.browser import DESK, PHONE, Seat, chromium, sit
from tests.support.lively import Lively
from tests.support.processes import Demo

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]


# What stands on a page once it has its first picture.
READY = {
    "door": "token",
    "host": "countdown",
    "site": "tally",
    "stage": "countdown",
    "attendance": "site-row-64",
}
TITLE_HAS = {
    "door": {"vi": "Điểm Cầu – đăng nhập", "en": "Điểm Cầu – sign in"},
    "host": {"vi": "– bàn điều hành – Điểm Cầu", "en": "– host console – Điểm Cầu"},
    "site": {"vi": "– Gia Lai – Điểm Cầu", "en": "– Gia Lai – Điểm Cầu"},
    "stage": {"vi": "– màn hình hội trường", "en": "– stage display"},
    "attendance": {"vi": "– Nhật ký điểm danh – Điểm Cầu", "en": "– Attendance log – Điểm Cầu"},
}
ON_AIR = {"vi": "TRÊN SÓNG", "en": "ON AIR"}
SIDEWAYS = """
() => {
  const wide = document.documentElement.scrollWidth, seen = document.documentElement.clientWidth;
  if (wide <= seen) return null;
  const out = [...document.querySelectorAll("body *")]
    .filter((node) => node.getBoundingClientRect().right > seen + 1)
    .map((node) => node.outerHTML.slice(0, 120));
  return { wide, seen, out: out.slice(0, 5) };
}
"""
# How dark the ink is and how light the paper, of each visible text: relative luminance (WCAG 2.2).
PRINTED = """
() => {
  const channel = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    const light = [r, g, b].map((v) => channel(v / 255));
    return { light: 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2], a };
  };
  const paper = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const found = parse(getComputedStyle(at).backgroundColor);
      if (found.a > 0) return found.light;
    }
    return 1;
  };
  const faults = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (!text || !node.checkVisibility({ visibilityProperty: true })) continue;
    const ink = parse(getComputedStyle(node).color).light, ground = paper(node);
    if (ground < 0.8 || ink > 0.25) faults.push([text, ink, ground]);
  }
  return faults.slice(0, 10);
}
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    data = tmp_path_factory.mktemp("accessible") / "data"
    running = Demo(data, env={"DIEMCAU_SPREAD_S": "6"}).start()
    try:
        running.joined(62)
        lively = Lively(running)
        lively.until_discussion()
        lively.gia_lai_on_air()
        yield running
    finally:
        running.program.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def address(demo: Demo, page: str) -> str:
    said = demo.said
    session, tokens = said["session"], said["tokens"]
    return {
        "door": f"{demo.url}/",
        "host": f"{demo.url}/host/{session}#t={tokens['host']}",
        "site": f"{said['site_url']}/site#t={tokens['sites']['64']}",
        "stage": f"{demo.url}/stage/{session}#t={tokens['stage']}",
        "attendance": f"{demo.url}/attendance/{session}#t={tokens['organizer']}",
    }[page]


def opened(
    browser: Browser, demo: Demo, page: str, size: tuple[int, int] = DESK, language: str = "vi"
) -> Seat:
    seat = sit(browser, address(demo, page), size=size, language=language)
    seat.see(READY[page])
    return seat


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("page", list(READY))
def test_a_page_can_be_used_by_all(
    demo: Demo, browser: Browser, page: str, size: tuple[int, int], language: str
) -> None:
    seat = opened(browser, demo, page, size, language)
    try:
        if page == "attendance":
            seat.click("site-row-64")
            seat.see("person-64.01")
        assert faults(seat.page) == []
        assert seat.page.evaluate(SIDEWAYS) is None
        assert seat.page.evaluate("document.documentElement.lang") == language
        title = seat.page.title()
        assert title.endswith(TITLE_HAS[page][language])
        assert page != "site" or ON_AIR[language] in title, "the tab says so, too"
        assert "#t=" not in seat.page.url, "the secret leaves the address at once"
        assert seat.outside == []
        assert seat.faults == []
    finally:
        seat.context.close()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_printed_log_is_dark_on_white(demo: Demo, browser: Browser, language: str) -> None:
    seat = opened(browser, demo, "attendance", language=language)
    try:
        seat.click("pick-64")
        seat.see("person-64.01")
        seat.page.emulate_media(media="print")
        assert seat.page.evaluate(PRINTED) == []
        assert seat.page.evaluate(SIDEWAYS) is None
    finally:
        seat.context.close()
