/** The ranges one can pick; a calendar month is written "2026-11". */
export const PRESETS = ["15m", "1h", "6h", "24h", "7d", "30d", "90d", "month"] as const;
export type Preset = (typeof PRESETS)[number];

export const DEFAULT_RANGE = "7d";

export const PRESET_LABELS = {
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  "6h": "Last 6 hours",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  month: "This month",
} as const satisfies Record<Preset, string>;

/** Whether `text` is a preset, a calendar month, or a custom range "<from ms>-<to ms>". */
export function isRange(text: string): boolean {
  if ((PRESETS as readonly string[]).includes(text) || /^20\d\d-(0[1-9]|1[0-2])$/.test(text)) return true;
  const custom = parseCustom(text);
  return custom !== null;
}

/** A custom range as UTC milliseconds, half-open; null when the text is none. */
export function parseCustom(text: string): { fromMs: number; toMs: number } | null {
  const match = /^(\d{12,14})-(\d{12,14})$/.exec(text);
  if (!match) return null;
  const fromMs = Number(match[1]);
  const toMs = Number(match[2]);
  return toMs > fromMs ? { fromMs, toMs } : null;
}
