"""The sheet of the voice check: all points with a line, and nothing that nobody said."""

from __future__ import annotations

from coordinator.core.people import People, PrivateRow
from coordinator.core.session import StartSession
from coordinator.core.voice_check import NoteVoiceCheck
from coordinator.views.voice_checks import VoiceCheckRow, VoiceCheckSheet, voice_check_sheet
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    ALAN,
    CB,
    CHU_PAH,
    GIA_LAI,
    GL,
    SALT,
    clock,
    ref,
    small_meeting,
    texts,
)
from wire.record_words import CheckItem, CheckResult
from wire.vocabulary import HALL

PASS, FAIL = CheckResult.PASS, CheckResult.FAIL


def sheet(script: Script, people: People | None = None, *, phones: bool = True) -> VoiceCheckSheet:
    return voice_check_sheet(script.session, people or texts(), script.now, phones=phones)


def row(found: VoiceCheckSheet, site: str) -> VoiceCheckRow:
    return next(one for one in found.rows if one.site == site)


def test_every_point_with_a_line_is_on_it_in_the_organizers_order() -> None:
    found = sheet(given(*small_meeting()))
    assert [one.site for one in found.rows] == [HALL, GL, CB, CHU_PAH, ALAN]
    assert (row(found, GL).checks, row(found, GL).signed, row(found, GL).at) == ({}, "", None)
    assert found.open


def test_what_was_found_who_noted_it_and_who_signed() -> None:
    script = given(*small_meeting())
    checks = {CheckItem.PICTURE: PASS, CheckItem.SOUND_IN: FAIL}
    script.done(NoteVoiceCheck(GL, checks), by=GIA_LAI, at="8:00")
    found = row(sheet(script), GL)
    assert found.checks == {"picture": PASS, "sound_in": FAIL}
    assert (found.by, found.at, found.signed) == ("site", clock("8:00"), "")
    script.done(NoteVoiceCheck(GL, {CheckItem.SOUND_IN: PASS}, ref("who")), at="8:05")
    people = texts()
    people.keep([PrivateRow(ref("who").id, SALT, {"name": "Cán bộ kỹ thuật mẫu"})])
    found = row(sheet(script, people), GL)
    assert (found.signed, found.by) == ("Cán bộ kỹ thuật mẫu", "host")
    # A change after signing takes the signature away.
    script.done(NoteVoiceCheck(GL, {CheckItem.BACKUP: FAIL}), at="8:09")
    assert row(sheet(script, people), GL).signed == ""


def test_telephones_are_for_those_who_conduct() -> None:
    script = given(*small_meeting())
    assert row(sheet(script, phones=False), GL).phone == ""
    assert row(sheet(script), GL).phone != ""


def test_once_the_meeting_has_begun_it_can_only_be_read() -> None:
    script = given(*small_meeting()).done(NoteVoiceCheck(GL, {CheckItem.PHONE: PASS}))
    script.done(StartSession())
    found = sheet(script)
    assert not found.open
    assert row(found, GL).checks == {"phone": PASS}
