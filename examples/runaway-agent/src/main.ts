import { type Env, readEnv } from "./env.ts";
import { startFakeProvider } from "./fake-provider.ts";
import { runAgent } from "./run-agent.ts";
import { startTelemetry } from "./start-telemetry.ts";

try {
  await main(readEnv());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(env: Env): Promise<void> {
  const { guard, provider } = startTelemetry(env);
  const models = await startFakeProvider();
  try {
    if (!(await guard.ready()) && env.guard === "platform") {
      throw new Error(`Spanledger does not answer at ${env.endpoint}: start it with \`npm start\` first.`);
    }
    for (let run = 0; run < env.runs; run += 1) {
      const { calls, costUsd, halt, haltedAfterMs } = await runAgent(guard, models.baseURL);
      const spent = `${calls} model calls, $${costUsd.toFixed(4)}`;
      if (halt === undefined) console.log(`Nothing stopped the agent: ${spent}.`);
      else console.log(`Halted by ${halt.source} (${halt.rule}) ${haltedAfterMs} ms after the first repeat: ${spent}.`);
      if (halt !== undefined) console.log(`  ${halt.sentence}`);
    }
    await provider.shutdown();
  } finally {
    guard.close();
    models.close();
  }
}
