"""What the secretary notes of a speech, and that it can be erased with the person."""

from __future__ import annotations

from coordinator.core import minutes
from coordinator.core.base import ErasePerson, PersonErased
from coordinator.core.floor import commands as c
from coordinator.core.minutes import NoteSpeech, SpeechNote, SpeechNoted
from coordinator.core.session import BeginRehearsal, CloseSession, EndRehearsal
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    E1,
    E2,
    GL,
    HEAD,
    ORGANIZER,
    SECOND,
    SECRETARY,
    clock,
    live,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.floor_words import NoteKind
from wire.vocabulary import EntryId, SpeechKind

TASK = NoteSpeech(E1, NoteKind.TASK, ref("task"))


def spoken() -> Script:
    """Gia Lai speaks, Cao Bằng waits."""
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD))
    return script.done(c.RequestFloor(CB, SpeechKind.DEBATE), c.GiveFloor(E1))


def test_a_note_stands_in_the_minutes_with_its_author() -> None:
    script = spoken()
    script.when(TASK, by=SECRETARY, at="9:05").then(SpeechNoted(E1, NoteKind.TASK, ref("task")))
    assert script.session.minutes == [
        SpeechNote(E1, NoteKind.TASK, "t_task", clock("9:05"), SECRETARY.id)
    ]


def test_notes_are_made_after_the_end_too_and_only_on_entries() -> None:
    script = spoken().done(CloseSession(), TASK)
    unknown = NoteSpeech(EntryId("e9"), NoteKind.NOTE, ref("note"))
    script.when(unknown).refused(Refusal.UNKNOWN_ENTRY, entry="e9")


def test_there_is_an_end_to_the_notes_of_one_speech() -> None:
    script = spoken().done(*(TASK for _ in range(minutes.NOTES_PER_SPEECH_MAX)))
    script.when(TASK).refused(Refusal.LIST_FULL, limit=minutes.NOTES_PER_SPEECH_MAX)
    script.done(NoteSpeech(E2, NoteKind.PETITION, ref("petition")))


def test_erasing_a_person_takes_the_notes_on_their_speeches() -> None:
    script = spoken().done(TASK, NoteSpeech(E2, NoteKind.NOTE, ref("other")))
    script.when(ErasePerson(HEAD), by=ORGANIZER).then(PersonErased(HEAD, ("64.01", "t_task")))
    assert len(script.session.minutes) == 2, "that something was noted stays"


def test_of_an_erased_person_nothing_is_noted_anew() -> None:
    script = spoken().done(ErasePerson(HEAD), by=ORGANIZER)
    script.when(TASK).refused(Refusal.ERASED)
    script.done(NoteSpeech(E2, NoteKind.NOTE, ref("other")))


def test_nothing_of_a_rehearsal_stands_in_the_minutes_but_it_can_be_erased() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:10")
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD))
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE), TASK)
    script.done(NoteSpeech(E2, NoteKind.NOTE, ref("nobody")), EndRehearsal())
    assert script.session.minutes == []
    step = script.when(ErasePerson(HEAD), by=ORGANIZER)
    step.then(PersonErased(HEAD, ("64.01", "t_task")))
    assert script.session.people[SECOND].texts == []
