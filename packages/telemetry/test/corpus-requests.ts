import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const CORPUS = join(import.meta.dirname, "corpus");
const REQUEST = /^request-\d+(\.logs)?\.(pb|json)$/;

/** One recorded request of the corpus. */
export interface CorpusRequest {
  /** `<instrumentation>/<scenario>/<file>` */
  readonly name: string;
  readonly signal: "traces" | "logs";
  readonly encoding: "protobuf" | "json";
  readonly body: Buffer;
  /** The body as it was on the wire, where it was gzipped. */
  readonly wire: Buffer | null;
  /** Spans or log records in it, counted by the recorder. */
  readonly records: number;
}

interface Meta {
  readonly requests: readonly { file?: string; spans?: number; log_records?: number }[];
}

/** Every recorded request, in a stable order. */
export function corpusRequests(): readonly CorpusRequest[] {
  return folders(CORPUS).flatMap((instrumentation) =>
    folders(join(CORPUS, instrumentation)).flatMap((scenario) => requestsOf(join(instrumentation, scenario))),
  );
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function requestsOf(scenario: string): CorpusRequest[] {
  const folder = join(CORPUS, scenario);
  const meta: Meta = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8"));
  return readdirSync(folder)
    .filter((file) => REQUEST.test(file))
    .sort()
    .map((file) => {
      const wire = join(folder, `${file}.wire.gz`);
      const recorded = meta.requests.find((request) => request.file === file);
      return {
        name: join(scenario, file),
        signal: file.includes(".logs.") ? "logs" : "traces",
        encoding: file.endsWith(".pb") ? "protobuf" : "json",
        body: readFileSync(join(folder, file)),
        wire: existsSync(wire) ? readFileSync(wire) : null,
        records: recorded?.spans ?? recorded?.log_records ?? -1,
      };
    });
}
