"""Sample behaviour: as on a real morning, from a seed, and never over a person's head."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from agents import drill
from agents.config import Member
from agents.drill import Behaviour, Part, Standing, plan
from agents.point import Point
from agents.roster import Roster
from agents.runner import Agent, agent
from tests.support.agents_at_work import arrival, settings
from tests.support.tiny_coordinator import TOKEN, TinyCoordinator, own_frame
from tests.support.tiny_roster import now, pages, roster
from tests.support.until import until_async
from wire.records import AttendanceBody, HeadCountBody, RollAnswerBody
from wire.site_view import OwnFrame
from wire.vocabulary import Attendance

NORMAL = Part(Behaviour.NORMAL, human=False, seed=7)
HUMAN = Part(Behaviour.NORMAL, human=True, seed=7)
LATE = Part(Behaviour.LATE, human=False, seed=7)
OWN = replace(own_frame("64", people=200), site_name="Cao Bằng")


def everybody(own: OwnFrame) -> list[Standing]:
    """All people of a point, with their states."""
    people = roster("64", len(own.roster.states))
    return Roster(pages("64", people)).standing(own.roster)


PEOPLE = everybody(OWN)


def test_the_same_seed_is_the_same_morning() -> None:
    one = plan(NORMAL, OWN, PEOPLE, 60)
    assert one == plan(NORMAL, OWN, PEOPLE, 60)
    assert one != plan(replace(NORMAL, seed=8), OWN, PEOPLE, 60)
    assert one != plan(NORMAL, replace(OWN, site_name="Lạng Sơn"), PEOPLE, 60)


def test_all_kinds_occur_and_most_people_come() -> None:
    steps = plan(NORMAL, OWN, PEOPLE, 60)
    kinds = Counter(step.body.status for step in steps if isinstance(step.body, AttendanceBody))
    assert sum(kinds.values()) == len(PEOPLE)
    assert kinds[Attendance.IN_PERSON] > 0.7 * len(PEOPLE)
    for kind in (Attendance.ONLINE, Attendance.DEPUTISED, Attendance.EXCUSED, Attendance.ABSENT):
        assert kinds[kind] > 0


def test_entries_come_in_time_order_within_the_spread_and_the_head_count_last() -> None:
    steps = plan(NORMAL, OWN, PEOPLE, 60)
    assert [step.at_s for step in steps] == sorted(step.at_s for step in steps)
    assert all(0 <= step.at_s <= 60 for step in steps)
    last = steps[-1].body
    assert isinstance(last, HeadCountBody)
    present = sum(
        isinstance(step.body, AttendanceBody)
        and step.body.status in (Attendance.IN_PERSON, Attendance.DEPUTISED)
        for step in steps
    )
    assert present <= last.count <= present + 4


def test_sample_texts_say_that_they_are() -> None:
    for step in plan(NORMAL, OWN, PEOPLE, 60):
        body = step.body
        if isinstance(body, AttendanceBody):
            if body.status is Attendance.DEPUTISED:
                assert body.deputy == "Người dự thay mẫu – Cao Bằng"
                assert body.approver == "Chủ trì điểm cầu (mẫu)"
            if body.status is Attendance.EXCUSED:
                assert body.reason == "Công tác (mẫu)"


def test_the_head_of_a_point_comes_in_person() -> None:
    for seed in range(50):
        (step, _) = plan(replace(NORMAL, seed=seed), OWN, PEOPLE[:1], 60)
        assert isinstance(step.body, AttendanceBody)
        assert step.body.status is Attendance.IN_PERSON


def test_a_person_is_left_something_to_do() -> None:
    steps = plan(HUMAN, OWN, PEOPLE[:8], 60)
    assert len(steps) == 5, "three are not called, and nobody counts heads"
    assert plan(HUMAN, OWN, PEOPLE[:2], 60) == []


def test_whoever_was_noted_before_a_restart_is_not_noted_again() -> None:
    people = [
        (one, Attendance.IN_PERSON if number % 2 else status)
        for number, (one, status) in enumerate(PEOPLE[:10])
    ]
    steps = plan(NORMAL, OWN, people, 60)
    noted = {step.body.person for step in steps if isinstance(step.body, AttendanceBody)}
    assert noted == {one.id for one, status in people if status is Attendance.NOT_CALLED}
    assert plan(NORMAL, OWN, (), 60) == []


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of people, shortened."""
    monkeypatch.setattr(drill, "ANSWER_S", (0.05, 0.2))
    monkeypatch.setattr(drill, "PERSON_ANSWERS_WITHIN_S", 0.4)
    monkeypatch.setattr(drill, "LATE_BY_S", (0.1, 0.2))
    monkeypatch.setattr(drill, "LOOK_S", 0.05)


def playing(centre: TinyCoordinator, tmp_path: Path, part: Part, spread_s: float = 0.3) -> object:
    members = (Member(("64",), TOKEN, part),)
    return agent(settings(centre.url, tmp_path, members=members, spread_s=spread_s))


