"""Who was heard lately: memory, forgotten at restart on purpose.

A word touches its site's slot and nothing else. Each site has one deadline in the heap, moved
lazily: when it comes up and the site has spoken since, it is put back. Silence of 15 s makes the
line poor (missed beats); silence of 30 s is a flip to silent, dated by the deadline. A site that
was lost is back after two words, so that a dying line does not flap.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

from coordinator.core import health
from coordinator.core.base import Draft
from coordinator.core.health import Bands, Line, Reading
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from wire.limits import BEAT_S, LOST_AFTER_S, WEAK_AFTER_S
from wire.vocabulary import Band, LineReason, Presence, SiteId

WORDS_TO_RETURN = 2


@dataclass(frozen=True, slots=True)
class MinuteSum:
    """One site's readings of one minute, for the log of the line."""

    site: SiteId
    minute_at: int
    readings: int
    rtt_sum_ms: int
    rtt_max_ms: int
    jitter_sum_ms: int
    missed: int


@dataclass(slots=True)
class Slot:
    """What is remembered of one site. `due_at` is its deadline in the heap."""

    heard_at: int = 0
    presence: Presence = Presence.UNKNOWN
    words: int = 0
    due_at: int = 0
    line: Line = field(default_factory=Line)


class Watch:
    """All sites' slots and deadlines. The caller tells the time, session time in ms."""

    def __init__(
        self,
        weak_after_ms: int = WEAK_AFTER_S * 1000,
        lost_after_ms: int = LOST_AFTER_S * 1000,
        bands: Bands | None = None,
    ) -> None:
        if not 2 * BEAT_S * 1000 <= weak_after_ms < lost_after_ms:
            raise ValueError("weak must be at least two beats, and lost later than weak")
        self._weak_ms, self._lost_ms = weak_after_ms, lost_after_ms
        self._bands = bands or Bands()
        self.slots: dict[SiteId, Slot] = {}
        self._due: list[tuple[int, SiteId]] = []
        self._flips: list[Draft] = []
        self._now = 0

    def forget(self) -> None:
        """Nothing was ever heard: a meeting that was over goes on. The log of the lines stays."""
        self.slots = {
            site: Slot(line=Line(sums=slot.line.sums)) for site, slot in self.slots.items()
        }
        self._due.clear()
        self._flips.clear()

    def expect(self, site: SiteId, until: int) -> None:
        """After a restart: a site that had been heard is unknown until it speaks or `until`."""
        slot = self.slots.setdefault(site, Slot())
        slot.heard_at = until - self._lost_ms
        self._arm(site, slot, until)

    def heard(self, site: SiteId, now: int) -> bool:
        """A word from the site; True when it makes a flip that waits to be recorded."""
        now = self._now = max(now, self._now)
        slot = self.slots.get(site)
        if slot is None:
            slot = self.slots[site] = Slot()
        # Two words an hour apart are not a line that is back.
        slot.words = slot.words + 1 if now - slot.heard_at < self._lost_ms else 1
        slot.heard_at = now
        if slot.presence is Presence.HEARD:
            return False
        if slot.presence is Presence.SILENT and slot.words < WORDS_TO_RETURN:
            return False
        slot.presence = Presence.HEARD
        slot.line = Line(sums=slot.line.sums)
        self._flips.append(Draft(SiteHeard(site), now))
        self._arm(site, slot, now + self._weak_ms)
        return True

    def report(self, site: SiteId, reading: Reading) -> bool:
        """A health report of a site that is heard, and so a word, too; True when the band flips."""
        slot = self.slots.get(site)
        if slot is None or slot.presence is not Presence.HEARD:
            return False
        slot.heard_at = max(slot.heard_at, reading.at)
        if not health.take(slot.line, reading, self._bands):
            return False
        self._flips.append(
            Draft(LineBandChanged(site, slot.line.band, slot.line.reason), reading.at)
        )
        return True

    def wake_at(self) -> int | None:
        """The next instant at which silence may have to be judged."""
        return self._due[0][0] if self._due else None

    def flips(self, now: int) -> list[Draft]:
        """All flips that wait, and those that the deadlines up to `now` make."""
        now = self._now = max(now, self._now)
        while self._due and self._due[0][0] <= now:
            due_at, site = heapq.heappop(self._due)
            slot = self.slots[site]
            if slot.due_at == due_at:
                self._judge(site, slot, now)
        flips, self._flips = self._flips, []
        return flips

    def minutes(self, minute_at: int) -> list[MinuteSum]:
        """The sums since the last call, as the minute that began at `minute_at`."""
        sums = []
        for site, slot in self.slots.items():
            if slot.line.sums[0]:
                sums.append(MinuteSum(site, minute_at, *slot.line.sums))
                slot.line.sums = [0, 0, 0, 0, 0]
        return sums

    def _judge(self, site: SiteId, slot: Slot, now: int) -> None:
        lost_at, weak_at = slot.heard_at + self._lost_ms, slot.heard_at + self._weak_ms
        if lost_at <= now:
            # No deadline any more: an older one for this very instant may still be in the heap.
            slot.presence, slot.words, slot.due_at = Presence.SILENT, 0, 0
            slot.line = Line(sums=slot.line.sums)
            self._flips.append(Draft(SiteWentQuiet(site), lost_at))
        elif weak_at <= now:
            if slot.line.band is not Band.POOR:
                slot.line.band, slot.line.reason = Band.POOR, LineReason.MISSED_BEATS
                flip = LineBandChanged(site, Band.POOR, LineReason.MISSED_BEATS)
                self._flips.append(Draft(flip, weak_at))
            self._arm(site, slot, lost_at)
        else:
            self._arm(site, slot, weak_at)

    def _arm(self, site: SiteId, slot: Slot, due_at: int) -> None:
        slot.due_at = due_at
        heapq.heappush(self._due, (due_at, site))
