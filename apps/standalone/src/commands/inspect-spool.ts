import { join } from "node:path";
import { printSpool } from "@spanledger/ingest";
import type { StandaloneEnv } from "../env.ts";

/** `spanledger spool inspect`: what was acknowledged and is not in ClickHouse yet. Changes nothing. */
export async function inspectSpool(env: StandaloneEnv): Promise<void> {
  process.exitCode = await printSpool(join(env.SPANLEDGER_DATA_DIR, "spool"), (line) =>
    process.stdout.write(`${line}\n`),
  );
}
