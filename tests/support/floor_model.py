"""A naive floor, to compare the real one with: a few lists, in at most 100 lines of code.

It shares nothing with the core but the commands' names. The caller says what time it is, which
phase and which item; `taken_back` puts an undo around it.
"""

from types import SimpleNamespace as Plain

# The states in which each act may find its entry, and where it leads, by a letter: asked, queued,
# called, ready, speaking, paused, ended, withdrawn, not arranged, deferred, textual (in writing).
# Then "-" takes it out of the order, "<" makes it the first of those not called, ">" the last.
ACTS = dict(  # noqa: C408 — a table is read without quotes
    WithdrawRequest="aqcrd w-", DeclineRequest="aqcrd n-", ReceiveWritten="aqcrdn t-",
    ApproveRequest="a q", DeferRequest="aqcr q>", MoveRequest="aqcr", PassOver="cr", PutBack="e q<",
    CallPoint="aqd c<", RevokeCall="crsp q<", ReportReady="cr", NameSpeaker="aqcrspd",
    TakeByTelephone="aqcrsp", CuePicture="cr", ConfirmPicture="crsp", KeepWaiting="crsp",
    GiveFloor="aqcr s-", PauseSpeech="s p", LosePicture="sp p", ResumeSpeech="p s", ReadDecline="n",
    ExtendSpeech="sp", EndSpeech="sp e-", SetAside="aqcrsp d-", ReturnRequest="d q<")  # fmt: skip
NEW = {**dict.fromkeys(("called", "limit", "item", "park", "tel")), "ms": 0, "began": 0, "since": 0}
RANKS, OWN, H2 = {"point_of_order": 0, "reply": 1}, {"point_of_order", "directive"}, 7_200_001


