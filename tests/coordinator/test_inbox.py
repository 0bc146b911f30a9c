"""Two lanes: no flood of reports holds up those who conduct."""

from __future__ import annotations

import asyncio

import pytest

from coordinator import inbox
from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.core.base import Asked, Outcome, Refused
from coordinator.inbox import Answer, Inbox, Submission
from tests.support.small_meeting import GIA_LAI, GL, HOST
from wire.codes import Refusal

DONE = Answer(Outcome(True, 1, 1))


def put(box: Inbox, count: int, *, privileged: bool = False) -> asyncio.Future[Answer]:
    by = HOST if privileged else GIA_LAI
    return box.put(Submission(Asked(NoteHeadCount(GL, count), by), privileged=privileged))


def taken(box: Inbox, most: int) -> list[int]:
    """The head-counts that came out, in order."""
    commands = [waiting.submission.asked.command for waiting in box.take(most)]
    return [command.count for command in commands if isinstance(command, NoteHeadCount)]


async def test_each_lane_keeps_its_order_and_the_urgent_one_goes_first() -> None:
    box = Inbox()
    for count in (1, 2, 3):
        put(box, count)
    for count in (10, 20):
        put(box, count, privileged=True)
    assert len(box) == 5
    assert taken(box, 3) == [10, 20, 1]
    assert taken(box, 3) == [2, 3]
    assert (taken(box, 3), len(box)) == ([], 0)


async def test_only_the_common_lane_can_be_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "INBOX_MAX", 1)
    box = Inbox()
    put(box, 1)
    with pytest.raises(Refused) as refused:
        put(box, 2)
    assert (refused.value.code, refused.value.params) == (Refusal.BUSY, {"limit": 1})
    for count in (10, 20):
        put(box, count, privileged=True)
    assert len(box) == 3


async def test_the_first_answer_counts_and_one_who_has_gone_gets_none() -> None:
    box = Inbox()
    answer, gone = put(box, 1), put(box, 2)
    gone.cancel()
    for waiting in box.take(2):
        waiting.give(DONE)
        waiting.give(Answer(Outcome(False, 1, 1)))
    assert await answer is DONE
    assert gone.cancelled()
