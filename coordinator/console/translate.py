"""From the API's commands to the core's, with the personal texts apart. Raises WireError(bad_name).

What a site's record can say goes through the same builders as an agent's records; the rest are
the same words under other names.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from coordinator.console import commands as api
from coordinator.console import translate_records, translate_turns
from coordinator.console.command_base import ApiCommand, EntryCommand
from coordinator.core import programme, rollcall
from coordinator.core import session as phases
from coordinator.core.base import Command, ErasePerson
from coordinator.core.floor import commands as floor
from coordinator.core.receipts import GiveUp
from coordinator.intake import Taken, from_body, request_floor
from wire import records
from wire.text import clean_name
from wire.vocabulary import EntryId, ItemId, PersonId, RollCallId, SiteId

ADDED_ID_BYTES = 6

_PHASES: dict[type[ApiCommand], type[Command]] = {
    api.StartSession: phases.StartSession,
    api.ResumeSession: phases.ResumeSession,
    api.CloseSession: phases.CloseSession,
    api.ReopenSession: phases.ReopenSession,
    api.BeginRehearsal: phases.BeginRehearsal,
    api.EndRehearsal: phases.EndRehearsal,
}
_ON_ENTRY: dict[type[ApiCommand], Callable[[EntryId], Command]] = {
    api.WithdrawRequest: floor.WithdrawRequest,
    api.ApproveRequest: floor.ApproveRequest,
    api.DeclineRequest: floor.DeclineRequest,
    api.DeferRequest: floor.DeferRequest,
    api.CallPoint: floor.CallPoint,
    api.RevokeCall: floor.RevokeCall,
    api.GiveFloor: floor.GiveFloor,
    api.ResumeSpeech: floor.ResumeSpeech,
    api.EndSpeech: floor.EndSpeech,
}


def taken(command: api.AnyCommand) -> Taken:
    """The core's command for one of the API."""
    phase = _PHASES.get(type(command))
    if phase is not None:
        return Taken(phase())
    other = translate_turns.taken(command) or translate_records.taken(command)
    if other is not None:
        return other
    if isinstance(command, EntryCommand):
        return Taken(_on_entry(command))
    return _of_records(command) or _of_texts(command) or Taken(_plain(command))


def _on_entry(command: EntryCommand) -> Command:
    entry = EntryId(command.entry)
    simple = _ON_ENTRY.get(type(command))
    if simple is not None:
        return simple(entry)
    match command:
        case api.MoveRequest(before=before):
            return floor.MoveRequest(entry, None if before is None else EntryId(before))
        case api.ReportReady(called_at=called_at, ready=ready, person=person):
            who = None if person is None else PersonId(person)
            return floor.ReportReady(entry, called_at, ready, person=who)
        case api.PauseSpeech(cause=cause, interjector=person):
            who = None if person is None else PersonId(person)
            return floor.PauseSpeech(entry, cause, who)
        case api.ExtendSpeech(by_ms=by_ms):
            return floor.ExtendSpeech(entry, by_ms)
        case api.NameSpeaker(person=person):
            return floor.NameSpeaker(entry, PersonId(person))
    raise AssertionError(type(command))


def _of_records(command: api.AnyCommand) -> Taken | None:
    """What a site's record says, too."""
    match command:
        case api.NoteAttendance(at=at):
            body = records.AttendanceBody(kind="attendance", **command.model_dump(exclude=_OURS))
            return _timed(from_body(_NOWHERE, body), at=at)
        case api.CorrectAttendance(at=at, entry=entry):
            why = records.CorrectionBody(kind="correction", **command.model_dump(exclude=_OURS))
            return _timed(from_body(_NOWHERE, why), at=at, entry=entry)
        case api.AddAttendee(site=site, name=name, post=post, status=status, at=at):
            person = f"{site}.x{secrets.token_hex(ADDED_ID_BYTES)}"
            attendee = records.AttendeeBody(
                kind="attendee", person=person, name=name, post=post, status=status
            )
            return _timed(from_body(SiteId(site), attendee), at=at)
        case api.NoteHeadCount(site=site, count=count, covers=covers, means=means):
            counted = records.HeadCountBody(
                kind="head_count", count=count, covers=covers, means=means
            )
            return from_body(SiteId(site), counted)
    return None


# What a record says with its envelope, and a command of the API by itself.
_OURS = {"type", "command_id", "expected_rev", "at", "entry"}


def _timed(taken: Taken, **said: int | None) -> Taken:
    """With the time that a person said, which is the session's own, not a device's."""
    return Taken(replace(taken.command, **said), taken.private)  # type: ignore[type-var]


# A person's id names the point, so the builders of these records do not look at the site.
_NOWHERE = SiteId("")


def _of_texts(command: api.AnyCommand) -> Taken | None:
    if not isinstance(command, api.RequestFloor):
        return None
    taken = request_floor(
        SiteId(command.site),
        command.kind,
        person=command.person,
        topic=command.topic,
        channel=command.channel,
    )
    assert isinstance(taken.command, floor.RequestFloor)
    answers = tuple(EntryId(entry) for entry in command.answers)
    mic = clean_name(command.mic) if command.mic.strip() else ""
    whole = replace(taken.command, answers=answers, mic=mic, call=command.call)
    return Taken(whole, taken.private)


def _plain(command: api.AnyCommand) -> Command:
    match command:
        case api.PauseSession(resumes_at=resumes_at):
            return phases.PauseSession(resumes_at)
        case api.BeginItem(item=item, queue=queue):
            return programme.BeginItem(ItemId(item), queue)
        case api.ChangeRules():
            return floor.ChangeRules(
                command.present_only, command.picture_check, command.speeches_max
            )
        case api.UndoFloorAct(act_rev=act_rev):
            return floor.UndoFloorAct(act_rev)
        case api.ChangeLimits(limits=limits):
            return floor.ChangeLimits(limits)
        case api.SetListOpen(is_open=is_open):
            return floor.SetListOpen(is_open)
        case api.OpenRollCall(duration_ms=duration_ms, way=way):
            return rollcall.OpenRollCall(duration_ms, way)
        case api.CloseRollCall(roll_call=roll_call):
            return rollcall.CloseRollCall(RollCallId(roll_call))
        case api.AnswerRollCall(roll_call=roll_call, site=site):
            return rollcall.AnswerRollCall(RollCallId(roll_call), SiteId(site))
        case api.GiveUpCommand():
            return GiveUp()
        case api.ErasePerson(person=person):
            return ErasePerson(PersonId(person))
    raise AssertionError(type(command))


def site_named(command: api.AnyCommand) -> SiteId | None:
    """The point that a command names, by itself or in a person's id; of somebody transferred, the
    point where the id was made."""
    site = getattr(command, "site", None)
    if site is not None:
        return SiteId(site)
    person = getattr(command, "person", None)
    return SiteId(person.split(".", 1)[0]) if person is not None else None
