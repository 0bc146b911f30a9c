/** The console's small sentences, by the wording of the field. */
import { expect, test } from "vitest";
import hostJson from "../fixtures/host.json";
import type { HostView, QueueRow } from "../src/generated/schema";
import { factsOf, kindOf, kindTag, readinessWord, shareOf, wholeOf, who } from "../src/host/say";

const view = hostJson as unknown as HostView;
const some = view.queue[0] as QueueRow;
const row = (over: Partial<QueueRow>): QueueRow => ({ ...some, ...over });

test("the honorific is the session's, and never stands alone", () => {
  expect(who("Nguyễn Hữu Quế", "comrade")).toBe("Đồng chí Nguyễn Hữu Quế");
  expect(who("Nguyễn Hữu Quế", "none")).toBe("Nguyễn Hữu Quế");
  expect(who("", "comrade")).toBe("");
});

test("a reply says whose petition it answers", () => {
  const reply = row({ kind: "reply", answers: ["Gia Lai", "Đắk Lắk"] });
  expect(kindOf(reply)).toBe("trả lời kiến nghị của Gia Lai, Đắk Lắk");
  expect(kindOf(row({ kind: "reply", answers: [] }))).toBe("trả lời kiến nghị");
  expect(kindOf(row({ ordinal: 2 }))).toBe("phát biểu lần 2");
});

test("a tag is short, and says what is left of a turn that was interrupted", () => {
  expect(kindTag(row({}))).toBe("lần 1 · 7 phút");
  expect(kindTag(row({ used_ms: 170_000 }))).toBe("lần 1 · còn 4 phút 10 giây");
  expect(kindTag(row({ used_ms: 430_000 }))).toBe("lần 1 · còn 0 giây");
  expect(kindTag(row({ kind: "directive", limit_ms: 0 }))).toBe("chỉ đạo");
});

test("the share of a point is a hint", () => {
  expect(shareOf(row({ speeches: 0, spoken_ms: 0 }))).toBe("chưa phát biểu");
  expect(shareOf(row({ speeches: 2, spoken_ms: 515_000 }))).toBe("2 lượt · 9 phút");
});

test("readiness is one word with its reason", () => {
  expect(readinessWord(row({ readiness: "ready" }))).toBe("tốt");
  expect(readinessWord(row({ readiness: "unreachable" }))).toBe("im lặng");
  expect(readinessWord(row({ readiness: "risky", near: null }))).toBe("có nguy cơ");
  const cao = view.queue.find((one) => one.readiness === "risky");
  expect(cao && readinessWord(cao)).toBe("jitter cao");
  const lost = cao?.near && {
    ...cao.near,
    line: { ...cao.near.line, band: "good", reason: "none", media: "silent" } as const,
  };
  expect(lost && readinessWord({ readiness: "risky", near: lost })).toBe("có nguy cơ");
});

test("how a request came, and from which microphone, is told", () => {
  const told = factsOf(
    row({ channel: "telephone", mic: "12", topic: "đất đai", answers: ["Huế"] }),
  );
  expect(told).toContain("trả lời kiến nghị của Huế");
  expect(told).toContain("đăng ký hộ qua điện thoại");
  expect(told).toContain("micrô 12");
  expect(factsOf(row({ speaker: "" }))).toContain("chưa rõ người phát biểu");
});

test("who listens to the page hears the whole row", () => {
  expect(wholeOf(row({}), 1)).toMatch(/^1\. Đắk Lắk, lần 1 · 7 phút, đã sẵn sàng, tốt, /);
});
