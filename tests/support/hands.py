"""Two ways to conduct at the console: by keys alone, and by the mouse alone."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.support.browser import heard_now
from tests.support.programme_played import Part, Turn

TABS_MAX = 160
CLOSE_WORD = "KẾT THÚC"


@dataclass
class Keys:
    """`page.keyboard`, and eyes for where the keyboard stands; nothing else."""

    page: Page

    def press(self, *keys: str) -> None:
        for key in keys:
            heard_now(self.page)
            self.page.keyboard.press(key)

    def tab_to(self, testid: str) -> None:
        """The Tab key until it stands there."""
        for _ in range(TABS_MAX):
            if self.page.evaluate("document.activeElement?.dataset?.testid ?? ''") == testid:
                return
            self.press("Tab")
        raise AssertionError(f"no way to {testid} by the Tab key")

    def until_phase(self, phase: str) -> None:
        expect(self.page.get_by_test_id("phase")).to_have_attribute("data-phase", phase)

    def start(self) -> None:
        self.tab_to("start-session")
        self.press("Enter")
        self.until_phase("live")

    def begin(self, part: Part, waiting: int) -> None:
        self.press("q", "q")
        if waiting:
            expect(self.page.get_by_test_id("item-dialog")).to_be_visible()
            self.press("3", "Enter")
        item = self.page.get_by_test_id(f"item-{part.item}")
        expect(item).to_have_attribute("aria-current", "step")

    def roll_call(self) -> None:
        self.tab_to("roll-call-open")
        self.press("Enter")
        expect(self.page.get_by_test_id("roll-call-progress")).to_be_visible()

    def invite(self, turn: Turn) -> None:
        self.press("Control+k")
        self.page.keyboard.type(turn.typed)
        best = self.page.get_by_test_id("finder-list").locator("[aria-selected=true]")
        expect(best).to_contain_text(turn.name)
        self.press("Control+Enter")
        kind = self.page.get_by_test_id("request-kind")
        expect(kind).to_be_focused()
        while kind.input_value() != turn.kind:
            self.press("ArrowDown")
        self.press("Enter")
        expect(self.page.get_by_test_id("request-dialog")).to_have_count(0)

    def approve(self, turn: Turn) -> None:
        mine = self.page.locator(f"[data-entry][data-site='{turn.site}']")
        expect(mine).to_be_visible()
        self.press("Home")
        for _ in range(TABS_MAX):
            on = "document.activeElement?.closest('[data-entry]')?.dataset.site ?? ''"
            if self.page.evaluate(on) == turn.site:
                break
            self.press("j")
        self.press("a")
        expect(mine).to_have_attribute("data-state", "queued")
        self.press("Escape")

    def next_act(self, words: str) -> None:
        expect(self.page.get_by_test_id("next-act")).to_contain_text(words)
        expect(self.page.get_by_test_id("next-act")).to_be_enabled()
        self.press("Space")

    def call_next(self, turn: Turn) -> None:
        self.next_act(f"Mời {turn.name} chuẩn bị")

    def give(self, turn: Turn) -> None:
        self.next_act(f"Mời {turn.name} phát biểu")
        expect(self.page.get_by_test_id("speaking-site")).to_contain_text(turn.name)

    def end(self, turn: Turn) -> None:
        self.press("e", "e")
        expect(self.page.get_by_test_id("speech")).to_have_count(0)

    def recess(self) -> None:
        self.tab_to("pause-session")
        self.press("Enter")
        expect(self.page.get_by_test_id("recess-dialog")).to_be_visible()
        self.press("1")
        expect(self.page.get_by_test_id("recess")).to_contain_text("Giải lao đến")

    def resume(self) -> None:
        self.tab_to("resume-session")
        self.press("Enter")
        self.until_phase("live")

    def close(self) -> None:
        self.tab_to("close-session")
        self.press("Enter")
        expect(self.page.get_by_test_id("close-word")).to_be_focused()
        self.page.keyboard.type(CLOSE_WORD)
        self.press("Enter")
        self.until_phase("closed")


@dataclass
class Mouse:
    """The pointer alone: a point is found on the wall, not by its name.

    A choice in a select is made in the browser's own list, which a test reaches by value alone;
    the words that close a meeting come from the screen's own keyboard, as they must be written.
    """

    page: Page

    def click(self, testid: str) -> None:
        self.page.get_by_test_id(testid).click()

    def until_phase(self, phase: str) -> None:
        expect(self.page.get_by_test_id("phase")).to_have_attribute("data-phase", phase)

    def start(self) -> None:
        self.click("start-session")
        self.until_phase("live")

    def begin(self, part: Part, waiting: int) -> None:
        item = self.page.get_by_test_id(f"item-{part.item}")
        item.hover()
        self.click(f"begin-item-{part.item}")
        if waiting:
            self.click("fate-written")
            self.click("item-go")
        expect(item).to_have_attribute("aria-current", "step")

    def roll_call(self) -> None:
        self.click("roll-call-open")
        expect(self.page.get_by_test_id("roll-call-progress")).to_be_visible()

    def invite(self, turn: Turn) -> None:
        tile = self.page.get_by_test_id(f"tile-{turn.site}")
        if tile.count():
            tile.click()
        else:
            self.click("points-open")
            row = self.page.get_by_test_id(f"point-{turn.site}")
            box = self.page.get_by_test_id("points-grid").bounding_box()
            assert box is not None
            self.page.mouse.move(box["x"] + 200, box["y"] + 200)
            for _ in range(TABS_MAX):
                if row.count():
                    break
                self.page.mouse.wheel(0, 300)
                self.page.wait_for_timeout(20)
            row.click()
        self.click("chair-calls")
        self.page.get_by_test_id("request-kind").select_option(turn.kind)
        self.click("request-send")
        expect(self.page.get_by_test_id("request-dialog")).to_have_count(0)

    def approve(self, turn: Turn) -> None:
        mine = self.page.locator(f"[data-entry][data-site='{turn.site}']")
        mine.hover()
        mine.get_by_text("Duyệt", exact=True).click()
        expect(mine).to_have_attribute("data-state", "queued")
        self.page.mouse.move(5, 5)

    def next_act(self, words: str) -> None:
        act = self.page.get_by_test_id("next-act")
        expect(act).to_contain_text(words)
        act.click()

    def call_next(self, turn: Turn) -> None:
        self.next_act(f"Mời {turn.name} chuẩn bị")

    def give(self, turn: Turn) -> None:
        self.next_act(f"Mời {turn.name} phát biểu")
        expect(self.page.get_by_test_id("speaking-site")).to_contain_text(turn.name)

    def end(self, turn: Turn) -> None:
        self.click("end-speech")
        expect(self.page.get_by_test_id("speech")).to_have_count(0)

    def recess(self) -> None:
        self.click("pause-session")
        self.click("recess-10")
        expect(self.page.get_by_test_id("recess")).to_contain_text("Giải lao đến")

    def resume(self) -> None:
        self.click("resume-session")
        self.until_phase("live")

    def close(self) -> None:
        self.click("close-session")
        self.click("close-word")
        self.page.keyboard.insert_text(CLOSE_WORD)
        self.click("close-confirm")
        self.until_phase("closed")
