"""A naive floor, to compare the real one with: a list, a few dictionaries, and plain words.

It shares nothing with the core but the commands' names. An undo puts the copy of before back and
lets everything that came since happen once more.
"""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

from coordinator.core.floor import commands as c
from wire.vocabulary import EntryId

WAITS = ("asked", "queued", "called", "ready")
AIR = ("speaking", "paused")
MAY: dict[type, tuple[str, ...]] = {
    c.ApproveRequest: ("asked",),
    c.CallPoint: ("asked", "queued"),
    c.RevokeCall: ("called", "ready", *AIR),
    c.PauseSpeech: ("speaking",),
    c.ResumeSpeech: ("paused",),
    c.ExtendSpeech: AIR,
    c.EndSpeech: AIR,
    c.NameSpeaker: (*WAITS, *AIR),
}
BESIDE = (c.RequestFloor, c.WithdrawRequest, c.ReportReady, c.NameSpeaker)


class FloorModel:
    """`say` has what is known of each entry. `mute` may only listen; `known` are the people."""

    def __init__(self, mute: str, known: set[str], limits: dict[str, int]) -> None:
        self.mute, self.known, self.limits = mute, known, limits
        self.phase, self.item, self.is_open, self.acted_rev, self.made = "", "", True, 0, 0
        self.empty()

    def empty(self) -> None:
        self.order: list[str] = []
        self.air: str | None = None
        self.say: dict[str, dict[str, Any]] = {}
        self.spoken: Counter[Any] = Counter()
        self.back: dict[str, Any] = {}
        self.since: list[tuple[Any, int]] = []

    def phase_changed(self, was: str, now: str, rev: int) -> None:
        """The session went on; whoever speaks is paused or ended with it."""
        self.phase, self.back = now, {}
        if was == "rehearsal":
            self.empty()
            self.item, self.acted_rev = "", rev
        if now == "paused" and self.air:
            self.say[self.air]["state"] = "paused"
        if now == "closed":
            if self.air:
                self.on_air(c.EndSpeech(EntryId(self.air)), self.air, self.say[self.air])
            self.item = ""

    def whose(self, entry: dict[str, Any]) -> str:
        named = entry["site"] == "TW" and entry["person"] is not None
        return str(entry["person"] if named else entry["site"])

    def ordinal(self, new: dict[str, Any], before: str | None = None) -> int:
        """The number of an intervention that comes after those who hold a place, up to `before`."""
        whose, count = self.whose(new), 1
        ahead = self.order[: self.order.index(before)] if before else self.order
        on_item = [self.air] if self.air and self.say[self.air]["item"] == self.item else []
        for entry in (self.say[one] for one in (*on_item, *ahead)):
            count += entry["kind"] == "intervention" and self.whose(entry) == whose
        return count + self.spoken[self.item, whose]

    def allows(self, act: Any, now: int) -> bool:
        """Whether the rules say yes."""
        if self.phase not in ("live", "paused", "rehearsal") or getattr(act, "age_ms", 0) > 30_000:
            return False
        if isinstance(act, c.RequestFloor):
            return (act.person is None or act.person in self.known) and (
                act.channel == "chair" or self.may_ask(act)
            )
        if isinstance(act, c.UndoFloorAct):
            return self.back.get("rev") == act.act_rev and now - self.back["at"] <= 10_000
        if isinstance(act, (c.SetListOpen, c.ChangeLimits)):
            return True
        entry = self.say.get(act.entry, {"state": ""})
        if isinstance(act, c.ReportReady):
            return entry["state"] in WAITS[2:] and entry["called_at"] == act.called_at
        if entry["state"] not in MAY.get(type(act), WAITS):
            return False
        match act:
            case c.MoveRequest(before=before):
                return before is None or (before in self.order and before != act.entry)
            case c.CallPoint():
                return sum(self.say[one]["state"] in WAITS[2:] for one in self.order) < 3
            case c.GiveFloor():
                return self.phase != "paused" and self.air is None
            case c.ResumeSpeech():
                return self.phase != "paused"
            case c.NameSpeaker(person=person):
                return person in self.known
            case c.ExtendSpeech(by_ms=by_ms):
                limit = entry["limit"]
                return bool(by_ms and limit and 0 < limit + by_ms <= 7_200_000)
        return True

    def may_ask(self, act: c.RequestFloor) -> bool:
        urgent = act.kind == "point_of_order"
        mine = [self.say[one]["kind"] for one in self.order if self.say[one]["site"] == act.site]
        twice = act.site != "TW" and any((kind == "point_of_order") == urgent for kind in mine)
        new = {"site": act.site, "person": act.person}
        spent = act.kind == "intervention" and self.ordinal(new) > 2
        return act.site != self.mute and (self.is_open or urgent) and not twice and not spent

    def apply(self, act: Any, now: int, rev: int) -> None:
        """It was allowed, and recorded at `rev`."""
        if not isinstance(act, c.RequestFloor) and not getattr(act, "ready", False):
            self.acted_rev = rev
        if isinstance(act, c.SetListOpen):
            self.is_open = act.is_open
        elif isinstance(act, c.ChangeLimits):
            self.limits.update(act.limits)
        elif isinstance(act, c.UndoFloorAct):
            again, self.since = self.since, []
            for name, value in self.back.pop("copy").items():
                setattr(self, name, value)
            self.back = {}
            for earlier, at in again:
                self.happen(earlier, at)
        else:
            self.remember(act, now, rev)
            self.happen(act, now)

    def remember(self, act: Any, now: int, rev: int) -> None:
        """For an undo: a copy of everything, or what happened beside it."""
        if not isinstance(act, BESIDE):
            names = ("order", "air", "say", "spoken", "made")
            kept = copy.deepcopy({name: getattr(self, name) for name in names})
            self.back, self.since = {"rev": rev, "at": now, "act": act, "copy": kept}, []
            return
        last = self.back.get("act")
        own = isinstance(act, c.WithdrawRequest) and last and last.entry == act.entry
        anew = isinstance(act, c.RequestFloor) and isinstance(last, c.DeclineRequest)
        if own or (anew and self.say[last.entry]["site"] == act.site):
            self.back = {}
        self.since.append((act, now))

    def happen(self, act: Any, now: int) -> None:
        if isinstance(act, c.RequestFloor):
            self.made += 1
            new = {"site": act.site, "person": act.person, "kind": act.kind, "called_at": None}
            new["state"] = "asked" if act.channel == "site" else "queued"
            self.say[f"e{self.made}"] = new
            at = len(self.order)
            if act.kind == "point_of_order":
                at = self.called()
                while at < len(self.order) and self.kind(at) == "point_of_order":
                    at += 1
            self.order.insert(at, f"e{self.made}")
            return
        one, entry = act.entry, self.say[act.entry]
        match act:
            case c.WithdrawRequest() | c.DeclineRequest():
                self.order.remove(one)
                entry["state"] = "gone"
            case c.ApproveRequest():
                entry["state"] = "queued"
            case c.DeferRequest():
                self.order.remove(one)
                self.order.append(one)
                entry.update(state="asked" if entry["state"] == "asked" else "queued")
                entry["called_at"] = None
            case c.MoveRequest(before=before):
                self.order.remove(one)
                at = self.order.index(before) if before else len(self.order)
                first = entry["state"] in WAITS[2:]
                self.order.insert((min if first else max)(at, self.called()), one)
            case c.CallPoint() | c.RevokeCall():
                if self.air == one:
                    self.air = None
                else:
                    self.order.remove(one)
                self.order.insert(self.called(), one)
                called = isinstance(act, c.CallPoint)
                entry.update(state="called" if called else "queued")
                entry["called_at"] = now if called else None
            case c.ReportReady(called_at=called_at, ready=ready):
                if entry["called_at"] == called_at and entry["state"] in WAITS[2:]:
                    entry["state"] = "ready" if ready else "called"
            case c.NameSpeaker(person=person):
                entry["person"] = person
            case _:
                self.on_air(act, one, entry)

    def on_air(self, act: Any, one: str, entry: dict[str, Any]) -> None:
        match act:
            case c.GiveFloor():
                key = str(entry["kind"])
                if key == "intervention":
                    first = self.ordinal(entry, one) == 1
                    key = "first_intervention" if first else "second_intervention"
                self.order.remove(one)
                self.air = one
                entry.update(state="speaking", item=self.item, limit=self.limits[key])
            case c.PauseSpeech():
                entry["state"] = "paused"
            case c.ResumeSpeech():
                entry["state"] = "speaking"
            case c.ExtendSpeech(by_ms=by_ms):
                entry["limit"] += by_ms
            case c.EndSpeech():
                self.air, entry["state"] = None, "ended"
                if entry["kind"] == "intervention":
                    self.spoken[entry["item"], self.whose(entry)] += 1

    def called(self) -> int:
        """How many called ones stand at the head."""
        states = [self.say[one]["state"] in WAITS[2:] for one in self.order]
        return [*states, False].index(False)

    def kind(self, at: int) -> str:
        return str(self.say[self.order[at]]["kind"])
