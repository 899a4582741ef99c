import { loadDemoProject } from "../demo/load-demo-project.ts";
import { publishIngestPort, type StandaloneEnv } from "../env.ts";
import { onStop } from "../on-stop.ts";
import { openStore } from "../open-store.ts";
import { printBanner } from "../print-banner.ts";
import { serveIngest } from "../serve-ingest.ts";
import { serveWeb } from "../serve-web.ts";
import { ensureProjects } from "../settings/ensure-projects.ts";
import { firstIngestKey } from "../settings/first-ingest-key.ts";
import { registerFixedKeys } from "../settings/register-fixed-keys.ts";
import { shareStore } from "../share-store.ts";

export interface Roles {
  readonly ingest: boolean;
  readonly web: boolean;
}

/** `spanledger start`, `ingest` or `web`: runs until it is stopped. */
export async function start(env: StandaloneEnv, roles: Roles): Promise<void> {
  const startedAt = performance.now();
  const nowMs = Date.now();
  const { SPANLEDGER_HOST: host, SPANLEDGER_DATA_DIR: dataDir, SPANLEDGER_DEMO: demo } = env;
  const { store } = await openStore(env);
  await ensureProjects(store, { demo: demo && roles.ingest, nowMs });
  await registerFixedKeys(store, env, nowMs);
  const ingestKey = roles.ingest ? (env.SPANLEDGER_INGEST_KEY ?? (await firstIngestKey(store, dataDir, nowMs))) : null;

  const ingest = roles.ingest
    ? await serveIngest(store, { host, port: env.SPANLEDGER_INGEST_PORT, flag: "--ingest-port" })
    : null;
  if (ingest) publishIngestPort(ingest.port);
  shareStore(store);
  const web = roles.web ? await serveWeb({ host, port: env.SPANLEDGER_WEB_PORT, flag: "--web-port" }) : null;

  const stopping = new AbortController();
  onStop(async () => {
    process.stdout.write("Stopping: writing down what was accepted\n");
    stopping.abort();
    await web?.close();
    await ingest?.close();
    await store.close();
  });

  const ingestUrl = ingest && urlOf(host, ingest.port);
  const startedInMs = performance.now() - startedAt;
  printBanner({ webUrl: web && urlOf(host, web.port), ingestUrl, ingestKey, dataDir, startedInMs });
  if (demo && ingest && ingestUrl !== null) {
    const print = (line: string): void => void process.stdout.write(`  ${line}\n`);
    const { signal } = stopping;
    await loadDemoProject({ store, dataDir, ingestUrl, signal, caughtUp: () => ingest.caughtUp(), print });
  }
}

function urlOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
