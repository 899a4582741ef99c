import type { AlertEvent } from "@spanledger/clickhouse";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { eventLink } from "./event-link.ts";
import { createOutbox } from "./outbox.ts";
import { isPrivateAddress } from "./is-private-address.ts";
import { resolveTarget } from "./resolve-target.ts";
import { sendMessage } from "./send-message.ts";
import { textOf } from "./text-of.ts";

const event = (id: string, fields: Partial<AlertEvent> = {}): AlertEvent => ({
  project: "p",
  id,
  atMs: 1,
  source: "budget",
  sourceId: "b",
  subject: "",
  kind: "fired",
  severity: "warning",
  title: `Title of ${id}`,
  sentence: "",
  evidence: {},
  channels: [],
  isMuted: false,
  ...fields,
});
const channel = { kind: "webhook", name: "Hook", url: "https://ops.example.org", isEnabled: true } as const;
const channels = [{ id: "c", project: "p", channel }];
const message = { id: "m", project: "p", title: "t", createdAtMs: 0, events: [], count: 0, publicUrl: "" };

test.each([
  ["10.1.2.3", true],
  ["127.0.0.1", true],
  ["169.254.169.254", true],
  ["100.64.0.1", true],
  ["172.32.0.1", false],
  ["8.8.8.8", false],
  ["::1", true],
  ["::ffff:10.0.0.1", true],
  ["fe80::1", true],
  ["fd00::1", true],
  ["64:ff9b::7f00:1", true],
  ["2002:7f00:1::", true],
  ["2606:4700::1111", false],
])("%s is on a private network: %s", (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

test("a name that leads to a private address is refused, unless that is allowed", async () => {
  const resolve = () => Promise.resolve(["93.184.216.34", "10.0.0.7"]);
  await expect(resolveTarget("hooks.example.org", { allowPrivate: [], resolve })).rejects.toThrow(
    "hooks.example.org is 10.0.0.7, an address of a private network",
  );
  for (const allowed of ["*", "hooks.example.org", "10.0.0.7", "10.0.0.0/8"])
    expect(await resolveTarget("hooks.example.org", { allowPrivate: [allowed], resolve })).toBe("93.184.216.34");
  await expect(resolveTarget("[::1]", { allowPrivate: ["10.0.0.0/8"] })).rejects.toThrow("private network");
  await expect(resolveTarget("0x7f000001", { allowPrivate: [] })).rejects.toThrow(
    /private network|ENOTFOUND|EAI_AGAIN/,
  );
});

test("a redirect is not followed, and no secret is in what is said of a failure", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(302, { location: "/elsewhere" }).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const context = { policy: { allowPrivate: ["127.0.0.1"] }, nowMs: 0 };
  const redirected = await sendMessage(message, { channel: { ...channel, url }, secret: "s".repeat(16) }, context);
  expect(redirected).toMatchObject({ isDelivered: false, statusCode: 302 });
  expect(redirected.error).toContain("redirects are not followed");
  expect(asked).toEqual(["/hook"]);
  server.close();
  const slack = "http://localhost:1/services/T/B/very-secret";
  const failed = await sendMessage(
    message,
    { channel: { kind: "slack", name: "S", isEnabled: true }, secret: slack },
    context,
  );
  expect(failed).toMatchObject({ isDelivered: false, statusCode: 0 });
  expect(failed.error).not.toContain("very-secret");
});

test("the first event goes at once, a flood after it is one message with a count", () => {
  const outbox = createOutbox();
  const none: ReadonlySet<string> = new Set();
  const put = (id: string) => outbox.put(event(id), { channels, sentTo: none });
  put("first");
  expect(outbox.take(0)).toMatchObject([{ eventCount: 1, title: "Title of first" }]);
  for (let index = 0; index < 1_000; index += 1) put(`flood-${index}`);
  put("first");
  expect(outbox.take(6_999)).toEqual([]);
  const [flood] = outbox.take(7_000);
  expect(flood).toMatchObject({ eventCount: 1_000, title: "1000 alerts in project p: 1000 fired" });
  expect(outbox.take(90_000)).toEqual([]);
});

test("an hour of events is told within ten seconds at first, then once a minute", () => {
  const outbox = createOutbox();
  const sentAt: number[] = [];
  for (let second = 0; second < 3_600; second += 1) {
    outbox.put(event(`e${second}`), { channels, sentTo: new Set() });
    if (outbox.take(second * 1_000).length > 0) sentAt.push(second);
  }
  expect(sentAt.slice(0, 3)).toEqual([0, 7, 21]);
  expect(sentAt.length).toBeLessThan(65);
  // After a quiet time it is as before.
  outbox.take(3_700_000);
  outbox.put(event("late"), { channels, sentTo: new Set() });
  expect(outbox.take(4_000_000)).toHaveLength(1);
  outbox.put(event("later"), { channels, sentTo: new Set() });
  expect(outbox.take(4_007_000)).toHaveLength(1);
});

test("an event goes to the channels it names, a test also to one that is switched off, and never to another project", () => {
  const outbox = createOutbox();
  const known = [
    ...channels,
    { id: "off", project: "p", channel: { ...channel, isEnabled: false } },
    { id: "other", project: "q", channel },
  ];
  const put = (one: AlertEvent, sentTo = new Set<string>()) => outbox.put(one, { channels: known, sentTo });
  put(event("all"));
  put(event("sent"), new Set(["c"]));
  put(event("test", { source: "test", channels: ["off"] }));
  put(event("elsewhere", { channels: ["other"] }));
  expect(outbox.take(0).map(({ channel: id, events }) => [id, events])).toEqual([
    ["c", ["all"]],
    ["off", ["test"]],
  ]);
});

test.each([
  [event("e"), "/budgets?project=p&open=b"],
  [event("e", { subject: "a&b" }), "/budgets?project=p&open=b&subject=a%26b"],
  [event("e", { source: "rule" }), "/budgets?project=p&tab=alerts"],
  [event("e", { source: "runaway", subject: "0a" }), "/agents?project=p&trace=0a"],
])("an event is linked to where the dashboard shows it, and to nothing when its address is not known", (one, place) => {
  expect(eventLink(one, "https://ai.example.org")).toBe(`https://ai.example.org${place}`);
  expect(eventLink(one, "")).toBe("");
  const text = textOf({ ...message, events: [one], count: 1, publicUrl: "https://ai.example.org" });
  expect(text).toContain(`\nhttps://ai.example.org${place}`);
});
