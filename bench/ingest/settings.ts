import { parseArgs } from "node:util";

export interface BenchSettings {
  readonly seconds: number;
  /** Sent before the measured seconds, while V8 compiles: about 4 s of CPU, once per process. */
  readonly warmUpSeconds: number;
  readonly connections: number;
  readonly encoding: "protobuf" | "json";
  readonly gzip: boolean;
  /** Spans per request, about. */
  readonly batch: number;
  /** Bytes of text put on each span beside what was recorded. */
  readonly pad: number;
  /** Spans per second to offer; 0 = as fast as answers come. */
  readonly rate: number;
  /** Write the evidence log too, as a new project does. */
  readonly evidence: boolean;
  /** An earlier commit to measure in turns with this one, or "". */
  readonly compare: string;
  /** Folder for a CPU profile of the server, or "". */
  readonly profile: string;
}

/** The command line of the benchmark. */
export function readSettings(args: readonly string[]): BenchSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "10" },
      "warm-up": { type: "string", default: "10" },
      connections: { type: "string", default: "32" },
      encoding: { type: "string", default: "protobuf" },
      gzip: { type: "boolean", default: false },
      batch: { type: "string", default: "64" },
      pad: { type: "string", default: "0" },
      rate: { type: "string", default: "0" },
      evidence: { type: "boolean", default: false },
      compare: { type: "string", default: "" },
      profile: { type: "string", default: "" },
    },
  });
  if (values.encoding !== "protobuf" && values.encoding !== "json")
    throw new Error(`--encoding is protobuf or json, not "${values.encoding}"`);
  return {
    seconds: Number(values.seconds),
    warmUpSeconds: Number(values["warm-up"]),
    connections: Number(values.connections),
    encoding: values.encoding,
    gzip: values.gzip,
    batch: Number(values.batch),
    pad: Number(values.pad),
    rate: Number(values.rate),
    evidence: values.evidence,
    compare: values.compare,
    profile: values.profile,
  };
}
