"""Undo and conflicts around the naive floor: a copy of before, and what came since once more.

Who left meanwhile leaves first; whatever befell the very entries of the act ends the chance.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from tests.support.floor_model import FloorModel

Fields = dict[str, Any]
LEAVES = ("WithdrawRequest", "ReceiveWritten")
BESIDE = (
    *LEAVES,
    "RequestFloor",
    "ReportReady",
    "NameSpeaker",
    "TakeByTelephone",
    "CuePicture",
    "ConfirmPicture",
    "LosePicture",
    "KeepWaiting",
    "ReadDecline",
    "SetListOpen",
    "ChangeLimits",
    "ChangeRules",
    "BeginItem",
)
HARMLESS = ("ConfirmPicture", "ReadDecline", "BeginItem")
DECLINES = ("DeclineRequest", "WindDown")


@dataclass
class Before:
    """The last act that can be taken back: its revision and time, what it was about, the floor
    before it, and what happened beside it since."""

    rev: int
    at: int
    name: str
    fields: Fields
    own: set[str]
    floor: FloorModel
    since: list[tuple[str, Fields, int]] = field(default_factory=list)


class Told:
    """A naive floor that is told what was carried out; `rev` is that of the last act, `kept` the
    limits and rules of before a rehearsal."""

    def __init__(self, floor: FloorModel) -> None:
        self.floor, self.rev = floor, 0
        self.before: Before | None = None
        self.kept = {**floor.limits}, {**floor.rules}

    def allows(self, name: str, fields: Fields, now: int) -> bool:
        if name == "UndoFloorAct":
            last = self.before
            in_time = last and last.rev == fields["act_rev"] and now - last.at <= 10_000
            return bool(in_time and self.floor.phase in ("live", "paused", "rehearsal"))
        return self.floor.allows(name, fields)

    def tell(self, name: str, fields: Fields, now: int, rev: int) -> None:
        """It was carried out, changed something, and was recorded at `rev`."""
        if not self._harmless(name, fields):
            self.rev = rev
        if name == "UndoFloorAct":
            self._undo(now)
        elif name in BESIDE:
            self._beside(name, fields, now)
        else:
            self._act(name, fields, now, rev)
        if fields.get("call"):
            self._act("CallPoint", {"entry": f"e{self.floor.made}", "entered": True}, now, rev)

    def _harmless(self, name: str, fields: Fields) -> bool:
        late = name == "ReceiveWritten" and self.floor.say[fields["entry"]].state == "n"
        hand = name == "RequestFloor" and not fields["call"]
        return bool(late or hand or fields.get("ready") or name in HARMLESS)

    def _act(self, name: str, fields: Fields, now: int, rev: int) -> None:
        kept = deepcopy(self.floor)
        self.floor.happen(name, fields, now)
        own = {one for one, entry in self.floor.say.items() if entry != kept.say[one]}
        own |= {fields["entry"]} if "entry" in fields else set()
        self.before = Before(rev, now, name, fields, own, kept)

    def _beside(self, name: str, fields: Fields, now: int) -> None:
        last = self.before
        if last is not None and self._outlives(last, name, fields):
            self.before = None
        elif last is not None:
            last.since.append((name, fields, now))
        self.floor.happen(name, fields, now)

    def _outlives(self, last: Before, name: str, fields: Fields) -> bool:
        if name in ("SetListOpen", "ChangeLimits"):
            return last.name == "WindDown"
        if name == "RequestFloor":
            sites = {self.floor.say[one].site for one in last.own}
            return last.name in DECLINES and fields["site"] in sites
        return name in (*LEAVES, "LosePicture") and fields["entry"] in last.own

    def _undo(self, now: int) -> None:
        last, self.before = self.before, None
        assert last is not None
        today, self.floor = self.floor, last.floor
        self.floor.phase, self.floor.here, self.floor.plan = today.phase, today.here, today.plan
        left = [one for one in last.since if one[0] in LEAVES and one[1]["entry"] in self.floor.say]
        for name, fields, at in (*left, *(one for one in last.since if one not in left)):
            self.floor.happen(name, fields, at)
        if "entered" in last.fields:
            self.floor.happen("WithdrawRequest", last.fields, now)

    # --- the session around it ------------------------------------------------------------------

    def phase_changed(self, now: str, at: int, rev: int) -> None:
        """Whoever speaks is paused or ended with it; nothing of a rehearsal stays."""
        floor, was, self.before = self.floor, self.floor.phase, None
        air = floor.air()
        if air and now in ("paused", "closed"):
            name = "LosePicture" if now == "paused" else "EndSpeech"
            floor.happen(name, {"entry": air}, at)
        if now == "closed":
            floor.item = None
        if now == "rehearsal":
            self.kept = {**floor.limits}, {**floor.rules}
        if was == "rehearsal":
            floor.empty()
            floor.limits, floor.rules = self.kept
            self.rev = rev
        floor.phase = now

    def begin_item(self, item: str, rule: Fields, at: int, revs: dict[str, int]) -> None:
        """The item's limits and list; then those who wait have the fate that it says, and whoever
        was parked for it is back: those two are one act."""
        floor = self.floor
        if {**floor.limits, **rule["limits"]} != floor.limits:
            self._beside("ChangeLimits", {"limits": rule["limits"]}, at)
        if rule["is_open"] not in (None, floor.rules["is_open"]):
            self._beside("SetListOpen", {"is_open": rule["is_open"]}, at)
        rest = floor.rest()
        if rest and rule["queue"] == "park":
            self._many("SetAside", rest, {"park": floor.item}, at, revs["RequestsSetAside"])
        if rest and rule["queue"] == "written":
            wind = {"take": 0, "limit_ms": None, "is_open": floor.rules["is_open"]}
            self._act("WindDown", wind, at, revs["ListWoundDown"])
        act = self.before if rest and rule["queue"] != "keep" else None
        floor.item = item
        self.before = act
        if act is not None:
            act.floor.item = item
        back = [one for one in floor.aside if floor.say[one].park == item]
        if back:
            self._many("ReturnRequest", back[::-1], {}, at, revs["RequestsReturned"])
        if act is not None:
            act.own |= set(back)
            self.before = act

    def _many(self, name: str, entries: list[str], more: Fields, at: int, rev: int) -> None:
        """One act on many entries."""
        kept = deepcopy(self.floor)
        for entry in entries:
            self.floor.happen(name, {"entry": entry, **more}, at)
        self.before = Before(rev, at, name, {}, set(entries), kept)
