"""What a durable record says: the bodies, tagged by `kind`, and the words they are made of."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from wire.limits import AGO_MS_MAX, HEAD_COUNT_MAX, TEXT_CHARS_MAX
from wire.record_words import CheckItem, CheckResult, CountedBy
from wire.vocabulary import ID_PATTERN, PERSON_ID_PATTERN, SITE_ID_PATTERN, Attendance, IncidentKind

Id = Annotated[str, Field(pattern=ID_PATTERN)]
SiteCode = Annotated[str, Field(pattern=SITE_ID_PATTERN)]
PersonCode = Annotated[str, Field(pattern=PERSON_ID_PATTERN)]
At = Annotated[int, Field(ge=0, le=2**53 - 1)]
Ms = Annotated[int, Field(ge=0, le=2**53 - 1)]
Ago = Annotated[int, Field(ge=0, le=AGO_MS_MAX)]
Name = Annotated[str, Field(min_length=1, max_length=480)]
Text = Annotated[str, Field(min_length=1, max_length=TEXT_CHARS_MAX)]


class Message(BaseModel):
    """Base of all messages."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class AttendanceBody(Message):
    """A person's state was seen, `ago_ms` before the record was made.

    `deputised` needs `deputy` and `approver`, `excused` a `reason`; `left` came and has left."""

    kind: Literal["attendance"]
    person: PersonCode
    status: Attendance
    deputy: Name | None = None
    deputy_post: Name | None = None
    approver: Name | None = None
    reason: Text | None = None
    ago_ms: Ago = 0


class CorrectionBody(Message):
    """The entry that holds was wrong; `because` says why and the old value stays readable.

    The correction takes the entry's place and time; with `ago_ms`, its own time."""

    kind: Literal["correction"]
    person: PersonCode
    status: Attendance
    because: Text
    deputy: Name | None = None
    deputy_post: Name | None = None
    approver: Name | None = None
    reason: Text | None = None
    ago_ms: Ago = 0


class AttendeeBody(Message):
    """Somebody who was not on the roster is present; the agent makes the person's id."""

    kind: Literal["attendee"]
    person: PersonCode
    name: Name
    post: Name | None = None
    status: Attendance = Attendance.IN_PERSON


class HeadCountBody(Message):
    """People in the room, without names; with `covers`, at the point and all points below it."""

    kind: Literal["head_count"]
    count: Annotated[int, Field(ge=0, le=HEAD_COUNT_MAX)]
    covers: bool = False
    means: CountedBy = CountedBy.AGENT


class RollAnswerBody(Message):
    """The site answers a roll call."""

    kind: Literal["roll_answer"]
    roll_call: Id


class IncidentBody(Message):
    kind: Literal["incident"]
    incident: IncidentKind
    note: Text | None = None


class NoticeReadBody(Message):
    """A message from the centre was read."""

    kind: Literal["notice_read"]
    notice: Id


class MessageBody(Message):
    """The site writes to the centre."""

    kind: Literal["message"]
    text: Text


class DeclineReadBody(Message):
    """The site has read that its turn could not be arranged."""

    kind: Literal["decline_read"]
    entry: Id


class WrittenBody(Message):
    """The site has sent its opinion in writing instead of speaking."""

    kind: Literal["written"]
    entry: Id


class HeadBody(Message):
    """Another heads the site from now on: leaders come late and leave early."""

    kind: Literal["head"]
    person: PersonCode


class VoiceCheckBody(Message):
    """The voice check of the day before, at this site; `signed` is who answers for it."""

    kind: Literal["voice_check"]
    checks: Annotated[dict[CheckItem, CheckResult], Field(max_length=len(CheckItem))]
    signed: Name | None = None


RecordBody = Annotated[
    AttendanceBody
    | CorrectionBody
    | AttendeeBody
    | HeadCountBody
    | RollAnswerBody
    | IncidentBody
    | NoticeReadBody
    | MessageBody
    | DeclineReadBody
    | WrittenBody
    | HeadBody
    | VoiceCheckBody,
    Field(discriminator="kind"),
]


class UnreadBody(Message):
    """A body that could not be read. Made by the reader, never sent: the record keeps its number
    and is refused alone, so that the ones after it go on. `trace` is 16 bits of what was sent."""

    kind: Literal["unread"] = "unread"
    trace: str


def _read(value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """The body, or what is left of it; only what comes from outside is met with leniency."""
    try:
        return read(value)
    except ValidationError:
        if info.mode != "json":
            raise
        sent = json.dumps(value, sort_keys=True).encode()
        return UnreadBody(trace=hashlib.sha256(sent).hexdigest()[:4])


class RecordItem(Message):
    """One durable record. `device_at` is the device's own clock, uncorrected; `offset_ms`, if
    known, is what to add to it (measured by the clock exchange)."""

    seq: Annotated[int, Field(ge=1, le=2**53 - 1)]
    device_at: At
    offset_ms: Annotated[int, Field(ge=-(2**53), le=2**53)] | None = None
    body: Annotated[RecordBody | UnreadBody, WrapValidator(_read)]
