import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const THINKING_MS = 100;
const FIRST_PROMPT_TOKENS = 1_200;
const TOKENS_PER_TURN = 400;

/** An OpenAI-compatible provider on loopback whose model never stops asking for the same search. */
export async function startFakeProvider(): Promise<{ readonly baseURL: string; close(): void }> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { model, messages } = JSON.parse(body) as { model: string; messages: unknown[] };
  const turn = Math.floor(messages.length / 2);
  const prompt = FIRST_PROMPT_TOKENS + turn * TOKENS_PER_TURN;
  const call = {
    id: `call_${turn}`,
    type: "function",
    function: { name: "search_orders", arguments: '{"query":"refund 4711"}' },
  };
  await new Promise((resolve) => setTimeout(resolve, THINKING_MS));
  response.writeHead(200, { "content-type": "application/json" }).end(
    JSON.stringify({
      id: `chatcmpl-${turn}`,
      object: "chat.completion",
      created: Math.floor(Date.now() / 1_000),
      model,
      choices: [
        { index: 0, finish_reason: "tool_calls", message: { role: "assistant", content: null, tool_calls: [call] } },
      ],
      usage: { prompt_tokens: prompt, completion_tokens: 60, total_tokens: prompt + 60 },
    }),
  );
}
