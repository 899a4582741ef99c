import {
  leafHash,
  decodeEntry,
  parseInclusionProof,
  parseVkey,
  readKeyRotation,
  sha256,
  type VerifierKey,
  verifyInclusion,
} from "@spanledger/ledger";
import type { ExportPackage } from "../package/export-package.ts";
import { Failure } from "../report/failure.ts";
import type { ErasureEvent } from "./coverage.ts";
import { openCheckpoint } from "./open-checkpoint.ts";
import { parseOpening } from "./openings.ts";
import { erasureEvent, openField, readRecord } from "./record-line.ts";

export interface VerifiedEvents {
  readonly count: number;
  readonly erasures: readonly ErasureEvent[];
  /** The trusted keys and those that they handed over to by a rotation in the log. */
  readonly keys: readonly VerifierKey[];
  readonly rotations: readonly string[];
}

/**
 * Records outside of the range that matter to it (`events/<index>.…`): each must be proved to be in the log by a
 * checkpoint of a key that is trusted by then, so they are read in the order of the log.
 */
export async function verifyEvents(
  files: ExportPackage,
  {
    prefix,
    origin,
    trusted,
  }: { readonly prefix: string; readonly origin: string; readonly trusted: readonly VerifierKey[] },
): Promise<VerifiedEvents> {
  const erasures: ErasureEvent[] = [];
  const rotations: string[] = [];
  const keys = [...trusted];
  const indices = eventIndices(files, prefix);
  for (const [index, stem] of indices) {
    const record = await verifyEvent(files, { index, stem, keys, origin });
    const rotation = readKeyRotation(record.parsed);
    const key = rotation && parseVkey(rotation.vkey);
    if (key?.name === origin && trusted.some(({ name }) => name === origin)) {
      keys.push(key);
      rotations.push(`${key.keyId} (record #${index})`);
    }
    const opening = await files.bytes(`${stem}.opening.json`);
    const disclosure = opening && parseOpening(opening, 1).d["targets"];
    if (disclosure === undefined) continue;
    const event = erasureEvent(record, index, openField(record, { index, name: "targets", disclosure }));
    if (event !== undefined) erasures.push(event);
  }
  return { count: indices.length, erasures, keys, rotations };
}

function eventIndices({ names }: ExportPackage, prefix: string): [index: number, stem: string][] {
  const pattern = /^events\/([0-9]+)\.entry$/u;
  return names
    .filter((name) => name.startsWith(prefix) && pattern.test(name.slice(prefix.length)))
    .map((name): [number, string] => [
      Number(pattern.exec(name.slice(prefix.length))?.[1]),
      name.slice(0, -".entry".length),
    ])
    .sort((left, right) => left[0] - right[0]);
}

interface Place {
  readonly index: number;
  readonly stem: string;
  readonly keys: readonly VerifierKey[];
  readonly origin: string;
}

async function verifyEvent(
  files: ExportPackage,
  { index, stem, keys, origin }: Place,
): Promise<ReturnType<typeof readRecord>> {
  const [bytes, body, text] = [
    await files.bytes(`${stem}.entry`),
    await files.text(`${stem}.body.json`),
    await files.text(`${stem}.tlog-proof`),
  ];
  const decoded = decodeEntry(bytes ?? Buffer.alloc(0));
  const proof = parseInclusionProof(text ?? "");
  if (bytes === undefined || body === undefined || decoded.status === "malformed" || proof === undefined) {
    throw new Failure("malformed_event", `The record #${index} under events is incomplete or broken.`);
  }
  const { entry } = decoded;
  const checkpoint = openCheckpoint(proof.checkpoint, `checkpoint of the event #${index}`, keys);
  const isProved =
    checkpoint.origin === origin && entry.index === index && proof.index === index && bytes.length === 96;
  if (
    !isProved ||
    !verifyInclusion({ ...proof, size: checkpoint.size, root: checkpoint.root, leafHash: leafHash(bytes) })
  ) {
    throw new Failure(
      "event_unproved",
      `The record #${index} under events is not in the log: its proof does not hold.`,
    );
  }
  if (!sha256(body).equals(entry.bodyHash)) {
    throw new Failure(
      "record_edited",
      `Record #${index} under events was edited: its hash is not the one that the log holds.`,
    );
  }
  return readRecord(body, index);
}
