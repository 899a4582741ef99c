import { inspectSpool } from "./commands/inspect-spool.ts";
import { runMigrations } from "./commands/run-migrations.ts";
import { start } from "./commands/start.ts";
import { ENV_NAMES, readEnv, type StandaloneEnv } from "./env.ts";
import { parseArguments } from "./parse-arguments.ts";
import { StartError } from "./start-error.ts";

const COMMANDS: Readonly<Record<string, (env: StandaloneEnv) => Promise<void>>> = {
  start: (env) => start(env, { ingest: true, web: true }),
  ingest: (env) => start(env, { ingest: true, web: false }),
  web: (env) => start(env, { ingest: false, web: true }),
  migrate: runMigrations,
  "spool inspect": inspectSpool,
};

try {
  const { words, flags } = parseArguments(process.argv.slice(2), ENV_NAMES);
  const name = words.join(" ") || "start";
  const command = COMMANDS[name];
  if (!command)
    throw new StartError(`"${name}" is not a command. The commands are ${Object.keys(COMMANDS).join(", ")}.`);
  await command(readEnv(flags));
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
