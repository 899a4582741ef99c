import type { Usage } from "../guard/price/usage.ts";
import { usageOf } from "./usage-of.ts";

const MARK = '"usage';
const OPENING = /"usage(?:Metadata)?"\s*:\s*\{/y;
const LONGEST_OBJECT = 8_192;
/** The mark and what may stand between it and its object. */
const LONGEST_OPENING = 64;

/** The usage reported in the text of an answer, whole or in pieces; a later report replaces an earlier one. */
export interface UsageScanner {
  take(text: string): void;
  readonly usage: Usage | undefined;
}

/** Finds `"usage":{…}` without parsing the rest. Keeps at most 8 kB. */
export function createUsageScanner(): UsageScanner {
  let rest = "";
  let usage: Usage | undefined;
  return {
    take: (text) => {
      const whole = rest === "" ? text : rest + text;
      let from = 0;
      let kept = Math.max(0, whole.length - MARK.length);
      for (let at = whole.indexOf(MARK); at >= 0; at = whole.indexOf(MARK, from)) {
        from = at + MARK.length;
        // Inside a string the quote is escaped: somebody wrote the word.
        if (whole[at - 1] === "\\") continue;
        const end = endOfObject(whole, at);
        if (end === undefined) {
          kept = at;
          break;
        }
        if (end > from) usage = merged(usage, usageOf(parsed(whole.slice(whole.indexOf("{", at), end))));
        from = Math.max(from, end);
      }
      rest = whole.length - kept > LONGEST_OBJECT ? "" : whole.slice(kept);
    },
    get usage() {
      return usage;
    },
  };
}

/** Position after the object that a mark opens; 0 when it opens none, undefined when more text is needed. */
function endOfObject(text: string, mark: number): number | undefined {
  OPENING.lastIndex = mark;
  if (!OPENING.test(text)) return text.length - mark < LONGEST_OPENING ? undefined : 0;
  let depth = 0;
  for (let at = OPENING.lastIndex - 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 123) depth += 1;
    else if (character === 125) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** Anthropic reports the input when a stream begins and the output when it ends. */
function merged(before: Usage | undefined, now: Usage | undefined): Usage | undefined {
  if (before === undefined || now === undefined) return now ?? before;
  return {
    inputTokens: now.inputTokens || before.inputTokens,
    cacheReadTokens: now.cacheReadTokens || before.cacheReadTokens,
    cacheWriteTokens: now.cacheWriteTokens || before.cacheWriteTokens,
    outputTokens: now.outputTokens || before.outputTokens,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
