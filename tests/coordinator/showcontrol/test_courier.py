"""Webhooks: all events, in order, once each, through cuts, refusals and restarts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from structlog.testing import capture_logs

from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.base import Command, Event
from coordinator.core.conduct import (
    BeginRestricted,
    EndRestricted,
    RestrictedBegun,
    RestrictedEnded,
)
from coordinator.core.floor import commands as c
from coordinator.core.session import BeginRehearsal, PhaseChanged, StartSession
from coordinator.showcontrol import courier
from coordinator.showcontrol.positions import Position, Positions
from coordinator.showcontrol.settings import Hook, ShowSettings
from tests.support.shown import SESSION, Shown, shown
from tests.support.small_meeting import CB, E1, E2, E3, GL, HEAD, small_meeting
from tests.support.until import until_async
from tests.support.webhook_receiver import Receiver, receiving
from wire.vocabulary import Attendance, Channel, Phase, SessionId, SpeechKind

SECRET = bytes(range(32))
ASKED = c.RequestFloor(GL, SpeechKind.DEBATE, HEAD, Channel.TELEPHONE)
OTHER = c.RequestFloor(CB, SpeechKind.DEBATE, channel=Channel.TELEPHONE)
HERE = NoteAttendance(HEAD, Note(Attendance.IN_PERSON))


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "RETRY_S", 0.02)
    monkeypatch.setattr(courier, "RETRY_S_MAX", 0.05)


def hook(receiver: Receiver) -> ShowSettings:
    return ShowSettings(hooks=(Hook(receiver.url, (SECRET,)),))


async def known(house: Shown, folder: Path, url: str) -> None:
    """Wait until a new target has its beginning, and what follows is told to it."""
    head = house.conductor.head.rev

    def begun() -> bool:
        position = Positions(folder).of(url, SESSION)
        return position is not None and position.rev == head

    await until_async(begun, "the target has its beginning")


@asynccontextmanager
async def hooked(folder: Path) -> AsyncIterator[tuple[Shown, Receiver]]:
    """A held meeting and a receiver that is told of it from now on."""
    async with shown() as house, receiving(SECRET) as receiver:
        settings = hook(receiver)
        async with house.control(folder, settings):
            await known(house, folder, receiver.url)
            yield house, receiver


async def test_a_turn_as_a_receiver_sees_it(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (house, receiver):
        await house.do(ASKED, HERE, c.CallPoint(E1), c.GiveFloor(E1), c.EndSpeech(E1))
        await until_async(lambda: len(receiver.taken) == 4, "four events")
    assert receiver.types() == ["request.made", "point.called", "speech.begun", "speech.ended"]
    assert receiver.revs() == sorted(receiver.revs())
    assert {body["data"]["site"] for body in receiver.taken} == {"64"}
    assert "Đại biểu" not in str(receiver.taken)
    assert HEAD not in str(receiver.taken)
    assert len(set(receiver.ids)) == 4


async def test_a_new_target_is_told_nothing_of_what_was_before(tmp_path: Path) -> None:
    async with shown() as house, receiving(SECRET) as receiver:
        await house.do(ASKED)
        async with house.control(tmp_path, hook(receiver)):
            await known(house, tmp_path, receiver.url)
            await house.do(OTHER)
            await until_async(lambda: receiver.taken, "what came after")
    assert [body["data"]["entry"] for body in receiver.taken] == ["e2"]


async def test_whatever_it_answers_nothing_is_passed_over_or_out_of_order(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (house, receiver):
        receiver.answers = [500, 503, 429, 404, 302, 200, 410, 201]
        await house.do(ASKED, OTHER, c.CallPoint(E1), c.CallPoint(E2))
        await until_async(lambda: len(receiver.taken) == 4, "all four")
    assert receiver.refused == 6, "a redirection is a refusal: nobody else is asked"
    assert [body["data"]["entry"] for body in receiver.taken] == ["e1", "e2", "e1", "e2"]
    assert receiver.revs() == sorted(receiver.revs())


async def test_a_dead_target_holds_nothing_up_and_has_all_when_it_is_back(tmp_path: Path) -> None:
    async with receiving(SECRET) as gone:
        url = gone.url
    settings = ShowSettings(hooks=(Hook(url, (SECRET,)),))
    async with shown() as house:
        with capture_logs() as logs:
            async with house.control(tmp_path, settings):
                await known(house, tmp_path, url)
                for _ in range(30):
                    await house.do(c.SetListOpen(False), c.SetListOpen(True))
                async with receiving(SECRET, port=urlsplit(url).port or 0) as receiver:
                    await until_async(lambda: len(receiver.taken) == 60, "all of it")
                assert receiver.revs() == sorted(set(receiver.revs()))
        events = [line["event"] for line in logs]
        assert events == ["webhook fails", "webhook works again"]
        assert "secret-path" not in str(logs)


async def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    """Also with what happened while nobody was told."""
    async with shown() as house, receiving(SECRET) as receiver:
        settings = hook(receiver)
        async with house.control(tmp_path, settings):
            await known(house, tmp_path, receiver.url)
            await house.do(ASKED, OTHER)
            await known(house, tmp_path, receiver.url)
        house.conductor.listeners.clear()
        await house.do(c.CallPoint(E1), c.CallPoint(E2))
        async with house.control(tmp_path, settings):
            await house.do(c.GiveFloor(E1))
            await until_async(lambda: len(receiver.taken) == 5, "the rest")
    told = ["request.made"] * 2 + ["point.called"] * 2 + ["speech.begun"]
    assert receiver.types() == told
    assert len(set(receiver.ids)) == 5


async def test_a_store_that_went_back_in_time_is_told_from_then_on(tmp_path: Path) -> None:
    async with receiving(SECRET) as receiver:
        settings = hook(receiver)
        async with shown() as house, house.control(tmp_path, settings):
            await known(house, tmp_path, receiver.url)
            await house.do(ASKED, OTHER)
            await until_async(lambda: len(receiver.taken) == 2, "two events")
        # the same session, as it was before
        async with shown() as restored, restored.control(tmp_path, settings):
            await known(restored, tmp_path, receiver.url)
            await restored.do(OTHER)
            await until_async(lambda: len(receiver.taken) == 3, "what came after")


async def test_of_a_restricted_part_only_that_it_is_one_goes_out(tmp_path: Path) -> None:
    """Also when it is told later, out of the journal."""
    async with hooked(tmp_path) as (house, receiver):
        receiver.answers = [500] * 5
        await house.do(ASKED, BeginRestricted((GL,)), OTHER, c.CallPoint(E1), EndRestricted())
        await house.do(c.RequestFloor(GL, SpeechKind.POINT_OF_ORDER, channel=Channel.CHAIR))
        await until_async(lambda: len(receiver.taken) == 4, "all that goes out")
    assert receiver.types() == [
        "request.made",
        "session.restricted",
        "session.unrestricted",
        "request.made",
    ]
    assert receiver.taken[-1]["data"]["entry"] == E3


NEXT = SessionId("hop-sau")
TRIED = (BeginRehearsal(), BeginRestricted((GL,)), StartSession())
BEFORE = (BeginRestricted((GL,)), BeginRehearsal(), EndRestricted(), StartSession())
SAID = ["session.phase_changed", "session.restricted", "session.unrestricted"]


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        (TRIED, [*SAID, "session.phase_changed", "request.made"]),
        (BEFORE, [SAID[1], SAID[0], SAID[2], SAID[1], SAID[0]]),
    ],
    ids=["tried in it", "begun before it"],
)
async def test_a_restricted_part_is_told_as_it_stands_after_a_rehearsal(
    tmp_path: Path, acts: tuple[Command, ...], told: list[str]
) -> None:
    async with shown() as house, receiving(SECRET) as receiver:
        one = await house.hold(NEXT, small_meeting())
        async with house.control(tmp_path, hook(receiver)) as control:
            await until_async(lambda: Positions(tmp_path).of(receiver.url, NEXT), "its beginning")
            await house.do(*acts, ASKED, conductor=one)
            await until_async(lambda: control.webhooks_behind == 0, "all is told")
        assert receiver.types() == told


OLD = (PhaseChanged(Phase.REHEARSAL), RestrictedBegun((GL,)), PhaseChanged(Phase.LIVE))
OLD_TOO = (
    RestrictedBegun((GL,)),
    PhaseChanged(Phase.REHEARSAL),
    RestrictedEnded(),
    PhaseChanged(Phase.LIVE),
)


@pytest.mark.parametrize(
    ("events", "hidden", "told"),
    [(OLD, True, ["request.made"]), (OLD_TOO, False, [])],
    ids=["silent", "leaking"],
)
async def test_a_target_that_a_journal_of_old_led_astray_is_put_right(
    tmp_path: Path, events: tuple[Event, ...], hidden: bool, told: list[str]
) -> None:
    async with shown() as house, receiving(SECRET) as receiver:
        one = await house.hold(NEXT, (*small_meeting(), *events))
        positions = Positions(tmp_path)
        await positions.keep(receiver.url, NEXT, Position(one.head.rev - 1, hidden))

        def right() -> bool:
            return Positions(tmp_path).of(receiver.url, NEXT) == Position(one.head.rev, not hidden)

        async with house.control(tmp_path, hook(receiver)) as control:
            await until_async(right, "it is right")
            receiver.taken.clear()
            await house.do(ASKED, conductor=one)
            await until_async(lambda: control.webhooks_behind == 0, "all is told")
        assert receiver.types() == told


async def test_what_nobody_took_for_days_is_news_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hooked(tmp_path) as (house, receiver):
        receiver.answers = [500] * 10_000
        with capture_logs() as logs:
            await house.do(ASKED)
            await until_async(lambda: receiver.refused > 2, "it was tried")
            monkeypatch.setattr(courier, "KEPT_MS", -1)
            await house.do(OTHER)
            house.clock._anchor_ms += 73 * 3_600_000
            await known(house, tmp_path, receiver.url)
        assert receiver.taken == []
        given_up = [line for line in logs if line["event"] == "webhook event given up"]
        assert len(given_up) == 1, "two were, and one is told for both"


async def test_how_far_a_target_is_behind_can_be_read(tmp_path: Path) -> None:
    async with shown() as house, receiving(SECRET) as receiver:
        settings = hook(receiver)
        async with house.control(tmp_path, settings) as control:
            await known(house, tmp_path, receiver.url)
            await until_async(lambda: control.webhooks_behind == 0, "all is told")
            receiver.answers = [500] * 100
            await house.do(ASKED, OTHER, HERE)
            await until_async(lambda: control.webhooks_behind >= 3, "it is behind")
            receiver.answers = []
            await until_async(lambda: control.webhooks_behind == 0, "all is told again")


async def test_many_targets_are_told_each_for_itself(tmp_path: Path) -> None:
    async with shown() as house, receiving(SECRET) as one, receiving(b"y" * 24) as two:
        hooks = (Hook(one.url, (SECRET,)), Hook(two.url, (b"y" * 24,)))
        async with house.control(tmp_path, ShowSettings(hooks=hooks)):
            await known(house, tmp_path, one.url)
            await known(house, tmp_path, two.url)
            one.answers = [500] * 200
            await house.do(ASKED, OTHER)
            await until_async(lambda: len(two.taken) == 2, "the one that works")
            assert one.taken == []
