"""How good a line was, counted from its flips as they pass by."""

from __future__ import annotations

from coordinator.core.attendance.events import HeadCountNoted
from coordinator.core.base import SYSTEM, Event, Recorded
from coordinator.core.session import CoordinatorRestarted
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from coordinator.journal import codec
from coordinator.press.quality import Lines
from coordinator.reports.figures import Quality
from coordinator.views.presence import Meeting
from tests.support.small_meeting import CB, GL
from wire.vocabulary import Band

SITTING = Meeting(100, 200, ((100, 150), (160, 200)), 90, 10)


def told(*events: tuple[int, Event]) -> Lines:
    lines = Lines()
    written = [
        codec.encode(Recorded(rev, at, at, SYSTEM, event)) + b"\n"
        for rev, (at, event) in enumerate(events, start=1)
    ]
    assert list(lines.pass_by(written)) == written
    return lines


def band(band: Band) -> LineBandChanged:
    return LineBandChanged(GL, band)


def test_bands_within_the_sittings_only() -> None:
    lines = told((50, SiteHeard(GL)), (60, band(Band.GOOD)), (140, band(Band.FAIR)))
    assert lines.quality(SITTING) == {GL: Quality(40, 50, 0)}


def test_silence_is_no_quality() -> None:
    lines = told(
        (100, SiteHeard(GL)),
        (100, band(Band.POOR)),
        (120, SiteWentQuiet(GL)),
        (180, SiteHeard(GL)),
        (190, band(Band.GOOD)),
    )
    assert lines.quality(SITTING) == {GL: Quality(10, 0, 20)}


def test_nothing_is_known_while_the_coordinator_was_away() -> None:
    lines = told(
        (100, SiteHeard(GL)), (100, band(Band.GOOD)), (170, CoordinatorRestarted(130, 170))
    )
    assert lines.quality(SITTING) == {GL: Quality(30, 0, 0)}


def test_other_lines_pass_unread() -> None:
    lines = Lines()
    broken = [b'{"format":"x"}\n', b'{"v":1,"type":"Nonsense"', b"\n"]
    assert list(lines.pass_by(broken)) == broken
    assert told((100, HeadCountNoted(CB, 3))).quality(SITTING) == {}
