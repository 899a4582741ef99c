import { formatTime } from "./format-time.ts";
import { parseCustom, PRESET_LABELS } from "./range.ts";
import { fromWallClock } from "@spanledger/calendar";

/** What the range picker shows: "Last 30 days", "October 2026", "3 Nov, 14:00 – 4 Nov, 09:00". */
export function rangeLabel(range: string, timeZone: string): string {
  if (range in PRESET_LABELS) return PRESET_LABELS[range as keyof typeof PRESET_LABELS];
  const custom = parseCustom(range);
  if (custom) {
    return `${formatTime(custom.fromMs, "dayTime", timeZone)} – ${formatTime(custom.toMs, "dayTime", timeZone)}`;
  }
  const [year = 0, month = 1] = range.split("-").map(Number);
  return formatTime(fromWallClock(Date.UTC(year, month - 1, 15), timeZone), "month", timeZone);
}
