"""What is counted: codes of points and kinds, never persons."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, generate_latest

from coordinator.console.meters import Meters
from coordinator.core import meeting
from coordinator.core.base import SYSTEM
from coordinator.core.health import Reading
from coordinator.core.sites import SiteHeard
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from tests.support.small_meeting import GL, HEAD, clock, live
from wire.vocabulary import SessionId


def test_the_gauges_of_a_session() -> None:
    registry = CollectorRegistry()
    meters, watch = Meters(registry), Watch()
    watch.heard(GL, clock("9:00"))
    watch.report(GL, Reading(clock("9:00"), 42, 3, 0))
    state = Session(SessionId("hop"))
    meeting.establish(state, SYSTEM, (*live(), SiteHeard(GL)), clock("9:00"))
    meters.look(state, watch)
    text = generate_latest(registry).decode()
    for line in (
        'diemcau_site_round_trip_ms{session="hop",site="64"} 42.0',
        'diemcau_site_heard{session="hop",site="64"} 1.0',
        'diemcau_site_heard{session="hop",site="TW"} 0.0',
        'diemcau_sites{session="hop",state="c"} 1.0',
        'diemcau_revision{session="hop"} 6.0',
        'diemcau_waiting{session="hop"} 0.0',
    ):
        assert line in text, line
    assert 'site="BTC"' not in text, "a seat has no line"
    assert HEAD not in text


def test_two_doors_share_a_registry() -> None:
    registry = CollectorRegistry()
    Meters(registry).streams.set(3)
    assert registry.get_sample_value("diemcau_streams") == 3
