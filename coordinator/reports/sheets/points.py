"""The tables about points: one row each, the roll-up by province and ministry, roll calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from coordinator.reports.rows import ProvinceRow, RollAnswer, RollCallRow, SiteRow, Substitution
from coordinator.reports.sheets.columns import Column, Kind, Sheet
from coordinator.reports.sites import answer
from coordinator.reports.table import hour
from coordinator.reports.wording import carried, noted
from coordinator.reports.words import ANSWER, ROLL_CALL_WAY, SITE_KIND, SITE_STATE

TEXT, NUMBER, INSTANT, LENGTH = Kind.TEXT, Kind.NUMBER, Kind.INSTANT, Kind.LENGTH
TICK, SHARE = Kind.TICK, Kind.SHARE


_STATE = {state.value: words for state, words in SITE_STATE.items()}


def instead(one: Substitution) -> str:
    """ "A vắng – B dự thay, chủ trì đồng ý 08:02": always both names."""
    agreed = f", {one.approver} đồng ý" if one.approver else ""
    return f"{one.person} vắng – {one.deputy} dự thay{agreed} {hour(one.at)}"


def _absent(row: SiteRow) -> str:
    """Who is away, with the reason that was given."""
    told = (f"{one.person} ({one.reason})" if one.reason else one.person for one in row.absences)
    return "; ".join(told)


def _quality(part: int) -> Callable[[SiteRow], float | None]:
    """Good, fair or poor as a share of the time that was measured."""

    def read(row: SiteRow) -> float | None:
        percent = row.quality.percent() if row.quality else None
        return None if percent is None else percent[part] / 100

    return read


def _notes(row: SiteRow) -> str:
    return "; ".join(noted(one, hour) for one in row.notes)


def _carried(row: SiteRow | ProvinceRow) -> str:
    """Why a head-count as it was given is not what counts."""
    return "; ".join(carried(one, hour) for one in row.heads.carried)


def _answers(row: SiteRow) -> str:
    """What the point answered to each roll call."""
    return "; ".join(f"Lần {call}: {ANSWER[said]}" for call, said in row.answers.items())


SITES: Sheet[SiteRow] = Sheet(
    "Điểm cầu",
    "sites",
    (
        Column("STT", NUMBER, 7, lambda row: row.number, "number"),
        Column("Mã điểm cầu", TEXT, 12, lambda row: row.site, "site"),
        Column("Điểm cầu", TEXT, 26, lambda row: row.name, "name"),
        Column("Loại điểm cầu", TEXT, 20, lambda row: SITE_KIND[row.kind]),
        Column("Điểm cầu cấp trên", TEXT, 22, lambda row: row.parent_name, "parent_name"),
        Column("Chủ trì điểm cầu", TEXT, 26, lambda row: row.head.name, "head"),
        Column("Chức vụ chủ trì điểm cầu", TEXT, 28, lambda row: row.head.post, "head_post"),
        Column("Được mời (người)", NUMBER, 10, lambda row: row.people.invited, "invited"),
        Column("Bổ sung (người)", NUMBER, 10, lambda row: row.people.added, "added"),
        Column("Có mặt", NUMBER, 10, lambda row: row.people.present, "present"),
        Column("Tại điểm cầu", NUMBER, 10, lambda row: row.people.in_person, "in_person"),
        Column("Dự từ xa", NUMBER, 10, lambda row: row.people.online, "online"),
        Column("Dự thay", NUMBER, 10, lambda row: row.people.deputised, "deputised"),
        Column("Đã về", NUMBER, 10, lambda row: row.people.left, "left"),
        Column("Vắng có lý do", NUMBER, 10, lambda row: row.people.excused, "excused"),
        Column("Vắng chưa rõ lý do", NUMBER, 10, lambda row: row.people.absent, "absent"),
        Column("Chưa điểm danh", NUMBER, 10, lambda row: row.people.not_called, "not_called"),
        Column("Đã dự (người)", NUMBER, 10, lambda row: row.people.attended, "attended"),
        Column("Đủ 85% thời gian", NUMBER, 10, lambda row: row.people.long_enough, "long_enough"),
        Column("Số người đếm tại phòng", NUMBER, 10, lambda row: row.heads.own, "heads_own"),
        Column("Tổng số người", NUMBER, 10, lambda row: row.heads.total, "heads_total"),
        Column("Số theo cách đếm kia", NUMBER, 10, lambda row: row.heads.other, "heads_other"),
        Column("Chuyển điểm cầu sau khi đếm", TEXT, 32, _carried, "heads_carried"),
        Column("Vắng, lý do", TEXT, 36, _absent),
        Column(
            "Dự thay (ai thay ai)", TEXT, 40, lambda row: "; ".join(map(instead, row.substitutions))
        ),
        Column("Giờ kết nối", INSTANT, 19, lambda row: row.connected_at, "connected_at"),
        Column("Giờ rời (trống: đến hết)", INSTANT, 19, lambda row: row.left_at, "left_at"),
        Column("Thời gian kết nối", LENGTH, 12, lambda row: row.connected_ms, "connected_ms"),
        Column("Thời gian gián đoạn", LENGTH, 12, lambda row: row.lost_ms, "lost_ms"),
        Column("Số lần gián đoạn", NUMBER, 10, lambda row: row.interruptions, "interruptions"),
        Column("Đường truyền tốt", SHARE, 9, _quality(0), "good"),
        Column("Đường truyền trung bình", SHARE, 9, _quality(1), "fair"),
        Column("Đường truyền kém", SHARE, 9, _quality(2), "poor"),
        Column("Điểm danh", TEXT, 26, _answers),
        Column("Số lượt phát biểu", NUMBER, 9, lambda row: row.speeches, "speeches"),
        Column("Tình trạng khi lập báo cáo", TEXT, 22, lambda row: _STATE[row.state]),
        Column("Ghi chú", TEXT, 40, _notes, "notes"),
        Column("Điện thoại kỹ thuật trực", TEXT, 18, lambda row: row.phone, "phone"),
        Column("Mã loại", TEXT, 10, lambda row: row.kind.value, "kind", hidden=True),
        Column("Mã cấp trên", TEXT, 10, lambda row: row.parent or "", "parent", hidden=True),
        Column("Mã tình trạng", TEXT, 10, lambda row: row.state, "state", hidden=True),
    ),
)

UNITS: Sheet[ProvinceRow] = Sheet(
    "Theo đơn vị",
    "units",
    (
        Column("STT", NUMBER, 7, lambda row: row.number, "number"),
        Column("Mã", TEXT, 10, lambda row: row.site, "site"),
        Column("Đơn vị", TEXT, 28, lambda row: row.name, "name"),
        Column("Loại", TEXT, 20, lambda row: SITE_KIND[row.kind]),
        Column("Số điểm cầu", NUMBER, 10, lambda row: row.points, "points"),
        Column("Đã kết nối", NUMBER, 10, lambda row: row.connected, "connected"),
        Column("Được mời (người)", NUMBER, 10, lambda row: row.people.invited, "invited"),
        Column("Bổ sung (người)", NUMBER, 10, lambda row: row.people.added, "added"),
        Column("Có mặt", NUMBER, 10, lambda row: row.people.present, "present"),
        Column("Tại điểm cầu", NUMBER, 10, lambda row: row.people.in_person, "in_person"),
        Column("Dự từ xa", NUMBER, 10, lambda row: row.people.online, "online"),
        Column("Dự thay", NUMBER, 10, lambda row: row.people.deputised, "deputised"),
        Column("Đã về", NUMBER, 10, lambda row: row.people.left, "left"),
        Column("Vắng có lý do", NUMBER, 10, lambda row: row.people.excused, "excused"),
        Column("Vắng chưa rõ lý do", NUMBER, 10, lambda row: row.people.absent, "absent"),
        Column("Chưa điểm danh", NUMBER, 10, lambda row: row.people.not_called, "not_called"),
        Column("Đã dự (người)", NUMBER, 10, lambda row: row.people.attended, "attended"),
        Column("Đủ 85% thời gian", NUMBER, 10, lambda row: row.people.long_enough, "long_enough"),
        Column("Tổng số người", NUMBER, 10, lambda row: row.heads.total, "heads_total"),
        Column("Số theo cách đếm kia", NUMBER, 10, lambda row: row.heads.other, "heads_other"),
        Column("Chuyển điểm cầu sau khi đếm", TEXT, 32, _carried, "heads_carried"),
        Column("Số lượt phát biểu", NUMBER, 9, lambda row: row.speeches, "speeches"),
        Column("Thời gian phát biểu", LENGTH, 12, lambda row: row.spoken_ms, "spoken_ms"),
        Column("Mã loại", TEXT, 10, lambda row: row.kind.value, "kind", hidden=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What one point answered to one roll call."""

    call: RollCallRow
    given: RollAnswer


