"""Around the floor: the chair, who is on duty, the rules, and messages both ways."""

from __future__ import annotations

from coordinator.core.conduct import BeginRestricted, HandChair, TakeShift
from coordinator.core.floor.commands import ChangeRules
from coordinator.core.notices import ReadMessage, ReadNotice, SendMessage, SendNotice
from coordinator.core.session import PauseSession
from coordinator.views.conduct import conduct_now, message_rows, notice_rows
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import given
from tests.support.small_meeting import (
    CAO_BANG,
    CB,
    CHAIR,
    GIA_LAI,
    GL,
    MEMBER,
    SECRETARY,
    clock,
    live,
    ref,
    texts,
)
from wire.floor_words import NoticeKind

PLENTY = 32_000


def test_nobody_chairs_until_it_is_said() -> None:
    now = conduct_now(given(*live()).session, texts())
    assert (now.chair, now.chairs, now.on_duty, now.restricted) == ("", (), "", None)
    assert (now.present_only, now.picture_check, now.speeches_max) == (False, False, 2)


def test_whoever_chairs_now_stands_first() -> None:
    script = given(*live()).done(HandChair(CHAIR), HandChair(MEMBER), ChangeRules(speeches_max=1))
    script.when(TakeShift(), by=SECRETARY, at="9:01").accepted()
    script.done(BeginRestricted((GL,)), PauseSession(clock("9:30")))
    now = conduct_now(script.session, texts())
    assert now.chair == MEMBER
    assert [(one.person, one.name) for one in now.chairs] == [
        (MEMBER, "Đại biểu mẫu 02 – TW"),
        (CHAIR, "Đại biểu mẫu 01 – TW"),
    ]
    assert (now.on_duty, now.on_duty_at) == ("secretary-1", clock("9:01"))
    assert (now.restricted, now.resumes_at, now.speeches_max) == (1, clock("9:30"), 1)


def test_a_message_of_the_centre_tells_who_has_not_read_it() -> None:
    script = given(*live()).done(SendNotice((GL, CB), ref("a"), NoticeKind.MUTE))
    script.done(SendNotice((GL,), ref("b"), NoticeKind.TIME), SendNotice((), ref("c")))
    script.when(ReadNotice("n1", CB), by=CAO_BANG).accepted()
    rows = notice_rows(script.session, texts(), PLENTY)
    assert [(row.id, row.kind, row.site, row.to, row.read, row.unread) for row in rows] == [
        ("n3", NoticeKind.MESSAGE, "", 5, 0, ()),
        ("n2", NoticeKind.TIME, GL, 1, 0, (GL,)),
        ("n1", NoticeKind.MUTE, "", 2, 1, (GL,)),
    ]


def test_messages_of_points_the_unread_first() -> None:
    script = given(*live())
    for number in range(3):
        script.when(SendMessage(GL, ref(f"m{number}")), by=GIA_LAI, at="9:00").accepted()
    script.done(ReadMessage("m3"), at="9:01")
    rows = message_rows(script.session, texts(), PLENTY)
    assert [(row.id, row.site_name, row.read_at) for row in rows] == [
        ("m2", "Gia Lai", None),
        ("m1", "Gia Lai", None),
        ("m3", "Gia Lai", clock("9:01")),
    ]


def test_long_texts_leave_room_for_more_than_one() -> None:
    big = BigMeeting("😀", communes=0)
    assert len(notice_rows(big.session, big.people, 1_000)) >= 2
    assert len(message_rows(big.session, big.people, 1_000)) >= 2
    assert len(conduct_now(big.session, big.people).chairs) >= 3
