"""A second agent, written from docs/protocol.md alone (§: its sections): one site, one link."""
import argparse
import asyncio
import json
import os
import sys
from contextlib import suppress
from random import uniform
from time import monotonic, time
from typing import Any

from websockets import ConnectionClosed, InvalidStatus, WebSocketException, connect

Json = dict[str, Any]
DO: Json = {"request": ("request_floor", {"kind", "person", "topic"}, [None]),
            "ready": ("report_ready", {"entry", "called_at", "ready"}, ["called"]),
            "withdraw": ("withdraw_request", {"entry"}, ["requested", "queued", "called", "ready"])}
me = argparse.Namespace(quitting=0, bye=0, drift=0.0, samples=[], intents={}, asks=[], roll=None,
    box=Json(incarnation=os.urandom(16).hex(), acked=0, records=[], old=[], clash=[], gone=[]))
def wall() -> int: return round(time() * 1000)
def say(event: str, m: Json) -> None: print(json.dumps({**m, "event": event}), flush=True)
def offset() -> int | None: return min(me.samples)[1] if me.samples else None
def hold(ms: float) -> None: me.told, me.held = set(), monotonic() + ms / 1000
def late(s: int) -> int: return sum(b[2] < 0 and monotonic() > b[1] + s for b in me.beats)
async def put(kind: str, /, **m: Any) -> Any: await me.ws.send(json.dumps({"type": kind} | m))
def save(**change: Any) -> None:
    me.box |= change
    with open(me.outbox + ".new", "w", encoding="utf-8") as file:
        print(json.dumps(me.box), file=file, flush=True)
        os.fsync(file.fileno())
    os.replace(me.outbox + ".new", me.outbox)
def record(body: Json) -> None:
    made = Json(seq=len(me.box["records"]) + 1, device_at=wall(), offset_ms=offset(), body=body)
    save(records=[*me.box["records"], made])
    say("recorded", made)
def rewind(mark: int, clash: list[int], flying: int = 0) -> None:  # §5: go on after `mark`
    had, me.flying = me.box["records"], flying
    save(acked=mark, clash=[r["seq"] for r in had[:mark] if r["seq"] in clash + me.box["clash"]
                            and r["body"].get("person") not in me.box["gone"]])
    if (clash := me.box["clash"]) and mark >= me.mark:  # a copy: a new incarnation, on a new link
        todo, me.leaving = [r for r in had if r["seq"] in clash or r["seq"] > mark], True
        save(acked=0, records=[r | {"seq": n} for n, r in enumerate(todo, 1)], old=me.box["old"] + [
            r for r in had if r not in todo], incarnation=os.urandom(16).hex(), clash=[])
        say("error", {"code": "new_incarnation", "detail": f"{len(todo)} records numbered anew"})
