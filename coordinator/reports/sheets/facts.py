"""What a report says in single figures: each with its words, its value, and how it was counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordinator.reports.figures import Named, Quorum
from coordinator.reports.model import Header, Report
from coordinator.reports.rows import RollCallRow
from coordinator.reports.sheets.columns import Kind, Value
from coordinator.reports.words import PHASE

TEXT, NUMBER, INSTANT, LENGTH = Kind.TEXT, Kind.NUMBER, Kind.INSTANT, Kind.LENGTH


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure; `rule` says in plain words how it was counted, `key` what a program calls it. A
    fact without a key heads those after it."""

    label: str
    kind: Kind = TEXT
    value: Value = ""
    rule: str = ""
    key: str = ""


def summary(report: Report) -> tuple[Fact, ...]:
    """The meeting, its points and its people in figures."""
    return (
        *_meeting(report.header),
        *_points(report),
        *_people(report),
        *(fact for call in report.roll_calls for fact in _roll_call(call)),
    )


def _meeting(header: Header) -> Iterator[Fact]:
    yield Fact("PHIÊN HỌP")
    yield Fact("Tên phiên họp", TEXT, header.title, "", "title")
    yield Fact("Điểm cầu chủ trì", TEXT, f"{header.place} – {header.place_title}", "", "place")
    yield Fact("Chủ trì", TEXT, _named(header.chair), "Người chủ trì khi kết thúc.", "chair")
    others = "; ".join(_named(one) for one in header.co_chairs)
    yield Fact("Đồng chủ trì", TEXT, others, "", "co_chairs")
    yield Fact("Trạng thái", TEXT, PHASE[header.phase], "", "phase")
    yield Fact("Giờ dự kiến", INSTANT, header.starts_at, "", "starts_at")
    yield Fact("Khai mạc", INSTANT, header.started_at, "", "started_at")
    rule = "Lúc phiên họp thôi họp lần cuối; mở lại để đính chính không kéo dài phiên họp."
    yield Fact("Kết thúc", INSTANT, header.closed_at, rule, "closed_at")
    rule = "Không tính điểm danh và đăng ký của phần tổng duyệt."
    yield Fact("Số lần tổng duyệt", NUMBER, len(header.rehearsals), rule, "rehearsals")
    rule = "Máy chủ ngừng, không ghi nhận được gì của thời gian này."
    yield Fact("Thời gian máy chủ ngừng", LENGTH, header.missing_ms, rule, "missing_ms")
    yield Fact("Giờ lập báo cáo", INSTANT, header.generated_at, "", "generated_at")
    for words, key, quorum in (
        ("Túc số điểm cầu", "quorum_sites", header.quorum_sites),
        ("Túc số đại biểu", "quorum_people", header.quorum_people),
    ):
        if quorum is not None:
            yield Fact(words, TEXT, _quorum(quorum), _share(quorum), key)


def _points(report: Report) -> Iterator[Fact]:
    points = report.points
    yield Fact("ĐIỂM CẦU")
    yield Fact("Được mời", NUMBER, points.invited, "Mọi điểm cầu của phiên họp.", "sites_invited")
    rule = "Điểm cầu có đường truyền và được phát biểu."
    yield Fact("Có đường truyền", NUMBER, points.with_line, rule, "sites_with_line")
    rule = "Có đường truyền và máy trạm có tín hiệu trong phiên họp, ít nhất một lần."
    yield Fact("Đã kết nối", NUMBER, points.connected, rule, "sites_connected")
    rule = "Đã kết nối nhưng không có tín hiệu khi kết thúc."
    yield Fact("Mất kết nối khi kết thúc", NUMBER, points.lost, rule, "sites_lost")
    rule = "Có đường truyền, không chỉ nhận, mà không có tín hiệu lần nào."
    yield Fact("Chưa kết nối lần nào", NUMBER, points.never, rule, "sites_never")
    yield Fact("Chỉ nhận", NUMBER, points.receive_only, "Không đăng ký phát biểu.", "sites_receive")
    rule = "Chỉ nhận, có tín hiệu ít nhất một lần."
    yield Fact("Chỉ nhận đã kết nối", NUMBER, points.listening, rule, "sites_listening")
    yield Fact("Tại hội trường", NUMBER, points.seats, "Ngồi tại hội trường.", "sites_seats")


