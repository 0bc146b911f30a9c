import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AWAY_MS, Camera, fresh } from "../src/site/checkin/camera.svelte";
import { type Invited, judge } from "../src/site/checkin/judge";
import { waiting } from "../src/site/checkin/people.svelte";
import type { ActNow, Attendance } from "../src/generated/schema";

const person = (status: Attendance, more: Partial<Invited> = {}): Invited => ({
  id: "64.01",
  name: "Đại biểu mẫu 01",
  post: "",
  code: "HWY5M7KQV",
  struck: false,
  status,
  since_at: 5,
  ...more,
});
const READ = { code: "HWY5M7KQV", fault: "none" } as const;

describe("what a code means at this point", () => {
  test.each([
    ["not_called", "accepted"],
    ["online", "accepted"],
    ["deputised", "accepted"],
    ["excused", "accepted"],
    ["absent", "accepted"],
    ["left", "accepted"],
    ["in_person", "already"],
  ] as const)("arriving from %s is %s", (status, kind) => {
    expect(judge(READ, [person(status)], "arrive").kind).toBe(kind);
  });

  test.each([
    ["in_person", "accepted"],
    ["online", "accepted"],
    ["deputised", "accepted"],
    ["left", "already"],
    ["not_called", "refused"],
    ["absent", "refused"],
  ] as const)("leaving from %s is %s", (status, kind) => {
    expect(judge(READ, [person(status)], "leave").kind).toBe(kind);
  });

  test("a mistyped code is told from an unknown one and from another's picture", () => {
    const why = (fault: "mistyped" | "foreign" | "empty") =>
      judge({ code: "", fault }, [person("not_called")], "arrive");
    for (const fault of ["mistyped", "foreign", "empty"] as const)
      expect(why(fault)).toMatchObject({ kind: "refused", why: fault });
    const other = { code: "ZZZZZZZZ3", fault: "none" } as const;
    expect(judge(other, [person("not_called")], "arrive")).toMatchObject({ why: "unknown" });
  });

  test("whoever is no longer invited is not let in by a code", () => {
    const struck = person("not_called", { struck: true });
    expect(judge(READ, [struck], "arrive")).toMatchObject({ kind: "refused", why: "struck" });
  });
});

describe("what waits at the page's own server", () => {
  const act = (target: string, word: string, made_at: number, more = {}): ActNow => ({
    id: `${target}${made_at}`,
    what: "attendance",
    target,
    word,
    made_at,
    state: "waiting",
    code: "",
    settled_at: null,
    ...more,
  });

  test("is the newest word on each person; what was refused or accepted is not news", () => {
    const acts = [
      act("64.01", "left", 9),
      act("64.01", "in_person", 5),
      act("64.02", "in_person", 6, { state: "refused" }),
      act("64.03", "in_person", 7, { state: "accepted" }),
      act("64.04", "ready", 8, { what: "report_ready" }),
    ];
    expect([...waiting(acts, "", [])]).toEqual([["64.01", { status: "left", since_at: 9 }]]);
  });

  test("is known of everybody, of those whose acts are no longer told one by one, too", () => {
    const people = ["64.01", "64.02", "64.03", "64.04"].map((id, place) => ({ id, place }));
    const news = waiting([act("64.02", "in_person", 7)], "PP!.", people);
    expect([...news]).toEqual([
      ["64.01", { status: "in_person", since_at: null }],
      ["64.02", { status: "in_person", since_at: 7 }],
    ]);
  });
});

describe("a code held into the camera", () => {
  test("counts once until it was away", () => {
    const seen = new Map<string, number>();
    expect(fresh(["a"], seen, 0)).toEqual(["a"]);
    expect(fresh(["a"], seen, 1500)).toEqual([]);
    expect(fresh(["a", "b"], seen, 3000)).toEqual(["b"]);
    expect(fresh([], seen, 3000 + AWAY_MS)).toEqual([]);
    expect(fresh(["a"], seen, 3001 + AWAY_MS)).toEqual(["a"]);
  });
});

