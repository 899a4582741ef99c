import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createFrontier,
  formatCheckpoint,
  parseCheckpoint,
  parseNote,
  signNote,
  type Signer,
} from "@spanledger/ledger";
import type { ParsedSegment } from "../spool/parse-segment.ts";
import type { SealedSegment } from "../spool/spool.ts";
import { controlRecord } from "./control-record.ts";
import { HeadFile, type ProjectHead, toLogHead } from "./log-head.ts";
import { logOrigin } from "./log-origin.ts";
import type { LogRecord } from "./log-record.ts";
import type { LogStore } from "./log-store.ts";
import type { LogWriter, PreparedRecords } from "./log-writer.ts";
import { leafPath, readLeaves, writeLeaves } from "./leaf-file.ts";
import { projectsOf } from "./projects-of.ts";
import { sequenceSegment, type SequencedSegment } from "./sequence-segment.ts";
import { openSigningKeys, type SigningKeys } from "./signing-keys.ts";
import { writeDurably } from "./write-durably.ts";

export interface LogWriterOptions {
  /** Folder of the spool, which this process has locked. */
  readonly directory: string;
  readonly store: LogStore;
  /** Seeds in base64 instead of the key file. */
  readonly signingKey?: string;
  /** Fresh nonces. */
  readonly token: () => string;
  readonly now: () => number;
  readonly version: string;
  /** A log is signed at most so often: 4 s when left out. */
  readonly signEveryMs?: number;
  readonly onEvent?: (event: LogEvent) => void;
}

/** A log could not be continued and a new one has begun. */
export type LogEvent = { readonly kind: "log_replaced"; readonly log: string; readonly reason: string };

export const LEDGER_FOLDER = "ledger";
/** An entry is signed at the latest so long after it was sealed. */
const SIGN_EVERY_MS = 4_000;
const HEARTBEAT_US = 60_000_000;
const LATENESS_US = 7 * 86_400_000_000;
const DUAL_US = 7 * 86_400_000_000;

