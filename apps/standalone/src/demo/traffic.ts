import { contractReview } from "./traces/contract-review.ts";
import { draftReply } from "./traces/draft-reply.ts";
import { onboardingRun } from "./traces/onboarding-run.ts";
import { searchAnswer } from "./traces/search-answer.ts";
import { supportConversation } from "./traces/support-conversation.ts";
import { weeklyReport } from "./traces/weekly-report.ts";
import type { DemoTrace } from "./demo-span.ts";
import type { Request } from "./trace-builder.ts";

/** What one feature of the fictitious company does and how often. */
export interface Feature {
  readonly name: string;
  readonly service: string;
  /** Requests on an average weekday. */
  readonly perWeekday: number;
  /** `office`: follows working hours in Central Europe. `monday-night`: a batch before the week begins. */
  readonly rhythm: "office" | "monday-night";
  readonly trace: (request: Request) => DemoTrace;
}

export const FEATURES: readonly Feature[] = [
  { name: "support-copilot", service: "helpdesk-api", perWeekday: 95, rhythm: "office", trace: supportConversation },
  { name: "email-drafts", service: "helpdesk-api", perWeekday: 330, rhythm: "office", trace: draftReply },
  { name: "search-answers", service: "search-api", perWeekday: 105, rhythm: "office", trace: searchAnswer },
  { name: "contract-review", service: "contracts-worker", perWeekday: 28, rhythm: "office", trace: contractReview },
  { name: "onboarding-agent", service: "agent-runtime", perWeekday: 16, rhythm: "office", trace: onboardingRun },
  { name: "weekly-reports", service: "reports-worker", perWeekday: 40, rhythm: "monday-night", trace: weeklyReport },
];

/** The share of a weekday that falls into each hour, Central European time; sums to about 1. */
const OFFICE_HOURS = [
  0.004, 0.003, 0.002, 0.002, 0.003, 0.007, 0.02, 0.045, 0.08, 0.105, 0.11, 0.095, 0.06, 0.085, 0.1, 0.09, 0.07, 0.045,
  0.027, 0.018, 0.012, 0.008, 0.006, 0.003,
] as const;

const WEEKEND_FACTOR = 0.16;
const MONTHLY_GROWTH = 1.25;
const UTC_OFFSET_HOURS = 1;

/** Expected requests of a feature in the hour that begins at `hourMs`. */
export function expectedRequests(feature: Feature, hourMs: number, shareOfMonth: number): number {
  const local = new Date(hourMs + UTC_OFFSET_HOURS * 3_600_000);
  const hour = local.getUTCHours();
  const day = local.getUTCDay();
  if (feature.rhythm === "monday-night") return day === 1 && hour === 4 ? feature.perWeekday : 0;
  const weekend = day === 0 || day === 6 ? WEEKEND_FACTOR : 1;
  return feature.perWeekday * (OFFICE_HOURS[hour] ?? 0) * weekend * MONTHLY_GROWTH ** shareOfMonth;
}
