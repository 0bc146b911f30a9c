"""Commands over HTTP: rights, idempotence, conflicts, fates, bad input, and a failing store."""

from __future__ import annotations

import asyncio

from coordinator.console.actions import TAGS
from coordinator.console.desk import ConsoleSettings
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch, Head, JournalUnavailable
from tests.coordinator.console.conftest import (
    OTHER_SESSION,
    ROLES,
    SESSION,
    Door,
    establish,
    opened,
    sample_rows,
)
from tests.coordinator.console.matrix import MATRIX
from tests.support.small_meeting import small_meeting


async def test_every_command_for_every_role_and_another_points_grant(live: Door) -> None:
    """site:64 owns what is touched, site:04 is the other point."""
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="telephone")
    await live.accepted("host", "open_roll_call", duration_ms=60_000)
    await live.accepted("host", "send_notice", sites=[], text="Thông báo mẫu")
    await live.accepted("host", "report_incident", site="64", kind="no_picture")
    wrong = []
    for kind, (may, fields) in MATRIX.items():
        for who in ROLES:
            answered = await live.command(who, kind, **fields)
            forbidden = answered.status == 403 and answered.body["code"] == "forbidden"
            if forbidden is (who in may) or answered.status in (401, 500):
                wrong.append((kind, who, answered.status, answered.body["code"]))
    assert not wrong


def test_the_matrix_names_every_command() -> None:
    assert set(MATRIX) == TAGS


async def test_what_a_point_may_not_say_of_others(live: Door) -> None:
    for fields in (
        {"site": "04", "kind": "debate"},
        {"site": "64", "kind": "debate", "channel": "telephone"},
        {"site": "64", "kind": "debate", "person": "04.01"},
        {"site": "NOPE", "kind": "debate"},
    ):
        answered = await live.command("site:64", "request_floor", **fields)
        assert (answered.status, answered.body["code"]) == (403, "forbidden")


async def test_given_up_before_it_came_it_is_not_done(live: Door) -> None:
    """A line may deliver a command long after its page was told that nobody knows of it."""
    late = {"command_id": "k1", "type": "request_floor", "site": "64", "kind": "intervention"}
    give_up = {"command_id": "k1", "type": "give_up_command"}
    for body in (give_up, late, give_up):
        answered = await live.ask("POST", f"{live.base}/commands", "host", json=body)
        assert (answered.status, answered.body["code"]) == (409, "given_up")
    assert answered.body["duplicate"] is True
    fate = await live.get(f"{live.base}/commands/k1", "host")
    assert (fate.body["accepted"], fate.body["code"]) == (False, "given_up")
    floor = await live.get(f"{live.base}/floor", "host")
    assert floor.body["queue"] == []


async def test_giving_up_what_was_done_tells_when_it_was(live: Door) -> None:
    body = {"command_id": "k1", "type": "request_floor", "site": "64", "kind": "intervention"}
    first = await live.ask("POST", f"{live.base}/commands", "host", json=body)
    give_up = {"command_id": "k1", "type": "give_up_command"}
    answered = await live.ask("POST", f"{live.base}/commands", "host", json=give_up)
    assert answered.body == {**first.body, "duplicate": True}
    other = await live.ask("POST", f"{live.base}/commands", "site:64", json=give_up)
    assert other.body["code"] == "given_up", "a point's ids are its own"


async def test_sent_twice_is_done_once(live: Door) -> None:
    body = {"command_id": "k1", "type": "request_floor", "site": "64", "kind": "intervention"}
    first = await live.ask("POST", f"{live.base}/commands", "host", json=body)
    again = await live.ask("POST", f"{live.base}/commands", "host", json=body)
    assert first.body == {**again.body, "duplicate": False}
    assert again.body["duplicate"] is True
    assert first.body["entry"] == "e1"
    floor = await live.get(f"{live.base}/floor", "host")
    assert [row["entry"] for row in floor.body["queue"]] == ["e1"]


async def test_a_refusal_is_remembered_too(live: Door) -> None:
    body = {"command_id": "k1", "type": "give_floor", "entry": "e9"}
    first = await live.ask("POST", f"{live.base}/commands", "host", json=body)
    again = await live.ask("POST", f"{live.base}/commands", "host", json=body)
    assert (first.status, first.body["code"], first.body["duplicate"]) == (
        404,
        "unknown_entry",
        False,
    )
    assert again.body == {**first.body, "duplicate": True}
    fate = await live.get(f"{live.base}/commands/k1", "host")
    assert fate.body["accepted"] is False
    assert (fate.body["code"], fate.body["params"]) == ("unknown_entry", {"entry": "e9"})