/** Opens the logs of a spool folder, or begins them. */
export async function openLogWriter(options: LogWriterOptions): Promise<LogWriter> {
  const folder = join(options.directory, LEDGER_FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = await openSigningKeys(join(folder, "signing.key"), options.signingKey);
  const path = join(folder, "head.json");
  const found = await readHead(path);
  const head = found === undefined ? newHead() : { ...found, epoch: found.epoch + 1 };
  await writeDurably(path, JSON.stringify(head));
  return new SpoolLogWriter(options, { folder, path, head, keys });
}

interface Opened {
  readonly folder: string;
  readonly path: string;
  readonly head: HeadFile;
  readonly keys: SigningKeys;
}

class SpoolLogWriter implements LogWriter {
  readonly #options: LogWriterOptions;
  readonly #folder: string;
  readonly #path: string;
  readonly #keys: SigningKeys;
  #head: HeadFile;
  /** Size and time of the last checkpoint of this run, by project. */
  readonly #signed = new Map<string, { readonly size: number; readonly atMs: number }>();
  #isCompared = false;

  constructor(options: LogWriterOptions, { folder, path, head, keys }: Opened) {
    this.#folder = folder;
    this.#options = options;
    this.#path = path;
    this.#head = head;
    this.#keys = keys;
  }

  log(): string {
    return this.#head.log;
  }

  sizes(): ReadonlyMap<string, number> {
    return new Map(Object.entries(this.#head.logs).map(([project, { size }]) => [project, size]));
  }

  leaves(project: string, from: number, to: number): Promise<Buffer> {
    return readLeaves(leafPath(this.#folder, this.#head.log, project), from, to);
  }

  async prepare(segment: SealedSegment, parsed: ParsedSegment): Promise<PreparedRecords | null> {
    await this.#compare(segment.name);
    const projects = projectsOf(parsed);
    if (projects.size === 0) return null;
    if (await this.#isSealed(segment, projects)) {
      await this.sign("due");
      return null;
    }
    await this.#begin(projects);
    const sequenced = sequenceSegment(segment.name, parsed.commits, this.#head);
    return { rows: sequenced.rows, bytes: sequenced.bytes, seal: () => this.#seal(segment.name, sequenced) };
  }

  stops(projects: ReadonlySet<string>): readonly LogRecord[] {
    const { now, token } = this.#options;
    const { epoch, logs } = this.#head;
    const all = new Set([...Object.keys(logs), ...projects]);
    return [...all].map((project) => controlRecord(project, { event: "stop", epoch }, { nowUs: now() * 1_000, token }));
  }

  controls(event: "start" | "heartbeat"): readonly LogRecord[] {
    const { now, token, version } = this.#options;
    const nowUs = now() * 1_000;
    const { epoch, logs } = this.#head;
    const records: LogRecord[] = [];
    for (const [project, log] of Object.entries(logs)) {
      if (log.size === 0 || (event === "heartbeat" && nowUs - log.lastLoggedUs < HEARTBEAT_US)) continue;
      const data = event === "start" ? ({ event, epoch, ver: version } as const) : ({ event, epoch } as const);
      records.push(controlRecord(project, data, { nowUs, token }));
      const vkey = this.#keys.vkeyFor(log.origin);
      if (event !== "start" || vkey === log.vkey || this.#keys.signer(log.origin, log.vkey) === undefined) continue;
      const rotation = { vkey, from_size: log.size, reason: "rotation", dual_until_us: nowUs + DUAL_US };
      records.push(controlRecord(project, { event: "key_rotation", ...rotation }, { nowUs, token }));
    }
    return records;
  }

  async sign(which: "due" | "all"): Promise<void> {
    if (!this.#isCompared) return;
    const { now, store, signEveryMs = SIGN_EVERY_MS } = this.#options;
    const signedAtMs = now();
    const { log, logs } = this.#head;
    const due = Object.entries(logs).filter(([project, { size }]) => {
      const last = this.#signed.get(project);
      if (size === 0 || size === last?.size) return false;
      return which === "all" || last === undefined || signedAtMs - last.atMs >= signEveryMs;
    });
    const rows = due.flatMap(([project, head]) => {
      const signers = this.#signers(head, signedAtMs * 1_000);
      if (signers.length === 0) return [];
      const root = createFrontier(toLogHead(head).frontier).root();
      const note = signNote(formatCheckpoint({ origin: head.origin, size: head.size, root }), signers);
      const { size, nodes, lastLoggedUs } = head;
      return [{ project, log, size, root, note, nodes, lastLoggedUs, signedAtMs }];
    });
    if (rows.length === 0) return;
    await store.putCheckpoints(rows);
    for (const { project, size } of rows) this.#signed.set(project, { size, atMs: signedAtMs });
  }

  #signers({ origin, vkey, previous }: ProjectHead, nowUs: number): Signer[] {
    const vkeys = previous !== undefined && nowUs < previous.untilUs ? [vkey, previous.vkey] : [vkey];
    return vkeys.flatMap((key) => this.#keys.signer(origin, key) ?? []);
  }

  async #seal(segment: string, { heads, leaves }: SequencedSegment): Promise<void> {
    const { log, logs } = this.#head;
    for (const [project, hashes] of Object.entries(leaves)) {
      await writeLeaves(leafPath(this.#folder, log, project), logs[project]?.size ?? 0, hashes);
    }
    const rotated = Object.entries(heads).filter(([project, { vkey }]) => vkey !== this.#head.logs[project]?.vkey);
    await this.#registerKeys(this.#head.log, rotated, "rotation");
    await this.#replace({ ...this.#head, segment, logs: { ...this.#head.logs, ...heads } });
    await this.sign("due");
  }

  /** Whether the segment's records have their places already: it was released but its file came back, or it was repaired. */
  async #isSealed(segment: SealedSegment, projects: ReadonlySet<string>): Promise<boolean> {
    if (segment.name === this.#head.segment) return true;
    if (Number.isFinite(segment.acknowledgedBytes)) return false;
    const starts = await this.#options.store.segmentStarts(this.#head.log, segment.name);
    return [...projects].every((project) => {
      const first = starts.get(project);
      return first !== undefined && first < (this.#head.logs[project]?.size ?? 0);
    });
  }

  /** A project's log exists, on disk and in the register, before its first record. */
  async #begin(projects: ReadonlySet<string>): Promise<void> {
    const { log, logs } = this.#head;
    const fresh = [...projects].filter((project) => logs[project] === undefined);
    if (fresh.length === 0) return;
    const heads = fresh.map((project) => [project, this.#newLog(logOrigin(log, project))] as const);
    await this.#registerKeys(log, heads, "genesis");
    await this.#signBegin(log, heads);
    await this.#replace({ ...this.#head, logs: { ...logs, ...Object.fromEntries(heads) } });
  }

  /** The empty log is signed too: an export of its first records starts there. */
  async #signBegin(log: string, heads: readonly (readonly [string, ProjectHead])[]): Promise<void> {
    const signedAtMs = this.#options.now();
    const root = createFrontier().root();
    const rows = heads.flatMap(([project, head]) => {
      const signers = this.#signers(head, signedAtMs * 1_000);
      if (signers.length === 0) return [];
      const note = signNote(formatCheckpoint({ origin: head.origin, size: 0, root }), signers);
      return [{ project, log, size: 0, root, note, nodes: [], lastLoggedUs: 0, signedAtMs }];
    });
    if (rows.length > 0) await this.#options.store.putCheckpoints(rows);
  }

  #newLog(origin: string): ProjectHead {
    return { origin, vkey: this.#keys.vkeyFor(origin), latenessUs: LATENESS_US, size: 0, nodes: [], lastLoggedUs: 0 };
  }

  async #registerKeys(log: string, heads: readonly (readonly [string, ProjectHead])[], reason: string): Promise<void> {
    if (heads.length === 0) return;
    const createdAtMs = this.#options.now();
    await this.#options.store.putKeys(
      heads.map(([project, { origin, vkey, size }]) => ({
        project,
        log,
        origin,
        vkey,
        fromSize: size,
        reason,
        createdAtMs,
      })),
    );
  }

  /**
   * Once per run, before anything is given a place: a folder that was put back from a copy is behind what was signed, and
   * going on from there would be a second history. Such a log ends where it is, and a new one refers to it.
   */
  async #compare(segment: string): Promise<void> {
    if (this.#isCompared) return;
    const { store } = this.#options;
    const stored = await store.checkpoints(this.#head.log);
    const reason = stored.map((checkpoint) => this.#conflict(checkpoint)).find((found) => found !== undefined);
    const stray = reason === undefined ? await this.#strayEntries(segment) : undefined;
    const keyless = Object.values(this.#head.logs).some((log) => this.#keys.signer(log.origin, log.vkey) === undefined);
    const why = reason ?? stray ?? (keyless ? "its signing key is not there" : undefined);
    if (why !== undefined) await this.#startAnew(why, stored);
    else for (const { project, size } of stored) this.#signed.set(project, { size, atMs: 0 });
    this.#isCompared = true;
  }

  #conflict({ project, size, note }: { project: string; size: number; note: string }): string | undefined {
    const head = this.#head.logs[project];
    if (head === undefined || size > head.size) return `a checkpoint of ${size} records was signed, its head has fewer`;
    if (size < head.size) return undefined;
    const root = parseCheckpoint(parseNote(note)?.text ?? "")?.root;
    const isSame = root !== undefined && createFrontier(toLogHead(head).frontier).root().equals(root);
    return isSame ? undefined : `its checkpoint of ${size} records has another root`;
  }

  /** Entries above the head can only be of the segment that comes next: its load was interrupted. */
  async #strayEntries(segment: string): Promise<string | undefined> {
    for (const [project, { size }] of Object.entries(this.#head.logs)) {
      const segments = await this.#options.store.segmentsAbove(this.#head.log, project, size);
      if (segments.some((name) => name !== segment)) return `it has entries above its head`;
    }
    return undefined;
  }

  async #startAnew(reason: string, stored: readonly { project: string; note: string }[]): Promise<void> {
    const notes = new Map(stored.map(({ project, note }) => [project, note]));
    const before = this.#head;
    const log = newHead().log;
    const heads = Object.keys(before.logs).map((project) => {
      const note = notes.get(project);
      const fresh = this.#newLog(logOrigin(log, project));
      return [
        project,
        note === undefined ? fresh : { ...fresh, predecessor: Buffer.from(note).toString("base64") },
      ] as const;
    });
    await this.#registerKeys(log, heads, "genesis");
    await this.#signBegin(log, heads);
    await this.#replace({ ...before, log, segment: "", logs: Object.fromEntries(heads) });
    this.#options.onEvent?.({ kind: "log_replaced", log: before.log, reason });
  }

  async #replace(head: HeadFile): Promise<void> {
    await writeDurably(this.#path, JSON.stringify(head));
    this.#head = head;
  }
}

function newHead(): HeadFile {
  return { version: 1, log: `w-${randomBytes(6).toString("hex")}`, epoch: 1, segment: "", logs: {} };
}

async function readHead(path: string): Promise<HeadFile | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : HeadFile.parse(JSON.parse(text));
}
