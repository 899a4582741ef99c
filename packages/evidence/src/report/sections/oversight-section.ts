import type { Ratio, Section } from "../report.ts";
import type { Tally } from "../tally.ts";

/** Actions by which a person did not let an output stand. */
const OVERRIDES = ["override", "reverse", "disregard", "stop"];
/** From here on, never overriding is itself worth a look (Article 14(4)(b), automation bias). */
const BIAS_MINIMUM = 100;

export function oversightSection(tally: Tally): Section {
  const { oversightActions: actions, reviewsDone, reviewsRequired } = tally;
  const reviews = [...actions.values()].reduce((sum, count) => sum + count, 0);
  const overridden: Ratio = { count: OVERRIDES.reduce((sum, name) => sum + (actions.get(name) ?? 0), 0), of: reviews };
  const latencies = [...tally.oversightLatenciesUs].sort((left, right) => left - right);
  const median = latencies[Math.floor((latencies.length - 1) / 2)];
  const isBiased = reviews >= BIAS_MINIMUM && overridden.count === 0;
  return {
    id: "oversight",
    title: "Human oversight (Article 14)",
    notes: isBiased ? [`Not one of ${reviews} reviews changed anything: look at automation bias.`] : [],
    figures: [
      { query: "records", label: "Required reviews done", value: { count: reviewsDone, of: reviewsRequired } },
      { query: "records", label: "Reviews that changed or stopped something", value: overridden },
      { query: "records", label: "95 % interval of that share (Wilson)", value: wilson(overridden) },
      {
        query: "records",
        label: `Median time to review (${latencies.length} with a time)`,
        value: median === undefined ? "No records" : `${(median / 1_000_000).toFixed(1)} s`,
      },
      { query: "records", label: "Stops", value: actions.get("stop") ?? 0 },
    ],
    tables: [
      { query: "records", title: "Actions", columns: ["Action", "Records"], rows: [...actions], empty: "No records" },
    ],
  };
}

/** Wilson's score interval, z = 1.96. */
function wilson({ count, of }: Ratio): string {
  if (of === 0) return "No records";
  const z = 1.96;
  const p = count / of;
  const centre = p + (z * z) / (2 * of);
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  const percent = (value: number): string => `${(Math.min(1, Math.max(0, value / scale)) * 100).toFixed(1)} %`;
  return `${percent(centre - spread)} to ${percent(centre + spread)}`;
}
