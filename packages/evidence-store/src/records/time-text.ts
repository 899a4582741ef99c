/** UTC milliseconds as ClickHouse's DateTime64(3) text. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}
