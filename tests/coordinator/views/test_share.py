"""How the time was shared: by province and ministry, those who have not spoken included."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.views.share import ShareView, share_view
from tests.support.playbook import Script, given
from tests.support.small_meeting import BTC, CB, CHU_PAH, E1, E2, E3, E4, GL, clock, live
from wire.vocabulary import HALL, SiteKind, SpeechKind

MINUTE = 60_000


def share(script: Script, at: str) -> ShareView:
    return share_view(script.session, clock(at))


def told(view: ShareView) -> list[tuple[str, int, int, bool]]:
    return [(row.site, row.spoken_ms, row.speeches, row.speaking) for row in view.rows]


def test_at_the_beginning_nobody_has_spoken() -> None:
    view = share(given(*live()), "9:00")
    assert told(view) == [(site, 0, 0, False) for site in (BTC, GL, CB)]
    assert [row.kind for row in view.rows][:2] == [SiteKind.MINISTRY, SiteKind.PROVINCE]
    assert (view.at, view.median_ms) == (clock("9:00"), 0)


def test_communes_count_for_their_province_and_a_seat_for_its_ministry() -> None:
    script = given(*live())
    for site in (GL, CHU_PAH, BTC, HALL):
        script.done(c.RequestFloor(site, SpeechKind.DEBATE))
    script.done(c.GiveFloor(E1), at="9:00").done(c.EndSpeech(E1), at="9:02")
    script.done(c.GiveFloor(E2), at="9:02").done(c.EndSpeech(E2), at="9:06")
    script.done(c.GiveFloor(E3), at="9:06").done(c.EndSpeech(E3), at="9:07")
    script.done(c.GiveFloor(E4), at="9:07").done(c.EndSpeech(E4), at="9:20")
    view = share(script, "9:30")
    assert told(view) == [(BTC, MINUTE, 1, False), (GL, 6 * MINUTE, 2, False), (CB, 0, 0, False)]
    assert view.median_ms == 3.5 * MINUTE, "of those that have spoken"


def test_a_speech_that_runs_counts_up_to_now() -> None:
    script = given(*live()).done(c.RequestFloor(CB, SpeechKind.DEBATE))
    script.done(c.GiveFloor(E1), at="9:00")
    assert told(share(script, "9:03"))[2] == (CB, 3 * MINUTE, 0, True)
    script.done(c.PauseSpeech(E1), at="9:04")
    assert told(share(script, "9:30"))[2] == (CB, 4 * MINUTE, 0, True)


def test_points_of_order_and_directives_are_nobodys_share() -> None:
    script = given(*live()).done(c.RequestFloor(CB, SpeechKind.POINT_OF_ORDER))
    script.done(c.GiveFloor(E1), at="9:00")
    assert told(share(script, "9:03"))[2] == (CB, 0, 0, False)
