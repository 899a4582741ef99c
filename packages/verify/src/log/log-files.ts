import type { ExportPackage } from "../package/export-package.ts";

/** Where one log's files are: `logs/<n>/`, or the top of an export of a single log. */
export interface LogFiles {
  readonly prefix: string;
  readonly entries: string;
  readonly frontier: string;
  /** In order; a large export has `records-0001.jsonl` and so on. */
  readonly records: readonly string[];
  readonly openings: readonly string[];
  readonly erasures: string;
  readonly checkpoint: (name: "start" | "end" | "latest") => string;
  readonly consistency: (oldSize: number, newSize: number) => string;
}

/** The logs of an export. */
export function findLogs({ names }: Pick<ExportPackage, "names">): LogFiles[] {
  return names
    .filter((name) => /^(logs\/[^/]+\/)?entries\.bin$/u.test(name))
    .sort()
    .map((entries) => logFiles(entries.slice(0, -"entries.bin".length), names));
}

function logFiles(prefix: string, names: readonly string[]): LogFiles {
  const parts = (stem: string) => {
    const pattern = new RegExp(`^${stem}(-[0-9]+)?\\.jsonl$`, "u");
    return names.filter((name) => name.startsWith(prefix) && pattern.test(name.slice(prefix.length))).sort();
  };
  return {
    prefix,
    entries: `${prefix}entries.bin`,
    frontier: `${prefix}frontier.json`,
    records: parts("records"),
    openings: parts("openings"),
    erasures: `${prefix}erasures.jsonl`,
    checkpoint: (name) => `${prefix}checkpoints/${name}.checkpoint`,
    consistency: (oldSize, newSize) => `${prefix}proofs/consistency-${oldSize}-${newSize}.txt`,
  };
}
