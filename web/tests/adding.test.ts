/** Somebody is added in several tries, when the answer to one of them was lost. */
import { expect, test } from "vitest";
import { Adding } from "../src/site/adding";
import type { Desk, Fate, Wanted } from "../src/site/desk.svelte";
import type { Asked, Handed } from "../src/site/memory.svelte";

type Attendee = Parameters<Adding["add"]>[0];
const body = (name = "Đại biểu mẫu 50"): Attendee => ({
  ...{ kind: "attendee", person: "64.x", name, status: "online" },
});
const LOST: Fate = { kind: "unsaved", code: "" };
const THERE: Fate = { kind: "refused", code: "already_exists" };

/** A desk whose acts end like this, one after the other; the row shows the newest. */
function desk(...fates: Fate[]) {
  const row = { id: "", state: "saving" as Handed };
  const act = (_typed: Wanted, spot: string) => {
    expect(spot).toBe("person-64.x");
    const fate = fates.shift() ?? LOST;
    row.id = `a${fates.length}`;
    row.state = fate.kind === "received" ? "handed" : (fate.kind as Handed);
    return Promise.resolve(fate);
  };
  const memory = {
    of: () => row as Asked,
    mark: (id: string, state: Handed) => void (id === row.id && (row.state = state)),
  };
  return { row, adding: new Adding({ act, memory } as unknown as Desk) };
}

test("whom the list has after a lost answer was added by that try", async () => {
  const { row, adding } = desk(LOST, LOST, THERE);
  expect((await adding.add(body())).kind).toBe("unsaved");
  expect((await adding.add(body())).kind).toBe("unsaved");
  expect([(await adding.add(body())).kind, row.state]).toEqual(["received", "handed"]);
});

test("whom the list has without any lost answer is refused", async () => {
  const { row, adding } = desk(THERE, THERE);
  expect(await adding.add(body())).toEqual(THERE);
  expect([await adding.add(body()), row.state]).toEqual([THERE, "refused"]);
});

test("under another name than the one that was sent it stays refused", async () => {
  const { adding } = desk(LOST, THERE, LOST, THERE);
  await adding.add(body("A"));
  expect(await adding.add(body("B"))).toEqual(THERE);
  await adding.add(body("B"));
  expect(await adding.add(body("B"))).toEqual(THERE);
});
