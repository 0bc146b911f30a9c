"""What a page or script may ask for: the body of `POST /sessions/{id}/commands`, by `type`. Unknown
fields are refused: a misspelt `expected_rev` would else switch the check of stale pictures off."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from wire.limits import HEAD_COUNT_MAX
from wire.records import At, Id, Message, Name, PersonCode, SiteCode, Text
from wire.vocabulary import (
    Attendance,
    Channel,
    IncidentKind,
    IncidentState,
    LimitKey,
    SpeechKind,
)

NOTICE_SITES_MAX = 4_096
Length = Annotated[int, Field(ge=-(2**53) + 1, le=2**53 - 1)]


class ApiCommand(Message):
    """Base of all: `command_id` makes it harmless to send twice; `expected_rev` is the floor's
    revision (`floor_rev`) of the picture that a floor command rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    command_id: Id
    expected_rev: At | None = None


class StartSession(ApiCommand):
    type: Literal["start_session"]


class PauseSession(ApiCommand):
    type: Literal["pause_session"]


class ResumeSession(ApiCommand):
    type: Literal["resume_session"]


class CloseSession(ApiCommand):
    type: Literal["close_session"]


class ReopenSession(ApiCommand):
    type: Literal["reopen_session"]


class BeginRehearsal(ApiCommand):
    type: Literal["begin_rehearsal"]


class EndRehearsal(ApiCommand):
    type: Literal["end_rehearsal"]


class BeginItem(ApiCommand):
    type: Literal["begin_item"]
    item: Id


class RequestFloor(ApiCommand):
    """A request to speak; `telephone` and `chair` are entered by those who conduct."""

    type: Literal["request_floor"]
    site: SiteCode
    kind: SpeechKind
    person: PersonCode | None = None
    channel: Channel = Channel.SITE
    topic: Text | None = None


class EntryCommand(ApiCommand):
    """Base of acts on one entry of the list."""

    entry: Id


class WithdrawRequest(EntryCommand):
    type: Literal["withdraw_request"]


class ApproveRequest(EntryCommand):
    type: Literal["approve_request"]


class DeclineRequest(EntryCommand):
    type: Literal["decline_request"]


class DeferRequest(EntryCommand):
    type: Literal["defer_request"]


class CallPoint(EntryCommand):
    type: Literal["call_point"]


class RevokeCall(EntryCommand):
    type: Literal["revoke_call"]


class GiveFloor(EntryCommand):
    type: Literal["give_floor"]


class PauseSpeech(EntryCommand):
    type: Literal["pause_speech"]


class ResumeSpeech(EntryCommand):
    type: Literal["resume_speech"]


class EndSpeech(EntryCommand):
    type: Literal["end_speech"]


class MoveRequest(EntryCommand):
    """Before another entry, or to the end when `before` is null."""

    type: Literal["move_request"]
    before: Id | None


class ReportReady(EntryCommand):
    """Ready (or not) for the call that `called_at` names."""

    type: Literal["report_ready"]
    called_at: At
    ready: bool


class ExtendSpeech(EntryCommand):
    """Longer by `by_ms`, or shorter if negative."""

    type: Literal["extend_speech"]
    by_ms: Length


class NameSpeaker(EntryCommand):
    type: Literal["name_speaker"]
    person: PersonCode


class UndoFloorAct(ApiCommand):
    type: Literal["undo_floor_act"]
    act_rev: At


class ChangeLimits(ApiCommand):
    """Limits in ms by kind; 0 means no countdown."""

    type: Literal["change_limits"]
    limits: Annotated[dict[LimitKey, Length], Field(max_length=len(LimitKey))]


class SetListOpen(ApiCommand):
    type: Literal["set_list_open"]
    is_open: bool


class OpenRollCall(ApiCommand):
    type: Literal["open_roll_call"]
    duration_ms: Length


class CloseRollCall(ApiCommand):
    type: Literal["close_roll_call"]
    roll_call: Id


class AnswerRollCall(ApiCommand):
    type: Literal["answer_roll_call"]
    roll_call: Id
    site: SiteCode


class PersonCommand(ApiCommand):
    """Base of what is said of a person: `deputised` needs `deputy` and `approver`, `excused` a
    `reason`."""

    person: PersonCode
    status: Attendance
    deputy: Name | None = None
    deputy_post: Name | None = None
    approver: Name | None = None
    reason: Text | None = None


class NoteAttendance(PersonCommand):
    type: Literal["note_attendance"]


class CorrectAttendance(PersonCommand):
    """An earlier entry was wrong; `because` says why."""

    type: Literal["correct_attendance"]
    because: Text


class AddAttendee(ApiCommand):
    """Somebody who was not on the roster came; the coordinator makes the person's id."""

    type: Literal["add_attendee"]
    site: SiteCode
    name: Name
    post: Name | None = None
    status: Attendance = Attendance.IN_PERSON


class NoteHeadCount(ApiCommand):
    type: Literal["note_head_count"]
    site: SiteCode
    count: Annotated[int, Field(ge=0, le=HEAD_COUNT_MAX)]


class SendNotice(ApiCommand):
    """A message to these points, or to all when `sites` is empty."""

    type: Literal["send_notice"]
    sites: Annotated[list[SiteCode], Field(max_length=NOTICE_SITES_MAX)]
    text: Text


class ReadNotice(ApiCommand):
    type: Literal["read_notice"]
    notice: Id
    site: SiteCode


class ReportIncident(ApiCommand):
    type: Literal["report_incident"]
    site: SiteCode
    kind: IncidentKind
    note: Text | None = None


class MoveIncident(ApiCommand):
    type: Literal["move_incident"]
    incident: Id
    state: IncidentState


class ErasePerson(ApiCommand):
    """Remove what is readable of a person; counts stay whole. Not to be undone."""

    type: Literal["erase_person"]
    person: PersonCode


AnyCommand = Annotated[
    StartSession
    | PauseSession
    | ResumeSession
    | CloseSession
    | ReopenSession
    | BeginRehearsal
    | EndRehearsal
    | BeginItem
    | RequestFloor
    | WithdrawRequest
    | ApproveRequest
    | DeclineRequest
    | DeferRequest
    | CallPoint
    | RevokeCall
    | GiveFloor
    | PauseSpeech
    | ResumeSpeech
    | EndSpeech
    | MoveRequest
    | ReportReady
    | ExtendSpeech
    | NameSpeaker
    | UndoFloorAct
    | ChangeLimits
    | SetListOpen
    | OpenRollCall
    | CloseRollCall
    | AnswerRollCall
    | NoteAttendance
    | CorrectAttendance
    | AddAttendee
    | NoteHeadCount
    | SendNotice
    | ReadNotice
    | ReportIncident
    | MoveIncident
    | ErasePerson,
    Field(discriminator="type"),
]
COMMAND: TypeAdapter[AnyCommand] = TypeAdapter(AnyCommand)
