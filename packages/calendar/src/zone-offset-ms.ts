const formats = new Map<string, Intl.DateTimeFormat>();

/** Wall time minus UTC in that zone at that moment, in milliseconds. @throws RangeError for an unknown zone */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const wholeSecond = Math.floor(atMs / 1000) * 1000;
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(wholeSecond)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, format);
  return format;
}
