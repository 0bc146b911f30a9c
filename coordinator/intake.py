"""From what a peer says to what the core understands: commands, and the personal texts apart.

Both doors use it. Texts are cleaned here (`wire.text`), so WireError(bad_name) may be raised;
salts are drawn here, because the core draws nothing at random.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from coordinator.core import incidents, notices, rollcall, voice_check
from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Command, Ref
from coordinator.core.floor import commands as floor
from coordinator.core.floor import turns
from coordinator.core.people import PrivateRow
from wire import messages, records
from wire.text import clean_name, clean_text
from wire.vocabulary import Attendance, Channel, EntryId, PersonId, RollCallId, SiteId, SpeechKind


@dataclass(slots=True)
class Texts:
    """Collects the personal texts of one command while it is translated."""

    rows: list[PrivateRow] = field(default_factory=list)

    def keep(
        self, fields: Mapping[str, str], *, owner: str | None = None, ref: str | None = None
    ) -> Ref:
        """A new row; without `ref` it gets an id of its own."""
        row = PrivateRow(ref or f"t_{secrets.token_hex(8)}", secrets.token_hex(16), fields, owner)
        self.rows.append(row)
        return row.as_ref()

    def text(self, value: str | None, *, owner: str | None = None) -> Ref | None:
        """Free text, if any."""
        return None if value is None else self.keep({"text": clean_text(value)}, owner=owner)

    def name(
        self, name: str, post: str | None, *, owner: str | None = None, ref: str | None = None
    ) -> Ref:
        """A name with its post."""
        fields = {"name": clean_name(name)}
        if post:
            fields["post"] = clean_name(post)
        return self.keep(fields, owner=owner, ref=ref)


@dataclass(frozen=True, slots=True)
class Taken:
    """A translated command and its personal texts."""

    command: Command
    private: tuple[PrivateRow, ...] = ()


def note_of(texts: Texts, body: records.AttendanceBody | records.CorrectionBody) -> Note:
    """What is said of a person: only what belongs to the state is kept."""
    deputy = approver = reason = None
    if body.status is Attendance.DEPUTISED:
        if body.deputy:
            deputy = texts.name(body.deputy, body.deputy_post, owner=body.person)
        approver = texts.text(body.approver, owner=body.person)
    if body.status is Attendance.EXCUSED:
        reason = texts.text(body.reason, owner=body.person)
    return Note(body.status, deputy, approver, reason)


def from_body(site: SiteId, body: records.RecordBody) -> Taken:
    """A record's command, for this site. Raises WireError(bad_name)."""
    texts = Texts()
    return Taken(_command(texts, site, body), tuple(texts.rows))


def _command(texts: Texts, site: SiteId, body: records.RecordBody) -> Command:
    match body:
        case records.AttendanceBody(person=person, ago_ms=ago_ms):
            note = note_of(texts, body)
            return attendance.NoteAttendance(PersonId(person), note, ago_ms=ago_ms)
        case records.CorrectionBody(person=person, because=because, ago_ms=ago_ms):
            why, note = texts.text(because, owner=person), note_of(texts, body)
            return attendance.CorrectAttendance(PersonId(person), note, why, ago_ms=ago_ms)
        case records.AttendeeBody(person=person, name=name, post=post, status=status):
            ref = texts.name(name, post, owner=person, ref=person)
            spec = PersonSpec(PersonId(person), site, ref.commitment, added=True)
            return attendance.AddAttendee(spec, status)
        case records.HeadCountBody(count=count, covers=covers, means=means):
            return attendance.NoteHeadCount(site, count, covers, means)
        case records.VoiceCheckBody(checks=checks, signed=signed):
            signature = texts.keep({"name": clean_name(signed)}) if signed else None
            return voice_check.NoteVoiceCheck(site, checks, signature)
        case records.RollAnswerBody(roll_call=roll_call):
            return rollcall.AnswerRollCall(RollCallId(roll_call), site)
        case records.IncidentBody(incident=kind, note=note):
            return incidents.ReportIncident(site, kind, texts.text(note))
        case records.HeadBody(person=person):
            return attendance.ChangeHead(PersonId(person))
        case _:
            return _said(texts, site, body)


def _said(
    texts: Texts,
    site: SiteId,
    body: records.NoticeReadBody
    | records.MessageBody
    | records.DeclineReadBody
    | records.WrittenBody,
) -> Command:
    """What passes between the site and the centre in words."""
    match body:
        case records.NoticeReadBody(notice=notice):
            return notices.ReadNotice(notice, site)
        case records.MessageBody(text=text):
            return notices.SendMessage(site, texts.keep({"text": clean_text(text)}))
        case records.DeclineReadBody(entry=entry):
            return turns.ReadDecline(EntryId(entry))
        case records.WrittenBody(entry=entry):
            return turns.ReceiveWritten(EntryId(entry))


def from_intent(
    message: messages.RequestFloor | messages.WithdrawRequest | messages.ReportReady,
) -> Taken:
    """An intent's command. Raises WireError(bad_name)."""
    match message:
        case messages.RequestFloor():
            return request_floor(
                SiteId(message.site),
                message.kind,
                person=message.person,
                topic=message.topic,
                intent=message.intent,
                age_ms=message.age_ms,
            )
        case messages.WithdrawRequest():
            return Taken(floor.WithdrawRequest(EntryId(message.entry), message.age_ms))
        case messages.ReportReady():
            who = PersonId(message.person) if message.person else None
            entry, at = EntryId(message.entry), message.called_at
            return Taken(floor.ReportReady(entry, at, message.ready, message.age_ms, who))


def request_floor(
    site: SiteId,
    kind: SpeechKind,
    *,
    person: str | None = None,
    topic: str | None = None,
    channel: Channel = Channel.SITE,
    intent: str = "",
    age_ms: int = 0,
) -> Taken:
    """A request to speak, from whichever channel."""
    texts = Texts()
    command = floor.RequestFloor(
        site,
        kind,
        PersonId(person) if person else None,
        channel,
        texts.text(topic, owner=person),
        intent,
        age_ms,
    )
    return Taken(command, tuple(texts.rows))


_PERSONAL = {
    "name",
    "post",
    "deputy",
    "deputy_post",
    "approver",
    "reason",
    "because",
    "note",
    "text",
    "signed",
}


def digest(item: records.RecordItem) -> str:
    """What tells a repeated record from another with its number.

    Of the personal texts only 16 bits enter: enough to notice a difference, too few to find a
    name again by trying names, once it has been erased."""
    plain = item.model_dump_json(exclude={"offset_ms": True, "body": _PERSONAL})
    whole = item.model_dump_json(exclude={"offset_ms"})
    return _sha256(plain)[:28] + _sha256(whole)[:4]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
