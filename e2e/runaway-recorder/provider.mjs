import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A model provider on loopback that speaks OpenAI chat completions and Anthropic messages, and answers by a script:
 * `current.reply({ step, agent, turn, messages })` gives `{ text?, calls?, outputTokens?, delayMs?, status?, mark? }`.
 */
export async function startProvider(current) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString());
      void answer({ current, body, isAnthropic: request.url.includes("/messages"), response });
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function answer({ current, body: request, isAnthropic, response }) {
  const { run } = current;
  const step = run.steps.length + 1;
  const entry = [step, Date.now() - run.startMs, 0, 0, ""];
  run.steps.push(entry);
  const system = JSON.stringify(request.system ?? request.messages.filter(({ role }) => role === "system"));
  const agent = /You are the ([\w-]+) agent/.exec(system)?.[1] ?? "";
  const turn = request.messages.filter(({ role }) => role === "assistant").length;
  const reply = run.scenario.reply({ step, agent, turn, messages: request.messages });
  if (reply.mark) run.markStep ??= step;
  await sleep(reply.delayMs ?? 10 + ((step * 7) % 20));
  if (reply.status !== undefined) {
    run.rejected++;
    const error = { type: "rate_limit_error", message: reply.text ?? "Rate limit reached" };
    const body = isAnthropic ? { type: "error", error } : { error };
    send(response, reply.status, { body, retryAfterMs: reply.retryAfterMs });
    return;
  }
  const calls = (reply.calls ?? []).map((call) => (call.handoff === undefined ? call : run.handoffCall(call.handoff)));
  const input = Math.ceil(JSON.stringify(request.messages).length / 4) + 40;
  const output = reply.outputTokens ?? Math.ceil((reply.text ?? "").length / 4) + 18 * calls.length + 4;
  entry[2] = input;
  entry[3] = output;
  entry[4] = [...new Set(calls.map(({ name }) => name))].join(",") + (calls.length > 1 ? ` x${calls.length}` : "");
  run.asked += calls.length;
  const id = `${run.id}${String(step).padStart(4, "0")}`;
  const bodyOf = isAnthropic ? anthropicBody : openaiBody;
  send(response, 200, { body: bodyOf({ id, model: request.model, text: reply.text, calls, input, output }) });
}

function send(response, status, { body, retryAfterMs = 5 }) {
  const headers = { "content-type": "application/json", "retry-after-ms": String(retryAfterMs) };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

const rawArgs = ({ args }) => (typeof args === "string" ? args : JSON.stringify(args));

function openaiBody({ id, model, text, calls, input, output }) {
  const asked = calls.map((call, n) => ({
    id: `call_${id}${n}`,
    type: "function",
    function: { name: call.name, arguments: rawArgs(call) },
  }));
  const message = { role: "assistant", content: text ?? null, ...(asked.length > 0 ? { tool_calls: asked } : {}) };
  return {
    id: `chatcmpl-${id}`,
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [{ index: 0, message, finish_reason: asked.length > 0 ? "tool_calls" : "stop" }],
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
  };
}

function anthropicBody({ id, model, text, calls, input, output }) {
  const content = calls.map((call, n) => ({
    type: "tool_use",
    id: `toolu_${id}${n}`,
    name: call.name,
    input: JSON.parse(rawArgs(call)),
  }));
  if (text) content.unshift({ type: "text", text });
  return {
    id: `msg_${id}`,
    type: "message",
    role: "assistant",
    model,
    content,
    stop_reason: calls.length > 0 ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: { input_tokens: input, output_tokens: output, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
  };
}
