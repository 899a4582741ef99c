import { decodeEntry, openDisclosure, scopeTag, sha256 } from "@spanledger/ledger";
import type { StoredRecord } from "../read/stored-record.ts";
import { checkSpan } from "./check-span.ts";
import type { Erased } from "./erased-fields.ts";
import type { Problem, ProblemCode } from "./verification.ts";

export interface CheckContext {
  readonly project: string;
  readonly erased: Erased;
  /** Spans that ended before this time may be gone. */
  readonly spansKeptFromUs: number;
  readonly count: { bodies: number; contentsChecked: number; contentsErased: number; spansChecked: number };
}

interface Body {
  readonly kind: string;
  readonly sys: string;
  readonly start_us: number;
  readonly end_us: number;
  readonly c: Readonly<Record<string, string>>;
}

/** Everything about one record but its place in the tree. Gives the first thing that is wrong. */
export function checkRecord(record: StoredRecord, context: CheckContext): Problem | undefined {
  const { index } = record;
  const problem = (code: ProblemCode, detail: string): Problem => ({ index, code, detail });
  const decoded = decodeEntry(record.entry, 0);
  if (decoded.status === "malformed")
    return problem("entry_changed", `Entry #${index} is not an entry: ${decoded.reason}.`);
  const { entry } = decoded;
  if (entry.index !== index)
    return problem("entry_changed", `Entry #${index} says that it is #${entry.index}: it was moved.`);
  if (entry.kind !== record.kind || entry.loggedAtUs !== record.loggedUs || entry.endUs !== record.endUs)
    return problem("column_changed", `A column of #${index} (kind, logged_at or end_time) is not what its entry says.`);
  if (record.body === null) {
    if (context.erased.body(index)) return undefined;
    return problem("body_missing", `The body of #${index} is gone, and no record of an erasure covers it.`);
  }
  if (!sha256(record.body).equals(entry.bodyHash))
    return problem("body_changed", `The body of #${index} is not the one that was logged.`);
  context.count.bodies += 1;
  const body = JSON.parse(record.body) as Body;
  if (body.kind !== entry.kind || body.start_us !== entry.startUs || body.end_us !== entry.endUs)
    return problem("entry_changed", `The header of #${index} is not that of its body.`);
  if (body.sys !== record.sys || !scopeTag(context.project, body.sys).equals(entry.scope))
    return problem("column_changed", `The system of #${index} is not the one of its body.`);
  return checkContent(record, body, context) ?? checkSpan(record, context);
}

function checkContent(record: StoredRecord, { c }: Body, { erased, count }: CheckContext): Problem | undefined {
  const { index } = record;
  for (const [name, digest] of Object.entries(c)) {
    const disclosure = record.openings?.[name];
    if (disclosure === undefined) {
      if (!erased.field(index, name))
        return {
          index,
          code: "content_missing",
          detail: `The text that #${index} logged as ${name} is gone, and no record of an erasure covers it.`,
        };
      count.contentsErased += 1;
    } else if (openDisclosure({ name, digest, disclosure }).status === "disclosed") count.contentsChecked += 1;
    else
      return {
        index,
        code: "content_changed",
        detail: `The text stored as ${name} of #${index} is not the one that was logged.`,
      };
  }
  return undefined;
}