def answered(calls: Iterable[RollCallRow]) -> Iterator[Answered]:
    """One row per roll call and point asked."""
    return (Answered(call, given) for call in calls for given in call.answers)


ROLL_CALLS: Sheet[Answered] = Sheet(
    "Điểm danh",
    "roll_calls",
    (
        Column("Lần", NUMBER, 7, lambda row: row.call.number, "number"),
        Column("Cách gọi", TEXT, 18, lambda row: ROLL_CALL_WAY[row.call.way]),
        Column("Giờ gọi", INSTANT, 19, lambda row: row.call.opened_at, "opened_at"),
        Column("Hạn trả lời", INSTANT, 19, lambda row: row.call.deadline_at, "deadline_at"),
        Column("Giờ chốt", INSTANT, 19, lambda row: row.call.closed_at, "closed_at"),
        Column("Mã điểm cầu", TEXT, 12, lambda row: row.given.site, "site"),
        Column("Điểm cầu", TEXT, 26, lambda row: row.given.name, "name"),
        Column("Kết quả", TEXT, 16, lambda row: ANSWER[answer(row.given)]),
        Column("Giờ trả lời", INSTANT, 19, lambda row: row.given.answered_at, "answered_at"),
        Column("Trả lời muộn lúc", INSTANT, 19, lambda row: row.given.late_at, "late_at"),
        Column("Gọi không trả lời lúc", INSTANT, 19, lambda row: row.given.silent_at, "silent_at"),
        Column("Có mặt khi chốt (người)", NUMBER, 10, lambda row: row.given.present, "present"),
        Column("Số người đếm khi chốt", NUMBER, 10, lambda row: row.given.head_count, "heads"),
        Column("Mã lần", TEXT, 8, lambda row: row.call.id, "id", hidden=True),
        Column("Mã cách gọi", TEXT, 10, lambda row: row.call.way.value, "way", hidden=True),
    ),
)
