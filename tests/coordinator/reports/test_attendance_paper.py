"""The body of the report: six sections, every figure of them the report's own."""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.session import CloseSession
from coordinator.reports import minutes_paper
from coordinator.reports.annexes import sites
from coordinator.reports.annexes.listing import labels
from coordinator.reports.attendance_paper import HOW_HEADS, body
from coordinator.reports.model import Report
from coordinator.reports.paper import Block, Dash, Heading, Paragraph, Table
from tests.support.reported import HERE, Reported, before_reopening
from tests.support.signed_meeting import PAPER, signed_report
from tests.support.small_meeting import HEAD


def made(report: Report) -> tuple[Block, ...]:
    return body(report, PAPER, labels(report, PAPER))


def sentences(blocks: tuple[Block, ...]) -> list[str]:
    return [one.text for one in blocks if isinstance(one, (Paragraph, Dash))]


def people_table(report: Report) -> dict[str, tuple[str, str]]:
    tables = [one for one in made(report) if isinstance(one, Table)]
    return {row[0]: (row[1], row[2]) for row in tables[0].rows}


def test_the_sections_are_numbered() -> None:
    titles = [one.text.split(".")[0] for one in made(signed_report()) if isinstance(one, Heading)]
    assert titles == ["I", "II", "III", "IV", "V", "VI"]


def test_points_are_counted_as_expected_heard_and_never_heard() -> None:
    said = sentences(made(signed_report()))
    assert "Được mời 64 điểm cầu và 22 cơ quan dự tại hội trường (Phụ lục I)." in said
    assert "Đã kết nối: 63 điểm cầu (98,4% số điểm cầu phải kết nối);" in said
    assert "Chưa kết nối lần nào: 1 điểm cầu (1,6% số điểm cầu phải kết nối);" in said
    assert "Mất kết nối khi kết thúc: không có." in said


def test_receive_only_points_that_were_heard_are_said_apart() -> None:
    report = signed_report()
    points = replace(report.points, listening=2, receive_only=4, lost=3)
    said = sentences(made(replace(report, points=points)))
    assert "Điểm cầu chỉ nhận đã kết nối: 2 điểm cầu;" in said
    assert "Mất kết nối khi kết thúc: 3 điểm cầu." in said


def test_the_states_of_people_add_up_to_those_invited_and_added() -> None:
    report = signed_report()
    rows = people_table(report)
    whole = report.totals.invited + report.totals.added
    states = (
        "Có mặt khi kết thúc",
        "Đã về trước khi kết thúc",
        "Vắng có lý do",
        "Vắng chưa rõ lý do",
        "Chưa điểm danh",
    )
    assert sum(int(rows[state][0].replace(".", "")) for state in states) == whole
    assert rows["Được mời"] == ("1.530", "100%")
    assert "Bổ sung ngoài danh sách" not in rows


def test_who_was_struck_off_and_counts_that_differ_are_mentioned() -> None:
    report = signed_report()
    heads = replace(report.sites[0].heads, other=7)
    changed = replace(
        report,
        totals=replace(report.totals, struck=3, added=2),
        sites=(replace(report.sites[0], heads=heads), *report.sites[1:]),
    )
    texts = [getattr(one, "text", "") for one in made(changed)]
    assert any(text.startswith("3 người rút khỏi danh sách") for text in texts)
    assert any("1 điểm cầu hai cách đếm cho số khác nhau" in text for text in texts)
    assert people_table(changed)["Bổ sung ngoài danh sách"][0] == "2"


def test_without_head_counts_none_are_told() -> None:
    kept = before_reopening()
    assert any("theo số đếm tại các điểm cầu: 13 người" in text for text in told(kept))
    nobody = Reported()
    nobody.note("9:10", HEAD, HERE)
    nobody.do("11:00", CloseSession())
    assert nobody.report("12:00").head_count == 1
    assert not any("số đếm" in text or "đếm tại phòng" in text for text in told(nobody))


def told(kept: Reported) -> list[str]:
    """What stands in both documents."""
    report = kept.report("12:00")
    refs = labels(report, PAPER)
    blocks = (*body(report, PAPER, refs), *minutes_paper.body(report, PAPER, refs))
    return [getattr(one, "text", "") for one in blocks]


def test_how_heads_are_counted_says_that_names_count_where_they_are_more() -> None:
    rule = "phòng nào không đếm, hoặc đếm ít hơn, thì lấy số đại biểu đã dự có tên"
    assert rule in HOW_HEADS
    assert rule in sites.HOW
