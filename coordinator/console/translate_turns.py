"""From the API's commands on turns, conduct and messages to the core's.

Raises WireError(bad_name).
"""

from __future__ import annotations

from collections.abc import Callable

from coordinator.console import turn_commands as api
from coordinator.console.command_base import ApiCommand, EntryCommand
from coordinator.core import conduct, incidents, minutes, notices
from coordinator.core.attendance.commands import ChangeHead
from coordinator.core.base import Command
from coordinator.core.floor import turns
from coordinator.intake import Taken, Texts, from_body
from wire import records
from wire.text import clean_text
from wire.vocabulary import EntryId, PersonId, SiteId

_ON_ENTRY: dict[type[ApiCommand], Callable[[EntryId], Command]] = {
    api.CuePicture: turns.CuePicture,
    api.ConfirmPicture: turns.ConfirmPicture,
    api.LosePicture: turns.LosePicture,
    api.KeepWaiting: turns.KeepWaiting,
    api.PassOver: turns.PassOver,
    api.SetAside: turns.SetAside,
    api.ReturnRequest: turns.ReturnRequest,
    api.PutBack: turns.PutBack,
    api.ReadDecline: turns.ReadDecline,
    api.ReceiveWritten: turns.ReceiveWritten,
}


def taken(command: ApiCommand) -> Taken | None:
    """The core's command; None when it is none of these."""
    simple = _ON_ENTRY.get(type(command))
    if simple is not None:
        assert isinstance(command, EntryCommand)
        return Taken(simple(EntryId(command.entry)))
    told = _conducted(command)
    return Taken(told) if told is not None else _with_texts(command)


def _conducted(command: ApiCommand) -> Command | None:
    match command:
        case api.TakeByTelephone(entry=entry, on=on):
            return turns.TakeByTelephone(EntryId(entry), on)
        case api.WindDown(take=take, limit_ms=limit_ms):
            return turns.WindDown(take, limit_ms)
        case api.HandChair(person=person):
            return conduct.HandChair(PersonId(person))
        case api.TakeShift():
            return conduct.TakeShift()
        case api.BeginRestricted(sites=sites):
            return conduct.BeginRestricted(_once(sites))
        case api.EndRestricted():
            return conduct.EndRestricted()
        case api.LogCall(site=site, outcome=outcome):
            return conduct.LogCall(SiteId(site), outcome)
        case api.ReadMessage(message=message):
            return notices.ReadMessage(message)
        case api.ReadNotice(notice=notice, site=site):
            return notices.ReadNotice(notice, SiteId(site))
        case api.ChangeHead(person=person):
            return ChangeHead(PersonId(person))
        case api.MoveIncident(incident=incident, state=state):
            return incidents.MoveIncident(incident, state)
    return None


def _with_texts(command: ApiCommand) -> Taken | None:
    texts = Texts()
    match command:
        case api.NoteSpeech(entry=entry, kind=kind, text=text):
            ref = texts.keep({"text": clean_text(text)})
            return Taken(minutes.NoteSpeech(EntryId(entry), kind, ref), tuple(texts.rows))
        case api.SendNotice(sites=sites, text=text, kind=kind):
            ref = texts.keep({"text": clean_text(text)})
            return Taken(notices.SendNotice(_once(sites), ref, kind), tuple(texts.rows))
        case api.SendMessage(site=site, text=text):
            ref = texts.keep({"text": clean_text(text)})
            return Taken(notices.SendMessage(SiteId(site), ref), tuple(texts.rows))
        case api.ReportIncident(site=site, kind=kind, note=note):
            body = records.IncidentBody(kind="incident", incident=kind, note=note)
            return from_body(SiteId(site), body)
    return None


def _once(sites: list[str]) -> tuple[SiteId, ...]:
    """Each point once, in the order given."""
    return tuple(dict.fromkeys(SiteId(site) for site in sites))
