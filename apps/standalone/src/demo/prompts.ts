import { STORY } from "./story.ts";
import type { Random } from "./random.ts";

interface Rollout {
  readonly version: string;
  /** Days before now when it got the first traffic. */
  readonly since: number;
}

const PROMPTS = {
  "support/triage": [
    { version: "1", since: 60 },
    { version: "2", since: 21 },
    { version: "3", since: STORY.modelWithoutPrice },
  ],
  "support/answer": [
    { version: "1", since: 90 },
    { version: "2", since: 26 },
    { version: "3", since: 18 },
    { version: "4", since: STORY.costlyPromptVersion },
  ],
  "drafts/reply": [
    { version: "1", since: 80 },
    { version: "2", since: 24 },
    { version: "3", since: 3 },
  ],
  "search/answer": [
    { version: "2026-08", since: 75 },
    { version: "2026-10", since: 14 },
  ],
  "search/rewrite-query": [
    { version: "1", since: 75 },
    { version: "2", since: 16 },
  ],
  "contracts/extract-clauses": [
    { version: "1.0", since: 70 },
    { version: "1.1", since: 22 },
    { version: "2.0-rc", since: 4 },
  ],
  "contracts/summarise": [
    { version: "1.0", since: 70 },
    { version: "1.1", since: 12 },
  ],
  "onboarding/assistant": [
    { version: "a", since: 50 },
    { version: "b", since: 19 },
    { version: "c", since: 7 },
  ],
  "reports/weekly": [
    { version: "1", since: 100 },
    { version: "2", since: 11 },
  ],
} as const satisfies Record<string, readonly Rollout[]>;

export type PromptName = keyof typeof PROMPTS;

/** For two days a new version gets a fifth of the traffic, then all of it. */
const CANARY_DAYS = 2;
const CANARY_SHARE = 0.2;

/** Draws the version in use `daysAgo` days before now. */
export function pickVersion(name: PromptName, daysAgo: number, random: Random): string {
  const live: readonly Rollout[] = PROMPTS[name].filter((rollout) => rollout.since >= daysAgo);
  const [previous, newest] = [live.at(-2), live.at(-1)];
  if (!newest) return PROMPTS[name][0].version;
  const inCanary = newest.since - daysAgo < CANARY_DAYS;
  return inCanary && previous && !random.chance(CANARY_SHARE) ? previous.version : newest.version;
}
