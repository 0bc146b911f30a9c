"""Commands of the API around the attendance record: transfers, reviews, quorum, voice check, the
bridge, and the roll call by voice."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from coordinator.console.command_base import ApiCommand
from coordinator.core.quorum import DENOMINATOR_MAX
from wire.record_words import CheckItem, CheckResult
from wire.records import At, Id, Name, PersonCode, SiteCode, Text


class TransferPerson(ApiCommand):
    """The same person sits at another point, from now on or since `at`."""

    type: Literal["transfer_person"]
    person: PersonCode
    to: SiteCode
    at: At | None = None


class SettleReview(ApiCommand):
    """Let in what came after closing, or not: then `because` says why. Never by who brought it."""

    type: Literal["settle_review"]
    review: Id
    accept: bool
    because: Text | None = None


class MarkSilent(ApiCommand):
    """The point was called by voice and did not answer; the next one is called."""

    type: Literal["mark_silent"]
    roll_call: Id
    site: SiteCode


class AskSite(ApiCommand):
    """Call this point by voice now, out of the order or once more."""

    type: Literal["ask_site"]
    roll_call: Id
    site: SiteCode


class Share(BaseModel):
    """At least numerator / denominator of those invited."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    numerator: Annotated[int, Field(ge=1, le=DENOMINATOR_MAX)]
    denominator: Annotated[int, Field(ge=1, le=DENOMINATOR_MAX)]


class SetQuorum(ApiCommand):
    """What must be there before a decision; null means that it is not asked for."""

    type: Literal["set_quorum"]
    sites: Share | None
    people: Share | None


class NoteVoiceCheck(ApiCommand):
    """The voice check of the day before at one point; `signed` is who answers for it."""

    type: Literal["note_voice_check"]
    site: SiteCode
    checks: Annotated[dict[CheckItem, CheckResult], Field(max_length=len(CheckItem))]
    signed: Name | None = None


class ReportMedia(ApiCommand):
    """The bridge has the point's leg up, or has not."""

    type: Literal["report_media"]
    site: SiteCode
    up: bool


AnyRecordCommand = (
    TransferPerson | SettleReview | MarkSilent | AskSite | SetQuorum | NoteVoiceCheck | ReportMedia
)
