"""An import is one batch of events; done twice it changes nothing, and nothing is half there."""

from __future__ import annotations

import pytest

from coordinator.casefile.examples import EVERYDAY, example
from coordinator.casefile.plan import PER_EVENT_MAX, digest, establish, plan
from coordinator.casefile.problems import CaseErrors
from coordinator.casefile.read import read_case
from coordinator.core.attendance.events import RosterSet
from coordinator.core.base import Refused
from coordinator.core.conduct import ChairsSet
from coordinator.core.floor.commands import SetListOpen
from coordinator.core.floor.events import ListOpenSet, RulesChanged
from coordinator.core.people import commitment
from coordinator.core.programme import ProgrammeSet
from coordinator.core.session import (
    BeginRehearsal,
    EndRehearsal,
    SessionPrepared,
    StartSession,
)
from coordinator.core.sites import SitesInvited
from coordinator.journal.memory import MemoryStore
from tests.support.playbook import given
from wire.codes import Refusal
from wire.vocabulary import SessionId

SESSION = SessionId("2023-09-08-tthc")


class StoppedClock:
    def now(self) -> int:
        return 1_694_134_800_000


def test_the_events_of_an_import_come_in_order() -> None:
    planned = plan(read_case(example(EVERYDAY)), salt=lambda: "00" * 16)
    kinds = [type(event) for event in planned.events]
    assert kinds == [SessionPrepared, SitesInvited, *[RosterSet] * 4, ProgrammeSet, ChairsSet]
    sizes = [len(event.people) for event in planned.events if isinstance(event, RosterSet)]
    assert max(sizes) <= PER_EVENT_MAX
    assert sum(sizes) == 1530


def test_rules_of_the_beginning_are_recorded_where_they_are_not_the_usual_ones() -> None:
    usual = example(EVERYDAY)
    strict = usual.replace("list: open   ", "list: closed ").replace(
        "picture_check: false", "picture_check: true"
    )
    events = plan(read_case(strict)).events
    assert events[-2:] == (RulesChanged(False, True, 2), ListOpenSet(False))
    (chairs,) = [event for event in events if isinstance(event, ChairsSet)]
    assert chairs.chairs == ("TW.01",)


def test_a_list_that_begins_closed_is_closed_again_after_a_rehearsal() -> None:
    closed = example(EVERYDAY).replace("list: open   ", "list: closed ")
    script = given(*plan(read_case(closed)).events).done(BeginRehearsal(), SetListOpen(True))
    assert script.session.floor.list_open
    script.done(EndRehearsal())
    assert not script.session.floor.list_open
    script.done(StartSession(), SetListOpen(True))
    assert script.session.floor.list_open


def test_the_same_file_and_salt_give_the_same_events() -> None:
    case = read_case(example(EVERYDAY))
    salt = "ab" * 16
    assert plan(case, lambda: salt) == plan(case, lambda: salt)
    assert plan(case) != plan(case)


def test_names_are_in_the_people_store_only() -> None:
    planned = plan(read_case(example(EVERYDAY)))
    rows = {row.ref: row for row in planned.private}
    assert rows["64.01"].fields["name"] == "Nguyễn Hữu Quế"
    assert rows["64.01"].owner == "64.01"
    assert rows["duty:64"].fields == {"phone": "0269 000 064"}
    specs = [s for event in planned.events if isinstance(event, RosterSet) for s in event.people]
    quế = next(spec for spec in specs if spec.id == "64.01")
    assert quế.commitment == commitment(rows["64.01"].salt, rows["64.01"].fields)
    assert "Nguyễn Hữu Quế" not in repr(planned.events)
    assert "0269 000 064" not in repr(planned.events)


def test_the_digest_is_of_the_content_not_of_its_dress() -> None:
    text = example(EVERYDAY)
    dressed = "# another comment\n\n" + text.replace("honorific: comrade", 'honorific: "comrade"')
    assert digest(read_case(dressed)) == digest(read_case(text))
    moved = text.replace("minutes: 15", "minutes: 20")
    assert digest(read_case(moved)) != digest(read_case(text))


def test_of_the_names_only_sixteen_bits_enter_the_digest() -> None:
    text = example(EVERYDAY)
    renamed = text.replace("Đại biểu mẫu 03 – Gia Lai", "Đại biểu mẫu 33 – Gia Lai")
    before, after = digest(read_case(text)), digest(read_case(renamed))
    assert before[:60] == after[:60]
    assert before[60:] != after[60:]


async def test_an_import_is_whole_and_can_be_replayed() -> None:
    journal = MemoryStore()
    outcome = await establish(journal, StoppedClock(), example(EVERYDAY))
    assert (outcome.session, outcome.created) == (SESSION, True)
    loaded = await journal.load(SESSION)
    assert loaded.head.rev == 8
    session = loaded.session
    assert (len(session.sites), len(session.people)) == (86, 1530)
    assert [tile.name for tile in session.tiles] == ["Hoàng Sa", "Trường Sa"]
    assert loaded.people.of("TW.01")["name"] == "Trần Lưu Quang"
    assert session.tally == {"n": 64, "s": 22}
    assert (session.conduct.chair, session.floor.list_open) == ("TW.01", True)


async def test_importing_twice_makes_no_doubles() -> None:
    journal = MemoryStore()
    await establish(journal, StoppedClock(), example(EVERYDAY))
    again = await establish(journal, StoppedClock(), example(EVERYDAY))
    assert (again.session, again.created) == (SESSION, False)
    loaded = await journal.load(SESSION)
    assert (loaded.head.rev, len(loaded.session.sites)) == (8, 86)


async def test_another_file_with_the_same_id_is_refused_and_changes_nothing() -> None:
    journal = MemoryStore()
    await establish(journal, StoppedClock(), example(EVERYDAY))
    other = example(EVERYDAY).replace("minutes: 15", "minutes: 20")
    with pytest.raises(Refused) as caught:
        await establish(journal, StoppedClock(), other)
    assert caught.value.code is Refusal.ALREADY_EXISTS
    assert (await journal.head(SESSION)).rev == 8


async def test_a_bad_file_imports_nothing() -> None:
    journal = MemoryStore()
    with pytest.raises(CaseErrors):
        await establish(journal, StoppedClock(), example(EVERYDAY).replace('"04"', "04"))
    assert await journal.sessions() == []
