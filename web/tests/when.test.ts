/** Of what time something is that is noted without one. */
import { expect, test } from "vitest";
import { whenEmpty } from "../src/attendance/when";

test("while a meeting goes on it is now; after it, its end", () => {
  const latest = Date.UTC(2023, 8, 8, 4, 0);
  expect(whenEmpty({ ended: false, latest })).toBe("Để trống: ngay bây giờ");
  expect(whenEmpty({ ended: true, latest })).toBe("Để trống: lúc kết thúc phiên họp, 11:00");
});
