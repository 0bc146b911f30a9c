"""What is allowed of a turn beyond the table, and what changes nothing."""

from __future__ import annotations

import pytest

from coordinator.core.base import Command, Event
from coordinator.core.floor import commands as c
from coordinator.core.floor import turn_rules
from coordinator.core.floor import turns as t
from coordinator.core.floor.limits import DEFAULT_LIMITS
from tests.support.one_entry import entry_in
from tests.support.playbook import Script, given
from tests.support.small_meeting import BTC, CB, E1, E2, E3, E4, GIA_LAI, GL, clock, live
from wire.codes import Refusal
from wire.vocabulary import HALL, EntryId, EntryState, LimitKey, SpeechKind

S = EntryState
INTERVENTION, DEBATE = SpeechKind.INTERVENTION, SpeechKind.DEBATE
MINUTE = 60_000


@pytest.mark.parametrize(
    ("state", "act", "event"),
    [
        (S.CALLED, t.CuePicture(E1), t.PictureCued(E1)),
        (S.CALLED, t.ConfirmPicture(E1), t.PictureUp(E1)),
        (S.SPEAKING, t.LosePicture(E1), t.PictureLost(E1)),
        (S.CALLED, t.KeepWaiting(E1), t.WaitKept(E1)),
        (S.CALLED, t.PassOver(E1), t.PassedOver(E1, E2)),
        (S.SPEAKING, t.SetAside(E1), t.RequestsSetAside((E1,))),
        (S.DEFERRED, t.ReturnRequest(E1), t.RequestsReturned((E1,))),
        (S.ENDED, t.PutBack(E1), t.SpeakerPutBack(E1)),
        (S.QUEUED, t.TakeByTelephone(E1, True), t.TelephoneTaken(E1, True)),
        (S.DECLINED, t.ReadDecline(E1), t.DeclineRead(E1)),
        (S.QUEUED, t.ReceiveWritten(E1), t.WrittenReceived(E1)),
        (S.DECLINED, t.ReceiveWritten(E1), t.WrittenReceived(E1)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_act_has_its_event(state: EntryState, act: Command, event: Event) -> None:
    entry_in(state).when(act, at="9:06").then(event)


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (S.CALLED, t.ConfirmPicture(E1)),
        (S.SPEAKING, t.LosePicture(E1)),
        (S.QUEUED, t.TakeByTelephone(E1, True)),
        (S.DECLINED, t.ReadDecline(E1)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_so_already_changes_nothing(state: EntryState, act: Command) -> None:
    entry_in(state).done(act).when(act).noted()


def test_cued_or_kept_waiting_twice_is_twice() -> None:
    script = entry_in(S.CALLED).done(t.CuePicture(E1))
    script.when(t.CuePicture(E1)).then(t.PictureCued(E1))
    script.when(t.KeepWaiting(E1)).then(t.WaitKept(E1))
    script.when(t.KeepWaiting(E1)).then(t.WaitKept(E1))


def test_a_telephone_that_was_never_taken_is_not_put_down() -> None:
    entry_in(S.QUEUED).when(t.TakeByTelephone(E1, False)).noted()


def test_a_picture_that_came_back_can_be_lost_again() -> None:
    script = entry_in(S.SPEAKING).done(t.LosePicture(E1), t.ConfirmPicture(E1))
    script.when(t.LosePicture(E1)).then(t.PictureLost(E1))


def test_only_the_last_speaker_is_put_back_and_only_once() -> None:
    script = entry_in(S.ENDED).done(c.GiveFloor(E2), c.EndSpeech(E2))
    script.when(t.PutBack(E1)).refused(Refusal.NOT_LAST_SPEAKER, entry="e1")
    script.when(t.PutBack(E2)).then(t.SpeakerPutBack(E2))
    script.when(t.PutBack(E1)).refused(Refusal.NOT_LAST_SPEAKER, entry="e1")


def test_the_last_speaker_is_put_back_also_while_another_speaks() -> None:
    script = entry_in(S.ENDED).done(c.GiveFloor(E2))
    script.when(t.PutBack(E1)).accepted()
    assert (script.session.floor.current, script.session.floor.order) == (E2, [E1])


def test_a_point_gives_way_only_to_one_who_waits() -> None:
    script = given(*live()).done(c.RequestFloor(GL, DEBATE), c.CallPoint(E1))
    script.when(t.PassOver(E1)).refused(Refusal.NOBODY_WAITING)
    script.done(c.RequestFloor(CB, DEBATE), c.CallPoint(E2))
    script.when(t.PassOver(E1)).refused(Refusal.NOBODY_WAITING)


# --- winding down -------------------------------------------------------------------------------


def five() -> Script:
    """e1 of Gia Lai is called; e2 … e5 wait in the hall and at Cao Bằng."""
    script = given(*live()).done(c.RequestFloor(GL, INTERVENTION), c.CallPoint(E1))
    hall = c.RequestFloor(HALL, DEBATE)
    return script.done(c.RequestFloor(CB, INTERVENTION), hall, hall, hall)


E5 = EntryId("e5")


def test_the_first_few_may_still_speak_and_the_rest_are_asked_to_write() -> None:
    script = five()
    limits = dict.fromkeys(
        (
            LimitKey.PRESENTATION,
            LimitKey.FIRST_INTERVENTION,
            LimitKey.EXPLANATION,
            LimitKey.REPLY,
        ),
        5 * MINUTE,
    )
    script.when(t.WindDown(2, 5 * MINUTE)).then(t.ListWoundDown(limits, (E4, E5)))
    floor = script.session.floor
    assert (floor.order, floor.list_open) == ([E1, E2, E3], False)
    assert [floor.entries[entry].state for entry in (E4, E5)] == [S.DECLINED] * 2
    assert floor.declined == {HALL: E5}
    assert floor.limits == {**DEFAULT_LIMITS, **limits}
    assert floor.limits[LimitKey.SECOND_INTERVENTION] == 3 * MINUTE
    script.done(c.GiveFloor(E1))
    assert floor.entries[E1].limit_ms == 5 * MINUTE


def test_the_called_stay_and_so_do_limits_that_nobody_spoke_of() -> None:
    script = five()
    script.when(t.WindDown(0)).then(t.ListWoundDown({}, (E2, E3, E4, E5)))
    assert script.session.floor.order == [E1]
    assert script.session.floor.limits == DEFAULT_LIMITS


def test_the_chairs_own_words_and_points_of_order_are_never_put_off() -> None:
    script = five().done(
        c.RequestFloor(HALL, SpeechKind.DIRECTIVE), c.RequestFloor(BTC, SpeechKind.POINT_OF_ORDER)
    )
    script.when(t.WindDown(1, MINUTE)).accepted()
    assert script.session.floor.order == [E1, EntryId("e7"), E2, EntryId("e6")]
    assert script.session.floor.limits[LimitKey.POINT_OF_ORDER] == 3 * MINUTE
    assert script.session.floor.limits[LimitKey.DIRECTIVE] == 0


def test_with_nobody_waiting_the_list_closes_and_after_that_nothing_changes() -> None:
    script = given(*live())
    script.when(t.WindDown(3)).then(t.ListWoundDown({}, ()))
    assert not script.session.floor.list_open
    script.when(t.WindDown(3)).noted()
    script.when(t.WindDown(3, 9 * MINUTE)).then(
        t.ListWoundDown(
            dict.fromkeys(
                (LimitKey.PRESENTATION, LimitKey.EXPLANATION, LimitKey.REPLY), 9 * MINUTE
            ),
            (),
        )
    )
    script.when(t.WindDown(3, 9 * MINUTE)).noted()


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (t.WindDown(-1), "take"),
        (t.WindDown(1, MINUTE - 1), "limit_ms"),
        (t.WindDown(1, 120 * MINUTE + 1), "limit_ms"),
    ],
)
def test_how_many_and_how_long_are_bounded(command: t.WindDown, field: str) -> None:
    script = five()
    script.when(command).refused(Refusal.BAD_VALUE, field=field)
    script.when(t.WindDown(0, MINUTE)).accepted()
    script.when(t.WindDown(1, 120 * MINUTE)).noted()


def test_a_site_reads_and_writes_only_of_its_own() -> None:
    script = entry_in(S.DECLINED)
    script.when(t.ReadDecline(E1), by=GIA_LAI).accepted()
    script.when(t.ReceiveWritten(E2), by=GIA_LAI).refused(Refusal.FORBIDDEN)


def test_every_act_of_a_turn_has_its_rule() -> None:
    floor = entry_in(S.QUEUED).session.floor
    with pytest.raises(AssertionError):
        turn_rules.decide(floor, floor.entries[E1], c.SetListOpen(True))


def test_those_who_follow_are_told_in_their_order() -> None:
    script = five().done(c.CallPoint(E3)).done(t.PassOver(E1), at="9:20")
    floor = script.session.floor
    assert floor.order == [E3, E2, E1, E4, E5]
    assert (floor.entries[E2].called_at, floor.entries[E1].called_at) == (clock("9:20"), None)
