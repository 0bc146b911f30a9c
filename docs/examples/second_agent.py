"""A second agent, written from docs/protocol.md alone (§: its sections), for one site.
A link on which a beat has no answer for 8 s is left; none is opened beside it (§12)."""
import argparse
import asyncio
import json
import os
import random
import sys
import time
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

Json, mono = dict[str, Any], time.monotonic
TYPES = {"request": "request_floor", "ready": "report_ready", "withdraw": "withdraw_request"}
STATES = {"ready": ["called"], "withdraw": ["requested", "queued", "called", "ready"]}
me = argparse.Namespace(  # a beat is [t0, when by the monotonic clock, round trip]
    window=2000, flying=0, held=0.0, beat_at=0.0, since=0.0, drift=0.0, lost_at=mono(), tries=0,
    penalty=300.0, quitting=0, hi={}, own={}, roll={}, beats=[], samples=[], intents={}, box=Json(
        incarnation=os.urandom(16).hex(), acked=0, records=[], old=[]))
def wall() -> int: return round(time.time() * 1000)
def dump(value: Json) -> str: return json.dumps(value, ensure_ascii=False)
def say(event: str, m: Json) -> None: print(dump({**m, "event": event}), flush=True)
def offset() -> int | None: return min(me.samples)[1] if me.samples else None
def hold(ms: float) -> None: me.told, me.held = set(), mono() + ms / 1000
async def send(type: str, /, **m: Any) -> None: await me.ws.send(dump({"type": type, **m}))
def save(**change: Any) -> None:
    me.box |= change
    with open(me.outbox + ".new", "w", encoding="utf-8") as file:
        print(dump(me.box), file=file, flush=True)
        os.fsync(file.fileno())
    os.replace(me.outbox + ".new", me.outbox)
def record(body: Json) -> None:
    item = Json(seq=len(me.box["records"]) + 1, device_at=wall(), body=body)
    save(records=[*me.box["records"], item])
    say("recorded", item)
def rewind(mark: int, clash: list[int]) -> None:  # §5: go on after `mark`
    records, me.flying = me.box["records"], 0
    if not clash and mark <= len(records):
        return save(acked=mark)
    todo = [r for r in records if r["seq"] in clash or r["seq"] > me.box["acked"]]
    me.leaving = True  # the outbox was copied or put back: a new incarnation, on a new link
    save(incarnation=os.urandom(16).hex(), acked=0, old=me.box["old"] + [r for r in records if
         r not in todo], records=[r | {"seq": n} for n, r in enumerate(todo, 1)])
    say("error", {"code": "new_incarnation", "detail": f"{len(todo)} records numbered anew"})
async def pump() -> None:  # sends what is to be sent now; what `welcome` did not pick is not used
    now, box, on, site = mono(), me.box, me.hi["features"], me.site
    if abs(time.time() - now - me.drift) > 1:  # somebody set the clock, or it is the first time
        me.samples, me.drift = [], time.time() - now
    if "beat" in on and now >= me.beat_at:
        me.beat_at = now + me.hi["beat_s"] * random.uniform(1, 1.1)
        seen = [b for b in me.beats if now - b[1] <= 15]
        me.beats.append([wall(), now, None])
        await send("beat", n=len(me.beats), t0=me.beats[-1][0])
        if "health" in on and (rtts := [b[2] for b in seen if b[2] is not None]):  # §7
            steps = [abs(a - b) for a, b in zip(rtts, rtts[1:], strict=False)] or [0]
            late = [b for b in seen if ((now - b[1]) * 1000 if b[2] is None else b[2]) > 5000]
            await send("health", site=site, window_ms=round(min(15, now - me.since) * 1000), missed=
                       len(late), rtt_ms=sorted(rtts)[len(rtts) // 2], jitter_ms=round(
                       sum(steps) / len(steps)))
    if now < me.held:
        return
    if "records" in on and not me.flying and box["acked"] < len(box["records"]):
        items = [{k: r[k] for k in ("seq", "device_at", "body")} | {"offset_ms": offset()}
                 for r in box["records"][box["acked"]:box["acked"] + 5]]  # 5 fit into any frame
        me.flying = items[-1]["seq"]
        await send("records", site=site, incarnation=box["incarnation"], items=items)
    for intent, (at, m) in [*me.intents.items()]:
        if now > at + 30:
            say("fate", {**me.intents.pop(intent)[1], "accepted": False, "code": "stale_intent"})
        elif "intents" in on and intent not in me.told:
            me.told.add(intent)
            await send(**m, age_ms=round((now - at) * 1000))
    if me.quitting == 1 and not me.intents and box["acked"] == len(box["records"]):
        me.quitting = 2
        await send("bye")
