"""The order on paper: points, times and states, the moment large, and nobody's name."""

from __future__ import annotations

from html.parser import HTMLParser

from coordinator.core.floor import commands as c
from coordinator.core.programme import BeginItem
from coordinator.core.session import PhaseChanged
from coordinator.reports.order import Order, known_at, order_html, order_of, order_text
from tests.support.playbook import given
from tests.support.small_meeting import (
    BTC,
    CB,
    DISCUSSION,
    E1,
    E2,
    GL,
    HEAD,
    clock,
    live,
    ref,
    small_meeting,
)
from wire.vocabulary import Phase, SpeechKind


def some_wait() -> Order:
    script = given(*live(), at="9:00").done(
        BeginItem(DISCUSSION),
        c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD, topic=ref("topic")),
        c.GiveFloor(E1),
        c.RequestFloor(CB, SpeechKind.INTERVENTION),
        c.CallPoint(E2),
        c.RequestFloor(BTC, SpeechKind.REPLY),
        at="9:12:03",
    )
    return order_of(script.session, clock("9:42:03"))


class Cells(HTMLParser):
    """The cells of the table, row by row, and the tags that are open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def test_the_page_has_every_row_with_its_times() -> None:
    cells = Cells(order_html(some_wait()))
    assert cells.open == [], "every tag is closed"
    assert cells.rows[0][:4] == ["STT", "Điểm cầu", "Loại ý kiến", "Thời lượng"]
    assert cells.rows[1] == [
        "1",
        "Cao Bằng",
        "Phát biểu lần 1",
        "7 phút",
        "Đã mời chuẩn bị",
        "09:12:03",
        "09:12:03",
    ]
    assert cells.rows[2][1:3] == ["Bộ Tài chính", "Trả lời kiến nghị"]


def test_the_moment_stands_on_it() -> None:
    order = some_wait()
    assert known_at(order.at) == "Lúc 09:42:03, ngày 08/09/2023"
    for page in (order_html(order), order_text(order)):
        assert "Lúc 09:42:03, ngày 08/09/2023" in page
        assert "Đang phát biểu: Gia Lai (từ 09:12:03)" in page
        assert "2 chờ · danh sách đang mở" in page
        assert "Thảo luận" in page


def test_the_text_reads_by_itself() -> None:
    lines = order_text(some_wait()).splitlines()
    assert lines[0] == "THỨ TỰ PHÁT BIỂU"
    first = " ".join(lines[-2].split())
    assert first.startswith("1. Cao Bằng Phát biểu lần 1 · 7 phút · Đã mời chuẩn bị")
    assert first.endswith("đăng ký 09:12:03 · mời 09:12:03")
    assert lines[-1].startswith("  2. Bộ Tài chính ")


def test_nobodys_name_and_no_telephone() -> None:
    order = some_wait()
    for page in (order_html(order), order_text(order)):
        assert "Đại biểu" not in page
        assert "0269" not in page


def test_what_is_written_in_titles_is_only_text() -> None:
    order = some_wait()
    page = order_html(Order(order.at, "<b>&", "", "<i>", None, False, False, order.rows))
    assert "&lt;b&gt;&amp;" in page
    assert "Đang phát biểu: &lt;i&gt;" in page
    assert "danh sách đã đóng" in page


def test_nobody_speaks_and_nobody_waits() -> None:
    script = given(*small_meeting(), PhaseChanged(Phase.REHEARSAL))
    order = order_of(script.session, script.now)
    for page in (order_html(order), order_text(order)):
        assert "Chưa có ai phát biểu" in page
        assert "Chưa có đăng ký nào đang chờ." in page
        assert "Tổng duyệt: không phải phiên họp chính thức." in page
    assert Cells(order_html(order)).rows == []
