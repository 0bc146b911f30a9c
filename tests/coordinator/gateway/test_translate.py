"""Each fault of the peer has one answer; each message names who asks, and for which site alone."""

from __future__ import annotations

import pytest

from coordinator.conductor import Answer
from coordinator.core.base import Outcome, Refused
from coordinator.core.floor.commands import RequestFloor as RequestFloorCommand
from coordinator.gateway import translate
from coordinator.gateway.translate import Told
from coordinator.ports import Grant
from wire import messages
from wire.codes import CloseCode, Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import Role, SessionId, SiteId, SpeechKind

GRANT = Grant("site-1", Role.SITE, SessionId("s"), (SiteId("64"), SiteId("04")))


def request(topic: str | None = None) -> messages.RequestFloor:
    return messages.RequestFloor(
        type="request_floor",
        intent="i1",
        site="64",
        age_ms=0,
        kind=SpeechKind.DEBATE,
        topic=topic,
    )


@pytest.mark.parametrize("code", list(WireCode))
def test_every_fault_has_an_answer(code: WireCode) -> None:
    frame, close = translate.answer_to(WireError(code, "field"))
    assert (frame.code, frame.detail, frame.ref) == (code, "field", None)
    assert close is None or close in CloseCode


def test_an_answer_says_which_message_and_where_to_go_on() -> None:
    frame, close = translate.answer_to(WireError(WireCode.GAP), Told("64", 3, 0))
    assert (frame.ref, frame.expected, frame.retry, frame.retry_after_ms) == ("64", 3, "later", 0)
    assert close is None


def test_an_intent_is_known_by_its_site_and_its_id() -> None:
    submission = translate.intent(GRANT, request("Đất đai"))
    assert isinstance(submission.asked.command, RequestFloorCommand)
    assert submission.asked.command_id == "64:i1"
    assert [dict(row.fields) for row in submission.private] == [{"text": "Đất đai"}]


def test_an_intent_with_a_bad_text_is_the_peers_fault() -> None:
    with pytest.raises(WireError, match="bad_name"):
        translate.intent(GRANT, request("a\u202eb"))


def test_a_fate_names_the_entry_only_when_there_is_one() -> None:
    accepted = Answer(Outcome(True, 1, 1, entry="e1"))
    refused = Answer(Outcome(False, 1, 1, Refusal.LIST_CLOSED))
    assert translate.fate(request(), accepted).entry == "e1"
    assert translate.fate(request(), refused).code is Refusal.LIST_CLOSED
    withdraw = messages.WithdrawRequest(
        type="withdraw_request", intent="i", site="64", age_ms=0, entry="e7"
    )
    noted = Answer(Outcome(True, 1, 1))
    assert translate.fate(withdraw, noted).entry == "e7"
    assert translate.fate(withdraw, refused).entry is None
    busy = translate.fate(withdraw, Refused(Refusal.BUSY))
    assert (busy.accepted, busy.code, busy.entry) == (False, Refusal.BUSY, None)
