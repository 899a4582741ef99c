import { createHash, randomFillSync } from "node:crypto";
import {
  commitField,
  createSequencer,
  createSigner,
  createTokenSource,
  EMPTY_LOG,
  encodeBody,
  encodeTargets,
  type ErasureTarget,
  formatCheckpoint,
  formatSigningKey,
  type FrontierState,
  LOG_SYSTEM,
  type RecordBody,
  scopeTag,
  sha256,
  signNote,
  type Signer,
} from "@spanledger/ledger";
import type { ErasureLine, ExportLog, LedgerRow, StoredCheckpoint } from "../src/log/export-log.ts";

export const PROJECT = "default";
export const SYSTEM = "support-bot";
export const START_US = Date.UTC(2026, 6, 1) * 1_000;

const token = createTokenSource((bytes) => randomFillSync(bytes));

export function makeSigner(name: string): Signer {
  return createSigner(formatSigningKey(name, createHash("sha256").update(name).digest()).secret);
}

/** A log in memory, with its state at each size that was signed. */
export interface MadeLog {
  readonly signer: Signer;
  readonly rows: LedgerRow[];
  /** Adds a record and returns its index. */
  readonly add: (body: Partial<RecordBody> & object, fields?: Readonly<Record<string, unknown>>) => number;
  /** Removes openings, and logs that; the line to export. */
  readonly erase: (targets: readonly ErasureTarget[]) => ErasureLine[];
  readonly sign: () => StoredCheckpoint & { readonly frontier: FrontierState };
  readonly log: (
    range: { readonly start: Signed; readonly end: Signed; readonly latest: Signed },
    more?: Partial<ExportLog>,
  ) => ExportLog;
}

type Signed = ReturnType<MadeLog["sign"]>;

export function makeLog(origin: string): MadeLog {
  const signer = makeSigner(origin);
  const rows: LedgerRow[] = [];
  const sequencer = createSequencer({ head: EMPTY_LOG, latenessUs: 604_800_000_000 });
  let nowUs = START_US;
  const add: MadeLog["add"] = (change, fields = {}) => {
    const c: Record<string, string> = {};
    const openings: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields)) {
      const { digest, disclosure } = commitField({ salt: token(), name, value: value as string });
      c[name] = digest;
      openings[name] = disclosure;
    }
    nowUs += 60_000_000;
    const body = { ...observation(rows.length, nowUs), ...change, c, n: token() } as RecordBody;
    const text = encodeBody(body);
    const { entry, index } = sequencer.append(
      {
        kind: body.kind,
        test: false,
        startUs: body.start_us,
        endUs: body.end_us,
        scope: scopeTag(PROJECT, body.sys),
        bodyHash: sha256(text),
      },
      nowUs,
    );
    const names = Object.keys(openings).sort();
    const d = Object.fromEntries(names.map((name) => [name, openings[name]]));
    const line = Buffer.from(JSON.stringify({ d, i: index }));
    rows.push({ index, entry, body: Buffer.from(text), openings: names.length === 0 ? null : { fields: names, line } });
    return index;
  };
  return {
    signer,
    rows,
    add,
    erase(targets) {
      const doneUs = nowUs;
      const d = { act: "erase_fields", basis: "gdpr:17:1:b", method: "salt_and_content_deleted", done_us: doneUs };
      const event = add({ kind: "erasure", sys: LOG_SYSTEM, d, ...NO_OBSERVATION } as never, {
        targets: encodeTargets(targets),
      });
      for (const { first, last } of targets) {
        for (let at = first; at <= last; at += 1) rows[at] = { ...(rows[at] as LedgerRow), openings: null };
      }
      return targets.map((target) => ({ ...target, event, basis: "gdpr:17:1:b", doneUs }));
    },
    sign: () => ({
      size: sequencer.size(),
      note: signNote(formatCheckpoint({ origin, size: sequencer.size(), root: sequencer.root() }), [signer]),
      frontier: sequencer.head().frontier,
    }),
    log: ({ start, end, latest }, more = {}) => ({
      origin,
      keys: [{ vkey: signer.key.vkey, fromSize: 0, toSize: null, reason: "genesis" }],
      start,
      end,
      latest,
      frontier: start.frontier,
      erasures: [],
      events: [],
      proofs: [],
      timestamps: [],
      read: async function* (from, to) {
        for (let at = from; at < to; at += 100) yield rows.slice(at, Math.min(at + 100, to));
      },
      ...more,
    }),
  };
}

const NO_OBSERVATION = {
  sysv: undefined,
  env: undefined,
  trace: undefined,
  span: undefined,
  src: undefined,
  op: undefined,
  status: undefined,
  model: undefined,
};

function observation(at: number, nowUs: number) {
  return {
    v: 1,
    kind: "observation",
    sys: SYSTEM,
    sysv: "1.0",
    env: "prod",
    trace: at.toString(16).padStart(32, "0"),
    span: at.toString(16).padStart(16, "0"),
    src: { id: "app", seq: at },
    start_us: nowUs - 2_000_000,
    end_us: nowUs - 1_000_000,
    op: "chat",
    status: "ok",
    model: { prov: "openai", req: "gpt-5", res: "gpt-5-2026-08" },
  } as const;
}
