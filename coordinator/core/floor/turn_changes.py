"""What an act does to the one entry it names: its instants, never its place in the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from coordinator.core.floor import events as e
from coordinator.core.floor import turns as t
from coordinator.core.floor.state import Entry
from wire.floor_words import PauseCause

# What asked the host stays asked while these happen.
_BESIDE = (t.HandOverAsked, e.SpeakerNamed)


def changed(entry: Entry, event: Any, at: int) -> Entry:
    """The entry after the event; an act on it answers what was asked of the host, and whatever
    step it is in begins anew."""
    change = _CHANGES.get(type(event))
    if change is None:
        return entry
    after = change(entry, event, at)
    if isinstance(event, _BESIDE):
        return after
    return replace(after, asked=None, wait_from=None if after.wait_from is None else at)


def stood_down(entry: Entry, at: int) -> Entry:
    """Set aside: what was spoken stays behind it, the rest of the time it keeps."""
    return replace(_uncalled(_off(entry, at)), aside_at=at, asked=None)


def returned(entry: Entry, at: int) -> Entry:
    """Back among those who wait, with the time that is left."""
    entry = _uncalled(_off(entry, at))
    queued_at = entry.queued_at or at
    return replace(entry, queued_at=queued_at, aside_at=None, aside_item=None, ended_at=None)


def _off(entry: Entry, at: int) -> Entry:
    """Its stretch on air, if any, is behind it."""
    if entry.started_at is None:
        return entry
    until = entry.ended_at or at
    return replace(
        entry,
        used_ms=entry.spoken_ms(at),
        rested_ms=entry.rested_ms + entry.paused_until(until),
        started_at=None,
        paused_at=None,
        paused_ms=0,
        pause_cause=PauseCause.NONE,
        interjector=None,
    )


def _uncalled(entry: Entry) -> Entry:
    return replace(
        entry, called_at=None, ready_at=None, cued_at=None, picture_at=None, wait_from=None
    )


def _called(entry: Entry, _: object, at: int) -> Entry:
    queued_at = entry.queued_at or at
    entry = replace(_uncalled(entry), queued_at=queued_at, aside_at=None, aside_item=None)
    return replace(entry, called_at=at, wait_from=at)


def _revoked(entry: Entry, _: object, at: int) -> Entry:
    """Nothing is spent: what it spoke by mistake is forgotten, an earlier stretch is not."""
    entry = replace(
        _uncalled(entry),
        queued_at=entry.queued_at or at,
        started_at=None,
        paused_at=None,
        paused_ms=0,
        pause_cause=PauseCause.NONE,
        interjector=None,
    )
    if entry.used_ms:
        return entry
    return replace(entry, limit_ms=None, item=None, began_at=None, rested_ms=0)


def _ready(entry: Entry, event: e.SiteReady, at: int) -> Entry:
    entry = replace(entry, ready_at=at)
    if event.person is None:
        return entry
    return replace(entry, person=event.person, confirmed_at=at)


def _given(entry: Entry, event: e.FloorGiven, at: int) -> Entry:
    began_at = entry.began_at or at
    return replace(entry, started_at=at, began_at=began_at, limit_ms=event.limit_ms, wait_from=at)


def _resumed(entry: Entry, _: object, at: int) -> Entry:
    return replace(
        entry,
        paused_at=None,
        paused_ms=entry.paused_until(at),
        pause_cause=PauseCause.NONE,
        interjector=None,
        wait_from=at,
    )


def _lost(entry: Entry, _: object, at: int) -> Entry:
    return replace(
        entry,
        paused_at=at if entry.paused_at is None else entry.paused_at,
        pause_cause=PauseCause.LINE,
        interjector=None,
        picture_at=None,
        wait_from=at,
    )


_CHANGES: dict[type, Callable[[Entry, Any, int], Entry]] = {
    e.RequestWithdrawn: lambda entry, _, at: replace(entry, withdrawn_at=at),
    e.RequestApproved: lambda entry, _, at: replace(entry, queued_at=at),
    e.RequestDeclined: lambda entry, _, at: replace(entry, declined_at=at),
    e.RequestDeferred: lambda entry, _, at: replace(
        _uncalled(entry), queued_at=entry.queued_at or at, deferred_at=at
    ),
    e.PointCalled: _called,
    e.CallRevoked: _revoked,
    e.SiteReady: _ready,
    e.SiteNotReady: lambda entry, _, __: replace(entry, ready_at=None),
    e.FloorGiven: _given,
    e.SpeechPaused: lambda entry, event, at: replace(
        entry,
        paused_at=at,
        pause_cause=event.cause,
        interjector=event.interjector,
        wait_from=None,
    ),
    e.SpeechResumed: _resumed,
    e.SpeechExtended: lambda entry, event, _: replace(
        entry, limit_ms=(entry.limit_ms or 0) + event.by_ms
    ),
    e.SpeechEnded: lambda entry, _, at: replace(
        entry, ended_at=at, paused_at=None, paused_ms=entry.paused_until(at), wait_from=None
    ),
    e.SpeakerNamed: lambda entry, event, _: replace(entry, person=event.person, confirmed_at=None),
    t.PictureCued: lambda entry, _, at: replace(entry, cued_at=at, picture_at=None),
    t.PictureUp: lambda entry, _, at: replace(entry, picture_at=at),
    t.PictureLost: _lost,
    t.HandOverAsked: lambda entry, event, _: replace(entry, asked=event.question),
    t.WaitKept: lambda entry, _, __: entry,
    t.TelephoneTaken: lambda entry, event, _: replace(entry, by_phone=event.on),
    t.DeclineRead: lambda entry, _, at: replace(entry, decline_read_at=at),
    t.WrittenReceived: lambda entry, _, at: replace(entry, written_at=at),
}
