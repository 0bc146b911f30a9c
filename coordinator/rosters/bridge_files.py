"""Participants' files of Teams, Zoom and Webex: who joined the bridge by himself, from when to
when. Mail addresses stand in such files; they are never taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordinator.rosters.bridge_times import VIETNAM_MIN, Reading, instant, reading_of
from coordinator.rosters.faults import Fault, Trouble
from coordinator.rosters.folded import fold, looking
from coordinator.rosters.grid import Grid
from coordinator.rosters.header import plain
from coordinator.rosters.persons import one_line
from wire.errors import WireError
from wire.text import clean_name


class Bridge(StrEnum):
    """Whose file it is, as far as its words tell."""

    TEAMS = "teams"
    ZOOM = "zoom"
    WEBEX = "webex"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Joined:
    """One stay of one participant. `others` are further names in the same cell; `mark` tells two
    of one name apart and is no text of a person; `until_at` is None when nobody saw the leaving."""

    name: str
    others: tuple[str, ...]
    mark: str
    since_at: int
    until_at: int | None
    cell: str


@dataclass(frozen=True, slots=True)
class BridgeFile:
    """What was read: stays in the file's order, faults by cell, and how its times were read."""

    bridge: Bridge
    stays: tuple[Joined, ...]
    troubles: tuple[Trouble, ...]
    reading: Reading


_NAME = (
    "name", "full name", "name original name", "user name", "display name", "participant",
    "participants", "attendee name", "attendee", "ten", "ho va ten", "ho ten", "ten ten goc",
    "ten nguoi tham gia", "ten day du", "ten ten ban dau", "nguoi tham gia", "ten nguoi dung",
    "ten hien thi",
)  # fmt: skip
_SINCE = (
    "join time", "joined", "first join", "first join time", "thoi gian tham gia", "gio vao",
    "lan tham gia dau tien", "tham gia lan dau", "thoi gian vao", "lan dau tham gia",
    "thoi gian tham gia dau tien", "tham gia dau tien",
)  # fmt: skip
_UNTIL = (
    "leave time", "left", "last leave", "last leave time", "thoi gian roi", "thoi gian roi di",
    "thoi gian roi khoi", "lan roi di cuoi cung", "roi di lan cuoi", "thoi gian ra", "gio ra",
    "lan roi cuoi cung", "thoi gian thoat", "lan cuoi roi di", "roi di cuoi cung",
)  # fmt: skip
_ACTION = ("user action", "hanh dong cua nguoi dung", "hanh dong", "action")
_STAMP = ("timestamp", "dau thoi gian", "thoi diem", "nhan thoi gian")
_MAIL = ("email", "user email", "attendee email", "e mail", "dia chi email", "thu dien tu")
_WAITING = ("in waiting room", "trong phong cho", "o phong cho")
_COLUMNS = {
    "name": _NAME, "since": _SINCE, "until": _UNTIL, "action": _ACTION, "stamp": _STAMP,
    "mail": _MAIL, "waiting": _WAITING,
}  # fmt: skip
_SIGNS = {
    Bridge.TEAMS: ("in meeting activities", "user action", "participant id upn", "first join",
                   "hanh dong cua nguoi dung", "hoat dong trong cuoc hop", "id nguoi tham gia upn"),
    Bridge.ZOOM: ("duration minutes", "recording consent", "name original name", "guest",
                  "thoi luong phut", "in waiting room"),
    Bridge.WEBEX: ("attendance duration", "connection type", "attendee email"),
}  # fmt: skip
_BESIDE = re.compile(
    r"\s*[(\[](?:host|co-host|guest|external|unverified|me|internal|khách|người tổ chức|bên ngoài|"
    r"chưa xác minh|không xác minh|chủ trì|đồng chủ trì|tôi)[)\]]\s*",
    re.IGNORECASE,
)
_LEFT = ("left", "da roi di", "roi di", "da roi khoi", "roi khoi")


@dataclass(frozen=True, slots=True)
class _Table:
    """A stretch of rows under one line of headings."""

    columns: dict[str, int]
    first: int
    last: int


def read_bridge_file(
    grids: Sequence[Grid], near: datetime, ahead_min: int = VIETNAM_MIN
) -> BridgeFile:
    """The stays in a participants' file. `near` is when the meeting was."""
    with looking():
        return _of_file(grids, near, ahead_min)


def _of_file(grids: Sequence[Grid], near: datetime, ahead_min: int) -> BridgeFile:
    texts = (text for grid in grids for row in grid.rows for text in row if len(text) < 60)
    words = {re.sub(r"^\d ", "", plain(text)) for text in texts}
    bridge = next((one for one, signs in _SIGNS.items() if words & set(signs)), Bridge.OTHER)
    for grid in grids:
        tables = list(_tables(grid))
        # Each stay on its own is worth more than the first coming and the last leaving.
        if tables:
            table = next((one for one in tables if _is_fine(grid, one)), tables[0])
            return _read(grid, table, bridge, (near, ahead_min))
    trouble = Trouble("", Fault.NO_TIMES)
    return BridgeFile(bridge, (), (trouble,), Reading(ahead_min=ahead_min))


