"""What was entered at the site and is not to be lost: one file for all sites of the process.

An act is kept before anyone says so, sent until it is acknowledged, and kept after that until the
session's receipt. Records are numbered per session, site and incarnation, from 1 and without gaps
(`docs/protocol.md` §5); intents are kept beside them so that a reload shows what became of them.
Every method runs inside a transaction that the caller (`agents.keeper`) opens and commits.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from agents.stamp import Anchor, Stamp
from wire.codes import Refusal
from wire.limits import RECORDS_PER_BATCH_MAX
from wire.records import RecordBody, RecordItem
from wire.site_acts import SITE_ACT, RecordAct, SiteAct, summary
from wire.site_view import ActNow

ACTS_SHOWN_MAX = 20
NO_SESSION = ""
ALL = (0, 2**63 - 1)

BODY: TypeAdapter[RecordBody] = TypeAdapter(RecordBody)
_BYTES_BESIDE_BODY = 96


class ActState(StrEnum):
    """What became of an act; `accepted` only once the coordinator has made it durable."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Batch:
    """The next waiting records of a site, numbers contiguous."""

    site: str
    incarnation: str
    items: tuple[RecordItem, ...]

    @property
    def first(self) -> int:
        return self.items[0].seq

    @property
    def last(self) -> int:
        return self.items[-1].seq


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent that still waits for its fate."""

    site: str
    act: SiteAct
    stamp: Stamp


class Outbox:
    """The acts of all sites, by site. A site's acts belong to the session it last joined."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    # --- what a site is at ----------------------------------------------------------------------

    def whereabouts(self, site: str) -> tuple[str, str]:
        """The session of a site ("" before the first welcome) and its incarnation."""
        row = self.db.execute(
            "SELECT session, incarnation FROM sites WHERE site = ?", (site,)
        ).fetchone()
        if row is not None:
            return row[0], row[1]
        incarnation = self._birth()
        self.db.execute("INSERT INTO sites VALUES (?, ?, ?)", (site, NO_SESSION, incarnation))
        return NO_SESSION, incarnation

    def meta(self, key: str) -> str | None:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _birth(self) -> str:
        """The random id of this file, made once."""
        incarnation = self.meta("incarnation")
        if incarnation is None:
            incarnation = secrets.token_hex(16)
            self.set_meta("incarnation", incarnation)
        return incarnation

    # --- entering -------------------------------------------------------------------------------

    def enter(self, site: str, act: SiteAct, stamp: Stamp) -> None:
        """Keep an act; entered again under its id nothing changes."""
        if self.find(site, act.id) is not None:
            return
        session, incarnation = self.whereabouts(site)
        what, target, word = summary(act)
        if isinstance(act, RecordAct):
            number: int | None = self.next_seq(session, site, incarnation)
            born: str | None = incarnation
            body = act.body.model_dump_json(exclude_none=True)
            person = getattr(act.body, "person", None)
        else:
            number = born = None
            body = act.model_dump_json(exclude_none=True)
            person = getattr(act, "person", None)
        when = (stamp.device_at, stamp.mono_ms, stamp.boot, stamp.offset_ms)
        self.db.execute(
            "INSERT INTO acts (session, site, id, what, target, word, person, device_at, mono_ms,"
            " boot, offset_ms, incarnation, seq, body, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
            (session, site, act.id, what, target, word, person, *when, born, number, body),
        )

    def next_seq(self, session: str, site: str, incarnation: str) -> int:
        """The next number of a stream, taken."""
        row = self.db.execute(
            "INSERT INTO streams VALUES (?, ?, ?, 2, 0) ON CONFLICT DO UPDATE"
            " SET next_seq = next_seq + 1 RETURNING next_seq - 1",
            (session, site, incarnation),
        ).fetchone()
        number: int = row[0]
        return number

    # --- reading --------------------------------------------------------------------------------

    def find(self, site: str, act_id: str) -> tuple[str, str] | None:
        """State and code of an act."""
        row = self.db.execute(
            "SELECT state, code FROM acts WHERE site = ? AND id = ?", (site, act_id)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def recent(self, site: str, anchor: Anchor, limit: int = ACTS_SHOWN_MAX) -> tuple[ActNow, ...]:
        """The last acts of a site in its session, newest first, in session time."""
        session, _ = self.whereabouts(site)
        rows = self.db.execute(
            "SELECT device_at, mono_ms, boot, offset_ms, id, what, target, word, state, code,"
            " settled_at FROM acts WHERE site = ? AND session = ? ORDER BY n DESC LIMIT ?",
            (site, session, limit),
        ).fetchall()
        return tuple(_shown(Stamp(*row[:4]), row[4:], anchor) for row in rows)

    def waiting(self, site: str) -> int:
        """How many acts of a site have no answer yet."""
        session, _ = self.whereabouts(site)
        row = self.db.execute(
            "SELECT count(*) FROM acts WHERE site = ? AND session = ? AND state = 'waiting'",
            (site, session),
        ).fetchone()
        count: int = row[0]
        return count

    def intents(self, site: str) -> list[Intent]:
        """Intents without a fate, oldest first."""
        session, _ = self.whereabouts(site)
        rows = self.db.execute(
            "SELECT device_at, mono_ms, boot, offset_ms, body FROM acts WHERE site = ?"
            " AND session = ? AND state = 'waiting' AND seq IS NULL ORDER BY n",
            (site, session),
        ).fetchall()
        return [Intent(site, SITE_ACT.validate_json(row[4]), Stamp(*row[:4])) for row in rows]

    def batch(
        self,
        site: str,
        anchor: Anchor,
        bytes_max: int,
        most: int = RECORDS_PER_BATCH_MAX,
        *,
        within: tuple[int, int] = ALL,
    ) -> Batch | None:
        """The waiting records of a site, lowest numbers first, as many as fit; None if none wait.
        Only those after the first number of `within` and up to the second.

        The first one always fits: a body is far smaller than a frame."""
        session, incarnation = self.whereabouts(site)
        rows = self.db.execute(
            "SELECT device_at, mono_ms, boot, offset_ms, seq, body FROM acts WHERE session = ?"
            " AND site = ? AND incarnation = ? AND seq > ? AND seq <= ? AND state = 'waiting'"
            " ORDER BY seq LIMIT ?",
            (session, site, incarnation, *within, most),
        ).fetchall()
        items: list[RecordItem] = []
        size = 0
        for row in rows:
            size += len(row[5].encode()) + _BYTES_BESIDE_BODY
            if items and (size > bytes_max or row[4] != items[-1].seq + 1):
                break
            items.append(_item(Stamp(*row[:4]), row[4], row[5], anchor))
        return Batch(site, incarnation, tuple(items)) if items else None

    def upto(self, site: str) -> int:
        """The highest number that was acknowledged in the site's stream."""
        session, incarnation = self.whereabouts(site)
        row = self.db.execute(
            "SELECT upto FROM streams WHERE session = ? AND site = ? AND incarnation = ?",
            (session, site, incarnation),
        ).fetchone()
        return row[0] if row else 0

    def owes(self, site: str, upto: int) -> bool:
        """Whether some record up to this number has no answer yet."""
        return self.batch(site, Anchor("", None), 0, 1, within=(0, upto)) is not None

    # --- answers --------------------------------------------------------------------------------

    def settle(
        self, batch: Batch, upto: int, refused: Sequence[tuple[int, Refusal]], at: int | None
    ) -> bool:
        """The frame of a batch was answered: what it took is accepted or refused, the rest waits.

        Returns False on a conflict: the outbox was copied or put back, and must turn over."""
        session, incarnation = self.whereabouts(batch.site)
        if incarnation != batch.incarnation:
            return True
        last = min(upto, batch.last)
        key = (session, batch.site, incarnation)
        codes = dict(refused)
        clash = False
        for seq in range(batch.first, last + 1):
            code = codes.get(seq)
            if code is Refusal.SEQ_CONFLICT:
                if self._is_others((*key, seq)):
                    clash = True
                    continue
                code = Refusal.ERASED
            state = ActState.REFUSED if code else ActState.ACCEPTED
            self.db.execute(
                "UPDATE acts SET state = ?, code = ?, settled_at = ? WHERE session = ?"
                " AND site = ? AND incarnation = ? AND seq = ? AND state = 'waiting'",
                (state, code.value if code else "", at, *key, seq),
            )
        if clash:
            return False
        self.db.execute(
            "UPDATE streams SET upto = max(upto, ?) WHERE session = ? AND site = ?"
            " AND incarnation = ?",
            (last, *key),
        )
        return True

    def _is_others(self, key: tuple[str, str, str, int]) -> bool:
        """Whether a number that is taken with other content is somebody else's record. It is our
        own if it was answered before, or was sent before its texts were erased here."""
        row = self.db.execute(
            "SELECT person IN (SELECT e.person FROM erased AS e WHERE e.session = acts.session)"
            " FROM acts WHERE session = ? AND site = ? AND incarnation = ? AND seq = ?"
            " AND state = 'waiting'",
            key,
        ).fetchone()
        return row is not None and not row[0]

    def fate(self, site: str, intent: str, code: str | None, at: int | None) -> None:
        """An intent's fate is known; `code` is why it was refused."""
        state = ActState.REFUSED if code else ActState.ACCEPTED
        self.db.execute(
            "UPDATE acts SET state = ?, code = ?, settled_at = ? WHERE site = ? AND id = ?"
            " AND seq IS NULL AND state = 'waiting'",
            (state, code or "", at, site, intent),
        )


def _item(stamp: Stamp, seq: int, body: str, anchor: Anchor) -> RecordItem:
    return RecordItem(
        seq=seq,
        device_at=stamp.device_at,
        offset_ms=anchor.offset(stamp),
        body=BODY.validate_json(body),
    )


def _shown(stamp: Stamp, row: Sequence[object], anchor: Anchor) -> ActNow:
    act_id, what, target, word, state, code, settled_at = row
    return ActNow(
        id=str(act_id),
        what=str(what),
        target=str(target),
        state=str(state),
        code=str(code),
        made_at=stamp.device_at + (anchor.offset(stamp) or 0),
        settled_at=settled_at if isinstance(settled_at, int) else None,
        word=str(word),
    )
