"""Intents with their age."""

from __future__ import annotations

from agents.intents import AGAIN_LATE_MS, AGAIN_MS, STALE_MS, Intents, age_ms
from agents.outbox import Intent
from agents.stamp import Stamp
from tests.support.agent_clock import FakeClock
from wire.messages import ReportReady, RequestFloor, WithdrawRequest
from wire.site_acts import ReadyAct, RequestAct, SiteAct, WithdrawAct
from wire.vocabulary import SpeechKind

ASK = RequestAct(
    act="request_floor", id="i1", kind=SpeechKind.DEBATE, person="64.p01", topic="Đất đai"
)
READY = ReadyAct(act="report_ready", id="i2", entry="e1", called_at=5, ready=False, person="64.p02")
WITHDRAW = WithdrawAct(act="withdraw_request", id="i3", entry="e1")


def pressed(act: SiteAct, clock: FakeClock) -> Intent:
    return Intent("64", act, Stamp(clock.wall_ms(), clock.mono_ms(), clock.boot, None))


def test_each_is_sent_with_its_age_reckoned_anew() -> None:
    clock = FakeClock()
    intents = Intents(clock)
    for act in (ASK, READY, WITHDRAW):
        intents.add(pressed(act, clock))
    clock.go(700)
    assert intents.messages() == [
        RequestFloor(
            type="request_floor",
            intent="i1",
            site="64",
            age_ms=700,
            kind=SpeechKind.DEBATE,
            person="64.p01",
            topic="Đất đai",
        ),
        ReportReady(
            type="report_ready",
            intent="i2",
            site="64",
            age_ms=700,
            entry="e1",
            called_at=5,
            ready=False,
            person="64.p02",
        ),
        WithdrawRequest(type="withdraw_request", intent="i3", site="64", age_ms=700, entry="e1"),
    ]
    clock.go(300)
    assert {message.age_ms for message in intents.messages()} == {1_000}


def test_the_age_does_not_follow_the_wall_clock() -> None:
    clock = FakeClock()
    intent = pressed(READY, clock)
    clock.set_wall(0)
    clock.go(2_000)
    assert age_ms(intent.stamp, clock) == 2_000


def test_after_a_reboot_it_is_too_old_whatever_the_clocks_say() -> None:
    clock = FakeClock()
    intent = pressed(READY, clock)
    clock.reboot()
    assert age_ms(intent.stamp, clock) == STALE_MS
    clock.go(3_600_000)
    assert age_ms(intent.stamp, clock) == 3_600_000


def test_one_with_a_fate_is_not_sent_again() -> None:
    clock = FakeClock()
    intents = Intents(clock)
    intents.add(pressed(ASK, clock))
    intents.fated("i1")
    intents.fated("i1")
    assert intents.messages() == []


def test_one_that_was_not_taken_is_tried_again_later() -> None:
    clock = FakeClock()
    intents = Intents(clock)
    intents.add(pressed(ASK, clock))
    intents.retry(clock.mono_ms(), 900)
    assert intents.again
    assert intents.hold_until == clock.mono_ms() + 900
    assert len(intents.messages()) == 1


def test_without_a_time_it_is_tried_again_after_a_second_and_less_often_once_it_is_too_old() -> (
    None
):
    clock = FakeClock()
    intents = Intents(clock)
    intents.retry(clock.mono_ms(), None)
    assert not intents.again, "there is nothing to send again"
    intents.hold_until = 0
    intents.add(pressed(ASK, clock))
    intents.retry(clock.mono_ms(), None)
    assert intents.hold_until == clock.mono_ms() + AGAIN_MS
    clock.go(STALE_MS)
    intents.retry(clock.mono_ms(), None)
    assert intents.hold_until == clock.mono_ms() + AGAIN_LATE_MS
