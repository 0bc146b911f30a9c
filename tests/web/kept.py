"""What tests of the browser's own store do: cut the line, let time pass, look into the store."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.browser import Seat
from tests.web.door import Guest, RealDoor
from tests.web.scanning import SKIP_KEY, scanned

MINUTE_MS = 60_000
# Between the scan and its reading by the test, on a busy machine.
NEAR_MS = 10_000
STORED = """
async () => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const all = {};
  for (const name of db.objectStoreNames)
    all[name] = await new Promise((done) => {
      const asked = db.transaction(name).objectStore(name).getAll();
      asked.onsuccess = () => done(asked.result);
    });
  db.close();
  return JSON.stringify(all);
}
"""
# The store opens when it is let, after the first picture and the roster, as on a busy disk.
SLOW_STORE = """
(() => {
  const letGo = new Promise((go) => (globalThis.openStore = go));
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given), listen = request.addEventListener;
    request.addEventListener = (type, hear, ...how) =>
      listen.call(request, type, type === "success" ? () => letGo.then(hear) : hear, ...how);
    return request;
  };
})();
"""
# A store that does not answer, as when the disk is busy.
UNREADABLE = """
() => {
  const real = IDBObjectStore.prototype.getAll;
  IDBObjectStore.prototype.getAll = function (...given) {
    const request = real.apply(this, given);
    request.addEventListener = () => undefined;
    return request;
  };
}
"""
# The browser has closed the store, as it may at any time.
CLOSED = """
() => {
  const real = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function () {
    IDBDatabase.prototype.transaction = real;
    this.close();
    return real.apply(this, arguments);
  };
}
"""
FORGET_ROSTER = """
async () => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const work = db.transaction("rosters", "readwrite");
  work.objectStore("rosters").clear();
  await new Promise((done) => (work.oncomplete = done));
  db.close();
}
"""
# As if the page had taken somebody of another point for one of its own.
MISTAKE = """
async ([right, wrong]) => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const work = db.transaction("records", "readwrite"), records = work.objectStore("records");
  const asked = records.getAll();
  await new Promise((done) => (asked.onsuccess = done));
  for (const row of asked.result.filter((one) => one.target === right))
    records.put({ ...row, target: wrong, body: { ...row.body, person: wrong } });
  await new Promise((done) => (work.oncomplete = done));
  db.close();
}
"""
# As if this one's record had been numbered under a name that the stream had before.
STRAY = """
async (person) => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const work = db.transaction(["records", "streams"], "readwrite");
  const records = work.objectStore("records"), streams = work.objectStore("streams");
  const rows = records.getAll(), rivers = streams.getAll();
  await new Promise((done) => (rivers.onsuccess = done));
  records.put({ ...rows.result.find((one) => one.target === person), incarnation: "b-before" });
  streams.put({ ...rivers.result[0], next: rivers.result[0].next - 1 });
  await new Promise((done) => (work.oncomplete = done));
  db.close();
}
"""
# One more record like the first, on the disk already, while the page does not know of it yet.
BEING_KEPT = """
async (person) => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const work = db.transaction(["records", "streams"], "readwrite");
  const records = work.objectStore("records"), streams = work.objectStore("streams");
  const rows = records.getAll(), rivers = streams.getAll();
  await new Promise((done) => (rivers.onsuccess = done));
  const [{ n, ...row }] = rows.result, [stream] = rivers.result;
  const body = { ...row.body, person };
  records.add({ ...row, id: "a-being-kept", target: person, body, seq: stream.next });
  streams.put({ ...stream, next: stream.next + 1 });
  await new Promise((done) => (work.oncomplete = done));
  db.close();
}
"""
# As if the names kept of this point were of another meeting, and so were some of another point.
ANOTHER_MEETING = """
async (person) => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const work = db.transaction("rosters", "readwrite"), rosters = work.objectStore("rosters");
  const pages = rosters.getAll();
  await new Promise((done) => (pages.onsuccess = done));
  const session = "khac";
  for (const page of pages.result) {
    const people = page.people.map((one) => ({ ...one, name: "?" }));
    rosters.put({ ...page, session, people });
  }
  const people = [{ id: person, name: "Phiên khác", post: "", code: "" }];
  rosters.put({ site: "04", page: 0, tag: "t", session, people });
  await new Promise((done) => (work.oncomplete = done));
  db.close();
}
"""
# As the version before kept them: without the meeting.
UNLABELLED = """
async () => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const work = db.transaction("rosters", "readwrite"), rosters = work.objectStore("rosters");
  const pages = rosters.getAll();
  await new Promise((done) => (pages.onsuccess = done));
  for (const { session, ...page } of pages.result) rosters.put(page);
  await new Promise((done) => (work.oncomplete = done));
  db.close();
}
"""
# As if somebody had worked for another point in this browser, and one entry had been refused there.
ANOTHER_POINT = """
async () => {
  const open = indexedDB.open("diemcau-site");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const work = db.transaction("records", "readwrite"), records = work.objectStore("records");
  const rows = records.getAll();
  await new Promise((done) => (rows.onsuccess = done));
  const [{ n, ...row }] = rows.result;
  const there = { ...row, site: "04", state: "refused", code: "forbidden" };
  records.add({ ...there, id: "a-elsewhere" });
  records.add({ ...there, id: "a-seen", body: null });
  await new Promise((done) => (work.oncomplete = done));
  db.close();
}
"""
CACHED = """
async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
  return found;
}
"""


def pass_minutes(door: RealDoor, page: Page, minutes: float) -> None:
    """Time goes by for everybody: the coordinator, and the clock of the technician's computer."""
    ms = round(minutes * MINUTE_MS)
    door.clock.pass_ms(ms)
    page.evaluate(
        "([key, ms]) => localStorage.setItem(key, Number(localStorage.getItem(key) ?? 0) + ms)",
        [SKIP_KEY, ms],
    )


def away(door: RealDoor, seat: Seat) -> None:
    """The line is gone, and the page has noticed."""
    door.cut()
    seat.context.set_offline(True)
    expect(seat.page.get_by_test_id("link-down")).to_be_visible()


def back(door: RealDoor, seat: Seat) -> None:
    seat.context.set_offline(False)
    door.mend()


def waiting(seat: Seat) -> int:
    return int(seat.attribute("waiting-count", "data-count") or 0)


def stored(page: Page) -> Any:
    return json.loads(page.evaluate(STORED))


def arrive(door: RealDoor, seat: Seat, guests: list[Guest], number: int) -> dict[str, int]:
    """One after the other, a minute and a half apart: when each was scanned, session time."""
    scanned_at = {}
    for place, guest in enumerate(guests):
        scanned(seat, guest, number + place)
        scanned_at[guest.id] = door.clock.now()
        pass_minutes(door, seat.page, 1.5)
    return scanned_at


def anew(seat: Seat, url: str) -> None:
    """The page is closed, and this address is opened in a tab of its own."""
    seat.page.close()
    seat.page = seat.context.new_page()
    seat.page.on("pageerror", lambda error: seat.faults.append(str(error)))
    seat.page.goto(url)


def opened_again(seat: Seat) -> None:
    """The page is closed, and opened again at its address."""
    anew(seat, seat.page.url)
    seat.see("scan-open")
