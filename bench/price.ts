import { createPriceBook, priceCall, type PriceInput } from "@spanledger/telemetry";

const CALLS = 2_000_000;
const ROUNDS = 3;
const NO_MODALITY = { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 };

/** What a busy installation sees: few models, many calls, all buckets, tiers, long contexts, dated and hourly prices. */
const SUBJECTS: readonly (readonly [string, string, string])[] = [
  ["openai", "gpt-4o-mini-2024-07-18", ""],
  ["openai", "gpt-5-mini", "flex"],
  ["openai", "gpt-5.6-sol", ""],
  ["anthropic", "claude-sonnet-4-5-20250929", ""],
  ["aws.bedrock", "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6", ""],
  ["gcp.gemini", "models/gemini-2.5-pro", ""],
  ["deepseek", "deepseek-v4-pro", ""],
  ["azure.ai.openai", "my-deployment", ""],
];

const start = BigInt(Date.parse("2026-08-20T00:00:00Z")) * 1_000_000n;
const calls = Array.from({ length: 1000 }, (_, index) => aCall(index));
const book = createPriceBook();
for (const call of calls) priceCall(call, book, start);

for (let round = 1; round <= ROUNDS; round++) {
  let priced = 0;
  const beganCpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  for (let index = 0; index < CALLS; index++) {
    const call = calls[index % calls.length];
    if (call !== undefined && priceCall(call, book, start + BigInt(index) * 1_000_000_000n).status === "priced")
      priced++;
  }
  const wallUs = Number(process.hrtime.bigint() - began) / 1000;
  const cpu = process.cpuUsage(beganCpu);
  const cpuUs = cpu.user + cpu.system;
  const perSecond = Math.round((CALLS / wallUs) * 1_000_000).toLocaleString("en");
  console.log(
    `round ${round}: ${perSecond} calls/s, ${(wallUs / CALLS).toFixed(3)} us a call (${(cpuUs / CALLS).toFixed(3)} us of CPU), ${priced} of ${CALLS} priced`,
  );
}

function aCall(index: number): PriceInput {
  const [provider, requestModel, serviceTier] = SUBJECTS[index % SUBJECTS.length] ?? ["", "", ""];
  const isClaude = requestModel.includes("claude");
  return {
    provider,
    requestModel,
    responseModel: "",
    serviceTier,
    region: "",
    operation: "chat",
    usage: {
      uncachedInput: 1000 + index * 37,
      cacheRead: index * 211,
      cacheWrite5m: isClaude ? index : 0,
      cacheWrite1h: isClaude ? index % 7 : 0,
      output: 10 + index,
      reasoning: index % 10,
      modality: NO_MODALITY,
      units: {},
      raw: { input: null, output: null, total: null },
      rule: "bench",
      confidence: 100,
    },
  };
}
