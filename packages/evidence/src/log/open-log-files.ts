import type { ExportFolder } from "../package/export-folder.ts";

/** The files of a log that grow with its records. A line is written with its newline. */
export interface LogFiles {
  readonly entry: (bytes: Buffer) => Promise<void> | undefined;
  readonly record: (line: Buffer) => Promise<void> | undefined;
  readonly opening: (line: Buffer) => Promise<void> | undefined;
  readonly erasure: (line: Buffer) => Promise<void> | undefined;
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

const NEWLINE = Buffer.of(10);

interface Gathered {
  readonly bytes: (chunk: Buffer) => Promise<void> | undefined;
  readonly line: (text: Buffer) => Promise<void> | undefined;
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
      if (used + text.length + 1 > BUFFER_BYTES) return alone(Buffer.concat([text, NEWLINE]));
      used += text.copy(buffer, used);
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
