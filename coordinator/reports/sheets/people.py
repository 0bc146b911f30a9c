"""The tables about people: delegates, corrections, and what came after closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordinator.reports.figures import Named
from coordinator.reports.rows import CorrectionRow, PersonRow, ReviewRow
from coordinator.reports.sheets.columns import Column, Kind, Sheet, Value
from coordinator.reports.words import REVIEW_KIND, REVIEW_STATE, ROLE, STATUS, standing
from wire.vocabulary import Attendance

TEXT, NUMBER, INSTANT, LENGTH = Kind.TEXT, Kind.NUMBER, Kind.INSTANT, Kind.LENGTH
TICK, SHARE = Kind.TICK, Kind.SHARE
_ROLE = {role.value: words for role, words in ROLE.items()}

PEOPLE: Sheet[PersonRow] = Sheet(
    "Đại biểu",
    "people",
    (
        Column("STT", NUMBER, 7, lambda row: row.number, "number"),
        Column("Mã điểm cầu", TEXT, 12, lambda row: row.site, "site"),
        Column("Điểm cầu", TEXT, 24, lambda row: row.site_name, "site_name"),
        Column("Họ và tên", TEXT, 28, lambda row: row.name, "name"),
        Column("Chức vụ", TEXT, 32, lambda row: row.post, "post"),
        Column("Tình trạng", TEXT, 18, lambda row: standing(row.status, struck=row.struck)),
        Column("Giờ có mặt", INSTANT, 19, lambda row: row.arrived_at, "arrived_at"),
        Column("Giờ về (trống: ở đến hết)", INSTANT, 19, lambda row: row.left_at, "left_at"),
        Column("Tổng thời gian có mặt", LENGTH, 14, lambda row: row.total_ms, "total_ms"),
        Column("Số lần gián đoạn", NUMBER, 10, lambda row: row.interruptions, "interruptions"),
        Column("Tỷ lệ thời gian họp", SHARE, 10, lambda row: row.share, "share"),
        Column("Đủ 85% thời gian", TICK, 9, lambda row: row.long_enough, "long_enough"),
        Column("Chủ trì điểm cầu", TICK, 9, lambda row: row.head, "head"),
        Column("Bổ sung ngoài danh sách", TICK, 9, lambda row: row.added, "added"),
        Column("Đã rút khỏi danh sách", TICK, 9, lambda row: row.struck, "struck"),
        Column("Người dự thay", TEXT, 26, lambda row: row.deputy.name, "deputy"),
        Column("Chức vụ người dự thay", TEXT, 26, lambda row: row.deputy.post, "deputy_post"),
        Column("Người đồng ý cho dự thay", TEXT, 24, lambda row: row.approver, "approver"),
        Column("Giờ dự thay", INSTANT, 19, lambda row: row.deputised_at, "deputised_at"),
        Column("Lý do vắng", TEXT, 28, lambda row: row.reason, "reason"),
        Column("Giờ của tình trạng", INSTANT, 19, lambda row: row.since_at, "since_at"),
        Column("Giờ hệ thống ghi nhận", INSTANT, 19, lambda row: row.noted_at, "noted_at"),
        Column("Ghi nhận bởi", TEXT, 18, lambda row: _ROLE.get(row.source, "")),
        Column("Ghi nhận sau khi kết thúc", TICK, 9, lambda row: row.late, "late"),
        Column("Số lần đính chính", NUMBER, 10, lambda row: row.corrections, "corrections"),
        Column("Lý do đính chính gần nhất", TEXT, 30, lambda row: row.because, "because"),
        Column("Chuyển từ điểm cầu", TEXT, 14, lambda row: " ".join(row.moved_from), "moved_from"),
        Column("Mã đại biểu", TEXT, 14, lambda row: row.person, "person", hidden=True),
        Column("Mã tình trạng", TEXT, 12, lambda row: row.status.value, "status", hidden=True),
        Column("Mã người ghi", TEXT, 12, lambda row: row.source, "source", hidden=True),
        Column("Đã xóa", TICK, 8, lambda row: row.erased, "erased", hidden=True),
    ),
)


def person_row(read: Mapping[str, Value]) -> PersonRow:
    """The row that was written, from what was read back. Raises KeyError, ValueError, TypeError
    when the sheet is not one of ours."""
    rest = dict(read)
    deputy = Named(str(rest.pop("deputy")), str(rest.pop("deputy_post")))
    status, moved = Attendance(str(rest.pop("status"))), str(rest.pop("moved_from")).split()
    found: dict[str, Any] = {**rest, "deputy": deputy, "status": status}
    return PersonRow(**found, moved_from=tuple(moved))


CORRECTIONS: Sheet[CorrectionRow] = Sheet(
    "Đính chính",
    "corrections",
    (
        Column("STT", NUMBER, 7, lambda row: row.number, "number"),
        Column("Mã điểm cầu", TEXT, 12, lambda row: row.site, "site"),
        Column("Điểm cầu", TEXT, 24, lambda row: row.site_name, "site_name"),
        Column("Họ và tên", TEXT, 28, lambda row: row.name, "name"),
        Column("Giá trị cũ", TEXT, 18, lambda row: STATUS[row.was]),
        Column("Giờ của giá trị cũ", INSTANT, 19, lambda row: row.was_at, "was_at"),
        Column("Giá trị mới", TEXT, 18, lambda row: STATUS[row.status]),
        Column("Giờ của giá trị mới", INSTANT, 19, lambda row: row.status_at, "status_at"),
        Column("Người đính chính", TEXT, 18, lambda row: _ROLE.get(row.role, "")),
        Column("Giờ đính chính", INSTANT, 19, lambda row: row.corrected_at, "corrected_at"),
        Column("Lý do", TEXT, 40, lambda row: row.because, "because"),
        Column("Duyệt sau khi kết thúc", TEXT, 12, lambda row: row.review or "", "review"),
        Column("Mã đại biểu", TEXT, 14, lambda row: row.person, "person", hidden=True),
        Column("Mã giá trị cũ", TEXT, 12, lambda row: row.was.value, "was", hidden=True),
        Column("Mã giá trị mới", TEXT, 12, lambda row: row.status.value, "status", hidden=True),
        Column("Mã người đính chính", TEXT, 12, lambda row: row.role, "role", hidden=True),
    ),
)

REVIEWS: Sheet[ReviewRow] = Sheet(
    "Duyệt sau khi kết thúc",
    "reviews",
    (
        Column("Mã", TEXT, 10, lambda row: row.id, "id"),
        Column("Nội dung", TEXT, 22, lambda row: REVIEW_KIND[row.kind]),
        Column("Mã điểm cầu", TEXT, 12, lambda row: row.site, "site"),
        Column("Điểm cầu", TEXT, 24, lambda row: row.site_name, "site_name"),
        Column("Họ và tên", TEXT, 28, lambda row: row.name, "name"),
        Column("Giá trị đề nghị", TEXT, 24, lambda row: row.what, "what"),
        Column("Giờ của tình trạng", INSTANT, 19, lambda row: row.at, "at"),
        Column("Người đề nghị", TEXT, 18, lambda row: _ROLE.get(row.role, "")),
        Column("Giờ đề nghị", INSTANT, 19, lambda row: row.proposed_at, "proposed_at"),
        Column("Kết quả", TEXT, 16, lambda row: REVIEW_STATE[row.state]),
        Column("Giờ duyệt", INSTANT, 19, lambda row: row.settled_at, "settled_at"),
        Column("Lý do", TEXT, 40, lambda row: row.because, "because"),
        Column("Mã đại biểu", TEXT, 14, lambda row: row.person, "person", hidden=True),
        Column("Mã nội dung", TEXT, 12, lambda row: row.kind, "kind", hidden=True),
        Column("Mã tình trạng", TEXT, 12, lambda row: row.said or "", "said", hidden=True),
        Column("Mã kết quả", TEXT, 12, lambda row: row.state.value, "state", hidden=True),
        Column("Phiên đăng nhập đề nghị", TEXT, 18, lambda row: row.by, "by", hidden=True),
        Column("Phiên đăng nhập duyệt", TEXT, 18, lambda row: row.settled_by, "settled_by", True),
        Column("Mã người đề nghị", TEXT, 12, lambda row: row.role, "role", hidden=True),
    ),
)
