"""`python -m tests.support.recording`: two minutes of a meeting as one animated picture.

A real demonstration at real speed: the console, with the point's page and the hall's screen in
turn, and a line below that says what is done and by which key. Needs Pillow, of development only.
"""

from __future__ import annotations

import base64
import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESK, Seat, chromium, sit
from tests.support.lively import Lively
from tests.support.processes import Demo, call

FILE = Path(__file__).resolve().parents[2] / "docs" / "images" / "meeting.webp"
WIDTH, HEIGHT, STRIP = 1120, 700, 40
FRAME_S = 0.4
QUALITY = 62
HOLD_LAST_MS = 2_500
ARROW = [(0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12)]
CAPTION = """<body style="margin:0;height:%dpx;display:flex;align-items:center;gap:12px;
background:#0b0d11;color:#f2f4f8;font:600 17px 'Be Vietnam Pro','Noto Sans',sans-serif;
padding:0 16px;box-sizing:border-box;white-space:nowrap">%s<span>%s</span>
<span style="color:#9aa4b2;font-weight:450">%s</span></body>"""
KEY = """<kbd style="font:600 15px sans-serif;border:1px solid #8b95a5;border-radius:5px;
padding:2px 9px">%s</kbd>"""


@dataclass
class Film:
    """Frames with their lengths; what is shown is the page in front."""

    strip: Page
    front: Page
    frames: list[Image.Image] = field(default_factory=list)
    lengths_ms: list[int] = field(default_factory=list)
    said: Image.Image | None = None
    mouse: tuple[float, float] | None = None
    last: float = 0.0

    def say(self, vi: str, en: str, key: str = "") -> None:
        """The line below the picture from now on."""
        self.strip.set_content(CAPTION % (STRIP, KEY % key if key else "", vi, en))
        self.said = Image.open(io.BytesIO(self.strip.screenshot())).convert("RGB")

    def show(self, page: Page) -> None:
        """This page in front, from now on."""
        self.front = page
        page.bring_to_front()

    def take(self) -> None:
        """One frame; one that is like the last only makes that one longer."""
        size = self.front.viewport_size
        assert size is not None
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"]}
        scale = {"scale": WIDTH / size["width"]}
        cdp = self.front.context.new_cdp_session(self.front)
        asked = {"format": "png", "clip": {**clip, **scale}}
        shot = cdp.send("Page.captureScreenshot", asked)["data"]
        cdp.detach()
        frame = Image.new("RGB", (WIDTH, HEIGHT + STRIP))
        frame.paste(Image.open(io.BytesIO(base64.b64decode(shot))).convert("RGB"), (0, 0))
        if self.mouse:
            x, y = (at * WIDTH / DESK[0] for at in self.mouse)
            tip = [(x + dx, y + dy) for dx, dy in ARROW]
            ImageDraw.Draw(frame).polygon(tip, fill="#ffffff", outline="#000000")
        if self.said:
            frame.paste(self.said, (0, HEIGHT))
        now = time.monotonic()
        if self.frames:
            self.lengths_ms[-1] += int((now - self.last) * 1000)
        self.last = now
        if not self.frames or self.frames[-1].tobytes() != frame.tobytes():
            self.frames.append(frame)
            self.lengths_ms.append(0)

    def roll(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Go on filming, for so long or until it is so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            began = time.monotonic()
            self.take()
            self.front.wait_for_timeout(max(0.0, FRAME_S - (time.monotonic() - began)) * 1000)

    def press(self, *keys: str, seconds: float = 2.0) -> None:
        for key in keys:
            self.front.keyboard.press(key)
        self.roll(seconds)

    def write(self, text: str, seconds: float = 1.2) -> None:
        for letter in text:
            self.front.keyboard.type(letter)
            self.roll(0.1)
        self.roll(seconds)

    def move(self, x: float, y: float, steps: int = 6) -> None:
        """The pointer goes there, and is seen to."""
        from_x, from_y = self.mouse or (DESK[0] / 2, DESK[1] / 2)
        for step in range(1, steps + 1):
            part = step / steps
            self.mouse = (from_x + (x - from_x) * part, from_y + (y - from_y) * part)
            self.front.mouse.move(*self.mouse)
            self.take()

    def click(self, testid: str, seconds: float = 1.5) -> None:
        box = self.front.get_by_test_id(testid).first.bounding_box()
        assert box is not None, testid
        self.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.front.mouse.down()
        self.front.mouse.up()
        self.roll(seconds)

    def save(self) -> None:
        self.lengths_ms[-1] += HOLD_LAST_MS
        first, *rest = self.frames
        first.save(
            FILE,
            save_all=True,
            append_images=rest,
            duration=self.lengths_ms,
            loop=0,
            quality=QUALITY,
            method=4,
            minimize_size=False,
            allow_mixed=True,
        )


@dataclass
class Meeting:
    """Who sits where."""

    demo: Demo
    lively: Lively
    film: Film
    host: Seat
    secretary: Seat
    site: Seat
    stage: Seat

    def row(self, site: str) -> dict[str, Any]:
        rows: list[dict[str, Any]] = self.demo.get("/floor")["queue"]
        return next(row for row in rows if row["site"] == site)

    def roll_call(self) -> None:
        film = self.film
        film.say("Điểm danh: các điểm cầu cùng trả lời", "roll call: the points answer")
        film.roll(1.0)
        film.click("roll-call-open", 5.5)
        film.mouse = None

    def hand_over(self) -> None:
        """Called, silent, asked about, another instead; ready, on the air."""
        film, lively = self.film, self.lively
        film.say("Các điểm cầu đăng ký phát biểu", "points ask for the floor")
        for site in ("66", "64", "31", "04", "92", "38", "79"):
            lively.ask(site, "debate" if site == "04" else "intervention", f"{site}.01")
            film.roll(0.6)
        film.say("Mời Đắk Lắk chuẩn bị", "call the first to stand by", "Space")
        film.press("Space", seconds=2)
        film.say("Không trả lời 10 giây: chờ hay mời điểm tiếp theo?", "no answer for 10 s")
        asked = self.host.page.locator("[data-question='unanswered']")
        film.roll(14, until=lambda: asked.count() > 0)
        film.roll(2.0)
        film.say("Mời Gia Lai thay", "call Gia Lai instead", "1")
        film.press("1", seconds=2)
        film.say("Trang của điểm cầu Gia Lai: được mời chuẩn bị", "the point's own page")
        film.show(self.site.page)
        film.roll(2.5)
        lively.ready("64")
        film.say("Gia Lai báo sẵn sàng", "ready")
        film.roll(2.0)
        film.show(self.host.page)
        film.say("Mời Gia Lai phát biểu", "give the floor", "Space")
        film.roll(1.0)
        film.press("Space", seconds=2)
        film.show(self.stage.page)
        film.say("Màn hình hội trường", "the screen of the hall")
        film.roll(3.0)
        film.show(self.host.page)

    def while_it_runs(self) -> None:
        """The list by hand, another's hand, messages, the finder, the list of all points."""
        film, host = self.film, self.host.page
        film.say("Rút thời lượng còn 1 phút", "shorten to one minute", "−")
        for _ in range(6):
            film.press("-", seconds=0.4)
        film.say("Kéo lượt của TP Hồ Chí Minh lên trước Cao Bằng", "drag in the list")
        self.drag("79", "04")
        film.say("Thư ký đang giữ một lượt: tay của người kia", "another's hand on the list")
        mine = self.secretary.page.locator("[data-entry][data-site='92']")
        mine.focus()
        film.roll(3.0)
        self.secretary.page.keyboard.press("Escape")
        film.say("Thông báo cho mọi điểm cầu", "a message to all", "F")
        film.press("f", seconds=1.5)
        film.click("phrase-2", 1.0)
        film.click("notice-send", 2.0)
        film.mouse = None
        film.say("Tin của Gia Lai", "a message of the point", "U")
        self.from_site(type="send_message", site="64", text="Đề nghị chiếu tài liệu mẫu 03.")
        film.press("u", seconds=3)
        film.say("Tìm điểm cầu, không cần dấu", "find a point without marks", "Ctrl K")
        film.press("Control+k", seconds=0.8)
        film.write("dak lak", 1.8)
        film.press("Escape", seconds=0.6)
        film.say("Danh sách mọi điểm cầu", "all points", "L")
        film.press("l", seconds=1.5)
        film.write("quang", 1.5)
        film.press("Escape", seconds=0.8)
        over = host.locator("[data-testid='countdown']").filter(has_text="+")
        film.say("Quá giờ", "over time")
        film.roll(30, until=lambda: over.count() > 0)
        film.roll(3)

    def ends(self) -> None:
        film, host = self.film, self.host.page
        film.say("Kết thúc lượt: bấm hai lần, hoàn tác được 10 giây", "end: twice, undoable", "E E")
        film.press("e", seconds=1.2)
        film.press("e", seconds=2.5)
        film.say("Sang nội dung tiếp theo; ai còn chờ thì sao?", "next item", "Q Q")
        film.press("q", seconds=1.0)
        film.press("q", seconds=2.5)
        film.press("3", seconds=1.2)
        film.press("Enter", seconds=3)
        expect(host.get_by_test_id("item-5")).to_have_attribute("aria-current", "step")

    def drag(self, site: str, before: str) -> None:
        film = self.film
        boxes = [
            self.host.page.locator(f"[data-entry][data-site='{of}']").bounding_box()
            for of in (site, before)
        ]
        moved, to = boxes
        assert moved is not None
        assert to is not None
        film.move(moved["x"] + 16, moved["y"] + moved["height"] / 2)
        film.front.mouse.down()
        film.move(to["x"] + 40, to["y"] + 3, steps=8)
        film.roll(1.2)
        film.front.mouse.up()
        film.roll(1.5)
        film.mouse = None
        film.front.mouse.move(5, 5)

    def from_site(self, **body: Any) -> None:
        token = self.demo.said["tokens"]["sites"]["64"]
        words = {"command_id": f"film-{time.monotonic_ns()}", **body}
        assert call(f"{self.demo.api}/commands", token=token, body=words).status == 200


def seats(demo: Demo, browser: Browser) -> Meeting:
    """Everybody at their page; the meeting has come to the discussion."""
    lively = Lively(demo)
    lively.act("host", "start_session")
    for item in demo.get("")["items"][:4]:
        lively.act("host", "begin_item", item=item["id"])
    links = demo.links
    secretary = links["host"].split("#")[0] + f"#t={demo.token('secretary')}"
    host, second = sit(browser, links["host"]), sit(browser, secretary)
    site, stage = sit(browser, links["site"]), sit(browser, links["stage"])
    context = browser.new_context(viewport={"width": WIDTH, "height": STRIP})
    film = Film(context.new_page(), host.page)
    host.see("tile-64", within_s=30)
    return Meeting(demo, lively, film, host, second, site, stage)


def main() -> None:
    """Play, film, write."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(Path(folder) / "data", env={"DIEMCAU_SPREAD_S": "3"}).start()
        try:
            demo.joined(62)
            with chromium() as browser:
                meeting = seats(demo, browser)
                meeting.roll_call()
                meeting.hand_over()
                meeting.while_it_runs()
                meeting.ends()
                meeting.film.save()
            film = meeting.film
            length = sum(film.lengths_ms) / 1000
            print(f"{FILE.name}: {len(film.frames)} frames, {length:.0f} s", end=", ")
            print(f"{FILE.stat().st_size / 1_000_000:.2f} MB")
        finally:
            demo.program.stop()


if __name__ == "__main__":
    main()
