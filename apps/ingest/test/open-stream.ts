import { get, type IncomingMessage } from "node:http";
import { expect } from "vitest";

export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

export interface OpenStream {
  readonly events: readonly StreamEvent[];
  readonly isEnded: () => boolean;
  /** Waits for the first event of that kind, at most so long. */
  wait(event: string, ms?: number): Promise<StreamEvent>;
  close(): void;
}

const DEADLINE_MS = 5_000;

/** A client of the guard's stream, as an exporter is one. */
export async function openStream(
  to: { readonly port: number; readonly key: string },
  lastEventId?: string,
): Promise<OpenStream> {
  const headers = {
    authorization: `Bearer ${to.key}`,
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: "127.0.0.1", port: to.port, path: "/v1/guard/stream", headers, agent: false }, resolve).on(
      "error",
      reject,
    );
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/event-stream");
  const events: StreamEvent[] = [];
  let isEnded = false;
  let text = "";
  answer.setEncoding("utf8");
  answer.on("data", (chunk: string) => {
    const blocks = (text + chunk).split("\n\n");
    text = blocks.pop() ?? "";
    events.push(...blocks.flatMap(eventOf));
  });
  answer.on("error", () => undefined);
  answer.on("close", () => (isEnded = true));
  return {
    events,
    isEnded: () => isEnded,
    async wait(event, ms = DEADLINE_MS) {
      const find = () => events.find((one) => one.event === event);
      await expect.poll(find, { timeout: ms, interval: 10 }).toBeDefined();
      return find() ?? { id: "", event, data: {} };
    },
    close: () => void answer.destroy(),
  };
}

function eventOf(block: string): readonly StreamEvent[] {
  const fields = new Map(
    block.split("\n").map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
  );
  const event = fields.get("event");
  if (event === undefined) return [];
  const data = JSON.parse(fields.get("data") ?? "{}") as Record<string, unknown>;
  return [{ id: fields.get("id") ?? "", event, data }];
}
