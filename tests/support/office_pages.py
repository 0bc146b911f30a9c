"""What an organizer does with pages, by the words that stand on them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

from tests.support.browser import DESK, PHONE, Seat

WITHIN_MS = 20_000
MADE_WITHIN_MS = 60_000
# A folder for whoever wants to look at each step.
LOOK = os.environ.get("DIEMCAU_LOOK", "")


def seen(page: Page, name: str) -> None:
    """A picture of this step, if somebody wants to look; at both sizes."""
    if not LOOK:
        return
    for size in (DESK, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(400)
        page.screenshot(path=Path(LOOK) / f"{name}-{size[0]}.png")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def counted(number: int) -> str:
    """As it is written in Vietnamese: 1.518."""
    return f"{number:,}".replace(",", ".")


@dataclass
class Organizer:
    """The attendance page and those it leads to."""

    seat: Seat
    taken: dict[str, Path] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.seat.page

    def button(self, name: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    def choice(self, name: str) -> None:
        """One of the acts of a menu that is open."""
        self.page.get_by_role("menuitem", name=name).click()

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def figure(self, mark: str) -> int:
        """The number on the button of a question."""
        return int(str(self.page.get_by_test_id(f"ask-{mark}").get_attribute("data-count")))

    def prepares(self, paper: str) -> Page:
        """A page of the days before, in a tab of its own."""
        self.button("Việc chuẩn bị khác").click()
        with self.seat.context.expect_page() as opened:
            self.choice(paper)
        return opened.value

    # --- the list of delegates ----------------------------------------------------------------

    def to_lists(self) -> None:
        self.page.get_by_role("link", name="Nạp danh sách").click()

    def choose(self, name: str, content: bytes) -> None:
        """Take a file off this machine and wait for what was read in it."""
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        with self.page.expect_file_chooser() as asked:
            self.page.get_by_text("Chọn tệp…").click()
        asked.value.set_files({"name": name, "mimeType": kind, "buffer": content})
        self.read()

    def read(self) -> None:
        """The preview is there, and nothing is being read any more."""
        page = self.page
        expect(page.get_by_role("heading", name="Đại biểu đọc được")).to_be_visible(
            timeout=WITHIN_MS
        )
        expect(page.get_by_text("Đang đọc tệp…")).to_have_count(0, timeout=WITHIN_MS)

    def place(self, unit: str, point: str) -> None:
        self.page.get_by_label(f"Điểm cầu của “{unit}”").select_option(label=point)
        self.read()

    # --- the log ------------------------------------------------------------------------------

    def person(self, name: str) -> None:
        """Find somebody by name and open the story."""
        self.tab("Đại biểu")
        # Of whatever question is asked, everybody is searched.
        off = self.page.get_by_test_id("filter-off")
        if off.count():
            off.click()
        self.page.get_by_placeholder("Tìm đại biểu, không cần dấu").first.fill(name)
        row = self.page.get_by_test_id("people-table").get_by_role("button", name=name, exact=True)
        row.click(timeout=WITHIN_MS)
        title = self.page.get_by_test_id("detail").get_by_role("heading", name=name, exact=True)
        expect(title).to_be_visible(timeout=WITHIN_MS)

    def point(self, name: str) -> None:
        """Find a point by name and open it."""
        self.tab("Điểm cầu")
        self.page.get_by_placeholder("Tìm điểm cầu, không cần dấu").fill(name)
        self.page.get_by_role("button", name=name, exact=True).click(timeout=WITHIN_MS)

    def says(self, words: str) -> None:
        """The story of whoever is open says so."""
        expect(self.page.get_by_test_id("detail")).to_contain_text(words, timeout=WITHIN_MS)

    def notes(self, name: str, status: str) -> None:
        self.person(name)
        self.button("Ghi điểm danh").click()
        self.page.get_by_role("radio", name=status).check()
        self.button("Ghi", exact=True).click()

    def adds(self, name: str, point: str) -> None:
        """Somebody who is on no list came to a point."""
        self.point(point)
        self.button("Bổ sung đại biểu").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("textbox", name="Họ và tên").fill(name)
        dialog.get_by_role("button", name="Bổ sung đại biểu").click()
        self.person(name)
        self.says("bổ sung")

    def moves(self, name: str, to: str, *, typed: str) -> None:
        self.person(name)
        self.button("Chuyển điểm cầu").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("searchbox").fill(typed)
        dialog.get_by_role("radio", name=to).check()
        seen(self.page, "transfer")
        dialog.get_by_role("button", name="Chuyển điểm cầu").click()
        self.says(f"Chuyển đến {to}")

    def corrects(self, name: str, was: str, status: str, *, because: str) -> None:
        """After the end it says that another person has to agree, and it asks for a reason."""
        self.person(name)
        self.button(f"Đính chính lần ghi {was}").click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_contain_text("chờ một người khác duyệt")
        dialog.get_by_role("radio", name=status).check()
        expect(dialog.get_by_role("button", name="Ghi", exact=True)).to_be_disabled()
        dialog.get_by_role("textbox", name="Lý do đính chính").fill(because)
        dialog.get_by_role("button", name="Ghi", exact=True).click()

    # --- reports ------------------------------------------------------------------------------

    def report(self, kind: str, folder: Path, *, names: bool) -> Path:
        """Order one in the dialog that is open, follow it, and take it away."""
        page = self.page
        page.get_by_role("radio", name=kind, exact=False).check()
        page.get_by_label("Kèm họ tên, chức vụ và nội dung ghi").set_checked(names)
        self.button("Lập báo cáo").click()
        made = page.get_by_test_id("report-job").filter(has_text=kind).first
        expect(made.get_by_text("Tải về")).to_be_visible(timeout=MADE_WITHIN_MS)
        with page.expect_download() as coming:
            made.get_by_text("Tải về").click()
        return kept(coming.value, folder)


def kept(download: Download, folder: Path) -> Path:
    """A download under the name it came with."""
    file = folder / download.suggested_filename
    download.save_as(file)
    return file
