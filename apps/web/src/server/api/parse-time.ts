const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** The latest moment that a time range takes. */
const MAX_MS = Date.UTC(2100, 0, 1);

/**
 * ISO 8601 (UTC when it names no zone), Unix seconds (up to 11 digits) or milliseconds, as UTC milliseconds. A `+` that
 * arrived as a space is read as one.
 */
export function parseTime(text: string): number | undefined {
  const time = /^\d{1,11}$/.test(text) ? Number(text) * 1000 : /^\d{12,14}$/.test(text) ? Number(text) : parseIso(text);
  return time === undefined || Number.isNaN(time) || time < 0 || time > MAX_MS ? undefined : time;
}

function parseIso(text: string): number | undefined {
  const repaired = text.replace(/ (\d{2}:?\d{2})$/, (whole, zone: string) =>
    /[T ]\d{2}:\d{2}.* /.test(text) ? `+${zone}` : whole,
  );
  const match = ISO.exec(repaired);
  if (match === null) return undefined;
  const hasTime = repaired.length > 10;
  return Date.parse(`${repaired.replace(" ", "T")}${hasTime && match[1] === undefined ? "Z" : ""}`);
}