def on_welcome(m: Json) -> None:
    mark = {x["site"]: x["upto"] for x in m["marks"]}.get(me.site, 0)
    say("welcome", {"session": m["session"], "upto": mark, "acked": me.box["acked"]})
    me.hi, me.since, me.own, me.beats, me.window = m, mono(), {}, [], m["reconnect_window_ms"]
    rewind(mark, [])
    on_forget({"persons": m["erased"]})
def on_beat_ack(m: Json) -> None:
    (t0, at, _), t1, t2 = me.beats[m["n"] - 1], m["t1"], m["t2"]
    t3 = round(t0 + (mono() - at) * 1000)
    me.beats[m["n"] - 1][2] = rtt = max(0, t3 - t0 - t2 + t1)
    if abs(wall() - t3) < 1000:  # else the clock was set meanwhile
        me.samples = [*me.samples[-7:], (rtt, round((t1 - t0 + t2 - t3) / 2))]
def on_ack(m: Json) -> None:
    if m["incarnation"] == me.box["incarnation"]:
        say("ack", m)
        clash = [r["seq"] for r in m["refused"] if r["code"] == "seq_conflict"
                 and "erased" not in me.box["records"][r["seq"] - 1]]
        me.box["acked"] = max(me.box["acked"], min(m["upto"], me.flying))
        rewind(me.box["acked"], clash)
def on_error(m: Json) -> None:
    say("error", m)
    if m["code"] in ("gap", "slow_down"):
        rewind(m["expected"] - 1 if m["code"] == "gap" else me.box["acked"], [])
        hold(m.get("retry_after_ms") or 0)
def on_fate(m: Json) -> None:
    say("fate", m)
    busy = m.get("code") in ("storage_low", "busy")
    hold(1000) if busy else me.intents.pop(m["intent"], None)
def on_closing(m: Json) -> None: say("closing", m)
def on_goodbye(m: Json) -> None: me.leaving, me.window = True, m["reconnect_window_ms"]
def on_forget(m: Json) -> None:
    for r in me.box["records"] + me.box["old"]:
        if r["body"].get("person") in m["persons"]:
            b, r["erased"] = r["body"], True
            r["body"] = {k: b[k] for k in b if k in ("kind", "person", "status")}
    me.intents = {i: x for i, x in me.intents.items() if x[1].get("person") not in m["persons"]}
    save()
def on_floor(m: Json) -> None:
    s, me.roll = m["view"].get("speaking"), m["view"].get("roll_call")
    now = m["view"]["at"] if offset() is None else wall() + offset()
    used = s and (s.get("paused_at") or now) - s["started_at"] - s["paused_ms"]
    say("floor", {"phase": m["view"]["phase"], "speaking_site": s and s["site"],
                  "remaining_ms": s and s["limit_ms"] and s["limit_ms"] - used})
    roll()
def on_own(m: Json) -> None:
    me.own = m["view"]
    say("own", {"requests": me.own["requests"], "roll_call": me.roll})
    answer()
def answer() -> None:
    if me.roll and me.own and (me.own.get("roll_answer") or 0) < me.roll["opened_at"]:
        if me.roll["id"] not in [r["body"].get("roll_call") for r in me.box["records"]]:
            record({"kind": "roll_answer", "roll_call": me.roll["id"]})
async def listen() -> None:
    while not me.quitting:
        try:
            c = json.loads(await asyncio.to_thread(sys.stdin.readline) or '{"do": "quit"}')
            if c["do"] == "quit":
                me.quitting = 1
            ...
