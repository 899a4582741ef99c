import { expect, test } from "vitest";
import { bucketStarts } from "./bucket-starts.ts";

const utc = (starts: readonly number[]) => starts.map((start) => new Date(start).toISOString().slice(0, 16));
const range = (from: string, to: string) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });

test("a day of the zone may have 23 or 25 hours", () => {
  expect(utc(bucketStarts(range("2026-03-28T12:00Z", "2026-03-30T12:00Z"), "day", "Europe/Berlin"))).toEqual([
    "2026-03-27T23:00",
    "2026-03-28T23:00",
    "2026-03-29T22:00",
  ]);
  expect(utc(bucketStarts(range("2026-10-24T12:00Z", "2026-10-26T12:00Z"), "day", "Europe/Berlin"))).toEqual([
    "2026-10-23T22:00",
    "2026-10-24T22:00",
    "2026-10-25T23:00",
  ]);
});

test("weeks begin on Monday, months on the first, in the zone", () => {
  expect(utc(bucketStarts(range("2026-03-01T00:00Z", "2026-03-10T00:00Z"), "week", "UTC"))).toEqual([
    "2026-02-23T00:00",
    "2026-03-02T00:00",
    "2026-03-09T00:00",
  ]);
  expect(utc(bucketStarts(range("2026-01-31T20:00Z", "2026-03-01T00:00Z"), "month", "Asia/Kolkata"))).toEqual([
    "2026-01-31T18:30",
    "2026-02-28T18:30",
  ]);
});

test("short buckets cover the whole range and no more", () => {
  expect(utc(bucketStarts(range("2026-03-01T10:07Z", "2026-03-01T10:15Z"), "five_minutes", "UTC"))).toEqual([
    "2026-03-01T10:05",
    "2026-03-01T10:10",
  ]);
  expect(bucketStarts(range("2026-03-01T10:00Z", "2026-03-01T10:00Z"), "hour", "UTC")).toEqual([]);
});

test("refuses a series that nobody could read", () => {
  expect(() => bucketStarts(range("2026-01-01T00:00Z", "2026-03-01T00:00Z"), "minute", "UTC")).toThrow(
    /longer interval/,
  );
  expect(() => bucketStarts(range("2026-01-01T00:00Z", "2026-01-02T00:00Z"), "day", "Mars/Olympus")).toThrow(
    RangeError,
  );
});
