import { createHash, randomFillSync } from "node:crypto";
import {
  commitField,
  consistencyPath,
  createNodeStore,
  createSequencer,
  createSigner,
  createTokenSource,
  EMPTY_LOG,
  encodeBody,
  encodeTargets,
  type ErasureTarget,
  formatCheckpoint,
  formatConsistencyProof,
  formatInclusionProof,
  formatManifestNote,
  formatSigningKey,
  inclusionPath,
  type NodeStore,
  type RecordBody,
  scopeTag,
  sha256,
  signNote,
  type Signer,
  subtreeRoot,
} from "@spanledger/ledger";

const PROJECT = "default";
const SYSTEM = "support-bot";
const token = createTokenSource((bytes) => randomFillSync(bytes));

export function makeSigner(name: string, seed = name): Signer {
  return createSigner(formatSigningKey(name, createHash("sha256").update(seed).digest()).secret);
}

/** A log in memory with the files of its export. */
export interface MadeLog {
  readonly origin: string;
  readonly append: (body: RecordBody, fields?: Readonly<Record<string, string>>) => number;
  /** A record of another system: an entry without a body in the export. */
  readonly appendForeign: () => void;
  readonly erase: (act: "erase_fields" | "retention_expiry", targets: readonly ErasureTarget[]) => number;
  /** Drops what the export shows of a record. */
  readonly drop: (index: number, part: "openings" | "record") => void;
  readonly size: () => number;
  readonly checkpoint: (size: number, signers?: readonly Signer[]) => string;
  /** Files of the range, without a prefix. */
  readonly files: (start: number, end: number) => Map<string, Buffer>;
  /** The files that prove one record outside of the range. */
  readonly event: (index: number, size: number, signers?: readonly Signer[]) => Map<string, Buffer>;
}

interface Kept {
  readonly entry: Buffer;
  body: string | undefined;
  opening: string | undefined;
}

export function makeLog(origin: string, signer = makeSigner(origin)): MadeLog {
  const store = createNodeStore();
  const sequencer = createSequencer({ head: EMPTY_LOG, latenessUs: 604_800_000_000 });
  const kept: Kept[] = [];
  let nowUs = 1_790_000_000_000_000;

  const push = (scope: Buffer, body: RecordBody, fields: Readonly<Record<string, unknown>>): number => {
    const disclosures: Record<string, string> = {};
    const c: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields)) {
      const made = commitField({ name, value: value as string, salt: token() });
      disclosures[name] = made.disclosure;
      c[name] = made.digest;
    }
    const text = encodeBody({ ...body, c });
    const prepared = { kind: body.kind, test: false, startUs: body.start_us, endUs: body.end_us, scope };
    const { index, entry, leafHash } = sequencer.append({ ...prepared, bodyHash: sha256(text) }, (nowUs += 1_000));
    store.append(leafHash);
    kept.push({ entry, body: text, opening: JSON.stringify({ i: index, d: disclosures }) });
    return index;
  };
  const own = scopeTag(PROJECT, SYSTEM);
  const checkpoint = (size: number, signers: readonly Signer[] = [signer]) =>
    signNote(formatCheckpoint({ origin, size, root: rootOf(store, size) }), signers);

  return {
    origin,
    append: (body, fields = {}) => push(own, body, fields),
    appendForeign: () => {
      const index = push(scopeTag(PROJECT, "other"), aRecord({ sys: "other" }), {});
      Object.assign(kept[index] ?? {}, { body: undefined, opening: undefined });
    },
    erase: (act, targets) => {
      const d = { act, basis: "gdpr:17:1:b", method: "salt_and_content_deleted", done_us: nowUs };
      return push(own, { ...aRecord({}), ...erasureBase, d }, { targets: encodeTargets(targets) });
    },
    drop: (index, part) => {
      const record = kept[index];
      if (record === undefined) return;
      record.opening = undefined;
      if (part === "record") record.body = undefined;
    },
    size: sequencer.size,
    checkpoint,
    files: (start, end) => rangeFiles({ store, kept, start, end, checkpoint, latest: sequencer.size() }),
    event: (index, size, signers) => {
      const { entry, body = "", opening = "" } = kept[index] ?? {};
      const proof = inclusionPath(index, size).map((range) => subtreeRoot(range, store.read));
      return new Map([
        [`events/${index}.entry`, entry ?? Buffer.alloc(0)],
        [`events/${index}.body.json`, Buffer.from(body)],
        [`events/${index}.opening.json`, Buffer.from(opening)],
        [
          `events/${index}.tlog-proof`,
          Buffer.from(formatInclusionProof({ index, proof, checkpoint: checkpoint(size, signers) })),
        ],
      ]);
    },
  };
}

