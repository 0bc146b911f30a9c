"""The voice check: ticked and signed the day before, and never attendance."""

from __future__ import annotations

from coordinator.core.session import BeginRehearsal, EndRehearsal
from coordinator.core.voice_check import NoteVoiceCheck, VoiceChecked
from tests.support.playbook import given
from tests.support.small_meeting import BTC, CB, GIA_LAI, GL, clock, live, ref, small_meeting
from wire.codes import Refusal
from wire.record_words import CheckItem, CheckResult
from wire.vocabulary import SiteId

PICTURE, SOUND = {CheckItem.PICTURE: CheckResult.PASS}, {CheckItem.SOUND_IN: CheckResult.FAIL}


def test_a_sheet_grows_item_by_item_and_is_signed() -> None:
    script = given(*small_meeting())
    script.when(NoteVoiceCheck(GL, PICTURE), by=GIA_LAI, at="8:10").then(VoiceChecked(GL, PICTURE))
    script.when(NoteVoiceCheck(GL, PICTURE), by=GIA_LAI).noted()
    script.done(NoteVoiceCheck(GL, SOUND), by=GIA_LAI, at="8:12")
    script.done(NoteVoiceCheck(GL, {}, ref("signed")), by=GIA_LAI, at="8:15")
    sheet = script.session.voice_checks[GL]
    assert (sheet.checks, sheet.signed) == (PICTURE | SOUND, "t_signed")
    assert (sheet.at, sheet.role) == (clock("8:15"), "site")
    script.done(NoteVoiceCheck(GL, {CheckItem.SOUND_IN: CheckResult.PASS}))
    assert script.session.voice_checks[GL].signed is None, "a change is not signed for"


def test_it_outlives_a_rehearsal_and_never_touches_the_attendance() -> None:
    script = given(*small_meeting()).done(BeginRehearsal())
    before = dict(script.session.attendance)
    script.done(NoteVoiceCheck(CB, PICTURE)).done(EndRehearsal())
    assert script.session.voice_checks[CB].checks == PICTURE
    assert script.session.attendance == before


def test_only_before_the_meeting_and_only_where_there_is_a_line() -> None:
    given(*live()).when(NoteVoiceCheck(GL, PICTURE)).refused(Refusal.WRONG_PHASE, phase="live")
    script = given(*small_meeting())
    script.when(NoteVoiceCheck(BTC, PICTURE)).refused(Refusal.BAD_VALUE, field="site")
    script.when(NoteVoiceCheck(SiteId("99"), PICTURE)).refused(Refusal.UNKNOWN_SITE)
    script.when(NoteVoiceCheck(GL, {})).refused(Refusal.BAD_VALUE, field="checks")
