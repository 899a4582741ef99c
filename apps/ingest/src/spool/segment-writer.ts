import { join } from "node:path";
import { crc32 } from "node:zlib";
import { encodeFileHeader, schemaCrc } from "./file-header.ts";
import type { SpoolFile, SpoolFileSystem } from "./file-system.ts";
import { encodeFrameHeader } from "./frame-header.ts";
import {
  CURRENT_COLUMNS,
  FRAME_HEADER_BYTES,
  SECTION_TABLES,
  SEGMENT_SUFFIX,
  type FrameHeader,
} from "./segment-format.ts";
import type { SealedSegment, SpoolBatch } from "./spool.ts";

const SCHEMA = schemaCrc(CURRENT_COLUMNS);

export interface SegmentWriterOptions {
  readonly directory: string;
  readonly id: number;
  readonly writer: string;
  readonly fileSystem: SpoolFileSystem;
  readonly now: () => number;
}

/** The one open segment. Not re-entrant: the spool commits one group at a time. */
export class SegmentWriter {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly openedAtMs: number;
  #options: SegmentWriterOptions;
  #file: SpoolFile;
  #acknowledged = 0;
  #commits = 0;
  #rows: [number, number, number] = [0, 0, 0];
  #bytes: [number, number, number] = [0, 0, 0];

  private constructor(options: SegmentWriterOptions, file: SpoolFile) {
    this.#options = options;
    this.#file = file;
    this.id = options.id;
    this.name = segmentName(options.id, options.writer);
    this.path = join(options.directory, this.name + SEGMENT_SUFFIX);
    this.openedAtMs = options.now();
  }

  static async open(options: SegmentWriterOptions): Promise<SegmentWriter> {
    const path = join(options.directory, segmentName(options.id, options.writer) + SEGMENT_SUFFIX);
    const writer = new SegmentWriter(options, await options.fileSystem.create(path));
    try {
      await options.fileSystem.syncDirectory(options.directory);
      return writer;
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  }

  /** Bytes of the file that were acknowledged. */
  get length(): number {
    return this.#acknowledged;
  }

  get commits(): number {
    return this.#commits;
  }

  /** Resolves when the batches are on stable storage, as one commit that is read as a whole or not at all. */
  async commit(batches: readonly SpoolBatch[]): Promise<void> {
    const start = this.#acknowledged === 0 ? [this.#fileHeader()] : [];
    const { header, chunks } = this.#frame(batches);
    const buffers = [...start, encodeFrameHeader(header), ...chunks];
    await this.#file.write(buffers, this.#acknowledged);
    await this.#file.sync();
    this.#acknowledged += buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    this.#commits += 1;
    for (let section = 0; section < 3; section += 1) {
      this.#rows[section] = (this.#rows[section] ?? 0) + (header.rows[section] ?? 0);
      this.#bytes[section] = (this.#bytes[section] ?? 0) + (header.bytes[section] ?? 0);
    }
  }

  /** The mark that nothing is missing at the end. It need not survive: its absence only makes a reader look closer. */
  async seal(): Promise<SealedSegment> {
    const mark = encodeFrameHeader({
      ...this.#frameBase(),
      kind: "seal",
      index: this.#commits,
      rows: this.#rows,
      bytes: this.#bytes.map((bytes) => bytes % 2 ** 32) as [number, number, number],
      ledgerBytes: 0,
      payloadCrc: 0,
    });
    await this.#file.write([mark], this.#acknowledged).catch(() => undefined);
    await this.#file.close().catch(() => undefined);
    return this.#sealed(this.#acknowledged + FRAME_HEADER_BYTES);
  }

  /** After a failed write or fsync nothing beyond the acknowledged bytes can be trusted: cut there and go on in a new file. */
  async abandon(): Promise<SealedSegment | null> {
    await this.#cutToAcknowledged().catch(() => undefined);
    await this.#file.close().catch(() => undefined);
    if (this.#commits > 0) return this.#sealed(this.#acknowledged);
    await this.#options.fileSystem.remove(this.path).catch(() => undefined);
    return null;
  }

  async #cutToAcknowledged(): Promise<void> {
    await this.#file.truncate(this.#acknowledged);
    await this.#file.sync();
  }

  #fileHeader(): Buffer {
    const { id, writer } = this.#options;
    return encodeFileHeader({ segment: id, writer, createdAtMs: this.openedAtMs, columns: CURRENT_COLUMNS });
  }

  #frame(batches: readonly SpoolBatch[]): { header: FrameHeader; chunks: Uint8Array[] } {
    const rows: [number, number, number] = [0, 0, 0];
    const bytes: [number, number, number] = [0, 0, 0];
    const chunks: Uint8Array[] = [];
    let payloadCrc = 0;
    for (const [section, table] of SECTION_TABLES.entries()) {
      for (const batch of batches) {
        const encoded = batch[table];
        if (encoded === undefined || encoded.rows === 0) continue;
        rows[section] = (rows[section] ?? 0) + encoded.rows;
        bytes[section] = (bytes[section] ?? 0) + encoded.bytes.length;
        payloadCrc = crc32(encoded.bytes, payloadCrc);
        chunks.push(encoded.bytes);
      }
    }
    let ledgerBytes = 0;
    for (const { ledger } of batches) {
      if (ledger === undefined) continue;
      ledgerBytes += ledger.length;
      payloadCrc = crc32(ledger, payloadCrc);
      chunks.push(ledger);
    }
    const counts = { rows, bytes, ledgerBytes, payloadCrc };
    return { header: { ...this.#frameBase(), kind: "commit", index: this.#commits, ...counts }, chunks };
  }

  #frameBase(): Pick<FrameHeader, "schema" | "segment" | "committedAtMs"> {
    return { schema: SCHEMA, segment: this.#options.id, committedAtMs: this.#options.now() };
  }

  #sealed(acknowledgedBytes: number): SealedSegment {
    const { id, writer } = this.#options;
    const { name, path, openedAtMs } = this;
    return { name, id, writer, path, acknowledgedBytes, bytes: this.#acknowledged, createdAtMs: openedAtMs };
  }
}

/** Sorts by age; the writer makes it unique even when the folder was emptied and numbers start again. */
export function segmentName(id: number, writer: string): string {
  return `${String(id).padStart(12, "0")}-${writer}`;
}