const erasureBase = { kind: "erasure" } as const;

/** An observation of the system, to be changed where a test wants. */
export function aRecord(change: Partial<Extract<RecordBody, { kind: "observation" }>>): RecordBody {
  return {
    v: 1,
    kind: "observation",
    sys: SYSTEM,
    sysv: "1.0",
    env: "prod",
    role: "deployer",
    trace: "0".repeat(31) + "1",
    span: "0".repeat(15) + "1",
    src: { id: "gateway", seq: 0 },
    start_us: 1_790_000_000_000_000,
    end_us: 1_790_000_000_500_000,
    op: "chat",
    status: "ok",
    model: { prov: "acme", req: "m-large", res: "m-large-2026-09" },
    usage: { in: 812, out: 94 },
    fin: ["stop"],
    c: {},
    n: token(),
    ...change,
  };
}

interface Range {
  readonly store: NodeStore;
  readonly kept: readonly Kept[];
  readonly start: number;
  readonly end: number;
  readonly latest: number;
  readonly checkpoint: (size: number) => string;
}

function rangeFiles({ store, kept, start, end, latest, checkpoint }: Range): Map<string, Buffer> {
  const range = kept.slice(start, end);
  const lines = (part: "body" | "opening") =>
    Buffer.from(range.flatMap((record) => (record[part] === undefined ? [] : [`${record[part]}\n`])).join(""));
  const proof = consistencyPath(end, latest).map((hashes) => subtreeRoot(hashes, store.read));
  return new Map([
    ["entries.bin", Buffer.concat(range.map(({ entry }) => entry))],
    ["frontier.json", Buffer.from(JSON.stringify(frontierAt(store, start)))],
    ["records.jsonl", lines("body")],
    ["openings.jsonl", lines("opening")],
    ["checkpoints/start.checkpoint", Buffer.from(checkpoint(start))],
    ["checkpoints/end.checkpoint", Buffer.from(checkpoint(end))],
    ["checkpoints/latest.checkpoint", Buffer.from(checkpoint(latest))],
    [
      `proofs/consistency-${end}-${latest}.txt`,
      Buffer.from(formatConsistencyProof({ oldSize: end, proof, checkpoint: checkpoint(latest) })),
    ],
  ]);
}

function frontierAt({ read }: NodeStore, size: number): { size: number; nodes: string[] } {
  const nodes: string[] = [];
  let at = 0;
  for (let level = 30; level >= 0; level -= 1) {
    if (Math.floor(size / 2 ** level) % 2 === 0) continue;
    nodes.push(Buffer.from(read(level, at / 2 ** level)).toString("base64"));
    at += 2 ** level;
  }
  return { size, nodes };
}

function rootOf({ read }: NodeStore, size: number): Uint8Array {
  return size === 0 ? sha256("") : subtreeRoot({ from: 0, to: size }, read);
}

/** The files of an export of several logs, with a manifest that lists and signs them. */
export function makeExport(
  logs: readonly (readonly [MadeLog, Map<string, Buffer>])[],
  signer: Signer,
): Map<string, Buffer> {
  const files = new Map<string, Buffer>([["README.md", Buffer.from("How to check this export by hand.\n")]]);
  for (const [at, [, parts]] of logs.entries()) {
    for (const [name, bytes] of parts) files.set(`logs/${at}/${name}`, bytes);
  }
  const manifest = Buffer.from(
    JSON.stringify({
      format: "trace-export/1",
      export_id: "0199-test",
      scope: { project: PROJECT, system: SYSTEM },
      logs: logs.map(([{ origin }, parts]) => ({ origin, entries: (parts.get("entries.bin")?.length ?? 0) / 96 })),
      files: [...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes).toString("hex"), bytes: bytes.length })),
    }),
  );
  const note = signNote(formatManifestNote("0199-test", sha256(manifest)), [signer]);
  return new Map([...files, ["manifest.json", manifest], ["manifest.note", Buffer.from(note)]]);
}
