import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const KEY = "sl_a-fixed-key-for-this-test";
const SIGNING = "a-signing-secret-of-the-test";

const stops: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(async (stop) => stop()));
});

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly atMs: number;
  readonly status: number;
}

/** Answers the first requests with 503, the rest with 200. */
async function aReceiver(failures: number): Promise<{ readonly url: string; readonly got: Got[] }> {
  const got: Got[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const status = got.length < failures ? 503 : 200;
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), atMs: Date.now(), status });
      response.writeHead(status).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got };
}

async function anSmtpSink(): Promise<{ readonly port: number; readonly mails: string[] }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (listening.address() as AddressInfo).port, mails };
}

async function startChild(data: string, settings: object): Promise<{ process: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ["--import", "tsx", "alerts-child.ts", data, KEY, JSON.stringify(settings)], {
    cwd: import.meta.dirname,
    stdio: ["pipe", "pipe", "inherit"],
  });
  stops.push(() => void child.kill("SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { process: child, port: Number(line.toString()) };
}

async function until(isDone: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(`Waited too long for ${what}`);
    await sleep(50);
  }
}

const Payload = z.object({
  id: z.string(),
  count: z.number(),
  events: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
});
const Log = z.array(z.object({ channel: z.string(), state: z.string(), attempt: z.number() }));

async function logOf(child: ChildProcess): Promise<z.infer<typeof Log>> {
  child.stdin?.write("log");
  const [line] = child.stdout === null ? [] : ((await once(child.stdout, "data")) as [Buffer]);
  return Log.parse(JSON.parse(String(line)));
}

test(
  "a crossed budget is told by webhook, Slack and e-mail within ten seconds; a kill in the middle loses nothing",
  { timeout: 180_000 },
  async () => {
    const data = aDirectory();
    const webhook = await aReceiver(2);
    const slack = await aReceiver(0);
    const smtp = await anSmtpSink();
    const settings = {
      budget: {
        name: "Project",
        scope: { kind: "each", dimension: "tenant" },
        period: { kind: "month" },
        timeZone: "UTC",
        amount: "0.1",
        currency: "USD",
        forecast: false,
      },
      channels: [
        { id: "hook", secret: SIGNING, definition: { kind: "webhook", name: "Hook", url: webhook.url } },
        { id: "slack", secret: slack.url, definition: { kind: "slack", name: "Team" } },
        {
          id: "mail",
          secret: "",
          definition: {
            kind: "email",
            name: "Mail",
            host: "127.0.0.1",
            port: smtp.port,
            security: "none",
            from: "spanledger@example.org",
            to: ["ops@example.org"],
          },
        },
      ],
    };
    const first = await startChild(data, settings);
    expect((await sendTraces({ port: first.port, key: KEY }, otlpBody([{ inputTokens: 1_000 }]))).status).toBe(200);
    await sleep(1_500);
    const sentMs = Date.now();
    const answer = await sendTraces({ port: first.port, key: KEY }, otlpBody([{ inputTokens: 1_000_000 }]));
    expect(answer.status).toBe(200);
    await until(() => webhook.got.length > 0, "the first try of the webhook");
    expect((webhook.got[0]?.atMs ?? Infinity) - sentMs).toBeLessThan(10_000);
    first.process.kill("SIGKILL");
    await once(first.process, "exit");

    const second = await startChild(data, settings);
    const isAccepted = () => webhook.got.some(({ status }) => status === 200);
    await until(() => isAccepted() && slack.got.length > 0 && smtp.mails.length > 0, "all three channels");
    await until(async () => (await logOf(second.process)).every(({ state }) => state === "delivered"), "the log");
    second.process.stdin?.write("close");
    await once(second.process, "exit");

    const accepted = webhook.got.filter(({ status }) => status === 200);
    const payloads = webhook.got.map(({ body }) => Payload.parse(JSON.parse(body)));
    expect(new Set(payloads.map(({ id }) => id)).size).toBe(1);
    expect(new Set(webhook.got.map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set([payloads[0]?.id]));
    expect(payloads[0]?.events.map(({ title }) => title)).toEqual(['Budget "Project" reached 100 %: tenant acme']);
    const link = "https://ai.example.org/budgets?project=default&open=b1&subject=acme";
    expect(payloads[0]?.events[0]?.url).toBe(link);
    expect(slack.got[0]?.body).toContain(`<${link.replaceAll("&", "&amp;")}|Open in Spanledger>`);
    for (const got of [accepted, slack.got, smtp.mails]) expect(got.length).toBeLessThanOrEqual(2);
    for (const { headers, body } of webhook.got) {
      const signed = createHmac("sha256", SIGNING)
        .update(`${String(headers["spanledger-timestamp"])}.${body}`)
        .digest("hex");
      expect(headers["spanledger-signature"]).toBe(`v1=${signed}`);
    }
    expect(new Set(slack.got.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(JSON.parse(slack.got[0]?.body ?? "")).toMatchObject({
      blocks: [{ type: "header" }, { type: "section", text: { type: "mrkdwn" } }, { type: "context" }],
    });
    expect(new Set(smtp.mails.map((mail) => /^message-id: (.*)$/im.exec(mail)?.[1])).size).toBe(1);
    expect(smtp.mails[0]).toContain("tenant acme");
  },
);
