"""Records as an outbox delivers them, whichever door they come through: each becomes a command that
is carried out once, and all of them together get one answer when they are durable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coordinator import intake
from coordinator.conductor import Answer, Submission
from coordinator.core import receipts
from coordinator.core.base import Actor, Asked, Refused, Source
from coordinator.core.receipts import Standing
from coordinator.core.state import Session
from coordinator.ports import Grant
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.messages import Ack, Records, RefusedRecord
from wire.records import RecordItem, UnreadBody
from wire.vocabulary import Role, SiteId


def actor(grant: Grant, site: SiteId) -> Actor:
    """Who asks: the credential, for the site that the message names and no other of its sites."""
    return Actor(grant.id, Role.SITE, frozenset((site,)))


def record(grant: Grant, message: Records, item: RecordItem, now: int) -> Submission:
    """One durable record. What cannot be read, or holds a bad text, is put in to be refused."""
    site = SiteId(message.site)
    taken = _taken(site, item)
    source = Source(
        site=site,
        incarnation=message.incarnation,
        seq=item.seq,
        digest=intake.digest(item),
        device_at=item.device_at,
        received_at=now,
        offset_ms=item.offset_ms,
    )
    return Submission(Asked(taken.command, actor(grant, site), source=source), taken.private)


def _taken(site: SiteId, item: RecordItem) -> intake.Taken:
    if isinstance(item.body, UnreadBody):
        return intake.Taken(receipts.RefuseRecord(site, Refusal.BAD_VALUE))
    try:
        return intake.from_body(site, item.body)
    except WireError:
        return intake.Taken(receipts.RefuseRecord(site, Refusal.BAD_VALUE))


def ack(session: Session, message: Records, answers: Sequence[Answer | Refused]) -> Ack:
    """What is durable of this outbox, and what of these records was recorded as refused.

    The mark may have been moved meanwhile by another holder of a copied outbox: it is never told
    beyond a record of this frame that was not compared with what has its number."""
    mark = receipts.marked(session, message.site, message.incarnation)
    upto = mark.upto
    refused: list[RefusedRecord] = []
    for item, answer in zip(message.items, answers, strict=True):
        if _was_not_taken(answer):
            upto = min(upto, item.seq - 1)
            continue
        conflict = isinstance(answer, Answer) and answer.standing is Standing.CONFLICT
        code = Refusal.SEQ_CONFLICT if conflict else mark.refused.get(item.seq)
        if code is not None:
            refused.append(RefusedRecord(seq=item.seq, code=code))
    return Ack(
        type="ack",
        site=message.site,
        incarnation=message.incarnation,
        upto=upto,
        refused=refused,
    )


def shortfall(answers: Iterable[Answer | Refused]) -> WireCode | None:
    """Why some records were not taken: no room now, or a number was passed over."""
    missed = [answer for answer in answers if _was_not_taken(answer)]
    if not missed:
        return None
    gaps = all(isinstance(one, Answer) and one.standing is Standing.GAP for one in missed)
    return WireCode.GAP if gaps else WireCode.SLOW_DOWN


def _was_not_taken(answer: Answer | Refused) -> bool:
    """Nothing of the record is durable, and it may be sent again: too busy, a number was passed
    over, or the disk is full."""
    if isinstance(answer, Refused) or answer.standing is Standing.GAP:
        return True
    return answer.standing is Standing.NEW and answer.outcome.code is Refusal.STORAGE_LOW
