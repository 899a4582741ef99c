import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { createGuardHub } from "./create-guard-hub.ts";

const CLIENTS = 60;
const EVENT = { event: "halt", data: { trace_id: "0a", filler: "x".repeat(2_000) }, tenant: "*" } as const;

/** An exporter that has asked and reads nothing yet. */
async function client(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write("GET /v1/guard/stream HTTP/1.1\r\nhost: x\r\n\r\n");
  return socket;
}

// An error that nobody listens to ends the process, and fails this test.
test("clients that are gone in the middle of an event, or before the first, harm nobody", async () => {
  const authenticate = () => Promise.resolve({ status: "ok", projectId: "p" } as const);
  const hub = createGuardHub({ authenticate, epoch: "e", keepAliveMs: 60 });
  const server = createServer((request, response) => {
    hub.connect({ request, response, scope: { projectId: "p", tenant: "" }, key: "k" });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sockets = await Promise.all(Array.from({ length: CLIENTS }, () => client(port)));
  for (const socket of sockets.slice(0, CLIENTS / 3)) socket.resetAndDestroy();
  await expect.poll(() => hub.stats().streams, { timeout: 5_000 }).toBe((2 * CLIENTS) / 3);
  for (let round = 0; round < 100; round += 1) {
    hub.publish("p", EVENT);
    sockets[CLIENTS / 3 + (round % (CLIENTS / 3))]?.[round % 2 === 0 ? "resetAndDestroy" : "end"]();
  }
  await expect.poll(() => hub.stats().streams, { timeout: 5_000 }).toBe(CLIENTS / 3);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => hub.stats().streams, { timeout: 5_000 }).toBe(0);
  hub.publish("p", EVENT);
  hub.close();
  server.close();
});
