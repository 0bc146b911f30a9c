"""The minutes: facts, the course with each opinion, tasks, room for what was not noted."""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.floor.commands import CallPoint, EndSpeech, GiveFloor, RequestFloor
from coordinator.core.programme import BeginItem
from coordinator.reports.annexes.listing import labels
from coordinator.reports.figures import Named
from coordinator.reports.minutes_paper import body
from coordinator.reports.model import Report
from coordinator.reports.paper import (
    Block,
    Dash,
    Dotted,
    Fact,
    Heading,
    PaperOptions,
    Paragraph,
    Remark,
    Table,
)
from coordinator.reports.wording import line
from coordinator.views.speeches import NoteRow
from tests.support.reported import Reported
from tests.support.signed_meeting import PAPER, signed_report
from tests.support.small_meeting import CB, CLOSING, DISCUSSION, E1, GL, clock
from wire.floor_words import NoteKind
from wire.vocabulary import EntryId, SiteId, SpeechKind


def made(report: Report, options: PaperOptions = PAPER) -> tuple[Block, ...]:
    return body(report, options, labels(report, options))


def facts(blocks: tuple[Block, ...]) -> dict[str, str]:
    return {one.label: one.text for one in blocks if isinstance(one, Fact)}


def under(blocks: tuple[Block, ...], title: str) -> list[Block]:
    """What stands between a heading and the next."""
    at = next(
        place for place, one in enumerate(blocks) if isinstance(one, Heading) and title in one.text
    )
    rest = blocks[at + 1 :]
    ends = [place for place, one in enumerate(rest) if isinstance(one, Heading)]
    return list(rest[: ends[0]] if ends else rest)


def test_the_facts_are_those_of_the_form() -> None:
    said = facts(made(signed_report()))
    assert said["Thời gian bắt đầu:"] == "08 giờ 02 phút, ngày 08 tháng 9 năm 2023."
    assert said["Địa điểm:"].startswith("điểm cầu Trung ương và các điểm cầu khác; tất cả 64")
    assert said["Thành phần tham dự:"].startswith("1.469 đại biểu đã dự trên 1.530")
    assert said["Chủ trì (chủ tọa):"].startswith("đồng chí Trần Lưu Quang")
    assert said["Thư ký (người ghi biên bản):"].startswith("Đại biểu mẫu 03")
    assert "Đồng chủ trì:" not in said


def test_co_chairs_are_named_and_a_missing_secretary_is_dots() -> None:
    report = signed_report()
    two = replace(report.header, co_chairs=(Named("B", "Bộ trưởng"), Named("C", "")))
    said = facts(made(replace(report, header=two), PaperOptions()))
    assert said["Đồng chủ trì:"] == "đồng chí B, Bộ trưởng; đồng chí C."
    assert said["Thư ký (người ghi biên bản):"] == "…………."


def test_sections_that_have_nothing_to_say_are_left_out_and_the_others_numbered() -> None:
    report = replace(signed_report(), speeches=())
    titles = [one.text for one in made(report) if isinstance(one, Heading) and one.level == 1]
    assert titles == [
        "I. ĐIỂM DANH",
        "II. DIỄN BIẾN",
        "III. KẾT LUẬN CỦA CHỦ TRÌ",
        "IV. ĐƯỜNG TRUYỀN, SỰ CỐ VÀ ĐỐI CHIẾU",
    ]


