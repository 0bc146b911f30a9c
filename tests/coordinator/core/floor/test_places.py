"""What acts on one entry do to the order, the floor and the shares."""

from __future__ import annotations

import pytest

from coordinator.core.base import Command
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.state import Share
from tests.support.playbook import Script, given
from tests.support.small_meeting import BTC, CB, CHU_PAH, E1, E2, E3, E4, GL, live
from wire.vocabulary import HALL, EntryId, SpeechKind

DEBATE = SpeechKind.DEBATE
MINUTE = 60_000


def four(*more: Command) -> Script:
    """Gia Lai, Cao Bằng, the hall and the ministry wait, in this order."""
    asked = (c.RequestFloor(site, DEBATE) for site in (GL, CB, HALL, BTC))
    return given(*live()).done(*asked, *more, at="9:00")


@pytest.mark.parametrize(
    ("acts", "order", "aside"),
    [
        ((t.SetAside(E2),), (E1, E3, E4), (E2,)),
        ((t.SetAside(E2), t.SetAside(E1)), (E3, E4), (E2, E1)),
        ((t.SetAside(E2), t.ReturnRequest(E2)), (E2, E1, E3, E4), ()),
        ((t.SetAside(E2), c.CallPoint(E1), t.ReturnRequest(E2)), (E1, E2, E3, E4), ()),
        ((t.SetAside(E2), c.CallPoint(E2)), (E2, E1, E3, E4), ()),
        ((t.SetAside(E2), c.DeclineRequest(E2)), (E1, E3, E4), ()),
        ((t.SetAside(E2), c.WithdrawRequest(E2)), (E1, E3, E4), ()),
        ((t.SetAside(E2), t.ReceiveWritten(E2)), (E1, E3, E4), ()),
        ((t.ReceiveWritten(E2),), (E1, E3, E4), ()),
        ((c.DeclineRequest(E2), t.ReceiveWritten(E2)), (E1, E3, E4), ()),
        ((c.CallPoint(E1), t.PassOver(E1)), (E2, E1, E3, E4), ()),
        ((c.CallPoint(E3), c.CallPoint(E2), t.PassOver(E3)), (E2, E1, E3, E4), ()),
        ((c.GiveFloor(E3), c.EndSpeech(E3), t.PutBack(E3)), (E3, E1, E2, E4), ()),
        ((c.GiveFloor(E3), t.SetAside(E3)), (E1, E2, E4), (E3,)),
        ((c.GiveFloor(E3), c.RevokeCall(E3)), (E3, E1, E2, E4), ()),
        ((c.CallPoint(E3), c.RevokeCall(E3)), (E3, E1, E2, E4), ()),
    ],
    ids=str,
)
def test_the_order_and_those_set_aside(
    acts: tuple[Command, ...], order: tuple[EntryId, ...], aside: tuple[EntryId, ...]
) -> None:
    floor = four(*acts).session.floor
    assert (tuple(floor.order), tuple(floor.aside)) == (order, aside)
    assert floor.current is None


def test_who_spoke_last_is_known_until_put_back() -> None:
    script = four(c.GiveFloor(E1), c.EndSpeech(E1))
    floor = script.session.floor
    assert floor.last_spoke == E1
    script.done(c.GiveFloor(E2), t.SetAside(E2))
    assert floor.last_spoke == E1
    script.done(t.PutBack(E1))
    assert floor.last_spoke is None


def test_what_was_not_arranged_is_shown_to_its_point_also_from_aside() -> None:
    floor = four(t.SetAside(E2), c.DeclineRequest(E2), c.DeclineRequest(E3)).session.floor
    assert floor.declined == {CB: E2, HALL: E3}


def test_the_shares_are_of_points_and_of_what_was_really_spoken() -> None:
    script = (
        four(c.GiveFloor(E1)).done(c.PauseSpeech(E1), at="9:02").done(c.EndSpeech(E1), at="9:09")
    )
    floor = script.session.floor
    assert floor.share == {GL: Share(2 * MINUTE, 1)}
    script.done(t.PutBack(E1), c.GiveFloor(E1), at="9:10")
    assert floor.share == {GL: Share(2 * MINUTE, 0)}
    script.done(t.SetAside(E1), at="9:11")
    assert floor.share == {GL: Share(3 * MINUTE, 0)}
    script.done(c.GiveFloor(E2), at="9:11").done(c.EndSpeech(E2), at="9:12")
    assert floor.share == {GL: Share(3 * MINUTE, 0), CB: Share(MINUTE, 1)}


@pytest.mark.parametrize("kind", [SpeechKind.POINT_OF_ORDER, SpeechKind.DIRECTIVE])
def test_points_of_order_and_directives_are_nobodys_share(kind: SpeechKind) -> None:
    script = given(*live()).done(c.RequestFloor(CHU_PAH, kind), c.GiveFloor(E1), at="9:00")
    script.done(c.EndSpeech(E1), t.PutBack(E1), at="9:05")
    assert script.session.floor.share == {}
