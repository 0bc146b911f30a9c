"""The numbered streams when something unusual happens: a first welcome, a server that went back in
time, an outbox that was copied, the receipt. Each runs inside the caller's transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from agents.outbox import ACTS_SHOWN_MAX, NO_SESSION, Outbox


def join(box: Outbox, site: str, session: str) -> None:
    """The site was welcomed to a session. What was entered before the first welcome is of it."""
    before, incarnation = box.whereabouts(site)
    if before == session:
        return
    if before == NO_SESSION:
        for table in ("acts", "streams"):
            box.db.execute(
                f"UPDATE {table} SET session = ? WHERE site = ? AND session = ?",
                (session, site, NO_SESSION),
            )
    box.db.execute("UPDATE sites SET session = ? WHERE site = ?", (session, site))
    stray = box.db.execute(
        "SELECT 1 FROM acts WHERE session = ? AND site = ? AND state = 'waiting'"
        " AND seq IS NOT NULL AND incarnation <> ? LIMIT 1",
        (session, site, incarnation),
    ).fetchone()
    if stray:
        _renumber(box, site, incarnation)


def rewind(box: Outbox, site: str, upto: int) -> None:
    """The coordinator has the stream up to here only: everything above waits again.

    If some of it was let go already, the numbers cannot be made whole, and what is left goes on
    in a new incarnation, which the next `hello` must carry."""
    session, incarnation = box.whereabouts(site)
    key = (session, site, incarnation)
    row = box.db.execute(
        "SELECT next_seq FROM streams WHERE session = ? AND site = ? AND incarnation = ?", key
    ).fetchone()
    if row is None:
        return
    kept = box.db.execute(
        "UPDATE acts SET state = 'waiting', code = '', settled_at = NULL WHERE session = ?"
        " AND site = ? AND incarnation = ? AND seq > ? AND body IS NOT NULL",
        (*key, upto),
    ).rowcount
    box.db.execute(
        "UPDATE streams SET upto = min(upto, ?) WHERE session = ? AND site = ? AND incarnation = ?",
        (upto, *key),
    )
    if kept < row[0] - 1 - upto:
        turn_over(box, [site])


def turn_over(box: Outbox, sites: Iterable[str]) -> str:
    """Begin a new incarnation for these sites: what waits is numbered from 1; returns its id."""
    incarnation = secrets.token_hex(16)
    for site in sites:
        box.whereabouts(site)
        box.db.execute("UPDATE sites SET incarnation = ? WHERE site = ?", (incarnation, site))
        _renumber(box, site, incarnation)
    return incarnation


def _renumber(box: Outbox, site: str, incarnation: str) -> None:
    """All waiting records of the site's session, in the order made, into one stream."""
    session, _ = box.whereabouts(site)
    rows = box.db.execute(
        "SELECT n FROM acts WHERE session = ? AND site = ? AND state = 'waiting'"
        " AND seq IS NOT NULL AND incarnation <> ? ORDER BY n",
        (session, site, incarnation),
    ).fetchall()
    for (number,) in rows:
        box.db.execute(
            "UPDATE acts SET incarnation = ?, seq = ? WHERE n = ?",
            (incarnation, box.next_seq(session, site, incarnation), number),
        )


def let_go(box: Outbox, session: str) -> None:
    """The receipt has come: acknowledged records need not be kept. The last acts stay, without
    what was said in them, so that the page can still show what became of them."""
    box.db.execute(
        "UPDATE acts SET body = NULL WHERE session = ? AND state <> 'waiting'", (session,)
    )
    box.db.execute(
        "DELETE FROM acts WHERE session = ? AND state <> 'waiting' AND n NOT IN ("
        " SELECT kept.n FROM acts AS kept WHERE kept.site = acts.site AND kept.session = ?"
        " ORDER BY kept.n DESC LIMIT ?)",
        (session, session, ACTS_SHOWN_MAX),
    )