def test_each_speech_stands_under_its_item_with_its_notes() -> None:
    found = under(made(signed_report()), "Thảo luận của các địa phương (09 giờ 14 phút")
    first = found[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith(
        "09 giờ 14 phút: đồng chí Nguyễn Hữu Quế, Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh, điểm cầu "
        "Gia Lai – phát biểu lần 1 (10 phút, quá 3 phút)."
    )
    assert first.text.endswith("Nội dung đăng ký: Ý kiến mẫu về dịch vụ công trực tuyến.")
    assert [one.text.split(":")[0] for one in found[1:4] if isinstance(one, Dash)] == [
        "Ý kiến",
        "Kiến nghị",
        "Nhiệm vụ chủ trì giao",
    ]
    assert sum(isinstance(one, Paragraph) for one in found) == 3


def test_a_seat_in_the_hall_is_no_point() -> None:
    found = under(made(signed_report()), "Tham luận của các bộ")
    assert isinstance(found[0], Paragraph)
    assert "Lãnh đạo cơ quan, Bộ Nội vụ – tham luận" in found[0].text


def test_what_was_not_noted_is_room_for_a_pen_but_a_break_needs_none() -> None:
    blocks = made(signed_report())
    assert [type(one) for one in under(blocks, "Báo cáo tình hình")] == [Dotted]
    assert under(blocks, "Giải lao") == []
    unnoted = replace(signed_report().speeches[0], notes=())
    found = under(made(replace(signed_report(), speeches=(unnoted,))), "Tham luận của các bộ")
    assert [type(one) for one in found] == [Paragraph, Dotted]
    assert under(blocks, "KẾT LUẬN") == [Dotted(6)]


def test_items_that_were_not_reached_are_named() -> None:
    remarks = [one.text for one in made(signed_report()) if isinstance(one, Remark)]
    assert any("không tiến hành: Giải trình, tiếp thu" in text for text in remarks)


def test_a_speech_before_the_first_item_is_not_lost() -> None:
    early = replace(signed_report().speeches[0], entry="e999", started_at=clock("8:03"))
    found = under(made(replace(signed_report(), speeches=(early,))), "DIỄN BIẾN")
    assert isinstance(found[0], Paragraph)
    assert found[0].text.startswith("08 giờ 03 phút")


def test_a_speech_stands_under_its_item_when_the_meeting_went_back_to_it() -> None:
    kept = Reported()
    kept.do("9:10", BeginItem(DISCUSSION))
    _speech(kept, E1, GL, "9:15")
    kept.do("9:40", BeginItem(CLOSING))
    kept.do("9:50", BeginItem(DISCUSSION))
    _speech(kept, EntryId("e2"), CB, "9:55")
    blocks = made(kept.report("10:30"))
    found = under(blocks, "1. Thảo luận (09 giờ 10 phút)")
    assert [one.text[:15] for one in found if isinstance(one, Paragraph)] == [
        "09 giờ 15 phút:",
        "09 giờ 55 phút:",
    ]
    between = under(blocks, "2. Kết luận (09 giờ 40 phút – 09 giờ 50 phút)")
    assert isinstance(between[0], Dotted)


def _speech(kept: Reported, entry: EntryId, site: SiteId, at: str) -> None:
    for act in (RequestFloor(site, SpeechKind.INTERVENTION), CallPoint(entry), GiveFloor(entry)):
        kept.do(at, act)
    kept.do(f"{at}:59", EndSpeech(entry))


def test_times_of_another_day_are_said_with_it() -> None:
    report = signed_report()
    first = report.programme[0]
    over_night = replace(first, ended_at=clock("9:00") + 86_400_000)
    late = replace(report.speeches[0], started_at=clock("8:05") + 86_400_000)
    blocks = made(replace(report, programme=(over_night,), speeches=(late,)))
    (heading,) = (one.text for one in blocks if isinstance(one, Heading) and one.level == 2)
    assert heading.endswith("– 09 giờ 00 phút, ngày 09 tháng 9 năm 2023)")
    spoken = next(one for one in under(blocks, line(first.title)) if isinstance(one, Paragraph))
    assert spoken.text.startswith("08 giờ 05 phút, ngày 09 tháng 9 năm 2023: ")


def test_petitions_tasks_and_written_opinions_have_their_tables() -> None:
    blocks = made(signed_report())
    petitions, tasks, written = (
        under(blocks, title)[0] for title in (". KIẾN NGHỊ", "NHIỆM VỤ", "BẰNG VĂN BẢN")
    )
    assert isinstance(petitions, Table)
    assert [row[1] for row in petitions.rows] == ["Gia Lai", "Hà Nội"]
    assert isinstance(tasks, Table)
    assert tasks.rows[0][1].startswith("Giao cơ quan mẫu")
    assert isinstance(written, Table)
    assert written.rows[0][1] == "TP. Hồ Chí Minh"
    assert written.rows[0][4] == "Đã gửi lúc 10 giờ 05"


def test_the_directive_speech_is_the_conclusion_where_it_was_noted() -> None:
    notes = (NoteRow(NoteKind.NOTE, "Kết luận mẫu.", clock("11:00")),)
    spoke = replace(signed_report().speeches[0], kind=SpeechKind.DIRECTIVE, notes=notes)
    found = under(made(replace(signed_report(), speeches=(spoke,))), "KẾT LUẬN")
    assert found == [Dash("Kết luận mẫu.")]


def test_the_closing_formula_ends_them_and_an_open_session_says_so() -> None:
    last = made(signed_report())[-1]
    assert isinstance(last, Paragraph)
    assert last.text == (
        "Phiên họp kết thúc vào hồi 11 giờ 16 phút, ngày 08 tháng 9 năm 2023. Biên bản đã được đọc "
        "lại cho toàn thể thành viên tham dự nghe và nhất trí thông qua."
    )
    report = signed_report()
    open_ = replace(report.header, closed_at=None)
    last = made(replace(report, header=open_))[-1]
    assert isinstance(last, Paragraph)
    assert last.text.startswith("Phiên họp chưa kết thúc; biên bản ghi đến")
