import { budgets, channels, channelSecrets, type Store } from "@spanledger/clickhouse";

const CHANGE = { changedBy: "bench", nowMs: Date.now() };
const project = "default";

/** So many budgets of a tenant each, each with a channel of its own, so that no message waits for another. */
export async function watchedBudgets(store: Store, hook: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = `crossing-${index}`;
    const channel = { kind: "webhook", name: id, url: `${hook}/${id}`, isEnabled: true };
    await channels(store).put({ id, project, name: id, definition: JSON.stringify(channel) }, CHANGE);
    await channelSecrets(store).put({ project, channel: id, secret: "a-secret-of-the-bench" }, CHANGE.nowMs);
    const budget = {
      name: id,
      scope: { kind: "filters", filters: [{ dimension: "tenant", values: [id] }] },
      period: { kind: "month" },
      timeZone: "UTC",
      amount: "1",
      currency: "USD",
      thresholds: [100],
      forecast: false,
      channels: [id],
    };
    await budgets(store).put({ id, project, name: id, definition: JSON.stringify(budget) }, CHANGE);
  }
}
