"""The connections of one link: one most of the time, two while a second takes over from the first,
none in an outage. When to dial, when to give one up, when to come back.

`docs/protocol.md` §12. TCP alone finds out about a dead line after up to 90 s at 20 % loss; a beat
without an answer for 8 s opens a second connection beside the first, and both are used until the
new one has answered.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from agents.backoff import PROXY_CAP_MS, Backoff
from agents.effects import Dial, Effect, Hang
from wire.codes import CloseCode
from wire.limits import HELLO_TIMEOUT_S, LOST_AFTER_S
from wire.vocabulary import LinkTrouble

DOUBT_MS = 8_000
ASKED_MS = 3_000
SLEPT_MS = 10_000
SLOW_DOWN_MS = 10_000

_DENIED: dict[int, LinkTrouble] = {
    CloseCode.AUTH_FAILED: LinkTrouble.AUTH_FAILED,
    CloseCode.FORBIDDEN: LinkTrouble.FORBIDDEN,
    CloseCode.VERSION: LinkTrouble.VERSION,
}
DENIALS = frozenset(_DENIED.values())


@dataclass(slots=True)
class Leg:
    """One connection. `asked_at`: when the first beat went that has no answer yet; `upto`: what
    was acknowledged when `hello` went, by site."""

    id: int
    since: int
    open: bool = False
    welcomed: bool = False
    ready: bool = False
    beats: int = 0
    answered_at: int = 0
    asked_at: int | None = None
    upto: dict[str, int] = field(default_factory=dict)

    def silent_at(self) -> int | None:
        """From when the silence is too long for one connection alone: nothing for `DOUBT_MS`
        while a beat waits for its answer, and has done so for a while."""
        if self.asked_at is None:
            return None
        return max(self.answered_at + DOUBT_MS, self.asked_at + ASKED_MS)


class Legs:
    """All connections, by number; effects go to `out`. Times are monotonic ms."""

    def __init__(
        self, now: int, rng: random.Random, out: list[Effect], gone: Callable[[int], None]
    ) -> None:
        self.all: dict[int, Leg] = {}
        self.trouble: LinkTrouble | None = None
        self.window_ms = 0
        self._backoff = Backoff(rng, now)
        self._out, self._gone = out, gone
        self._dial_at: int | None = now
        self._dialled_at = self._ticked_at = now
        self._made = 0
        self._up = self._leaving = False

    def get(self, leg_id: int) -> Leg | None:
        return self.all.get(leg_id)

    def welcomed(self) -> list[Leg]:
        return [leg for leg in self.all.values() if leg.welcomed]

    def ready(self) -> list[Leg]:
        """Those that records and intents may go out on."""
        return [leg for leg in self.all.values() if leg.ready]

    def wake_at(self) -> int | None:
        """When `tick` has something to do, as far as can be told."""
        doubts = [at for leg in self.all.values() if (at := leg.silent_at()) is not None]
        due = [max(at, self._dialled_at + DOUBT_MS) for at in doubts if len(self.all) == 1]
        if self._dial_at is not None:
            due.append(self._dial_at)
        return min(due, default=None)

    # --- time -----------------------------------------------------------------------------------

    def tick(self, now: int) -> None:
        """Give up what is dead, and dial when it is time."""
        if now - self._ticked_at > SLEPT_MS:
            self._slept(now)
        self._ticked_at = now
        for leg in list(self.all.values()):
            if _is_dead(leg, now):
                self.hang(leg, now)
        if self._leaving:
            return
        if not self.all and self._dial_at is not None and now >= self._dial_at:
            self._dial(now)
        elif len(self.all) == 1 and now - self._dialled_at >= DOUBT_MS:
            silent_at = next(iter(self.all.values())).silent_at()
            if silent_at is not None and now >= silent_at:
                self._dial(now)

    def _slept(self, now: int) -> None:
        """The machine was asleep: its connections are dead, and waiting longer has no sense."""
        for leg in list(self.all.values()):
            self.hang(leg, now)
        if self.trouble not in DENIALS:
            self._dial_at = now

    def _dial(self, now: int) -> None:
        self._made += 1
        self._dial_at, self._dialled_at = None, now
        self.all[self._made] = Leg(self._made, now)
        self._out.append(Dial(self._made))

    # --- what happened --------------------------------------------------------------------------

    def opened(self, leg_id: int, upto: dict[str, int], now: int) -> Leg | None:
        """A connection stands; one that was given up meanwhile is hung up."""
        leg = self.all.get(leg_id)
        if leg is None:
            self._out.append(Hang(leg_id))
            return None
        leg.open, leg.since, leg.upto = True, now, upto
        return leg

    def welcome(self, leg: Leg, window_ms: int, now: int) -> None:
        """The coordinator accepted us on this connection."""
        leg.welcomed, leg.answered_at = True, now
        self.window_ms, self.trouble = window_ms, None
        if not self._up:
            self._up = True
            self._backoff.came_up(now)

    def failed(
        self, leg_id: int, trouble: LinkTrouble, now: int, retry_after_ms: int | None
    ) -> None:
        """A connection could not be made."""
        if self.all.pop(leg_id, None) is None:
            return
        self._dialled_at = now
        if not self.all:
            self.trouble = trouble
            self._come_back(now, retry_after_ms)

    def closed(self, leg_id: int, code: int | None, now: int) -> None:
        """A connection ended, with the code of its close frame if there was one."""
        leg = self.all.get(leg_id)
        if leg is None:
            return
        if code in _DENIED:
            self.trouble = _DENIED[code]
        self._lose(leg, now, SLOW_DOWN_MS if code == CloseCode.SLOW_DOWN else None)

    def hang(self, leg: Leg, now: int) -> None:
        """Give a connection up."""
        self._out.append(Hang(leg.id))
        self._lose(leg, now, None)

    def replaced(self, by: Leg, now: int) -> None:
        """The newest connection has answered: older ones are no longer needed."""
        for leg in list(self.all.values()):
            if leg.id < by.id:
                self.hang(leg, now)

    def begin_anew(self, now: int) -> None:
        """All connections end, and a new one is made at once."""
        for leg in list(self.all.values()):
            self.hang(leg, now)
        self._dial_at = now

    def leave(self) -> None:
        """No more connections."""
        self._leaving, self._dial_at = True, None

    def _lose(self, leg: Leg, now: int, least_ms: int | None) -> None:
        del self.all[leg.id]
        self._gone(leg.id)
        if not self.all:
            self._come_back(now, least_ms)

    def _come_back(self, now: int, least_ms: int | None) -> None:
        """Nothing is left: when to try again."""
        if self._leaving:
            return
        if self.trouble in DENIALS:
            wait = self._backoff.denied()
        elif self._up:
            wait = self._backoff.went_down(now, self.window_ms)
        else:
            cap = PROXY_CAP_MS if self.trouble is LinkTrouble.PROXY else None
            wait = self._backoff.failed(now, cap_ms=cap)
        self._up = False
        self._dial_at = now + max(wait, least_ms or 0)


def _is_dead(leg: Leg, now: int) -> bool:
    """Silent beyond any doubt, or open without a welcome for too long."""
    if leg.welcomed:
        return leg.asked_at is not None and now - leg.asked_at >= LOST_AFTER_S * 1000
    return leg.open and now - leg.since >= HELLO_TIMEOUT_S * 1000
