import { createApiKey } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { getErasure, getErasures, postErasure, postErasurePreview } from "./erasures.ts";
import { deleteHold, getHolds, postHold } from "./holds.ts";
import { openApi } from "./open-api.ts";
import { postRecord } from "./post-record.ts";
import { postVerification } from "./post-verification.ts";

const nowMs = Date.parse("2026-11-20T10:00:00Z");
let opened: TestStore;
const keys = { read: "", admin: "", other: "" };

beforeAll(async () => {
  opened = await openTestStore();
  const make = async (project: string, scope: "read" | "admin") =>
    (await createApiKey(opened.store, { project, scope, label: scope }, { changedBy: "test", nowMs })).text;
  keys.read = await make("default", "read");
  keys.admin = await make("default", "admin");
  keys.other = await make("other", "admin");
});
afterAll(() => opened.dispose());

type Handler = (request: Request, context: { store: TestStore["store"]; nowMs: number }) => Promise<Response>;

async function ask(
  handle: Handler,
  { body, key = keys.admin }: { readonly body?: object; readonly key?: string } = {},
) {
  const request = new Request("http://localhost/api/v1/", {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handle(request, { store: opened.store, nowMs });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
}

test("an erasure is asked for with an admin key and its request never shows whose data it is", async () => {
  const subject = { kind: "user", value: "anna@example.com" };
  expect(await ask(postErasure, { body: { subject }, key: keys.read })).toMatchObject({ status: 403 });
  const made = await ask(postErasure, { body: { subject, basis: "gdpr:17:1:b" } });
  expect(made).toMatchObject({ status: 202, body: { state: "requested" } });
  const id = String(made.body["id"]);
  const one = (request: Request, context: Parameters<Handler>[1]) => getErasure(request, context, id);
  const found = await ask(one, { key: keys.read });
  expect(found).toMatchObject({ status: 200, body: { id, state: "requested", subject_kind: "user", done_at: null } });
  expect(JSON.stringify((await ask(getErasures)).body)).not.toContain("anna");
  expect(await ask(one, { key: keys.other })).toMatchObject({ status: 404 });
});

test.each([
  [{ subject: { kind: "face", value: "x" } }, /user, tenant, session, trace, text/],
  [{ subject: { kind: "trace", value: "12" } }, /32 hex digits/],
  [{ subject: { kind: "text", value: "a" } }, /at least 4/],
  [{ subject: { kind: "user", value: "a" }, basis: "because I say so" }, /code without spaces/],
])("the erasure %j is refused with a sentence", async (body, sentence) => {
  const { status, body: answer } = await ask(postErasure, { body });
  expect(status).toBe(400);
  expect(JSON.stringify(answer)).toMatch(sentence);
});

test("a preview counts what an erasure would take, and changes nothing", async () => {
  const start_time = "2026-11-19 10:00:00.000000000";
  const ids = [1, 2, 3].map((at) => ({ trace_id: hexText(at, 16), span_id: hexText(at, 8) }));
  const users = ["ada", "ada", "ben"];
  await opened.store.insertRows(
    "spans",
    ids.map((id, at) => ({ project: "default", ...id, user_id: users[at], start_time, writer: "w", seq: String(at) })),
  );
  await opened.store.insertRows(
    "span_content",
    ids.map((id, at) => ({
      project: "default",
      ...id,
      start_time,
      input_messages: `I am ${users[at]}!`,
      seq: String(at),
    })),
  );
  const preview = async (kind: string, value: string, key = keys.admin) =>
    (await ask(postErasurePreview, { body: { subject: { kind, value } }, key })).body;
  const hold = { scope: "user", value: "ada", basis: "litigation", owner: "dpo" };
  const { id } = (await ask(postHold, { body: hold })).body;
  const at = "2026-11-19T10:00:00.000Z";
  expect(await preview("user", "ada")).toEqual({
    spans: 2,
    contents: 2,
    records: 0,
    holds: 1,
    first_at: at,
    last_at: at,
  });
  expect(await preview("text", "am ben")).toMatchObject({ spans: 1, contents: 1, holds: 0 });
  expect(await preview("user", "nobody")).toMatchObject({ spans: 0, contents: 0, first_at: null });
  expect(await preview("user", "ada", keys.other)).toMatchObject({ spans: 0, holds: 0 });
  expect(await ask(postErasurePreview, { body: { subject: hold }, key: keys.read })).toMatchObject({ status: 403 });
  const release = (request: Request, context: Parameters<Handler>[1]) => deleteHold(request, context, String(id));
  expect((await ask(getHolds, { key: keys.read })).body["data"]).toMatchObject([{ id, scope: "user", value: "ada" }]);
  expect(await ask(release, { key: keys.read })).toMatchObject({ status: 403 });
  expect(await ask(release)).toMatchObject({ status: 200, body: { released: true } });
  expect(await ask(release)).toMatchObject({ status: 404 });
  expect(await preview("user", "ada")).toMatchObject({ spans: 2, holds: 0 });
});

test("a review without the place of what was looked at needs its trace", async () => {
  const body = { kind: "oversight", system: "bot", d: { action: "approve" }, reviewer: "jane" };
  expect(JSON.stringify(await ask(postRecord, { body }))).toContain("Say what was looked at");
  const unknown = { ...body, trace: "0".repeat(31) + "7" };
  expect(await ask(postRecord, { body: unknown })).toMatchObject({ status: 400 });
});

test("an incident is handed to the log with the day by which it must be reported", async () => {
  const aware = nowMs * 1_000;
  const d = { inc: "INC-1", phase: "confirmed", class: "49a_death", aware_us: aware };
  const made = await ask(postRecord, { body: { kind: "incident", system: "support-bot", d } });
  expect(made).toMatchObject({ status: 202 });
  expect(await inboxBody(String(made.body["id"]))).toMatchObject({
    kind: "incident",
    sys: "support-bot",
    d: { ...d, due_us: aware + 10 * 86_400_000_000 },
  });
});

test("who reviewed an output is only committed to", async () => {
  const d = { action: "override", target: { i: 7 } };
  const body = { kind: "oversight", system: "bot", d, reviewer: "jane@example.com", note: "wrong person" };
  const id = String((await ask(postRecord, { body })).body["id"]);
  const logged = await inboxBody(id);
  expect(Object.keys(logged["c"] as object)).toEqual(["reviewer_note", "reviewer_ref"]);
  expect(JSON.stringify(logged)).not.toContain("jane");
});

test("a record that the schema does not allow is refused with the field's name", async () => {
  const wrong = { kind: "evaluation", system: "bot", d: { metric: "f1", value: 0.9, n: 10 } };
  expect(await ask(postRecord, { body: wrong })).toMatchObject({ status: 400 });
  const extra = { kind: "change", system: "bot", d: { what: "model", to: "2", why: "text" } };
  expect(JSON.stringify((await ask(postRecord, { body: extra })).body)).toContain("why");
});

test("a check of the logs is asked for, and the description knows every address", async () => {
  expect(await ask(postVerification, { body: {} })).toMatchObject({ status: 202, body: { state: "requested" } });
  const { paths } = openApi() as { paths: Record<string, object> };
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(["/api/v1/ledger/verify", "/api/v1/erasures/{id}", "/api/v1/records", "/api/v1/exports"]),
  );
});

/** Bytes of an id as JSONEachRow takes them into a FixedString. */
function hexText(value: number, bytes: number): string {
  return String.fromCharCode(value).padStart(bytes, "\0");
}

async function inboxBody(id: string): Promise<Record<string, unknown>> {
  const [row] = await opened.store.query({
    sql: "SELECT body FROM ledger_inbox WHERE record_id = {id: String}",
    params: { id },
    schema: z.object({ body: z.string().transform((text) => JSON.parse(text) as Record<string, unknown>) }),
  });
  return row?.body ?? {};
}
