import { describe, expect, test } from "vitest";
import { tokenIn } from "../src/link/sign-in";
import { waitMs } from "../src/link/link";
import { doorsOf } from "../src/door/doors";
import { pointTitle, twoLines } from "../src/parts/point";
import { sizeOf } from "../src/stage/said";

describe("the wait before a reconnection", () => {
  test.each([0, 1, 2, 5, 50])(
    "attempt %d is within its bounds, whatever chance says",
    (attempt) => {
      for (const chance of [0, 0.5, 0.999]) {
        const wait = waitMs(attempt, () => chance);
        expect(wait).toBeGreaterThanOrEqual(attempt === 0 ? 0 : 500);
        expect(wait).toBeLessThanOrEqual(attempt === 0 ? 1000 : 1500);
      }
    },
  );
});

test("a pasted text is a token or a link with one", () => {
  expect(tokenIn(" dc1_abc ")).toBe("dc1_abc");
  expect(tokenIn("http://127.0.0.1:8080/host/x#t=dc1_abc")).toBe("dc1_abc");
  expect(tokenIn("http://127.0.0.1:8766/site#t=dc1_a%2Bc")).toBe("dc1_a+c");
});

test("each grant opens its page, once", () => {
  const grant = (role: "host" | "site" | "stage", sites: string[] = []) => ({
    id: role,
    role,
    session: "s",
    sites,
  });
  const doors = doorsOf(
    { now: 0, grants: [grant("host"), grant("host"), grant("site", ["64"])] },
    "s",
  );
  expect(doors.map((door) => door.href)).toEqual(["/host/s", "/site?site=64&session=s"]);
  expect(doorsOf({ now: 0, grants: [grant("stage")] }, "another")).toEqual([]);
});

test("the button of a point opens the meeting under which it stands", () => {
  const grant = (session: string) => ({
    id: session,
    role: "site" as const,
    session,
    sites: ["64"],
  });
  const signedIn = { now: 0, grants: [grant("sang"), grant("chieu")] };
  const opens = (session: string) => doorsOf(signedIn, session).map((door) => door.href);
  expect(opens("sang")).toEqual(["/site?site=64&session=sang"]);
  expect(opens("chieu")).toEqual(["/site?site=64&session=chieu"]);
});

test("a point is named in full, never twice", () => {
  expect(pointTitle("Điểm cầu tỉnh", "Gia Lai")).toBe("Điểm cầu tỉnh Gia Lai");
  expect(pointTitle("Điểm cầu tỉnh Gia Lai", "Gia Lai")).toBe("Điểm cầu tỉnh Gia Lai");
  expect(pointTitle("", "Bộ Tư pháp")).toBe("Bộ Tư pháp");
  expect(twoLines("Điểm cầu tỉnh", "Gia Lai")).toEqual(["ĐIỂM CẦU TỈNH", "GIA LAI"]);
  expect(twoLines("", "Bộ Tư pháp")).toEqual(["", "BỘ TƯ PHÁP"]);
  expect([sizeOf("GIA LAI"), sizeOf("BÀ RỊA - VŨNG TÀU"), sizeOf("X".repeat(40))]).toEqual([
    0, 1, 2,
  ]);
});
