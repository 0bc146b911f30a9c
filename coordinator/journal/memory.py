"""Journal and registry in memory, for tests and drills.

Everything goes through the codec, so that it cannot be kinder than the file. Nothing is durable.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

from coordinator.core.base import Recorded
from coordinator.core.people import People, PrivateRow
from coordinator.core.state import Session
from coordinator.core.watch import MinuteSum
from coordinator.journal import codec
from coordinator.journal.memory_registry import MemoryRegistry
from coordinator.journal.replay import EMPTY, Replay, Row, Snapshot, link, read, snapshot_of
from coordinator.journal.slices import StateSlices
from coordinator.ports import (
    Batch,
    Contradiction,
    Head,
    Loaded,
    Made,
)
from wire.vocabulary import SessionId, SiteId


@dataclass(slots=True)
class _Kept:
    """What is kept of one session."""

    rows: list[Row] = field(default_factory=list)
    people: dict[str, PrivateRow] = field(default_factory=dict)
    tombstones: set[str] = field(default_factory=set)
    snapshots: list[Snapshot] = field(default_factory=list)
    minutes: dict[tuple[str, int], MinuteSum] = field(default_factory=dict)
    checkpoints: dict[int, str] = field(default_factory=dict)
    contradictions: list[Contradiction] = field(default_factory=list)

    @property
    def head(self) -> Head:
        return Head(self.rows[-1].rev, self.rows[-1].link) if self.rows else EMPTY


class MemoryStore(MemoryRegistry):
    """Sits the same exam as the SQLite store. Set `full` to have the disk full, `reserve_full`
    to have the reserve used up as well, and `failed` to have the disk fail for good."""

    def __init__(self) -> None:
        super().__init__()
        self.commits = 0
        self._sessions: dict[SessionId, _Kept] = {}
        self._alive_at: int | None = None

    # --- journal --------------------------------------------------------------------------------

    async def append(self, batch: Batch, *, reserve: bool = False) -> Head:
        """See `Journal.append`. The first revision must follow the head, or AssertionError."""
        self._check(writes=True, reserve=reserve)
        at, rows = self._of(batch.session).head, []
        for recorded in batch.events:
            assert recorded.rev == at.rev + 1, f"revision {recorded.rev} after {at.rev}"
            data = codec.encode(recorded)
            at = Head(recorded.rev, link(at.link, data))
            rows.append(Row(at.rev, at.link, data))
        kept = self._sessions.setdefault(batch.session, _Kept())
        kept.rows.extend(rows)
        self._keep_people(kept, batch)
        self.commits += 1
        return at

    def _keep_people(self, kept: _Kept, batch: Batch) -> None:
        gone = set(batch.erased)
        kept.tombstones |= gone
        for ref, row in list(kept.people.items()):
            if gone & {ref, row.owner}:
                del kept.people[ref]
        for row in batch.private:
            if not kept.tombstones & {row.ref, row.owner}:
                kept.people[row.ref] = replace(row, fields=dict(row.fields))

    async def load(self, session: SessionId) -> Loaded:
        self._check()
        kept = self._of(session)
        links = {row.rev: row.link for row in kept.rows}
        replay = Replay(session, reversed(kept.snapshots), links, kept.head)
        replay.feed(kept.rows)
        texts = {ref: dict(row.fields) for ref, row in kept.people.items()}
        return replay.finish(People(dict(texts)))

    async def sessions(self) -> list[SessionId]:
        self._check()
        return sorted(session for session, kept in self._sessions.items() if kept.rows)

    async def events(self, session: SessionId, after: int, limit: int) -> list[Recorded]:
        self._check()
        after = max(after, 0)
        return [read(session, row) for row in self._of(session).rows[after : after + limit]]

    async def stored(self, session: SessionId, after: int, limit: int) -> list[bytes]:
        self._check()
        after = max(after, 0)
        return [row.data for row in self._of(session).rows[after : after + limit]]

    async def texts(self, session: SessionId, after: str, limit: int) -> list[PrivateRow]:
        self._check()
        people = self._of(session).people
        return [people[ref] for ref in sorted(people) if ref > after][:limit]

    async def texts_of(self, session: SessionId, refs: Sequence[str]) -> list[PrivateRow]:
        self._check()
        people = self._of(session).people
        return [people[ref] for ref in refs if ref in people]

    async def keep_checkpoint(self, session: SessionId, size: int, note: str) -> None:
        self._check()
        if not self.full:
            self._sessions.setdefault(session, _Kept()).checkpoints.setdefault(size, note)

    async def checkpoint(self, session: SessionId) -> str | None:
        self._check()
        kept = self._of(session).checkpoints
        return kept[max(kept)] if kept else None

    async def keep_contradiction(self, session: SessionId, found: Contradiction) -> None:
        self._check()
        known = self._sessions.setdefault(session, _Kept()).contradictions
        if not self.full and all(replace(one, at=found.at) != found for one in known):
            known.append(found)

    async def contradictions(self, session: SessionId) -> list[Contradiction]:
        self._check()
        return sorted(self._of(session).contradictions, key=lambda one: (one.at, one.by))

    async def head(self, session: SessionId) -> Head:
        self._check()
        return self._of(session).head

    slices = StateSlices

    async def snapshot(self, state: Session | Made) -> None:
        """Keep the state at its revision; left out while the disk is full."""
        self._check()
        kept = self._of(state.session if isinstance(state, Made) else state.id)
        assert state.rev <= len(kept.rows), "a snapshot is of what was recorded"
        if state.rev and not self.full:
            kept.snapshots.append(snapshot_of(state, kept.rows[state.rev - 1].link))

    async def mark_alive(self, at: int) -> None:
        self._check()
        if self.full:
            return
        self._alive_at = at
        for held in self._sign_ins.values():
            for grant_id in [one for one, until in held.items() if until <= at]:
                del held[grant_id]

    async def alive_at(self) -> int | None:
        self._check()
        return self._alive_at

    async def keep_minutes(self, session: SessionId, sums: Sequence[MinuteSum]) -> None:
        """Add the sums to their minutes; left out while the disk is full."""
        self._check()
        if self.full:
            return
        minutes = self._sessions.setdefault(session, _Kept()).minutes
        for one in sums:
            before = minutes.get((one.site, one.minute_at))
            minutes[one.site, one.minute_at] = _sum(before, one) if before else one

    async def minutes(self, session: SessionId, site: SiteId) -> list[MinuteSum]:
        self._check()
        found = [one for one in self._of(session).minutes.values() if one.site == site]
        return sorted(found, key=lambda one: one.minute_at)

    async def backup(self, target: Path) -> None:
        """All of it as one JSON file (mode 0600), for people to look at."""
        self._check()
        whole = {
            session: {
                "events": [json.loads(row.data) for row in kept.rows],
                "people": {ref: dict(row.fields) for ref, row in kept.people.items()},
            }
            for session, kept in self._sessions.items()
        }
        descriptor = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(whole, file, ensure_ascii=False)

    async def close(self) -> None:
        self._closed = True

    # --- how ------------------------------------------------------------------------------------

    def _of(self, session: SessionId) -> _Kept:
        return self._sessions.get(session) or _Kept()


def _sum(first: MinuteSum, second: MinuteSum) -> MinuteSum:
    site, minute_at, *one = astuple(first)
    _, _, *two = astuple(second)
    readings, rtt_sum, rtt_max, jitter_sum, missed = zip(one, two, strict=True)
    return MinuteSum(
        site, minute_at, sum(readings), sum(rtt_sum), max(rtt_max), sum(jitter_sum), sum(missed)
    )
