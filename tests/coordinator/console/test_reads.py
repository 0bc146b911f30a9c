"""What can be read, by whom, and that nothing personal is where it does not belong."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.coordinator.console.conftest import OTHER_SESSION, ROLES, Door
from tests.support.small_meeting import HEAD

READERS = {"host", "secretary", "organizer"}
WITHOUT_NAMES = READERS | {"admin"}
GIA_LAI = READERS | {"site:64"}

# Written by hand: who may read what of the session.
MATRIX: dict[str, set[str]] = {
    "": WITHOUT_NAMES,
    "/sites": WITHOUT_NAMES,
    "/sites?under=64": WITHOUT_NAMES,
    "/floor": set(ROLES),
    "/attendance": READERS,
    "/attendance?site=64": GIA_LAI,
    "/attendance?site=64&format=csv": {"organizer", "site:64"},
    "/attendance?format=csv": {"organizer"},
    "/share": READERS,
    "/open": {"host", "secretary"},
    "/speeches": READERS,
    "/speeches?format=csv": {"secretary", "organizer"},
    "/timeline": WITHOUT_NAMES,
    "/directory": READERS,
    "/people?site=64": GIA_LAI,
    "/commands/c1": set(ROLES) - {"stage"},
}


@pytest.mark.parametrize("path", MATRIX)
async def test_who_may_read_what(live: Door, path: str) -> None:
    for who in ROLES:
        answered = await live.get(live.base + path, who)
        if who not in MATRIX[path]:
            assert (answered.status, answered.body["code"]) == (403, "forbidden"), who
        else:
            assert answered.status in (200, 404), who
            assert answered.status == 200 or answered.body["code"] == "unknown_command"
    assert (await live.get(live.base + path)).status == 401


async def test_another_session_is_as_unknown_as_none(live: Door) -> None:
    for path in MATRIX:
        for session in (OTHER_SESSION, "nope"):
            answered = await live.get(f"/api/v1/sessions/{session}{path}", "host")
            assert (answered.status, answered.body["code"]) == (404, "unknown_session")
    for path in ("", "/sites", "/floor", "/timeline"):
        assert (await live.get(f"/api/v1/sessions/{OTHER_SESSION}{path}", "admin")).status == 200


async def test_sessions_are_those_of_the_grant(live: Door) -> None:
    mine = (await live.get("/api/v1/sessions", "site:64")).body
    assert [row["session"] for row in mine] == ["hop-mau"]
    assert mine[0]["phase"] == "live"
    every = (await live.get("/api/v1/sessions", "admin")).body
    assert [row["session"] for row in every] == ["hop-khac", "hop-mau"]


async def test_a_point_sees_its_own_and_learns_nothing_of_others(live: Door) -> None:
    own = await live.get(f"{live.base}/attendance?site=64", "site:64")
    assert [person["person"] for person in own.body["people"]] == ["64.01", "64.02"]
    for site in ("04", "TW", "NOPE"):
        for path in ("/attendance", "/people"):
            answered = await live.get(f"{live.base}{path}?site={site}", "site:64")
            assert (answered.status, answered.body["code"]) == (403, "forbidden")
    assert (await live.get(f"{live.base}/attendance?site=NOPE", "host")).status == 404


async def test_the_session_the_sites_and_the_tree(live: Door) -> None:
    session = (await live.get(live.base, "host")).body
    assert (session["phase"], session["rev"]) == ("live", 5)
    assert len(session["link"]) == 64
    assert [item["id"] for item in session["items"]] == ["p1", "p2", "p3"]
    sites = (await live.get(f"{live.base}/sites", "organizer")).body
    assert [row["site"] for row in sites] == ["TW", "BTC", "64", "04", "64-01", "64-02"]
    assert sites[2]["attendance"] == {"not_called": 2}
    under = (await live.get(f"{live.base}/sites?under=64", "organizer")).body
    assert [row["site"] for row in under] == ["64-01", "64-02"]
    assert (await live.get(f"{live.base}/sites?under=NOPE", "organizer")).status == 404
    only = (await live.get(f"{live.base}/sites?only=64-02,04", "organizer")).body
    assert [row["site"] for row in only] == ["64-02", "04"]
    assert (await live.get(f"{live.base}/sites?only=04,NOPE", "organizer")).status == 404
    waits = f"{live.base}/sites?unanswered=roll_call"
    assert (await live.get(waits, "organizer")).body == []
    await live.command("host", "open_roll_call", duration_ms=60_000)
    assert [row["site"] for row in (await live.get(waits, "host")).body] == [
        "TW",
        "64",
        "04",
        "64-01",
    ]
    assert (await live.get(f"{live.base}/sites?only={'04,' * 100}04", "host")).status == 422


async def test_the_floor_names_who_waits_only_to_those_who_conduct_or_log(live: Door) -> None:
    await live.accepted(
        "host",
        "request_floor",
        site="64",
        kind="debate",
        person="64.01",
        channel="telephone",
        topic="Chủ đề mẫu",
    )
    for who, speaker, topic in (
        ("host", "Đại biểu mẫu 01 – 64", "Chủ đề mẫu"),
        ("organizer", "Đại biểu mẫu 01 – 64", "Chủ đề mẫu"),
        ("stage", "", ""),
        ("site:04", "", ""),
        ("admin", "", ""),
    ):
        floor = (await live.get(f"{live.base}/floor", who)).body
        assert floor["waiting"] == 1
        assert floor["next"][0]["site_name"] == "Gia Lai"
        row = floor["queue"][0]
        assert (row["entry"], row["speaker"], row["topic"]) == ("e1", speaker, topic)


async def test_the_timeline_pages_through_every_revision_and_names_nobody(live: Door) -> None:
    await live.accepted(
        "site:64",
        "note_attendance",
        person="64.01",
        status="excused",
        reason="Bận việc gia đình mẫu",
    )
    await live.command("organizer", "start_session")
    whole = await live.get(f"{live.base}/timeline", "organizer")
    assert [event["rev"] for event in whole.body["events"]] == list(range(1, 8))
    assert whole.body["rev"] == 7
    noted = whole.body["events"][5]
    assert noted["event"] == "AttendanceNoted"
    assert noted["by"] == live.grants["site:64"].id
    assert noted["role"] == "site"
    assert noted["fields"]["note"]["status"] == "excused"
    assert set(noted["fields"]["note"]["reason"]) == {"id", "commitment"}
    assert whole.body["events"][6]["event"] == "CommandRefused"
    assert "Đại biểu mẫu" not in whole.data.decode()
    assert "gia đình" not in whole.data.decode()
    paged: list[int] = []
    while True:
        page = await live.get(
            f"{live.base}/timeline?after={paged[-1] if paged else 0}&limit=3", "host"
        )
        if not page.body["events"]:
            break
        paged += [event["rev"] for event in page.body["events"]]
    assert paged == list(range(1, 8))


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=5001", "after=1e3", "after=٣"])
async def test_a_bad_page_of_the_timeline(door: Door, query: str) -> None:
    answered = await door.get(f"{door.base}/timeline?{query}", "host")
    assert (answered.status, answered.body["code"]) == (422, "bad_message")


async def test_the_directory_has_telephones_only_for_those_who_conduct(live: Door) -> None:
    for who, phone in (("host", "0269 000 064"), ("secretary", "0269 000 064"), ("organizer", "")):
        directory = (await live.get(f"{live.base}/directory", who)).body
        gia_lai = next(row for row in directory["sites"] if row["site"] == "64")
        assert gia_lai["phone"] == phone
        assert gia_lai["head"] == "Đại biểu mẫu 01 – 64"


async def test_the_directorys_tag_holds_until_a_name_is_erased(live: Door) -> None:
    first = await live.get(f"{live.base}/directory", "host")
    tag = first.headers["ETag"]
    await live.accepted("host", "note_attendance", person="64.01", status="online")
    same = await live.get(f"{live.base}/directory", "host", headers={"If-None-Match": tag})
    assert (same.status, same.data, same.headers["ETag"]) == (304, b"", tag)
    organizers = await live.get(f"{live.base}/directory", "organizer")
    assert organizers.headers["ETag"] != tag
    await live.accepted("organizer", "erase_person", person=HEAD)
    after = await live.get(f"{live.base}/directory", "host", headers={"If-None-Match": tag})
    assert after.status == 200
    assert after.headers["ETag"] != tag
    assert "Đại biểu mẫu 01 – 64" not in json.dumps(after.body, ensure_ascii=False)
    assert after.headers["Cache-Control"] == "no-store"


async def test_the_directory_is_gzipped_for_whoever_takes_that(live: Door) -> None:
    path = f"{live.base}/directory"
    packed = await live.get(path, "host", headers={"Accept-Encoding": "gzip"})
    plain = await live.get(path, "host", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.data == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert plain.headers["Vary"] == "Accept-Encoding"


async def test_an_erased_name_is_nowhere_to_be_read(live: Door) -> None:
    await live.accepted("organizer", "erase_person", person=HEAD)
    for path in MATRIX:
        answered = await live.get(live.base + path, "host")
        assert "Đại biểu mẫu 01 – 64" not in answered.data.decode()


async def test_attendance_and_speeches_as_csv(live: Door) -> None:
    await live.accepted("host", "request_floor", site="64", kind="debate", person="64.01")
    await live.accepted("host", "give_floor", entry="e1")
    await live.accepted("host", "end_speech", entry="e1")
    await live.accepted("site:64", "note_head_count", site="64", count=21)
    for what, wanted in (("attendance", 8), ("speeches", 1)):
        answered = await live.get(f"{live.base}/{what}?format=csv", "organizer")
        assert answered.headers["Content-Type"] == "text/csv; charset=utf-8"
        name = f'attachment; filename="{what}-hop-mau.csv"'
        assert answered.headers["Content-Disposition"] == name
        assert answered.data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(answered.data.decode("utf-8-sig"), newline="")))
        assert len(rows) == wanted + 1
    one = await live.get(f"{live.base}/attendance?site=64&format=csv", "site:64")
    rows = list(csv.reader(io.StringIO(one.data.decode("utf-8-sig"), newline="")))
    assert [row[4] for row in rows[1:]] == ["64.01", "64.02"]
    assert rows[1][rows[0].index("Số người đếm tại phòng (người)")] == "21"
    wrong = await live.get(f"{live.base}/speeches?format=pdf", "organizer")
    assert (wrong.status, wrong.body["code"]) == (422, "bad_message")


async def test_people_needs_a_point(live: Door) -> None:
    answered = await live.get(f"{live.base}/people", "host")
    assert (answered.status, answered.body["code"]) == (422, "bad_message")
    assert (await live.get(f"{live.base}/people?site=NOPE", "host")).status == 404


async def test_the_share_of_time_and_what_stands_open(live: Door) -> None:
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="chair")
    await live.accepted("host", "give_floor", entry="e1")
    share = (await live.get(f"{live.base}/share", "organizer")).body
    assert [(row["site"], row["speaking"]) for row in share["rows"]] == [
        ("BTC", False),
        ("64", True),
        ("04", False),
    ]
    await live.accepted("site:64", "send_message", site="64", text="Tin nhắn mẫu")
    found = (await live.get(f"{live.base}/open", "secretary")).body
    assert found["speaking"]["site"] == "64"
    assert [row["text"] for row in found["messages"]] == ["Tin nhắn mẫu"]
