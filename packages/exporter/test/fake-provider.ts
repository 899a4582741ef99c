import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers like OpenAI and Anthropic do, with fixed token counts; counts the model calls that reach it. */
export interface FakeProvider {
  readonly url: string;
  readonly calls: { readonly path: string; readonly headers: Record<string, unknown> }[];
  /** Answers that are held back until `release` is called. */
  hold(): void;
  release(): void;
  /** Status of the next answers. */
  failWith(status: number | undefined): void;
  close(): Promise<void>;
}

const OPENAI_USAGE = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

export async function startFakeProvider(): Promise<FakeProvider> {
  const calls: FakeProvider["calls"] = [];
  let held: (() => void)[] | undefined;
  let failure: number | undefined;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const path = request.url ?? "";
      calls.push({ path, headers: request.headers });
      const asked = JSON.parse(Buffer.concat(pieces).toString() || "{}") as { model?: string; stream?: boolean };
      const answer = (): void => {
        if (failure !== undefined) {
          response.writeHead(failure, { "content-type": "application/json" }).end('{"error":{"message":"no"}}');
          return;
        }
        const anthropic = path.endsWith("/messages");
        if (asked.stream === true) {
          response.writeHead(200, { "content-type": "text/event-stream" });
          for (const event of anthropic ? anthropicEvents() : openaiEvents(asked.model)) response.write(event);
          response.end();
          return;
        }
        const body = anthropic ? anthropicAnswer() : openaiAnswer(asked.model);
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
      };
      if (held === undefined) answer();
      else held.push(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    hold: () => (held ??= []),
    release: () => {
      for (const answer of held ?? []) answer();
      held = undefined;
    },
    failWith: (status) => (failure = status),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function openaiAnswer(model: string | undefined): unknown {
  const message = { role: "assistant", content: 'I never say "usage":{"prompt_tokens":9}.' };
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model,
    choices: [{ index: 0, finish_reason: "stop", message }],
    usage: { ...OPENAI_USAGE, prompt_tokens_details: { cached_tokens: 40 } },
  };
}

function openaiEvents(model: string | undefined): string[] {
  const chunk = (fields: object): string =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model, ...fields })}\n\n`;
  return [
    chunk({ choices: [{ index: 0, delta: { role: "assistant", content: "Hi" } }] }),
    chunk({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
    chunk({ choices: [], usage: OPENAI_USAGE }),
    "data: [DONE]\n\n",
  ];
}

function anthropicAnswer(): unknown {
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude",
    content: [{ type: "text", text: "Hi" }],
    stop_reason: "end_turn",
    usage: { input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 30, cache_creation_input_tokens: 10 },
  };
}

function anthropicEvents(): string[] {
  const event = (type: string, fields: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
  const usage = { input_tokens: 100, output_tokens: 1, cache_read_input_tokens: 30, cache_creation_input_tokens: 10 };
  return [
    event("message_start", { message: { ...(anthropicAnswer() as object), content: [], stop_reason: null, usage } }),
    event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
    event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "Hi" } }),
    event("content_block_stop", { index: 0 }),
    event("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 20 } }),
    event("message_stop", {}),
  ];
}
