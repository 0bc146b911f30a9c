"""From the office's Excel file to the PDF that is ready to be signed, with nothing but the pages.

The meeting of 8 September 2023: 64 points, some 1,500 sample people, a real coordinator and real
agents. Three people who never read a manual sit before their pages: an organizer, a secretary, and
the technicians of two points. Where they had to know what no page says, this test would not find
its way: it goes by the words that are shown.

`DIEMCAU_LOOK=folder` keeps a picture of each step at both sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import expect

from coordinator.reports.sheets.reread import reread_people
from tests.support.browser import chromium, sit
from tests.support.office_day import OfficeDay
from tests.support.office_pages import WITHIN_MS, Organizer, counted, seen
from tests.support.office_roster import STRANGE_UNIT
from tests.support.office_seats import Day, call_everybody, clock_of, tick
from tests.support.processes import Program
from tests.support.signed_paper import events_of, root_of, sealed, text_of
from tests.support.until import quiet, until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

SPREAD_S = 4.0
HALL_PEOPLE = 15
FILE = "danh-sach-dai-bieu.xlsx"
HEAD = "Nguyễn Hữu Quế"
MOVED, EARLY = "Đại biểu mẫu 02 – Hà Giang", "Đại biểu mẫu 01 – Bộ Quốc phòng"
GUEST = "Đại biểu mẫu 99 – Khách mời"
LATE = "Đại biểu mẫu 01 – Cao Bằng"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    office = OfficeDay(tmp_path_factory.mktemp("day") / "data").start()
    try:
        with chromium() as browser:
            one = Day(office, browser, tmp_path_factory.mktemp("taken"))
            yield one
            for who, seat in one.seats.items():
                assert seat.outside == [], who
                assert seat.faults == [], who
    finally:
        office.stop()


def test_1_the_list_of_the_office_is_seen_and_its_slips_are_shown(day: Day) -> None:
    organizer = day.organizer
    page = organizer.page
    organizer.to_lists()
    organizer.choose(FILE, day.list.workbook(as_typed=True))
    faults = page.get_by_test_id("faults")
    expect(faults).to_contain_text("thiếu họ và tên")
    expect(faults).to_contain_text("có 2 người trong một ô; tách mỗi người một dòng")
    faults.get_by_role("button", name="B41").click()
    expect(page.get_by_role("rowheader", name="41", exact=True)).to_be_in_viewport()
    expect(page.get_by_role("status")).to_contain_text("thiếu họ và tên")
    expect(page.get_by_label("Cột B là")).to_have_value("name")
    seen(page, "01-faults")


def test_2_corrected_in_excel_it_is_taken_and_the_same_file_again_changes_nothing(
    day: Day,
) -> None:
    organizer, clean = day.organizer, day.list.workbook()
    page = organizer.page
    organizer.button("Chọn tệp khác").click()
    organizer.choose(FILE, clean)
    expect(page.get_by_test_id("faults")).to_have_count(0)
    organizer.place(STRANGE_UNIT, "Trung ương")
    organizer.button(f"Nạp {counted(day.list.count)} thay đổi").click()
    expect(page.get_by_role("heading", name="Đã nạp xong")).to_be_visible(timeout=WITHIN_MS)
    expect(page.get_by_test_id("done")).to_contain_text(f"{counted(day.list.count)} người mới")
    seen(page, "02-loaded")
    organizer.button("Nạp tệp khác").click()
    organizer.choose(FILE, clean)
    expect(page.get_by_text("đã chọn lần trước")).to_be_visible()
    expect(page.get_by_text(f"{counted(day.list.count)} người giữ nguyên")).to_be_visible()
    expect(organizer.button("Không có gì để nạp")).to_be_disabled()
    page.get_by_role("link", name="Về trang điểm danh").click()
    invited = day.list.count + HALL_PEOPLE
    expect(page.get_by_text(f"được mời {counted(invited)}")).to_be_visible()


def test_3_invitations_with_codes_come_out_of_the_printer(day: Day) -> None:
    organizer = day.organizer
    page = organizer.prepares("In giấy mời có mã")
    page.get_by_role("combobox", name="Điểm cầu").select_option(label="Gia Lai")
    expect(page.get_by_text("24 giấy mời", exact=True)).to_be_visible(timeout=WITHIN_MS)
    expect(page.get_by_text(HEAD, exact=True)).to_be_visible()
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(printed[place].get_textpage().get_text_range() for place in range(len(printed)))
    assert text.count("GIẤY MỜI") == 24
    printed.close()
    seen(page, "03-invitations")
    page.close()


def test_4_a_rehearsal_never_counts(day: Day) -> None:
    host, organizer = day.seat("host").page, day.organizer
    host.get_by_role("button", name="Tổng duyệt").click()
    expect(host.get_by_text("không số liệu nào được tính")).to_be_visible()
    organizer.notes(HEAD, "Tại điểm cầu")
    until(lambda: day.overview()["figures"]["present"] == 1, "noted in the rehearsal")
    seen(organizer.page, "04-rehearsal")
    host.get_by_role("button", name="Thôi tổng duyệt").click()
    until(lambda: day.overview()["figures"]["present"] == 0, "and forgotten with it")
    organizer.says("Chưa có lần ghi nào.")


def test_5_the_voice_check_of_the_day_before_is_signed(day: Day) -> None:
    organizer = day.organizer
    page = organizer.prepares("Phiếu kiểm tra trước giờ họp")
    page.get_by_label("Tìm").fill("gia lai")
    page.get_by_label("Họ tên người ký").fill("Kỹ thuật viên mẫu")
    page.get_by_role("button", name="Ghi đạt hết cho").click()
    expect(page.get_by_role("row", name="Gia Lai")).to_contain_text("Đạt", timeout=WITHIN_MS)
    page.get_by_role("button", name="Ký phiếu").click()
    expect(page.get_by_text("1/64 điểm cầu đạt đủ và đã ký")).to_be_visible(timeout=WITHIN_MS)
    seen(page, "05-voice-check")
    page.close()
    assert day.overview()["figures"]["present"] == 0


def test_6_the_points_come_and_the_meeting_begins(day: Day) -> None:
    day.office.points_come(SPREAD_S)
    host = day.seat("host").page
    host.get_by_role("button", name="Bắt đầu phiên họp").click()
    expect(host.get_by_test_id("phase")).to_have_attribute("data-phase", "live")
    technician = day.seat("technician")
    technician.page.get_by_text("đã kết nối Trung ương").wait_for()
    until(lambda: day.overview()["figures"]["present"] > 1_100, "the morning has come", 100)
    until(quiet(lambda: day.overview()["figures"]), "whoever comes has come", 100)
    organizer = day.organizer
    organizer.tab("Điểm cầu")
    seen(organizer.page, "06-begun")


def test_7_a_deputy_an_excuse_a_guest_a_transfer_and_an_early_leave(day: Day) -> None:
    technician, organizer = day.seat("technician").page, day.organizer
    people = day.office.get("/attendance?site=64")["people"]
    first, second, *_ = [row["name"] for row in people if row["status"] == "not_called"]
    said = {"Họ tên người dự thay": "Người dự thay mẫu 01", "Người đồng ý cho dự thay": "Chủ trì"}
    tick(technician, first, "Dự thay", said)
    tick(technician, second, "Vắng có lý do", {"Lý do": "Đi công tác (mẫu)"})
    seen(technician, "07-technician")
    organizer.adds(GUEST, "Hà Giang")
    organizer.moves(MOVED, "Cao Bằng", typed="cao bang")
    organizer.notes(EARLY, "Tại điểm cầu")
    organizer.button("Đã về", exact=True).click()
    until(lambda: day.overview()["figures"]["left"] == 1, "one has left")
    seen(organizer.page, "07-left")


def test_8_the_roll_is_called_by_voice_with_one_key_for_each(day: Day) -> None:
    page = day.seat("secretary").page
    page.get_by_role("button", name="Việc khác của bàn điều hành").click()
    page.get_by_text("Đặt túc số…").click()
    for of, share in (("Theo điểm cầu", "từ 2/3 trở lên"), ("Theo đại biểu", "từ 1/2 trở lên")):
        page.get_by_label(of).select_option(label=share)
    page.get_by_role("button", name="Ghi túc số").click()
    page.get_by_role("button", name="Gọi lần lượt").click()
    asked = page.get_by_test_id("roll-asked")
    expect(asked).to_be_visible(timeout=WITHIN_MS)
    seen(page, "08-calling")
    call_everybody(page, silent={"Cà Mau", "Cao Bằng"})
    seen(page, "08-called")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog").last
    expect(dialog).to_contain_text("Đủ túc số")
    dialog.get_by_role("button", name="Kết thúc điểm danh").click()
    expect(page.get_by_text("62/64 điểm cầu trả lời")).to_be_visible(timeout=WITHIN_MS)
    seen(page, "08-result")
    page.keyboard.press("Escape")


def test_9_and_once_at_once(day: Day) -> None:
    page = day.seat("secretary").page
    page.get_by_role("button", name="Điểm danh lại").click()
    expect(page.get_by_role("heading", name="Điểm danh lần 2")).to_be_visible(timeout=WITHIN_MS)
    progress = page.get_by_test_id("roll-call-progress")
    expect(progress).to_have_attribute("data-answered", "62", timeout=WITHIN_MS)
    page.get_by_role("button", name="Kết thúc điểm danh").click()
    page.get_by_role("dialog").get_by_role("button", name="Kết thúc điểm danh").click()
    until(lambda: day.overview()["roll_calls"][1]["closed_at"], "closed")


def test_a_the_meeting_ends_while_a_point_has_no_line(day: Day) -> None:
    browser = day.seat("browser")
    line = browser.page.get_by_role("listitem").filter(has_text=LATE).first
    line.wait_for()
    until(lambda: browser.page.evaluate("!!navigator.serviceWorker?.controller"), "kept offline")
    browser.context.set_offline(True)
    line.get_by_role("button", name="Tại điểm cầu").click()
    expect(line).to_contain_text("chờ gửi", timeout=WITHIN_MS)
    seen(browser.page, "10-offline")
    host = day.seat("host").page
    host.get_by_role("button", name="Kết thúc phiên…").click()
    dialog = host.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("KẾT THÚC")
    dialog.get_by_role("button", name="Kết thúc phiên họp").click()
    expect(host.get_by_test_id("phase")).to_have_attribute("data-phase", "closed")
    browser.context.set_offline(False)
    until(lambda: day.overview()["reviews_open"] == 1, "the late record waits", 100)


def test_b_a_correction_waits_for_a_second_person(day: Day) -> None:
    organizer = day.organizer
    organizer.corrects(EARLY, "Đã về", "Dự từ xa", because="Đại biểu dự tiếp từ xa")
    organizer.tab("Chờ duyệt")
    expect(organizer.page.get_by_text("cần một người khác duyệt")).to_be_visible(timeout=WITHIN_MS)
    seen(organizer.page, "11-waits")
    link = f"{day.office.url}/attendance/{day.office.session}#t={day.office.tokens['secretary']}"
    second = Organizer(sit(day.browser, link))
    second.tab("Chờ duyệt")
    seen(second.page, "11-second")
    for left in (1, 0):
        # Of one who has just said yes, the button is dead until the list says so, too.
        second.page.locator("button:enabled", has_text=re.compile("^Nhận$")).first.click()
        until(lambda left=left: day.overview()["reviews_open"] == left, f"{left} left")
    until(lambda: day.overview()["figures"]["left"] == 0, "the correction holds")
    day.seats["second"] = second.seat


def test_c_what_an_organizer_asks(day: Day) -> None:
    organizer, page = day.organizer, day.organizer.page
    until(lambda: day.overview()["figures"]["corrected"] == 1, "counted anew")
    whole = day.overview()
    figures = whole["figures"]
    for mark in ("long", "short", "never", "late", "early", "interrupted", "corrected"):
        until(lambda mark=mark: organizer.figure(mark) == figures[mark], mark)
    organizer.button("Chưa đến").click()
    count = f"{counted(figures['never'])} đại biểu"
    expect(page.get_by_test_id("people-count")).to_have_text(count, timeout=WITHIN_MS)
    organizer.button("Dự đủ").click()
    page.get_by_text("Vì sao?").last.click()
    expect(page.get_by_text("Đủ khi đạt từ 85% trở lên")).to_be_visible()
    seen(page, "12-long")
    minute = (whole["end_at"] // 60_000 - 1) * 60_000
    page.get_by_label("Có mặt lúc").fill(clock_of(minute))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("looking-at")).to_contain_text(clock_of(minute))
    then = day.overview(at=minute)["figures"]["present"]
    present = page.get_by_test_id("totals-present")
    expect(present).to_contain_text(counted(then), timeout=WITHIN_MS)
    seen(page, "12-moment")
    organizer.button("Về lúc kết thúc").first.click()


def test_d_reports_are_made_on_the_page(day: Day) -> None:
    organizer = day.organizer
    # The points go home: what they have witnessed stays on their disks, and grows no more.
    day.leave("technician")
    day.office.points_go()
    organizer.button("Báo cáo").click()
    for kind, names in (
        ("Bảng tính Excel", True),
        ("Báo cáo điểm danh (PDF)", True),
        ("Biên bản (PDF)", True),
        ("Một bảng CSV", True),
        ("Bản ghi chính thức", True),
    ):
        day.files[kind] = organizer.report(kind, day.folder, names=names)
    seen(organizer.page, "13-reports")


def test_e_the_paper_says_what_the_page_says(day: Day) -> None:
    figures = day.overview()["figures"]
    texts = {kind: text_of(day.files[kind]) for kind in day.files if "PDF" in kind}
    for text in texts.values():
        assert "DỰ THẢO" in text.upper()
        assert "Trần Lưu Quang" in text
    report = texts["Báo cáo điểm danh (PDF)"]
    for figure in (figures["invited"], figures["present"], figures["came"]):
        assert re.search(rf"\b{re.escape(counted(figure))}\b", report), (figure, report[:3_000])
    people = list(reread_people(day.files["Bảng tính Excel"]))
    assert len(people) == figures["people"]
    here = {"in_person", "online", "deputised"}
    assert sum(row.status.value in here for row in people) == figures["present"]


def test_f_the_record_is_signed_and_anybody_can_verify_it(day: Day) -> None:
    record = day.files["Bản ghi chính thức"]
    witness = next((day.office.data / "agents").glob("witness-*.json"))
    program = Program("coordinator", "verify", str(record), "--witness", str(witness))
    assert program.close_pipes() == 0, program.words
    events = events_of(record)
    evidence = day.office.get("/evidence")
    assert evidence["root"] == root_of(events[: evidence["size"]]) or evidence["size"] > len(events)
    assert evidence["witnesses"] > 0
    for kind in ("Báo cáo điểm danh (PDF)", "Biên bản (PDF)"):
        assert sealed(text_of(day.files[kind]), events), kind
