import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeTraces, DEFAULT_DECODE_LIMITS, type Span } from "@spanledger/telemetry";

const TELEMETRY = join(import.meta.dirname, "../../../packages/telemetry/test");
const ROOTS = [join(TELEMETRY, "corpus"), join(TELEMETRY, "recorded")];
const REQUEST = /^request-\d+\.(pb|json)$/;

/** What the provider's own log says about one HTTP call. */
export interface TruthCall {
  readonly n: number;
  readonly model_requested: string | null;
  readonly model_returned: string | null;
  readonly usage: {
    readonly input_total: number;
    readonly input_uncached: number;
    readonly cached_read: number;
    readonly cache_write: number;
    readonly output_total: number;
  } | null;
  readonly ctx: {
    readonly tenant?: string;
    readonly user?: string;
    readonly session?: string;
    readonly feature?: string;
    readonly prompt_name?: string;
    readonly prompt_version?: string;
  } | null;
  readonly telemetry: { readonly as: string; readonly spans?: readonly { readonly span_id: string }[] };
}

/** One recorded run of one instrumentation: its export requests in order, and the truth about it. */
export interface Scenario {
  readonly name: string;
  readonly requests: readonly (readonly Span[])[];
  readonly truth: readonly TruthCall[];
}

/** Every folder that holds a truth.json, whatever its name. */
export function corpusScenarios(): readonly Scenario[] {
  return ROOTS.flatMap((root) =>
    folders(root).flatMap((instrumentation) =>
      folders(join(root, instrumentation)).map((scenario) => readScenario(root, join(instrumentation, scenario))),
    ),
  );
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readScenario(root: string, name: string): Scenario {
  const folder = join(root, name);
  const { calls } = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as {
    readonly calls: readonly TruthCall[];
  };
  const requests = readdirSync(folder)
    .filter((file) => REQUEST.test(file))
    .sort()
    .map(
      (file) =>
        decodeTraces(
          readFileSync(join(folder, file)),
          file.endsWith(".pb") ? "protobuf" : "json",
          DEFAULT_DECODE_LIMITS,
        ).spans,
    );
  return { name, requests, truth: calls };
}