def _is_fine(grid: Grid, table: _Table) -> bool:
    if "action" in table.columns:
        return True
    heading = plain(grid.at(table.first - 1, table.columns["since"]))
    return "first" not in heading and "dau" not in heading.split()


def _tables(grid: Grid) -> Iterator[_Table]:
    """Each table with names and times; it ends with a blank row or the next headings."""
    row = 0
    while row < len(grid.rows):
        columns = _columns(grid.rows[row])
        if columns is None:
            row += 1
            continue
        last = row + 1
        while last < len(grid.rows) and any(cell.strip() for cell in grid.rows[last]):
            if _columns(grid.rows[last]) is not None:
                break
            last += 1
        yield _Table(columns, row + 1, last)
        row = last


def _columns(cells: Sequence[str]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for column, cell in enumerate(cells):
        words = plain(cell)
        for holds, headings in _COLUMNS.items():
            if words in headings:
                found.setdefault(holds, column)
    timed = "since" in found or ("action" in found and "stamp" in found)
    return found if "name" in found and timed else None


def _read(grid: Grid, table: _Table, bridge: Bridge, when: tuple[datetime, int]) -> BridgeFile:
    timed = [table.columns[one] for one in ("since", "until", "stamp") if one in table.columns]
    rows = range(table.first, table.last)
    texts = [grid.at(row, column) for row in rows for column in timed]
    reading = reading_of((text for text in texts if text), *when)
    reader = _Reader(grid, table, reading)
    stays = reader.acts() if "action" in table.columns else reader.stays()
    return BridgeFile(bridge, tuple(stays), tuple(reader.troubles), reading)


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, grid: Grid, table: _Table, reading: Reading) -> None:
        self._grid, self._table, self._reading = grid, table, reading
        self.troubles: list[Trouble] = []

    def _at(self, row: int, holds: str) -> str:
        column = self._table.columns.get(holds)
        return "" if column is None else one_line(self._grid.at(row, column))

    def stays(self) -> list[Joined]:
        """A row is one stay."""
        found = []
        for row in range(self._table.first, self._table.last):
            if fold(self._at(row, "waiting")) in ("yes", "co"):
                continue
            since = self._time(row, "since")
            until = self._time(row, "until") if self._at(row, "until") else None
            stay = None if since is None else self._stay(row, since, until)
            if stay is not None:
                found.append(stay)
        return found

    def acts(self) -> list[Joined]:
        """A row is one coming or one leaving; a leaving closes the stay that is open."""
        found: list[Joined] = []
        open_stay: dict[tuple[str, str], int] = {}
        for row in range(self._table.first, self._table.last):
            at = self._time(row, "stamp")
            stay = None if at is None else self._stay(row, at, None)
            if stay is None or at is None:
                continue
            who = fold(stay.name), stay.mark
            if plain(self._at(row, "action")) not in _LEFT:
                open_stay.setdefault(who, len(found))
                if open_stay[who] == len(found):
                    found.append(stay)
            elif who in open_stay:
                begun = found[open_stay[who]]
                ended = Joined(begun.name, begun.others, begun.mark, begun.since_at, at, begun.cell)
                found[open_stay.pop(who)] = ended
        return found

    def _time(self, row: int, holds: str) -> int | None:
        text = self._at(row, holds)
        at = instant(text, self._reading)
        if at is None and self._at(row, "name"):
            self._say(row, holds, Fault.BAD_TIME)
        return at

    def _stay(self, row: int, since: int, until: int | None) -> Joined | None:
        names = names_in(self._at(row, "name"))
        if not names:
            return None
        try:
            clean = [clean_name(name) for name in names]
        except WireError:
            self._say(row, "name", Fault.BAD_NAME)
            return None
        if until is not None and until < since:
            self._say(row, "until", Fault.BAD_TIME)
            return None
        mark = fold(self._at(row, "mail"))
        cell = self._grid.cell(row, self._table.columns["name"])
        return Joined(clean[0], tuple(clean[1:]), mark, since, until, cell)

    def _say(self, row: int, holds: str, fault: Fault) -> None:
        cell = self._grid.cell(row, self._table.columns.get(holds, 0))
        self.troubles.append(Trouble(cell, fault))


def names_in(text: str) -> list[str]:
    """The names in a cell: what is shown, and the one in brackets behind it, without what the
    bridge adds ("(Guest)")."""
    bare = _BESIDE.sub(" ", text).strip()
    found = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", bare)
    names = [found[1], found[2]] if found else [bare]
    return [name.strip() for name in names if name.strip()]
