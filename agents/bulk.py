"""Durable records on their way: in order, one batch under way per site, no larger than the line
bears, so that on 32 kbit/s a beat does not wait behind a morning's entries.

Each frame is answered on its own connection, in order; what an answer covers is therefore known
exactly, also while the same batch travels on two connections.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agents.effects import Effect, Fetch, Send, Settle, TurnOver
from agents.outbox import ALL, Batch
from wire.limits import FRAME_BYTES_MAX, RECORDS_PER_BATCH_MAX
from wire.messages import Ack, Records

BATCH_BYTES_FIRST = 16_384
BATCH_BYTES_MIN = 2_048
BYTES_BESIDE_ITEMS = 1_024
QUICK_MS = 500
SLOW_MS = 2_000
PACE_MS = 50
HOLD_MS = 2_000
UNANSWERED_MS = 30_000


@dataclass(slots=True)
class _Site:
    """One site's records. `wanted`: there may be some to send. `owed`: of those up to this number
    which the coordinator has already, some had no answer; up to `passed` they have one by now."""

    wanted: bool = False
    owed: int = 0
    passed: int = 0
    fetching: bool = False
    flight: Batch | None = None
    sent_at: int = 0
    hold_until: int = 0


@dataclass(slots=True)
class Bulk:
    """The records of one link. The caller tells the time, monotonic ms."""

    sites: dict[str, _Site]
    bytes_max: int = BATCH_BYTES_FIRST
    frame_bytes_max: int = FRAME_BYTES_MAX
    most: int = RECORDS_PER_BATCH_MAX
    turning: bool = False
    _paced_at: int = -PACE_MS
    _hold_until: int = 0
    _asked_to_turn: bool = False
    _unanswered: dict[int, dict[str, deque[Batch]]] = field(default_factory=dict)

    @classmethod
    def of(cls, sites: Iterable[str]) -> Bulk:
        return cls({site: _Site() for site in sites})

    def want(self, site: str) -> None:
        """Something was entered."""
        self.sites[site].wanted = True

    def want_all(self) -> None:
        for site in self.sites.values():
            site.wanted = True

    def owe(self, marks: Mapping[str, int]) -> None:
        """These sites have records without an answer at or below their mark: they are sent first
        and by themselves. Only the answer tells ours from another's with the same number, and
        what is ours must not be numbered anew."""
        for code, mark in marks.items():
            site = self.sites[code]
            site.owed, site.passed, site.wanted = mark, 0, True

    def turn(self) -> None:
        """The outbox has begun another incarnation already: nothing more goes out under the old."""
        self.turning = True
        for site in self.sites.values():
            site.owed = 0

    def limit(self, frame_bytes_max: int, most: int) -> None:
        """What `welcome` allows."""
        self.frame_bytes_max, self.most = frame_bytes_max, most

    def hold(self, site: str | None, until: int) -> None:
        """Send no records before then; of all sites when none is named."""
        if site in self.sites:
            self.sites[site].hold_until = max(self.sites[site].hold_until, until)
        else:
            self._hold_until = max(self._hold_until, until)

    # --- sending --------------------------------------------------------------------------------

    def due(self, now: int) -> list[Effect]:
        """What to read from the outbox next, at most one batch per `PACE_MS`."""
        if self.turning and not any(site.owed for site in self.sites.values()):
            if self._asked_to_turn or self._under_way():
                return []
            self._asked_to_turn = True
            return [TurnOver()]
        if now < max(self._hold_until, self._paced_at + PACE_MS):
            return []
        for code, site in self.sites.items():
            if self._may_go(site) and now >= site.hold_until:
                site.fetching, site.wanted = True, False
                self._paced_at = now
                # The next time another site comes first.
                self.sites[code] = self.sites.pop(code)
                within = (site.passed, site.owed) if site.owed else ALL
                return [Fetch(code, self._budget(), self.most, within)]
        return []

    def _may_go(self, site: _Site) -> bool:
        """Before the incarnation turns only what is owed an answer still goes."""
        ready = site.wanted and not site.fetching and site.flight is None
        return ready and (not self.turning or site.owed > 0)

    def wake_at(self) -> int | None:
        """When `due` may have something again; None when it waits for others."""
        ready = [site.hold_until for site in self.sites.values() if self._may_go(site)]
        if not ready:
            return None
        return max(min(ready), self._hold_until, self._paced_at + PACE_MS)

    def loaded(self, site: str, batch: Batch | None, legs: Iterable[int], now: int) -> list[Effect]:
        """The outbox gave this batch, or had none."""
        slot = self.sites[site]
        slot.fetching = False
        on = list(legs)
        if batch is None:
            if slot.owed:
                slot.owed, slot.wanted = 0, True
            return []
        if not on or (self.turning and not slot.owed):
            slot.wanted = True
            return []
        slot.flight, slot.sent_at = batch, now
        return [self._send(leg, batch) for leg in on]

    def resend(self, leg: int) -> list[Effect]:
        """A second connection: what is under way goes on it, too."""
        flights = [slot.flight for slot in self.sites.values() if slot.flight is not None]
        return [self._send(leg, batch) for batch in flights]

    def _send(self, leg: int, batch: Batch) -> Effect:
        frames = self._unanswered.setdefault(leg, {}).setdefault(batch.site, deque())
        frames.append(batch)
        return Send(
            leg,
            Records(
                type="records",
                site=batch.site,
                incarnation=batch.incarnation,
                items=list(batch.items),
            ),
        )

    def _budget(self) -> int:
        return min(self.bytes_max, self.frame_bytes_max - BYTES_BESIDE_ITEMS)

    # --- answers --------------------------------------------------------------------------------

    def acked(self, leg: int, ack: Ack) -> list[Effect]:
        """An answer on a connection belongs to the oldest frame of the site on it."""
        frames = self._unanswered.get(leg, {}).get(ack.site)
        if not frames or frames[0].incarnation != ack.incarnation:
            return []
        return [Settle(frames.popleft(), ack)]

    def settled(self, batch: Batch, upto: int, now: int, *, conflict: bool) -> None:
        """The answer is durable here, too. Nothing taken: wait a little before trying again."""
        slot = self.sites[batch.site]
        self.turning = self.turning or conflict
        if slot.flight is None or slot.flight.last != batch.last:
            return
        self._adapt(now - slot.sent_at)
        slot.flight, slot.wanted = None, True
        if slot.owed:
            slot.passed = min(upto, batch.last)
        if upto < batch.first:
            self.hold(batch.site, now + HOLD_MS)

    def unanswered(self, leg: int) -> bool:
        """Whether frames on this connection wait for their answers."""
        return any(self._unanswered.get(leg, {}).values())

    def overdue(self, now: int) -> bool:
        """A batch has had no answer for far too long, although the connection lives."""
        return any(
            slot.flight is not None and now - slot.sent_at >= UNANSWERED_MS
            for slot in self.sites.values()
        )

    def gone(self, leg: int, left: Iterable[int]) -> None:
        """A connection ended; without another one what was under way is sent anew later."""
        self._unanswered.pop(leg, None)
        if list(left):
            return
        for slot in self.sites.values():
            if slot.flight is not None:
                slot.flight, slot.wanted = None, True

    def shrink(self) -> None:
        """A frame was too long."""
        self._adapt(SLOW_MS + 1)

    def forget(self, persons: Iterable[str]) -> None:
        """What is under way with these persons' texts is read again before it is sent again."""
        gone = set(persons)
        for slot in self.sites.values():
            items = slot.flight.items if slot.flight is not None else ()
            if any(getattr(item.body, "person", None) in gone for item in items):
                slot.flight, slot.wanted = None, True

    def turned(self) -> None:
        """A new incarnation has begun."""
        self.turning = self._asked_to_turn = False
        self.owe(dict.fromkeys(self.sites, 0))
        self.want_all()

    def _adapt(self, took_ms: int) -> None:
        if took_ms <= QUICK_MS:
            self.bytes_max = min(self.bytes_max * 2, FRAME_BYTES_MAX)
        elif took_ms > SLOW_MS:
            self.bytes_max = max(self.bytes_max // 2, BATCH_BYTES_MIN)

    def _under_way(self) -> bool:
        return any(slot.flight is not None or slot.fetching for slot in self.sites.values())
