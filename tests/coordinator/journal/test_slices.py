"""A state's bytes made in parts are those of the state made whole, whatever happens meanwhile."""

from __future__ import annotations

import pytest
from hypothesis import given as random
from hypothesis import settings
from hypothesis import strategies as st

from coordinator.core import meeting
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.base import SYSTEM, Asked, Command, ErasePerson
from coordinator.core.state import Session
from coordinator.journal import codec, slices
from coordinator.journal.slices import StateSlices, at_once
from tests.support.any_meeting import ACTS, OTHER_ACTS, PHASES, RECORDS, REQUESTS, any_meeting
from tests.support.big_meeting import BigMeeting
from tests.support.small_meeting import GIA_LAI, HEAD, HOST, ORGANIZER, SECOND, clock
from wire.vocabulary import Attendance, SessionId

COMMANDS: st.SearchStrategy[Command] = st.one_of(
    RECORDS,
    OTHER_ACTS,
    ACTS,
    REQUESTS,
    PHASES,
    st.builds(ErasePerson, st.sampled_from((HEAD, SECOND))),
)
# A command, or None: the next part is made.
WHO = (HOST, ORGANIZER, GIA_LAI)
STEPS = st.lists(st.one_of(st.none(), st.none(), COMMANDS), max_size=40)


@random(STEPS)
@settings(max_examples=120, deadline=None)
def test_in_parts_it_is_the_state_of_the_last_revision(steps: list[Command | None]) -> None:
    session, now = Session(SessionId("s")), clock("8:00")
    meeting.establish(session, SYSTEM, any_meeting(), now)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(slices, "CHUNK", 2)
        patched.setattr(slices, "CHUNKS_AT_ONCE", 1)
        made = StateSlices(session)
        for step in steps:
            now += 700
            if step is None:
                if made.go_on(session):
                    _same(made, session)
                    made = StateSlices(session)
                continue
            recorded = [*meeting.advance(session, (), now)]
            for by in WHO:
                recorded += meeting.step(session, Asked(step, by), now).recorded
            made.touched(recorded)
        while not made.go_on(session):
            pass
        _same(made, session)


def _same(made: StateSlices, session: Session) -> None:
    done = made.finish(session)
    assert (done.session, done.rev) == (session.id, session.rev)
    data = codec.joined(done.parts)
    assert data == codec.encode_state(session)
    assert codec.decode_state(data) == session


def test_nothing_and_nobody_is_a_state_too() -> None:
    session = Session(SessionId("s"))
    assert codec.joined(at_once(session).parts) == codec.encode_state(session)
    assert codec.decode_state(codec.encode_state(session)) == session


def test_a_tick_while_it_is_made_costs_one_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    big = BigMeeting("x", communes=0)
    big.fill(big.provinces[0], digits=4)
    session = big.session
    made = StateSlices(session)
    while not made.go_on(session):
        pass
    person = session.sites[big.provinces[0]].people[500]
    asked = Asked(NoteAttendance(person, Note(Attendance.ONLINE)), HOST)
    recorded = meeting.step(session, asked, big.now + 1).recorded
    assert recorded
    made.touched(recorded)
    again: list[int] = []
    encode = codec.encode_people

    def counting(people: dict) -> bytes:  # type: ignore[type-arg]
        again.append(len(people))
        return encode(people)

    monkeypatch.setattr(codec, "encode_people", counting)
    _same(made, session)
    assert again[0] == slices.CHUNK, "and the whole state once, to compare"
    assert len(again) == 2