def arrived(centre: TinyCoordinator, kind: type) -> list[object]:
    return [item.body for item in centre.durable.accepted("64") if isinstance(item.body, kind)]


async def test_a_point_plays_its_morning(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, playing(centre, tmp_path, NORMAL):
        await until_async(lambda: arrived(centre, HeadCountBody), "the head-count")
        assert {body.person for body in arrived(centre, AttendanceBody)} == {
            one.id for one in centre.names["64"]
        }


async def test_what_a_person_enters_is_never_overridden(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, playing(centre, tmp_path, NORMAL, 2.0) as running:
        await until_async(lambda: running.desk.points["64"].own, "the roster")
        for one in centre.names["64"]:
            act = arrival(one.id, status=Attendance.EXCUSED, reason="Ốm")
            await running.desk.act("64", act)
        excused = now("64", centre.names["64"], [Attendance.EXCUSED] * 5)
        await centre.show("64", roster=excused, head_count=0)
        await until_async(lambda: len(arrived(centre, AttendanceBody)) == 5, "the person's own")
        await played(running)
        assert {body.status for body in arrived(centre, AttendanceBody)} == {Attendance.EXCUSED}
        assert arrived(centre, HeadCountBody) == []


def is_running(name: str) -> bool:
    return any(task.get_name() == name for task in asyncio.all_tasks())


async def played(running: Agent) -> None:
    """Until the drill's attendance is over."""
    await until_async(lambda: not is_running("attend"), "played")
    assert running.desk.points["64"].own is not None


async def test_a_roll_call_is_answered_once(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, playing(centre, tmp_path, NORMAL) as running:
        await until_async(lambda: running.desk.points["64"].floor, "the floor")
        await centre.open_roll_call(30_000)
        await until_async(lambda: arrived(centre, RollAnswerBody), "the answer")
        await centre.open_roll_call(30_000, "r2")
        await until_async(lambda: len(arrived(centre, RollAnswerBody)) == 2, "the second")
        calls = [body.roll_call for body in arrived(centre, RollAnswerBody)]
        assert calls == ["r1", "r2"]


async def test_a_roll_call_that_a_person_has_answered_is_left_alone(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, playing(centre, tmp_path, HUMAN) as running:
        await until_async(lambda: running.desk.points["64"].floor, "the floor")
        await centre.open_roll_call(30_000)
        await centre.show("64", roll_answer=centre.now() + 5)
        await until_async(lambda: is_running("answer r1"), "it was seen")
        await until_async(lambda: not is_running("answer r1"), "the wait is over")
        await centre.show("64", roll_answer=None)
        await centre.open_roll_call(30_000, "r2")
        await until_async(lambda: arrived(centre, RollAnswerBody), "the second call's answer")
        calls = [body.roll_call for body in arrived(centre, RollAnswerBody)]
        assert calls == ["r2"]


async def test_by_voice_a_point_answers_when_it_is_called_and_again_if_called_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drill, "ANSWER_S", (0.05, 0.1))
    async with TinyCoordinator() as centre, playing(centre, tmp_path, NORMAL) as running:
        point = running.desk.points["64"]
        await until_async(lambda: point.floor, "the floor")
        for times in (1, 2):
            await centre.call_by_voice("04")
            await until_async(lambda: called_is(point, "04"), "another is called")
            assert len(arrived(centre, RollAnswerBody)) == times - 1
            await centre.call_by_voice("64")
            await until_async(
                lambda times=times: len(arrived(centre, RollAnswerBody)) == times, "answered"
            )


def called_is(point: Point, site: str) -> bool:
    floor = point.floor
    return floor is not None and floor.roll_call is not None and floor.roll_call.asked == site


async def test_some_are_silent_when_they_are_called_by_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drill, "ANSWER_S", (0.0, 0.0))
    async with TinyCoordinator() as centre, playing(centre, tmp_path, LATE) as running:
        point = running.desk.points["64"]
        await until_async(lambda: point.floor, "joined")
        await centre.call_by_voice("64")
        await until_async(lambda: called_is(point, "64"), "it was called")
        await centre.call_by_voice("04")
        await until_async(lambda: called_is(point, "04"), "on to the next")
        assert arrived(centre, RollAnswerBody) == []


async def test_a_late_point_joins_late_and_answers_after_the_deadline(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, playing(centre, tmp_path, LATE) as running:
        await until_async(lambda: running.desk.points["64"].floor, "joined")
        call = await centre.open_roll_call(500)
        await until_async(lambda: arrived(centre, RollAnswerBody), "the late answer")
        assert centre.now() > call.deadline_at


async def test_one_that_never_comes_is_not_started(tmp_path: Path) -> None:
    never = Part(Behaviour.NEVER, human=False, seed=1)
    async with TinyCoordinator() as centre, playing(centre, tmp_path, never) as running:
        assert running.desk.points == {}
        assert running.links == ()
