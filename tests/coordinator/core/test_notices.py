"""Messages to the points, and who has read them."""

from __future__ import annotations

from coordinator.core.notices import Notice, NoticeRead, NoticeSent, ReadNotice, SendNotice, reaches
from tests.support.playbook import On, given
from tests.support.small_meeting import CAO_BANG, CB, GIA_LAI, GL, clock, live, record, ref
from wire.codes import Refusal
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