def _people(report: Report) -> Iterator[Fact]:
    found = report.totals
    yield Fact("ĐẠI BIỂU")
    for words, value, rule, key in (
        ("Được mời", found.invited, "Có tên trong danh sách mời.", "invited"),
        ("Bổ sung", found.added, ADDED, "added"),
        ("Đã dự", found.attended, "Có mặt vào một lúc nào đó của phiên họp.", "attended"),
        ("Có mặt", found.present, PRESENT, "present"),
        ("Tại điểm cầu", found.in_person, "Tình trạng khi kết thúc.", "in_person"),
        ("Dự từ xa", found.online, "Tình trạng khi kết thúc.", "online"),
        ("Dự thay", found.deputised, "Tình trạng khi kết thúc.", "deputised"),
        ("Đã về", found.left, "Đến rồi về trước khi kết thúc.", "left"),
        ("Vắng có lý do", found.excused, "Tình trạng khi kết thúc.", "excused"),
        ("Vắng chưa rõ lý do", found.absent, "Tình trạng khi kết thúc.", "absent"),
        ("Chưa điểm danh", found.not_called, "Chưa ai ghi nhận gì.", "not_called"),
        ("Đủ 85% thời gian", found.long_enough, LONG_ENOUGH, "long_enough"),
        ("Đã rút khỏi danh sách", found.struck, "Không tính vào số nào khác.", "struck"),
        ("Tổng số người", report.head_count, HEADS, "head_count"),
    ):
        yield Fact(words, NUMBER, value, rule, key)


PRESENT = (
    "Tại điểm cầu, dự từ xa và dự thay, khi kết thúc. Có mặt, đã về, vắng và chưa điểm danh cộng "
    "lại bằng số được mời và bổ sung."
)
ADDED = (
    "Ghi nhận mà không có tên trong danh sách mời, kể cả người đã rút khỏi danh sách mà vẫn đến."
)
LONG_ENOUGH = (
    "Có mặt từ 85% thời gian họp trở lên. Thời gian có mặt là hợp của các khoảng có mặt, không "
    "cộng trùng, không tính giờ nghỉ."
)
HEADS = (
    "Mỗi phòng lấy số lớn hơn giữa số đếm mới nhất và số đại biểu đã dự có tên; điểm cầu cấp trên "
    "đã báo số của cả cấp dưới thì lấy số đó, không cộng thêm. Ai chuyển điểm cầu sau lúc đếm thì "
    "bớt ở nơi đi, thêm ở nơi đến."
)


def _roll_call(call: RollCallRow) -> Iterator[Fact]:
    key = f"roll_call_{call.number}"
    yield Fact(f"ĐIỂM DANH LẦN {call.number}")
    yield Fact("Giờ gọi", INSTANT, call.opened_at, "", f"{key}_opened_at")
    rule = "Kết quả giữ nguyên từ lúc này, không đổi theo đính chính."
    yield Fact("Giờ chốt", INSTANT, call.closed_at, rule, f"{key}_closed_at")
    rule = "Điểm cầu có đường truyền, không chỉ nhận."
    yield Fact("Phải trả lời", NUMBER, call.expected, rule, f"{key}_expected")
    yield Fact("Đã trả lời", NUMBER, call.answered, "Trước khi chốt.", f"{key}_answered")
    yield Fact("Trả lời muộn", NUMBER, call.late, "Sau khi chốt.", f"{key}_late")
    yield Fact("Gọi không trả lời", NUMBER, call.silent, "Gọi bằng lời.", f"{key}_silent")
    rule = "Số đại biểu có mặt đúng lúc chốt, theo những gì đã biết khi đó."
    yield Fact("Có mặt khi chốt", NUMBER, call.present, rule, f"{key}_present")


def proof(report: Report) -> tuple[Fact, ...]:
    """What ties the workbook to the signed record, and what of people was left out of it."""
    header, seal = report.header, report.header.seal
    options = header.options
    facts = [
        Fact("BẢN GHI"),
        Fact("Mã phiên họp", TEXT, header.session, "", "session"),
        Fact("Bản ghi đến số", NUMBER, header.rev, "Số sự kiện đã ghi khi lập.", "rev"),
    ]
    if seal is None:
        facts.append(Fact("Dấu xác thực", TEXT, "Không có", "Bản ghi chưa được ký.", "seal"))
    else:
        how = "Kiểm tra ngoại tuyến bản ghi JSON Lines: diemcau verify TỆP"
        facts += [
            Fact("Số sự kiện được ký", NUMBER, seal.size, "", "seal_size"),
            Fact("Gốc cây Merkle", TEXT, seal.root, how, "seal_root"),
            Fact("Điểm kiểm đã ký", TEXT, seal.checkpoint, "", "seal_checkpoint"),
            Fact("Khóa kiểm tra", TEXT, seal.verifier, "", "seal_verifier"),
        ]
    return (
        *facts,
        Fact("DỮ LIỆU CÁ NHÂN"),
        Fact("Họ tên và nội dung", TEXT, "Có" if options.names else "Không", "", "names"),
        Fact("Điện thoại", TEXT, "Có" if options.phones else "Không", "", "phones"),
    )


def _named(person: Named) -> str:
    return f"{person.name}, {person.post}" if person.post else person.name


def _quorum(found: Quorum) -> str:
    return f"{found.present}/{found.of}: {'đủ' if found.held else 'chưa đủ'}"


def _share(found: Quorum) -> str:
    return f"Cần ít nhất {found.numerator}/{found.denominator}; {found.basis}."