describe("a camera that takes its time", () => {
  /** A stream whose only track knows whether it still runs. */
  const stream = (label: string) => {
    const track = { label, runs: true, stop: () => (track.runs = false) };
    return { label, track, getTracks: () => [track] };
  };
  type Asked = { give(label: string): ReturnType<typeof stream>; refuse(name: string): void };
  let asked: Asked[] = [];
  let seen: () => Promise<{ rawValue: string }[]>;
  const video = (play: () => Promise<void> = () => Promise.resolve()) =>
    ({ play, srcObject: null, readyState: 4, HAVE_CURRENT_DATA: 2 }) as unknown as HTMLVideoElement;
  const settle = () => new Promise((done) => setTimeout(done, 5));

  beforeEach(() => {
    asked = [];
    seen = () => Promise.resolve([]);
    vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
    const getUserMedia = () =>
      new Promise((done, fail) => {
        asked.push({
          give: (label) => {
            const made = stream(label);
            done(made);
            return made;
          },
          refuse: (name) => fail(new DOMException("no", name)),
        });
      });
    const enumerateDevices = () =>
      Promise.resolve([{ kind: "videoinput" }, { kind: "audioinput" }]);
    vi.stubGlobal("navigator", { mediaDevices: { getUserMedia, enumerateDevices } });
    vi.stubGlobal(
      "BarcodeDetector",
      class {
        static getSupportedFormats = () => Promise.resolve(["qr_code"]);
        detect = () => seen();
      },
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  test("is let go when the dialog was closed before it came, and passes nothing on", async () => {
    const found: string[] = [];
    seen = () => Promise.resolve([{ rawValue: "DC1:A" }]);
    const camera = new Camera((text) => found.push(text));
    const opening = camera.open(video());
    camera.close();
    const given = asked[0]?.give("late");
    await opening;
    expect([given?.track.runs, camera.state, found]).toEqual([false, "off", []]);
  });

  test("is let go when another was chosen meanwhile, whichever comes first", async () => {
    const camera = new Camera(() => undefined);
    const first = camera.open(video());
    const second = camera.choose("other", video());
    const chosen = asked[1]?.give("chosen");
    await second;
    const late = asked[0]?.give("late");
    await first;
    expect([late?.track.runs, chosen?.track.runs, camera.state]).toEqual([false, true, "on"]);
    camera.close();
    expect(chosen?.track.runs).toBe(false);
  });

  test("is not called failed or denied for what became of an earlier opening", async () => {
    const camera = new Camera(() => undefined);
    const first = camera.open(video());
    const second = camera.open(video());
    const given = asked[1]?.give("second");
    await second;
    asked[0]?.refuse("NotAllowedError");
    await first;
    expect([camera.state, given?.track.runs]).toEqual(["on", true]);
    camera.close();
  });

  test("closed while its picture starts stays off", async () => {
    let plays: () => void = () => undefined;
    const camera = new Camera(() => undefined);
    const opening = camera.open(video(() => new Promise((done) => (plays = done))));
    const given = asked[0]?.give("one");
    await settle();
    camera.close();
    plays();
    await opening;
    expect([camera.state, given?.track.runs, camera.devices]).toEqual(["off", false, []]);
  });

  test("closed while a picture is read passes on nothing of it", async () => {
    const found: string[] = [];
    let reads: (codes: { rawValue: string }[]) => void = () => undefined;
    seen = () => new Promise((done) => (reads = done));
    const camera = new Camera((text) => found.push(text));
    const opening = camera.open(video());
    asked[0]?.give("one");
    await settle();
    expect([camera.state, camera.devices.length]).toEqual(["on", 1]);
    camera.close();
    reads([{ rawValue: "DC1:A" }]);
    await opening;
    expect(found).toEqual([]);
  });
});
