"""The link's core: hello, beats, health, what an answer means."""

from __future__ import annotations

import itertools
import random

import pytest

from agents.core import LinkCore
from agents.effects import Dial, Effect, Hang, Join, Refuse, Rewind, Send
from agents.measure import SessionTime
from agents.outbox import Intent
from agents.stamp import Stamp
from tests.support.agent_clock import FakeClock
from wire.codes import CloseCode, WireCode
from wire.messages import (
    Beat,
    BeatAck,
    Bye,
    Error,
    Goodbye,
    Health,
    Hello,
    ToAgent,
    Welcome,
    WithdrawRequest,
)
from wire.site_acts import WithdrawAct

AHEAD = 700_000
FEATURES = ["beat", "health", "records", "intents", "forget"]


class Talk:
    """A core with its clock; what it sends is collected."""

    def __init__(self, sites: tuple[str, ...] = ("64",)) -> None:
        self.clock = FakeClock()
        hello = Hello(
            type="hello", versions=[1], features=FEATURES, sites=list(sites), incarnation="inc-1"
        )
        self.core = LinkCore(hello, self.clock, SessionTime(), random.Random(1))

    def go(self, ms: int) -> list[Effect]:
        """Time passes on a machine that is awake."""
        done: list[Effect] = []
        for _ in range(max(1, ms // 500)):
            self.clock.go(min(ms, 500))
            self.core.tick()
            done += self.core.take()
        return done

    def welcome(
        self, features: list[str] | None = None, leg: int = 1, beat_s: int = 5
    ) -> list[Effect]:
        """Dial, hello, welcome, ready."""
        self.core.tick()
        self.core.take()
        self.core.opened(leg, {"64": 3})
        self.core.heard(
            leg,
            Welcome(
                type="welcome",
                version=1,
                features=FEATURES if features is None else features,
                session="s1",
                now=self.clock.mono_ms() + AHEAD,
                beat_s=beat_s,
                reconnect_window_ms=2_000,
                marks=[],
                frame_bytes_max=65_536,
                records_per_batch_max=200,
            ),
        )
        self.core.ready(leg)
        return self.core.take()

    def answer(self, effects: list[Effect], rtt_ms: int = 40) -> None:
        """Answer every beat after this round trip."""
        beats = [one for one in effects if isinstance(one, Send) and isinstance(one.message, Beat)]
        self.clock.go(rtt_ms)
        there = self.clock.mono_ms() - rtt_ms // 2 + AHEAD
        for one in beats:
            assert isinstance(one.message, Beat)
            ack = BeatAck(type="beat_ack", n=one.message.n, t0=one.message.t0, t1=there, t2=there)
            self.core.heard(one.leg, ack)


def messages(effects: list[Effect], kind: type) -> list[object]:
    return [
        one.message for one in effects if isinstance(one, Send) and isinstance(one.message, kind)
    ]


def test_hello_is_the_first_word_and_a_welcome_is_made_durable() -> None:
    talk = Talk()
    talk.core.tick()
    assert talk.core.take() == [Dial(1)]
    talk.core.opened(1, {"64": 3})
    assert talk.core.take() == [Send(1, talk.core.hello)]
    (join, *_) = Talk().welcome()[1:]
    assert isinstance(join, Join)
    assert join.upto == {"64": 3}


def test_a_beat_goes_at_once_and_then_every_five_seconds_or_a_little_more() -> None:
    talk = Talk()
    talk.welcome()
    talk.answer(talk.go(1))
    at = []
    for _ in range(120):
        effects = talk.go(500)
        at += [talk.clock.mono_ms() for _ in messages(effects, Beat)]
        talk.answer(effects, 2)
    gaps = [later - earlier for earlier, later in itertools.pairwise(at)]
    assert 8 <= len(gaps) <= 12
    assert all(5_000 <= gap <= 6_100 for gap in gaps)


def test_the_coordinator_may_ask_for_beats_further_apart() -> None:
    talk = Talk()
    talk.welcome(beat_s=15)
    talk.answer(talk.go(1))
    assert messages(talk.go(14_500), Beat) == []
    effects = talk.go(2_500)
    assert len(messages(effects, Beat)) == 1
    assert not any(isinstance(one, Dial) for one in effects)


def test_the_beat_carries_our_own_clock_and_counts_from_one() -> None:
    talk = Talk()
    talk.welcome()
    (beat,) = messages(talk.go(1), Beat)
    assert beat == Beat(type="beat", n=1, t0=talk.clock.wall_ms())


def test_session_time_is_right_although_the_wall_clock_is_wrong() -> None:
    talk = Talk()
    talk.clock.set_wall(5)
    talk.welcome()
    talk.answer(talk.go(1))
    assert talk.core.time.at(talk.clock.mono_ms()) == talk.clock.mono_ms() + AHEAD


def test_a_clock_that_is_set_is_measured_anew_at_once() -> None:
    talk = Talk()
    talk.welcome()
    talk.answer(talk.go(1))
    talk.clock.set_wall(talk.clock.wall_ms() + 3_600_000)
    assert len(messages(talk.go(1), Beat)) == 1


def test_health_goes_with_every_beat_for_every_site_once_something_was_measured() -> None:
    talk = Talk(("04", "64"))
    talk.welcome()
    first = talk.go(1)
    assert messages(first, Health) == []
    talk.answer(first, 40)
    second = talk.go(6_000)
    assert [(one.site, one.rtt_ms, one.missed) for one in messages(second, Health)] == [
        ("04", 40, 0),
        ("64", 40, 0),
    ]


def test_a_part_that_welcome_did_not_pick_is_not_used() -> None:
    talk = Talk()
    talk.welcome(features=["beat"])
    talk.answer(talk.go(1))
    assert messages(talk.go(12_000), Health) == []


def test_connected_means_welcomed_and_heard_lately() -> None:
    talk = Talk()
    assert not talk.core.connected
    talk.welcome()
    assert talk.core.connected
    talk.go(15_000)
    assert not talk.core.connected


WITHDRAW = WithdrawAct(act="withdraw_request", id="i1", entry="e1")


def withdrawing(talk: Talk) -> None:
    """An intent is on its way."""
    talk.welcome()
    talk.core.intend(Intent("64", WITHDRAW, Stamp(0, talk.clock.mono_ms(), talk.clock.boot, None)))
    talk.core.take()


def test_an_intent_goes_out_at_once_and_again_on_a_second_connection() -> None:
    talk = Talk()
    withdrawing(talk)
    talk.core.legs.closed(1, 1006, talk.clock.mono_ms())
    talk.go(5_000)
    assert len(messages(talk.welcome(leg=2), WithdrawRequest)) == 1


@pytest.mark.parametrize(
    ("error", "effect"),
    [
        (Error(type="error", code=WireCode.GAP, ref="64", expected=4), Rewind("64", 3)),
        (
            Error(type="error", code=WireCode.BAD_NAME, ref="i1"),
            Refuse("64", "i1", WireCode.BAD_NAME),
        ),
    ],
)
def test_what_an_error_asks_for(error: Error, effect: Effect) -> None:
    talk = Talk()
    withdrawing(talk)
    talk.core.heard(1, error)
    assert talk.core.take() == [effect]


def test_an_intent_that_was_not_taken_goes_out_again_later() -> None:
    talk = Talk()
    withdrawing(talk)
    slow = Error(type="error", code=WireCode.SLOW_DOWN, ref="i1", retry_after_ms=700)
    talk.core.heard(1, slow)
    assert [one.age_ms for one in messages(talk.go(1_500), WithdrawRequest)] == [1_000]


def test_goodbye_hangs_up_and_comes_back_within_the_window() -> None:
    talk = Talk()
    talk.welcome()
    talk.core.heard(1, Goodbye(type="goodbye", reconnect_window_ms=1_000))
    assert talk.core.take() == [Hang(1)]
    assert Dial(2) in talk.go(1_500)


def test_a_frame_that_was_too_long_makes_the_next_ones_smaller() -> None:
    talk = Talk()
    talk.welcome()
    before = talk.core.bulk.bytes_max
    talk.core.closed(1, CloseCode.TOO_BIG)
    assert talk.core.bulk.bytes_max < before


def test_another_incarnation_means_another_link() -> None:
    talk = Talk()
    talk.welcome()
    new = talk.core.hello.model_copy(update={"incarnation": "inc-2"})
    talk.core.turned(new)
    talk.core.tick()
    assert talk.core.take() == [Hang(1), Dial(2)]
    talk.core.opened(2, {})
    assert talk.core.take() == [Send(2, new)]


def test_leaving_says_bye() -> None:
    talk = Talk()
    talk.welcome()
    talk.core.leave()
    assert talk.core.take() == [Send(1, Bye(type="bye"))]


def test_words_on_a_connection_that_was_given_up_change_nothing() -> None:
    talk = Talk()
    ack: ToAgent = BeatAck(type="beat_ack", n=1, t0=1, t1=1, t2=1)
    talk.core.heard(7, ack)
    talk.core.ready(7)
    talk.core.failed(7, None)  # type: ignore[arg-type]  # it is not looked at
    assert talk.core.take() == []


def test_it_never_asks_to_sleep_past_its_next_beat() -> None:
    talk = Talk()
    talk.welcome()
    talk.answer(talk.go(1))
    for _ in range(50):
        wait = talk.core.wait_ms()
        assert wait <= 2_000
        talk.answer(talk.go(max(1, wait)))
