"""Words of the wire into words of the core, and errors into answers: the one place for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coordinator import intake
from coordinator.conductor import Answer, Submission
from coordinator.core import receipts
from coordinator.core.base import Actor, Asked, Outcome, Refused, Source
from coordinator.core.receipts import Standing
from coordinator.core.state import Session
from coordinator.ports import Grant
from wire.codes import CloseCode, Refusal, WireCode
from wire.errors import WireError
from wire.messages import (
    Ack,
    Error,
    Fate,
    Records,
    RefusedRecord,
    ReportReady,
    RequestFloor,
    WithdrawRequest,
)
from wire.records import RecordItem, UnreadBody
from wire.vocabulary import Role, SiteId

Intent = RequestFloor | WithdrawRequest | ReportReady
Retry = Literal["never", "later", "after_fix"]

# (when to try again, how the link ends): None keeps it open.
_ANSWERS: dict[WireCode, tuple[Retry, CloseCode | None]] = {
    WireCode.BAD_MESSAGE: ("after_fix", None),
    WireCode.TOO_BIG: ("after_fix", CloseCode.TOO_BIG),
    WireCode.UNSUPPORTED: ("never", None),
    WireCode.SLOW_DOWN: ("later", None),
    WireCode.GAP: ("later", None),
    WireCode.BAD_NAME: ("after_fix", None),
    WireCode.FORBIDDEN: ("never", None),
    WireCode.AUTH_FAILED: ("never", CloseCode.AUTH_FAILED),
    WireCode.UPGRADE_REQUIRED: ("never", CloseCode.VERSION),
    WireCode.NO_HELLO: ("after_fix", CloseCode.TIMEOUT),
    WireCode.UNKNOWN_SESSION: ("later", CloseCode.FORBIDDEN),
}


class Farewell(Exception):
    """The link ends here, with this code; what had to be said has been said."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


@dataclass(frozen=True, slots=True)
class Told:
    """What an error is answered with: which message is meant, where to go on, how long to wait."""

    ref: str | None = None
    expected: int | None = None
    retry_after_ms: int | None = None


def answer_to(error: WireError, told: Told | None = None) -> tuple[Error, CloseCode | None]:
    """The error frame for a fault of the peer, and the close code if it ends the link."""
    retry, close = _ANSWERS[error.code]
    told = told or Told()
    frame = Error(
        type="error",
        code=error.code,
        detail=error.detail,
        ref=told.ref,
        expected=told.expected,
        retry=retry,
        retry_after_ms=told.retry_after_ms,
    )
    return frame, close


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


def intent(grant: Grant, message: Intent) -> Submission:
    """One intent; the same id again gets the first fate. Raises WireError(bad_name)."""
    site = SiteId(message.site)
    taken = intake.from_intent(message)
    asked = Asked(taken.command, actor(grant, site), command_id=f"{site}:{message.intent}")
    return Submission(asked, taken.private)


def fate(message: Intent, answer: Answer | Refused) -> Fate:
    """What became of an intent; Refused means that it was not taken at all."""
    outcome = Outcome(False, 0, 0, answer.code) if isinstance(answer, Refused) else answer.outcome
    entry = outcome.entry or getattr(message, "entry", None)
    return Fate(
        type="fate",
        intent=message.intent,
        site=message.site,
        accepted=outcome.accepted,
        code=outcome.code,
        entry=entry if outcome.accepted else None,
    )


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
