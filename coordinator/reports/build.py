"""A whole report out of a session: pure, and every derived figure has its rule in one function."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.reports import logs, people, presence, sites
from coordinator.reports.figures import Named, Quality, Quorum, Span
from coordinator.reports.model import Header, Options, Report, Rows, Seal
from coordinator.reports.names import Names
from coordinator.reports.sites import Found
from coordinator.views.presence import Meeting
from coordinator.views.quorum import ShareNow, quorum_now
from wire.vocabulary import SiteId

NOT_MEASURED: Mapping[SiteId, Quality] = {}


def report(
    session: Session,
    texts: People,
    now: int,
    options: Options,
    *,
    seal: Seal | None = None,
    quality: Mapping[SiteId, Quality] = NOT_MEASURED,
) -> Report:
    """Everything that any document says, as of `now`.

    `seal` is the signed head of the record that the session was read from; `quality` is how long
    each line was good, fair and poor, where that was counted along the record."""
    names, within = Names(session, texts, options), presence.meeting_of(session, now)
    persons = presence.people_by_site(session, within)
    by_site = sites.figures_by_site(persons, within)
    incidents = logs.incident_rows(session, names)
    speeches, calls = logs.speech_rows(session, names, within), logs.roll_calls(session)
    notes = logs.notes_by_site(session, incidents)
    heads = sites.heads_by_site(session, by_site, within)
    found = Found(within, persons, by_site, heads, quality, notes)
    found.speak(speeches)
    found.answer(calls)
    rows = tuple(sites.site_rows(session, names, found))
    tops = sites.provinces(session, rows, found)
    return Report(
        header=_header(session, names, within, now, seal),
        points=sites.site_figures(rows),
        totals=presence.summed(row.people for row in tops),
        head_count=sum(row.heads.total for row in tops),
        heads_counted=any(one.room or one.covering for one in heads.values()),
        sites=rows,
        provinces=tops,
        people=Rows(partial(people.person_rows, session, names, within)),
        corrections=Rows(partial(people.correction_rows, session, names, within)),
        reviews=people.review_rows(session, names, within),
        roll_calls=calls,
        speeches=speeches,
        incidents=incidents,
        programme=logs.programme(session),
    )


def _header(session: Session, names: Names, within: Meeting, now: int, seal: Seal | None) -> Header:
    outages, asked = _outages(session, within), quorum_now(session, within.until)
    place = session.sites.get(session.chair_site)
    chair = session.conduct.chair
    others = [one for one in session.conduct.chairs if one != chair]
    return Header(
        session=session.id,
        title=session.title,
        short_title=session.short_title,
        phase=session.phase,
        starts_at=session.starts_at,
        started_at=session.started_at,
        closed_at=within.until if session.phase in presence.OVER else None,
        until_at=within.until,
        generated_at=now,
        rev=session.rev,
        place=place.spec.name if place else "",
        place_title=place.spec.title if place else "",
        honorific=session.honorific,
        chair=_chair(session, names),
        co_chairs=tuple(names.named(one) for one in others),
        rehearsals=tuple(Span(since, until) for since, until in session.rehearsals),
        outages=outages,
        missing_ms=sum((one.until_at or within.until) - one.since_at for one in outages),
        quorum_sites=_quorum(asked.sites) if asked else None,
        quorum_people=_quorum(asked.people) if asked else None,
        options=names.options,
        seal=seal,
    )


def _chair(session: Session, names: Names) -> Named:
    """Who chairs at the end; where nobody was named so, the head of the chair's point."""
    if session.conduct.chair is not None:
        return names.named(session.conduct.chair)
    slot = session.sites.get(session.chair_site)
    persons = [session.people[one] for one in slot.people] if slot else []
    return next((names.of(one) for one in persons if one.spec.head), Named())


def _quorum(found: ShareNow | None) -> Quorum | None:
    """A share as it stands at the end; the rule is in `coordinator.views.quorum`."""
    if found is None:
        return None
    return Quorum(
        found.numerator,
        found.denominator,
        found.present,
        found.base,
        found.met,
        found.counted,
        found.roll_call,
    )


def _outages(session: Session, within: Meeting) -> tuple[Span, ...]:
    """When the coordinator itself was away, as far as it fell into the meeting."""
    opened = within.since or 0
    cut = ((max(since, opened), min(until, within.until)) for since, until in session.outages)
    return tuple(Span(since, until) for since, until in cut if until > since)
