import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { budgets } from "../settings/budgets.ts";
import { channelSecrets } from "../settings/channel-secrets.ts";
import { channels } from "../settings/channels.ts";
import { insertAlertEvents } from "./insert-alert-events.ts";
import { listAlertEvents } from "./list-alert-events.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { newestAlertEvents } from "./newest-alert-events.ts";
import { pendingDeliveries } from "./pending-deliveries.ts";
import { putDeliveries } from "./put-deliveries.ts";
import { replayDelivery } from "./replay-delivery.ts";
import { requestTestAlert } from "./request-test-alert.ts";
import { unsentAlertEvents } from "./unsent-alert-events.ts";

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

const NOW = Date.now();

test("a message stays to be sent until it is delivered, keeps each try, and can be sent again under the same id", async () => {
  const { store } = opened;
  const event = await requestTestAlert(store, { project: "a", channel: "c1", nowMs: NOW });
  expect((await unsentAlertEvents(store, { sinceMs: NOW - 1_000 })).sentTo.size).toBe(0);
  const delivery = {
    project: "a",
    id: "d1",
    channel: "c1",
    events: [event],
    eventCount: 1,
    title: "Test",
    state: "pending",
    attempt: 0,
    statusCode: 0,
    error: "",
    tookMs: 0,
    createdAtMs: NOW,
    nextAttemptAtMs: NOW,
    recordedAtMs: NOW,
    version: NOW,
  } as const;
  await putDeliveries(store, [delivery]);
  expect((await unsentAlertEvents(store, { sinceMs: NOW - 1_000 })).sentTo.get(event)).toEqual(new Set(["c1"]));
  expect(await pendingDeliveries(store, { nowMs: NOW, sinceMs: 0 })).toEqual([delivery]);
  const delivered = { ...delivery, state: "delivered", attempt: 1, statusCode: 200, version: NOW + 1 } as const;
  await putDeliveries(store, [delivered]);
  expect(await pendingDeliveries(store, { nowMs: NOW, sinceMs: 0 })).toEqual([]);
  expect(await listDeliveries(store.project("a"), { channel: "c1" })).toEqual([delivered]);
  expect(await listDeliveries(store.project("a"), { id: "d1" })).toEqual([delivered, delivery]);
  expect(await listDeliveries(store.project("b"), {})).toEqual([]);
  expect(await replayDelivery(store, { project: "b", id: "d1", nowMs: NOW + 5 })).toBe(false);
  expect(await replayDelivery(store, { project: "a", id: "d1", nowMs: NOW + 5 })).toBe(true);
  expect(await pendingDeliveries(store, { nowMs: NOW + 5, sinceMs: 0 })).toMatchObject([{ id: "d1", attempt: 0 }]);
});

test("the same happening told twice is one event, and the newest of a subject says how it stands", async () => {
  const { store } = opened;
  const event = {
    project: "e",
    id: "x",
    atMs: NOW,
    source: "rule",
    sourceId: "r",
    subject: "acme",
    kind: "fired",
    severity: "warning",
    title: "t",
    sentence: "s",
    evidence: { traces: ["1f"] },
    channels: [],
    isMuted: false,
  } as const;
  await insertAlertEvents(store, [event]);
  await insertAlertEvents(store, [{ ...event, atMs: NOW + 1 }]);
  const recovered = { ...event, id: "y", kind: "recovered", atMs: NOW + 2 } as const;
  await insertAlertEvents(store, [recovered]);
  const told = await listAlertEvents(store.project("e"), { source: "rule", sourceId: "r" });
  expect(told).toEqual([recovered, { ...event, atMs: NOW + 1 }]);
  expect(await newestAlertEvents(store, { source: "rule", sinceMs: 0 })).toEqual([recovered]);
});

test("a channel's secret is in no list and no history", async () => {
  const { store } = opened;
  const secrets = channelSecrets(store);
  await channels(store).put({ id: "c", project: "s", name: "Ops", definition: "{}" }, { changedBy: "ada", nowMs: 1 });
  await secrets.put({ project: "s", channel: "c", secret: "top-secret" }, 1);
  await secrets.put({ project: "s", channel: "c", secret: "newer-secret" }, 2);
  expect(await secrets.find("s", "c")).toBe("newer-secret");
  expect(await secrets.find("other", "c")).toBeUndefined();
  expect([...(await secrets.known("s"))]).toEqual(["c"]);
  const shown = JSON.stringify([await channels(store).list({}), await channels(store).history({})]);
  expect(shown).not.toContain("secret");
});

test("a budget keeps its versions", async () => {
  const table = budgets(opened.store);
  const record = { id: "b", project: "default", name: "Month", definition: '{"amount":"10"}' };
  await table.put(record, { changedBy: "ada", nowMs: 1 });
  await table.put({ ...record, definition: '{"amount":"20"}' }, { changedBy: "bob", nowMs: 2 });
  expect(await table.list({ project: "default" })).toMatchObject([{ definition: '{"amount":"20"}' }]);
  expect((await table.history({ id: "b" })).map(({ changedBy }) => changedBy)).toEqual(["bob", "ada"]);
});
