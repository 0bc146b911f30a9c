"""One link without any input or output: what to send next, and what an answer means.

The driver (`agents.link`) tells what happened and performs the effects that `take` hands out.
Connections are the business of `agents.legs`, records of `agents.bulk`, intents of
`agents.intents`; here they meet.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from types import MappingProxyType

from agents.bulk import Bulk
from agents.clock import Clock
from agents.effects import Effect, Join, Outgoing, Refuse, Rewind, Send
from agents.intents import Intents
from agents.legs import Leg, Legs
from agents.measure import WINDOW_MS, LineMeter, Reading, SessionTime
from agents.outbox import Batch, Intent
from agents.wanting import Wanting
from wire.codes import CloseCode, Feature, WireCode
from wire.limits import BEAT_S, WEAK_AFTER_S
from wire.messages import (
    Ack,
    Beat,
    BeatAck,
    Bye,
    Error,
    Goodbye,
    Health,
    Hello,
    Own,
    ToAgent,
    Welcome,
)
from wire.roster_messages import Roster, SaidWanted
from wire.vocabulary import LinkTrouble

PARTED_MS = 1_000
WAKE_MS_MAX = 2_000
SLOW_DOWN_MS = 5_000
NOT_UNDERSTOOD_MS = 60_000
NOTHING: Mapping[str, int] = MappingProxyType({})


class LinkCore:
    """The link of one credential, for one site or many. Time is read from the given clock."""

    def __init__(self, hello: Hello, clock: Clock, time: SessionTime, rng: random.Random) -> None:
        now = clock.mono_ms()
        self.hello, self.time = hello, time
        self.bulk, self.intents, self.meter = Bulk.of(hello.sites), Intents(clock), LineMeter()
        self.rosters = Wanting(hello.sites)
        self._out: list[Effect] = []
        self.legs = Legs(now, rng, self._out, self._gone)
        self.heard_at: int | None = None
        self._clock, self._rng = clock, rng
        self._features: frozenset[str] = frozenset()
        self._beat_at, self._beat_ms = now, BEAT_S * 1000
        self._parted = clock.wall_ms() - now

    # --- what the driver asks -------------------------------------------------------------------

    def take(self) -> list[Effect]:
        """The effects that wait, in order."""
        out = self._out[:]
        self._out.clear()
        return out

    @property
    def connected(self) -> bool:
        """Welcomed, and heard within the time after which the line counts as poor."""
        heard = self.heard_at
        fresh = heard is not None and self._clock.mono_ms() - heard < WEAK_AFTER_S * 1000
        return fresh and bool(self.legs.welcomed())

    @property
    def trouble(self) -> LinkTrouble | None:
        """Why there is no connection; None while there is one or none was tried."""
        return self.legs.trouble

    def wait_ms(self) -> int:
        """How long the driver may sleep before it calls `tick` again."""
        now = self._clock.mono_ms()
        due = [
            now + WAKE_MS_MAX,
            self.legs.wake_at(),
            self._beat_at if self.legs.welcomed() else None,
            self.bulk.wake_at() if self.legs.ready() else None,
            self.intents.hold_until if self.intents.again else None,
        ]
        return max(0, min(at for at in due if at is not None) - now)

    # --- time -----------------------------------------------------------------------------------

    def tick(self) -> None:
        """Time has passed."""
        now = self._clock.mono_ms()
        self._compare_clocks(now)
        self.legs.tick(now)
        ready = self.legs.ready()
        if ready and self.bulk.overdue(now):
            self.legs.hang(ready[0], now)
        self._beat_if_due(now)
        if ready := self.legs.ready():
            self._out += self.bulk.due(now)
            if Feature.ROSTER in self._features:
                self._send(ready[-1:], *self.rosters.due(ready[-1].id, now))
        if self.intents.again and now >= self.intents.hold_until:
            self.intents.again = False
            self._send(self.legs.ready(), *self.intents.messages())

    def _compare_clocks(self, now: int) -> None:
        """They part when the machine slept or somebody set its clock: measure anew."""
        parted = self._clock.wall_ms() - now
        if abs(parted - self._parted) > PARTED_MS:
            self.time.doubt()
            self._beat_at = now
        self._parted = parted

    def _beat_if_due(self, now: int) -> None:
        """A beat on every connection, and what the beats before showed on the newest."""
        legs = self.legs.welcomed()
        if not legs or now < self._beat_at:
            return
        self._beat_at = now + round(self._beat_ms * self._rng.uniform(1.0, 1.1))
        for leg in legs:
            leg.beats += 1
            leg.asked_at = now if leg.asked_at is None else leg.asked_at
            self._send([leg], Beat(type="beat", n=leg.beats, t0=max(0, self._clock.wall_ms())))
        reading = self.meter.reading(now)
        self.meter.sent([(leg.id, leg.beats) for leg in legs], now)
        if reading is not None and Feature.HEALTH in self._features:
            self._send(legs[-1:], *(_health(site, reading) for site in self.hello.sites))

    # --- connections ----------------------------------------------------------------------------

    def opened(self, leg_id: int, upto: dict[str, int]) -> None:
        """A connection stands; `upto` is what is acknowledged as of now, by site."""
        leg = self.legs.opened(leg_id, upto, self._clock.mono_ms())
        if leg is not None:
            self._send([leg], self.hello)

    def failed(self, leg_id: int, trouble: LinkTrouble, retry_after_ms: int | None = None) -> None:
        """A connection could not be made."""
        self.legs.failed(leg_id, trouble, self._clock.mono_ms(), retry_after_ms)

    def closed(self, leg_id: int, code: int | None) -> None:
        """A connection ended, with the code of its close frame if there was one."""
        if code == CloseCode.TOO_BIG:
            self.bulk.shrink()
        self.legs.closed(leg_id, code, self._clock.mono_ms())

    def leave(self) -> None:
        """Say goodbye; the driver ends after this."""
        self._send(self.legs.welcomed(), Bye(type="bye"))
        self.legs.leave()

    def turned(self, hello: Hello) -> None:
        """Another incarnation has begun: a link has but one, so the link is made anew, at once."""
        self.hello = hello
        self.legs.begin_anew(self._clock.mono_ms())
        self.bulk.turned()

    def _gone(self, leg_id: int) -> None:
        self.rosters.gone(leg_id)
        self.bulk.gone(leg_id, [leg.id for leg in self.legs.ready()])

    # --- what the coordinator says --------------------------------------------------------------

    def heard(self, leg_id: int, message: ToAgent) -> None:
        """A message came. What must be made durable is handed out as an effect."""
        leg = self.legs.get(leg_id)
        if leg is None:
            return
        now = self.heard_at = self._clock.mono_ms()
        match message:
            case Welcome():
                self._welcome(leg, message, now)
            case BeatAck():
                self._beat_answered(leg, message, now)
            case Ack():
                self._out += self.bulk.acked(leg.id, message)
            case Goodbye():
                self.legs.window_ms = message.reconnect_window_ms
                self.legs.hang(leg, now)
            case Own(view=view):
                self.rosters.shown(view.site, view.roster.pages)
            case Roster(view=page):
                self.rosters.came(page)
            case Error():
                self._error(leg, message, now)

    def _welcome(self, leg: Leg, welcome: Welcome, now: int) -> None:
        self.time.hint(welcome.now, now)
        self._features = frozenset(welcome.features)
        self._beat_at, self._beat_ms = now, max(1, welcome.beat_s) * 1000
        self.bulk.limit(welcome.frame_bytes_max, welcome.records_per_batch_max)
        self.legs.welcome(leg, welcome.reconnect_window_ms, now)
        self._out.append(Join(leg.id, welcome, leg.upto))

    def ready(self, leg_id: int, owed: Mapping[str, int] = NOTHING) -> None:
        """The welcome is durable: send what waits; an older connection is no longer needed.
        `owed`: the marks of the sites that have records without an answer at or below them."""
        leg = self.legs.get(leg_id)
        if leg is None:
            return
        leg.ready = True
        self._out += self.bulk.resend(leg.id)
        self.bulk.want_all()
        self.bulk.owe(owed)
        self._send([leg], *self.intents.messages())
        self.legs.replaced(leg, self._clock.mono_ms())

    def _beat_answered(self, leg: Leg, ack: BeatAck, now: int) -> None:
        leg.answered_at, leg.asked_at = now, None
        sent_at = self.meter.answered((leg.id, ack.n), now)
        if sent_at is not None:
            self.time.take(sent_at, ack.t1, ack.t2, now)

    def _error(self, leg: Leg, error: Error, now: int) -> None:
        ref = error.ref or ""
        if error.code is WireCode.GAP and ref in self.bulk.sites and error.expected is not None:
            self._out.append(Rewind(ref, error.expected - 1))
        elif error.code is WireCode.SLOW_DOWN and ref in self.intents.waiting:
            self.intents.retry(now, error.retry_after_ms)
        elif error.code is WireCode.SLOW_DOWN:
            self._slow_down(leg, error, now)
        elif ref in self.intents.waiting:
            self._out.append(Refuse(self.intents.waiting[ref].site, ref, error.code))
        elif ref in self.bulk.sites:
            self.bulk.hold(ref, now + NOT_UNDERSTOOD_MS)

    def _slow_down(self, leg: Leg, error: Error, now: int) -> None:
        """Not taken. If it does not say what, the answers still to come cannot be told apart, and
        whatever has none is sent again on another connection."""
        self.bulk.hold(error.ref, now + (error.retry_after_ms or SLOW_DOWN_MS))
        if error.ref is not None:
            return
        self.intents.retry(now, error.retry_after_ms)
        if self.bulk.unanswered(leg.id):
            self.legs.hang(leg, now)

    # --- what the site says ---------------------------------------------------------------------

    def entered(self, site: str) -> None:
        """A record of the site was kept."""
        self.bulk.want(site)

    def intend(self, intent: Intent) -> None:
        """An intent was kept: it goes out at once if it can."""
        self.intents.add(intent)
        self._send(self.legs.ready(), self.intents.message(intent))

    def wonder(self, site: str, persons: list[str]) -> bool:
        """Ask what was said of these people; False when there is nobody to ask."""
        ready = self.legs.ready()[-1:] if Feature.ROSTER in self._features else []
        self._send(ready, SaidWanted(type="said_wanted", site=site, persons=persons))
        return bool(ready)

    def say(self, *words: Outgoing) -> None:
        """On the newest connection, if there is one."""
        self._send(self.legs.ready()[-1:], *words)

    def loaded(self, site: str, batch: Batch | None) -> None:
        """The outbox gave this batch, or had none."""
        legs = [leg.id for leg in self.legs.ready()]
        self._out += self.bulk.loaded(site, batch, legs, self._clock.mono_ms())

    def settled(self, batch: Batch, upto: int, *, conflict: bool = False) -> None:
        """The answer to a batch is durable here, too; `upto` 0 when it could not be kept."""
        self.bulk.settled(batch, upto, self._clock.mono_ms(), conflict=conflict)

    def _send(self, legs: list[Leg], *messages: Outgoing) -> None:
        self._out += [Send(leg.id, message) for leg in legs for message in messages]


def _health(site: str, reading: Reading) -> Health:
    return Health(
        type="health",
        site=site,
        window_ms=WINDOW_MS,
        rtt_ms=reading.rtt_ms,
        jitter_ms=reading.jitter_ms,
        missed=min(reading.missed, 1_000),
    )