async def pump() -> None:  # sends what is to be sent now, of the parts that `welcome` picked
    now, gap, on, box = monotonic(), time() - monotonic(), me.hi["features"], me.box
    me.samples, me.drift = (me.samples, me.drift) if abs(gap - me.drift) < 1 else ([], gap)
    if "beat" in on and (not me.beats or now >= me.next):
        me.next, me.beats = now + me.hi["beat_s"] * uniform(1, 1.1), [*me.beats, [wall(), now, -1]]
        await put("beat", n=len(me.beats), t0=me.beats[-1][0])  # kept: t0, monotonic, round trip
        if "health" in on and (rtts := [b[2] for b in me.beats if b[2] >= 0 and b[1] > now - 15]):
            steps = [abs(rtts[i] - rtts[i - 1]) for i in range(1, len(rtts))] or [0]
            await put("health", site=me.site, window_ms=15000, rtt_ms=sorted(rtts)[len(rtts) // 2],
                jitter_ms=sum(steps) // len(steps), missed=late(5) + sum(r > 5000 for r in rtts))
    if me.roll and me.roll["id"] not in [r["body"].get("roll_call") for r in box["records"]]:
        record({"kind": "roll_answer", "roll_call": me.roll["id"]})
    todo = box["records"][box["acked"]:][:4]  # four fit
    if "records" in on and todo and not me.flying and now >= me.held:
        me.flying = todo[-1]["seq"]
        await put("records", site=me.site, incarnation=box["incarnation"], items=[
            r | {"offset_ms": offset()} if r["offset_ms"] is None else r for r in todo])
    for intent, (at, kind, m) in [*me.intents.items()]:
        if "intents" in on and intent not in me.told and now >= me.held:
            me.told.add(intent)
            await put(kind, intent=intent, site=me.site, age_ms=round((now - at) * 1000), **m)
    me.bye = me.bye or (me.quitting and not (me.intents or todo) and not await put("bye"))
def on_welcome(m: Json) -> None:
    me.box.setdefault("session", m["session"]) == m["session"] or sys.exit("another session")
    me.hi, me.since, me.beats, me.told, me.held = m, monotonic(), [], set(), 0.0
    me.mark = min({x["site"]: x["upto"] for x in m["marks"]}[me.site], len(me.box["records"]))
    rewind(min(me.mark, me.box["acked"]), [])  # a mark is no answer, but tells what was lost
    on_forget({"persons": m["erased"]})
def on_beat_ack(m: Json) -> None:
    beat, took = me.beats[m["n"] - 1], round((monotonic() - me.beats[m["n"] - 1][1]) * 1000)
    beat[2] = max(0, took - m["t2"] + m["t1"])
    if abs(wall() - m["t0"] - took) < 1000:  # else the clock was set meanwhile
        me.samples = [*me.samples[-7:], (beat[2], round((m["t1"] + m["t2"] - took) / 2) - m["t0"])]
def on_ack(m: Json) -> None:  # short of the frame: keep still, the error with the reason follows
    rewind(max(me.box["acked"], min(m["upto"], me.flying)), [r["seq"] for r in m["refused"] if
           r["code"] == "seq_conflict"], me.flying * (m["upto"] < me.flying))
def on_error(m: Json) -> None:
    me.intents.pop(None if m["code"] == "slow_down" else m.get("ref"), None)  # it has no fate
    if m["code"] in ("gap", "slow_down"):
        me.leaving |= bool(me.flying and not m.get("ref"))  # which frame was dropped is not said
        rewind((m.get("expected") or me.box["acked"] + 1) - 1, [])
        hold(m.get("retry_after_ms") or 0)
def on_fate(m: Json) -> None:
    hold(1000) if m.get("code") in ("storage_low", "busy") else me.intents.pop(m["intent"], None)
def on_goodbye(m: Json) -> None: me.hi, me.leaving = me.hi | m, True
def on_forget(m: Json) -> None:
    for b in [r["body"] for r in me.box["records"] + me.box["old"]] + [
            x[2] for x in me.intents.values()]:
        for k in {*b} - {"kind", "person", "status"} if b.get("person") in m["persons"] else ():
            b[k] = "–" if k in ("name", "because") else None
    save(gone=[*{*me.box["gone"], *m["persons"]}])
def on_floor(m: Json) -> Json:
    v, s, off, me.roll = m["view"], m["view"].get("speaking"), offset(), m["view"].get("roll_call")
    now = v["at"] if off is None else wall() + off
    used = (s.get("paused_at") or now) - s["started_at"] - s["paused_ms"] if s else None
    return {"phase": v["phase"], "speaking_site": s and s["site"], "used_ms": used,
            "remaining_ms": s["limit_ms"] - used if s and s["limit_ms"] else None}
def on_own(m: Json) -> Json:
    return vars(me).update(asks=m["view"]["requests"]) or {"requests": me.asks, "roll": me.roll}
async def listen() -> None:
    while not me.quitting:
        try:
            c = json.loads(await asyncio.to_thread(sys.stdin.readline) or '{"do": "quit"}')
            me.quitting = c["do"] == "quit" and asyncio.get_running_loop().call_later(5, sys.exit)
            if c["do"] == "record":
                record({**c["body"]})
            elif not me.quitting:
                kind, keys, states = DO[c["do"]]
                r = {"ready": True} | next(x for x in [c, *me.asks] if x.get("state") in states)
                me.intents[os.urandom(8).hex()] = monotonic(), kind, {k: r[k] for k in keys & {*r}}
        except (ValueError, LookupError, TypeError, StopIteration) as e:
            say("error", {"code": "bad_command", "detail": repr(e)})
async def run() -> None:
    code, wait, lost, n, ban, task = 0, 0.0, monotonic(), 0, 300.0, asyncio.create_task(listen())
    while not (me.bye or task.cancelled()):
        await asyncio.sleep(max(wait, 10 * (code == 4429)))
        code, wait, me.hi, me.leaving, me.beats = 0, 0.0, {}, False, [[0, monotonic(), -1]]
        try:
            async with connect("ws" + me.url[4:].rstrip("/") + "/agent/v1", additional_headers={
                    "Authorization": "Bearer " + os.environ["DIEMCAU_TOKEN"]}, compression=None,
                    open_timeout=5, close_timeout=1, ping_interval=None, max_size=1 << 20) as me.ws:
                await put("hello", versions=[1], sites=[me.site], incarnation=me.box["incarnation"],
                    agent="second 0.1", features=["beat", "health", "records", "intents", "forget"])
                while not me.leaving and not late(8):  # §12 would open a second link beside it
                    with suppress(TimeoutError):
                        m = json.loads(await asyncio.wait_for(me.ws.recv(), 0.05))
                        say(m["type"], globals().get("on_" + m["type"], dict)(m) or m)
                    await (pump() if me.hi and not me.leaving else asyncio.sleep(0))
        except InvalidStatus as e:
            code, wait = e.response.status_code, float(e.response.headers.get("Retry-After", 0))
        except (OSError, WebSocketException) as e:
            code = e.rcvd.code if isinstance(e, ConnectionClosed) and e.rcvd else 0
        lost = monotonic() if me.hi else lost  # §12
        n, ban = (0, 300.0) if me.hi and lost > me.since + 60 else (n + (not me.hi), ban)
        most = min(2 ** n, max(2, (monotonic() - lost) / 5), 60)
        wait += uniform(0, me.hi["reconnect_window_ms"] / 1000) if me.hi else uniform(0.25, most)
        wait, ban = (ban, min(2 * ban, 1800.0)) if code % 4000 in (401, 403, 426) else (wait, ban)
        say("lost", {"code": code, "retry_s": round(wait, 1)})
if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for o in ("--url", "--site", "--outbox", "--person"):  # the last: taken, `own` tells it all
        parser.add_argument(o, required=o != "--person", nargs="*" if o == "--person" else None)
    parser.parse_args(namespace=me)
    with suppress(FileNotFoundError), open(me.outbox, encoding="utf-8") as outbox:
        me.box = json.load(outbox)
    asyncio.run(run())
