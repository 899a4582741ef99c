/** Milliseconds as people read them: "350 ms", "1.2 s", "2 min 5 s", "3 h 12 min". */
export function formatDuration(ms: number): string {
  if (ms < 1) return `${Number(ms.toPrecision(2))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(ms < 9_950 ? 1 : ms < 10_000 ? 1 : 0)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return pair([Math.floor(seconds / 60), "min"], [seconds % 60, "s"]);
  if (seconds < 86_400) return pair([Math.floor(seconds / 3600), "h"], [Math.floor((seconds % 3600) / 60), "min"]);
  return pair([Math.floor(seconds / 86_400), "d"], [Math.floor((seconds % 86_400) / 3600), "h"]);
}

function pair(first: readonly [number, string], second: readonly [number, string]): string {
  const head = `${first[0]} ${first[1]}`;
  return second[0] === 0 ? head : `${head} ${second[0]} ${second[1]}`;
}
