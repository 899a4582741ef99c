import { answerQuestion, createClient } from "./answer-question.ts";
import { withAttribution } from "./attribution.ts";
import { readEnv } from "./env.ts";
import { startFakeProvider } from "./fake-provider.ts";
import { startTelemetry } from "./start-telemetry.ts";

const QUESTIONS = [
  { tenant: "acme", user: "acme-u1", question: "Where is my order?" },
  { tenant: "acme", user: "acme-u2", question: "Can I still change the address?" },
  { tenant: "globex", user: "globex-u1", question: "How do I return a pair of shoes?" },
];

try {
  const env = readEnv();
  const telemetry = startTelemetry(env);
  const provider = await startFakeProvider();
  const client = createClient(provider.baseURL);
  for (const { tenant, user, question } of QUESTIONS) {
    const attribution = { "feature.name": "support-answers", "tenant.id": tenant, "user.id": user };
    const answer = await withAttribution(attribution, () => answerQuestion(client, question));
    console.log(`${tenant}: ${question} -> ${answer}`);
  }
  await telemetry.forceFlush();
  await telemetry.shutdown();
  provider.close();
  console.log(`Sent ${QUESTIONS.length} model calls to ${env.endpoint}: look for the feature support-answers.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
