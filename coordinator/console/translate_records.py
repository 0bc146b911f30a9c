"""From the API's commands around the attendance record to the core's."""

from __future__ import annotations

from coordinator.console import commands as api
from coordinator.console import record_commands as rolls
from coordinator.core import media, quorum, rollcall, voice_check
from coordinator.core.attendance import commands as attendance
from coordinator.intake import Taken, Texts
from wire.text import clean_name
from wire.vocabulary import PersonId, RollCallId, SiteId


def taken(command: api.AnyCommand) -> Taken | None:
    """The core's command; None for one of another kind. Raises WireError(bad_name)."""
    match command:
        case rolls.TransferPerson(person=person, to=to, at=at):
            return Taken(attendance.TransferPerson(PersonId(person), SiteId(to), at))
        case rolls.SettleReview(review=review, accept=accept, because=because):
            texts = Texts()
            why = texts.text(because)
            return Taken(attendance.SettleReview(review, accept, why), tuple(texts.rows))
        case rolls.MarkSilent(roll_call=roll_call, site=site):
            return Taken(rollcall.MarkSilent(RollCallId(roll_call), SiteId(site)))
        case rolls.AskSite(roll_call=roll_call, site=site):
            return Taken(rollcall.AskSite(RollCallId(roll_call), SiteId(site)))
        case rolls.SetQuorum(sites=sites, people=people):
            return Taken(quorum.SetQuorum(_share(sites), _share(people)))
        case rolls.NoteVoiceCheck(site=site, checks=checks, signed=signed):
            texts = Texts()
            name = texts.keep({"name": clean_name(signed)}) if signed else None
            check = voice_check.NoteVoiceCheck(SiteId(site), checks, name)
            return Taken(check, tuple(texts.rows))
        case rolls.ReportMedia(site=site, up=up):
            return Taken(media.ReportMediaLeg(SiteId(site), up))
    return None


def _share(share: rolls.Share | None) -> quorum.Share | None:
    return None if share is None else quorum.Share(share.numerator, share.denominator)
