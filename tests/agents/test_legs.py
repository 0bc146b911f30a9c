"""Connections: when to dial, when to give one up, when to come back."""

from __future__ import annotations

import random

import pytest

from agents.effects import Dial, Effect, Hang
from agents.legs import ASKED_MS, DOUBT_MS, SLEPT_MS, SLOW_DOWN_MS, Leg, Legs
from wire.codes import CloseCode
from wire.vocabulary import LinkTrouble

WINDOW_MS = 2_000


class Script:
    """Legs with the effects they asked for since the last look."""

    def __init__(self) -> None:
        self.out: list[Effect] = []
        self.gone: list[int] = []
        self.now = 0
        self.legs = Legs(0, random.Random(1), self.out, self.gone.append)

    def effects(self) -> list[Effect]:
        out = self.out[:]
        self.out.clear()
        return out

    def go(self, ms: int) -> list[Effect]:
        """Time passes as on a machine that is awake."""
        end = self.now + ms
        while self.now < end:
            self.now = min(self.now + 1_000, end)
            self.legs.tick(self.now)
        return self.effects()

    def welcomed(self) -> Leg:
        """Dial and be welcomed on it."""
        self.legs.tick(self.now)
        dials = [one for one in self.effects() if isinstance(one, Dial)]
        leg = self.legs.opened(dials[-1].leg, {}, self.now)
        assert leg is not None
        self.legs.welcome(leg, WINDOW_MS, self.now)
        leg.ready = True
        return leg

    def until_dial(self, most_ms: int) -> int:
        """How long until the next try; fails if it takes longer than this."""
        began = self.now
        while self.now - began <= most_ms:
            self.now += 50
            self.legs.tick(self.now)
            if any(isinstance(one, Dial) for one in self.effects()):
                return self.now - began
        raise AssertionError(f"no try within {most_ms} ms")


def test_the_first_try_comes_at_once_and_only_once() -> None:
    script = Script()
    script.legs.tick(0)
    assert script.effects() == [Dial(1)]
    assert script.go(4_000) == []


def test_an_open_connection_without_a_welcome_is_given_up_after_five_seconds() -> None:
    script = Script()
    script.legs.tick(0)
    script.legs.opened(1, {}, 0)
    script.effects()
    assert Hang(1) not in script.go(4_900)
    assert Hang(1) in script.go(200)


def test_a_lost_link_comes_back_within_the_window() -> None:
    script = Script()
    leg = script.welcomed()
    script.legs.closed(leg.id, 1001, script.now)
    assert script.gone == [leg.id]
    script.until_dial(WINDOW_MS + 100)


def test_a_beat_without_an_answer_for_eight_seconds_opens_a_second_connection() -> None:
    script = Script()
    leg = script.welcomed()
    leg.asked_at = script.now + 5_000
    assert script.go(DOUBT_MS - 100) == []
    assert script.go(200) == [Dial(2)]
    assert set(script.legs.all) == {1, 2}, "beside the first"
    assert script.go(5_000) == [], "never more than one extra"


def test_a_beat_that_was_only_just_sent_is_no_silence() -> None:
    """A coordinator may ask for beats further apart than the doubt is long."""
    script = Script()
    leg = script.welcomed()
    assert script.go(15_000) == []
    leg.asked_at = script.now
    assert script.go(ASKED_MS - 100) == []
    assert script.go(200) == [Dial(2)]


def test_no_second_connection_while_beats_are_answered() -> None:
    script = Script()
    leg = script.welcomed()
    for _ in range(20):
        leg.answered_at = script.now
        assert script.go(5_500) == []


def test_a_second_attempt_waits_eight_seconds_after_one_that_failed() -> None:
    script = Script()
    leg = script.welcomed()
    leg.asked_at = script.now
    script.go(DOUBT_MS + 1_000)
    script.legs.failed(2, LinkTrouble.UNREACHABLE, script.now, None)
    assert script.legs.trouble is None, "the first still stands"
    assert script.go(DOUBT_MS - 1_000) == []
    assert script.go(2_000) == [Dial(3)]


def test_the_old_one_goes_when_the_new_one_has_answered() -> None:
    script = Script()
    old = script.welcomed()
    old.asked_at = script.now
    script.go(DOUBT_MS + 1_000)
    new = script.legs.opened(2, {}, script.now)
    assert new is not None
    script.legs.welcome(new, WINDOW_MS, script.now)
    script.legs.replaced(new, script.now)
    assert script.effects() == [Hang(1)]
    assert set(script.legs.all) == {2}


def test_thirty_seconds_of_silence_end_a_connection() -> None:
    script = Script()
    leg = script.welcomed()
    leg.asked_at = script.now
    effects = script.go(30_000)
    assert Hang(1) in effects


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (CloseCode.AUTH_FAILED, LinkTrouble.AUTH_FAILED),
        (CloseCode.FORBIDDEN, LinkTrouble.FORBIDDEN),
        (CloseCode.VERSION, LinkTrouble.VERSION),
    ],
)
def test_a_denial_waits_five_minutes_and_is_told(code: int, trouble: LinkTrouble) -> None:
    script = Script()
    leg = script.welcomed()
    script.legs.closed(leg.id, code, script.now)
    assert script.legs.trouble is trouble
    assert script.go(5 * 60_000 - 1_000) == []
    script.until_dial(3_000)


def test_a_denial_is_not_tried_sooner_because_the_machine_slept() -> None:
    script = Script()
    leg = script.welcomed()
    script.legs.closed(leg.id, CloseCode.AUTH_FAILED, script.now)
    script.now += SLEPT_MS + 60_000
    script.legs.tick(script.now)
    assert script.effects() == []


def test_slow_down_waits_ten_seconds_at_least() -> None:
    script = Script()
    leg = script.welcomed()
    script.legs.closed(leg.id, CloseCode.SLOW_DOWN, script.now)
    assert script.go(SLOW_DOWN_MS - 100) == []
    script.until_dial(WINDOW_MS)


def test_busy_waits_as_long_as_it_was_told() -> None:
    script = Script()
    script.legs.tick(0)
    script.legs.failed(1, LinkTrouble.UNREACHABLE, 0, 7_000)
    script.effects()
    assert script.go(6_900) == []
    script.until_dial(200)


def test_after_sleep_old_connections_end_and_a_new_one_is_made_at_once() -> None:
    script = Script()
    script.welcomed()
    script.now += SLEPT_MS + 1
    script.legs.tick(script.now)
    assert script.effects() == [Hang(1), Dial(2)]


def test_a_connection_given_up_while_it_was_made_is_hung_up() -> None:
    script = Script()
    script.legs.tick(0)
    script.effects()
    script.legs.begin_anew(0)
    assert script.legs.opened(1, {}, 0) is None
    assert script.effects() == [Hang(1), Hang(1)]


def test_who_leaves_does_not_come_back() -> None:
    script = Script()
    leg = script.welcomed()
    script.legs.leave()
    script.legs.closed(leg.id, 1000, script.now)
    assert script.go(600_000) == []
    assert script.legs.wake_at() is None


def test_it_says_when_it_wants_to_be_woken() -> None:
    script = Script()
    leg = script.welcomed()
    assert script.legs.wake_at() is None
    leg.asked_at = script.now + 5_000
    assert script.legs.wake_at() == script.now + DOUBT_MS
