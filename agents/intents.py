"""What is wanted now: sent at once, on every connection, until its fate is known.

The age goes with it, by the monotonic clock and reckoned anew each time, so that a "ready" pressed
in a cut does not act when the line comes back: the coordinator refuses it and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.clock import Clock
from agents.outbox import Intent
from agents.stamp import Stamp
from wire.limits import INTENT_AGE_MAX_S
from wire.messages import ReportReady, RequestFloor, WithdrawRequest
from wire.site_acts import ReadyAct, RequestAct, WithdrawAct

STALE_MS = INTENT_AGE_MAX_S * 1000 + 1
AGAIN_MS = 1_000
AGAIN_LATE_MS = 5_000


@dataclass(slots=True)
class Intents:
    """The intents of one link that still wait. `hold_until`: the coordinator asked to wait."""

    clock: Clock
    waiting: dict[str, Intent] = field(default_factory=dict)
    hold_until: int = 0
    again: bool = False

    def add(self, intent: Intent) -> None:
        self.waiting[intent.act.id] = intent

    def fated(self, intent_id: str) -> None:
        self.waiting.pop(intent_id, None)

    def retry(self, now: int, after_ms: int | None) -> None:
        """It was not taken; the same again may be. One too old to act still needs its fate."""
        ages = [age_ms(intent.stamp, self.clock) for intent in self.waiting.values()]
        again = AGAIN_MS if any(age < STALE_MS for age in ages) else AGAIN_LATE_MS
        self.hold_until = max(self.hold_until, now + (after_ms or again))
        self.again = bool(ages)

    def messages(self) -> list[RequestFloor | WithdrawRequest | ReportReady]:
        """All that wait, as they are to be sent now."""
        return [self.message(intent) for intent in self.waiting.values()]

    def message(self, intent: Intent) -> RequestFloor | WithdrawRequest | ReportReady:
        """One intent with its age as of now."""
        act, site, age = intent.act, intent.site, age_ms(intent.stamp, self.clock)
        match act:
            case RequestAct():
                return RequestFloor(
                    type="request_floor",
                    intent=act.id,
                    site=site,
                    age_ms=age,
                    kind=act.kind,
                    person=act.person,
                    topic=act.topic,
                )
            case WithdrawAct():
                return WithdrawRequest(
                    type="withdraw_request", intent=act.id, site=site, age_ms=age, entry=act.entry
                )
            case ReadyAct():
                return ReportReady(
                    type="report_ready",
                    intent=act.id,
                    site=site,
                    age_ms=age,
                    entry=act.entry,
                    called_at=act.called_at,
                    ready=act.ready,
                    person=act.person,
                )
        raise AssertionError(act)


def age_ms(stamp: Stamp, clock: Clock) -> int:
    """How long ago it was pressed. After a reboot that cannot be measured: it is too old."""
    if stamp.boot == clock.boot:
        return max(0, clock.mono_ms() - stamp.mono_ms)
    return max(STALE_MS, clock.wall_ms() - stamp.device_at)
