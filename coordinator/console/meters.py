"""What is counted at this door and of the sessions, for /metrics. Labels are codes of points, kinds
and states; never a person, never free text."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from coordinator.core.state import Session
from coordinator.core.watch import Watch
from wire.vocabulary import Presence, SiteKind

COMMIT_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


class Meters:
    """The console's meters in a registry that other doors may share."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.commands = Counter(
            "diemcau_commands",
            "Commands by type and result.",
            ["type", "result"],
            registry=registry,
        )
        self.command_seconds = Histogram(
            "diemcau_command_seconds",
            "From handing in to the durable outcome, s.",
            buckets=COMMIT_BUCKETS,
            registry=registry,
        )
        self.commits = Counter("diemcau_commits", "Commits.", ["session"], registry=registry)
        self.events = Counter("diemcau_events", "Journaled events.", ["session"], registry=registry)
        self.views = Counter("diemcau_views", "Views made, by kind.", ["view"], registry=registry)
        self.frames = Counter(
            "diemcau_frames", "Frames sent to pages, by kind.", ["view"], registry=registry
        )
        self.view_bytes = Gauge(
            "diemcau_view_bytes", "Size of the last view, by kind.", ["view"], registry=registry
        )
        self.streams = Gauge("diemcau_streams", "Open streams of pages.", registry=registry)
        self._sites = Gauge(
            "diemcau_sites", "Points by wall letter.", ["session", "state"], registry=registry
        )
        self._people = Gauge(
            "diemcau_people", "People by attendance.", ["session", "state"], registry=registry
        )
        self._waiting = Gauge(
            "diemcau_waiting", "Requests that wait.", ["session"], registry=registry
        )
        self._rev = Gauge("diemcau_revision", "Last revision.", ["session"], registry=registry)
        self._heard = Gauge(
            "diemcau_site_heard", "1 while heard.", ["session", "site"], registry=registry
        )
        self._rtt = Gauge(
            "diemcau_site_round_trip_ms", "Round trip, ms.", ["session", "site"], registry=registry
        )

    def look(self, session: Session, watch: Watch) -> None:
        """Take the gauges of one session; points below the provinces are only counted."""
        for letter, count in session.tally.items():
            self._sites.labels(session.id, letter).set(count)
        for status, count in session.attendance.items():
            self._people.labels(session.id, status).set(count)
        self._waiting.labels(session.id).set(len(session.floor.order))
        self._rev.labels(session.id).set(session.rev)
        for site in session.sites.values():
            if not site.spec.line or site.spec.kind is SiteKind.COMMUNE:
                continue
            heard = site.presence is Presence.HEARD
            self._heard.labels(session.id, site.spec.id).set(heard)
            slot = watch.slots.get(site.spec.id)
            if slot is not None and slot.line.reading is not None:
                self._rtt.labels(session.id, site.spec.id).set(slot.line.reading.rtt_ms)