async def test_the_fate_of_a_command(live: Door) -> None:
    done = await live.accepted("host", "request_floor", site="64", kind="debate")
    fate = await live.get(f"{live.base}/commands/{done['command_id']}", "secretary")
    assert fate.status == 200
    assert (fate.body["accepted"], fate.body["rev"]) == (True, done["rev"])
    assert fate.body["entry"] == "e1"
    never = await live.get(f"{live.base}/commands/never-sent", "host")
    assert (never.status, never.body["code"]) == (404, "unknown_command")
    for who in ("stage",):
        assert (await live.get(f"{live.base}/commands/c1", who)).status == 403


async def test_a_point_neither_learns_nor_takes_anothers_command_id(live: Door) -> None:
    fields = {"site": "64", "kind": "intervention"}
    mine = {"command_id": "same", "type": "request_floor", **fields}
    theirs = {**mine, "site": "04"}
    first = await live.ask("POST", f"{live.base}/commands", "site:64", json=mine)
    other = await live.ask("POST", f"{live.base}/commands", "site:04", json=theirs)
    hosts = await live.ask("POST", f"{live.base}/commands", "host", json={**theirs, "site": "TW"})
    assert [a.body["duplicate"] for a in (first, other, hosts)] == [False, False, False]
    fate = await live.get(f"{live.base}/commands/same", "site:04")
    assert fate.body["entry"] == other.body["entry"] == "e2"


async def test_an_older_picture_is_a_conflict_that_tells_what_changed(live: Door) -> None:
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="telephone")
    seen = (await live.get(f"{live.base}/floor", "secretary")).body["floor_rev"]
    await live.accepted("host", "call_point", entry="e1", expected_rev=seen)
    late = await live.command("secretary", "defer_request", entry="e1", expected_rev=seen)
    assert (late.status, late.body["code"]) == (409, "conflict")
    assert late.headers["Content-Type"].startswith("application/problem+json")
    assert late.body["type"] == "urn:diemcau:problem:conflict"
    assert late.body["what"] == "PointCalled"
    assert late.body["by"] == live.grants["host"].id
    assert late.body["role"] == "host"
    assert late.body["entry"] == "e1"
    assert late.body["current_rev"] > seen
    assert late.body["at"] > 0


async def test_attendance_never_makes_a_floor_command_stale(live: Door) -> None:
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="telephone")
    seen = (await live.get(f"{live.base}/floor", "host")).body["floor_rev"]
    for person in ("64.01", "64.02", "04.01"):
        await live.accepted("organizer", "note_attendance", person=person, status="in_person")
    await live.accepted("host", "call_point", entry="e1", expected_rev=seen)


async def test_two_press_call_next_at_the_same_moment(live: Door) -> None:
    await live.issue("host:2")
    for site in ("64", "04"):
        await live.accepted("host", "request_floor", site=site, kind="debate", channel="chair")
    seen = (await live.get(f"{live.base}/floor", "host")).body["floor_rev"]
    answers = await asyncio.gather(
        *(
            live.command(who, "give_floor", entry="e1", expected_rev=seen)
            for who in ("host", "host:2")
        )
    )
    assert sorted(answered.status for answered in answers) == [200, 409]
    lost = next(answered for answered in answers if answered.status == 409)
    won = {"host": "host:2", "host:2": "host"}[("host", "host:2")[answers.index(lost)]]
    assert lost.body["code"] == "conflict"
    assert lost.body["by"] == live.grants[won].id


async def test_rules_that_say_no(live: Door) -> None:
    for kind, fields, status, code in (
        ("request_floor", {"site": "NOPE", "kind": "debate"}, 404, "unknown_site"),
        ("note_attendance", {"person": "64.99", "status": "online"}, 404, "unknown_person"),
        ("begin_item", {"item": "p9"}, 404, "unknown_item"),
        ("close_roll_call", {"roll_call": "r9"}, 404, "unknown_roll_call"),
        ("move_incident", {"incident": "i9", "state": "resolved"}, 404, "unknown_incident"),
        ("note_attendance", {"person": "64.01", "status": "excused"}, 422, "reason_required"),
        ("note_attendance", {"person": "64.01", "status": "deputised"}, 422, "deputy_required"),
        ("open_roll_call", {"duration_ms": 1}, 422, "bad_value"),
        ("begin_rehearsal", {}, 409, "wrong_phase"),
        ("undo_floor_act", {"act_rev": 1}, 409, "undo_gone"),
    ):
        answered = await live.command("host", kind, **fields)
        assert (answered.status, answered.body["code"]) == (status, code), kind


