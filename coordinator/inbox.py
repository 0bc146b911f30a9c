"""What waits for the next turn of a conductor: two lanes, so that no flood holds up the host."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from coordinator.core.base import Asked, Outcome, Refused
from coordinator.core.people import PrivateRow
from coordinator.core.receipts import Standing
from wire.codes import Refusal

INBOX_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Submission:
    """A command with the personal texts it brings. `privileged`: a host's, taken before all others
    and accepted when storage or the inbox is full."""

    asked: Asked
    private: tuple[PrivateRow, ...] = ()
    privileged: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a submission, durable when it is given."""

    outcome: Outcome
    standing: Standing = Standing.NEW
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission and the future of its asker."""

    submission: Submission
    answer: asyncio.Future[Answer]

    def give(self, answer: Answer) -> None:
        """The first answer counts; an asker who has gone gets none."""
        if not self.answer.done():
            self.answer.set_result(answer)


class Inbox:
    """Submissions in the order of arrival, those of people who conduct before all others."""

    def __init__(self) -> None:
        self._urgent: deque[Waiting] = deque()
        self._others: deque[Waiting] = deque()

    def __len__(self) -> int:
        return len(self._urgent) + len(self._others)

    def put(self, submission: Submission) -> asyncio.Future[Answer]:
        """Let it wait; the future gets the answer. Raises Refused(busy) when the lane is full,
        which it never is for those who conduct."""
        lane = self._urgent if submission.privileged else self._others
        if lane is self._others and len(lane) >= INBOX_MAX:
            raise Refused(Refusal.BUSY, limit=INBOX_MAX)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        lane.append(Waiting(submission, answer))
        return answer

    def take(self, most: int) -> list[Waiting]:
        """At most so many, and they wait no more."""
        taken: list[Waiting] = []
        for lane in (self._urgent, self._others):
            while lane and len(taken) < most:
                taken.append(lane.popleft())
        return taken
