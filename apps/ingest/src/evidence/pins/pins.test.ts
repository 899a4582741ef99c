import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { pino } from "pino";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createLogStore } from "../log-store.ts";
import { createPins } from "./create-pins.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const NOTE = "example/log\n7\n0000000000000000000000000000000000000000000=\n\n— example/log AAAA\n";
const received: string[] = [];
let opened: TestStore;
let server: Server;
let folder: string;

beforeAll(async () => {
  opened = await openTestStore();
  folder = mkdtempSync(join(tmpdir(), "spanledger-pins-"));
  if (hasOpenssl) makeAuthority(folder);
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.url === "/hook") {
        received.push(Buffer.concat(parts).toString());
        return response.end();
      }
      writeFileSync(join(folder, "query.tsq"), Buffer.concat(parts));
      openssl(["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr"]);
      return response.end(readFileSync(join(folder, "reply.tsr")));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = Buffer.alloc(32);
  const row = {
    project: "default",
    log: "w-1",
    size: 7,
    root,
    note: NOTE,
    nodes: [],
    lastLoggedUs: 1_000_000,
    signedAtMs: 1_000,
  };
  await createLogStore(opened.store).putCheckpoints([row]);
});

afterAll(async () => {
  server.close();
  await opened.dispose();
});

test("each checkpoint goes to the folder and the receiver once, and again only when the log has grown", async () => {
  const directory = join(folder, "pins");
  let nowMs = Date.now();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const logger = pino({ level: "silent" });
  const pins = createPins({ store: opened.store, logger, now: () => nowMs, directory, url: `${address}/hook` });
  for (let hour = 0; hour < 3; hour += 1) {
    await pins.tick();
    nowMs += 3_600_001;
  }
  expect(received).toEqual([JSON.stringify({ project: "default", log: "w-1", size: 7, checkpoint: NOTE })]);
  expect(readdirSync(join(directory, "default/w-1"))).toEqual(["000000000007.checkpoint"]);
  expect(readFileSync(join(directory, "default/w-1/000000000007.checkpoint"), "utf8")).toBe(NOTE);
});

test("a checkpoint goes by mail as the file that a verifier takes", async () => {
  const mails: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        mails.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const mail = { server: `smtp://127.0.0.1:${port}`, from: "log@example.com", to: "auditor@example.com" };
  const pins = createPins({ store: opened.store, logger: pino({ level: "silent" }), now: Date.now, mail });
  await pins.tick();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain("To: auditor@example.com");
  expect(mails[0]).toContain("filename=w-1-7.checkpoint");
  expect(mails[0]).toContain(Buffer.from(NOTE).toString("base64").slice(0, 60));
});

test.skipIf(!hasOpenssl)("a checkpoint is stamped by the authority, and openssl verifies the stamp", async () => {
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`;
  const pins = createPins({ store: opened.store, logger: pino({ level: "silent" }), now: Date.now, authority });
  await pins.tick();
  const [row] = await opened.store.query({
    sql: "SELECT toString(t.size) AS size, t.note AS note, t.response AS response FROM ledger_timestamps AS t",
    schema: z.object({ size: z.string(), note: z.string(), response: z.string() }),
  });
  expect(row).toMatchObject({ size: "7", note: NOTE });
  writeFileSync(join(folder, "stored.tsr"), Buffer.from(row?.response ?? "", "base64"));
  writeFileSync(join(folder, "7.checkpoint"), NOTE);
  const verify = ["ts", "-verify", "-data", "7.checkpoint", "-in", "stored.tsr", "-CAfile", "ca.pem"];
  expect(openssl(verify)).toContain("Verification: OK");
});

function openssl(args: readonly string[]): string {
  const ran = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
  return ran.stdout + ran.stderr;
}

function makeAuthority(cwd: string): void {
  writeFileSync(
    join(cwd, "tsa.cnf"),
    `[tsa]\ndefault_tsa = own\n[own]\nserial = ./serial\nsigner_cert = ./ca.pem\nsigner_key = ./key.pem\nsigner_digest = sha256
default_policy = 1.2.3.4.1\ndigests = sha256\ncerts = ./ca.pem\ness_cert_id_alg = sha256\n`,
  );
  writeFileSync(join(cwd, "serial"), "01\n");
  const subject = ["-subj", "/CN=Test TSA", "-addext", "extendedKeyUsage=critical,timeStamping"];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "ca.pem", "-days", "2"];
  execFileSync("openssl", [...made, ...subject], { cwd, stdio: "ignore" });
}
