import { parseArgs } from "node:util";

export interface BenchSettings {
  readonly seconds: number;
  readonly connections: number;
  readonly encoding: "protobuf" | "json";
  readonly gzip: boolean;
  /** Spans per request, about. */
  readonly batch: number;
  /** Spans per second to offer; 0 = as fast as answers come. */
  readonly rate: number;
  /** Folder for a CPU profile of the server, or "". */
  readonly profile: string;
}

/** The command line of the benchmark. */
export function readSettings(args: readonly string[]): BenchSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "10" },
      connections: { type: "string", default: "32" },
      encoding: { type: "string", default: "protobuf" },
      gzip: { type: "boolean", default: false },
      batch: { type: "string", default: "64" },
      rate: { type: "string", default: "0" },
      profile: { type: "string", default: "" },
    },
  });
  if (values.encoding !== "protobuf" && values.encoding !== "json")
    throw new Error(`--encoding is protobuf or json, not "${values.encoding}"`);
  return {
    seconds: Number(values.seconds),
    connections: Number(values.connections),
    encoding: values.encoding,
    gzip: values.gzip,
    batch: Number(values.batch),
    rate: Number(values.rate),
    profile: values.profile,
  };
}
