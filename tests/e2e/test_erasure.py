"""Erasing one delegate: replay, chain and counts stay whole, the name is nowhere in the folder."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.files_at_work import contents
from tests.support.processes import Demo, Program, call
from tests.support.until import until

NAME = "Đại biểu mẫu 07 – Gia Lai"
ADDED = "Đại biểu bổ sung mẫu 99"


def holding(folder: Path, name: str) -> list[str]:
    """Files that hold the name, as it is or as JSON escapes it."""
    forms = (name.encode(), json.dumps(name)[1:-1].encode())
    return [
        str(file)
        for file, content in contents(folder).items()
        if any(form in content for form in forms)
    ]


def is_whole(data: Path, session: str, record: Path) -> None:
    """Export the official record, and hold it to what the agents kept of it."""
    words = ("export", session, "--format", "jsonl", "-o", str(record), "--data", str(data))
    assert Program("coordinator", *words).close_pipes() == 0
    kept = data / "agents" / f"witness-{session}.json"
    told = Program("coordinator", "verify", str(record), "--witness", str(kept), "--json")
    assert told.first_line()["whole"]
    assert told.close_pipes() == 0


def test_an_erased_name_is_nowhere_and_the_record_is_whole(tmp_path: Path) -> None:
    data = tmp_path / "data"
    demo = Demo(data, sites=8).start()
    try:
        demo.joined(6)
        site = demo.said["tokens"]["sites"]["64"]
        page = demo.said["site_url"]
        signed = call(f"{page}/site/sign-in", body={"token": site}, origin=page)
        assert signed.status == 200, signed
        added = demo.command(
            "secretary",
            command_id="add",
            type="add_attendee",
            site="64",
            name=ADDED,
            status="in_person",
        )
        assert added.status == 200, added
        people = demo.get("/people?site=64")
        victims = [row["person"] for row in people if row["name"] in (NAME, ADDED)]
        assert len(victims) == 2
        until(lambda: holding(data, NAME), "the name is in the folder before")
        before = demo.get("/attendance")["totals"]
        for victim in victims:
            reply = demo.command(
                "organizer", command_id=f"erase-{victim}", type="erase_person", person=victim
            )
            assert reply.status == 200, reply
        for name in (NAME, ADDED):
            until(lambda name=name: not holding(data, name), f"{name} is nowhere")
        after = demo.get("/attendance")["totals"]
        assert sum(after.values()) == sum(before.values())
        rev = demo.get("")["rev"]
    finally:
        code = demo.program.stop()
    assert code == 130, demo.program.words
    assert holding(data, NAME) == []
    again = Program(
        "coordinator", "session", "show", demo.said["session"], "--data", str(data), "--json"
    )
    shown = again.first_line()
    assert again.close_pipes() == 0, "the chain holds"
    assert shown["rev"] >= rev
    assert sum(shown["attendance"].values()) == shown["people"]
    is_whole(data, shown["session"], tmp_path / "record.jsonl")
    assert holding(tmp_path, NAME) == [], "nor in the official record"
