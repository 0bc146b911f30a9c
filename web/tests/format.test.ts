import { expect, test } from "vitest";
import {
  count,
  date,
  decimal,
  duration,
  hourMinute,
  hourMinuteSecond,
  percent,
  span,
  timeGone,
  timeLeft,
} from "../src/time/format";

const AT = Date.UTC(2023, 8, 8, 2, 42, 3);

test("instants are those of Hà Nội, wherever the page is open", () => {
  expect(hourMinute(AT)).toBe("09:42");
  expect(hourMinuteSecond(AT)).toBe("09:42:03");
  expect(date(AT)).toBe("08/09/2023");
  expect(date(Date.UTC(2023, 8, 8, 17, 0, 0))).toBe("09/09/2023");
});

test.each([
  [80_000, "1 phút 20 giây", "1 min 20 s"],
  [420_000, "7 phút", "7 min"],
  [0, "0 giây", "0 s"],
  [7_500_000, "2 giờ 5 phút", "2 h 5 min"],
  [35_400, "35 giây", "35 s"],
])("%d ms is said as %s", (ms, vi, en) => {
  expect(span(ms, "vi")).toBe(vi);
  expect(span(ms, "en")).toBe(en);
});

test("what is left reaches zero with the last second and then counts up from it, without a jump", () => {
  expect(timeLeft(248_000)).toEqual({ text: "04:08", over: false });
  expect(timeLeft(1)).toEqual({ text: "00:01", over: false });
  expect(timeLeft(0)).toEqual({ text: "00:00", over: false });
  expect(timeLeft(-1)).toEqual({ text: "+00:00", over: true });
  expect(timeLeft(-999)).toEqual({ text: "+00:00", over: true });
  expect(timeLeft(-80_000)).toEqual({ text: "+01:20", over: true });
});

test("beyond a hundred minutes hours are told apart", () => {
  expect(timeGone(5_999_000)).toBe("99:59");
  expect(timeGone(6_000_000)).toBe("1:40:00");
  expect(timeLeft(-7_384_000).text).toBe("+2:03:04");
});

test("time gone by never shows less than nothing", () => {
  expect(timeGone(-500)).toBe("00:00");
  expect(timeGone(61_999)).toBe("01:01");
  expect(duration(4_360_000)).toBe("01:12:40");
});

test("numbers as each language writes them", () => {
  expect(count(1467, "vi")).toBe("1.467");
  expect(count(1467, "en")).toBe("1,467");
  expect(count(967, "vi")).toBe("967");
  expect(count(37000, "vi")).toBe("37.000");
  expect(decimal(0.4, "vi")).toBe("0,4");
  expect(percent(0.042, "vi")).toBe("4,2%");
  expect(percent(0.042, "en")).toBe("4.2%");
});
