import type { RecordKind } from "./kinds.ts";
import { createFrontier, type FrontierState } from "../merkle/frontier.ts";
import { leafHash } from "../merkle/leaf-hash.ts";
import { encodePlacedEntry } from "./encode-entry.ts";

/** What a writer must have made durable before it signs: enough to continue the log. */
export interface LogHead {
  readonly frontier: FrontierState;
  readonly lastLoggedUs: number;
}

/** A record whose body is hashed, waiting for its place in the log. */
export interface PreparedRecord {
  readonly kind: RecordKind;
  readonly test: boolean;
  readonly startUs: number;
  readonly endUs: number;
  readonly scope: Uint8Array;
  readonly bodyHash: Uint8Array;
}

export interface SequencedEntry {
  readonly index: number;
  readonly loggedAtUs: number;
  readonly entry: Buffer;
  readonly leafHash: Buffer;
}

export interface Sequencer {
  /** Gives the record the next index and the writer's time, which never goes back. */
  readonly append: (record: PreparedRecord, nowUs: number) => SequencedEntry;
  readonly size: () => number;
  readonly root: () => Buffer;
  readonly head: () => LogHead;
}

/** Puts the records of one log in order. `latenessUs` after its end a record is flagged late. */
export function createSequencer({
  head,
  latenessUs,
}: {
  readonly head: LogHead;
  readonly latenessUs: number;
}): Sequencer {
  const frontier = createFrontier(head.frontier);
  let { lastLoggedUs } = head;
  return {
    append(record, nowUs) {
      const index = frontier.size();
      const loggedAtUs = Math.max(nowUs, lastLoggedUs);
      const entry = encodePlacedEntry(record, { late: loggedAtUs - record.endUs > latenessUs, index, loggedAtUs });
      const hash = leafHash(entry);
      frontier.append(hash);
      lastLoggedUs = loggedAtUs;
      return { index, loggedAtUs, entry, leafHash: hash };
    },
    size: frontier.size,
    root: frontier.root,
    head: () => ({ frontier: frontier.state(), lastLoggedUs }),
  };
}

/** The head of a log that has no record yet. */
export const EMPTY_LOG: LogHead = { frontier: { size: 0, nodes: [] }, lastLoggedUs: 0 };
