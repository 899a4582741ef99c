import { type DecodeContext, flagNames } from "./decode-context.ts";
import type { Rejected } from "./decode-result.ts";
import { RejectedRecord, type RejectReason } from "./reject-reason.ts";

/** Collects the spans or log records of one request and books those that cannot be taken. */
export class RecordSink<T extends object> {
  readonly context: DecodeContext;
  readonly records: T[] = [];
  #rejected = 0;
  readonly #reasons = new Map<RejectReason, number>();

  constructor(context: DecodeContext) {
    this.context = context;
  }

  /** Takes what `read` returns; when it throws RejectedRecord only this record is lost. */
  add(read: () => T): void {
    this.context.countRecord();
    this.context.flags = 0;
    try {
      this.records.push(read());
    } catch (error) {
      if (!(error instanceof RejectedRecord)) throw error;
      this.#rejected += 1;
      this.#reasons.set(error.reason, (this.#reasons.get(error.reason) ?? 0) + 1);
    }
  }

  /** Runs `read` for a resource or scope and returns the flag bits that it raised. */
  flagsOf(read: () => void): number {
    this.context.flags = 0;
    read();
    return this.context.flags;
  }

  /** Adds what was changed in a resource or scope to the records that were read under it. */
  flagSince(from: number, bits: number): void {
    if (bits === 0) return;
    for (let index = from; index < this.records.length; index += 1) {
      const record: { flags?: readonly string[] } | undefined = this.records[index];
      if (record?.flags !== undefined) record.flags = [...new Set([...record.flags, ...flagNames(bits)])];
    }
  }

  get rejected(): Rejected {
    return { count: this.#rejected, reasons: this.#reasons };
  }
}
