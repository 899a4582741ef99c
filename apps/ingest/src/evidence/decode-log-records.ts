import { kindOfCode, type RecordKind } from "@spanledger/ledger";

/** A record as it lies in a segment: texts are decoded, the body stays bytes. */
export interface StoredRecord {
  readonly project: string;
  readonly kind: RecordKind;
  readonly test: boolean;
  readonly startUs: number;
  readonly endUs: number;
  readonly sys: string;
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly writer: string;
  readonly seq: bigint;
  readonly recordId: string;
  readonly body: Buffer;
}

const FIXED = { times: 2, trace: 18, span: 34, seq: 42, texts: 50 } as const;

/** Reads what `encodeLogRecords` wrote; the section's checksum was verified before. */
export function* decodeLogRecords(section: Buffer): Generator<StoredRecord> {
  let at = 0;
  const blob = (): Buffer => {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = section[at++] ?? 0;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return section.subarray(at, (at += length));
  };
  const text = (): string => blob().toString("utf8");
  while (at < section.length) {
    const start = at;
    const kind = kindOfCode(section[start] ?? 0);
    if (kind === undefined) throw new RangeError(`A record of the segment has the unknown kind ${section[start]}.`);
    at = start + FIXED.texts;
    yield {
      kind,
      test: section[start + 1] === 1,
      startUs: Number(section.readBigUInt64LE(start + FIXED.times)),
      endUs: Number(section.readBigUInt64LE(start + FIXED.times + 8)),
      traceId: section.subarray(start + FIXED.trace, start + FIXED.span),
      spanId: section.subarray(start + FIXED.span, start + FIXED.seq),
      seq: section.readBigUInt64LE(start + FIXED.seq),
      project: text(),
      sys: text(),
      writer: text(),
      recordId: text(),
      body: blob(),
    };
  }
}
