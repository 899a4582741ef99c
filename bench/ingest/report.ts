import type { BenchSettings } from "./settings.ts";

export interface Generated {
  readonly seconds: number;
  readonly requests: number;
  /** With those of the warm-up. */
  readonly spans: number;
  /** After the warm-up. */
  readonly measuredSpans: number;
  readonly measuredBytes: number;
  readonly bytes: number;
  readonly rawBytes: number;
  readonly refused: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly cpu: NodeJS.CpuUsage;
  readonly failures: readonly string[];
}

export interface Served {
  readonly cpu: NodeJS.CpuUsage;
  readonly peakRss: number;
  /** MiB, every 10 s. */
  readonly rss?: readonly number[];
  readonly stored: {
    readonly spans: number;
    readonly disk: number;
    readonly content: number;
    readonly evidence?: number;
    readonly parts: number;
  };
  readonly mergedForMs: number;
  readonly lag: readonly (readonly [string, number])[];
}

export interface Measured {
  readonly generated: Generated;
  readonly served: Served;
  readonly before: NodeJS.CpuUsage;
  readonly after: NodeJS.CpuUsage;
}

/** Merges included. */
export function spansPerCpuSecond({ generated, served, before }: Measured): number {
  return generated.measuredSpans / (secondsOf(served.cpu) - secondsOf(before));
}

/** Prints one figure per line. */
export function printReport(settings: BenchSettings, { generated, served, before, after }: Measured): void {
  const { spans, measuredSpans, seconds } = generated;
  const cpuSeconds = secondsOf(served.cpu) - secondsOf(before);
  const { stored } = served;
  const lines: readonly (readonly [string, string])[] = [
    [
      "run",
      `${settings.connections} connections, ${settings.encoding}${settings.gzip ? " gzip" : ""}, ${settings.batch} spans per request, ${settings.rate === 0 ? "unpaced" : `${settings.rate} spans/s`}, ${settings.evidence ? "with the evidence log, " : ""}${settings.warmUpSeconds} s warm-up and ${seconds.toFixed(1)} s`,
    ],
    [
      "acknowledged",
      `${spans} spans in ${generated.requests} requests, ${generated.refused} refused ${generated.failures.join(", ")}`,
    ],
    ["stored", `${stored.spans} spans (${stored.spans === spans ? "equal" : "NOT EQUAL: a body repeated or lost"})`],
    ["bytes per span sent", (generated.rawBytes / spans).toFixed(0)],
    ["spans/s", (measuredSpans / seconds).toFixed(0)],
    ["MB/s", (generated.measuredBytes / seconds / 1e6).toFixed(1)],
    ["spans per CPU-second, merges included", (measuredSpans / cpuSeconds).toFixed(0)],
    [
      "CPU: while sending / until merged",
      `${(secondsOf(after) - secondsOf(before)).toFixed(2)} s / ${cpuSeconds.toFixed(2)} s; generator ${secondsOf(generated.cpu).toFixed(2)} s`,
    ],
    [
      "ack p50 / p99 / max",
      `${generated.p50.toFixed(1)} / ${generated.p99.toFixed(1)} / ${generated.max.toFixed(1)} ms`,
    ],
    [
      "acknowledged to queryable, p50 / p99 of segments",
      `up to ${bound(served.lag, 0.5)} / ${bound(served.lag, 0.99)} s`,
    ],
    ["peak RSS", `${(served.peakRss / 1_048_576).toFixed(0)} MiB`],
    [
      "disk per span without / with content",
      `${(stored.disk / stored.spans).toFixed(0)} / ${((stored.disk + stored.content) / stored.spans).toFixed(0)} bytes, evidence log ${((stored.evidence ?? 0) / stored.spans).toFixed(0)}, ${stored.parts} parts of spans`,
    ],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  for (const [name, value] of lines) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
}

function secondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}

function bound(lag: readonly (readonly [string, number])[], share: number): string {
  const total = lag.at(-1)?.[1] ?? 0;
  return lag.find(([, count]) => count >= share * total)?.[0] ?? "?";
}
