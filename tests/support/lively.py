"""A meeting at its liveliest, by the API alone: for pictures and for whole-page checks."""

from __future__ import annotations

import itertools
from typing import Any

from tests.support.processes import Demo, call
from tests.support.until import until

WAITING = ("66", "04", "31", "92", "38", "79")
KINDS = ("intervention", "intervention", "intervention", "reply", "intervention", "debate")
_numbers = itertools.count(1)


class Lively:
    """Acts of a host and a secretary on a running demonstration."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo

    def act(self, role: str, type_: str, **fields: Any) -> dict[str, Any]:
        """A command that must succeed."""
        number = next(_numbers)
        reply = self.demo.command(role, command_id=f"lively-{number}", type=type_, **fields)
        assert reply.status == 200, reply
        answer: dict[str, Any] = reply.body
        return answer

    def until_discussion(self) -> None:
        """Started, opened, and come to the discussion, with the roll called once."""
        self.act("host", "start_session")
        items = self.demo.get("")["items"]
        for item in items:
            self.act("host", "begin_item", item=item["id"])
            if item["title"].startswith("Thảo luận"):
                break
        roll = self.act("secretary", "open_roll_call", duration_ms=40_000)
        assert roll["accepted"]
        until(
            lambda: self.demo.get("/attendance", "organizer")["roll_calls"][-1]["answered"] >= 62,
            "the roll is answered",
            within_s=45,
        )

    def gia_lai_on_air(self) -> None:
        """Gia Lai asks, is called, says ready and speaks; the others wait behind it."""
        people = self.demo.get("/people?site=64")
        head = next(row["person"] for row in people if row["head"])
        first = self.ask("64", "intervention", head)
        for site, kind in zip(WAITING, KINDS, strict=True):
            self.ask(site, kind, f"{site}.01")
        others = [entry for entry in self.entries() if entry != first]
        for entry in (first, *others[:2]):
            self.act("host", "call_point", entry=entry)
        self.ready("64")
        self.act("host", "give_floor", entry=first)
        self.ready("66")
        self.act(
            "secretary",
            "send_notice",
            sites=[],
            text="Đề nghị các điểm cầu tắt micrô khi chưa đến lượt.",
        )
        self.act("secretary", "send_notice", sites=["64"], text="Gia Lai: thời lượng 7 phút.")
        self.act("secretary", "report_incident", site="12", kind="no_sound")

    def ask(self, site: str, kind: str, person: str) -> str:
        answer = self.act(
            "secretary",
            "request_floor",
            site=site,
            kind=kind,
            person=person,
            channel="telephone",
        )
        return str(answer["entry"])

    def entries(self) -> list[str]:
        return [row["entry"] for row in self.demo.get("/floor")["queue"]]

    def ready(self, site: str) -> None:
        """The site says ready, through the coordinator's own page of a point."""
        row = next(row for row in self.demo.get("/floor")["queue"] if row["site"] == site)
        body = {
            "type": "report_ready",
            "entry": row["entry"],
            "called_at": row["called_at"],
            "ready": True,
            "command_id": f"ready-{next(_numbers)}",
        }
        token = self.demo.said["tokens"]["sites"][site]
        reply = call(f"{self.demo.api}/commands", token=token, body=body)
        assert reply.status == 200, reply
