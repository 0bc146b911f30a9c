"""What the operator of the pictures sees, and that no name is among it."""

from __future__ import annotations

from coordinator.core.conduct import BeginRestricted
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.media import ReportMediaLeg
from coordinator.views import parts
from coordinator.views.picture import PictureView, picture_view
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    BTC,
    CB,
    CHU_PAH,
    E1,
    E2,
    E3,
    GIA_LAI,
    GL,
    HEAD,
    OPERATOR,
    clock,
    live,
)
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import HALL, EntryState, SpeechKind


def seen(script: Script) -> PictureView:
    return picture_view(script.session, script.now)


def three() -> Script:
    """Gia Lai, Cao Bằng and a seat wait."""
    script = given(*live()).done(c.ChangeRules(picture_check=True))
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD), at="9:00")
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE), c.RequestFloor(BTC, SpeechKind.DEBATE))
    return script.done(*(c.ApproveRequest(entry) for entry in (E1, E2, E3)))


def test_before_anybody_is_called() -> None:
    view = seen(three())
    assert (view.on_air, view.cue, view.picture_check, view.restricted) == (None, None, True, False)
    assert [(row.entry, row.seat, row.since_at) for row in view.next] == [
        (E1, False, clock("9:00")),
        (E2, False, clock("9:00")),
        (E3, True, clock("9:00")),
    ]
    assert "mẫu" not in repr(view.next)


def test_a_cue_stands_until_it_is_confirmed() -> None:
    script = three().done(c.CallPoint(E1), t.CuePicture(E1), at="9:01")
    cue = seen(script).cue
    assert cue is not None
    assert (cue.entry, cue.state, cue.cued_at, cue.picture_at) == (
        E1,
        EntryState.CALLED,
        clock("9:01"),
        None,
    )
    assert [row.entry for row in seen(script).next] == [E2, E3]
    script.when(t.ConfirmPicture(E1), by=OPERATOR, at="9:02").accepted()
    view = seen(script)
    assert (view.cue, view.next[0].picture_at) == (None, clock("9:02"))


def test_of_one_on_air_whose_picture_is_lost_it_is_wanted_again() -> None:
    script = three().done(c.CallPoint(E2), t.CuePicture(E2), c.GiveFloor(E1), at="9:01")
    view = seen(script)
    assert view.on_air is not None
    assert view.cue is not None
    assert (view.on_air.entry, view.on_air.since_at, view.cue.entry) == (E1, clock("9:01"), E2)
    script.when(t.LosePicture(E1), by=OPERATOR, at="9:03").accepted()
    view = seen(script)
    assert view.on_air is not None
    assert view.cue == view.on_air
    assert (view.on_air.state, view.on_air.since_at) == (EntryState.PAUSED, clock("9:03"))
    script.when(t.ConfirmPicture(E1), by=OPERATOR, at="9:04").accepted()
    view = seen(script)
    assert view.cue is not None
    assert view.cue.entry == E2


def test_who_only_asked_is_not_next_yet() -> None:
    script = given(*live())
    script.when(c.RequestFloor(GL, SpeechKind.DEBATE), by=GIA_LAI, at="9:00").accepted()
    assert seen(script).next == ()


def test_in_a_restricted_part_nothing_of_it_is_told() -> None:
    script = three().done(c.GiveFloor(E1), c.CallPoint(E2), t.CuePicture(E2))
    view = seen(script.done(BeginRestricted((GL,))))
    assert (view.restricted, view.on_air, view.cue, view.next) == (True, None, None, ())


def test_the_legs_of_the_first_two_levels_and_how_many_are_up_in_all() -> None:
    script = three()
    assert [(row.site, row.media.value) for row in seen(script).legs] == [
        (HALL, "unknown"),
        (GL, "unknown"),
        (CB, "unknown"),
    ]
    script.done(ReportMediaLeg(GL, True), ReportMediaLeg(CB, False), by=OPERATOR)
    script.done(ReportMediaLeg(CHU_PAH, True), by=OPERATOR)
    view = seen(script)
    assert {row.site: row.media.value for row in view.legs} == {
        HALL: "unknown",
        GL: "heard",
        CB: "silent",
    }
    assert (view.legs_up, view.legs_down) == (2, 1)
    script.done(BeginRestricted((GL,)))
    assert (seen(script).legs, seen(script).legs_up) == ((), 0)


def test_so_many_legs_stay_within_the_bound() -> None:
    big = BigMeeting("ậ")
    view = picture_view(big.session, big.now)
    assert len(view.legs) >= 34
    assert parts.weight(view) < VIEW_BYTES_MAX
