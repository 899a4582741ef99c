import { crc32 } from "node:zlib";
import { decodeFileHeader, type FileHeaderResult } from "./file-header.ts";
import { decodeFrameHeader } from "./frame-header.ts";
import { COMMIT_MAGIC, FILE_PREFIX_BYTES, FRAME_HEADER_BYTES, SEAL_MAGIC, type FrameHeader } from "./segment-format.ts";

export interface Commit {
  readonly header: FrameHeader;
  readonly offset: number;
  /** The sections one after the other; a view of the file's bytes. */
  readonly payload: Buffer;
  /** Records of the evidence log, the last section of the payload. */
  readonly ledger: Buffer;
}

/** Bytes [from, to) fail their checksum, and more follows or the commit is complete: not the end of an interrupted write. */
export interface Damage {
  readonly from: number;
  readonly to: number;
  /** How many rows they held, when the commit's header is intact. */
  readonly rows: number | null;
}

export interface ParsedSegment {
  readonly fileHeader: FileHeaderResult;
  readonly commits: readonly Commit[];
  readonly damages: readonly Damage[];
  /** Bytes at the end that an interrupted, never acknowledged write left. */
  readonly tornBytes: number;
  /** The writer closed it: nothing is missing at the end. */
  readonly sealed: boolean;
}

/** Finds every intact commit of a segment. Pure; never throws on damaged bytes. */
export function parseSegment(bytes: Buffer, segment: number): ParsedSegment {
  const fileHeader = decodeFileHeader(bytes);
  const start = fileHeader.status === "intact" ? fileHeader.length : findFrame(bytes, { from: 0, segment });
  const commits: Commit[] = [];
  const damages: Damage[] = [];
  if (fileHeader.status === "damaged" && start !== null) damages.push({ from: 0, to: start, rows: 0 });
  let position = start ?? bytes.length;
  let sealedCommits: number | null = null;
  while (position < bytes.length && sealedCommits === null) {
    const step = readFrame(bytes, { from: position, segment });
    if (step.kind === "torn") break;
    if (step.kind === "commit") commits.push(step.commit);
    if (step.kind === "damage") damages.push(step.damage);
    if (step.kind === "seal") sealedCommits = step.commits;
    position = step.next;
  }
  if (isMissing(commits, damages, sealedCommits)) damages.push({ from: position, to: position, rows: null });
  const tornBytes = sealedCommits === null ? tornLength(bytes, start === null ? 0 : position) : 0;
  return { fileHeader, commits, damages, tornBytes, sealed: sealedCommits !== null };
}

interface At {
  readonly from: number;
  readonly segment: number;
}

type Step =
  | { readonly kind: "commit"; readonly commit: Commit; readonly next: number }
  | { readonly kind: "seal"; readonly commits: number; readonly next: number }
  | { readonly kind: "damage"; readonly damage: Damage; readonly next: number }
  | { readonly kind: "torn" };

function readFrame(bytes: Buffer, { from, segment }: At): Step {
  const header = decodeFrameHeader(bytes.subarray(from, from + FRAME_HEADER_BYTES), segment);
  if (header === null) {
    const next = findFrame(bytes, { from: from + 1, segment });
    if (next === null && isUnwritten(bytes.subarray(from))) return { kind: "torn" };
    const to = next ?? bytes.length;
    return { kind: "damage", damage: { from, to, rows: null }, next: to };
  }
  if (header.kind === "seal") return { kind: "seal", commits: header.index, next: from + FRAME_HEADER_BYTES };
  const length = header.bytes[0] + header.bytes[1] + header.bytes[2] + header.ledgerBytes;
  const next = from + FRAME_HEADER_BYTES + length;
  if (next > bytes.length) return { kind: "torn" };
  const payload = bytes.subarray(from + FRAME_HEADER_BYTES, next);
  if (crc32(payload) === header.payloadCrc) {
    const ledger = payload.subarray(length - header.ledgerBytes);
    return { kind: "commit", commit: { header, offset: from, payload, ledger }, next };
  }
  const rows = header.rows[0] + header.rows[1] + header.rows[2];
  return { kind: "damage", damage: { from, to: next, rows }, next };
}

/** A file that grew before its blocks were written ends in zeros. */
function isUnwritten(tail: Buffer): boolean {
  return tail.length < FRAME_HEADER_BYTES || tail.every((byte) => byte === 0);
}

function findFrame(bytes: Buffer, { from, segment }: At): number | null {
  const candidates = [COMMIT_MAGIC, SEAL_MAGIC].map((magic) => nextIntact(bytes, { from, segment, magic }));
  const found = candidates.filter((position) => position !== null);
  return found.length === 0 ? null : Math.min(...found);
}

function nextIntact(bytes: Buffer, { from, segment, magic }: At & { readonly magic: Buffer }): number | null {
  let position = bytes.indexOf(magic, from);
  while (position >= 0) {
    const header = decodeFrameHeader(bytes.subarray(position, position + FRAME_HEADER_BYTES), segment);
    if (header !== null) return position;
    position = bytes.indexOf(magic, position + 1);
  }
  return null;
}

/** Commits are numbered: a gap that no damage explains is one. */
function isMissing(commits: readonly Commit[], damages: readonly Damage[], sealedCommits: number | null): boolean {
  if (damages.length > 0) return false;
  const expected = sealedCommits ?? commits.length;
  return commits.length !== expected || commits.some((commit, index) => commit.header.index !== index);
}

/** A file that ends inside its own header was never acknowledged; one of zeros was never written. */
function tornLength(bytes: Buffer, position: number): number {
  return bytes.length < FILE_PREFIX_BYTES ? bytes.length : bytes.length - position;
}
