import type { ExportFolder } from "../package/export-folder.ts";

/** The files of a log that grow with its records. A line is written with its newline. */
export interface LogFiles {
  readonly entry: (bytes: Buffer) => Promise<void> | undefined;
  readonly record: (line: string) => Promise<void> | undefined;
  readonly opening: (line: string) => Promise<void> | undefined;
  readonly erasure: (line: string) => Promise<void> | undefined;
  readonly close: () => Promise<void>;
}

const FLUSH_BYTES = 256 * 1024;
/** Most lines are shorter; a longer one goes out by itself. */
const BUFFER_BYTES = FLUSH_BYTES + 64 * 1024;

/** Opens them below `prefix`. What is written is gathered; only a write that fills the buffer has to be awaited. */
export function openLogFiles(folder: ExportFolder, prefix: string): LogFiles {
  const [entries, records, openings, erasures] = [
    gathered(folder, `${prefix}entries.bin`),
    gathered(folder, `${prefix}records.jsonl`),
    gathered(folder, `${prefix}openings.jsonl`),
    gathered(folder, `${prefix}erasures.jsonl`),
  ];
  return {
    entry: entries.bytes,
    record: records.line,
    opening: openings.line,
    erasure: erasures.line,
    async close() {
      for (const file of [entries, records, openings, erasures]) await file.end();
    },
  };
}

interface Gathered {
  readonly bytes: (chunk: Buffer) => Promise<void> | undefined;
  readonly line: (text: string) => Promise<void> | undefined;
  readonly end: () => Promise<void>;
}

function gathered(folder: ExportFolder, name: string): Gathered {
  const file = folder.open(name);
  let buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let used = 0;
  function flush(): Promise<void> {
    const full = buffer.subarray(0, used);
    // What was handed over is packed later: it must not be written to again.
    buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    used = 0;
    return file.write(full);
  }
  async function alone(chunk: Buffer): Promise<void> {
    await flush();
    await file.write(chunk);
  }
  return {
    bytes(chunk) {
      if (used + chunk.length > BUFFER_BYTES) return alone(chunk);
      used += chunk.copy(buffer, used);
      return used >= FLUSH_BYTES ? flush() : undefined;
    },
    line(text) {
      // A UTF-16 unit takes three bytes at most.
      if (used + text.length * 3 + 1 > BUFFER_BYTES) return alone(Buffer.from(`${text}\n`));
      used += buffer.write(text, used);
      buffer[used] = 10;
      used += 1;
      return used >= FLUSH_BYTES ? flush() : undefined;
    },
    async end() {
      await flush();
      await file.end();
    },
  };
}
