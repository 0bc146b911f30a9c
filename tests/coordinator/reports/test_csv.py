"""The attendance log and the speaking log: every fact in its column, totals that add up."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from coordinator.core import meeting
from coordinator.core.attendance.commands import NoteAttendance, SettleReview
from coordinator.core.attendance.events import (
    AttendanceCorrected,
    AttendanceNoted,
    AttendeeAdded,
    HeadCountNoted,
    PersonMoved,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import SYSTEM, Asked, Event, PersonErased
from coordinator.core.floor.events import (
    FloorGiven,
    FloorRequested,
    RequestDeclined,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
)
from coordinator.core.people import People, PrivateRow
from coordinator.core.session import PhaseChanged
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.reports.csv import (
    ATTENDANCE_HEAD,
    CHANNEL,
    ERASED,
    SITE_KIND,
    SPEECH_KIND,
    SPEECHES_HEAD,
    STATE,
    arrived_at,
    attendance_csv,
    file_name,
    speeches_csv,
)
from coordinator.reports.words import STATUS
from coordinator.views.attendance import attendance_view, site_detail, site_details
from coordinator.views.speeches import speeches
from tests.support.small_meeting import (
    CB,
    CHU_PAH,
    E1,
    E2,
    GL,
    HEAD,
    ORGANIZER,
    OTHER,
    SALT,
    SECOND,
    SECRETARY,
    clock,
    live,
    texts,
)
from wire.vocabulary import (
    Attendance,
    Channel,
    EntryState,
    PersonId,
    Phase,
    SessionId,
    SiteKind,
    SpeechKind,
)


class Meeting:
    """A meeting that is written down event by event, each at its time."""

    def __init__(self) -> None:
        self.session, self.people = Session(SessionId("hop")), texts()
        self.at("9:00", *live())

    def at(self, time: str, *events: Event) -> None:
        meeting.establish(self.session, SYSTEM, events, clock(time))

    def text(self, ref: str, **fields: str) -> PrivateRow:
        row = PrivateRow(ref, SALT, fields)
        self.people.keep([row])
        return row

    def attendance(self, now: str) -> list[dict[str, str]]:
        return rows(attendance_text(self.session, self.people, clock(now)))

    def speeches(self, now: str) -> list[dict[str, str]]:
        return rows(speeches_csv(speeches(self.session, self.people, clock(now))))


def attendance_text(session: Session, people: People, now: int) -> str:
    details = site_details(session, people, session.site_order, now)
    return attendance_csv(attendance_view(session, people, now), details)


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def row_of(table: list[dict[str, str]], person: str) -> dict[str, str]:
    return next(row for row in table if row["Mã đại biểu"] == person)


def test_one_row_per_person_and_one_for_a_point_without_persons() -> None:
    kept = Meeting()
    kept.at("9:01", HeadCountNoted(CHU_PAH, 21))
    table = kept.attendance("10:00")
    assert [row["STT"] for row in table] == [str(n) for n in range(1, 9)]
    assert [row["Mã điểm cầu"] for row in table] == [
        "TW", "TW", "BTC", "64", "64", "04", "64-01", "64-02",
    ]  # fmt: skip
    commune = table[6]
    assert (commune["Mã đại biểu"], commune["Tình trạng"]) == ("", "")
    assert commune["Số người đếm tại phòng (người)"] == "21"
    assert commune["Chuyển đến sau khi đếm (người)"] == ""
    assert commune["Loại điểm cầu"] == "Điểm cầu cấp xã"
    assert row_of(table, HEAD)["Chủ trì điểm cầu"] == "Có"
    assert row_of(table, HEAD)["Tình trạng"] == "Chưa điểm danh"


def test_a_count_stands_as_it_was_given_and_beside_it_who_moved_since() -> None:
    kept = Meeting()
    kept.at("9:01", AttendanceNoted(HEAD, Note(Attendance.IN_PERSON)))
    kept.at("9:02", HeadCountNoted(GL, 21), HeadCountNoted(CB, 50))
    kept.at("9:30", PersonMoved(HEAD, GL, CB))
    table = kept.attendance("10:00")
    told = {
        row["Mã điểm cầu"]: (
            row["Số người đếm tại phòng (người)"],
            row["Chuyển đến sau khi đếm (người)"],
            row["Chuyển đi sau khi đếm (người)"],
        )
        for row in table
    }
    assert (told[GL], told[CB], told["TW"]) == (("21", "0", "1"), ("50", "1", "0"), ("",) * 3)


def test_a_deputy_a_reason_a_correction_and_times() -> None:
    kept = Meeting()
    deputy = kept.text("d1", name="Đại biểu mẫu 31", post="Phó Giám đốc")
    approver, reason = kept.text("a1", text="Chủ trì đồng ý"), kept.text("r1", text="Đi công tác")
    because = kept.text("b1", text="Ghi nhầm người")
    kept.at("9:05", AttendanceNoted(HEAD, Note(Attendance.IN_PERSON)))
    kept.at("9:06", AttendanceNoted(OTHER, Note(Attendance.EXCUSED, reason=reason.as_ref())))
    kept.at("9:10", AttendanceNoted(SECOND, Note(Attendance.ABSENT)))
    note = Note(Attendance.DEPUTISED, deputy.as_ref(), approver.as_ref())
    kept.at("9:20", AttendanceCorrected(SECOND, Attendance.ABSENT, note, because.as_ref()))
    table = kept.attendance("10:00")
    head, second, other = (row_of(table, person) for person in (HEAD, SECOND, OTHER))
    assert (head["Tình trạng"], head["Giờ có mặt"]) == ("Tại điểm cầu", "08/09/2023 09:05:00")
    assert (second["Tình trạng"], second["Người dự thay"]) == ("Dự thay", "Đại biểu mẫu 31")
    assert second["Người đồng ý cho dự thay"] == "Chủ trì đồng ý"
    assert (second["Số lần đính chính"], second["Lý do đính chính gần nhất"]) == (
        "1",
        "Ghi nhầm người",
    )
    assert second["Giờ có mặt"] == "08/09/2023 09:20:00"
    assert (other["Tình trạng"], other["Lý do vắng"]) == ("Vắng có lý do", "Đi công tác")
    assert (other["Giờ có mặt"], other["Giờ của tình trạng hiện tại"]) == (
        "",
        "08/09/2023 09:06:00",
    )


def test_added_late_and_erased() -> None:
    kept = Meeting()
    added = PersonId("64.x1")
    kept.text(added, name="Đại biểu mẫu 77")
    kept.at("9:05", AttendeeAdded(PersonSpec(added, GL, "c", added=True), Attendance.ONLINE))
    kept.at("9:05", AttendanceNoted(SECOND, Note(Attendance.DEPUTISED, kept.text("t1").as_ref())))
    kept.at("11:00", PhaseChanged(Phase.CLOSED))
    late = NoteAttendance(HEAD, Note(Attendance.IN_PERSON), at=clock("10:30"))
    meeting.step(kept.session, Asked(late, SECRETARY), clock("11:20"))
    let_in = SettleReview(next(iter(kept.session.reviews)), accept=True)
    meeting.step(kept.session, Asked(let_in, ORGANIZER), clock("11:30"))
    kept.at("11:31", PersonErased(SECOND, (SECOND, "t1")))
    kept.people.forget([SECOND, "t1"])
    table = kept.attendance("12:00")
    newcomer = row_of(table, added)
    assert (newcomer["Họ và tên"], newcomer["Bổ sung ngoài danh sách"]) == ("Đại biểu mẫu 77", "Có")
    assert row_of(table, HEAD)["Ghi nhận sau khi kết thúc"] == "Có"
    assert row_of(table, HEAD)["Giờ hệ thống ghi nhận"] == "08/09/2023 11:30:00"
    assert list(row_of(table, SECOND).values()).count(ERASED) == 3  # who, the deputy, who agreed


def test_the_time_a_point_was_connected_is_the_sum_of_its_intervals() -> None:
    kept = Meeting()
    kept.at("9:05", SiteHeard(GL))
    kept.at("9:15", SiteWentQuiet(GL))
    kept.at("9:17", SiteHeard(GL))
    row = row_of(kept.attendance("9:27"), HEAD)
    assert row["Điểm cầu kết nối lần đầu"] == "08/09/2023 09:05:00"
    assert row["Tổng thời gian kết nối của điểm cầu (giây)"] == str(20 * 60)
    assert row["Số lần gián đoạn của điểm cầu"] == "1"
    assert row["Tổng thời gian gián đoạn của điểm cầu (giây)"] == "120"
    kept.at("9:30", PhaseChanged(Phase.CLOSED))
    closed = row_of(kept.attendance("23:00"), HEAD)
    assert closed["Tổng thời gian kết nối của điểm cầu (giây)"] == str(23 * 60)
    seat = row_of(kept.attendance("23:00"), "BTC.01")
    assert seat["Tổng thời gian kết nối của điểm cầu (giây)"] == "", "a seat has no line"


def test_rows_add_up_to_the_totals_of_the_view() -> None:
    kept = Meeting()
    kept.at("9:05", AttendanceNoted(HEAD, Note(Attendance.IN_PERSON)))
    kept.at("9:05", AttendanceNoted(OTHER, Note(Attendance.ONLINE)))
    view = attendance_view(kept.session, kept.people, clock("10:00"))
    table = kept.attendance("10:00")
    for status in (Attendance.IN_PERSON, Attendance.ONLINE, Attendance.NOT_CALLED):
        total = getattr(view.totals, status)
        assert sum(row["Tình trạng"] == STATUS[status] for row in table) == total


def test_how_long_who_spoke() -> None:
    kept = Meeting()
    topic = kept.text("t1", text="=1+1")
    kept.at(
        "9:10",
        FloorRequested(E1, GL, HEAD, SpeechKind.PRESENTATION, 1, Channel.TELEPHONE, topic.as_ref()),
        FloorRequested(E2, CB, None, SpeechKind.INTERVENTION, 1, Channel.SITE),
    )
    kept.at("9:20", FloorGiven(E1, 420_000, False))
    kept.at("9:22", SpeechPaused(E1))
    kept.at("9:25", SpeechResumed(E1))
    kept.at("9:31:12.400", SpeechEnded(E1))
    kept.at("9:32", RequestDeclined(E2))
    first, second = kept.speeches("10:00")
    assert first["Người phát biểu"] == "Đại biểu mẫu 01 – 64"
    how = ("Tham luận", "Đăng ký hộ qua điện thoại")
    assert (first["Loại phát biểu"], first["Cách đăng ký"]) == how
    assert first["Nội dung đăng ký"] == "'=1+1"
    assert first["Giờ bắt đầu"] == "08/09/2023 09:20:00"
    assert first["Giờ kết thúc"] == "08/09/2023 09:31:12"
    assert first["Thời gian phát biểu (giây)"] == "492"
    assert first["Thời gian phát biểu"] == "8 phút 12 giây"
    assert first["Thời gian tạm dừng (giây)"] == "180"
    assert (first["Quá giờ (giây)"], first["Quá giờ"]) == ("72", "1 phút 12 giây")
    assert (second["Tình trạng"], second["Thời gian phát biểu"]) == ("Chưa bố trí, gửi văn bản", "")
    assert [row["STT"] for row in (first, second)] == ["1", "2"]


def test_an_empty_meeting_has_a_head_and_no_rows() -> None:
    assert rows(speeches_csv([])) == []
    assert speeches_csv([]).count("\r\n") == 1


def test_every_word_of_the_field_has_its_vietnamese() -> None:
    for words, kinds in (
        (STATUS, Attendance),
        (SITE_KIND, SiteKind),
        (SPEECH_KIND, SpeechKind),
        (CHANNEL, Channel),
        (STATE, EntryState),
    ):
        assert set(words) == set(kinds)
        assert all(words.values())
    assert len(set(ATTENDANCE_HEAD)) == len(ATTENDANCE_HEAD)
    assert len(set(SPEECHES_HEAD)) == len(SPEECHES_HEAD)


def test_since_when_somebody_is_present() -> None:
    kept = Meeting()
    for time, status in (
        ("9:00", Attendance.IN_PERSON),
        ("9:10", Attendance.ABSENT),
        ("9:20", Attendance.IN_PERSON),
        ("9:30", Attendance.ONLINE),
    ):
        kept.at(time, AttendanceNoted(HEAD, Note(status)))
    history = site_detail(kept.session, kept.people, GL, clock("10:00")).people[0].history
    assert arrived_at(history) == clock("9:20")
    assert arrived_at(history[:2]) is None
    assert arrived_at(()) is None
    assert arrived_at([replace(history[0])]) == clock("9:00")


def test_the_file_name_is_ours() -> None:
    assert file_name("attendance", "2023-09-08-tthc") == "attendance-2023-09-08-tthc.csv"
    assert file_name("speeches", "a:b") == "speeches-a-b.csv"


def test_a_late_word_against_a_correction_is_not_what_is_told() -> None:
    kept = Meeting()
    kept.at("9:00", AttendanceNoted(HEAD, Note(Attendance.IN_PERSON)))
    detail = site_detail(kept.session, kept.people, GL, clock("10:00"))
    head, *others = detail.people
    (held,) = head.history
    denied = replace(held, status=Attendance.EXCUSED, reason="Lý do mẫu", replaced_by=98)
    assert arrived_at([held, denied]) == clock("9:00")
    told = replace(detail, people=(replace(head, history=(held, denied)), *others))
    view = attendance_view(kept.session, kept.people, clock("10:00"))
    assert "Lý do mẫu" not in attendance_csv(view, [told])
