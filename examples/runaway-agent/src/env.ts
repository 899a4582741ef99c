import { readFileSync } from "node:fs";

const KEY_FILE = new URL("../../../data/ingest-key", import.meta.url);

export interface Env {
  readonly endpoint: string;
  readonly apiKey: string;
  /**
   * `local`: the rules in this process; `limits`: at most eight calls a trace; `platform`: only the platform's halts;
   * `off`: nothing stops the agent.
   */
  readonly guard: "local" | "limits" | "platform" | "off";
  readonly runs: number;
}

/** Reads `SPANLEDGER_ENDPOINT`, `SPANLEDGER_INGEST_KEY` and the flags `--guard=` and `--runs=`. */
export function readEnv(): Env {
  const flag = (name: string): string | undefined =>
    process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const guard = flag("guard") ?? "platform";
  if (guard !== "local" && guard !== "limits" && guard !== "platform" && guard !== "off") {
    throw new Error(`--guard=${guard} is unknown: use local, limits, platform or off.`);
  }
  return {
    endpoint: process.env["SPANLEDGER_ENDPOINT"] ?? "http://127.0.0.1:4318",
    apiKey: process.env["SPANLEDGER_INGEST_KEY"] ?? localKey(),
    guard,
    runs: Number(flag("runs") ?? "1"),
  };
}

/** `npm start` keeps the first ingest key in its data folder. */
function localKey(): string {
  try {
    return readFileSync(KEY_FILE, "utf8").trim();
  } catch (cause) {
    throw new Error("No ingest key: start Spanledger with `npm start` first, or set SPANLEDGER_INGEST_KEY.", { cause });
  }
}
