"""What a page or script may ask for: the body of `POST /sessions/{id}/commands`, by `type`. Unknown
fields are refused: a misspelt `expected_rev` would else switch the check of stale pictures off."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from coordinator.console import record_commands as rolls
from coordinator.console import turn_commands as turns
from coordinator.console.command_base import ApiCommand, EntryCommand
from coordinator.console.turn_commands import Length
from coordinator.core.floor.asking import ANSWERS_MAX, MIC_CHARS_MAX
from coordinator.core.floor.rules import SPEECHES_MAX
from wire.floor_words import PauseCause, QueueFate
from wire.limits import HEAD_COUNT_MAX
from wire.record_words import CountedBy, RollCallWay
from wire.records import At, Id, Name, PersonCode, SiteCode, Text
from wire.vocabulary import Attendance, Channel, LimitKey, SpeechKind


class StartSession(ApiCommand):
    type: Literal["start_session"]


class PauseSession(ApiCommand):
    """A recess, until `resumes_at` if that is said."""

    type: Literal["pause_session"]
    resumes_at: At | None = None


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
    """`queue` is what becomes of those who wait; left out, what the item's rules say."""

    type: Literal["begin_item"]
    item: Id
    queue: QueueFate | None = None


class RequestFloor(ApiCommand):
    """A request to speak; `telephone` and `chair` are entered by those who conduct. `answers` are
    speeches that a reply answers, `mic` a microphone in the hall; `call` (with `chair`) calls the
    point in the same act."""

    type: Literal["request_floor"]
    site: SiteCode
    kind: SpeechKind
    person: PersonCode | None = None
    channel: Channel = Channel.SITE
    topic: Text | None = None
    answers: Annotated[list[Id], Field(max_length=ANSWERS_MAX)] = Field(default_factory=list)
    mic: Annotated[str, Field(max_length=MIC_CHARS_MAX)] = ""
    call: bool = False


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
    """`cause` is `none` or `interjection`; `interjector` is the person who cuts in."""

    type: Literal["pause_speech"]
    cause: PauseCause = PauseCause.NONE
    interjector: PersonCode | None = None


class ResumeSpeech(EntryCommand):
    type: Literal["resume_speech"]


class EndSpeech(EntryCommand):
    type: Literal["end_speech"]


class MoveRequest(EntryCommand):
    """Before another entry, or to the end when `before` is null."""

    type: Literal["move_request"]
    before: Id | None


class ReportReady(EntryCommand):
    """Ready (or not) for the call that `called_at` names; `person` confirms who will speak."""

    type: Literal["report_ready"]
    called_at: At
    ready: bool
    person: PersonCode | None = None


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


class ChangeRules(ApiCommand):
    """The rules of the floor; what is left out stays as it is."""

    type: Literal["change_rules"]
    present_only: bool | None = None
    picture_check: bool | None = None
    speeches_max: Annotated[int, Field(ge=1, le=SPEECHES_MAX)] | None = None


class OpenRollCall(ApiCommand):
    """All points at once, or one after another by voice."""

    type: Literal["open_roll_call"]
    duration_ms: Length
    way: RollCallWay = RollCallWay.AT_ONCE


class CloseRollCall(ApiCommand):
    type: Literal["close_roll_call"]
    roll_call: Id


class AnswerRollCall(ApiCommand):
    type: Literal["answer_roll_call"]
    roll_call: Id
    site: SiteCode


class PersonCommand(ApiCommand):
    """Base of what is said of a person: `deputised` needs `deputy` and `approver`, `excused` a
    `reason`; `at` is since when, if not since now."""

    person: PersonCode
    status: Attendance
    deputy: Name | None = None
    deputy_post: Name | None = None
    approver: Name | None = None
    reason: Text | None = None
    at: At | None = None


class NoteAttendance(PersonCommand):
    type: Literal["note_attendance"]


class CorrectAttendance(PersonCommand):
    """The entry of revision `entry` was wrong, or the one that holds; `because` says why."""

    type: Literal["correct_attendance"]
    because: Text
    entry: At | None = None


class AddAttendee(ApiCommand):
    """Somebody who was not on the roster came; the coordinator makes the person's id."""

    type: Literal["add_attendee"]
    site: SiteCode
    name: Name
    post: Name | None = None
    status: Attendance = Attendance.IN_PERSON
    at: At | None = None


class NoteHeadCount(ApiCommand):
    """People in the room; with `covers`, at the point and all points below it."""

    type: Literal["note_head_count"]
    site: SiteCode
    count: Annotated[int, Field(ge=0, le=HEAD_COUNT_MAX)]
    covers: bool = False
    means: CountedBy = CountedBy.TELEPHONE


class GiveUpCommand(ApiCommand):
    """`command_id` is that of a command which had no answer. The answer is its outcome if it was
    carried out; otherwise it is refused with `given_up`, and so will the command be, should the
    line deliver it after all."""

    type: Literal["give_up_command"]


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
    | turns.AnyTurnCommand
    | ChangeRules
    | OpenRollCall
    | CloseRollCall
    | AnswerRollCall
    | rolls.AnyRecordCommand
    | NoteAttendance
    | CorrectAttendance
    | AddAttendee
    | NoteHeadCount
    | GiveUpCommand
    | ErasePerson,
    Field(discriminator="type"),
]
COMMAND: TypeAdapter[AnyCommand] = TypeAdapter(AnyCommand)
