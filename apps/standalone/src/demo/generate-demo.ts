import { pickTenant } from "./pick-tenant.ts";
import { createRandom } from "./random.ts";
import { DAYS } from "./story.ts";
import { TENANTS } from "./tenants.ts";
import { expectedRequests, FEATURES } from "./traffic.ts";
import { runaway } from "./traces/runaway.ts";
import { searchAnswer } from "./traces/search-answer.ts";
import type { DemoTrace } from "./demo-span.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface DemoOptions {
  readonly seed: number;
  /** End of the history, milliseconds since the epoch. */
  readonly nowMs: number;
}

/** The traces of the fictitious company, oldest first. The same seed and end give the same spans, ids included. */
export function* generateDemo({ seed, nowMs }: DemoOptions): Generator<DemoTrace> {
  const random = createRandom(seed);
  // Thirty calendar days, today included: the page's period is full and the one before it empty.
  const firstHour = Math.floor((nowMs - (DAYS - 1) * DAY_MS) / DAY_MS) * DAY_MS;
  // The onboarding agent loops until it is stopped: last night at one o'clock UTC.
  // Its own stream: whatever the traffic draws before it, every demo's loop has the same pace and is found by the same rules.
  const runawayRandom = createRandom(seed + 1);
  const runawayHour = Math.floor((nowMs - 2 * HOUR_MS) / DAY_MS) * DAY_MS + HOUR_MS;
  // In the same hour the search cache gives one customer the answer that it had kept for another.
  const leakRandom = createRandom(seed + 2);
  for (let hourMs = firstHour; hourMs < nowMs; hourMs += HOUR_MS) {
    for (const feature of FEATURES) {
      const expected = expectedRequests(feature, hourMs, (hourMs - firstHour) / (DAYS * DAY_MS));
      const requests = Math.floor(expected * (0.85 + 0.3 * random.next()) + random.next());
      for (let i = 0; i < requests; i++) {
        const startMs = hourMs + Math.floor(random.next() * HOUR_MS);
        const daysAgo = (nowMs - startMs) / DAY_MS;
        const request = { random, startMs, daysAgo, feature: feature.name, service: feature.service };
        const trace = feature.trace({ ...request, tenant: pickTenant(random, daysAgo) });
        if (startMs < nowMs - 10 * 60_000) yield trace;
      }
    }
    const [tenant, stranger] = TENANTS;
    if (hourMs === runawayHour && tenant) {
      const startMs = hourMs + 14 * 60_000;
      const daysAgo = (nowMs - startMs) / DAY_MS;
      yield runaway({
        random: runawayRandom,
        startMs,
        daysAgo,
        tenant,
        feature: "onboarding-agent",
        service: "agent-runtime",
      });
    }
    if (hourMs === runawayHour && tenant && stranger) {
      const startMs = hourMs + 26 * 60_000;
      const daysAgo = (nowMs - startMs) / DAY_MS;
      const request = {
        random: leakRandom,
        startMs,
        daysAgo,
        tenant,
        feature: "search-answers",
        service: "search-api",
      };
      yield searchAnswer(request, { tier: "semantic", tenant: stranger.id });
    }
  }
}
