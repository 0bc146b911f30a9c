"""Messages to the points, and who has read them."""

from __future__ import annotations

import pytest

from coordinator.core.base import Asked
from coordinator.core.notices import (
    MessageRead,
    MessageSent,
    Notice,
    NoticeRead,
    NoticeSent,
    ReadMessage,
    ReadNotice,
    SendMessage,
    SendNotice,
    SiteMessage,
    decide,
    reaches,
)
from coordinator.core.session import StartSession
from tests.support.playbook import On, given
from tests.support.small_meeting import (
    CAO_BANG,
    CB,
    GIA_LAI,
    GL,
    HOST,
    SECRETARY,
    clock,
    live,
    record,
    ref,
)
from wire.codes import Refusal
from wire.floor_words import NoticeKind
from wire.vocabulary import SiteId

ALL = SendNotice((), ref("all"))
ONE = SendNotice((GL,), ref("one"))


def test_a_notice_goes_to_all_or_to_some() -> None:
    script = given(*live())
    script.when(ALL, at="9:05").then(NoticeSent("n1", (), ref("all")))
    script.when(ONE, at="9:06").then(NoticeSent("n2", (GL,), ref("one")))
    notices = script.session.notices
    assert notices["n2"] == Notice("n2", "t_one", frozenset({GL}), clock("9:06"))
    assert [reaches(notice, CB) for notice in notices.values()] == [True, False]


def test_a_notice_to_an_unknown_point_is_refused() -> None:
    given(*live()).when(SendNotice((GL, SiteId("99")), ref("x"))).refused(
        Refusal.UNKNOWN_SITE, site="99"
    )


def test_reading_is_dated_by_the_device_and_counted_once() -> None:
    script = given(*live()).done(ALL, at="9:05")
    read = ReadNotice("n1", GL)
    script.when(read, by=GIA_LAI, source=record(1, "9:06"), at="9:20").then(
        On("9:06", NoticeRead("n1", GL))
    )
    script.when(read, by=GIA_LAI, source=record(2, "9:07")).noted()
    assert script.session.notices["n1"].read == {GL: clock("9:06")}


def test_a_notice_to_others_is_unknown() -> None:
    script = given(*live()).done(ONE, at="9:05")
    script.when(ReadNotice("n1", CB), by=CAO_BANG).refused(Refusal.UNKNOWN_NOTICE)
    script.when(ReadNotice("n9", CB), by=CAO_BANG).refused(Refusal.UNKNOWN_NOTICE)


def test_a_notice_has_a_kind() -> None:
    script = given(*live())
    mute = SendNotice((GL,), ref("mute"), NoticeKind.MUTE)
    script.when(mute).then(NoticeSent("n1", (GL,), ref("mute"), NoticeKind.MUTE))
    script.done(SendNotice((), ref("all")))
    kinds = [notice.kind for notice in script.session.notices.values()]
    assert kinds == [NoticeKind.MUTE, NoticeKind.MESSAGE]


# --- from the points ----------------------------------------------------------------------------


def test_a_point_writes_to_the_centre_dated_by_its_device() -> None:
    script = given(*live())
    write = SendMessage(GL, ref("m"))
    script.when(write, by=GIA_LAI, source=record(1, "9:06"), at="9:20").then(
        On("9:06", MessageSent("m1", GL, ref("m")))
    )
    script.done(SendMessage(CB, ref("n")), by=CAO_BANG)
    assert list(script.session.messages) == ["m1", "m2"]
    script.when(SendMessage(CB, ref("x")), by=GIA_LAI).refused(Refusal.FORBIDDEN)


def test_somebody_at_the_centre_reads_it_once() -> None:
    script = given(*live()).done(SendMessage(GL, ref("m")), by=GIA_LAI, at="9:05")
    script.when(ReadMessage("m1"), by=SECRETARY, at="9:07").then(MessageRead("m1"))
    script.when(ReadMessage("m1")).noted()
    assert script.session.messages["m1"] == SiteMessage(
        "m1", GL, "t_m", clock("9:05"), clock("9:07"), SECRETARY.id
    )
    script.when(ReadMessage("m9")).refused(Refusal.UNKNOWN_MESSAGE)


def test_every_command_about_messages_has_its_rule() -> None:
    with pytest.raises(AssertionError):
        decide(given(*live()).session, Asked(StartSession(), HOST), 0)
