import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import { parsePicoUsd } from "../registry/parse-pico-usd.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import { costChanges, type CostParts } from "./cost-changes.ts";

const ledger = sampleLedger({ seed: 3, count: 2000, days: 4 });
const middle = ledger.fromMs + 2 * 86_400_000 + 1_234_567;
const previous = { fromMs: ledger.fromMs, toMs: middle };
const range = { fromMs: middle, toMs: ledger.toMs };
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  await opened.storeSpans(ledger.spans);
  await opened.storeAdjustments(ledger.adjustments);
});
afterAll(() => opened.dispose());

test.each([
  { groupBy: ["feature"], mixBy: "model" },
  { groupBy: ["tenant"], mixBy: "feature" },
  { groupBy: ["user"], mixBy: "model" },
] as const)("the parts of $groupBy by $mixBy add up to what the cost table says, biggest change first", async (ask) => {
  const reader = opened.store.project("default");
  const groupBy = [...ask.groupBy];
  const found = await costChanges(reader, { range, previous, groupBy, mixBy: ask.mixBy });
  const [after, before] = await Promise.all([
    costByDimension(reader, { range, groupBy }),
    costByDimension(reader, { range: previous, groupBy }),
  ]);
  const costIn = (rows: typeof after.rows, key: string) =>
    parsePicoUsd(rows.find(({ keys }) => keys[0] === key)?.costUsd ?? "0");
  const changes = found.map(({ keys, parts }) => {
    const key = keys[0] ?? "";
    expect(sum(parts.map((part) => part.after))).toBe(costIn(after.rows, key));
    expect(sum(parts.map((part) => part.before))).toBe(costIn(before.rows, key));
    return costIn(after.rows, key) - costIn(before.rows, key);
  });
  expect(changes.length).toBeGreaterThanOrEqual(3);
  const sizes = changes.map((change) => (change < 0n ? -change : change));
  expect(sizes).toEqual(sizes.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)));
});

test("names at most as many groups as asked for", async () => {
  const reader = opened.store.project("default");
  const found = await costChanges(reader, { range, previous, groupBy: ["feature"], mixBy: "model", limit: 2 });
  expect(found).toHaveLength(2);
});

function sum(parts: readonly (CostParts | null)[]): bigint {
  return parts.reduce((total, part) => total + parsePicoUsd(part?.costUsd ?? "0"), 0n);
}
