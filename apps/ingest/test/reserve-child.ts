import { setTimeout as sleep } from "node:timers/promises";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";

// Callers that ask before each call, as an exporter does, until they are refused. Arguments: port, key, callers, tokens
// per call, estimated USD, what to do: "call", or "crash" after the first grant. Prints how many calls were made.
const [, , port = "", key = "", callers = "", tokens = "", estimate = "", mode = "call"] = process.argv;
const to = { port: Number(port), key };
let calls = 0;

async function ask(): Promise<string | null> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/guard/reservations`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      dimensions: { tenant: "acme" },
      estimated_usd: estimate,
      ttl_ms: mode === "crash" ? 2_000 : 60_000,
    }),
  });
  const answer = (await response.json()) as { granted: boolean; reservation_id?: string };
  return answer.granted ? (answer.reservation_id ?? null) : null;
}

async function caller(): Promise<void> {
  for (let id = await ask(); id !== null; id = await ask()) {
    calls += 1;
    if (mode === "crash") return;
    await sleep(20);
    await sendTraces(to, otlpBody([{ inputTokens: Number(tokens), reservationId: id }]));
  }
}

await Promise.all(Array.from({ length: Number(callers) }, caller));
process.stdout.write(`${calls}\n`);
process.exit(0);
