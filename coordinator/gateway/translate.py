"""Words of the wire into words of the core, and errors into answers: the one place for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coordinator import intake
from coordinator.conductor import Answer, Submission
from coordinator.core.base import Asked, Outcome, Refused
from coordinator.deliveries import actor
from coordinator.ports import Grant
from wire.codes import CloseCode, WireCode
from wire.errors import WireError
from wire.messages import Error, Fate, ReportReady, RequestFloor, WithdrawRequest
from wire.vocabulary import SiteId

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
