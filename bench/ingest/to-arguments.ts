import type { BenchSettings } from "./settings.ts";

/** The settings as a command line, for the generator's process. */
export function toArguments(settings: BenchSettings): string[] {
  const { seconds, warmUpSeconds, connections, encoding, batch, pad, rate } = settings;
  const values = { seconds, "warm-up": warmUpSeconds, connections, encoding, batch, pad, rate };
  const pairs = Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return settings.gzip ? [...pairs, "--gzip"] : pairs;
}
