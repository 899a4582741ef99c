import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { createEventLog } from "./create-event-log.ts";
import { mayTenantSee, type Snapshot, type SnapshotProvider, type StreamScope } from "./guard-event.ts";
import type { GuardHub, GuardHubOptions, StreamRequest } from "./guard-hub.ts";
import { watchKeys } from "./watch-keys.ts";

export interface Stream {
  readonly socket: Socket;
  readonly scope: StreamScope;
  readonly key: string;
}

const TICKS = 60;
/** A client that does not read is cut off: it comes back and resumes. */
const MAX_UNREAD_BYTES = 65_536;
const KEEP_ALIVE = Buffer.from(": keep-alive\n\n");
const HEAD =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n";

/** Server-sent events to any number of exporters: one timer, and one text per event however many read it. */
export function createGuardHub(options: GuardHubOptions): GuardHub {
  const { keepAliveMs = 15_000, maxStreams = 12_000 } = options;
  const streams = new Map<string, Set<Stream>>();
  const providers: SnapshotProvider[] = [];
  const log = createEventLog(options.epoch);
  const keys = watchKeys(options.authenticate, () => [...streams.values()].flatMap((set) => [...set]));
  let tick = 0;
  let count = 0;
  const timer = setInterval(keepAlive, keepAliveMs / TICKS).unref();

  /** A sixtieth of the streams at a time, so that thousands are no burst. */
  function keepAlive(): void {
    tick = (tick + 1) % TICKS;
    let index = 0;
    for (const set of streams.values())
      for (const { socket } of set) if (index++ % TICKS === tick) send(socket, KEEP_ALIVE);
    keys.check();
  }

  function begin({ request, scope }: StreamRequest): string {
    const last = request.headers["last-event-id"];
    const missed = typeof last === "string" ? log.after(scope.projectId, last) : null;
    if (missed !== null)
      return missed
        .filter(({ event }) => mayTenantSee(scope, event.tenant))
        .map(({ text }) => text)
        .join("");
    return `id: ${log.newestId()}\nevent: snapshot\ndata: ${JSON.stringify(snapshotFor(providers, scope))}\n\n`;
  }

  function forget(stream: Stream): void {
    const set = streams.get(stream.scope.projectId);
    if (set?.delete(stream) === true) count--;
    if (set?.size === 0) streams.delete(stream.scope.projectId);
  }

  return {
    publish(projectId, event) {
      const { text } = log.append(projectId, event);
      const bytes = Buffer.from(text);
      for (const stream of streams.get(projectId) ?? [])
        if (mayTenantSee(stream.scope, event.tenant)) send(stream.socket, bytes);
    },
    addSnapshot: (provider) => void providers.push(provider),
    connect(opened) {
      if (count >= maxStreams) {
        refuse(opened.response);
        return;
      }
      const text = begin(opened);
      const socket = takeSocket(opened.response);
      if (socket === null) return;
      const stream: Stream = { socket, scope: opened.scope, key: opened.key };
      const { projectId } = opened.scope;
      streams.set(projectId, (streams.get(projectId) ?? new Set()).add(stream));
      count++;
      socket.once("close", () => forget(stream));
      socket.write(`${HEAD}\r\nretry: 2000\n\n${text}`);
    },
    stats: () => ({ streams: count }),
    close() {
      clearInterval(timer);
      for (const set of streams.values()) for (const { socket } of set) socket.destroySoon();
    },
  };
}

function send(socket: Socket, bytes: Buffer): void {
  if (socket.writableLength > MAX_UNREAD_BYTES) socket.destroy();
  else socket.write(bytes);
}

function snapshotFor(providers: readonly SnapshotProvider[], scope: StreamScope): Snapshot {
  const parts = providers.map((provider) => provider(scope));
  return {
    halts: parts.flatMap(({ halts = [] }) => halts),
    budgets: parts.flatMap(({ budgets = [] }) => budgets),
    policy: parts.find(({ policy }) => policy !== undefined)?.policy ?? { mode: "observe" },
  };
}

/** Takes the connection from the HTTP server: what the server keeps for each answer would be most of the memory. */
function takeSocket(response: ServerResponse): Socket | null {
  const { socket } = response;
  if (socket === null || socket.destroyed) return null;
  response.detachSocket(socket);
  socket.removeAllListeners("timeout");
  socket.setTimeout(0);
  socket.setNoDelay(true);
  // Nothing more is asked on it; without a reader the end of the client would not be seen.
  socket.on("data", () => undefined).resume();
  socket.on("end", () => socket.destroy());
  socket.on("error", () => socket.destroy());
  return socket;
}

function refuse(response: ServerResponse): void {
  const body = JSON.stringify({ code: 14, message: "Too many streams are open here: try again later." });
  response.writeHead(503, { "content-type": "application/json", "retry-after": "5" }).end(body);
}
