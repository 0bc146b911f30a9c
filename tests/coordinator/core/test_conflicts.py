"""What an act rests on: an entry it names, or whoever stands in a place of the list."""

from __future__ import annotations

import pytest

from coordinator.core.attendance.commands import ChangeHead
from coordinator.core.base import Command
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.programme import BeginItem
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    DISCUSSION,
    E1,
    E2,
    E3,
    GIA_LAI,
    GL,
    HEAD,
    HOST_2,
    OPENING,
    SECOND,
    live,
    record,
)
from wire.codes import Refusal
from wire.floor_words import QueueFate
from wire.vocabulary import HALL, Channel, LimitKey, SpeechKind

ORDER = c.RequestFloor(HALL, SpeechKind.POINT_OF_ORDER, channel=Channel.TELEPHONE)
OTHER_ITEM = DISCUSSION


def three_wait() -> Script:
    """Gia Lai is called, Cao Bằng and the hall wait."""
    asked = (c.RequestFloor(site, SpeechKind.DEBATE) for site in (GL, CB, HALL))
    from_all = (c.RequestFloor(one.site, one.kind, channel=Channel.TELEPHONE) for one in asked)
    return given(*live()).done(*from_all, c.CallPoint(E1))


@pytest.mark.parametrize(
    "act",
    [t.PassOver(E1), t.WindDown(1), BeginItem(OTHER_ITEM, QueueFate.WRITTEN)],
    ids=lambda act: type(act).__name__,
)
def test_whom_an_act_by_place_means_changes_with_every_newcomer(act: Command) -> None:
    script = three_wait()
    seen = script.session.floor.rev
    script.done(ORDER)
    script.when(act, rev=seen).refused(Refusal.CONFLICT, current_rev=script.session.floor.rev)
    script.when(act, rev=script.session.floor.rev).accepted()


@pytest.mark.parametrize(
    "act", [c.CallPoint(E2), BeginItem(OTHER_ITEM)], ids=lambda act: type(act).__name__
)
def test_an_act_that_names_what_it_means_does_not_mind_them(act: Command) -> None:
    script = three_wait()
    seen = script.session.floor.rev
    script.done(ORDER).when(act, rev=seen).accepted()


def test_going_on_is_an_act_and_two_who_go_on_at_once_go_on_once() -> None:
    script = three_wait()
    seen = script.session.floor.rev
    script.when(BeginItem(OTHER_ITEM), rev=seen, at="9:05").accepted()
    script.when(BeginItem(OPENING), rev=seen, by=HOST_2).refused(Refusal.CONFLICT, what="ItemBegun")


def test_who_says_no_revision_is_never_in_conflict() -> None:
    three_wait().done(ORDER, t.PassOver(E1), BeginItem(OTHER_ITEM))


def test_an_old_record_of_a_paper_sent_does_not_take_the_place_of_who_waits() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE), by=GIA_LAI, at="9:00")
    written = t.ReceiveWritten(E1)
    late = script.when(written, by=GIA_LAI, at="9:40", source=record(1, "9:01"))
    late.refused(Refusal.STALE_INTENT)
    script.done(c.DeclineRequest(E1))
    script.when(written, by=GIA_LAI, at="9:41", source=record(2, "9:02")).accepted()


def test_of_two_who_name_a_head_the_later_word_holds_whenever_it_arrives() -> None:
    script = given(*live()).done(ChangeHead(SECOND), at="9:00")
    early = script.when(ChangeHead(HEAD), by=GIA_LAI, at="9:30", source=record(1, "8:05"))
    early.accepted()
    assert script.session.people[SECOND].spec.head
    assert not script.session.people[HEAD].spec.head


def test_a_point_does_not_say_which_microphone_speaks() -> None:
    said = c.RequestFloor(GL, SpeechKind.DEBATE, mic="1")
    given(*live()).when(said, by=GIA_LAI).refused(Refusal.FORBIDDEN)


def test_when_time_runs_short_a_kind_without_a_limit_gets_one() -> None:
    script = given(*live()).done(c.ChangeLimits({LimitKey.DEBATE: 0}), t.WindDown(0, 60_000))
    assert script.session.floor.limits[LimitKey.DEBATE] == 60_000


def test_who_is_heard_by_telephone_has_no_picture_to_lose() -> None:
    script = three_wait().done(c.GiveFloor(E1), t.TakeByTelephone(E1, True))
    script.when(t.LosePicture(E1)).refused(Refusal.WRONG_STATE)
    assert script.session.floor.order == [E2, E3]
