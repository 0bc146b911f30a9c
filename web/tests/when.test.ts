/** Of what time something is that is noted without one. */
import { expect, test } from "vitest";
import { momentOf, whenEmpty } from "../src/attendance/when";

test("while a meeting goes on it is now; after it, its end", () => {
  const latest = Date.UTC(2023, 8, 8, 4, 0);
  expect(whenEmpty({ ended: false, latest })).toBe("Để trống: ngay bây giờ");
  expect(whenEmpty({ ended: true, latest })).toBe("Để trống: lúc kết thúc phiên họp, 11:00");
});

test("a time that was said holds, and without one the end of what is over", () => {
  const [latest, said] = [2_000, 1_000];
  expect(momentOf({ ended: true, latest }, said)).toBe(said);
  expect(momentOf({ ended: true, latest }, null)).toBe(latest);
  expect(momentOf({ ended: false, latest }, null)).toBeNull();
});
