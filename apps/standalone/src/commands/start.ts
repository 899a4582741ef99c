import type { Store } from "@spanledger/clickhouse";
import { createShutdown, type Shutdown } from "../create-shutdown.ts";
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
  const { store } = await openStore(env);
  const shutdown = createShutdown();
  shutdown.add(() => store.close());
  try {
    await run(env, roles, { store, shutdown, startedAt });
  } catch (error) {
    // The engine must not be at work while the process ends.
    await shutdown.run();
    throw error;
  }
}

interface Running {
  readonly store: Store;
  readonly shutdown: Shutdown;
  readonly startedAt: number;
}

async function run(env: StandaloneEnv, roles: Roles, { store, shutdown, startedAt }: Running): Promise<void> {
  const { SPANLEDGER_HOST: host, SPANLEDGER_DATA_DIR: dataDir, SPANLEDGER_DEMO: demo } = env;
  const nowMs = Date.now();
  await ensureProjects(store, { demo: demo && roles.ingest, nowMs });
  await registerFixedKeys(store, env, nowMs);
  const ingestKey = roles.ingest ? (env.SPANLEDGER_INGEST_KEY ?? (await firstIngestKey(store, dataDir, nowMs))) : null;

  // A port that the system chooses is not known before the ingest starts; an address of any host says nothing to others.
  const webPort = env.SPANLEDGER_WEB_PORT;
  const localUrl = roles.web && webPort !== 0 && host !== "0.0.0.0" && host !== "::" ? urlOf(host, webPort) : null;
  const ingestAddress = { host, port: env.SPANLEDGER_INGEST_PORT, flag: "--ingest-port", localUrl };
  const ingest = roles.ingest ? await serveIngest(store, ingestAddress) : null;
  if (ingest) {
    shutdown.add(() => ingest.close());
    publishIngestPort(ingest.port);
  }
  shareStore(store);
  const web = roles.web ? await serveWeb({ host, port: env.SPANLEDGER_WEB_PORT, flag: "--web-port" }) : null;
  if (web) shutdown.add(() => web.close());

  const stopping = new AbortController();
  onStop(async () => {
    process.stdout.write("Stopping: writing down what was accepted\n");
    stopping.abort();
    await shutdown.run();
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
