"""Core tests as scripts that read aloud: given … when … then. A forgotten `then` fails the test.

    given(*small_meeting(), PhaseChanged(Phase.LIVE))
        .when(RequestFloor("64", SpeechKind.INTERVENTION), by=GIA_LAI, at="9:05")
        .then(FloorRequested("e1", "64", None, SpeechKind.INTERVENTION, 1, Channel.SITE))

Each step is also replayed from the beginning: the state must be the fold of its events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from coordinator.core import meeting
from coordinator.core.base import (
    SYSTEM,
    Actor,
    Asked,
    Command,
    CommandNoted,
    CommandRefused,
    Draft,
    Event,
    Outcome,
    Recorded,
    Source,
)
from coordinator.core.fold import replay
from coordinator.core.meeting import Stepped
from coordinator.core.receipts import Standing
from coordinator.core.state import Session
from tests.support.small_meeting import HOST, clock
from wire.codes import Refusal
from wire.vocabulary import SessionId

_open: list[Pending] = []


def given(*events: Event, at: str = "8:00", by: Actor = SYSTEM) -> Script:
    """A session in which these events were recorded."""
    return Script().given(*events, at=at, by=by)


@pytest.fixture(autouse=True)
def every_step_is_looked_at() -> Iterator[None]:
    """For a conftest to import: whatever was done and not looked at fails its test."""
    forgotten()
    yield
    left = forgotten()
    assert not left, f"no then() after: {', '.join(left)}"


def forgotten() -> list[str]:
    """What was done and never looked at; the list is empty again afterwards."""
    left = [pending.what for pending in _open]
    _open.clear()
    return left


@dataclass(frozen=True)
class On:
    """An expected event with the time at which it took effect."""

    at: str
    event: Event


@dataclass
class Script:
    """A session and all that was recorded of it. `now` is the time of the last step."""

    session: Session = field(default_factory=lambda: Session(SessionId("s")))
    journal: list[Recorded] = field(default_factory=list)
    now: int = clock("8:00")

    def given(self, *events: Event, at: str | None = None, by: Actor = SYSTEM) -> Script:
        """Events that nobody had to ask for."""
        self._time(at)
        self.keep(meeting.establish(self.session, by, events, self.now))
        return self

    def when(
        self,
        command: Command,
        *,
        by: Actor = HOST,
        at: str | None = None,
        id: str | None = None,
        rev: int | None = None,
        source: Source | None = None,
    ) -> Pending:
        """Somebody asks for something; time has passed first."""
        self._time(at)
        self.keep(meeting.advance(self.session, (), self.now))
        stepped = meeting.step(self.session, Asked(command, by, id, rev, source), self.now)
        return self._pending(type(command).__name__, stepped.recorded, stepped)

    def done(self, *commands: Command, by: Actor = HOST, at: str | None = None) -> Script:
        """Commands that are carried out, as a preparation."""
        for command in commands:
            self.when(command, by=by, at=at).accepted()
        return self

    def time(self, at: str, *flips: Draft) -> Pending:
        """Time passes, and the watch has seen these flips."""
        self._time(at)
        recorded = meeting.advance(self.session, flips, self.now)
        return self._pending(f"time {at}", recorded)

    def restart(self, down_from: str, at: str) -> Pending:
        """The coordinator was away."""
        self._time(at)
        recorded = meeting.recover(self.session, clock(down_from), self.now)
        return self._pending(f"restart {at}", recorded)

    def keep(self, recorded: Iterable[Recorded]) -> None:
        """Add to the journal, and check that replaying it gives this very state."""
        self.journal.extend(recorded)
        assert replay(Session(self.session.id), self.journal) == self.session

    def _time(self, at: str | None) -> None:
        if at is not None:
            self.now = clock(at)

    def _pending(
        self, what: str, recorded: Iterable[Recorded], stepped: Stepped | None = None
    ) -> Pending:
        pending = Pending(self, what, tuple(recorded), stepped)
        _open.append(pending)
        self.keep(pending.recorded)
        return pending


@dataclass(eq=False)
class Pending:
    """What a step came to, waiting to be looked at."""

    script: Script
    what: str
    recorded: tuple[Recorded, ...]
    stepped: Stepped | None

    @property
    def outcome(self) -> Outcome:
        assert self.stepped is not None, "time has no outcome"
        return self.stepped.outcome

    def then(self, *expected: Event | On) -> Script:
        """Exactly these events were recorded, in this order."""
        want = [
            _line(one.event, clock(one.at)) if isinstance(one, On) else _line(one)
            for one in expected
        ]
        got = [
            _line(one.event, one.effective_at)
            if isinstance(expected[index] if index < len(expected) else None, On)
            else _line(one.event)
            for index, one in enumerate(self.recorded)
        ]
        assert got == want, self._told(want, got)
        return self._seen()

    def refused(self, code: Refusal, **params: str | int) -> Script:
        """The rules said no, with these parameters among others; the refusal is recorded."""
        events = [one.event for one in self.recorded]
        assert len(events) == 1, self._told([f"refused {code}"], [_line(one) for one in events])
        refusal = events[0]
        assert isinstance(refusal, CommandRefused), self._told(
            [f"refused {code}"], [_line(refusal)]
        )
        assert refusal.code is code, self._told([f"refused {code}"], [_line(refusal)])
        assert params.items() <= refusal.params.items(), refusal.params
        outcome = self.outcome
        assert (outcome.accepted, outcome.code) == (False, code)
        return self._seen()

    def not_refused(self, code: Refusal) -> Script:
        """Whatever came of it, it was not for this reason that the rules said no."""
        assert self.outcome.code is not code, self._told([f"not {code}"], [f"{code}"])
        return self._seen()

    def noted(self) -> Script:
        """It was true already: nothing changed, and that is recorded."""
        return self.then(CommandNoted())

    def unrecorded(self) -> Script:
        """It was accepted and left no trace: the meeting is over."""
        assert self.stepped is not None
        assert self.outcome.accepted
        assert self.recorded == ()
        return self._seen()

    def accepted(self) -> Script:
        """It was carried out, whatever came of it; of time, that something happened."""
        if self.stepped is None:
            assert self.recorded, self._told(["something"], [])
        else:
            assert self.outcome.accepted, self._told(["accepted"], [str(self.outcome.code)])
        return self._seen()

    def repeated(self, standing: Standing = Standing.NEW) -> Script:
        """It had been done before, or came out of turn: nothing was recorded."""
        assert self.stepped is not None
        assert self.recorded == ()
        assert self.stepped.duplicate
        assert self.stepped.standing is standing
        return self._seen()

    def _seen(self) -> Script:
        _open.remove(self)
        return self.script

    def _told(self, want: list[str], got: list[str]) -> str:
        lines = [f"{self.what}:", *(f"  - {one}" for one in want), *(f"  + {one}" for one in got)]
        return "\n".join(lines)


def _line(event: Event, at: int | None = None) -> str:
    return f"{event}" if at is None else f"{event} at {at}"
