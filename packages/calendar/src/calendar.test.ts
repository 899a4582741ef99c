import fc from "fast-check";
import { expect, test } from "vitest";
import { fromWallClock, isTimeZone, startOfDay, startOfMonth, toWallClock, zoneOffsetMs } from "./index.ts";

const HOUR_MS = 3_600_000;
const ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"];
const moments = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2040, 0) });

test("a day is 23 hours long when the clock goes forward, and 25 when it goes back", () => {
  const length = (noon: number) => startOfDay(noon, "Europe/Berlin", 1) - startOfDay(noon, "Europe/Berlin");
  expect(length(Date.UTC(2026, 2, 29, 12))).toBe(23 * HOUR_MS);
  expect(length(Date.UTC(2026, 9, 25, 12))).toBe(25 * HOUR_MS);
  expect(length(Date.UTC(2026, 6, 1, 12))).toBe(24 * HOUR_MS);
});

test("a month starts at local midnight, also the one before January", () => {
  const january = Date.UTC(2026, 0, 1, 3);
  expect(new Date(startOfMonth(january, "America/New_York")).toISOString()).toBe("2025-12-01T05:00:00.000Z");
  expect(new Date(startOfMonth(january, "Europe/Berlin", -1)).toISOString()).toBe("2025-11-30T23:00:00.000Z");
});

test("offsets of half and three quarter hours are exact", () => {
  expect(zoneOffsetMs(Date.UTC(2026, 0, 1), "Asia/Kathmandu")).toBe(5.75 * HOUR_MS);
  expect(zoneOffsetMs(Date.UTC(2026, 0, 1), "America/St_Johns")).toBe(-3.5 * HOUR_MS);
});

test("the start of a day is never after its moment, and less than 25 hours before it", () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES), (atMs, zone) => {
      const start = startOfDay(atMs, zone);
      expect(start).toBeLessThanOrEqual(atMs);
      expect(atMs - start).toBeLessThanOrEqual(25 * HOUR_MS);
      expect(toWallClock(start, zone).getUTCHours()).toBe(0);
    }),
  );
});

test("a moment that the wall clock shows once comes back from it", () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES), (atMs, zone) => {
      const back = fromWallClock(toWallClock(atMs, zone).getTime(), zone);
      const isShownTwice = zoneOffsetMs(atMs - HOUR_MS, zone) !== zoneOffsetMs(atMs + HOUR_MS, zone);
      expect(isShownTwice ? atMs : back).toBe(atMs);
    }),
  );
});

test("only names of the IANA database are time zones", () => {
  expect(["Europe/Berlin", "UTC", "Etc/GMT+5"].map(isTimeZone)).toEqual([true, true, true]);
  expect(["Mars/Base", "", "+02:00", "Europe/Berlin; DROP"].map(isTimeZone)).toEqual([false, false, false, false]);
});
