"""The sheet of the voice check of the day before: every point with a line, what was found there."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.people import People, duty_ref
from coordinator.core.state import Session
from coordinator.core.voice_check import BEFORE
from wire.record_words import CheckResult
from wire.vocabulary import Phase, SiteId


@dataclass(frozen=True, slots=True)
class VoiceCheckRow:
    """One point. `checks` holds the items that somebody has said something of, `signed` who answers
    for all of it ("": nobody, or something changed since), `by` the role that noted last; `phone`
    is the duty telephone, for those who conduct only."""

    site: str
    name: str
    title: str
    phone: str
    checks: dict[str, CheckResult]
    signed: str
    at: int | None
    by: str


@dataclass(frozen=True, slots=True)
class VoiceCheckSheet:
    """All points in the organizers' order; `open` says whether something may still be noted."""

    session: str
    title: str
    phase: Phase
    at: int
    open: bool
    rows: tuple[VoiceCheckRow, ...]


def voice_check_sheet(
    session: Session, people: People, now: int, *, phones: bool
) -> VoiceCheckSheet:
    """The whole sheet, as it stands."""
    lines = (site for site in session.site_order if session.sites[site].spec.line)
    return VoiceCheckSheet(
        session=session.id,
        title=session.title,
        phase=session.phase,
        at=now,
        open=session.phase in BEFORE,
        rows=tuple(_row(session, people, site, phones) for site in lines),
    )


def _row(session: Session, people: People, site: SiteId, phones: bool) -> VoiceCheckRow:
    spec, sheet = session.sites[site].spec, session.voice_checks.get(site)
    signed = people.of(sheet.signed).get("name", "") if sheet and sheet.signed else ""
    return VoiceCheckRow(
        site=site,
        name=spec.name,
        title=spec.title,
        phone=people.of(duty_ref(site)).get("phone", "") if phones else "",
        checks={item.value: found for item, found in sheet.checks.items()} if sheet else {},
        signed=signed,
        at=sheet.at if sheet else None,
        by=sheet.role if sheet else "",
    )
