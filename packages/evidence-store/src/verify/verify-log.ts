import type { ProjectReader } from "@spanledger/clickhouse";
import { createFrontier, leafHash } from "@spanledger/ledger";
import { z } from "zod";
import { readRecords } from "../read/read-records.ts";
import type { StoredRecord } from "../read/stored-record.ts";
import { checkRecord, type CheckContext } from "./check-record.ts";
import { readErased } from "./erased-fields.ts";
import type { Problem, ProblemCode, Verification } from "./verification.ts";

export interface VerifyOptions {
  readonly log: string;
  /** How many entries the log must have: of its newest checkpoint, or of the writer's head. */
  readonly size: number;
  /** Leaf hashes of records `from` to `to`, 32 bytes each, as the writer kept them; without them a changed entry is found by the next checkpoint. */
  readonly leaves?: (from: number, to: number) => Promise<Buffer>;
  /** Spans that ended before may be gone. Default: none may. */
  readonly spansKeptFromUs?: number;
  readonly onProgress?: (checked: number) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

const KEPT_PROBLEMS = 100;
const Roots = z.object({ size: z.string().transform(Number), root: z.string() });

/** Reads a log again from storage, with the content and the spans it speaks of, and says what is not as it was logged. */
export async function verifyLog(reader: ProjectReader, options: VerifyOptions): Promise<Verification> {
  const { log, size, signal } = options;
  const roots = await readRoots(reader, log);
  const scan = new Scan(options, roots, {
    project: reader.projectId,
    erased: await readErased(reader, { log, size }),
    spansKeptFromUs: options.spansKeptFromUs ?? 0,
    count: { bodies: 0, contentsChecked: 0, contentsErased: 0, spansChecked: 0 },
  });
  for await (const batch of readRecords(reader, { log, from: 0, to: size })) {
    signal?.throwIfAborted();
    await scan.take(batch);
    await options.onProgress?.(scan.checked);
  }
  return scan.finish();
}

async function readRoots(reader: ProjectReader, log: string): Promise<ReadonlyMap<number, string>> {
  const rows = await reader.query({
    name: "roots of a log",
    sql: `SELECT size, lower(hex(root)) AS root FROM ledger_checkpoints AS c
      WHERE project = {project: String} AND log = {log: String} ORDER BY c.size LIMIT 5000000
      SETTINGS max_execution_time = 60, max_memory_usage = 2000000000`,
    params: { log },
    schema: Roots,
  });
  return new Map(rows.map(({ size, root }) => [size, root]));
}

class Scan {
  readonly #options: VerifyOptions;
  readonly #roots: ReadonlyMap<number, string>;
  readonly #context: CheckContext;
  readonly #frontier = createFrontier();
  readonly #problems: Problem[] = [];
  #problemCount = 0;
  #lastUs = 0;
  #goodSize = 0;
  /** After a hole or a change the tree cannot be continued: its roots would all differ. */
  #isTreeBroken = false;
  checked = 0;

  constructor(options: VerifyOptions, roots: ReadonlyMap<number, string>, context: CheckContext) {
    this.#options = options;
    this.#roots = roots;
    this.#context = context;
  }

  async take(batch: readonly StoredRecord[]): Promise<void> {
    const first = this.checked;
    const last = batch.at(-1)?.index ?? first - 1;
    const leaves = await this.#options.leaves?.(first, last + 1);
    for (const record of batch)
      this.#takeOne(record, leaves?.subarray((record.index - first) * 32, (record.index - first + 1) * 32));
  }

  finish(): Verification {
    if (this.checked < this.#options.size)
      this.#add(this.checked, "entry_missing", `Record #${this.checked} and those after it are gone.`);
    const { bodies, contentsChecked, contentsErased, spansChecked } = this.#context.count;
    return {
      checked: this.checked,
      bodies,
      contentsChecked,
      contentsErased,
      spansChecked,
      problems: this.#problems.sort((left, right) => left.index - right.index),
      problemCount: this.#problemCount,
      root: this.#frontier.root().toString("hex"),
    };
  }

  #takeOne(record: StoredRecord, leaf: Buffer | undefined): void {
    const { index, entry } = record;
    if (index < this.checked) return this.#add(index, "entry_duplicated", `Record #${index} is stored twice.`);
    if (index > this.checked) {
      this.#add(this.checked, "entry_missing", `Record #${this.checked} is gone.`);
      this.#isTreeBroken = true;
    }
    this.checked = index + 1;
    const problem = checkRecord(record, this.#context);
    if (problem !== undefined) this.#add(problem.index, problem.code, problem.detail);
    if (record.loggedUs < this.#lastUs)
      this.#add(index, "time_reversed", `Record #${index} is older than the one before it.`);
    this.#lastUs = Math.max(this.#lastUs, record.loggedUs);
    const hash = leafHash(entry);
    if (leaf !== undefined && leaf.length === 32 && !leaf.equals(hash) && problem?.code !== "entry_changed")
      this.#add(index, "entry_changed", `Entry #${index} is not the one that was logged.`);
    this.#frontier.append(hash);
    this.#compareRoot(index + 1);
  }

  #compareRoot(size: number): void {
    const root = this.#roots.get(size);
    if (root === undefined || this.#isTreeBroken) return;
    if (this.#frontier.root().toString("hex") === root) {
      this.#goodSize = size;
      return;
    }
    this.#isTreeBroken = true;
    const inRange = this.#problems.some(({ index }) => index >= this.#goodSize && index < size);
    if (inRange) return;
    const detail = `The signed state of ${size} records is another one: a record from #${this.#goodSize} to #${size - 1} was changed.`;
    this.#add(this.#goodSize, "checkpoint_differs", detail);
  }

  #add(index: number, code: ProblemCode, detail: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < KEPT_PROBLEMS) this.#problems.push({ index, code, detail });
  }
}
