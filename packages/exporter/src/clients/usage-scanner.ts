import type { Usage } from "../guard/price/usage.ts";
import { usageOf } from "./usage-of.ts";

const MARK = /(?<!\\)"(?:usage|usageMetadata)"\s*:\s*\{/g;
const LONGEST_OBJECT = 8_192;

/** The usage reported in the text of an answer, whole or in pieces; a later report replaces an earlier one. */
export interface UsageScanner {
  take(text: string): void;
  readonly usage: Usage | undefined;
}

/** Finds `"usage":{…}` without parsing the rest. Keeps at most the last 8 kB. */
export function createUsageScanner(): UsageScanner {
  let rest = "";
  let usage: Usage | undefined;
  return {
    take: (text) => {
      if (rest === "" && !text.includes('"usage')) {
        rest = text.endsWith("\n") ? "" : text.slice(-16);
        return;
      }
      const whole = rest + text;
      let open = whole.length - 16;
      for (const match of whole.matchAll(MARK)) {
        const from = match.index + match[0].length - 1;
        const to = endOfObject(whole, from);
        if (to === undefined) {
          open = match.index;
          break;
        }
        usage = merged(usage, usageOf(parsed(whole.slice(from, to))));
      }
      rest = whole.length - open > LONGEST_OBJECT ? "" : whole.slice(Math.max(0, open));
    },
    get usage() {
      return usage;
    },
  };
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

function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
