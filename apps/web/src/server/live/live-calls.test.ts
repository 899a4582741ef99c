import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { projects } from "@spanledger/clickhouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Session } from "../session/read-session.ts";
import { liveCalls } from "./live-calls.ts";
import { createStreamSlots, type StreamSlots } from "./stream-slots.ts";

const NOW_MS = Date.UTC(2026, 10, 21, 13);
const OWN: Session = { role: "read", keyId: "k", project: "mine" };
let opened: TestStore;
let seq = 0n;

beforeAll(async () => {
  opened = await openTestStore();
  const base = { currency: "USD", time_zone: "UTC", cost_source: "computed", is_demo: false };
  const change = { changedBy: "test", nowMs: NOW_MS };
  await projects(opened.store).put({ ...base, id: "mine", name: "Mine" }, change);
  await projects(opened.store).put({ ...base, id: "theirs", name: "Theirs" }, change);
});
afterAll(() => opened.dispose());

interface Asked {
  readonly project?: string;
  readonly kind?: string;
  readonly after?: string;
  readonly lastEventId?: string;
  readonly session?: () => Session | null;
  readonly slots?: StreamSlots;
  readonly signal?: AbortSignal;
}

function ask({
  project = "mine",
  kind = "all",
  after = "",
  lastEventId,
  session = () => OWN,
  slots,
  signal,
}: Asked = {}) {
  const input = JSON.stringify({ project, kind, filters: [], currency: "USD" });
  const url = `http://localhost/api/live/calls?input=${encodeURIComponent(input)}&after=${after}`;
  const headers = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  return liveCalls(new Request(url, { headers, ...(signal && { signal }) }), {
    store: opened.store,
    readSession: () => Promise.resolve(session()),
    slots: slots ?? createStreamSlots({ total: 5, perKey: 5 }),
    now: () => NOW_MS,
    pollMs: 20,
    maxMs: 60_000,
  });
}

interface TailMessage {
  readonly event: string;
  readonly id: string;
  readonly names: readonly string[];
}

/** Reads events until one has calls (or ends the stream), as a browser would. */
async function nextWithCalls(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<TailMessage> {
  const decoder = new TextDecoder();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return { event: "closed", id: "", names: [] };
    const text = decoder.decode(value);
    const event = /^event: (.*)$/m.exec(text)?.[1] ?? "";
    const data = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? "{}") as { calls?: { name: string }[] };
    const names = (data.calls ?? []).map(({ name }) => name);
    if (event !== "" && (names.length > 0 || event !== "calls"))
      return { event, id: /^id: (.*)$/m.exec(text)?.[1] ?? "", names };
    if (event === "calls") started?.();
  }
}

let started: (() => void) | undefined;

async function open(asked: Asked = {}) {
  const response = await ask(asked);
  const reader = response.body?.getReader();
  if (!reader) throw new Error("no body");
  return { response, reader };
}

function store(project: string, ...names: readonly string[]): Promise<void> {
  return opened.storeSpans(
    names.map((name) =>
      aSpanRow({
        project,
        name,
        seq: (seq += 1n),
        start_time: BigInt(NOW_MS - 1000) * 1_000_000n,
        received_at: BigInt(NOW_MS),
        ...(name.startsWith("failed") ? { status: "error" as const } : {}),
      }),
    ),
  );
}

test("streams calls of its project as they become queryable, and goes on after a break without a double or a gap", async () => {
  await store("mine", "before");
  const controller = new AbortController();
  const { response, reader } = await open({ signal: controller.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const isStarted = new Promise<void>((resolve) => {
    started = resolve;
  });
  const first = nextWithCalls(reader);
  await isStarted;
  await store("theirs", "not mine");
  await store("mine", "one");
  const seen = await first;
  expect(seen.names).toEqual(["one"]);
  controller.abort();
  await reader.cancel();
  await store("mine", "while away");
  // A browser that comes back by itself keeps the address, with an older position.
  const again = await open({ after: "", lastEventId: seen.id });
  expect((await nextWithCalls(again.reader)).names).toEqual(["while away"]);
  await again.reader.cancel();
  const byAddress = await open({ after: seen.id, kind: "errors" });
  await store("mine", "fine", "failed");
  expect((await nextWithCalls(byAddress.reader)).names).toEqual(["failed"]);
  await byAddress.reader.cancel();
});

test("refuses strangers, other projects, questions that are none, and more tails than it can feed", async () => {
  expect((await ask({ session: () => null })).status).toBe(401);
  expect((await ask({ project: "theirs" })).status).toBe(404);
  expect((await ask({ kind: "nonsense" })).status).toBe(400);
  const slots = createStreamSlots({ total: 5, perKey: 1 });
  const { reader } = await open({ slots });
  expect((await ask({ slots })).status).toBe(429);
  await reader.cancel();
  const next = await open({ slots });
  expect(next.response.status).toBe(200);
  await next.reader.cancel();
});

test("ends when the key is revoked", async () => {
  let session: Session | null = OWN;
  const { reader } = await open({ session: () => session });
  await reader.read();
  session = null;
  expect((await nextWithCalls(reader)).event).toBe("end");
  expect((await nextWithCalls(reader)).event).toBe("closed");
});
