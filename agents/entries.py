"""What the entries made here say of each person, beside what the coordinator says: the newest one,
while it has no answer or was refused, and the texts that belong to it.
"""

from __future__ import annotations

from agents.outbox import BODY, ActState, Outbox
from wire.records import AttendanceBody, CorrectionBody
from wire.roster import KINDS, PersonSaid
from wire.site_view import UnsentNow


def unsettled(box: Outbox, site: str) -> tuple[tuple[str, str, str], ...]:
    """The newest entry on each person of a site that has no answer yet or was refused: person,
    state of the act, status."""
    session, _ = box.whereabouts(site)
    rows = box.db.execute(
        "SELECT target, state, word, max(n) FROM acts WHERE site = ? AND session = ?"
        f" AND what IN {KINDS} GROUP BY target",
        (site, session),
    ).fetchall()
    return tuple((row[0], row[1], row[2]) for row in rows if row[1] != ActState.ACCEPTED)


def unsent(box: Outbox, site: str) -> tuple[UnsentNow, ...]:
    """The records of a site that wait for another session than the one it is at: they are sent
    when it is welcomed there again, and must not be forgotten until then. What was wanted at its
    time only, an intent, is not among them."""
    session, _ = box.whereabouts(site)
    rows = box.db.execute(
        "SELECT session, count(*) FROM acts WHERE site = ? AND session <> ?"
        " AND state = 'waiting' AND seq IS NOT NULL GROUP BY session ORDER BY min(n)",
        (site, session),
    ).fetchall()
    return tuple(UnsentNow(*row) for row in rows)


def said(box: Outbox, site: str, person: str) -> tuple[PersonSaid, bool] | None:
    """What the newest entry made here says of a person, and whether it still waits; None when
    there is none whose texts are kept."""
    session, _ = box.whereabouts(site)
    row = box.db.execute(
        "SELECT body, state FROM acts WHERE site = ? AND session = ? AND person = ?"
        f" AND what IN {KINDS[:2]} AND state <> ? AND body IS NOT NULL ORDER BY n DESC LIMIT 1",
        (site, session, person, ActState.REFUSED),
    ).fetchone()
    if row is None:
        return None
    body = BODY.validate_json(row[0])
    assert isinstance(body, (AttendanceBody, CorrectionBody))
    told = PersonSaid(
        person,
        deputy=body.deputy or "",
        deputy_post=body.deputy_post or "",
        approver=body.approver or "",
        reason=body.reason or "",
    )
    return told, row[1] == ActState.WAITING
