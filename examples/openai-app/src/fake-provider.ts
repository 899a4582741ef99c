import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Token counts of every answer: fixed, so that the cost of a run can be worked out by hand. */
export const USAGE = { prompt_tokens: 1200, completion_tokens: 150, total_tokens: 1350 } as const;

const ANSWER = "Your order left our warehouse this morning and should arrive in two days.";

/** An OpenAI-compatible provider on loopback: no key, no network, always the same answer. */
export async function startFakeProvider(): Promise<{ readonly baseURL: string; close(): void }> {
  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  if (request.method !== "POST" || request.url !== "/v1/chat/completions") {
    response
      .writeHead(404, { "content-type": "application/json" })
      .end('{"error":{"message":"Only chat completions."}}');
    return;
  }
  const { model } = JSON.parse(body) as { model: string };
  response.writeHead(200, { "content-type": "application/json" }).end(
    JSON.stringify({
      id: "chatcmpl-example",
      object: "chat.completion",
      created: Math.floor(Date.now() / 1000),
      model,
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: ANSWER } }],
      usage: USAGE,
    }),
  );
}
