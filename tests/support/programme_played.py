"""The first case conducted from its opening to its end, by whoever is given the hands for it.

`Hands` is what a host does before the console; how (keys, mouse, a screen reader's tree) is a
matter of the class that does it. The points answer through the coordinator's API, as they would
from their own rooms.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.support.processes import Demo, call
from tests.support.until import until

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Turn:
    """A point and what it is to be found by: its name as it is shown, and as it is typed."""

    site: str
    name: str
    typed: str
    kind: str = "intervention"


@dataclass(frozen=True)
class Part:
    """One item of the programme. `asking` raise their hands themselves; `unheard` is not called."""

    item: str
    title: str
    turns: tuple[Turn, ...] = ()
    asking: tuple[Turn, ...] = ()
    unheard: tuple[Turn, ...] = ()
    recess: bool = False


HALL = Turn("TW", "Trung ương", "trung uong")
PLAYED = (
    Part("1", "Tuyên bố lý do, giới thiệu đại biểu; khai mạc"),
    Part(
        "2",
        "Báo cáo tình hình và kế hoạch cải cách thủ tục hành chính",
        (Turn("TW", HALL.name, HALL.typed, "presentation"),),
    ),
    Part(
        "3",
        "Tham luận của các bộ",
        (
            Turn("BNV", "Bộ Nội vụ", "bo noi vu", "presentation"),
            Turn("BTP", "Bộ Tư pháp", "bo tu phap", "presentation"),
            Turn("BTTTT", "Bộ Thông tin và Truyền thông", "bo thong tin", "presentation"),
        ),
    ),
    Part(
        "4",
        "Thảo luận của các địa phương",
        asking=(
            Turn("64", "Gia Lai", "gia lai"),
            Turn("31", "Hải Phòng", "hai phong"),
            Turn("92", "Cần Thơ", "can tho"),
        ),
        unheard=(Turn("68", "Lâm Đồng", "lam dong"),),
    ),
    Part("5", "Giải lao", recess=True),
    Part(
        "6",
        "Giải trình, tiếp thu của các bộ, ngành",
        (Turn("BTC", "Bộ Tài chính", "bo tai chinh", "explanation"),),
    ),
    Part(
        "7",
        "Phát biểu chỉ đạo của chủ trì hội nghị",
        (Turn("TW", HALL.name, HALL.typed, "directive"),),
    ),
)
SPOKEN = [(one.site, one.kind) for part in PLAYED for one in (*part.turns, *part.asking)]


class Hands(Protocol):
    """Each act returns once the page shows what it became."""

    def start(self) -> None: ...
    def begin(self, part: Part, waiting: int) -> None:
        """Go on; whoever still waits is asked to write instead."""

    def roll_call(self) -> None: ...
    def invite(self, turn: Turn) -> None:
        """At the chair's word: entered and called in one act."""

    def approve(self, turn: Turn) -> None: ...
    def call_next(self, turn: Turn) -> None: ...
    def give(self, turn: Turn) -> None: ...
    def end(self, turn: Turn) -> None: ...
    def recess(self) -> None:
        """With its end told: in ten minutes."""

    def resume(self) -> None: ...
    def close(self) -> None: ...


@dataclass
class Played:
    """The meeting while it is held. `question_of`: this point leaves a call unanswered until the
    hand-over asks about it; `at_question` is then done before it answers."""

    demo: Demo
    hands: Hands
    question_of: str = ""
    at_question: Any = None
    hands_up: set[str] = field(default_factory=set)

    def whole(self) -> None:
        """From the opening to the end."""
        self.hands.start()
        for part in PLAYED:
            self.hands.begin(part, len(self.waiting()))
            until(lambda part=part: self.current() == part.item, f"{part.title} has begun")
            if part.item == "1":
                self.hands.roll_call()
            for turn in part.turns:
                self.hands.invite(turn)
                self.heard(turn)
            self.discussed(part)
            if part.recess:
                self.hands.recess()
                until(lambda: self.demo.get("")["phase"] == "paused", "recess")
                self.hands.resume()
                until(lambda: self.demo.get("")["phase"] == "live", "it goes on")
        self.hands.close()
        until(lambda: self.demo.get("")["phase"] == "closed", "closed")

    def discussed(self, part: Part) -> None:
        """Those who ask are entered, called, ready, heard, ended, one after the other."""
        for turn in (*part.asking, *part.unheard):
            self.from_point(turn.site, type="request_floor", site=turn.site, kind=turn.kind)
            self.hands.approve(turn)
        for turn in part.asking:
            self.hands.call_next(turn)
            self.heard(turn)

    def heard(self, turn: Turn) -> None:
        """Called already; ready, on the air, ended."""
        row = until(lambda: self.row(turn.site, "called", "ready"), f"{turn.name} is called")
        if turn.site == self.question_of and self.at_question:
            self.at_question()
        if turn.site in self.demo.said["tokens"]["sites"]:  # who sits in the hall need not say so
            told = {"entry": row["entry"], "called_at": row["called_at"], "ready": True}
            self.from_point(turn.site, type="report_ready", **told)
        self.hands.give(turn)
        until(lambda: self.on_air() == turn.site, f"{turn.name} has the floor")
        self.hands.end(turn)
        until(lambda: self.on_air() is None, f"{turn.name} has ended")

    # --- what the coordinator says ---------------------------------------------------------------

    def waiting(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.demo.get("/floor")["queue"]
        return rows

    def row(self, site: str, *states: str) -> dict[str, Any] | None:
        return next(
            (row for row in self.waiting() if row["site"] == site and row["state"] in states), None
        )

    def on_air(self) -> str | None:
        speaking = self.demo.get("/floor")["speaking"]
        return speaking and str(speaking["site"])

    def current(self) -> str:
        items = self.demo.get("")["items"]
        return next((str(item["id"]) for item in items if item["current"]), "")

    def from_point(self, point: str, /, **body: Any) -> None:
        """A command of the point's own sign-in."""
        token = self.demo.said["tokens"]["sites"][point]
        words = {"command_id": f"point-{next(_numbers)}", **body}
        reply = call(f"{self.demo.api}/commands", token=token, body=words)
        assert reply.status == 200, reply

    def agrees(self) -> None:
        """What was conducted is what the coordinator has on record."""
        said = self.demo.get("")
        assert said["phase"] == "closed"
        begun = [item["begun_at"] for item in said["items"]]
        assert [item["id"] for item in said["items"]] == [part.item for part in PLAYED]
        assert all(begun)
        assert begun == sorted(begun)
        rows = self.demo.get("/speeches")
        spoken = sorted(
            (row for row in rows if row["started_at"] is not None), key=lambda of: of["started_at"]
        )
        assert [(row["site"], row["kind"]) for row in spoken] == SPOKEN
        assert all(row["state"] == "ended" and row["ended_at"] for row in spoken)
        unheard = [one.site for part in PLAYED for one in part.unheard]
        assert [row["site"] for row in rows if row["started_at"] is None] == unheard
        (roll,) = self.demo.get("/attendance", "organizer")["roll_calls"]
        assert roll["answered"] > 0
