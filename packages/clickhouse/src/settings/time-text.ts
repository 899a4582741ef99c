/** UTC milliseconds as ClickHouse reads a DateTime64(3, 'UTC') from JSON. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}
