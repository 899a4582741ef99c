import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { splitStatements } from "./split-statements.ts";

export interface Migration {
  readonly number: number;
  /** File name. */
  readonly name: string;
  readonly statements: readonly string[];
}

export interface MigrationVariables {
  /** "" or "Replicated". */
  readonly engine?: "" | "Replicated";
  /** Name of the cluster for ON CLUSTER, "" for a single server. */
  readonly cluster?: string;
}

/** Reads NNNN_<object>.sql in order and fills in the variables. */
export function readMigrations(directory = defaultDirectory(), variables: MigrationVariables = {}): Migration[] {
  const names = readdirSync(directory)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort();
  return names.map((name) => ({
    number: Number(name.slice(0, 4)),
    name,
    statements: splitStatements(fillIn(readFileSync(join(directory, name), "utf8"), variables)),
  }));
}

/** The folder `clickhouse/migrations` of the source tree; a bundle passes its own. */
function defaultDirectory(): string {
  return join(fileURLToPath(import.meta.url), "../../../../../clickhouse/migrations");
}

function fillIn(sql: string, { engine = "", cluster = "" }: MigrationVariables): string {
  const onCluster = cluster === "" ? "" : `ON CLUSTER ${cluster}`;
  return sql.replaceAll("${engine}", engine).replaceAll("${on_cluster}", onCluster);
}
