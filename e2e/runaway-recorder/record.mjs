import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { labelOf } from "./label.mjs";
import { HEALTHY, planOf, RUNAWAY } from "./plan.mjs";
import { startProvider } from "./provider.mjs";
import { createRandom } from "./random.mjs";
import { runScenario } from "./run-scenario.mjs";
import { startSink } from "./sink.mjs";
import { BATCH_DELAY_MS } from "./tracing.mjs";

const DRIVERS = {
  "vercel-ai-v5": "vercel-ai.mjs",
  "vercel-ai-v6": "vercel-ai.mjs",
  "openinference-langgraph": "langgraph.mjs",
  "openai-agents-openlit": "openai-agents.mjs",
  "anthropic-tool-runner": "anthropic.mjs",
};

const [framework, target, only] = process.argv.slice(2);
const names = Object.keys(DRIVERS);
if (!names.includes(framework) || target === undefined)
  throw new Error(`Say which framework and folder: node record.mjs <${names.join("|")}> <folder> [kind]`);

const module = await import(`./drivers/${DRIVERS[framework]}`);
const current = {};
const provider = await startProvider(current);
const sink = await startSink();
const driver = await module.createDriver({ providerUrl: provider.url, sinkUrl: sink.url });

for (const planned of planOf(names.indexOf(framework))) {
  if (only !== undefined && planned.kind !== only) continue;
  const random = createRandom(planned.seed);
  const scenario = { ...planned, ...(HEALTHY[planned.kind] ?? RUNAWAY[planned.kind])(random) };
  const run = await runScenario({ scenario, driver, current });
  const requests = sink.take();
  const spans = driver.spansOf?.(requests) ?? driver.takeSpans();
  write(run, requests, labelOf({ framework, run, spans, driver, requests }));
}
provider.close();
sink.close();
process.exit(0);

function write(run, requests, label) {
  const { kind, seed } = run.scenario;
  const folder = join(target, label.label, `${framework}-${kind}-${seed}`);
  mkdirSync(folder, { recursive: true });
  const listed = requests.map((request, index) => writeRequest(folder, index, { request, run }));
  const meta = {
    framework,
    kind,
    seed,
    packages: Object.fromEntries(module.packages.map((name) => [name, versionOf(name)])),
    encoding: module.encoding,
    batch_delay_ms: BATCH_DELAY_MS,
    ...(run.error === "" ? {} : { app_error: run.error }),
    start_unix_ms: run.startMs,
    duration_ms: listed.at(-1)?.at_ms ?? 0,
    requests: listed,
  };
  writeFileSync(join(folder, "meta.json"), `${JSON.stringify(meta, null, 1)}\n`);
  writeFileSync(join(folder, "label.json"), `${JSON.stringify(label)}\n`);
  console.info(`${folder}: ${label.total_steps} steps, ${label.total_spans} spans, ${label.ended_by} ${run.error}`);
}

function writeRequest(folder, index, { request, run }) {
  const isPacked = request.headers["content-encoding"] === "gzip";
  const body = withoutPaths(isPacked ? gunzipSync(request.body) : request.body);
  const file = `request-${String(index + 1).padStart(2, "0")}.${module.encoding === "json" ? "json" : "pb"}${isPacked ? ".gz" : ""}`;
  writeFileSync(join(folder, file), isPacked ? gzipSync(body) : body);
  const { path, headers } = request;
  return { file, at_ms: request.atMs - run.startMs, path, headers, bytes: body.length };
}

/** Stack traces name the folder that the recorder runs in: it becomes a neutral one of the same length. */
function withoutPaths(body) {
  const here = import.meta.dirname;
  const neutral = `/srv/${"app".repeat(here.length)}`.slice(0, here.length);
  return Buffer.from(body.toString("latin1").replaceAll(here, neutral), "latin1");
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(import.meta.dirname, "node_modules", name, "package.json"), "utf8")).version;
}
