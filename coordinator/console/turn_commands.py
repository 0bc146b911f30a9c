"""What a page or script may ask of a turn, of the meeting's conduct and of messages, by `type`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coordinator.console.command_base import ApiCommand, EntryCommand
from coordinator.core.floor.queue import WAITING_MAX
from wire.floor_words import CallOutcome, NoteKind, NoticeKind
from wire.records import Id, PersonCode, SiteCode, Text
from wire.vocabulary import IncidentKind, IncidentState

NOTICE_SITES_MAX = 4_096
Length = Annotated[int, Field(ge=-(2**53) + 1, le=2**53 - 1)]


class CuePicture(EntryCommand):
    """Ask the picture operator for the point's picture."""

    type: Literal["cue_picture"]


class ConfirmPicture(EntryCommand):
    """The picture is on, or on again."""

    type: Literal["confirm_picture"]


class LosePicture(EntryCommand):
    """The speaker's picture or sound is gone: the turn is held."""

    type: Literal["lose_picture"]


class KeepWaiting(EntryCommand):
    """The answer "wait" to what the hand-over asked."""

    type: Literal["keep_waiting"]


class PassOver(EntryCommand):
    """The called point gives way; the next one is called."""

    type: Literal["pass_over"]


class SetAside(EntryCommand):
    """Out of the list for now, with the time that is left."""

    type: Literal["set_aside"]


class ReturnRequest(EntryCommand):
    """One set aside comes back."""

    type: Literal["return_request"]


class PutBack(EntryCommand):
    """The last speaker had not finished."""

    type: Literal["put_back"]


class TakeByTelephone(EntryCommand):
    """Heard by telephone, the video down (or no longer)."""

    type: Literal["take_by_telephone"]
    on: bool


class ReadDecline(EntryCommand):
    """The point has read that its turn could not be arranged."""

    type: Literal["read_decline"]


class ReceiveWritten(EntryCommand):
    """The opinion came in writing."""

    type: Literal["receive_written"]


class NoteSpeech(EntryCommand):
    """What the secretary notes of a speech."""

    type: Literal["note_speech"]
    kind: NoteKind
    text: Text


class WindDown(ApiCommand):
    """Time runs short: so many more may speak, each for `limit_ms` at most; the rest write."""

    type: Literal["wind_down"]
    take: Annotated[int, Field(ge=0, le=WAITING_MAX)]
    limit_ms: Length | None = None


class HandChair(ApiCommand):
    """Another chairs from now on."""

    type: Literal["hand_chair"]
    person: PersonCode


class TakeShift(ApiCommand):
    """The asker is on duty at the console from now on."""

    type: Literal["take_shift"]


class BeginRestricted(ApiCommand):
    """Only these points from now on; every other page is blank."""

    type: Literal["begin_restricted"]
    sites: Annotated[list[SiteCode], Field(min_length=1, max_length=NOTICE_SITES_MAX)]


class EndRestricted(ApiCommand):
    type: Literal["end_restricted"]


class LogCall(ApiCommand):
    """How a telephone call to a point's duty technician ended."""

    type: Literal["log_call"]
    site: SiteCode
    outcome: CallOutcome


class SendMessage(ApiCommand):
    """A point writes to the centre."""

    type: Literal["send_message"]
    site: SiteCode
    text: Text


class ReadMessage(ApiCommand):
    """Somebody at the centre has read it."""

    type: Literal["read_message"]
    message: Id


class ChangeHead(ApiCommand):
    """Another heads the person's point from now on."""

    type: Literal["change_head"]
    person: PersonCode


class SendNotice(ApiCommand):
    """A message to these points, or to all when `sites` is empty; `mute` and `time` are shown in
    their own way."""

    type: Literal["send_notice"]
    sites: Annotated[list[SiteCode], Field(max_length=NOTICE_SITES_MAX)]
    text: Text
    kind: NoticeKind = NoticeKind.MESSAGE


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


AnyTurnCommand = (
    CuePicture
    | ConfirmPicture
    | LosePicture
    | KeepWaiting
    | PassOver
    | SetAside
    | ReturnRequest
    | PutBack
    | TakeByTelephone
    | ReadDecline
    | ReceiveWritten
    | NoteSpeech
    | WindDown
    | HandChair
    | TakeShift
    | BeginRestricted
    | EndRestricted
    | LogCall
    | SendMessage
    | ReadMessage
    | ChangeHead
    | SendNotice
    | ReadNotice
    | ReportIncident
    | MoveIncident
)
