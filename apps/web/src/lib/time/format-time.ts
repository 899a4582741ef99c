const formatters = new Map<string, Intl.DateTimeFormat>();

export type TimeStyle = "time" | "seconds" | "day" | "dayTime" | "month" | "full" | "dayYear";

const OPTIONS = {
  time: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  dayYear: { day: "numeric", month: "short", year: "numeric" },
  dayTime: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  seconds: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  month: { month: "long", year: "numeric" },
  full: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
  },
} as const satisfies Record<TimeStyle, Intl.DateTimeFormatOptions>;

/** A UTC instant in the project's time zone, 24-hour clock: "3 Nov", "3 Nov, 14:05". */
export function formatTime(ms: number, style: TimeStyle, timeZone: string): string {
  const key = `${style} ${timeZone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", { ...OPTIONS[style], timeZone, hourCycle: "h23" });
    formatters.set(key, formatter);
  }
  return formatter.format(ms);
}