class FloorModel:
    """`say` has what is known of each entry, `here` who is present; `plan` are the known persons,
    the point that is mute, and whose voice a point shares."""

    def __init__(self, limits, **plan):
        self.limits, self.plan, self.made, self.here, self.phase = {**limits}, plan, 0, (), ""
        self.rules = {"present_only": False, "speeches_max": 2}
        self.empty()

    def empty(self):
        self.order, self.aside, self.say, self.last, self.item = [], [], {}, None, None
        self.rules["is_open"] = True

    def called(self):
        return sum(self.say[x].state in "cr" for x in self.order)

    def rest(self):
        return [x for x in self.order[self.called() :] if self.say[x].kind not in OWN]

    def air(self):
        return next((x for x, e in self.say.items() if e.state in "sp"), None)

    def voice(self, e):
        return e.person if e.site == "TW" and e.person else self.plan["voice"].get(e.site, e.site)

    def ordinal(self, new, ahead):
        """The number of an intervention on this item that comes after those ahead."""
        spoke = [x for x, e in self.say.items() if e.state in "spe" and e.item == self.item]
        held = [self.voice(e) for e in map(self.say.get, (*spoke, *ahead)) if e.kind == new.kind]
        return 1 + held.count(self.voice(new))

    def allows(self, name, f):
        """Whether the rules say yes."""
        one, by_ms, calm = f.get("entry"), f.get("by_ms", 0), self.phase != "paused"
        e = self.say.get(one, Plain(state="?", called=0, limit=0, tel=None))
        more = dict(  # noqa: C408 — as above
            RequestFloor=name != "RequestFloor" or self.may_ask(Plain(**f)), LosePicture=not e.tel,
            MoveRequest=f.get("before") in {*self.order, None} - {one}, CallPoint=self.called() < 3,
            PassOver=self.called() < len(self.order), GiveFloor=calm and not self.air(),
            ReportReady=e.called == f.get("called_at"), PutBack=self.last == one, ResumeSpeech=calm,
            ExtendSpeech=by_ms and e.limit and 0 < e.limit + by_ms < H2)  # fmt: skip
        known = {f.get("person"), f.get("interjector")} <= {*self.plan["known"], None}
        fresh = f.get("age_ms", 0) <= 30_000 and self.phase in ("live", "paused", "rehearsal")
        may = fresh and known and more.get(name, True)
        return bool(may and e.state in ACTS.get(name, "?").split()[0])

    def may_ask(self, new):
        if new.channel == "chair":
            return not new.call or self.called() < 3
        urgent, where = new.kind == "point_of_order", new.person or f"{new.site}."
        own = [self.say[x] for x in self.order if self.voice(self.say[x]) == self.voice(new)]
        twice = [e for e in own if (e.kind == "point_of_order") == urgent and e.site != "TW"]
        most = self.rules["speeches_max"] if new.kind == "intervention" else 99
        here = any(x.startswith(where) for x in self.here) or not self.rules["present_only"]
        may = here and new.site != self.plan["mute"] and not new.call and not twice
        return may and (self.rules["is_open"] or urgent) and self.ordinal(new, self.order) <= most

    def happen(self, name, f, now):
        """It was allowed, or happens once more."""
        one, to = f.get("entry"), ACTS.get(name, "").partition(" ")[2]
        e = self.say.get(one)
        match name:
            case "RequestFloor":
                self.made, one = self.made + 1, f"e{self.made + 1}"
                self.say[one] = Plain(**f, **NEW, state="a" if f["channel"] == "site" else "q")
                first, rank = self.called(), RANKS.get(f["kind"], 2)
                later = [RANKS.get(self.say[x].kind, 2) > rank for x in self.order[first:]]
                self.order.insert(first + [*later, True].index(True), one)
            case "MoveRequest":
                rest = [*(x for x in self.order if x != one), None]
                at, self.order = rest.index(f["before"]), rest[:-1]
                self.order.insert((min if e.state in "cr" else max)(at, self.called()), one)
            case "PassOver":
                self.happen("RevokeCall", f, now)
                rest = [x for x in self.order if self.say[x].state in "aq" and x != one]
                self.happen("CallPoint", {"entry": rest[0]}, now)
            case "ReportReady" if e.state in "cr" and e.called == f["called_at"]:
                e.state, e.person = "cr"[f["ready"]], (f["ready"] and f["person"]) or e.person
            case "NameSpeaker" | "TakeByTelephone":
                e.person, e.tel = f.get("person", e.person), f.get("on", e.tel)
            case "GiveFloor":
                first = self.ordinal(e, self.order[: self.order.index(one)]) == 1
                key = {"intervention": "first_" if first else "second_"}.get(e.kind, "") + e.kind
                e.began, e.item, e.limit = e.ms, self.item, e.limit if e.ms else self.limits[key]
            case "ExtendSpeech":
                e.limit += f["by_ms"]
            case "WindDown":
                for x in self.rest()[f["take"] :]:
                    self.happen("DeclineRequest", {"entry": x}, now)
                low = {x: min(self.limits[x], f["limit_ms"] or H2) for x in {*self.limits} - OWN}
                f = {"is_open": f.get("is_open", False), "limits": low}
        if to:
            e.ms = e.began if name == "RevokeCall" and e.state in "sp" else self.spoken_ms(e, now)
            e.state, e.since, e.park = to[0], now, f.get("park")
            e.called = now if to[0] == "c" else e.called
            self.last = {"EndSpeech": one, "PutBack": None}.get(name, self.last)
        if to[1:]:
            self.order, self.aside = ([x for x in y if x != one] for y in (self.order, self.aside))
            self.aside += [one] if to[0] == "d" else []
            at = self.called() if to[1] == "<" else len(self.order)
            self.order[at:at] = [one] if to[1] != "-" else []
        self.rules |= {x: f[x] for x in self.rules if f.get(x) is not None}
        self.limits |= f.get("limits", {})

    def spoken_ms(self, e, now):
        return e.ms + (now - e.since if e.state == "s" else 0)