async def test_what_is_said_of_a_person_arrives_whole(live: Door) -> None:
    await live.accepted(
        "organizer",
        "note_attendance",
        person="64.01",
        status="deputised",
        deputy="Đại biểu mẫu 31 – Gia Lai",
        deputy_post="Phó Giám đốc mẫu",
        approver="Chủ trì",
    )
    await live.accepted(
        "organizer", "correct_attendance", person="64.01", status="online", because="ghi nhầm"
    )
    added = await live.accepted("site:64", "add_attendee", site="64", name="Đại biểu mẫu 40")
    detail = (await live.get(f"{live.base}/attendance?site=64", "organizer")).body
    head = next(person for person in detail["people"] if person["person"] == "64.01")
    assert [entry["status"] for entry in head["history"]] == ["deputised", "online"]
    assert head["history"][0]["deputy"] == "Đại biểu mẫu 31 – Gia Lai"
    assert head["history"][1]["because"] == "ghi nhầm"
    assert detail["people"][-1]["name"] == "Đại biểu mẫu 40"
    assert detail["people"][-1]["person"].startswith("64.x")
    assert added["rev"] == await live.rev()


async def test_a_full_disk_refuses_all_but_those_who_conduct(live: Door) -> None:
    live.store.full = True
    refused = await live.command("organizer", "note_attendance", person="64.01", status="online")
    assert (refused.status, refused.body["code"]) == (503, "storage_low")
    assert refused.headers["Retry-After"]
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="chair")
    live.store.full = False
    again = {"command_id": refused.body["command_id"], "type": "note_attendance"}
    body = {**again, "person": "64.01", "status": "online"}
    async with asyncio.timeout(10):
        while True:
            answered = await live.ask("POST", f"{live.base}/commands", "organizer", json=body)
            if answered.status == 200:
                break
    assert answered.body["duplicate"] is False


class FailingDisk(MemoryStore):
    """A store whose disk fails for good at the next commit; what is read is still there."""

    broken = False

    async def append(self, batch: Batch, *, reserve: bool = False) -> Head:
        if self.broken:
            raise JournalUnavailable("fsync failed")
        return await super().append(batch, reserve=reserve)


async def test_a_disk_that_fails_answers_nobody_with_success() -> None:
    """The session's loop ends under the request; what became of it only a restart tells."""
    store = FailingDisk()
    await establish(store, SESSION, small_meeting(), sample_rows())
    async with opened(store=store) as door:
        await door.accepted("host", "start_session")
        store.broken = True
        answered = await door.command("host", "pause_session")
        assert (answered.status, answered.body["code"]) == (503, "unavailable")
        for path in ("/floor", "/attendance"):
            answered = await door.get(door.base + path, "host")
            assert (answered.status, answered.body["code"]) == (503, "unavailable")


async def test_too_many_commands_of_one_grant() -> None:
    async with opened(ConsoleSettings(commands_per_s=1, commands_burst=2)) as door:
        counts = (
            door.command("organizer", "note_head_count", site="64", count=n) for n in range(9)
        )
        answers = await asyncio.gather(*counts)
        refused = [answered for answered in answers if answered.status != 200]
        assert 2 <= len(answers) - len(refused) < 9
        assert {answered.status for answered in refused} == {429}
        assert refused[0].headers["Retry-After"] == "1"
        assert refused[0].body["code"] == "slow_down"
        assert (await door.command("host", "start_session")).status == 200


async def test_unknown_and_foreign_sessions_look_alike(live: Door) -> None:
    body = {"command_id": "c", "type": "start_session"}
    for session in ("nope", OTHER_SESSION):
        path = f"/api/v1/sessions/{session}/commands"
        answered = await live.ask("POST", path, "host", json=body)
        assert (answered.status, answered.body["code"]) == (404, "unknown_session")
