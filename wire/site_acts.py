"""What the page of a site asks of its server: the same from an agent and from the coordinator.

`POST /site/act?site=CODE` takes one act; `GET /site/stream?site=CODE` (WebSocket) sends
`{"type":"page","view":SitePage}` frames and answers `{"type":"clock","t0":…}` with
`{"type":"clock","t0":…,"t1":…,"t2":…}` in the coordinator's session time as far as it is known.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from wire import records
from wire.records import At, Id, Message, PersonCode, RecordBody, Text
from wire.vocabulary import SpeechKind


class RecordAct(Message):
    """Something to be kept: it is waiting until the coordinator has made it durable."""

    act: Literal["record"]
    id: Id
    body: RecordBody


class RequestAct(Message):
    act: Literal["request_floor"]
    id: Id
    kind: SpeechKind
    person: PersonCode | None = None
    topic: Text | None = None


class WithdrawAct(Message):
    act: Literal["withdraw_request"]
    id: Id
    entry: Id


class ReadyAct(Message):
    """Ready (or not) for a call; `person` confirms who will speak."""

    act: Literal["report_ready"]
    id: Id
    entry: Id
    called_at: At
    ready: bool
    person: PersonCode | None = None


SiteAct = Annotated[RecordAct | RequestAct | WithdrawAct | ReadyAct, Field(discriminator="act")]
SITE_ACT: TypeAdapter[SiteAct] = TypeAdapter(SiteAct)


def summary(act: SiteAct) -> tuple[str, str, str]:
    """`what`, `target` and `word` of the ActNow that stands for an act; no personal text.

    `what` is the act or the record's kind; `target` the person, roll call, notice or entry;
    `word` the state, kind, count or answer that was chosen."""
    match act:
        case RecordAct(body=body):
            return (body.kind, *_of_body(body))
        case RequestAct(kind=kind, person=person):
            return act.act, person or "", kind.value
        case WithdrawAct(entry=entry):
            return act.act, entry, ""
        case _:
            return act.act, act.entry, "ready" if act.ready else "not_ready"


def _of_body(body: RecordBody) -> tuple[str, str]:
    match body:
        case records.AttendanceBody() | records.CorrectionBody() | records.AttendeeBody():
            return body.person, body.status.value
        case records.HeadCountBody(count=count):
            return "", str(count)
        case records.RollAnswerBody(roll_call=roll_call):
            return roll_call, ""
        case records.IncidentBody(incident=incident):
            return "", incident.value
        case records.NoticeReadBody(notice=notice):
            return notice, ""
        case records.DeclineReadBody(entry=entry) | records.WrittenBody(entry=entry):
            return entry, ""
        case records.HeadBody(person=person):
            return person, ""
        case _:
            return "", ""
